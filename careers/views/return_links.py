import re
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from careers.models import ReturnLink
from careers.visitors import profile_of, profile_to_change, profile_to_rate, return_by
from portal.core.http import PortalRequest, same_origin, site_of
from portal.core.mistyped_addresses import tidied

TOKEN = re.compile(r"[\w-]+", re.ASCII)
JOINED = (
    " What this browser held has been merged into it; where both had an entry, the newer one was "
    "kept."
)


@require_POST
@never_cache
@same_origin
def return_link_create(request: PortalRequest) -> HttpResponse:
    """Make a link and show it, just this once; members sign in instead."""
    if request.user.is_authenticated:
        messages.info(request, "You have an account: sign in on any device to continue.")
        return redirect("careers:data")
    token = ReturnLink.objects.make_for(profile_to_rate(request))
    address = site_of(request) + reverse("careers:return_link_open", args=[token])
    context = {"section": "profile", "address": address}
    return _discreet(render(request, "careers/return_link_create.html", context))


@require_POST
@never_cache
@same_origin
def return_link_revoke(request: PortalRequest) -> HttpResponse:
    ReturnLink.objects.filter(profile=profile_to_change(request)).delete()
    messages.success(request, "Link revoked. It no longer works.")
    return redirect("careers:data")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@same_origin
def return_link_open(request: PortalRequest, token: str) -> HttpResponse:
    """Opening the link changes nothing, because mail scanners open links too; the button does."""
    bare = tidied(token)
    # It was copied with extra characters.
    if request.method != "POST" and bare != token and TOKEN.fullmatch(bare):
        return _discreet(redirect("careers:return_link_open", bare))
    link = ReturnLink.objects.opened_by(token).first()
    if link is None:
        page = render(request, "careers/return_link_invalid.html", status=HTTPStatus.NOT_FOUND)
        return _discreet(page)
    if request.method == "POST":
        joined = return_by(request, link)
        messages.success(request, "Welcome back." + (JOINED if joined else ""))
        return _discreet(redirect("careers:progress"))
    here = profile_of(request)
    context = {
        "section": "profile",
        "here": here,
        "is_here": here is not None and here.pk == link.profile_id,
    }
    return _discreet(render(request, "careers/return_link_open.html", context))


def _discreet(response: HttpResponse) -> HttpResponse:
    """The address is a secret: no other site or search engine may learn it."""
    # Without any referrer, browsers would send no origin.
    response["Referrer-Policy"] = "strict-origin"
    response["X-Robots-Tag"] = "noindex"
    return response
