"""What a load did, printed at its end."""

from collections import Counter
from dataclasses import dataclass, field

from portal.core.content.reading import AnyKind


@dataclass
class LoadReport:
    """What was done to which row, as lines to print, and how often."""

    lines: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    drafted: bool = False  # something was unpublished

    def add(self, what: str, kind: AnyKind, slug: str, why: str = "") -> None:
        self.counts[what] += 1
        self.lines.append(f"{what} {kind.name} {slug}{why}")

    def notable(self) -> list[str]:
        """The lines somebody should look at: all but what was simply added."""
        return [line for line in self.lines if not line.startswith("added")]

    def is_empty(self) -> bool:
        """Whether no row was written."""
        return not (self.counts.keys() - {"kept"}) and not self.drafted

    def __str__(self) -> str:
        return ", ".join(
            f"{self.counts[what]} {what}" for what in ("added", "changed", "kept", "removed")
        )
