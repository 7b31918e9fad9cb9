from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from careers.models import (
    Note,
    OwnLink,
    Profile,
    Rating,
    RatingChange,
    ResourceProgress,
    SkillProgress,
)
from portal.core.form_versions import form_version
from portal.core.publication import State
from tests.factories import make_resource, make_role, make_skill, make_user, make_visitor

pytestmark = pytest.mark.django_db

PROGRESS = reverse("careers:progress")


@pytest.fixture
def python():
    return make_skill(slug="python", title="Python")


@pytest.fixture
def course(python):
    return make_resource(slug="course", title="A course", teaches={python: (1, 3)})


def address(name, row):
    return reverse(f"careers:{name}", args=[row.slug])


def mark(visitor, row, state, **sent):
    name = "resource_progress" if hasattr(row, "cost") else "skill_progress"
    return visitor.post(address(name, row), {"state": state, **sent}, follow=True)


def states():
    return list(ResourceProgress.objects.values_list("resource__slug", "state"))


def levels():
    return list(SkillProgress.objects.values_list("skill__slug", "level", "state"))


@pytest.mark.parametrize("state", ["planned", "started", "done", "dropped"])
def test_first_state_of_a_resource_makes_a_profile_and_is_shown(course, words, state):
    visitor = make_visitor()
    page = mark(visitor, course, state)

    assert page.redirect_chain == [(course.get_absolute_url(), 302)]
    assert states() == [("course", state)]
    assert f"Marked as {state}: A course." in words(page)
    assert page.content.decode().count('aria-pressed="true"') == 1
    assert f'value="{state}" aria-pressed="true"' in " ".join(page.content.decode().split())


def test_state_of_a_resource_changes_and_goes_again(course):
    visitor = make_visitor()
    mark(visitor, course, "started")
    mark(visitor, course, "done")
    assert states() == [("course", "done")]

    mark(visitor, course, "")
    assert states() == []


def test_state_that_stands_already_keeps_its_date(course):
    visitor = make_visitor()
    mark(visitor, course, "done")
    long_ago = timezone.now() - timedelta(days=50)
    ResourceProgress.objects.update(changed=long_ago)
    mark(visitor, course, "done")

    assert ResourceProgress.objects.get().changed == long_ago


@pytest.mark.parametrize(
    ("name", "sent"),
    [
        ("resource_progress", {"state": "lost"}),
        ("resource_progress", {"state": "done\x00"}),
        ("skill_progress", {"state": "reached", "level": "6"}),
        ("skill_progress", {"state": "reached", "level": "9" * 30}),
        ("skill_progress", {"state": "won", "level": "2"}),
        ("skill_progress", {"state": "reached"}),
        ("skill_progress", {"state": "reached", "level": "2", "evidence": "a" * 2001}),
        ("skill_progress", {"state": "reached", "level": "2", "evidence": "a\x00"}),
        ("skill_progress", {"state": "reached", "level": "2", "on": "soon"}),
        ("skill_progress", {"state": "reached", "level": "2", "evidence_url": "javascript:a()"}),
        ("skill_note", {"text": "a" * 5001}),
        ("skill_note", {"text": "a\x00"}),
        ("own_link_add", {"url": ""}),
        ("own_link_add", {"url": "javascript:alert(1)"}),
        ("own_link_add", {"url": "ftp://example.org/"}),
        ("own_link_add", {"url": "data:text/html,hello"}),
        ("own_link_add", {"url": "https://example.org/", "title": "a" * 201}),
        ("own_link_add", {"url": "https://example.org/" + "a" * 500}),
    ],
)
def test_what_cannot_be_kept_is_said_and_what_was_typed_stays(python, course, words, name, sent):
    row = course if name == "resource_progress" else python
    response = make_visitor().post(address(name, row), sent | {"next": "/skills/"})

    assert response.status_code == 422
    assert "There is a problem" in words(response)
    assert 'name="next" value="/skills/"' in response.content.decode()
    assert Profile.objects.count() == 0
    typed = next((value for key, value in sent.items() if len(value) > 100), "")
    assert typed in response.content.decode()


@pytest.mark.parametrize(
    "name", ["resource_progress", "skill_progress", "skill_note", "own_link_add", "own_link_remove"]
)
def test_forms_are_refused_from_elsewhere_from_readers_and_for_drafts(python, course, name):
    row = course if name == "resource_progress" else python
    sent = {"state": "", "level": "2", "url": "https://example.org/", "text": "Hello"}

    assert Client().post(address(name, row), sent).status_code == 403
    assert Client().get(address(name, row)).status_code == 405
    type(row).objects.update(state=State.DRAFT)
    assert make_visitor().post(address(name, row), sent).status_code == 404
    assert Profile.objects.count() == 0


@pytest.mark.parametrize(
    ("name", "sent"),
    [
        ("resource_progress", {"state": ""}),
        ("skill_progress", {"state": "", "level": "2"}),
        ("skill_note", {"text": " \r\n"}),
        ("own_link_remove", {"url": "https://example.org/\x00"}),
    ],
)
def test_taking_off_what_is_not_there_makes_no_profile(python, course, name, sent):
    row = course if name == "resource_progress" else python
    response = make_visitor().post(address(name, row), sent | {"next": "//evil.example/"})

    assert (response.status_code, response["Location"]) == (302, row.get_absolute_url())
    assert Profile.objects.count() == 0


def test_level_that_is_learned_changes_no_rating(python, words):
    visitor = make_visitor(ratings={python: 1})
    page = mark(visitor, python, "learning", level="3")

    assert levels() == [("python", 3, "learning")]
    assert Rating.objects.get().level == 1
    assert "You are learning level 3 of Python." in words(page)
    assert "Level 3 independent: learning" in words(page)


def test_level_that_is_reached_is_ones_word_and_raises_the_rating(python, words):
    visitor = make_visitor(ratings={python: 1})
    RatingChange.objects.update(changed=timezone.now() - timedelta(days=30))
    sent = {
        "level": "3",
        "evidence": "Shipped <b>it</b>",
        "evidence_url": "example.org/it",
        "on": "2026-03-01",
    }
    page = mark(visitor, python, "reached", **sent)

    row = SkillProgress.objects.get()
    assert (row.evidence, row.evidence_url) == ("Shipped <b>it</b>", "https://example.org/it")
    assert row.on == date(2026, 3, 1)
    assert Rating.objects.get().level == 3
    assert [one.level for one in RatingChange.objects.all()] == [1, 3]
    assert "Level 3 of Python is reached. Your rating is now 3." in words(page)
    content = visitor.get(PROGRESS).content.decode()
    assert "Shipped &lt;b&gt;it&lt;/b&gt;" in content
    assert 'href="https://example.org/it" rel="noopener noreferrer nofollow"' in content


def test_level_below_the_rating_leaves_it(python, words):
    visitor = make_visitor(ratings={python: 4})
    page = mark(visitor, python, "reached", level="2")

    assert Rating.objects.get().level == 4
    assert "Your rating is now" not in words(page)
    mark(visitor, python, "", level="2")
    assert (levels(), Rating.objects.get().level) == ([], 4)


def test_percentages_count_levels_reached_alone(python, course):
    make_role(slug="coder", requirements={python: (4, 5)})
    visitor = make_visitor(ratings={python: 2})

    def percent():
        page = visitor.get(reverse("careers:matches")).content.decode()
        return page.split('readiness__percent">')[-1].split("&")[0]

    before = percent()
    mark(visitor, course, "done")
    mark(visitor, python, "learning", level="4")
    assert percent() == before == "50"
    mark(visitor, python, "reached", level="4")
    assert percent() == "100"


@pytest.mark.parametrize("url", ["ftp://example.org/", "javascript:alert(1)", "not an address"])
def test_link_that_no_browser_should_open_is_refused_with_the_remedy(python, words, url):
    visitor = make_visitor()
    page = visitor.post(reverse("careers:own_link_add", args=[python.slug]), {"url": url})

    assert page.status_code == 422
    assert "Address: Write an address that starts with http:// or https://." in words(page)


def test_finished_resource_suggests_and_never_sets(python, course, words):
    visitor = make_visitor(ratings={python: 1})
    mark(visitor, course, "done")
    asked = (
        "which carries Python from 1 to 3. You rated yourself 1. Would you now say 3 independent"
    )

    assert Rating.objects.get().level == 1
    for page in (PROGRESS, course.get_absolute_url()):
        assert asked in words(visitor.get(page))
        assert "“Does Python at level 3.”" in words(visitor.get(page))
    visitor.post(reverse("careers:ratings_save"), {"level-python": "3", "next": PROGRESS})
    assert Rating.objects.get().level == 3
    assert "Would you now say" not in words(visitor.get(PROGRESS))


def test_suggestions_are_ones_own_and_of_published_content(python, course, words):
    for state in ("done", "started"):
        mark(make_visitor(), course, state)
    mine = make_visitor()
    mark(mine, course, "planned")
    assert "Would you now say" not in words(mine.get(PROGRESS))

    mark(mine, course, "done")
    assert words(mine.get(PROGRESS)).count("Would you now say") == 1
    type(course).objects.update(state=State.DRAFT)
    assert "A course" not in words(mine.get(PROGRESS))
    assert ResourceProgress.objects.filter(state="done").count() == 2


def test_note_is_kept_as_it_was_typed_and_goes_when_it_is_empty(python):
    visitor = make_visitor()
    typed = "  *Read*  it\r\n\r\n\tagain: <script>"
    visitor.post(address("skill_note", python), {"text": typed})

    assert Note.objects.get().text == typed.replace("\r\n", "\n")
    page = visitor.get(python.get_absolute_url()).content.decode()
    assert "  *Read*  it\n\n\tagain: &lt;script&gt;</textarea>" in page
    shown = form_version(Note.objects.get().text)
    visitor.post(address("skill_note", python), {"text": "", "version": shown})
    assert Note.objects.count() == 0


def test_links_are_added_renamed_and_removed(python):
    visitor = make_visitor()
    url = address("own_link_add", python)
    visitor.post(url, {"url": "https://docs.example/", "title": "Docs"})
    visitor.post(url, {"url": "https://docs.example/", "title": "The docs"})
    page = visitor.get(python.get_absolute_url()).content.decode()

    assert [link.title for link in OwnLink.objects.all()] == ["The docs"]
    assert 'href="https://docs.example/" rel="noopener noreferrer nofollow">The docs' in page
    make_visitor().post(address("own_link_remove", python), {"url": "https://docs.example/"})
    assert OwnLink.objects.count() == 1
    visitor.post(address("own_link_remove", python), {"url": "https://docs.example/"})
    assert OwnLink.objects.count() == 0


def test_rows_about_what_becomes_a_draft_are_kept_and_shown_no_more(python, words):
    visitor = make_visitor(ratings={python: 3})
    visitor.post(address("skill_note", python), {"text": "Mine."})
    mark(visitor, python, "reached", level="2")
    type(python).objects.update(state=State.DRAFT)
    page = words(visitor.get(PROGRESS))

    assert "Python" not in page
    assert "Mine." not in page
    assert (Note.objects.count(), len(levels())) == (1, 1)
    assert '"python"' in visitor.get(reverse("careers:data_profile")).content.decode()


def test_progress_of_somebody_who_said_nothing_shows_the_next_step(client, words):
    response = client.get(PROGRESS)

    assert response.status_code == 200
    assert "Nothing begun yet" in words(response)
    assert dict(client.cookies) == {}
    assert Profile.objects.count() == 0


def test_history_is_drawn_for_each_goal_and_told_in_rows(python, words):
    coder = make_role(title="Coder", requirements={python: (4, 5)})
    far = make_role(title="Far away", requirements={make_skill(): (4, 5)})
    visitor = make_visitor(ratings={python: 1})
    RatingChange.objects.update(changed=timezone.now() - timedelta(days=30))
    visitor.post(reverse("careers:ratings_save"), {"level-python": "3"})
    own = Profile.objects.get()
    own.goals.create(role=coder)
    own.goals.create(role=far)
    page = visitor.get(PROGRESS)

    assert page.content.decode().count('<path class="line" d="M34.0 89.0H290.0V39.0H290"') == 1
    assert "Far away: not enough rated to draw a line." in words(page)
    today = timezone.localdate()
    days = [f"{day:%-d %b %Y}" for day in (today - timedelta(days=30), today)]
    assert f"{days[0]} 25 % {days[1]} 75 %" in words(page).replace("\xa0", " ")
    assert f"{days[1]} Python 1 aware 3 independent" in words(page)
    assert f"{days[0]} Python not rated 1 aware" in words(page)


def test_history_without_a_goal_shows_the_role_that_fits_best(python, words):
    make_role(title="Painter", requirements={make_skill(): (4, 5)})
    make_role(title="Coder", requirements={python: (4, 5)})
    page = words(make_visitor(ratings={python: 2}).get(PROGRESS))

    assert "Readiness in percent for the role that you match best" in page
    assert "Coder 50 % today. Your next change draws a line here." in page.replace("\xa0", " ")
    assert "Painter" not in page


def test_changes_stand_on_pages(words):
    skills = [make_skill() for _ in range(26)]
    visitor = make_visitor(ratings=dict.fromkeys(skills, 2))

    assert "26 changes, the newest first" in words(visitor.get(PROGRESS))
    assert visitor.get(PROGRESS).content.decode().count("2 guided") == 25
    assert visitor.get(PROGRESS, {"page": 2}).content.decode().count("2 guided") == 1


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("with_goals", "queries"), [(True, 12), (False, 14)])
def test_progress_costs_the_same_for_more_rows(
    django_assert_num_queries, rows, with_goals, queries
):
    skills = [make_skill() for _ in range(rows)]
    visitor = make_visitor(ratings=dict.fromkeys(skills, 2), member=make_user())
    own = Profile.objects.get()
    for skill in skills:
        role = make_role(requirements={skill: (3, 3)})
        if with_goals:
            own.goals.create(role=role)
        mark(visitor, make_resource(teaches={skill: (1, 4)}), "done")
        mark(visitor, skill, "reached", level="1")
        visitor.post(address("skill_note", skill), {"text": "Mine."})
        visitor.post(address("own_link_add", skill), {"url": "https://example.org/"})

    with django_assert_num_queries(queries):
        page = visitor.get(PROGRESS)
    assert page.content.decode().count("Would you now say") == rows


@pytest.mark.parametrize("rows", [1, 3])
def test_resource_detail_costs_a_member_the_same_for_more_rows(django_assert_num_queries, rows):
    skills = [make_skill() for _ in range(rows)]
    resource = make_resource(teaches=dict.fromkeys(skills, (1, 4)))
    visitor = make_visitor(ratings=dict.fromkeys(skills, 1), member=make_user())
    mark(visitor, resource, "done")

    with django_assert_num_queries(11):
        visitor.get(resource.get_absolute_url())
