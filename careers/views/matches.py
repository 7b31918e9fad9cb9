from django.http import HttpResponse
from django.views.decorators.http import require_safe

from careers.forms import MatchFilter
from careers.pages.matches import match_page
from careers.rules.matching import ORDERING_RULE
from careers.visitors import occupation_of, present_role_of, profile_to_show
from portal.core.http import PortalRequest, page_of, query_without_page, render_part

PAGE_SIZE = 10


@require_safe
def matches(request: PortalRequest) -> HttpResponse:
    profile = profile_to_show(request)
    levels = profile.levels() if profile else {}
    context: dict[str, object] = {
        "section": "matches",
        "out_of_sight": profile.out_of_sight if profile else None,
        "ordering_rule": ORDERING_RULE,
    }
    if profile and levels:
        form = MatchFilter(request.GET)
        page = page_of(request, profile.ranked(form.roles()), PAGE_SIZE)
        context |= {
            "form": form,
            "page": page,
            "rated": len(levels),
            "occupation": occupation_of(profile),
            "present_role": present_role_of(profile),
            "query": query_without_page(request),
            **match_page(list(page.object_list), levels, is_first=page.number == 1),
        }
    return render_part(request, "careers/matches.html", context, part="results")
