from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST

from portal.core.accounts.rate_limits import is_one_of, sender_of
from portal.core.http import PortalRequest, same_origin
from portal.core.notices import say_and_return
from portal.core.throttling import HOUR
from portal.models import VerdictCount

MOST_AN_HOUR = 10  # of one address; more are thanked for, and not counted
GIVEN = "verdicts"  # in the session of those who have one: the pages that are not asked about again
PAGES = {VerdictCount.Page.MATCHES: "careers:matches", VerdictCount.Page.PLAN: "careers:plan"}


@require_POST
@same_origin
def verdict_give(request: PortalRequest) -> HttpResponse:
    """Count whether a page was right for somebody, and nothing of who says so."""
    page, answer = request.POST.get("page", ""), request.POST.get("answer", "")
    if page not in VerdictCount.Page or answer not in VerdictCount.Answer:
        return redirect("home")
    if is_one_of(MOST_AN_HOUR, GIVEN, sender_of(request), seconds=HOUR):
        VerdictCount.objects.all().add_one(page, answer, localdate())
    if request.session.session_key:
        request.session[GIVEN] = sorted({*request.session.get(GIVEN, ()), page})
    if request.htmx:
        return render(request, "components/verdict.html", {"page": page, "is_given": True})
    return say_and_return(request, "Thank you.", reverse(PAGES[VerdictCount.Page(page)]))
