from typing import TypeAlias

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from careers.forms import ProfileFilter, RatingsForm
from careers.models import Profile, Skill
from careers.pages.notices import ratings_saved, undo_of_ratings
from careers.visitors import profile_of, profile_to_rate, profile_to_show
from portal.core.http import (
    PortalRequest,
    next_page,
    page_of,
    query_without_page,
    render_part,
    same_origin,
)
from portal.core.notices import say_and_return

PAGE_SIZE = 12

Cleared: TypeAlias = list[tuple[Skill, int]]  # what was removed, and the level it had


@require_safe
def profile(request: PortalRequest) -> HttpResponse:
    form = ProfileFilter(request.GET)
    own = profile_to_show(request)
    levels = own.levels() if own else {}
    page = page_of(request, form.skills_of(own).with_levels(), PAGE_SIZE)
    context = {
        "section": "profile",
        "out_of_sight": own.out_of_sight if own else None,
        "form": form,
        "page": page,
        "ratings": RatingsForm(None, page.object_list, levels),
        "rated": len(levels),
        "of": Skill.objects.published().count(),
        "query": query_without_page(request),
    }
    return render_part(request, "careers/profile.html", context, part="skills")


@require_POST
@same_origin
def ratings_save(request: PortalRequest) -> HttpResponse:
    slugs = RatingsForm.slugs_in(request.POST)
    skills = Skill.objects.published().filter(slug__in=slugs).with_levels()
    own = profile_of(request)
    before = own.levels() if own else {}
    form = RatingsForm(request.POST, skills, before)
    if not form.is_valid():
        context = {"ratings": form, "next": request.POST.get("next", "")}
        return render(request, "careers/ratings_save.html", context, status=422)
    changes = form.changes()
    if changes:
        own = profile_to_rate(request)
        own.rate(changes)
    if request.htmx.target == "saved":
        cleared = [(skill, before[skill.slug]) for skill, level in changes.items() if level is None]
        return render(request, "careers/profile.html#saved", _saved(request, own, cleared))
    undo = undo_of_ratings(changes, before)
    return say_and_return(request, ratings_saved(len(changes)), reverse("careers:profile"), undo)


def _saved(request: PortalRequest, own: Profile | None, cleared: Cleared) -> dict[str, object]:
    return {
        "saved": True,
        "rated": len(own.levels()) if own else 0,
        "of": Skill.objects.published().count(),
        "cleared": cleared,
        "next": next_page(request, ""),
    }
