"""The barest Django there is: one view, no middleware, as many bytes as it is asked for."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path


def bare(request: HttpRequest, size: int) -> HttpResponse:
    return HttpResponse(b"x" * size, headers={"Content-Length": str(size)})


urlpatterns = [
    path("<int:size>/", bare),
    path("", bare, {"size": 0}, name="home"),  # the site's own application asks where it is
]

if not (settings.configured or "DJANGO_SETTINGS_MODULE" in os.environ):
    settings.configure(ALLOWED_HOSTS=["127.0.0.1"], MIDDLEWARE=[], ROOT_URLCONF=__name__)
    application = get_wsgi_application()
