"""The page for an address that leads nowhere, offering the pages that may have been meant.

It offers pages and never redirects: people who follow a badly copied link see so, and what a
stranger wrote into an address leads nowhere by itself. All links are made from the site's own
addresses, and nothing unpublished is offered.
"""

from collections import defaultdict
from collections.abc import Iterator
from difflib import get_close_matches
from http import HTTPStatus
from itertools import islice
from typing import Any, NamedTuple, TypeAlias

from django.db import DatabaseError
from django.db.models.functions import Length
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import Resolver404, ResolverMatch, resolve, reverse

from careers.models import Resource, Role, Skill
from portal.core.mistyped_addresses import last_words, readings
from scalability.models import CaseStudy, Pillar, Topic

MOST_READINGS = 32
MOST_OFFERED = 3
MOST_MISSING = 2  # letters
LIKENESS = 0.75  # 1 means equal; two swapped letters in a short name give about 0.8

# Pages that exist once, by their headings.
PAGES = {
    "home": "The front page",
    "search": "Search",
    "about_match": "How the match is worked out",
    "about_balance": "Who builds the model, and who makes it run",
    "about_sources": "Sources and licences",
    "careers:role_list": "Roles",
    "careers:compare": "Compare roles",
    "careers:skill_list": "Skills",
    "careers:resource_list": "Resources",
    "careers:profile": "Your skills",
    "careers:questions": "Answer a few questions",
    "careers:progress": "Your progress",
    "careers:data": "Your data",
    "careers:data_delete": "Delete everything",
    "careers:matches": "Your matches",
    "careers:plan": "Your plan",
    "scalability:hub": "Making AI work at scale",
    "scalability:case_study_list": "Case studies",
    "account_login": "Sign in",
    "account_signup": "Sign up",
    "account_email": "Your email addresses",
    "account_change_password": "Change your password",
    "account_reset_password": "Set a new password",
    "mfa_index": "Your second factor",
}
# Pages of a row, by its slug, with what to call them.
ROWS: dict[str, tuple[type[Any], str]] = {
    "careers:role_detail": (Role, "Role"),
    "careers:transitions": (Role, "Where this role leads"),
    "careers:plan_detail": (Role, "Your plan for this role"),
    "careers:skill_detail": (Skill, "Skill"),
    "careers:resource_detail": (Resource, "Resource"),
    "scalability:topic_detail": (Topic, "Scaling topic"),
    "scalability:case_study_detail": (CaseStudy, "Case study"),
    "scalability:pillar_detail": (Pillar, "Pillar of scaling"),
}
# Pages reached only by a personal link, which emails and notes tend to break.
SECRETS = {
    "careers:return_link_open": "Your return link",
    "account_confirm_email": "Confirm your email address",
    "account_reset_password_from_key": "Set a new password",
}


Rows: TypeAlias = dict[type[Any], dict[str, Any]]


class SuggestedPage(NamedTuple):
    url: str
    title: str
    kind: str = ""


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """Django's `handler404`."""
    matches = _matches(request.path_info)
    is_secret = any(match.view_name in SECRETS for match in matches)
    try:
        offers = list(dict.fromkeys(_offers(matches)))[:MOST_OFFERED]
    except DatabaseError:  # the page didn't exist in the first place
        offers = []
    context = {
        "offers": offers,
        "looked_for": "" if is_secret else last_words(request.path_info),
    }
    return render(request, "404.html", context, status=HTTPStatus.NOT_FOUND)


def page_of_form(path: str) -> str:
    """The address of the page that a form's address belongs to, if there is one."""
    matches = _matches(path)
    try:
        return next((offer.url for offer in _there(matches, _rows(matches))), "")
    except DatabaseError:
        return ""


def _matches(path: str) -> list[ResolverMatch]:
    matches = []
    for reading in dict.fromkeys(islice(readings(path), MOST_READINGS)):
        try:
            matches.append(resolve(reading))
        except Resolver404:
            continue
    return matches


def _offers(matches: list[ResolverMatch]) -> Iterator[SuggestedPage]:
    """Those that exist; if none of the rows does, the first with similar names."""
    rows = _rows(matches)
    if rows and not any(rows.values()):
        yield from _alike(next(match for match in matches if match.view_name in ROWS))
    yield from _there(matches, rows)


def _there(matches: list[ResolverMatch], rows: Rows) -> Iterator[SuggestedPage]:
    for match in matches:
        name = match.view_name
        if name in SECRETS:
            yield SuggestedPage(_address(match), SECRETS[name])
            return  # after that comes the same link in lower case
        if name in PAGES:
            yield SuggestedPage(_address(match), PAGES[name])
        elif name in ROWS:
            model, kind = ROWS[name]
            if row := rows[model].get(match.kwargs["slug"]):
                yield SuggestedPage(_address(match), str(row), kind)


def _rows(matches: list[ResolverMatch]) -> Rows:
    """The published rows by slug: one query per model, of which there are few."""
    slugs = defaultdict(set)
    for match in matches:
        if match.view_name in ROWS:
            slugs[ROWS[match.view_name][0]].add(match.kwargs["slug"])
    return {
        model: {row.slug: row for row in model.objects.published().filter(slug__in=some)}
        for model, some in slugs.items()
    }


def _alike(match: ResolverMatch) -> Iterator[SuggestedPage]:
    """Rows with the same first letter and about the same length, so that few are compared."""
    model, kind = ROWS[match.view_name]
    slug = match.kwargs["slug"].lower()
    published = model.objects.published()
    alike = (
        published.filter(slug__startswith=slug[0])
        .annotate(length=Length("slug"))
        .filter(length__range=(len(slug) - MOST_MISSING, len(slug) + MOST_MISSING))
    )
    names = get_close_matches(slug, alike.values_list("slug", flat=True), MOST_OFFERED, LIKENESS)
    if names:
        rows = {row.slug: row for row in published.filter(slug__in=names)}
        for name in names:
            address = reverse(match.view_name, kwargs={"slug": name})
            yield SuggestedPage(address, str(rows[name]), kind)


def _address(match: ResolverMatch) -> str:
    return reverse(match.view_name, args=match.args, kwargs=match.kwargs)
