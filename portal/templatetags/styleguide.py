"""How the style guide shows a component more than once."""

import re

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.text import slugify

register = template.Library()

ATTRIBUTE = re.compile(r'(?<=\s)([\w-]+)="([^"]*)"')
OF_IDS = {"id", "for", "aria-labelledby", "aria-describedby"}


@register.simple_block_tag
def state(content: str, words: str) -> SafeString:
    """A component in one state, described by the words above it.

    On its own page a component has its ids and landmarks once; here they are made unique for each
    state.
    """
    ids = {value for name, value in ATTRIBUTE.findall(content) if name == "id"}
    names = {one: f"{one}-{slugify(words)}" for one in ids}

    def renamed(attribute: re.Match[str]) -> str:
        name, value = attribute.groups()
        if name in OF_IDS:
            value = " ".join(names.get(one, one) for one in value.split())
        elif name == "href" and value.startswith("#"):
            value = f"#{names.get(value[1:], value[1:])}"
        elif name == "aria-label":
            value = f"{value}: {escape(words)}"
        return f'{name}="{value}"'

    shown = ATTRIBUTE.sub(renamed, content)
    return SafeString(f'<div class="stack"><p class="state">{escape(words)}</p>{shown}</div>')
