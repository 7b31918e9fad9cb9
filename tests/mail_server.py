"""A mail server of a few lines, which answers each recipient as it is told."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Conversation(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        self._say("220 ready")
        while line := self.rfile.readline().decode().strip():
            verb = line.split()[0].upper()
            if verb == "RCPT":
                self._say(self.server.answer)
            elif verb == "DATA":
                self._say("354 go on")
                while self.rfile.readline().strip() != b".":
                    pass
                self.server.taken += 1
                self._say("250 taken")
            else:
                self._say("221 bye" if verb == "QUIT" else "250 well")

    def _say(self, line: str) -> None:
        self.server.hold.wait(10)
        self.wfile.write(f"{line}\r\n".encode())


class MailServer(socketserver.ThreadingTCPServer):
    daemon_threads = True

    def __init__(self, answer: str) -> None:
        super().__init__(("127.0.0.1", 0), Conversation)
        self.answer, self.taken, self.hold = answer, 0, threading.Event()
        self.hold.set()


@contextmanager
def serve_mail(answer: str = "250 well") -> Iterator[MailServer]:
    """It answers `answer` to each recipient, and nothing at all while `hold` is cleared."""
    with MailServer(answer) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield server
        finally:
            server.hold.set()
            server.shutdown()
