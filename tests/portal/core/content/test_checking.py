"""Content files with texts that lead nowhere, or that publish what is incomplete."""

import pytest
from django.core.management import CommandError

from careers.models import Role, Skill, SkillLevel
from portal.core.publication import State
from scalability.models import CaseStudy, Topic
from tests import content_tree
from tests.content_files import (
    ANALYST,
    COMPUTING_PILLAR,
    ENGINEER,
    FILES,
    MATHS,
    PROGRAMMING,
    RESOURCES,
    ROWS,
    SHARDING,
    SHOP,
    VOLUME,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree(tmp_path):
    content_tree.write_tree(tmp_path)
    return tmp_path


@pytest.fixture
def loaded(tree):
    content_tree.load(tree)
    return tree


def refusal(tree) -> list[str]:
    before = content_tree.all_rows()
    with pytest.raises(CommandError) as raised:
        content_tree.load(tree)
    assert content_tree.all_rows() == before
    return str(raised.value).splitlines()


@pytest.mark.parametrize(
    ("path", "old", "new", "problem"),
    [
        (
            ANALYST,
            "It ends with answers.",
            "It ends\nwith [him](/roles/data-enginer/).",
            (
                "body: “[him](/roles/data-enginer/)”: There is no role “data-enginer”. "
                "Did you mean “data-engineer”?"
            ),
        ),
        (
            VOLUME,
            "Why it hurts.",
            "Why\nit hurts, [see](/about/sources/#wage-survey).",
            (
                "body: “[see](/about/sources/#wage-survey)”: “wage-survey” is not among the "
                "references of the page. Add it there."
            ),
        ),
        (
            SHOP,
            "The long story.",
            "The\n![shop](/static/shop.png) story.",
            (
                "body: “![shop](/static/shop.png)”: Images aren't shown. Remove it, and "
                "describe what it shows in words."
            ),
        ),
        (
            COMPUTING_PILLAR,
            "Work is split, and",
            "Work is\n<i>split</i> and",
            ("body: “<i>”: HTML is shown as typed. Write Markdown, or put it between backticks."),
        ),
    ],
)
def test_text_that_cannot_work_is_refused_at_its_line(tree, path, old, new, problem):
    content_tree.edit(tree, path, old, new)
    line = content_tree.line_of(tree, path, new.splitlines()[1])

    assert f"{path}:{line}: {problem}" in refusal(tree)


def test_line_is_right_below_blank_lines_and_behind_windows_line_ends(tree):
    text = FILES[ENGINEER] + "\n\n\n[x](/roles/gone/)\n"
    (tree / ENGINEER).write_bytes(text.replace("\n", "\r\n").encode())
    line = content_tree.line_of(tree, ENGINEER, "[x]")

    assert refusal(tree)[0].startswith(f"{ENGINEER}:{line}: body: “[x](/roles/gone/)”")


def test_links_between_new_rows_and_to_drafts_are_loaded(tree):
    links = "[a](/roles/data-analyst/) [b](/resources/sql-book/) [c](/scalability/topics/sharding/)"
    content_tree.write(tree, ENGINEER, f"{FILES[ENGINEER]}\n{links}\n")

    assert content_tree.load(tree)[-1].startswith(f"{ROWS} added")


def test_link_to_a_row_that_goes_with_this_load_is_refused(loaded):
    content_tree.edit(loaded, VOLUME, "Why it hurts.", "[Why](/scalability/case-studies/shop/).")
    (loaded / SHOP).unlink()

    assert "There is no case study “shop”." in refusal(loaded)[0]


def test_link_to_what_a_curator_removed_or_hid_is_no_mistake_of_the_files(loaded):
    CaseStudy.objects.all().delete()
    Role.objects.filter(slug="data-analyst").update(state=State.DRAFT)
    links = "[Why](/scalability/case-studies/shop/) [who](/roles/data-analyst/)."
    content_tree.edit(loaded, VOLUME, "Why it hurts.", links)

    assert "changed topic data-volume" in content_tree.load(loaded)


def test_text_of_a_curator_is_not_the_files_business(loaded):
    Topic.objects.filter(slug="data-volume").update(body="[x](/roles/gone/)")

    assert content_tree.load(loaded)[-1] == "0 added, 0 changed, 1 kept, 0 removed"


def test_field_that_is_taken_from_its_file_leaves_the_text_of_a_curator(loaded):
    Role.objects.filter(slug="data-engineer").update(
        purpose="Ours.", body="[x](/roles/gone/)", entry_route="Ours."
    )

    said = content_tree.load(loaded, take=["role:data-engineer.purpose"])
    assert "changed role data-engineer: took purpose from its file" in said


@pytest.mark.parametrize(
    ("path", "old", "new", "key", "reason"),
    [
        (
            ENGINEER,
            "requirements:\n- {skill: python, level: 4, importance: 5}\n",
            "",
            "requirements",
            "a requirement is missing",
        ),
        (
            MATHS,
            "5: Teaches it.}",
            "}",
            "levels",
            "what a person at each level does, 1 to 5 is missing",
        ),
        (SHARDING, "references: [scaling-paper]\n", "", "references", "a reference is missing"),
        (SHARDING, "How to split.\n", "", "body", "a text is missing"),
        (SHOP, "references: [scaling-paper]\n", "", "references", "a reference is missing"),
        (
            SHOP,
            (
                "challenges:\n- {topic: data-volume, how: Orders filled the disk of one machine.}\n"
                "strategies:\n- {topic: sharding, how: Orders were split by customer.}\n"
            ),
            "",
            "parts",
            "a topic is missing",
        ),
    ],
)
def test_file_that_publishes_what_is_incomplete_is_refused(tree, path, old, new, key, reason):
    content_tree.edit(tree, path, old, new)
    [problem, count] = refusal(tree)

    assert problem.startswith(f"{path}:")
    assert problem.endswith(
        f": {key}: It cannot be published, because {reason}. Add it, or write 'state: draft'."
    )
    assert count == "1 mistake; nothing was loaded."


def test_the_same_as_a_draft_is_loaded(tree):
    content_tree.edit(tree, SHARDING, "references: [scaling-paper]\n", "state: draft\n")

    assert content_tree.load(tree)[-1].startswith(f"{ROWS} added")


def test_files_whose_skills_are_all_drafts_are_refused(tree):
    content_tree.edit(tree, PROGRAMMING, "  title: Python\n", "  state: draft\n  title: Python\n")
    content_tree.edit(tree, RESOURCES, "  - {skill: sql, level_from: 0, level_to: 1}\n", "")

    found = refusal(tree)
    assert len(found) == 3
    assert f"{ENGINEER}:" in found[0]
    assert "requirements: It cannot be published, because every skill that it asks is" in found[0]
    assert f"{RESOURCES}:" in found[1]


def test_skill_that_a_curator_took_back_stops_no_load_and_is_said(loaded):
    Skill.objects.filter(slug="python").update(state=State.DRAFT)
    content_tree.edit(loaded, ENGINEER, "Builds the pipelines", "Builds all pipelines")

    said = content_tree.load(loaded)
    assert "changed role data-engineer" in said
    assert (
        "incomplete role data-engineer: it is published although "
        "every skill that it asks is a draft" in said
    )


def test_row_of_a_curator_that_is_incomplete_stops_no_load_and_is_said(loaded):
    SkillLevel.objects.filter(skill__slug="sql").delete()

    assert content_tree.load(loaded) == [
        "kept skill sql: a curator changed levels",
        (
            "incomplete skill sql: it is published although what a person at each level does, 1 to "
            "5 is missing"
        ),
        "0 added, 0 changed, 1 kept, 0 removed",
    ]
