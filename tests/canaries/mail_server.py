"""A mail server that takes what is for ada, and refuses everybody else by their address."""

import socketserver
from contextlib import contextmanager
from threading import Thread

ANSWERS = {
    "EHLO": b"250-here\r\n250 AUTH PLAIN\r\n",
    "AUTH": b"235 welcome\r\n",
    "MAIL": b"250 yes\r\n",
    "RSET": b"250 yes\r\n",
    "QUIT": b"221 bye\r\n",
}


class Handler(socketserver.StreamRequestHandler):
    def handle(self):
        self.wfile.write(b"220 here\r\n")
        while line := self.rfile.readline().decode():
            word = line[:4].upper()
            if word == "RCPT":
                known = "<ada" in line.lower()
                address = line.partition(":")[2].strip()
                refusal = f"550 5.1.1 {address}: nobody of this name\r\n"
                self.wfile.write(b"250 yes\r\n" if known else refusal.encode())
            elif word == "DATA":
                self.wfile.write(b"354 go on\r\n")
                self.server.received.append(self.message())
                self.wfile.write(b"250 kept\r\n")
            else:
                self.wfile.write(ANSWERS[word])

    def message(self) -> str:
        lines = iter(self.rfile.readline, b".\r\n")
        return b"".join(lines).decode().replace("\r\n", "\n")


@contextmanager
def mail_server():
    """Its port, and the list of what it has received."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        server.received = []
        Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_address[1], server.received
        server.shutdown()
