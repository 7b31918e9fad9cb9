"""Lines of text in a picture, which SVG doesn't break by itself."""

NARROW, BROAD = frozenset(" !'(),-./:;I[]fijlrt|"), frozenset("&%@MWmw")


def text_width(text: str) -> float:
    """The width in average letters: close enough for any sans-serif font."""
    return sum(0.6 if one in NARROW else 1.4 if one in BROAD else 1 for one in text)


def wrap_text(text: str, widest: float, most: int) -> list[str]:
    """The text in at most `most` lines (at least 1), each filled in turn up to a `text_width`.

    Words break only after a hyphen they contain; whatever doesn't fit becomes an ellipsis.
    """
    lines = [""]
    for part in text.replace("-", "- ").split():
        joined = lines[-1] + ("" if not lines[-1] or lines[-1].endswith("-") else " ") + part
        if lines[-1] and text_width(joined) > widest:
            lines.append(part)
        else:
            lines[-1] = joined
    if len(lines) <= most:
        return lines
    return [*lines[: most - 1], f"{lines[most - 1]}…"]
