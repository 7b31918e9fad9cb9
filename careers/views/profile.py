from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from careers.forms import ProfileFilter, RatingsForm
from careers.models import Skill
from careers.views.visitor import profile_of, profile_to_rate
from portal.http import (
    PortalRequest,
    next_page,
    page_of,
    query_without_page,
    render_part,
    same_origin,
)

PAGE_SIZE = 12


def profile(request: PortalRequest) -> HttpResponse:
    form = ProfileFilter(request.GET)
    own = profile_of(request)
    levels = own.levels() if own else {}
    page = page_of(request, form.skills_of(own).with_levels(), PAGE_SIZE)
    context = {
        "section": "profile",
        "form": form,
        "page": page,
        "ratings": RatingsForm(None, page.object_list, levels),
        "rated": len(levels),
        "query": query_without_page(request),
    }
    return render_part(request, "careers/profile.html", context, part="skills")


@require_POST
@same_origin
def rate(request: PortalRequest) -> HttpResponse:
    slugs = RatingsForm.slugs_in(request.POST)
    skills = Skill.objects.published().filter(slug__in=slugs).with_levels()
    own = profile_of(request)
    form = RatingsForm(request.POST, skills, own.levels() if own else {})
    if not form.is_valid():
        context = {"ratings": form, "next": request.POST.get("next", "")}
        return render(request, "careers/rate.html", context, status=422)
    changes = form.changes()
    if changes:
        own = profile_to_rate(request)
        own.rate(changes)
    if request.htmx.target == "saved":
        rated = own.levels() if own else {}
        return render(request, "careers/profile.html#saved", {"rated": len(rated), "saved": True})
    count = len(changes)
    saved = f"{count} rating{'' if count == 1 else 's'} saved." if count else "Nothing was changed."
    messages.success(request, saved)
    return redirect(next_page(request, "careers:profile"))
