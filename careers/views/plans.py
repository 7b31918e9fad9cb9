from http import HTTPStatus

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from careers.forms import ChoicesForm, GoalForm
from careers.models import PlanChoices, Profile, Role, Skill
from careers.pages.plan_timeline import timeline_of
from careers.planning.calendar import calendar_of
from careers.planning.plans import PersonalPlan, plan_of
from careers.planning.table import table_of
from careers.visitors import (
    profile_of,
    profile_to_change,
    profile_to_rate,
    profile_to_show,
)
from portal.core.downloads import csv_file, download
from portal.core.http import PortalRequest, same_origin, site_of
from portal.core.notices import Undo, say_and_return


@require_safe
def plan(request: PortalRequest) -> HttpResponse:
    profile = profile_to_show(request)
    own = _shared_plan(profile)
    context = {
        "section": "plan",
        "out_of_sight": profile.out_of_sight if profile else None,
        "plan": own,
        "timeline": timeline_of(own),
        "choices_form": ChoicesForm(None, own.choices),
        "goal_form": GoalForm(goals=own.roles),
    }
    return render(request, "careers/plan.html", context)


@require_safe
def plan_detail(request: PortalRequest, slug: str) -> HttpResponse:
    role = get_object_or_404(Role.objects.published().select_related("family"), slug=slug)
    profile = profile_to_show(request)
    own = plan_of(profile, [role])
    context = {
        "section": "plan",
        "out_of_sight": profile.out_of_sight if profile else None,
        "role": role,
        "plan": own,
        "timeline": timeline_of(own),
        "is_goal": profile is not None and profile.goals.filter(role=role).exists(),
        "choices_form": ChoicesForm(None, own.choices),
    }
    return render(request, "careers/plan_detail.html", context)


@require_POST
@same_origin
def plan_choices_save(request: PortalRequest) -> HttpResponse:
    form = ChoicesForm(request.POST, PlanChoices.objects.of(profile_of(request)))
    if not form.is_valid():
        context = {"form": form, "next": request.POST.get("next", "")}
        return render(
            request,
            "careers/plan_choices_save.html",
            context,
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
        )
    form.save_for(profile_to_rate(request))
    return _back(request, "Choices saved. They apply to every plan.")


@require_POST
@same_origin
def goal_add(request: PortalRequest) -> HttpResponse:
    form = GoalForm(request.POST)
    if not form.is_valid():
        context = {"form": form, "next": request.POST.get("next", "")}
        return render(
            request, "careers/goal_add.html", context, status=HTTPStatus.UNPROCESSABLE_ENTITY
        )
    role = form.cleaned_data["role"]
    profile_to_rate(request).goals.get_or_create(role=role)
    return _back(request, f"{role} is now one of your goals.")


@require_POST
@same_origin
def goal_remove(request: PortalRequest, slug: str) -> HttpResponse:
    role = get_object_or_404(Role.objects.published(), slug=slug)
    profile = profile_to_change(request)
    was_goal = profile and profile.goals.filter(role=role).delete()[0]
    undo = Undo(reverse("careers:goal_add"), {"role": role.slug}) if was_goal else None
    return _back(request, f"Removed {role} from your goals.", undo)


@require_POST
@same_origin
def skill_exclude(request: PortalRequest, slug: str) -> HttpResponse:
    skill = get_object_or_404(Skill.objects.published(), slug=slug)
    profile_to_rate(request).left_out.get_or_create(skill=skill)
    undo = Undo(reverse("careers:skill_include", args=[skill.slug]))
    return _back(request, f"{skill} is excluded from your plans.", undo)


@require_POST
@same_origin
def skill_include(request: PortalRequest, slug: str) -> HttpResponse:
    skill = get_object_or_404(Skill.objects.published(), slug=slug)
    if profile := profile_to_change(request):
        profile.left_out.filter(skill=skill).delete()
    return _back(request, f"{skill} is back in your plans.")


@require_safe
def plan_calendar(request: PortalRequest) -> HttpResponse:
    page = site_of(request) + reverse("careers:plan")
    return _calendar(_shared_plan(profile_of(request)), page)


@require_safe
def plan_table(request: PortalRequest) -> HttpResponse:
    return _table(_shared_plan(profile_of(request)))


@require_safe
def plan_detail_calendar(request: PortalRequest, slug: str) -> HttpResponse:
    page = site_of(request) + reverse("careers:plan_detail", args=[slug])
    return _calendar(_plan_of_role(request, slug), page)


@require_safe
def plan_detail_table(request: PortalRequest, slug: str) -> HttpResponse:
    return _table(_plan_of_role(request, slug))


def _back(request: PortalRequest, said: str, undo: Undo | None = None) -> HttpResponse:
    return say_and_return(request, said, reverse("careers:plan"), undo)


def _shared_plan(profile: Profile | None) -> PersonalPlan:
    goals = profile.goals.published() if profile else ()
    return plan_of(profile, [goal.role for goal in goals])


def _plan_of_role(request: PortalRequest, slug: str) -> PersonalPlan:
    role = get_object_or_404(Role.objects.published(), slug=slug)
    return plan_of(profile_of(request), [role])


def _calendar(own: PersonalPlan, page: str) -> HttpResponse:
    """A calendar without an event would be invalid, so a plan without dated steps has no file."""
    if not own.dated_steps:
        raise Http404
    return download("plan.ics", "text/calendar; charset=utf-8", calendar_of(own, page))


def _table(own: PersonalPlan) -> HttpResponse:
    if not own.steps:
        raise Http404
    return csv_file("plan.csv", table_of(own))
