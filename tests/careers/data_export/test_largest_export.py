"""What a person takes along always comes back, however much they wrote in whatever script."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from careers.data_export.limits import AROUND, ESCAPED, IN_RESUME, MOST_BYTES, MOST_SIGNS
from careers.models import (
    Goal,
    LeftOut,
    Note,
    OwnLink,
    Profile,
    Rating,
    RatingChange,
    Resource,
    ResourceProgress,
    Role,
    Skill,
    SkillAlias,
    SkillProgress,
)
from careers.models.merging import MOST_KEPT
from portal.core.publication import State
from tests.factories import make_family, make_skill, make_visitor

pytestmark = pytest.mark.django_db

EXPORT, IMPORT = reverse("careers:data_profile"), reverse("careers:data_import")
ROWS = 500  # of skills, resources and roles: each is named in every list that it can be named in
DEAREST = "\x01"


def brought_back(content: bytes) -> tuple[int, bytes]:
    """The status of an import elsewhere, and what is exported there then."""
    other = make_visitor()
    file = SimpleUploadedFile("profile.json", content, "application/json")
    return other.post(IMPORT, {"file": file}).status_code, other.get(EXPORT).content


def longest(number: int) -> str:
    return f"{number:x}".rjust(120, "x")


@pytest.fixture
def content():
    """Rows of content with the longest names."""
    published = {"state": State.PUBLISHED}
    Skill.objects.bulk_create(
        Skill(slug=longest(n), title=f"{n}".rjust(80, "ü"), definition="It is.", **published)
        for n in range(ROWS)
    )
    Resource.objects.bulk_create(
        Resource(slug=longest(n), title=f"{n}", url=f"https://e.org/{n}", **published)
        for n in range(ROWS)
    )
    family = make_family()
    Role.objects.bulk_create(
        Role(slug=longest(n), title=f"{n}", family=family, **published) for n in range(ROWS)
    )
    return list(Skill.objects.all()), list(Resource.objects.all()), list(Role.objects.all())


def fill(own: Profile, content) -> None:
    """As much of everything as there is room for."""
    skills, resources, roles = content
    now = timezone.now().replace(microsecond=123_456)
    url = f"https://e.org/{DEAREST * 483}"
    text, evidence, title = (DEAREST * most for most in (5_000, 2_000, 200))
    rows = {
        Rating: ({"skill": one, "level": 5, "rated": now} for one in skills),
        RatingChange: (
            {
                "skill": skills[n % ROWS],
                "level": None,
                "changed": now.replace(microsecond=n // ROWS),
            }
            for n in range(MOST_KEPT["history"])
        ),
        Goal: ({"role": one, "added": now} for one in roles),
        LeftOut: ({"skill": one, "added": now} for one in skills),
        ResourceProgress: (
            {"resource": one, "state": "planned", "changed": now} for one in resources
        ),
        SkillProgress: (
            {"skill": skills[n // 5], "level": n % 5 + 1, "state": "learning", "evidence": evidence}
            | {"evidence_url": f"{url}xxx", "on": now.date(), "changed": now}
            for n in range(MOST_KEPT["skill_progress"])
        ),
        Note: ({"skill": one, "text": text, "changed": now} for one in skills),
        OwnLink: (
            {"skill": skills[n % ROWS], "url": f"{url}{n:03x}", "title": title, "added": now}
            for n in range(MOST_KEPT["own_links"])
        ),
    }
    for model, fields in rows.items():
        model.objects.bulk_create(model(profile=own, **one) for one in fields)


def test_largest_export_that_is_possible_comes_back(content):
    visitor = make_visitor(ratings={make_skill(slug="one-more"): 1})
    own = Profile.objects.get()
    own.ratings.all().delete()
    own.history.all().delete()
    fill(own, content)
    text = visitor.get(EXPORT).content
    lists = (held for held in json.loads(text).values() if type(held) is list)

    assert [len(held) for held in lists] == [
        *(ROWS, MOST_KEPT["history"], ROWS, ROWS, ROWS),
        *(MOST_KEPT["skill_progress"], ROWS, MOST_KEPT["own_links"]),
    ]
    assert MOST_KEPT["notes"] == ROWS
    # What is missing is entries of more content, each of which takes less than there is room for.
    assert MOST_SIGNS * ESCAPED < len(text) < MOST_BYTES
    assert brought_back(text) == (302, text)


def test_seventy_long_notes_in_chinese_come_back():
    skills = [make_skill() for _ in range(70)]
    visitor = make_visitor(ratings=dict.fromkeys(skills, 3))
    for skill in skills:
        Note.objects.keep(Profile.objects.get(), skill, "\u6c49\u5b57" * 2_500)
    text = visitor.get(EXPORT).content

    assert len(text) > 1_000_000
    assert brought_back(text) == (302, text)


def test_entry_of_every_list_takes_no_more_than_there_is_room_for(content):
    """Without the words in it; and so does the skill in the résumé."""
    skills, resources, roles = ([one] for one, *_ in content)
    SkillAlias.objects.bulk_create(SkillAlias(skill=skills[0], name=f"{n}" * 20) for n in range(4))
    visitor = make_visitor()
    visitor.post(reverse("careers:ratings_save"), {f"level-{skills[0].slug}": "5"})
    own = Profile.objects.get()
    Goal.objects.create(profile=own, role=roles[0])
    LeftOut.objects.create(profile=own, skill=skills[0])
    ResourceProgress.objects.create(profile=own, resource=resources[0], state="planned")
    SkillProgress.objects.create(
        profile=own, skill=skills[0], level=1, state="learning", on=timezone.localdate()
    )
    Note.objects.create(profile=own, skill=skills[0], text="a")
    OwnLink.objects.create(profile=own, skill=skills[0], url="https://e.org/")
    document = json.loads(visitor.get(EXPORT).content)
    lists = {name: held for name, held in document.items() if type(held) is list}
    resume = document["resume"]["skills"]

    for name, [entry] in lists.items():
        assert len(json.dumps([[entry]], indent=2, ensure_ascii=False).encode()) < AROUND, name
    assert len(json.dumps([[resume]], indent=2, ensure_ascii=False).encode()) < IN_RESUME
