"""Files for programs: search engines, browsers, and pages that link to the site."""

from datetime import timedelta
from email.utils import parseaddr

from django.conf import settings
from django.contrib.sitemaps.views import sitemap as made_sitemap
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import reverse
from django.utils.timezone import localdate

from portal.core.http import PortalRequest, site_of
from portal.core.page_cache import prepared
from portal.core.palette import LIGHT
from portal.core.schema_org import PROMISE, SITE
from portal.site.sitemaps import sections

# Links to somebody's own data, and the curators' entrance. Everything else may be read.
NOT_FOR_ROBOTS = ("/admin/", "/profile/return/")

VALID = timedelta(days=180)

ICONS = (
    ("icons/favicon.svg", "any", "image/svg+xml", "any"),
    ("icons/icon-192.png", "192x192", "image/png", "any"),
    ("icons/icon-512.png", "512x512", "image/png", "any"),
    ("icons/icon-maskable-512.png", "512x512", "image/png", "maskable"),
)


@prepared()
def favicon(request: PortalRequest) -> HttpResponse:  # noqa: ARG001
    """For programs that ask for it without reading a page."""
    return redirect(static("icons/favicon.ico"))


@prepared()
def manifest(request: PortalRequest) -> HttpResponse:  # noqa: ARG001
    """What a phone needs to install the site as an app."""
    icons = [
        {"src": static(path), "sizes": sizes, "type": kind, "purpose": purpose}
        for path, sizes, kind, purpose in ICONS
    ]
    described = {
        "id": reverse("home"),
        "name": SITE,
        "short_name": "AI careers",
        "description": PROMISE,
        "lang": "en-GB",
        "start_url": reverse("home"),
        "scope": reverse("home"),
        "display": "minimal-ui",
        "theme_color": LIGHT["paper"],
        "background_color": LIGHT["paper"],
        "icons": icons,
    }
    return JsonResponse(described, content_type="application/manifest+json")


@prepared()
def robots(request: PortalRequest) -> HttpResponse:
    refused = "".join(f"Disallow: {path}\n" for path in NOT_FOR_ROBOTS)
    address = site_of(request) + reverse("sitemap")
    text = f"User-agent: *\n{refused}\nSitemap: {address}\n"
    return HttpResponse(text, content_type="text/plain")


@prepared()
def security_txt(request: PortalRequest) -> HttpResponse:
    """Whom to tell about a vulnerability (RFC 9116). It is renewed daily, so it never expires."""
    contacts = settings.SECURITY_CONTACT or [f"mailto:{parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}"]
    lines = [
        *(f"Contact: {contact}" for contact in contacts),
        f"Expires: {localdate() + VALID}T00:00:00Z",
        "Preferred-Languages: en",
        f"Canonical: {site_of(request)}{reverse('security_txt')}",
    ]
    content_type = "text/plain; charset=utf-8"
    return HttpResponse("".join(f"{line}\n" for line in lines), content_type=content_type)


@prepared()
def change_password(request: PortalRequest) -> HttpResponse:  # noqa: ARG001
    """Where password managers look for the form
    (https://w3c.github.io/webappsec-change-password-url/).
    """
    return redirect("account_change_password")


@prepared()
def sitemap(request: PortalRequest) -> HttpResponse:
    return made_sitemap(request, sections(site_of(request)))
