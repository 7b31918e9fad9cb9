"""What tests of questions share."""

import re

from django.urls import reverse
from django.utils.http import urlencode

START, ANSWER = reverse("careers:questions"), reverse("careers:question_answer")


def address(*asked: str, again: str = "") -> str:
    return f"{START}?{urlencode({'asked': ','.join(asked), **({'again': again} if again else {})})}"


def shown(response) -> str:
    """The skill that a page asks."""
    [name] = re.findall(r'name="initial-level-([^"]+)"', response.content.decode())
    return name
