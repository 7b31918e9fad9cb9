"""Whatever is stored of a person, every page of theirs shows, and the form that mends it opens."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.db.models import CheckConstraint, JSONField, Value
from django.urls import reverse

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
from tests.careers.stored_values.values import CHOOSE, PLAN, assert_all_show
from tests.factories import make_resource, make_role, make_skill

pytestmark = pytest.mark.django_db


JSON_NULL = Value(None, JSONField())


EXTREMES = [date.min, date(1899, 12, 31), date(2101, 1, 1), date.max]


MOMENTS = [
    datetime.min.replace(tzinfo=UTC),
    datetime(1969, 12, 31, tzinfo=UTC),
    datetime(2300, 1, 1, tzinfo=UTC),
    datetime.max.replace(tzinfo=UTC),
]


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
