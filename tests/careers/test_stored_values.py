"""Whatever is stored of a person, every page of theirs shows, and the form that mends it opens."""

import json
from datetime import UTC, date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.db.models import CheckConstraint, JSONField, Value
from django.urls import reverse
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from careers.data_export.entries import ChoicesEntry
from careers.forms import ChoicesForm
from careers.models import (
    Goal,
    LeftOut,
    Note,
    OwnLink,
    PlanChoices,
    Profile,
    Rating,
    RatingChange,
    Resource,
    ResourceProgress,
    ReturnLink,
    SkillProgress,
)
from tests.factories import make_resource, make_role, make_skill, make_visitor

pytestmark = pytest.mark.django_db

PLAN, CHOOSE, IMPORT, EXPORT, PROGRESS, DATA = (
    reverse(f"careers:{name}")
    for name in ("plan", "plan_choices_save", "data_import", "data_profile", "progress", "data")
)
PAGES = [
    *(PLAN, PROGRESS, DATA, EXPORT, reverse("home"), reverse("careers:profile")),
    *(reverse("careers:matches"), reverse("careers:plan_calendar"), reverse("careers:plan_table")),
    *(reverse("careers:data_resume"), reverse("careers:data_delete"), reverse("careers:questions")),
    *(reverse(f"careers:plan_detail{form}", args=["engineer"]) for form in ("", "_calendar")),
    *(reverse("careers:data_sheet", args=[sheet]) for sheet in ("ratings", "progress")),
]
NEW = "2026-11-01T00:00:00Z"
CHOICES = {
    "hours_per_week": 6,
    "free_only": False,
    "avoided_kinds": [],
    "language": "",
    "start": None,
    "changed": NEW,
}
JSON_NULL = Value(None, JSONField())
EXTREMES = [date.min, date(1899, 12, 31), date(2101, 1, 1), date.max]
MOMENTS = [
    datetime.min.replace(tzinfo=UTC),
    datetime(1969, 12, 31, tzinfo=UTC),
    datetime(2300, 1, 1, tzinfo=UTC),
    datetime.max.replace(tzinfo=UTC),
]


@pytest.fixture
def visitor():
    """Somebody with a plan of one step of 40 to 90 hours."""
    python = make_skill(slug="python", title="Python")
    role = make_role(slug="engineer", title="Engineer", requirements={python: (4, 5)})
    make_resource(slug="a-course", teaches={python: (0, 4)}, hours_from=40, hours_to=90)
    return make_visitor(ratings={python: 1}, goals=[role])


@pytest.fixture
def unchecked():
    """The tables as they were before the database kept these promises."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA ignore_check_constraints = ON")
        else:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            for model in (PlanChoices, SkillProgress, Note):
                for one in model._meta.constraints:
                    if isinstance(one, CheckConstraint):
                        table = model._meta.db_table
                        cursor.execute(f'ALTER TABLE "{table}" DROP CONSTRAINT "{one.name}"')
        yield
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA ignore_check_constraints = OFF")


def assert_all_show(visitor):
    for page in PAGES:
        response = visitor.get(page)
        assert response.status_code == 200, page
        assert response.content, page


def send(visitor, content):
    file = SimpleUploadedFile("profile.json", content, "application/json")
    return visitor.post(IMPORT, {"file": file}, follow=True)


def with_choices(visitor, **choices):
    """An export of somebody's, with other choices in it."""
    document = json.loads(visitor.get(EXPORT).content)
    return json.dumps(document | {"choices": CHOICES | choices}).encode()


# --- What is stored ------------------------------------------------------------------------------


@pytest.mark.parametrize("start", EXTREMES)
def test_plan_that_starts_on_a_day_no_form_takes_shows_and_can_be_mended(
    visitor, words, unchecked, start
):
    PlanChoices.objects.create(profile=Profile.objects.get(), start=start, hours_per_week=1)

    assert_all_show(visitor)
    assert "from today" in words(visitor.get(PLAN))
    mended = visitor.post(CHOOSE, {"hours_per_week": "2", "start": "2027-01-04"}, follow=True)
    assert "from 4 January 2027" in words(mended)
    assert PlanChoices.objects.get().start == date(2027, 1, 4)


@pytest.mark.parametrize(
    "stored",
    [
        *({"hours_per_week": hours} for hours in (0, 81, 32_767)),
        *(
            {"avoided_kinds": kinds}
            for kinds in (JSON_NULL, "video", 3, {"video": 1}, [None, [], {}])
        ),
        {"avoided_kinds": ["podcast", "book", "book"]},
        *({"language": language} for language in ("zz", "E", "\u00e4b")),
    ],
    ids=str,
)
def test_choices_that_no_form_takes_count_as_not_made(visitor, words, unchecked, stored):
    PlanChoices.objects.create(profile=Profile.objects.get(), **stored)

    assert_all_show(visitor)
    page = visitor.get(PLAN)
    if "hours_per_week" in stored:
        assert "6 hours a week" in words(page)
    if "podcast" in str(stored):
        assert "without book" in words(page)
    mended = visitor.post(CHOOSE, {"hours_per_week": "7"}, follow=True)
    assert "7 hours a week from today" in words(mended)


def test_language_of_no_resource_is_shown_as_chosen_and_can_be_changed(visitor, words, options):
    PlanChoices.objects.create(profile=Profile.objects.get(), language="zz")
    page = visitor.get(PLAN)

    assert '<option value="zz" selected>zz</option>' in page.content.decode()
    visitor.post(CHOOSE, {"hours_per_week": "6", "language": "en"})
    assert options(visitor.get(PLAN), "language") == ["Any language", "English"]


@pytest.mark.parametrize("moment", MOMENTS, ids=str)
def test_moments_that_no_clock_shows_make_no_page_unreachable(visitor, unchecked, moment):
    own = Profile.objects.get()
    python = own.ratings.get().skill
    for level, day in enumerate([*EXTREMES, None], start=1):
        SkillProgress.objects.create(
            profile=own, skill=python, level=level, state="reached", on=day, changed=moment
        )
    ResourceProgress.objects.create(
        profile=own, resource=Resource.objects.get(), state="done", changed=moment
    )
    Note.objects.create(profile=own, skill=python, text="", changed=moment)
    OwnLink.objects.create(profile=own, skill=python, url="javascript:alert(1)", added=moment)
    LeftOut.objects.create(profile=own, skill=make_skill(), added=moment)
    RatingChange.objects.update(changed=moment)
    Rating.objects.update(rated=moment)
    Goal.objects.update(added=moment)
    PlanChoices.objects.create(profile=own, changed=moment)
    ReturnLink.objects.create(profile=own, digest="x", created=moment, used=moment)
    Profile.objects.update(last_seen=moment, created=moment)

    assert_all_show(visitor)
    for name in ("skill_detail", "resource_detail", "role_detail"):
        slug = {"skill_detail": "python", "resource_detail": "a-course"}.get(name, "engineer")
        assert visitor.get(reverse(f"careers:{name}", args=[slug])).status_code == 200
    assert visitor.post(reverse("careers:ratings_save"), {"level-python": "2"}).status_code == 302


def test_plan_that_takes_longer_than_the_calendar_says_so_in_words(visitor, words):
    skills = [make_skill() for _ in range(3)]
    for skill in skills:
        make_resource(teaches={skill: (0, 4)}, hours_from=100, hours_to=32_767)
    role = make_role(slug="scholar", requirements=dict.fromkeys(skills, (4, 5)))
    visitor.post(reverse("careers:ratings_save"), {f"level-{skill.slug}": "0" for skill in skills})
    visitor.post(reverse("careers:goal_add"), {"role": role.slug})
    visitor.post(CHOOSE, {"hours_per_week": "1", "start": "2100-12-31"})

    assert_all_show(visitor)
    assert "to 31 December 2999 or later" in words(visitor.get(PLAN))


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
    assert "choices, hours_per_week: This is no whole number. Write one." in words(page)


def test_language_of_no_resource_is_left_out_where_that_is_wished(visitor, words):
    content = with_choices(visitor, language="zz", hours_per_week=9)
    refused = send(visitor, content)
    file = SimpleUploadedFile("profile.json", content, "application/json")
    taken = visitor.post(IMPORT, {"file": file, "skip_unknown": "on"}, follow=True)

    said = "choices, language: the portal shows no resource in the language called \u201czz\u201d."
    assert said in words(refused)
    assert "Left out 1." in words(taken)
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
        ({"notes": {"text": " \n"}}, "notes, entry 1, text: There is no word in it."),
        ({"notes": {"text": ""}}, "notes, entry 1, text"),
        ({"notes": {"text": "a" * 5_001}}, "It has 5,001 characters, and there is room for 5,000."),
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
