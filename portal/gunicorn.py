"""gunicorn's settings: `gunicorn --config portal/gunicorn.py`.

Each slow client occupies one of a worker's threads, so a public site needs a buffering proxy
(nginx, Caddy, a load balancer) in front: 50 slow clients stop gunicorn on its own.
"""

import runpy
import sys
from contextvars import copy_context
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from gunicorn.glogging import Logger

from portal.core.log_redaction import RedactingFormatter


class RedactingLogger(Logger):  # type: ignore[misc]  # gunicorn has no types
    """Both of gunicorn's logs, without secrets and with the id of the request, wherever they go."""

    error_fmt = "%(asctime)s [%(process)d] [%(levelname)s] id=%(request_id)s %(message)s"
    access_fmt = "%(message)s id=%(request_id)s"
    syslog_fmt = "[%(process)d] %(message)s id=%(request_id)s"

    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        for handler in [*self.error_log.handlers, *self.access_log.handlers]:
            handler.setFormatter(RedactingFormatter.around(handler.formatter))


wsgi_app = "portal.wsgi:application"
# Run rather than imported, so that workers started after a reload read the file again.
try:
    settings = runpy.run_path(str(Path(__file__).with_name("settings.py")))
except ImproperlyConfigured as error:
    sys.exit(f"The portal can't start:\n{error}")

bind = settings["GUNICORN"]["bind"]
control_socket_disable = True

worker_class = "portal.gunicorn_worker.ProbeWorker"  # gthread, answering /livez however busy it is
workers = settings["GUNICORN"]["workers"]
threads = settings["GUNICORN"]["threads"]
forwarded_allow_ips = settings["GUNICORN"]["forwarded_allow_ips"]
# Not SCRIPT_NAME and PATH_INFO, the defaults: many proxies pass on what the client sent.
forwarder_headers = ""

timeout = 30
graceful_timeout = 30
keepalive = 5
max_requests = 5_000
max_requests_jitter = 500

limit_request_line = 4_094
limit_request_fields = 60
limit_request_field_size = 8_190

logger_class = RedactingLogger
accesslog = "-"
errorlog = "-"
access_log_format = '%(h)s %(t)s "%(r)s" %(s)s %(b)s %(M)sms "%(f)s" "%(a)s"'


def on_starting(server: Any) -> None:  # noqa: ARG001 -- gunicorn hands itself over
    """Don't serve an empty site because of a mistyped name: only `migrate` creates the file."""
    database = settings["DATABASES"]["default"]
    is_file = "sqlite" in database["ENGINE"]
    if is_file and not Path(database["NAME"]).is_file():
        sys.exit(
            f"The portal can't start:\nDATABASE_URL names {database['NAME']}, which doesn't "
            "exist. Correct the name, or create a new database with `python manage.py migrate`."
        )


def post_worker_init(worker: Any) -> None:
    from portal.site.warm_up import warm_up  # noqa: PLC0415 -- once Django is set up

    # In a context of its own, whose requests are over by the time the worker goes on.
    copy_context().run(warm_up, worker.wsgi)
