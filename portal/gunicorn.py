"""gunicorn's settings: `gunicorn --config portal/gunicorn.py`.

A worker waits for each slow client with one of its threads, so a public site needs a buffering
proxy (nginx, Caddy, a load balancer) in front: 50 slow clients stop gunicorn alone.
"""

import os
import re
from typing import Any

from gunicorn.glogging import Logger

# A return link opens a person's data to whoever reads it: the log keeps its place, not its secret.
SECRET = re.compile(r"(/profile/return/)[^/?\s]+")


class DiscreetLogger(Logger):  # type: ignore[misc]  # gunicorn has no types
    def atoms(self, *args: Any) -> dict[str, Any]:
        atoms: dict[str, Any] = super().atoms(*args)
        for name in ("r", "U", "f"):
            atoms[name] = SECRET.sub(r"\1...", str(atoms[name]))
        return atoms


wsgi_app = "portal.wsgi:application"
bind = os.environ.get("BIND", f"127.0.0.1:{os.environ.get('PORT', '8000')}")
control_socket_disable = True

worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))

timeout = 30
graceful_timeout = 30
keepalive = 5
max_requests = 5_000
max_requests_jitter = 500

limit_request_line = 4_094
limit_request_fields = 60
limit_request_field_size = 8_190

logger_class = DiscreetLogger
accesslog = "-"
errorlog = "-"
# {x-request-id}o is the id that `portal.http.request_id` answered with.
access_log_format = '%(h)s %(t)s "%(r)s" %(s)s %(b)s %(M)sms "%(f)s" "%(a)s" id=%({x-request-id}o)s'
