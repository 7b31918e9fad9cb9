from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from careers.forms import ResourceFilter
from careers.models import Resource, ResourceProgress
from careers.views.progress import suggested_to
from careers.views.visitor import profile_of
from portal.http import PortalRequest, page_of, query_without_page, render_part

PAGE_SIZE = 24


def resource_list(request: PortalRequest) -> HttpResponse:
    form = ResourceFilter(request.GET)
    context = {
        "section": "resources",
        "form": form,
        "page": page_of(request, form.resources().with_skills(), PAGE_SIZE),
        "query": query_without_page(request),
    }
    return render_part(request, "careers/resource_list.html", context, part="results")


def resource_detail(request: PortalRequest, slug: str) -> HttpResponse:
    resource = get_object_or_404(Resource.objects.published().with_skills(), slug=slug)
    own = profile_of(request)
    mine = own.resource_progress.filter(resource=resource).first() if own else None
    is_done = mine and mine.state == ResourceProgress.State.DONE
    ratings = own.ratings.published().select_related("skill") if own and is_done else ()
    context = {
        "section": "resources",
        "resource": resource,
        "state": mine.state if mine else "",
        "suggested": suggested_to(own, ratings, resource) if own and is_done else [],
    }
    return render(request, "careers/resource_detail.html", context)
