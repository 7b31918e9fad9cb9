"""Settings: the bare view under this project's middleware."""

from portal.settings import *  # noqa: F403

ROOT_URLCONF = "tests.bench.bare"
