"""Ways from one role to the others, and the role that a person works in."""

from django.contrib import messages
from django.core.paginator import Page
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode

from careers.forms import PresentRoleForm, TransitionFilter
from careers.models import Requirement, Role
from careers.pages.transitions import nearest_first, transitions_from
from careers.visitors import (
    present_role_of,
    profile_of,
    profile_to_rate,
    profile_to_show,
)
from portal.core.content_version import at_one_version
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


@prepared("family", "page")
def transitions(request: PortalRequest, slug: str) -> HttpResponse:
    role = get_object_or_404(Role.objects.published().select_related("family"), slug=slug)
    with at_one_version():
        form = TransitionFilter(request.GET)
        others = list(form.roles_but(role))
        needs = Requirement.objects.needs_of([role, *others])
        here = needs.get(role.pk, [])
        page: Page[Role] = page_of(request, nearest_first(here, others, needs), PAGE_SIZE)
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
    """One that is a draft now is out of sight, so that leaving the field empty must not drop it.

    `?role=` is what somebody said they do today; saved, it leads on to the skills that it asks.
    """
    profile = profile_to_show(request)
    named = present_role_of(profile) if profile else None
    posted = request.POST if request.method == "POST" else None
    asked = request.GET.get("role", "")
    form = PresentRoleForm(posted, present=asked or (named.slug if named else ""))
    context = {
        "section": "profile",
        "out_of_sight": profile.out_of_sight if profile else None,
        "form": form,
        "next": request.POST.get("next", _skills_asked_by(asked)),
    }
    if posted is None:
        return render(request, "careers/present_role.html", context)
    if not form.is_valid():
        return render(request, "careers/present_role.html", context, status=422)
    role = form.role_named()
    if role or named:
        profile_to_rate(request).work_as(role)
    said = f"Your present role: {role.title}." if role else "Present role removed."
    messages.success(request, said)
    return redirect(next_page(request, "careers:profile"))


def _skills_asked_by(role: str) -> str:
    return f"{reverse('careers:profile')}?{urlencode({'role': role})}" if role else ""
