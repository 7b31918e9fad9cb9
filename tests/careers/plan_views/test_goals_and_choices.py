from datetime import date

import pytest
from django.urls import reverse

from careers.models import Goal, LeftOut, PlanChoices, Profile
from portal.core.publication import State
from tests.careers.plan_views.plans import (
    ADD_GOAL,
    CHOOSE,
    NEW_YEAR,
    PLAN,
    plan_of,
    step_words,
    steps,
)
from tests.factories import make_resource, make_role, make_skill, make_visitor

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("slug", ["hidden", "unknown"])
def test_plan_of_what_is_not_published_is_not_found(client, slug):
    make_role(slug="hidden", state=State.DRAFT)

    assert [
        client.get(reverse(f"careers:{name}", args=[slug])).status_code
        for name in ("plan_detail", "plan_detail_calendar", "plan_detail_table")
    ] == [404, 404, 404]


def test_goal_is_added_and_removed_on_the_plan_of_its_role(training, words):
    visitor, page = make_visitor(), plan_of(training["role"])
    added = visitor.post(ADD_GOAL, {"role": "engineer", "next": page}, follow=True)
    visitor.post(ADD_GOAL, {"role": "engineer"})

    assert added.redirect_chain == [(page, 302)]
    assert "Engineer is now one of your goals." in words(added)
    assert "Stop working towards it" in words(added)
    assert list(Goal.objects.values_list("role__slug", flat=True)) == ["engineer"]

    removed = visitor.post(reverse("careers:goal_remove", args=["engineer"]), follow=True)
    assert removed.redirect_chain == [(PLAN, 302)]
    assert "Make it a goal" in words(visitor.get(page))
    assert not Goal.objects.exists()


@pytest.mark.parametrize("role", ["", "unknown", "hidden", "nul\x00", "x" * 5000])
def test_goal_that_is_no_published_role_is_refused_with_the_list(role, options, words):
    make_role(slug="hidden", state=State.DRAFT)
    make_role(slug="engineer")
    response = make_visitor().post(ADD_GOAL, {"role": role, "next": "/plan/"})

    assert response.status_code == 422
    assert "There is a problem Add a role: Choose a role from the list." in words(response)
    assert options(response, "role") == ["Choose a role", "Engineer"]
    assert 'name="next" value="/plan/"' in response.content.decode()
    assert not Profile.objects.exists()


def test_skill_is_left_out_of_every_plan_and_taken_in_again(training, words):
    visitor = make_visitor(ratings={training["python"]: 1, training["law"]: 0})
    page = plan_of(training["role"])
    left = visitor.post(reverse("careers:skill_exclude", args=["law"]), {"next": page}, follow=True)
    visitor.post(reverse("careers:skill_exclude", args=["law"]))

    assert steps(left) == ["Python"]
    assert "Law you 0, asked 2" in words(left)[words(left).index("Left out") :]
    assert LeftOut.objects.count() == 1

    again = visitor.post(
        reverse("careers:skill_include", args=["law"]), {"next": page}, follow=True
    )
    assert steps(again) == ["Law", "Python"]
    assert "You asked for no step" not in words(again)


@pytest.mark.parametrize("name", ["skill_exclude", "skill_include", "goal_remove"])
@pytest.mark.parametrize("slug", ["hidden", "unknown"])
def test_action_on_what_is_not_published_is_not_found(name, slug):
    make_skill(slug="hidden", state=State.DRAFT)
    make_role(slug="hidden", state=State.DRAFT)

    assert make_visitor().post(reverse(f"careers:{name}", args=[slug])).status_code == 404
    assert not Profile.objects.exists()


@pytest.mark.parametrize("name", ["skill_include", "goal_remove"])
def test_taking_back_what_was_never_said_makes_no_profile(name, training):
    slug = "law" if name == "skill_include" else "engineer"

    assert make_visitor().post(reverse(f"careers:{name}", args=[slug])).status_code == 302
    assert not Profile.objects.exists()


def addresses_of_actions() -> list[str]:
    named = [("plan_choices_save", []), ("goal_add", []), ("goal_remove", ["engineer"])]
    named += [("skill_exclude", ["law"]), ("skill_include", ["law"])]
    return [reverse(f"careers:{name}", args=args) for name, args in named]


def test_actions_are_posted_and_from_this_site_only(client, training):
    visitor = make_visitor()

    assert {visitor.get(one).status_code for one in addresses_of_actions()} == {405}
    assert {client.post(one).status_code for one in addresses_of_actions()} == {403}
    assert not Profile.objects.exists()


def test_choices_are_kept_and_count_for_every_plan(training, words):
    python = training["python"]
    make_resource(title="Paid", cost="paid", teaches={python: (0, 4)})
    make_resource(title="Film", kind="video", hours_from=9, hours_to=13, teaches={python: (0, 4)})
    make_resource(title="Book", kind="book", hours_from=20, hours_to=40, teaches={python: (0, 4)})
    make_resource(title="Buch", language="de", hours_from=15, hours_to=30, teaches={python: (0, 4)})
    visitor = make_visitor(
        ratings={python: 0, training["spark"]: 3, training["pandas"]: 3}, goals=[training["role"]]
    )
    choices = {
        "hours_per_week": "10",
        "free_only": "on",
        "avoided_kinds": ["video", "paper"],
        "language": "en",
        "start": "2027-01-04",
        "next": plan_of(training["role"]),
    }
    response = visitor.post(CHOOSE, choices, follow=True)

    assert response.redirect_chain == [(plan_of(training["role"]), 302)]
    for page in (response, visitor.get(PLAN)):
        text = words(page)
        assert "Book" in step_words(words, page, 1)
        assert "20 to 40 hours of learning by our estimate" in text
        assert "Done by 17 January to 31 January 2027" in text
        assert (
            "10 hours a week from 4 January 2027 only what is free without video, paper in English"
            in text
        )
    kept = PlanChoices.objects.get()
    assert (kept.hours_per_week, kept.free_only, kept.avoided_kinds, kept.language, kept.start) == (
        *(10, True, ["video", "paper"], "en"),
        date(2027, 1, 4),
    )


def test_choices_are_shown_and_changed_in_place(training):
    visitor = make_visitor(goals=[training["role"]])
    visitor.post(CHOOSE, NEW_YEAR | {"avoided_kinds": ["book"], "free_only": "on"})
    content = " ".join(visitor.get(PLAN).content.decode().split())

    assert 'value="4" min="1" max="80"' in content
    assert 'name="free_only" checked' in content
    assert 'value="book" checked' in content
    assert 'value="2027-01-04"' in content

    visitor.post(CHOOSE, {"hours_per_week": "12"})
    kept = PlanChoices.objects.get()
    assert (kept.hours_per_week, kept.free_only, kept.avoided_kinds, kept.start) == (
        *(12, False, []),
        None,
    )


HOURS_WRONG = "Hours a week: Type whole hours, from 1 to 80."


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"hours_per_week": ""}, "Hours a week: This field is required."),
        ({"hours_per_week": "0"}, HOURS_WRONG),
        ({"hours_per_week": "81"}, HOURS_WRONG),
        ({"hours_per_week": "9" * 400}, HOURS_WRONG),
        ({"hours_per_week": "six"}, HOURS_WRONG),
        ({"hours_per_week": "1.5"}, HOURS_WRONG),
        ({"avoided_kinds": ["song"]}, "Exclude: Select a valid choice."),
        ({"avoided_kinds": ["\x00"]}, "Exclude: Select a valid choice."),
        ({"language": "xx"}, "Language: Select a valid choice."),
        ({"start": "soon"}, "Start on: Choose a date of the years 2020 to 2100"),
        ({"start": "9999-12-31"}, "Start on: Choose a date of the years 2020 to 2100"),
        ({"start": "1999-12-31"}, "Start on: Choose a date of the years 2020 to 2100"),
        ({"start": "\x00"}, "Start on: Choose a date of the years 2020 to 2100"),
    ],
)
def test_wrong_choices_are_refused_with_what_was_typed(training, words, wrong, said):
    typed = {"hours_per_week": "7", "start": "2027-01-04", "next": "/plan/"} | wrong
    response = make_visitor().post(CHOOSE, typed)

    assert response.status_code == 422
    assert f"There is a problem {said}" in words(response)
    assert 'name="next" value="/plan/"' in response.content.decode()
    assert 'value="7"' in response.content.decode() or "hours_per_week" in wrong
    assert not Profile.objects.exists()
