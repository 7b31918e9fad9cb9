"""Lists: how much they hold, what filters them, and what a search found."""

from typing import Any

from django.core.paginator import Paginator

from careers.forms import CompareForm, MatchFilter, ProfileFilter, RoleFilter, TransitionFilter
from portal.core.search import NO_WORD
from portal.site.search.reading import read_query
from portal.site.search.results import find, offers
from portal.site.search.vocabulary import vocabulary
from portal.site.styleguide.sample_person import roles_that_ask

MOST_GROUPS, MOST_HITS = 2, 3


def lists_section() -> dict[str, Any]:
    roles = list(roles_that_ask())
    if not roles:
        return {}
    word = roles[0].title.split()[0]
    slip = f"{roles[0].title[1::-1]}{roles[0].title[2:]}"
    known, question = vocabulary(), f"how to become a {slip}"
    groups = find(read_query(word, known)).groups[:MOST_GROUPS]
    found = [group._replace(hits=group.hits[:MOST_HITS]) for group in groups]
    some = RoleFilter({"q": word})
    return {
        "page": Paginator(roles, len(roles)).page(1),
        "few": Paginator(some.roles(), len(roles)).page(1),
        "all": RoleFilter({}),
        "some": some,
        "wrong": RoleFilter({"family": "none-like-it"}),
        "word": word,
        "groups": found,
        "most": MOST_HITS,
        "question": question,
        "reading": read_query(question, known),
        "slip": slip,
        "offers": offers(slip, known),
        "no_word": NO_WORD,
        "matches": MatchFilter({}),
        "transitions": TransitionFilter({}),
        "profile": ProfileFilter({}),
        "compared": CompareForm([role.slug for role in roles[:2]]),
    }
