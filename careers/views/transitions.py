"""The way from one role to the others, and the way back; and the role that a person works in."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from django.contrib import messages
from django.core.paginator import Page
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from careers.formats import hours
from careers.forms import PresentRoleForm, TransitionFilter
from careers.models import Requirement, Role, Teaches
from careers.rules.lessons import Hours, Lesson
from careers.rules.matching import Line
from careers.rules.needs import Need
from careers.rules.transitions import Distance, distance, hours_to_close
from careers.views.match_rows import listed
from careers.visitors import (
    present_role_of,
    profile_of,
    profile_to_rate,
    profile_to_show,
)
from portal.core.http import (
    PortalRequest,
    next_page,
    page_of,
    query_without_page,
    render_part,
    same_origin,
)
from portal.core.page_cache import prepared

PAGE_SIZE = 8


class Way(NamedTuple):
    """From one role to another: what is there, what is missing, and how long it takes."""

    there: Distance
    summary: str
    time: str
    bar: list[tuple[str, int, int]]  # of 100: what it shows, where it begins, how wide it is
    shared: str
    higher: str
    new: str


class Transition(NamedTuple):
    role: Role
    there: Way
    back: Way


@prepared("family", "page")
def transitions(request: PortalRequest, slug: str) -> HttpResponse:
    role = get_object_or_404(Role.objects.published().select_related("family"), slug=slug)
    form = TransitionFilter(request.GET)
    others = list(form.roles_but(role))
    needs = Requirement.objects.needs_of([role, *others])
    here = needs.get(role.pk, [])
    page: Page[Role] = page_of(request, _nearest_first(here, others, needs), PAGE_SIZE)
    profile = profile_of(request)
    context = {
        "section": "roles",
        "role": role,
        "is_present": profile is not None and profile.present_role_id == role.pk,
        "asked": len(here),
        "form": form,
        "page": page,
        "transitions": transitions_from(here, list(page.object_list), needs),
        "query": query_without_page(request),
    }
    return render_part(request, "careers/transitions.html", context, part="results")


@same_origin
def present_role(request: PortalRequest) -> HttpResponse:
    """One that is a draft now is out of sight, so that leaving the field empty must not drop it."""
    profile = profile_to_show(request)
    named = present_role_of(profile) if profile else None
    posted = request.POST if request.method == "POST" else None
    form = PresentRoleForm(posted, present=named.slug if named else "")
    context = {
        "section": "profile",
        "out_of_sight": profile.out_of_sight if profile else None,
        "form": form,
        "next": request.POST.get("next", ""),
    }
    if posted is None:
        return render(request, "careers/present_role.html", context)
    if not form.is_valid():
        return render(request, "careers/present_role.html", context, status=422)
    role = form.role_named()
    if role or named:
        profile_to_rate(request).work_as(role)
    said = f"Your present role: {role.title}." if role else "No present role is named now."
    messages.success(request, said)
    return redirect(next_page(request, "careers:profile"))


def transitions_from(
    here: Sequence[Need], roles: Sequence[Role], needs: Mapping[int, Sequence[Need]]
) -> list[Transition]:
    ways = {}
    for role in roles:
        asked = needs.get(role.pk, [])
        ways[role] = distance(here, asked), distance(asked, here)
    missing = {gap.skill for pair in ways.values() for way in pair for gap in way.gaps}
    lessons = Teaches.objects.published().lessons_by_skill(missing)
    return [
        Transition(role, _way(there, lessons), _way(back, lessons))
        for role, (there, back) in ways.items()
    ]


def _nearest_first(
    here: Sequence[Need], others: Sequence[Role], needs: Mapping[int, Sequence[Need]]
) -> list[Role]:
    """In the order of how ready somebody at the levels of the present role is; ties by title."""
    ready = {role: distance(here, needs.get(role.pk, ())).score for role in others}
    return sorted(others, key=lambda role: (-ready[role].exact, role.title))


def _way(there: Distance, lessons: Mapping[str, Sequence[Lesson]]) -> Way:
    return Way(
        there=there,
        summary=_summary(len(there.shared), len(there.higher), len(there.new)),
        time=_time(there, hours_to_close(there.gaps, lessons)),
        bar=_bar(there),
        shared=listed(line.need.title for line in there.shared),
        higher=_with_levels(there.higher),
        new=_with_levels(there.new),
    )


def _summary(shared: int, higher: int, new: int) -> str:
    carried = "1 skill carries over" if shared == 1 else f"{shared} skills carry over"
    rising = "1 has to rise" if higher == 1 else f"{higher} have to rise"
    return f"{carried}, {rising}, {new} {'is' if new == 1 else 'are'} new"


def _time(there: Distance, estimate: Hours) -> str:
    if not there.levels:
        return "Nothing is missing."
    levels = f"{there.levels} level{'' if there.levels == 1 else 's'} missing"
    return f"{levels}, {hours(estimate)}." if estimate.high else f"{levels}; no hours are known."


def _bar(there: Distance) -> list[tuple[str, int, int]]:
    """The importance of what carries over, has to rise and is new, in parts of 100."""
    parts, start = [], 0
    for name, lines in (("have", there.shared), ("higher", there.higher), ("unknown", there.new)):
        done = start + sum(line.need.importance for line in lines)
        left, right = (round(100 * sum_ / (there.score.weight or 1)) for sum_ in (start, done))
        if right > left:
            parts.append((name, left, right - left))
        start = done
    return parts


def _with_levels(lines: Sequence[Line]) -> str:
    return listed(f"{one.need.title} ({one.counted} to {one.need.level})" for one in lines)
