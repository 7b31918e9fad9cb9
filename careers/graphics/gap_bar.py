"""Have against need as a bar on a scale of five levels; thicker means more important."""

from typing import NamedTuple

from careers.rules.levels import HIGHEST

BAR_HEIGHT = 24  # pixels
PERCENT_A_LEVEL = 100 // HIGHEST


class GapBar(NamedTuple):
    """Lengths in percent of the scale; `top` and `thick` in pixels."""

    filled: int
    open: int  # what is needed beyond the filled part
    needed: int
    kind: str  # of the open part: missing, unknown or required
    top: int
    thick: int


def gap_bar(
    need: int, have: int | None = None, importance: int = 3, *, need_only: bool = False
) -> GapBar:
    """`need` 1 to 5, `have` 0 to 5 or None for not rated, `importance` 1 to 5."""
    thick = 6 + 2 * importance
    had = min(have or 0, HIGHEST)
    return GapBar(
        filled=had * PERCENT_A_LEVEL,
        open=max(need - had, 0) * PERCENT_A_LEVEL,
        needed=need * PERCENT_A_LEVEL,
        kind="asked" if need_only else "unknown" if have is None else "missing",
        top=(BAR_HEIGHT - thick) // 2,
        thick=thick,
    )
