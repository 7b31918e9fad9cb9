import re

import pytest
from django.urls import reverse
from django.utils import timezone

from careers.models import Profile, Rating, ResourceProgress
from portal.core.publication import State
from tests.careers.plan_views.plans import CHOOSE, NEW_YEAR, PLAN, plan_of, step_words, steps
from tests.factories import make_resource, make_role, make_skill, make_visitor

pytestmark = pytest.mark.django_db


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
    visitor = make_visitor(
        ratings={training["python"]: 1, training["pandas"]: 0, training["spark"]: 3}
    )
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
    assert "No listed resource leads there: practise on real work" in next_block()
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


def test_resource_that_is_done_leaves_no_hours_and_sets_no_rating(training, words):
    done = make_resource(title="Done it", teaches={training["python"]: (0, 4)})
    make_resource(title="Shorter", hours_from=1, hours_to=1, teaches={training["python"]: (0, 4)})
    levels = {"python": 1, "spark": 3, "pandas": 3, "law": 2}
    visitor = make_visitor(ratings={training[skill]: one for skill, one in levels.items()})
    Profile.objects.get().resource_progress.create(resource=done, state=ResourceProgress.State.DONE)
    text = words(visitor.get(plan_of(training["role"])))

    assert "Done it done" in text
    assert "nothing left to do: update your rating if it took you further" in text
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
