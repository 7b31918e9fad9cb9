"""The site as it is in production, and one page more, which fails and tells all it knows."""

from portal.settings import *  # noqa: F403

ROOT_URLCONF = "tests.canaries.urls"
