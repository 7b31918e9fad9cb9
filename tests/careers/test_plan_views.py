import csv
import re
from datetime import UTC, date, datetime
from io import StringIO

import pytest
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from careers.models import Goal, LeftOut, PlanChoices, Profile, Rating, ResourceProgress, Skill
from portal.core.publication import State
from tests.factories import make_resource, make_role, make_skill, make_user, make_visitor

pytestmark = pytest.mark.django_db

PLAN = reverse("careers:plan")
CHOOSE, ADD_GOAL = reverse("careers:plan_choices_save"), reverse("careers:goal_add")
NEW_YEAR = {"start": "2027-01-04", "hours_per_week": "4"}


def plan_of(role) -> str:
    return reverse("careers:plan_detail", args=[role.slug])


def file_of(role, kind: str) -> str:
    return reverse(f"careers:plan_detail_{kind}", args=[role.slug])


def steps(response) -> list[str]:
    """The titles of the steps, in their order."""
    found = re.findall(r"<li id=\"step-[^\"]+\">\s*<h3><a[^>]*>([^<]+)<", response.content.decode())
    return [title.strip() for title in found]


def step_words(words, response, number: int) -> str:
    """All that a person reads of one step."""
    parts = response.content.decode().split('<li id="step-')
    return words(HttpResponse(f'<li id="{parts[number]}'))


@pytest.fixture
def training():
    """A role with three gaps that build on one another, and a fourth skill; all by slug."""
    python = make_skill(slug="python")
    pandas = make_skill(slug="pandas", prerequisites={python: 4})
    between = make_skill(slug="between", prerequisites=[pandas])  # the role does not ask it
    spark = make_skill(slug="spark", prerequisites=[between])
    law = make_skill(slug="law")
    role = make_role(
        slug="engineer", requirements={spark: (3, 5), pandas: (3, 4), python: (4, 2), law: (2, 3)}
    )
    return {"role": role, "python": python, "pandas": pandas, "spark": spark, "law": law}


def test_plan_without_a_goal_asks_for_one(client, training, options, words):
    make_role(title="Hidden", state=State.DRAFT)
    response = client.get(PLAN)

    assert response.status_code == 200
    assert "No goal yet" in words(response)
    assert options(response, "role") == ["Choose a role", "Engineer"]
    assert "%" not in words(response)
    assert "Set-Cookie" not in response.headers


def test_plan_of_a_goal_without_ratings_sends_to_rate(training, words):
    response = make_visitor(goals=[training["role"]]).get(PLAN)

    assert "A plan needs a start" in words(response)
    assert "%" not in words(response)
    assert f'href="{reverse("careers:profile")}?show=unrated&amp;role=engineer"' in (
        response.content.decode()
    )


def test_goals_share_one_plan_whose_steps_say_which_they_serve(training, words):
    analyst = make_role(
        title="Analyst", requirements={training["python"]: (2, 5), training["law"]: (4, 4)}
    )
    ratings = {training["python"]: 1, training["law"]: 2}
    visitor = make_visitor(ratings=ratings, goals=[training["role"], analyst])
    response = visitor.get(PLAN)

    assert steps(response) == ["Python", "Law"]
    assert "from 1 aware to 4 advanced" in words(response)
    assert "Essential (importance 5 of 5) for Engineer, level 4; Analyst, level 2." in words(
        response
    )
    assert "Essential (importance 4 of 5) for Analyst, level 4." in words(response)


def test_goal_whose_role_is_hidden_is_planned_for_no_more(training, words):
    visitor = make_visitor(ratings={training["python"]: 1}, goals=[training["role"]])
    training["role"].state = State.DRAFT
    training["role"].save()

    assert "No goal yet" in words(visitor.get(PLAN))
    assert "Engineer" not in words(visitor.get(PLAN))


def test_plan_has_prerequisites_first_and_lists_the_unrated(training, words):
    ratings = {training["spark"]: 0, training["pandas"]: 1, training["python"]: 2}
    response = make_visitor(ratings=ratings).get(plan_of(training["role"]))
    text = words(response)

    assert response.status_code == 200
    assert steps(response) == ["Python", "Pandas", "Spark"]
    assert "Supporting (importance 2 of 5) for Engineer, level 4." in text
    assert "Later steps build on it: Pandas, Spark." in text
    assert "Law, level 2" in text[text.index("Not rated yet") :]


def test_prerequisite_that_is_had_far_enough_need_not_come_first(words):
    python = make_skill(title="Python")
    pandas = make_skill(title="Pandas", prerequisites={python: 2})
    role = make_role(requirements={pandas: (3, 5), python: (4, 2)})
    before, after = (
        make_visitor(ratings={pandas: 0, python: level}).get(plan_of(role)) for level in (1, 2)
    )

    assert steps(before) == ["Python", "Pandas"]
    assert "Later steps build on it: Pandas." in words(before)
    assert steps(after) == ["Pandas", "Python"]
    assert "Later steps build on it" not in words(after)


def test_step_names_four_of_the_later_steps_and_counts_the_others(words):
    python = make_skill(title="Python")
    built = [make_skill(title=f"Skill {n}", prerequisites=[python]) for n in range(6)]
    role = make_role(requirements={python: (3, 5)} | dict.fromkeys(built, (2, 3)))
    response = make_visitor(ratings=dict.fromkeys([python, *built], 0)).get(plan_of(role))

    said = "Later steps build on it: Skill 0, Skill 1, Skill 2, Skill 3 and 2 more."
    assert said in step_words(words, response, 1)


def test_plan_says_how_many_levels_are_reached_and_of_which_skills(training, words):
    ratings = {training["spark"]: 5, training["pandas"]: 1, training["python"]: 2}
    text = words(make_visitor(ratings=ratings).get(plan_of(training["role"])))

    assert "6 levels had ÷ 10 asked = 60 %, over the 3 skills that you rated." in text
    assert "Spark: you 5, asked 3" in text[text.index("At level already") :]


def test_plan_names_the_lessons_of_each_step(training, words):
    python = training["python"]
    make_resource(title="First steps", hours_from=4, hours_to=6, teaches={python: (0, 2)})
    make_resource(title="Further", hours_from=7, hours_to=9, teaches={python: (2, 4)})
    make_resource(
        title="Hidden", hours_from=1, hours_to=1, state=State.DRAFT, teaches={python: (0, 5)}
    )
    text = words(make_visitor(ratings={python: 1}).get(plan_of(training["role"])))

    assert "1 step, 11 to 15 hours of learning by our estimate" in text
    assert text.index("First steps") < text.index("Further")
    assert "Hidden" not in text


def test_resource_counts_once_for_all_steps_and_others_could_stand_in(training, words):
    pandas, spark = training["pandas"], training["spark"]
    make_resource(title="Both", teaches={pandas: (0, 3), spark: (0, 3)})
    make_resource(title="Instead", hours_from=9, hours_to=40, teaches={spark: (1, 4)})
    visitor = make_visitor(ratings={pandas: 0, spark: 1})
    page = plan_of(training["role"])
    first = step_words(words, visitor.get(page), 1)
    second = step_words(words, visitor.get(page), 2)

    assert "2 steps, 8 to 12 hours of learning" in words(visitor.get(page))
    assert "8 to 12 hours, our estimate counts for step 2 too" in first
    assert "its hours count at step 1 counts for step 1 too" in second
    assert (
        "1 other could stand in for Both Instead An author, course, free, 9 to 40 hours" in second
    )


@pytest.mark.parametrize(
    ("reach", "said"),
    [
        ((0, 3), ["What is listed within your choices ends at level 3"]),
        ((0, 4), []),
        (None, ["No resource within your choices leads on"]),
    ],
)
def test_plan_says_how_far_the_resources_carry(training, words, reach, said):
    if reach:
        make_resource(teaches={training["python"]: reach})
    text = words(make_visitor(ratings={training["python"]: 1}).get(plan_of(training["role"])))
    all_that_may_be_said = (
        "What is listed within your choices ends at level 3",
        "No resource within your choices leads on",
    )

    assert [one for one in all_that_may_be_said if one in text] == said


def test_plan_dates_its_steps_and_shows_how_they_add_up(training, words):
    make_resource(hours_from=8, hours_to=12, teaches={training["python"]: (0, 4)})
    make_resource(hours_from=4, hours_to=40, teaches={training["pandas"]: (0, 3)})
    visitor = make_visitor(ratings={training["python"]: 1, training["pandas"]: 0})
    visitor.post(CHOOSE, NEW_YEAR)
    text = words(visitor.get(plan_of(training["role"])))

    assert "Done by 24 January to 4 April 2027 Pace 4 hours a week from 4 January 2027" in text
    assert "Ahead 2 steps, 12 to 52 hours of learning by our estimate" in text
    assert "Adds 8 to 12 hours. Done in weeks 2 to 3: by 17 January to 24 January 2027." in text
    assert "1. Python by 17 Jan to 24 Jan 2027 2. Pandas by 24 Jan to 4 Apr 2027" in text
    assert (
        "12 ÷ 4 hours a week = 3 weeks, 52 ÷ 4 = 13 weeks, rounded up, from 4 January 2027" in text
    )


def test_plan_starts_today_unless_told(training, words):
    make_resource(hours_from=1, hours_to=1, teaches={training["python"]: (0, 4)})
    text = words(make_visitor(ratings={training["python"]: 3}).get(plan_of(training["role"])))
    today = timezone.localdate()

    assert f"from today, {today.day} {today:%B %Y}" in text
    assert "Done in week 1: by" in text


def test_plan_says_what_to_do_next(training, words):
    def next_block() -> str:
        return words(visitor.get(PLAN)).split(" Next ")[1].split(" In time ")[0]

    def post(name: str, row, **sent: str) -> None:
        visitor.post(reverse(f"careers:{name}", args=[row.slug]), sent)

    python = training["python"]
    course = make_resource(title="The course", teaches={python: (0, 4)})
    visitor = make_visitor(ratings={python: 1}, goals=[training["role"]])
    assert "Python From 1 aware to 4 advanced . Start with The course , course, free" in (
        next_block()
    )
    post("resource_progress", course, state="started")
    assert "Go on with The course" in next_block()
    post("resource_progress", course, state="done")
    assert "All of its resources are done. Are you at level 4 now?" in next_block()
    type(course).objects.update(state=State.DRAFT)
    assert "Nothing listed leads there: practise on real work" in next_block()
    post("skill_progress", python, state="reached", level="4")
    assert " Next " not in words(visitor.get(PLAN))


def test_picture_of_a_plan_shows_today_and_when_each_goal_is_reached(training, words):
    python, law = training["python"], training["law"]
    make_resource(hours_from=8, hours_to=12, teaches={python: (0, 4)})
    make_resource(hours_from=4, hours_to=40, teaches={law: (0, 4)})
    early = make_role(title="Early", requirements={python: (3, 5)})
    late = make_role(title="Late", requirements={law: (4, 4)})
    met = make_role(title="Met", requirements={training["spark"]: (1, 4)})
    ratings = {python: 1, law: 1, training["spark"]: 5}
    visitor = make_visitor(ratings=ratings, goals=[early, late, met])
    visitor.post(CHOOSE, NEW_YEAR)
    response = visitor.get(PLAN)
    picture = words(response).split(" In time ")[1].split(" The steps ")[0]

    assert "Early by 17 Jan to 24 Jan 2027 Late by 24 Jan to 4 Apr 2027" in picture
    assert "Met" not in picture
    assert "Feb 2027 Mar Apr" in picture
    assert 'class="now"' not in response.content.decode()

    visitor.post(CHOOSE, {"start": f"{timezone.localdate():%Y-%m}-01", "hours_per_week": "1"})
    if timezone.localdate().day > 1:
        assert visitor.get(PLAN).content.decode().count('class="now"') == 1


def test_plan_of_what_nobody_estimated_has_no_finish(training, words):
    make_resource(
        title="Endless", hours_from=None, hours_to=None, teaches={training["law"]: (0, 2)}
    )
    text = words(make_visitor(ratings={training["law"]: 1}).get(plan_of(training["role"])))

    assert "Pace 6 hours a week from today" in text
    assert "Done by" not in text.split("In time")[0]
    assert "hours not estimated" in text
    assert "Nobody has estimated the hours of Endless: they are in no sum." in text


def test_resource_that_is_done_leaves_no_hours_and_sets_no_rating(training, words):
    done = make_resource(title="Done it", teaches={training["python"]: (0, 4)})
    make_resource(title="Shorter", hours_from=1, hours_to=1, teaches={training["python"]: (0, 4)})
    visitor = make_visitor(ratings={training["python"]: 1})
    Profile.objects.get().resource_progress.create(resource=done, state=ResourceProgress.State.DONE)
    text = words(visitor.get(plan_of(training["role"])))

    assert "Done it done" in text
    assert "nothing left to do: rate yourself anew if it took you further" in text
    assert "from 1 aware to 4 advanced" in text
    assert "Ahead 1 step In time" in text.replace(
        text[text.index("Next") : text.index("In time")], ""
    )


def test_plan_step_is_closed_by_its_button(training):
    ratings = {training["pandas"]: 1, training["python"]: 2}
    visitor = make_visitor(ratings=ratings)
    page = plan_of(training["role"])
    form = visitor.get(page).content.decode().split("I know this already")[0].split("<form")[-1]
    fields = dict(
        re.findall(r'<input\s+type="hidden"\s+name="([^"]+)"\s+value="([^"]+)"\s*>', form)
    )
    response = visitor.post(reverse("careers:ratings_save"), fields, follow=True)

    assert fields == {"next": f"{page}#step-pandas", "level-python": "4"}
    assert response.redirect_chain == [(f"{page}#step-pandas", 302)]
    assert steps(response) == ["Pandas"]
    assert Rating.objects.get(skill=training["python"]).level == 4


def test_plan_without_ratings_sends_to_rate(client, training, words):
    response = client.get(plan_of(training["role"]))

    assert response.status_code == 200
    assert "A plan needs a start" in words(response)
    assert f'href="{reverse("careers:profile")}?show=unrated&amp;role=engineer"' in (
        response.content.decode()
    )
    assert steps(response) == []
    assert "%" not in words(response)


def test_plan_without_gaps_says_so(training, words):
    rated = [training[name] for name in ("spark", "pandas", "python", "law")]
    response = make_visitor(ratings=dict.fromkeys(rated, 4)).get(plan_of(training["role"]))

    assert "No gap that we know of" in words(response)
    assert "Not rated yet" not in words(response)
    assert steps(response) == []


def test_plan_of_a_role_of_which_nothing_is_rated_claims_nothing(training, words):
    response = make_visitor(ratings={make_skill(): 3}).get(plan_of(training["role"]))

    assert steps(response) == []
    assert "A plan needs a start" in words(response)
    assert "No gap" not in words(response)
    assert "%" not in words(response)


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
    assert "Engineer is a goal of yours now." in words(added)
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
    visitor = make_visitor(ratings={python: 0}, goals=[training["role"]])
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
        ({"avoided_kinds": ["song"]}, "Do without: Select a valid choice."),
        ({"avoided_kinds": ["\x00"]}, "Do without: Select a valid choice."),
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


def test_calendar_holds_each_step_over_its_weeks(training):
    python, pandas = training["python"], training["pandas"]
    make_resource(
        title="Long, long; title", hours_from=8, hours_to=12, teaches={python: (0, 4)}, by="Ä" * 90
    )
    make_resource(hours_from=4, hours_to=40, teaches={pandas: (0, 3)})
    visitor = make_visitor(ratings={python: 1, pandas: 0}, goals=[training["role"]])
    visitor.post(CHOOSE, NEW_YEAR)
    before = datetime.now(UTC).replace(microsecond=0)
    response = visitor.get(file_of(training["role"], "calendar"))
    calendar = Calendar.from_ical(response.content)
    first, second = calendar.walk("VEVENT")

    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="plan.ics"'
    assert (str(calendar["version"]), bool(calendar["prodid"])) == ("2.0", True)
    assert [(event.start, event.end) for event in (first, second)] == [
        (date(2027, 1, 4), date(2027, 1, 25)),
        (date(2027, 1, 25), date(2027, 4, 5)),
    ]
    assert str(first["summary"]) == "Python: level 1 to 4"
    assert f"Long, long; title ({'Ä' * 90}): https://resource.example/" in str(first["description"])
    assert "Done by 17 January to 24 January 2027" in str(first["description"])
    assert before <= first["dtstamp"].dt <= datetime.now(UTC)
    assert max(map(len, response.content.split(b"\r\n"))) <= 75


def test_table_holds_each_resource_of_each_step(training):
    python, law = training["python"], training["law"]
    make_resource(
        slug="sum",
        title="=SUM(1)",
        by="@author",
        teaches={python: (0, 4)},
        hours_from=8,
        hours_to=12,
    )
    visitor = make_visitor(ratings={python: 1, law: 0}, goals=[training["role"]])
    visitor.post(CHOOSE, NEW_YEAR)
    response = visitor.get(reverse("careers:plan_table"))
    text = response.content.decode()
    rows = list(csv.DictReader(StringIO(text.removeprefix("\ufeff"))))

    assert text.startswith("\ufeff")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="plan.csv"'
    assert [list(row.values()) for row in rows] == [
        ["1", "Law", "0", "2", "3", "Engineer", *[""] * 10, "2027-01-10", "2027-01-10"],
        [
            *("2", "Python", "1", "4", "2", "Engineer", "'=SUM(1)", "'@author"),
            *("https://resource.example/sum", "Course", "Free", "No exercises", "8", "12", "2", ""),
            *("2027-01-17", "2027-01-24"),
        ],
    ]
    assert visitor.get(file_of(training["role"], "table")).content == response.content


def test_plan_says_what_there_is_to_practise(words):
    law = make_skill(title="Law")
    role = make_role(requirements={law: (3, 4)})
    make_resource(title="Drill", by="A", practice="exercises", teaches={law: (0, 3)})
    make_resource(title="Treatise", by="B", hours_to=99, practice="project", teaches={law: (0, 3)})
    text = words(make_visitor(ratings={law: 0}).get(plan_of(role)))

    assert "Drill , course, free, with exercises, 8 to 12 hours" in text
    assert "A course free with exercises level 0 to 3" in text
    assert "Treatise B, course, free, with a project, 8 to 99 hours" in text


@pytest.mark.parametrize("name", ["plan_calendar", "plan_table"])
def test_plan_without_steps_has_no_file(client, training, name):
    assert client.get(reverse(f"careers:{name}")).status_code == 404
    assert "plan.ics" not in client.get(plan_of(training["role"])).content.decode()


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("who", "queries"), [("reader", 3), ("visitor", 14), ("member", 15)])
def test_plan_of_a_role_costs_the_same_for_more_rows(django_assert_num_queries, who, queries, rows):
    role, asking = _asking(who, rows)

    with django_assert_num_queries(queries):
        asking.get(plan_of(role))


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("who", "queries"), [("reader", 2), ("visitor", 14), ("member", 15)])
def test_plan_of_all_goals_costs_the_same_for_more_rows(
    django_assert_num_queries, who, queries, rows
):
    _, asking = _asking(who, rows)

    with django_assert_num_queries(queries):
        asking.get(PLAN)


def _asking(who: str, rows: int):
    """A role, and a browser of somebody with so many gaps, goals, and skills left out."""
    skills = [make_skill(prerequisites=[make_skill()]) for _ in range(2 * rows)]
    roles = [make_role(requirements=dict.fromkeys(skills, (3, 4))) for _ in range(rows)]
    for skill in skills:
        make_resource(teaches={skill: (0, 3)})
    if who == "reader":
        return roles[0], make_visitor()
    member = make_user() if who == "member" else None
    asking = make_visitor(ratings=dict.fromkeys(skills, 1), goals=roles, member=member)
    for skill in skills[:rows]:
        asking.post(reverse("careers:skill_exclude", args=[skill.slug]))
    return roles[0], asking


def test_names_of_addresses_are_no_roles_that_cannot_be_planned_for():
    """A role may be called goals, choices or skills and has its plan all the same."""
    slugs = ["goals", "choices", "skills", "add", "save"]
    roles = [make_role(slug=slug, requirements={make_skill(): (3, 3)}) for slug in slugs]
    visitor = make_visitor(ratings=dict.fromkeys(Skill.objects.all(), 1))

    assert [visitor.get(plan_of(role)).status_code for role in roles] == [200] * 5
    assert [visitor.get(file_of(role, "calendar")).status_code for role in roles] == [200] * 5
