from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from careers.pages.landscape import landscape, shores, spots
from careers.visitors import profile_with_occupation
from portal.core.content_version import at_one_version
from portal.core.http import PortalRequest, site_of
from portal.core.page_cache import prepared
from portal.core.schema_org import PROMISE, website
from portal.site.pages.home import halves, offer, summary_of


@prepared()
def home(request: PortalRequest) -> HttpResponse:
    with at_one_version():
        map_ = landscape()
        profile = profile_with_occupation(request)
        levels = profile.levels() if profile else {}
        state = summary_of(profile, levels, map_) if profile and levels else None
        present = profile.present_role_id if profile else None
        seen = spots(map_, state.scores if state else {}, present)
        context = {
            "halves": halves(),
            "map": map_,
            "spots": seen,
            "shores": shores(map_, seen),
            "state": state,
            "offer": None if state else offer(),
            "linked_data": website(PROMISE, f"{reverse('search')}?q=", site_of(request)),
        }
        return render(request, "portal/home.html", context)
