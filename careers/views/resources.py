from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from careers.forms import ResourceFilter
from careers.models import Resource
from portal.http import PortalRequest, page_of, query_without_page, render_part
from portal.prepared import prepared

PAGE_SIZE = 24


@prepared("q", "skill", "level", "kind", "cost", "page")
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
    context = {"section": "resources", "resource": resource}
    return render(request, "careers/resource_detail.html", context)
