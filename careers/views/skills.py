from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from careers.forms import RatingsForm, SkillFilter
from careers.models import Skill, Teaches
from careers.views.visitor import profile_of
from portal.http import PortalRequest, page_of, query_without_page, render_part
from portal.prepared import prepared

PAGE_SIZE = 48


@prepared("q", "category", "kind", "page")
def skill_list(request: PortalRequest) -> HttpResponse:
    form = SkillFilter(request.GET)
    profile = profile_of(request)
    context = {
        "section": "skills",
        "form": form,
        "page": page_of(request, form.skills(), PAGE_SIZE),
        "levels": profile.levels() if profile else {},
        "query": query_without_page(request),
    }
    return render_part(request, "careers/skill_list.html", context, part="results")


@prepared()
def skill_detail(request: PortalRequest, slug: str) -> HttpResponse:
    skill = get_object_or_404(Skill.objects.published().with_levels(), slug=slug)
    profile = profile_of(request)
    levels = profile.levels() if profile else {}
    context = {
        "section": "skills",
        "skill": skill,
        "ratings": RatingsForm(None, [skill], levels),
        "level": levels.get(skill.slug),
        "aliases": skill.aliases.all(),
        "prerequisites": Skill.objects.published().prerequisites_of(skill),
        "leads_to": Skill.objects.published().building_on(skill),
        "requirements": skill.requirements.of_published_roles().most_important_first(),
        "lessons": Teaches.objects.published().filter(skill=skill).by_level(),
        "topics": skill.topics.published().select_related("pillar"),
        "case_studies": skill.case_studies.published(),
    }
    return render(request, "careers/skill_detail.html", context)
