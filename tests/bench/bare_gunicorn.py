"""gunicorn's settings for the bare view: those of the site, but for the pages to warm up."""

from portal.gunicorn import *  # noqa: F403


def post_worker_init(worker) -> None:
    """There is nothing to warm up."""
