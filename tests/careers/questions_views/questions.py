"""What tests of questions share."""

import re

from django.urls import reverse
from django.utils.http import urlencode

START, ANSWER = reverse("careers:questions"), reverse("careers:question_answer")


BEGIN = f"{START}?asked="


def address(*asked: str, again: str = "") -> str:
    """Of a question; of the first one, after the glances at work and at what is new."""
    said = {"again": again} if again else {}
    glanced = {} if asked else {"work": "", "familiar": ""}
    return f"{START}?{urlencode({'asked': ','.join(asked), **glanced, **said})}"


def shown(response) -> str:
    """The skill that a page asks."""
    [name] = re.findall(r'name="initial-level-([^"]+)"', response.content.decode())
    return name
