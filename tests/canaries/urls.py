import logging
import warnings

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def fail(request: HttpRequest, how: str) -> HttpResponse:
    """Log and raise what was posted, in every way that there is."""
    told = request.POST["told"]
    for name in ("", "django", "django.request", "django.security", "portal", "careers.elsewhere"):
        logging.getLogger(name).warning("Told %s", told, extra={"told": told})
    logging.getLogger("portal").info({"told": told})
    logging.getLogger("portal").debug("%(told)r", {"told": told})
    warnings.warn(f"Warned of {told}", stacklevel=1)
    kinds = {"403": PermissionDenied, "400": SuspiciousOperation, "500": RuntimeError}
    try:
        int(told)
    except ValueError as error:
        raise kinds[how](f"Failed over {told!r}") from error


urlpatterns = [path("fail/<str:how>/", fail), path("", include("portal.urls"))]
