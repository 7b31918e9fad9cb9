"""What encodings a client takes, and answers compressed for those that take gzip."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.middleware.gzip import GZipMiddleware

HEADER = "HTTP_ACCEPT_ENCODING"


def heed_refused_encodings(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Leave out of Accept-Encoding what it refuses: `gzip;q=0` means no gzip.

    Django and WhiteNoise look for the name alone.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        header = request.META.get(HEADER, "")
        if ";" in header:
            request.META[HEADER] = ", ".join(_accepted(header))
        return get_response(request)

    return middleware


def takes_gzip(request: HttpRequest) -> bool:
    return "gzip" in request.META.get(HEADER, "")


def compress(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """As Django's middleware does it, with random bytes against BREACH."""
    GZipMiddleware(lambda _: response).process_response(request, response)
    return response


def _accepted(header: str) -> list[str]:
    accepted = []
    for one in header.lower().split(","):
        name, *parameters = (part.strip() for part in one.split(";"))
        quality = next((p[2:] for p in parameters if p.startswith("q=")), "1")
        if _number(quality) > 0:
            accepted.append(name)
    return accepted


def _number(quality: str) -> float:
    try:
        return float(quality)
    except ValueError:
        return 0.0
