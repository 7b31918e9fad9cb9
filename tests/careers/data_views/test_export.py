import json

import pytest
from django.urls import reverse
from django.utils import timezone

from careers.models import Note, Profile
from careers.models.progress import Evidence, SkillProgress
from tests.careers.data_views.profiles import (
    DATA,
    DELETE,
    EXPORT,
    RATINGS,
    RESUME,
    SHEET,
    exported,
    fill,
    send,
)
from tests.factories import make_skill, make_user, make_visitor

pytestmark = pytest.mark.django_db


# --- What is there -------------------------------------------------------------------------------


def test_data_of_somebody_who_said_nothing_is_empty_and_makes_nothing(client, words):
    assert "Nothing is kept yet, not even a cookie." in words(client.get(DATA))
    assert json.loads(client.get(EXPORT).content)["ratings"] == []
    assert json.loads(client.get(RESUME).content)["skills"] == []
    assert client.get(RATINGS).content.decode().splitlines() == [
        "\ufeffskill,slug,level,word,rated"
    ]
    assert "Nothing to delete" in words(client.get(DELETE))
    assert dict(client.cookies) == {}
    assert Profile.objects.count() == 0


@pytest.mark.parametrize("who", ["visitor", "member"])
def test_everything_is_downloaded_and_brought_back(python, who):
    visitor = make_visitor(ratings={python: 2}, member=make_user() if who == "member" else None)
    fill(Profile.objects.get(), python)
    response = visitor.get(EXPORT)
    other = make_visitor(member=make_user() if who == "visitor" else None)
    page = send(other, response.content)

    assert response["Content-Disposition"] == 'attachment; filename="ai-career-profile.json"'
    assert "no-store" in response["Cache-Control"]
    assert page.redirect_chain == [(DATA, 302)]
    assert exported(other) == exported(visitor)
    lists = {name: held for name, held in exported(other).items() if isinstance(held, list)}
    assert {name: len(held) for name, held in lists.items()} == {
        "ratings": 1,
        "history": 1,
        "goals": 1,
        "left_out": 1,
        "resources": 1,
        "levels": 1,
        "notes": 1,
        "links": 1,
    }


def test_sheets_hold_ratings_and_progress_and_no_formula(python):
    visitor = make_visitor(ratings={python: 3})
    fill(Profile.objects.get(), python)
    today = timezone.localdate().isoformat()

    assert visitor.get(RATINGS).content.decode().splitlines()[1:] == [
        f"Python,python,3,independent,{today}"
    ]
    _, resource, level = visitor.get(SHEET).content.decode().splitlines()
    assert resource.endswith(f",done,,,,{today}")
    assert level == f"level,Python,python,4,learning,'=cmd(),https://e.example/,,{today}"
    assert visitor.get(reverse("careers:data_sheet", args=["people"])).status_code == 404


@pytest.mark.parametrize(
    ("evidence", "cell"),
    [
        *(("+1", "'+1"), ("-1", "'-1"), ("@SUM(A1)", "'@SUM(A1)"), ("\uff1d1+1", "'\uff1d1+1")),
        *(("\u200b=1", "'\u200b=1"), ("done;=1+1", "done;'=1+1")),
        *(("a=1", "a=1"), ('"a"', '"""a"""')),
    ],
)
def test_cell_that_a_spreadsheet_would_run_is_quoted(python, evidence, cell):
    visitor = make_visitor(ratings={python: 3})
    SkillProgress.objects.learn(Profile.objects.get(), python, 4, Evidence(evidence))

    assert f",learning,{cell}," in visitor.get(SHEET).content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_data_costs_the_same_for_more_rows(django_assert_num_queries, rows):
    skills = [make_skill() for _ in range(rows)]
    visitor = make_visitor(ratings=dict.fromkeys(skills, 2), member=make_user())
    own = Profile.objects.get()
    for skill in skills:
        Note.objects.keep(own, skill, "Mine.")

    with django_assert_num_queries(13):
        visitor.get(DATA)
