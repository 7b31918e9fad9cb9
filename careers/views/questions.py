"""The short assessment: each question is chosen by what its answer would settle."""

from http import HTTPStatus

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from careers.forms import RatingsForm, StartForm, Trail
from careers.models import Skill
from careers.pages.questions import question_page, question_url
from careers.visitors import occupation_of, profile_of, profile_to_rate
from portal.core.http import PortalRequest, same_origin


def questions(request: PortalRequest) -> HttpResponse:
    if "asked" not in request.GET:
        return _start_page(request, StartForm(None, profile_of(request)))
    return _question_page(request, Trail.of(request.GET))


@require_POST
@same_origin
def question_goals(request: PortalRequest) -> HttpResponse:
    own = profile_of(request)
    form = StartForm(request.POST, own)
    if not form.is_valid():
        return _start_page(request, form, status=422)
    if own or form.has_changed():
        profile_to_rate(request).aim(form.goal_roles, form.present_role)
    return redirect(question_url(Trail()))


@require_POST
@same_origin
def question_answer(request: PortalRequest) -> HttpResponse:
    """Keep the answer and ask on; what is skipped, or left at "not rated", only joins the trail.

    What was marked as new among the skills `shown` is kept as an answer, too.
    """
    trail = Trail.of(request.POST)
    slugs = RatingsForm.slugs_in(request.POST)
    skills = Skill.objects.published().filter(slug__in=slugs).with_levels()
    own = profile_of(request)
    form = RatingsForm(request.POST, skills, own.levels() if own else {})
    is_skipped = "skip" in request.POST
    if not is_skipped:
        if not form.is_valid():
            return _question_page(request, trail, form, status=422)
        if changes := form.changes():
            profile_to_rate(request).rate(changes)
    if "shown" in request.POST:
        return redirect(
            question_url(trail.marked(request.POST["shown"], [] if is_skipped else slugs))
        )
    return redirect(question_url(trail.after(skill.slug for skill in skills)))


def _start_page(request: PortalRequest, form: StartForm, status: int = 200) -> HttpResponse:
    own = profile_of(request)
    context = {"section": "profile", "form": form, "first": Trail().query}
    context["occupation"] = occupation_of(own) if own else None
    return render(request, "careers/questions_start.html", context, status=status)


def _question_page(
    request: PortalRequest, trail: Trail, sent: RatingsForm | None = None, status: int = 200
) -> HttpResponse:
    context = {"section": "profile", **question_page(profile_of(request), trail, sent)}
    response = render(request, "careers/questions.html", context, status=status)
    if status != HTTPStatus.OK:
        response["HX-Push-Url"] = "false"  # what is refused stays under the address that it was at
    return response
