"""Cached pages in a worker's memory, limited by the bytes they take."""

import sys
from collections import OrderedDict
from threading import Lock
from typing import NamedTuple

ENTRY = 320  # bytes of a key, of the tuple and of its slot in the dictionary


class Copy(NamedTuple):
    version: str  # of the content it shows
    day: str
    headers: tuple[tuple[str, str], ...]
    compressed: bytes
    size: int  # of the body, uncompressed

    @property
    def weight(self) -> int:
        """Bytes of memory, including headers."""
        words = sum(sys.getsizeof(name) + sys.getsizeof(value) for name, value in self.headers)
        pairs = len(self.headers) * (sys.getsizeof(("", "")) + 8)
        return ENTRY + sys.getsizeof(self.compressed) + words + pairs


class Copies:
    """A cache of so many bytes; whatever wasn't used for the longest time makes room."""

    def __init__(self, most_bytes: int) -> None:
        self.most_bytes = most_bytes
        self.weight = 0
        self._kept: OrderedDict[bytes, Copy] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._kept)

    def get(self, key: bytes) -> Copy | None:
        with self._lock:
            copy = self._kept.get(key)
            if copy is not None:
                self._kept.move_to_end(key)
            return copy

    def keep(self, key: bytes, copy: Copy) -> None:
        with self._lock:
            self._take_out(key)
            if copy.weight > self.most_bytes:
                return
            self._kept[key] = copy
            self.weight += copy.weight
            while self.weight > self.most_bytes:
                self._take_out(next(iter(self._kept)))

    def drop(self, key: bytes) -> None:
        with self._lock:
            self._take_out(key)

    def clear(self) -> None:
        with self._lock:
            self._kept.clear()
            self.weight = 0

    def _take_out(self, key: bytes) -> None:
        copy = self._kept.pop(key, None)
        if copy is not None:
            self.weight -= copy.weight
