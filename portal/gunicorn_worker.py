"""gunicorn's threaded worker, able to answer probes without any of its request threads.

When all threads wait for a database, a worker must still answer the liveness probe, or it is killed
for being slow. `/livez` is answered by the loop that accepts connections; `/readyz`, which asks the
database, has its own thread.

If a request is refused before all of its form has arrived, the worker reads the rest first. A
browser or proxy that is still sending when the connection ends never reads the answer, and people
would see a bare 502.
"""

import re
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from selectors import EVENT_READ
from socket import MSG_PEEK, socket
from time import monotonic
from typing import Any

from gunicorn import util
from gunicorn.http.errors import ParseException
from gunicorn.workers.gthread import TConn, ThreadWorker

from portal.core import request_ids

MOST_PEEKED = 4_096  # bytes: anything longer isn't a probe
# How much of an unread form is still received: seconds, and bytes. The proxy of `docs/operating.md`
# lets nothing larger through.
LONGEST_HEARING, MOST_HEARD = 30, 120_000_000
LIVEZ = re.compile(rb"(GET|HEAD) /livez(?:\?[^ ]*)? HTTP/1\.([01])\r\n")
READYZ = re.compile(rb"(GET|HEAD) /readyz[ ?]")
# What the rest of gunicorn must handle: a body, an upgrade, a client waiting for permission.
UNUSUAL = re.compile(rb"\r\n(content-length|transfer-encoding|upgrade|expect):", re.IGNORECASE)
CLOSE = re.compile(rb"\r\nconnection:[^\r]*\bclose\b", re.IGNORECASE)
KEEP_ALIVE = re.compile(rb"\r\nconnection:[^\r]*\bkeep-alive\b", re.IGNORECASE)
ANSWER = (
    b"HTTP/1.1 200 OK\r\nDate: %b\r\nConnection: %b\r\nContent-Type: text/plain\r\n"
    b"Content-Length: 3\r\nCache-Control: private, no-store\r\n"
    b"X-Content-Type-Options: nosniff\r\n\r\n"
)
REFUSAL = (
    b"HTTP/1.1 %d %b\r\nConnection: close\r\nContent-Type: text/html; charset=utf-8\r\n"
    b"Content-Length: %d\r\nCache-Control: private, no-store\r\n"
    b"X-Content-Type-Options: nosniff\r\nX-Request-ID: %b\r\n\r\n"
)


class ProbeWorker(ThreadWorker):  # type: ignore[misc]  # gunicorn has no types
    def init_process(self) -> None:
        util.write_error = write_error
        self.probes = ThreadPoolExecutor(max_workers=1, thread_name_prefix="readyz")
        super().init_process()

    def enqueue_req(self, conn: TConn) -> None:
        """New connections wait on the loop for their first bytes, others for their next request."""
        if not (conn.initialized or conn.data_ready):
            self._wait_for_data(conn)
            return
        head = b"" if conn.initialized and _has_more(conn) else _peek(conn)
        if LIVEZ.match(head) and self._say_alive(conn, head):
            return
        pool = self.probes if READYZ.match(head) else self.tpool
        handled: Future[Any] = pool.submit(self.handle, conn)
        handled.add_done_callback(
            lambda done: self.method_queue.defer(self.finish_request, conn, done)
        )

    def handle(self, conn: TConn) -> Any:
        """A request refused before the site sees it also gets an id."""
        request_ids.begin()
        return super().handle(conn)

    def handle_request(self, req: Any, conn: TConn) -> bool:
        stays: bool = super().handle_request(req, conn)
        try:
            heard: bool = conn.parser.finish_body(monotonic() + LONGEST_HEARING, MOST_HEARD)
        except (OSError, ParseException):  # the client is gone, or this isn't a body
            return False
        return stays and heard

    def _wait_for_data(self, conn: TConn) -> None:
        conn.sock.setblocking(False)  # noqa: FBT003 -- its only argument
        conn.timeout = monotonic() + self.cfg.keepalive
        self.pending_conns.append(conn)
        readable = partial(self.on_pending_socket_readable, conn)
        self.poller.register(conn.sock, EVENT_READ, readable)

    def _say_alive(self, conn: TConn, head: bytes) -> bool:
        """Answer if the whole request is here and nothing about it is unusual."""
        end = head.find(b"\r\n\r\n")
        question = head[: end + 2]
        if end < 0 or UNUSUAL.search(question):
            return False
        method, minor = LIVEZ.match(question).groups()  # type: ignore[union-attr]
        stays = not CLOSE.search(question) if minor == b"1" else KEEP_ALIVE.search(question)
        stays = stays and self.alive and self.cfg.keepalive
        answer = ANSWER % (util.http_date().encode(), b"keep-alive" if stays else b"close")
        try:
            conn.sock.recv(end + 4)
            conn.sock.setblocking(False)  # noqa: FBT003 -- its only argument
            conn.sock.send(answer + (b"ok\n" if method == b"GET" else b""))
        except OSError:  # the client is gone
            stays = False
        if stays:
            conn.data_ready = False
            self._wait_for_data(conn)
        else:
            self.nr_conns -= 1
            conn.close()
        return True


def write_error(sock: socket, status: int, reason: str, _: str) -> None:
    """Replaces gunicorn's own page, which gives the status and quotes what was sent.

    The quotation is in the log, under the id shown on the page.
    """
    from portal.site.error_pages import page  # noqa: PLC0415 -- once Django is set up

    body = page(status).encode()
    head = REFUSAL % (status, reason.encode(), len(body), request_ids.current_id().encode())
    util.write_nonblock(sock, head + body)


def _has_more(conn: TConn) -> bool:
    """The parser has already read the beginning of the next request."""
    return bool(conn.parser.unreader.buf.getvalue())


def _peek(conn: TConn) -> bytes:
    """What the client has sent so far, left there to be read."""
    if conn.cfg.is_ssl:
        return b""
    try:
        conn.sock.setblocking(False)  # noqa: FBT003 -- its only argument
        return bytes(conn.sock.recv(MOST_PEEKED, MSG_PEEK))
    except OSError:
        return b""
