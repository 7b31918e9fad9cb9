"""The settings of the site, with the few that would slow tests down or need a service."""

import os

os.environ["ENV_FILE"] = os.devnull
os.environ["SECRET_KEY"] = "only-for-tests"
os.environ["HTTPS"] = "off"
os.environ["DATABASE_PATIENT"] = "on"  # a busy machine is no fault of a page
os.environ["EMAIL_URL"] = "memorymail://"

from portal.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {  # noqa: F405
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage",
}
# Tests of pages measure what it costs to make them; those of the copies put this in again.
MIDDLEWARE.remove("portal.core.middleware.serve_prepared")  # noqa: F405
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
