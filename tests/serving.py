"""The site in processes of its own, as an operator starts it."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
HOST = "127.0.0.1"


@contextmanager
def serve(command: list[str], environ: dict[str, str], log: Path) -> Iterator[int]:
    """Run Python with these words, of which one holds `{port}`: the port that it listens on."""
    with socket.create_server((HOST, 0)) as taken:
        port = taken.getsockname()[1]
    filled = [part.format(port=port) for part in command]
    with log.open("w") as file:
        process = subprocess.Popen(
            [sys.executable, *filled], cwd=ROOT, env=environ, stdout=file, stderr=file
        )
        try:
            for _ in range(600):
                with suppress(OSError):
                    socket.create_connection((HOST, port), timeout=1).close()
                    break
                time.sleep(0.1)
            yield port
        finally:
            process.terminate()
            process.wait(30)
