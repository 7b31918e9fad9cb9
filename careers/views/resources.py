from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from careers.forms import ResourceFilter
from careers.models import Resource
from careers.pages.resource_detail import if_finished, own_resource
from careers.schema_org import learning_resource
from careers.visitors import profile_of
from portal.core.http import PortalRequest, page_of, query_without_page, render_part, site_of
from portal.core.page_cache import prepared

PAGE_SIZE = 24


@prepared("q", "skill", "level", "kind", "cost", "practice", "page")
def resource_list(request: PortalRequest) -> HttpResponse:
    form = ResourceFilter(request.GET)
    context = {
        "section": "resources",
        "form": form,
        "page": page_of(request, form.resources().with_skills(), PAGE_SIZE),
        "query": query_without_page(request),
    }
    return render_part(request, "careers/resource_list.html", context, part="results")


@prepared()
def resource_detail(request: PortalRequest, slug: str) -> HttpResponse:
    resource = get_object_or_404(Resource.objects.published().with_skills(), slug=slug)
    own = profile_of(request)
    levels = own.levels() if own else {}
    mine = own_resource(resource, own)
    context = {
        "section": "resources",
        "resource": resource,
        "state": mine.state,
        "suggested": mine.suggested,
        "rated": bool(levels),
        "linked_data": learning_resource(resource, site_of(request)),
        **(if_finished(resource, levels) if levels else {}),
    }
    return render(request, "careers/resource_detail.html", context)
