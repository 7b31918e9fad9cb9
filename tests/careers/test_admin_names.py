# ruff: noqa: RUF001 -- signs that look alike are what is tested
"""Names in the admin: found however they are typed, and refused where they pass for another's."""

import re

import pytest
from django.urls import reverse

from careers.models import Family, Resource, Role, Skill, Source
from scalability.models import CaseStudy, Pillar, Topic
from tests.admin_pages import add_row, filled_in, list_of, page_of
from tests.admin_pages import errors as marked_up_errors
from tests.factories import make_family, make_resource, make_role, make_skill, make_source
from tests.scalability.factories import make_case_study, make_pillar, make_topic

pytestmark = pytest.mark.django_db

MAKERS = {
    Family: make_family,
    Skill: make_skill,
    Role: lambda **fields: make_role(requirements={make_skill(): (3, 4)}, **fields),
    Resource: make_resource,
    Source: make_source,
    Pillar: make_pillar,
    Topic: make_topic,
    CaseStudy: make_case_study,
}
UNIQUE = [Family, Skill, Role, Pillar, Topic]


def picked(curator, term, model="requirement", field="skill"):
    query = {"app_label": "careers", "model_name": model, "field_name": field, "term": term}
    page = curator.get(reverse("admin:autocomplete"), query)
    return [found["text"] for found in page.json()["results"]]


def listed(curator, model, **query):
    return [str(row) for row in curator.get(list_of(model), query).context["cl"].result_list]


def errors(page):
    text = re.sub(r"<[^>]+>", " ", marked_up_errors(page)).replace("Error:", "")
    return " ".join(text.split())


def save(curator, row, *names, **fields):
    """The page after a row was saved with fields and other names added."""
    data = filled_in(curator.get(page_of(row))) | fields
    for name in names:
        add_row(data, "aliases", **(name if isinstance(name, dict) else {"name": name}))
    return curator.post(page_of(row), data)


@pytest.mark.parametrize("model", UNIQUE)
@pytest.mark.parametrize("title", ["PYTHON", "Pythоn", "Py\u200bthon", "Python\u00a0", "Pyth0n"])
def test_title_that_looks_like_another_is_refused_with_its_name(curator, model, title):
    MAKERS[model](title="Python")
    row = MAKERS[model](title="Something else")

    page = save(curator, row, title=title)

    assert "called “Python”" in errors(page)
    assert page.context["adminform"].form["title"].value() == title
    row.refresh_from_db()
    assert row.title == "Something else"


@pytest.mark.parametrize("model", [Role, Skill])
def test_title_that_is_another_name_of_a_row_is_refused(curator, model):
    MAKERS[model](title="Kubernetes", aliases=["K8s"])
    row = MAKERS[model](title="Something else")

    page = save(curator, row, title="k8s")

    assert errors(page) == (
        "“K8s” is already another name of “Kubernetes”, and “k8s” looks the same. "
        "Choose another title, or remove the name there."
    )


@pytest.mark.parametrize("model", [Role, Skill])
def test_other_name_that_is_the_title_of_another_is_refused(curator, model):
    MAKERS[model](title="Python")
    row = MAKERS[model](title="Something else")

    page = save(curator, row, "PYTHON")

    assert errors(page) == (
        f"“Python” is the title of another {model.__name__.lower()}, and “PYTHON” looks the same. "
        "Remove it here."
    )


@pytest.mark.parametrize(
    ("model", "remedy"),
    [
        (Role, "Remove one of them."),
        (Skill, "Remove one of them, or mark both as ambiguous."),
    ],
)
def test_other_name_of_another_row_is_refused(curator, model, remedy):
    MAKERS[model](title="Kubernetes", aliases=["K8s"])
    row = MAKERS[model](title="Something else")

    page = save(curator, row, "К8s")

    assert errors(page) == (
        f"“K8s” is already another name of “Kubernetes”, and “К8s” looks the same. {remedy}"
    )


def test_ambiguous_names_may_be_shared(curator):
    other, row = make_skill(aliases=["PM"]), make_skill()
    other.aliases.update(ambiguous=True)

    assert save(curator, row, {"name": "pm", "ambiguous": "on"}).status_code == 302
    assert "mark both as ambiguous" in errors(save(curator, make_skill(), "Pm"))


@pytest.mark.parametrize("model", [Role, Skill])
def test_name_that_is_listed_twice_is_refused(curator, model):
    row = MAKERS[model](aliases=["K8s"])

    page = save(curator, row, "k8s")

    assert errors(page) == (
        "“K8s” is listed already, and “k8s” looks the same. Remove one of them."
    )
    assert [alias.name for alias in row.aliases.all()] == ["K8s"]


@pytest.mark.parametrize("model", [Role, Skill])
def test_name_that_cannot_be_seen_is_refused(curator, model):
    row = MAKERS[model]()

    assert "Type a visible name" in errors(save(curator, row, "\u200b"))
    assert not row.aliases.exists()


@pytest.mark.parametrize("model", [Role, Skill])
def test_title_that_another_row_has_as_name_too_is_said_to_be_its_title(curator, model):
    MAKERS[model](title="Go", aliases=["Go"])
    row = MAKERS[model](title="SQL")
    page = save(curator, row, title="Go")

    assert f"There is already a {model._meta.verbose_name} called “Go”" in errors(page)


@pytest.mark.parametrize("model", [Role, Skill])
def test_own_title_may_be_another_name(curator, model):
    row = MAKERS[model](title="Go")

    assert save(curator, row, "Go").status_code == 302


def test_picker_offers_exact_names_then_beginnings_then_words_then_texts(curator):
    for title in ("Aardvarks in R", "Robotics", "Rare", "R"):
        make_skill(title=title, definition="No more.")
    make_skill(title="Aa", definition="It is written in R.")

    assert picked(curator, "R") == ["R", "Rare", "Robotics", "Aardvarks in R", "Aa"]


def test_picker_offers_python_before_what_is_written_in_it(curator):
    make_skill(title="NumPy", definition="Arrays in Python.")
    make_skill(title="Python", definition="A language.")
    make_skill(title="Containers", definition="Also Kubernetes.")
    make_skill(title="Kubernetes", aliases=["K8s"])

    assert picked(curator, "pyth") == ["Python", "NumPy"]
    assert picked(curator, "k8s") == ["Kubernetes"]
    assert picked(curator, "kubernetes")[0] == "Kubernetes"


def test_pickers_of_other_rows_rank_alike(curator):
    make_source(title="An outlook", publisher="Somebody")
    make_source(title="Outlook", publisher="Somebody")
    make_family(title="A data family")
    make_family(title="Data")

    assert picked(curator, "outlook", "pay", "source") == ["Outlook", "An outlook"]
    assert picked(curator, "data", "role", "family") == ["Data", "A data family"]


@pytest.mark.parametrize("model", MAKERS)
@pytest.mark.parametrize("query", ["geron", "GÉRON", "Ge\u0301ron", "“Géron”,", "time series"])
def test_lists_find_what_is_there_however_it_is_typed(curator, model, query):
    row = MAKERS[model](title="Géron on time‑series")
    MAKERS[model](title="Something else")

    assert listed(curator, model, q=query) == [str(row)]


@pytest.mark.parametrize("model", MAKERS)
def test_lists_find_nothing_for_signs_alone(curator, model):
    MAKERS[model]()

    assert listed(curator, model, q="“!”") == []


@pytest.mark.parametrize("model", [Resource, Source])
def test_lists_find_an_address(curator, model):
    row = MAKERS[model](title="One", url="https://course.example/part?q=1")
    MAKERS[model](title="Other", url="https://other.example/")

    for query in ("https://course.example/part?q=1", "course.example", row.url[:-4]):
        assert listed(curator, model, q=query) == [str(row)]


def test_list_that_somebody_sorted_stays_sorted(curator):
    for title in ("Data B", "Data A", "Data"):
        make_family(title=title, summary="All about data.")

    assert listed(curator, Family, q="data") == ["Data", "Data A", "Data B"]
    assert listed(curator, Family, q="data", o="-1") == ["Data B", "Data A", "Data"]


def test_what_was_found_can_be_acted_on(curator):
    drafts = [make_skill(title=title, state="draft") for title in ("Data B", "Data A")]

    query = f"{list_of(Skill)}?q=data"
    chosen = {"_selected_action": [row.pk for row in drafts], "select_across": "1"}
    curator.post(query, {"action": "publish"} | chosen)
    assert Skill.objects.published().count() == 2
    curator.post(query, {"action": "take_back"} | chosen)
    curator.post(query, {"action": "delete_selected", "post": "yes"} | chosen)
    assert not Skill.objects.exists()
