from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from careers.forms import RatingsForm, SkillFilter
from careers.models import Note, Prerequisite, Profile, Requirement, Skill, SkillProgress, Teaches
from careers.pages.skill_map import map_of
from careers.rules.levels import HIGHEST, LOWEST_NEED
from careers.schema_org import defined_term
from careers.visitors import profile_of
from portal.core.http import PortalRequest, page_of, query_without_page, render_part, site_of
from portal.core.page_cache import prepared

PAGE_SIZE = 100


@prepared("q", "category", "kind", "page")
def skill_list(request: PortalRequest) -> HttpResponse:
    form = SkillFilter(request.GET)
    profile = profile_of(request)
    context = {
        "section": "skills",
        "form": form,
        "is_search": form.is_search,
        "page": page_of(request, form.skills(), PAGE_SIZE),
        "levels": profile.levels() if profile else {},
        "query": query_without_page(request),
    }
    return render_part(request, "careers/skill_list.html", context, part="results")


@prepared()
def skill_detail(request: PortalRequest, slug: str) -> HttpResponse:
    profile = profile_of(request)
    skills = Skill.objects.published().with_levels()
    if profile:
        skills = skills.annotate(own_note=Note.objects.text_by(profile))
    skill = get_object_or_404(skills, slug=slug)
    levels = profile.levels() if profile else {}
    level = levels.get(skill.slug)
    context = {
        "section": "skills",
        "skill": skill,
        "ratings": RatingsForm(None, [skill], levels),
        "level": level,
        "aliases": skill.aliases.all(),
        "map": map_of(skill, Prerequisite.objects.published().named(), levels),
        "has_profile": profile is not None,
        "requirements": _asking(skill),
        "lessons": _lessons(skill, level),
        "topics": skill.topics.published().select_related("pillar"),
        "case_studies": skill.case_studies.published(),
        "linked_data": defined_term(skill, site_of(request)),
        "marks": _marks(skill, profile),
        "links": profile.own_links.filter(skill=skill) if profile else (),
    }
    return render(request, "careers/skill_detail.html", context)


def _lessons(skill: Skill, level: int | None) -> list[tuple[Teaches, bool]]:
    """What teaches it, each with whether it takes in a person at the level and carries them on."""
    lessons = Teaches.objects.published().filter(skill=skill).by_level()
    return [(one, level is not None and one.as_lesson().carries(level)) for one in lessons]


def _asking(skill: Skill) -> list[Requirement]:
    """The published roles that ask it, and what each takes instead."""
    rows = skill.requirements.of_published_roles().most_important_first()
    return rows.with_alternatives()


def _marks(skill: Skill, profile: Profile | None) -> list[tuple[int, SkillProgress | None]]:
    """Each level from 1 to 5 with what a person says of it."""
    rows = profile.skill_progress.filter(skill=skill) if profile else ()
    by_level = {row.level: row for row in rows}
    return [(level, by_level.get(level)) for level in range(LOWEST_NEED, HIGHEST + 1)]
