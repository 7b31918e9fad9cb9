from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from careers.forms import RatingsForm, SkillFilter
from careers.models import Note, Prerequisite, Skill
from careers.pages.skill_detail import asking_requirements, lessons_of, marks_of
from careers.pages.skill_map import map_of
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
        "requirements": asking_requirements(skill),
        "lessons": lessons_of(skill, level),
        "linked_data": defined_term(skill, site_of(request)),
        "marks": marks_of(skill, profile),
        "links": profile.own_links.filter(skill=skill) if profile else (),
    }
    return render(request, "careers/skill_detail.html", context)
