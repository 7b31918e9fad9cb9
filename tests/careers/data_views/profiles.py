"""What tests of export share."""

import json
import re
from urllib.parse import urlsplit

from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from careers.models import Note
from careers.models.progress import Evidence, ResourceProgress, SkillProgress
from tests.factories import make_resource, make_role

NAMES = ["data", "data_profile", "data_resume", "data_import", "data_delete"]


DATA, EXPORT, RESUME, IMPORT, DELETE = (reverse(f"careers:{name}") for name in NAMES)


MAKE, REVOKE = reverse("careers:return_link_create"), reverse("careers:return_link_revoke")


RATINGS = reverse("careers:data_sheet", args=["ratings"])


SHEET = reverse("careers:data_sheet", args=["progress"])


def fill(own, skill):
    """A row of every kind that a person may keep."""
    own.rate({skill: 3})
    own.goals.create(role=make_role())
    own.left_out.create(skill=skill)
    own.own_links.create(skill=skill, url="https://example.org/")
    Note.objects.keep(own, skill, "Mine.")
    ResourceProgress.objects.keep(own, make_resource(), "done")
    SkillProgress.objects.learn(own, skill, 4, Evidence("=cmd()", "https://e.example/", None))
    apps.get_model("careers", "PlanChoices").objects.create(profile=own)


def rows():
    return {model: model._default_manager.count() for model in apps.get_models()}


def send(visitor, text, **sent):
    content = text if isinstance(text, bytes) else json.dumps(text).encode()
    file = SimpleUploadedFile("profile.json", content, "application/json")
    return visitor.post(IMPORT, {"file": file, **sent}, follow=True)


def downloaded(visitor) -> bytes:
    return visitor.get(EXPORT).content


def exported(visitor) -> dict:
    return json.loads(downloaded(visitor))


def make_link(visitor):
    """The path of a new return link, as the page shows it this once."""
    page = visitor.post(MAKE)
    address = re.search(r"http://testserver/profile/return/[\w-]{43}/", page.content.decode())
    return urlsplit(address.group()).path
