import json
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from careers.data_export.entries import ChoicesEntry
from careers.forms import ChoicesForm
from careers.models import (
    Note,
    OwnLink,
    PlanChoices,
)
from tests.careers.stored_values.values import (
    CHOOSE,
    EXPORT,
    IMPORT,
    assert_all_show,
)
from tests.factories import make_resource

pytestmark = pytest.mark.django_db


NEW = "2026-11-01T00:00:00Z"


CHOICES = {
    "hours_per_week": 6,
    "free_only": False,
    "avoided_kinds": [],
    "language": "",
    "start": None,
    "changed": NEW,
}


def send(visitor, content):
    file = SimpleUploadedFile("profile.json", content, "application/json")
    return visitor.post(IMPORT, {"file": file}, follow=True)


def with_choices(visitor, **choices):
    """An export of somebody's, with other choices in it."""
    document = json.loads(visitor.get(EXPORT).content)
    return json.dumps(document | {"choices": CHOICES | choices}).encode()


# --- What a file and a form may say --------------------------------------------------------------

REFUSED = [
    {"start": "9999-12-31"},
    {"start": "2019-12-31"},
    {"start": "2101-01-01"},
    {"start": "2026-02-30"},
    {"hours_per_week": 0},
    {"hours_per_week": 81},
    {"hours_per_week": 10**40},
    {"language": "zz"},
    {"language": "EN"},
    {"language": "e\x00"},
    {"avoided_kinds": ["video", "video"]},
    {"avoided_kinds": ["podcast"]},
]


@pytest.mark.parametrize("choice", REFUSED, ids=str)
def test_what_the_form_refuses_the_import_refuses_too(visitor, words, choice):
    page = send(visitor, with_choices(visitor, **choice))
    form = visitor.post(CHOOSE, {"hours_per_week": "6"} | choice)

    assert (page.status_code, form.status_code) == (422, 422)
    assert f"choices, {next(iter(choice))}" in words(page)
    assert not PlanChoices.objects.exists()
    assert_all_show(visitor)


@pytest.mark.parametrize(
    "choice",
    [
        {"start": "2020-01-01"},
        {"start": "2100-12-31"},
        {"hours_per_week": 1},
        {"hours_per_week": 80},
        {"language": "en"},
        {"avoided_kinds": ["video", "book"]},
    ],
    ids=str,
)
def test_what_the_form_takes_the_import_takes_too(visitor, choice):
    form = visitor.post(CHOOSE, {"hours_per_week": "6"} | choice)
    saved = PlanChoices.objects.values(*choice).get()
    PlanChoices.objects.all().delete()
    page = send(visitor, with_choices(visitor, **choice))

    assert (page.status_code, form.status_code) == (200, 302)
    assert PlanChoices.objects.values(*choice).get() == saved


@settings(max_examples=50)
@given(st.dates(date(2019, 1, 1), date(2101, 12, 31)) | st.dates(), st.integers(-2, 83))
@example(date(2019, 12, 31), 6)
@example(date(2020, 1, 1), 1)
@example(date(2100, 12, 31), 80)
@example(date(2101, 1, 1), 6)
def test_form_and_file_agree_on_every_day_and_number(start, hours):
    said = {"hours_per_week": hours, "start": start.isoformat()}
    form = ChoicesForm({name: str(value) for name, value in said.items()}, PlanChoices())
    try:
        ChoicesEntry.model_validate_json(json.dumps(CHOICES | said))
    except ValidationError:
        assert not form.is_valid()
    else:
        assert form.is_valid()


@pytest.mark.parametrize("value", ["NaN", "1e400", "6.0", '"6"', "true"])
def test_number_that_is_none_is_named_by_its_place(visitor, words, value):
    text = with_choices(visitor).decode().replace('_week": 6', f'_week": {value}')
    page = send(visitor, text.encode())

    assert page.status_code == 422
    assert "choices, hours_per_week: This must be a whole number." in words(page)


def test_language_of_no_resource_is_left_out_where_that_is_wished(visitor, words):
    content = with_choices(visitor, language="zz", hours_per_week=9)
    refused = send(visitor, content)
    file = SimpleUploadedFile("profile.json", content, "application/json")
    taken = visitor.post(IMPORT, {"file": file, "skip_unknown": "on"}, follow=True)

    said = "choices, language: the portal has no resource in the language called \u201czz\u201d."
    assert said in words(refused)
    assert "Skipped 1." in words(taken)
    assert PlanChoices.objects.values("language", "hours_per_week").get() == {
        "language": "",
        "hours_per_week": 9,
    }


def test_language_that_somebody_chose_before_comes_back_with_their_own_export(visitor):
    german = make_resource(language="de")
    visitor.post(CHOOSE, {"hours_per_week": "6", "language": "de"})
    german.delete()

    assert send(visitor, visitor.get(EXPORT).content).status_code == 200


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ({"notes": {"text": " \n"}}, "notes, entry 1, text: Write at least one word."),
        ({"notes": {"text": ""}}, "notes, entry 1, text"),
        ({"notes": {"text": "a" * 5_001}}, "It has 5,001 characters; the limit is 5,000."),
        ({"levels": {"level": 2, "state": "reached", "on": "0001-01-01"}}, "levels, entry 1, on"),
        ({"levels": {"level": 2, "state": "reached", "on": "9999-12-31"}}, "levels, entry 1, on"),
        ({"links": {"url": "javascript:alert(1)"}}, "links, entry 1, url"),
        ({"links": {"url": " "}}, "links, entry 1, url"),
    ],
    ids=str,
)
def test_entry_that_no_form_takes_is_named_by_its_place(visitor, words, entry, said):
    [(name, held)] = entry.items()
    when = "added" if name == "links" else "changed"
    document = json.loads(visitor.get(EXPORT).content)
    document[name] = [held | {"skill": "python", when: NEW}]
    page = send(visitor, json.dumps(document).encode())

    assert page.status_code == 422
    assert said in words(page)


@pytest.mark.parametrize("on", ["0001-01-01", "1899-12-31", "2101-01-01", "9999-12-31"])
def test_day_of_a_proof_is_bounded_in_the_form_too(visitor, words, on):
    address = reverse("careers:skill_progress", args=["python"])
    page = visitor.post(address, {"level": "2", "state": "reached", "evidence": "", "on": on})

    assert page.status_code == 422
    assert "Write a day of the years 1900 to 2100: 2026-11-20." in words(page)


def test_texts_become_in_a_file_what_they_become_in_a_form(visitor):
    document = json.loads(visitor.get(EXPORT).content)
    document["notes"] = [{"skill": "python", "text": "One\r\ntwo ", "changed": NEW}]
    document["links"] = [
        {"skill": "python", "url": " https://e.org/ ", "title": " E ", "added": NEW}
    ]
    send(visitor, json.dumps(document).encode())

    assert Note.objects.get().text == "One\ntwo "
    assert OwnLink.objects.values_list("url", "title").get() == ("https://e.org/", "E")
