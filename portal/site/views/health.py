"""What health probes ask."""

from http import HTTPStatus

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from careers.models import Role
from portal.core.health_checks import Readiness
from portal.core.http import PortalRequest

readiness = Readiness(Role.objects.published)
reading = require_http_methods(["GET", "HEAD", "OPTIONS"])  # the last is what HAProxy sends


@reading
def livez(request: PortalRequest) -> HttpResponse:  # noqa: ARG001
    """The process answers. Nothing else is checked, so a slow database doesn't restart workers."""
    return HttpResponse("ok\n", content_type="text/plain")


@reading
def readyz(request: PortalRequest) -> HttpResponse:  # noqa: ARG001
    """This process can serve the site: the database, its content and the static files are there."""
    problem = readiness.problem()
    status = HTTPStatus.OK if problem is None else HTTPStatus.SERVICE_UNAVAILABLE
    response = HttpResponse(f"{problem or 'ok'}\n", content_type="text/plain", status=status)
    response._has_been_logged = True  # type: ignore[attr-defined]  # noqa: SLF001 -- when it changed
    return response
