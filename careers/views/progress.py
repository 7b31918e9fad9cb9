from collections.abc import Mapping
from http import HTTPStatus

from django.core.paginator import Paginator
from django.db import transaction
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from careers.forms import NoteForm, OwnLinkForm, ResourceProgressForm, SkillProgressForm
from careers.forms.progress import VersionedForm
from careers.models import (
    Note,
    OwnLink,
    Profile,
    Resource,
    ResourceProgress,
    Skill,
    SkillProgress,
)
from careers.models.progress import Evidence
from careers.pages.notices import level_marked, resource_marked, undo_of_level
from careers.pages.progress import progress_of
from careers.visitors import (
    profile_of,
    profile_to_change,
    profile_to_rate,
    profile_to_show,
)
from portal.core.form_versions import form_version
from portal.core.http import PortalRequest, next_page, same_origin
from portal.core.notices import Undo, say_and_return

TURNS_ON_A_PAGE = 25


@require_safe
def progress(request: PortalRequest) -> HttpResponse:
    own = profile_to_show(request)
    context: dict[str, object] = {"section": "profile"}
    if own:
        kept = progress_of(own)
        turns = Paginator(kept.history.turns, TURNS_ON_A_PAGE).get_page(request.GET.get("page"))
        context |= {
            "out_of_sight": own.out_of_sight,
            "suggested": kept.suggested,
            "resources": kept.resources,
            "learning": kept.learning,
            "reached": kept.reached,
            "words": kept.words,
            "history": kept.history,
            "turns": turns,
        }
    return render(request, "careers/progress.html", context)


@require_POST
@same_origin
def resource_progress(request: PortalRequest, slug: str) -> HttpResponse:
    resource = get_object_or_404(Resource.objects.published(), slug=slug)
    form = ResourceProgressForm(request.POST)
    if not form.is_valid():
        return _invalid(request, resource, form)
    state = form.cleaned_data["state"]
    own, undo = profile_of(request), None
    if own and not state and (before := own.resource_progress.states().get(slug)):
        undo = Undo(request.path, {"state": before})
    if state or own:
        ResourceProgress.objects.keep(profile_to_rate(request), resource, state)
    said = resource_marked(resource, state)
    return say_and_return(request, said, resource.get_absolute_url(), undo)


@require_POST
@same_origin
def skill_progress(request: PortalRequest, slug: str) -> HttpResponse:
    skill = get_object_or_404(Skill.objects.published(), slug=slug)
    own = profile_of(request)
    form = SkillProgressForm(request.POST, own, skill)
    if not form.is_valid():
        return _invalid(request, skill, form)
    state = form.cleaned_data["state"]
    if not own and not state:
        return redirect(next_page(request, skill.get_absolute_url()))
    level, undo = form.cleaned_data["level"], None
    with transaction.atomic():
        Profile.objects.hold(own)
        kept = SkillProgress.objects.evidence(own, skill, level) if own else Evidence()
        saved = {"evidence": kept.text, "evidence_url": kept.url, "on": kept.on}
        if form.is_stale(saved):
            return _conflict(request, skill, form, saved, own)
        if own and not state:
            undo = undo_of_level(own, skill, level)
        rose = _mark(profile_to_rate(request), skill, form)
    said = level_marked(skill, level, state, rose=rose)
    return say_and_return(request, said, skill.get_absolute_url(), undo)


@require_POST
@same_origin
def skill_note(request: PortalRequest, slug: str) -> HttpResponse:
    skill = get_object_or_404(Skill.objects.published(), slug=slug)
    own, undo = profile_of(request), None
    form = NoteForm(request.POST, own, skill)
    if not form.is_valid():
        return _invalid(request, skill, form)
    text = form.cleaned_data["text"]
    with transaction.atomic():
        Profile.objects.hold(own)
        saved = {"text": Note.objects.text(own, skill) if own else ""}
        if form.is_stale(saved):
            return _conflict(request, skill, form, saved, own)
        if saved["text"] and not text.strip():
            undo = Undo(request.path, saved | {"version": form_version("")})
        if text.strip() or own:
            Note.objects.keep(profile_to_rate(request), skill, text)
    said = "Note saved." if text.strip() else "Note removed."
    return say_and_return(request, said, skill.get_absolute_url(), undo)


@require_POST
@same_origin
def own_link_add(request: PortalRequest, slug: str) -> HttpResponse:
    skill = get_object_or_404(Skill.objects.published(), slug=slug)
    form = OwnLinkForm(request.POST, profile_of(request), skill)
    if not form.is_valid():
        return _invalid(request, skill, form)
    OwnLink.objects.keep(profile_to_rate(request), skill, **form.cleaned_data)
    return say_and_return(request, "Link saved.", skill.get_absolute_url())


@require_POST
@same_origin
def own_link_remove(request: PortalRequest, slug: str) -> HttpResponse:
    skill = get_object_or_404(Skill.objects.published(), slug=slug)
    own, undo = profile_to_change(request), None
    url = request.POST.get("url", "").replace("\x00", "")
    if own and (link := own.own_links.filter(skill=skill, url=url).first()):
        fields = {"url": link.url, "title": link.title}
        undo = Undo(reverse("careers:own_link_add", args=[slug]), fields)
        link.delete()
    return say_and_return(request, "Link removed.", skill.get_absolute_url(), undo)


def _invalid(request: PortalRequest, row: Resource | Skill, form: Form) -> HttpResponse:
    """The page with what was sent, to be corrected and sent again to the same address."""
    context = {"section": f"{row._meta.model_name}s", "row": row, "form": form}
    return render(request, "careers/form_invalid.html", context, status=422)


def _conflict(
    request: PortalRequest,
    skill: Skill,
    form: VersionedForm,
    saved: Mapping[str, object],
    own: Profile | None,
) -> HttpResponse:
    """What was typed, beside what another window has saved meanwhile, to choose between them."""
    version = form_version(*saved.values())
    context = {
        "section": "skills",
        "row": skill,
        "form": form,
        "differences": form.differences(saved),
        "version": version,
        "is_elsewhere": own is None or version == form_version(""),
    }
    return render(request, "careers/form_conflict.html", context, status=HTTPStatus.CONFLICT)


def _mark(own: Profile, skill: Skill, form: SkillProgressForm) -> bool:
    """Save how far somebody is with a level; whether that raised their rating."""
    level = form.cleaned_data["level"]
    match form.cleaned_data["state"]:
        case SkillProgress.State.LEARNING:
            SkillProgress.objects.learn(own, skill, level, form.proof())
        case SkillProgress.State.REACHED:
            return SkillProgress.objects.reach(own, skill, level, form.proof())
        case _:
            SkillProgress.objects.forget(own, skill, level)
    return False
