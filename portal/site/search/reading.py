"""What a question means: the words to look for, what was mistyped, the pages that may be meant."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple
from urllib.parse import quote

from django.urls import reverse

from portal.core.search import has_words
from portal.core.text.folding import folded, words_in
from portal.site.search.intents import (
    COMPARE_TWO,
    INTENTS,
    OCCUPATION_PAGE,
    START,
    Intent,
    PageLink,
    intents_in,
    places_of,
)
from portal.site.search.vocabulary import NamedRow, Vocabulary
from portal.site.search.words import GENERIC, KIND_PHRASES, STOP_WORDS, SYNONYMS

MOST_TOKENS = 24
MOST_WORDS = 8  # that are looked for
MOST_LINKS = 2
SIDE_BY_SIDE = 2
LONGEST_OF_A_SIGN = 2  # letters: the k of k-means, the e of e-learning
MOST_IN_A_NAME = 6  # words
ROLE_KIND, OCCUPATION_KIND = "Role", "Occupation"
GROUP_OF = {ROLE_KIND: "Roles", OCCUPATION_KIND: "Occupations"}

KNOWN = STOP_WORDS | {
    word for intent in INTENTS for phrase in intent.wordings() for word in phrase.split()
}


class SuggestedLink(NamedTuple):
    url: str
    title: str


@dataclass(frozen=True, slots=True)
class QueryReading:
    """`query` is what is looked for where it differs from what was typed, word by word."""

    query: str
    words: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()  # nothing here has them
    links: tuple[SuggestedLink, ...] = ()
    first_group: str = ""
    named: frozenset[NamedRow] = frozenset()  # roles and occupations
    is_corrected: bool = False
    weights: dict[str, int] = field(default_factory=dict)  # empty where nothing has any of them

    @property
    def names_several(self) -> bool:
        """No one row is called all of it."""
        return len(self.named) > 1

    @property
    def searched(self) -> str:
        return " ".join(self.words)


def read_query(typed: str, vocabulary: Vocabulary, *, as_typed: bool = False) -> QueryReading:
    """`as_typed`: correct nothing, because somebody said so."""
    tokens = _tokens(typed)
    if " ".join(_pieces(tokens)) in vocabulary.names:
        return _of_words(typed, tokens, vocabulary)
    right = tokens if as_typed else _corrected(tokens, vocabulary)
    named = _named(right, vocabulary)
    taken = {place for _, places in named for place in places}
    idle = {n for n, word in enumerate(right) if word in STOP_WORDS | GENERIC}
    found = intents_in(right, taken, idle)
    told = {place for one in found for place in one.places}.union(*_places_of_kinds(right).values())
    content = [
        word
        for n, word in enumerate(right)
        if n in taken or (n not in told and word not in STOP_WORDS)
    ]
    is_corrected = right != tokens
    return replace(
        _of_words(" ".join(right) if is_corrected else typed, content or right, vocabulary),
        links=_links([one.intent for one in found], [row for row, _ in named], vocabulary),
        first_group=_first_group(right, named),
        named=frozenset(row for row, _ in named),
        is_corrected=is_corrected,
    )


def _tokens(typed: str) -> list[str]:
    """The words, small and without accents; what a hyphen joins apart, but for k-means."""
    text = folded(typed)
    tokens: list[str] = []
    for word in words_in(text):
        whole = text[word.pieces[0].start : word.pieces[-1].end] if word.pieces else ""
        parts = whole.split("-")
        tokens += parts if min(map(len, parts)) > LONGEST_OF_A_SIGN else [whole]
    return [one for one in tokens if one][:MOST_TOKENS]


def _pieces(tokens: Sequence[str]) -> list[str]:
    return [piece.text for token in tokens for word in words_in(token) for piece in word.pieces]


def _of_words(query: str, tokens: Sequence[str], vocabulary: Vocabulary) -> QueryReading:
    tokens = list(dict.fromkeys(tokens))
    known = [one for one in tokens if vocabulary.knows(one)]
    words = tuple(known or tokens)[:MOST_WORDS]
    left_out = tuple(one for one in tokens if one not in known) if known else ()
    weights = {word: vocabulary.weight(word) for word in words if known}
    return QueryReading(query, words, left_out, weights=weights)


def _corrected(tokens: Sequence[str], vocabulary: Vocabulary) -> list[str]:
    """The words with those put right that nothing here begins with, where one is near."""
    right: list[str] = []
    rest = list(_in_our_words(tokens))
    while rest:
        word = rest.pop(0)
        if rest and not KNOWN & {word, rest[0]} and (whole := vocabulary.joined(word, rest[0])):
            right.append(whole)
            del rest[0]
        elif word in KNOWN or vocabulary.knows(word) or not has_words(word):
            right.append(word)
        else:
            better = vocabulary.parted(word) or vocabulary.nearest(word, KNOWN) or word
            right += better.split()
    return right


def _in_our_words(tokens: Sequence[str]) -> list[str]:
    """Two words or one, as the site says it."""
    ours: list[str] = []
    rest = list(tokens)
    while rest:
        said = next((one for one in (" ".join(rest[:2]), rest[0]) if one in SYNONYMS), rest[0])
        ours += SYNONYMS.get(said, said).split()
        del rest[: len(said.split())]
    return ours


def _named(words: Sequence[str], vocabulary: Vocabulary) -> list[tuple[NamedRow, range]]:
    """The roles and occupations that are named, each once, and where: the longest names count."""
    found: list[tuple[NamedRow, range]] = []
    start = 0
    while start < len(words):
        for size in range(min(MOST_IN_A_NAME, len(words) - start), 0, -1):
            row = _row_named(words[start : start + size], vocabulary)
            if row and row.kind in GROUP_OF:
                found.append((row, range(start, start + size)))
                start += size - 1
                break
        start += 1
    return found


def _row_named(words: Sequence[str], vocabulary: Vocabulary) -> NamedRow | None:
    name = " ".join(words)
    if name in STOP_WORDS:
        return None
    return vocabulary.names.get(name) or vocabulary.names.get(name.removesuffix("s"))


def _first_group(words: Sequence[str], named: Sequence[tuple[NamedRow, range]]) -> str:
    """What kind is asked for: that of what is named, or that of a word such as jobs, courses."""
    if named:
        return GROUP_OF[named[0][0].kind]
    return next((kind for kind, places in _places_of_kinds(words).items() if places), "")


def _places_of_kinds(words: Sequence[str]) -> dict[str, set[int]]:
    return {kind: places_of(phrases, words) for kind, phrases in KIND_PHRASES.items()}


def _links(
    intents: Sequence[Intent], named: Sequence[NamedRow], vocabulary: Vocabulary
) -> tuple[SuggestedLink, ...]:
    """The first two pages that may be meant; two roles and nothing else asked: side by side."""
    rows = list(dict.fromkeys(named))
    roles = [row for row in rows if row.kind == ROLE_KIND]
    links = [link for intent in intents for link in _fit(intent, len(roles))]
    if not links and len(roles) == SIDE_BY_SIDE:
        links = [COMPARE_TWO]
    shown = list(dict.fromkeys(one for one in links if _is_there(one, vocabulary)))[:MOST_LINKS]
    occupation = next((row for row in rows if row.kind == OCCUPATION_KIND), None)
    if occupation and START in shown:
        title = occupation.title.replace("{", "{{").replace("}", "}}")  # it is filled in below
        page = OCCUPATION_PAGE._replace(slug=occupation.slug, title=title)
        shown[shown.index(START)] = page
    return tuple(link_shown(one, roles) for one in shown)


def _fit(intent: Intent, roles: int) -> list[PageLink]:
    """The pages that need as many roles as there are, or else fewer."""
    fit = [link for link in intent.links if link.roles_needed <= roles]
    most = max((link.roles_needed for link in fit), default=0)
    return [link for link in fit if link.roles_needed == most]


def _is_there(link: PageLink, vocabulary: Vocabulary) -> bool:
    is_of_a_topic = link.route == "scalability:topic_detail"
    return not is_of_a_topic or ("Topic", link.slug) in vocabulary.rows


def link_shown(link: PageLink, roles: Sequence[NamedRow]) -> SuggestedLink:
    slugs = dict(zip(("role", "other"), (role.slug for role in roles), strict=False))
    titles = dict(zip(("role", "other"), (role.title for role in roles), strict=False))
    args = [quote(link.slug.format(**slugs))] if link.slug else []
    query = f"?{link.query.format(**slugs)}" if link.query else ""
    fragment = f"#{link.fragment}" if link.fragment else ""
    return SuggestedLink(
        f"{reverse(link.route, args=args)}{query}{fragment}", link.title.format(**titles)
    )
