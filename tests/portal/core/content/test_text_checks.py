import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models

from portal.core.content.text_checks import KnownRows, flaws_in, flaws_of, texts_that_link_to
from portal.core.publication import State
from portal.core.text.markdown import MarkdownField, markdown_fields
from tests.factories import make_resource, make_role, make_skill, make_source
from tests.scalability.factories import make_case_study, make_pillar, make_topic

pytestmark = pytest.mark.django_db


def said(text, **options) -> list[str]:
    return [flaw.text for flaw in flaws_in(text, KnownRows(), **options)]


def test_every_text_that_a_page_shows_as_markdown_is_a_markdown_field():
    """What is checked is what is shown: a template that shows another field fails here."""
    templates = Path(settings.BASE_DIR, "templates").rglob("*.html")
    shown = {
        name
        for file in templates
        for name in re.findall(r"\{\{\s*(\w+(?:\.\w+)*)\|markdown", file.read_text("utf-8"))
    }
    fields = {
        f"{model._meta.model_name}.{field.name}"
        for model in apps.get_models()
        for field in markdown_fields(model)
    }

    parts = {"day", "ways", "facts.prose.rest"}  # in which the page of a role shows its body

    assert parts <= shown
    assert {name.replace("_", "") for name in shown - parts} | {"role.body"} == fields


def test_every_field_that_promises_markdown_is_a_markdown_field():
    for model in apps.get_models():
        for field in model._meta.fields:
            if isinstance(field, models.TextField) and "Markdown" in str(field.help_text):
                assert isinstance(field, MarkdownField), f"{model.__name__}.{field.name}"


@pytest.mark.parametrize("make", [make_role, make_skill, make_resource, make_pillar, make_topic])
def test_link_to_what_is_missing_names_the_nearest(make):
    row = make(slug="data-quality")
    address = row.get_absolute_url()
    kind = row._meta.verbose_name

    assert said(f"[It]({address})") == []
    assert said(f"[It]({address.replace('quality', 'qualty')})") == [
        f"There is no {kind} “data-qualty”. Did you mean “data-quality”?"
    ]
    assert said(f"[It]({address.replace('data-quality', 'Data-Quality')})") == [
        f"There is no {kind} “Data-Quality”. Did you mean “data-quality”?"
    ]


def test_link_to_a_case_study_that_is_missing():
    make_case_study(slug="shop")

    assert said("[It](/scalability/case-studies/shop/)") == []
    assert said("[It](/scalability/case-studies/zzz/)") == ["There is no case study “zzz”."]


def test_address_in_the_wrong_folder_is_met_with_the_right_one():
    make_role(slug="data-engineer")

    assert said("[It](/role/data-engineer/)") == [
        "This page doesn't exist. Did you mean /roles/data-engineer/?"
    ]
    assert said("[It](/Skills)") == ["This page doesn't exist. Did you mean /skills/?"]
    assert said("[It](/nothing/of/the/kind/)") == ["This page doesn't exist."]


@pytest.mark.parametrize(
    "text",
    [
        "[x](/roles/gone/)",
        "[x](/roles/gone)",
        "[x](/roles/gone/?a=b#pay)",
        "[x](http://testserver/roles/gone/)",
        "<http://testserver/roles/gone/>",
        "[x][y]\n\n[y]: /roles/gone/",
        "[x](../gone/)",
        "[x](/roles/gone/transitions/)",
        "[x](/plan/gone/)",
        "[x](/roles/compare/?role=gone)",
        "| [x](/roles/gone/) |\n|---|",
    ],
)
def test_dead_link_is_found_however_it_is_written(text):
    assert said(text, page="/roles/analyst/") == ["There is no role “gone”."]


def test_link_to_a_draft_is_no_mistake():
    make_role(slug="draft", state=State.DRAFT)
    make_topic(slug="hidden", pillar=make_pillar(state=State.DRAFT))
    [role, topic] = flaws_in("[a](/roles/draft/) [b](/scalability/topics/hidden/)", KnownRows())

    assert role.text == "This role is a draft, so readers cannot follow the link."
    assert topic.text.startswith("This topic is a draft")
    assert [role.is_mistake, topic.is_mistake] == [False, False]


def test_citation_of_what_the_page_does_not_list():
    make_source(slug="paper")
    text = "[a](/about/sources/#paper) [b](/about/sources/#papre)"

    assert said(text) == ["There is no source “papre”. Did you mean “paper”?"]
    assert said(text, listed=["paper"]) == said(text)
    assert said(text, listed=[])[0] == (
        "“paper” is not among the references of the page. Add it there."
    )


def test_place_in_the_page_itself_is_doubtful():
    [flaw] = flaws_in("[above](#above)", KnownRows())

    assert not flaw.is_mistake


def test_topic_lists_its_sources_and_a_role_whatever_it_cites():
    make_source(slug="paper")
    body = "So [they say](/about/sources/#paper)."
    known = KnownRows()

    assert flaws_of(make_role(body=body), known) == {}
    for make in (make_topic, make_pillar, make_case_study):
        row = make(body=body)
        [[flaw]] = flaws_of(row, known).values()
        assert "not among the references" in flaw.text


@pytest.mark.parametrize("number", [1, 30])
def test_many_links_cost_what_one_costs(django_assert_num_queries, number):
    for n in range(number):
        make_role(slug=f"role-{n}")
    links = " ".join(f"[x](/roles/role-{n}/) [y](/roles/gone-{n}/)" for n in range(number))

    with django_assert_num_queries(2):
        flaws_in(links, KnownRows())


def test_texts_that_link_to_a_row_are_found():
    role = make_role(slug="data-engineer")
    topic = make_topic(body="One.\n\n[It](/roles/data-engineer/?x=y) and `/roles/data-engineer/`.")
    make_topic(body="The data-engineer, [another](/roles/data-engineer-2/).")
    case = make_case_study(body="[It][1]\n\n[1]: /roles/data-engineer/transitions/")

    found = {(row, link.line) for row, _, link in texts_that_link_to([role])}
    assert found == {(topic, 3), (case, 1)}
