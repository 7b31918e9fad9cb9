"""How the style guide shows a component more than once."""

import re

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.text import slugify

register = template.Library()

ID = re.compile(r'(?<=\s)id="([^"]+)"')
NAMED = re.compile(
    r'((?<=\s)(?:id|for|aria-labelledby|aria-describedby)="|(?<=\s)href="#|url\(#)([\w\s-]+)'
)
LABEL = re.compile(r'((?<=\s)aria-label="[^"]+)"')


@register.simple_block_tag
def state(content: str, words: str) -> SafeString:
    """A component in one state, which the words above it name.

    A component has its ids and landmarks once in a page of its own; here each state has them with
    its own name.
    """
    ids, end = set(ID.findall(content)), slugify(words)

    def renamed(found: re.Match[str]) -> str:
        names = [f"{one}-{end}" if one in ids else one for one in found[2].split()]
        return found[1] + " ".join(names)

    shown = LABEL.sub(rf'\1: {escape(words)}"', NAMED.sub(renamed, content))
    return SafeString(f'<div class="stack"><p class="state">{escape(words)}</p>{shown}</div>')
