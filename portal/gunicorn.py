"""gunicorn's settings: `gunicorn --config portal/gunicorn.py`.

A worker waits for each slow client with one of its threads, so a public site needs a buffering
proxy (nginx, Caddy, a load balancer) in front: 50 slow clients stop gunicorn alone.
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
    """Both logs of gunicorn without secrets, and with the id of the request, wherever they go."""

    error_fmt = "%(asctime)s [%(process)d] [%(levelname)s] id=%(request_id)s %(message)s"
    access_fmt = "%(message)s id=%(request_id)s"
    syslog_fmt = "[%(process)d] %(message)s id=%(request_id)s"

    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        for handler in [*self.error_log.handlers, *self.access_log.handlers]:
            handler.setFormatter(RedactingFormatter.around(handler.formatter))


wsgi_app = "portal.wsgi:application"
# Run rather than imported, so that workers that start after a reload read the file anew.
try:
    settings = runpy.run_path(str(Path(__file__).with_name("settings.py")))
except ImproperlyConfigured as error:
    sys.exit(f"The portal does not start:\n{error}")

bind = settings["GUNICORN"]["bind"]
control_socket_disable = True

worker_class = "portal.gunicorn_worker.ProbeWorker"  # gthread, and /livez whatever it is busy with
workers = settings["GUNICORN"]["workers"]
threads = settings["GUNICORN"]["threads"]
forwarded_allow_ips = settings["GUNICORN"]["forwarded_allow_ips"]
# Not SCRIPT_NAME and PATH_INFO either, as by default: many proxies hand on what the client sent.
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
    """Serve no empty site because of a mistyped name: `migrate` makes the file, nothing else."""
    database = settings["DATABASES"]["default"]
    is_file = "sqlite" in database["ENGINE"]
    if is_file and not Path(database["NAME"]).is_file():
        sys.exit(
            f"The portal does not start:\nDATABASE_URL names {database['NAME']}, which is not "
            "there. Correct the name, or make a new database with `python manage.py migrate`."
        )


def post_worker_init(worker: Any) -> None:
    from portal.site.warm_up import warm_up  # noqa: PLC0415 -- once Django is set up

    copy_context().run(warm_up, worker.wsgi)  # whose requests are over when the worker goes on
