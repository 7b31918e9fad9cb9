import pytest

from careers.models import (
    Resource,
    Role,
    Skill,
)
from portal.models import LoadedRow
from scalability.models import CaseStudy, Topic
from tests import content_tree
from tests.content_files import (
    ANALYST,
    ENGINEER,
    FAMILIES,
    FILES,
    MATHS,
    PROGRAMMING,
    RESOURCES,
    ROWS,
    SHARDING,
    SHOP,
    VOLUME,
)
from tests.portal.core.content.loads import NOTHING

pytestmark = pytest.mark.django_db


def test_load_adds_what_is_new(tree):
    assert content_tree.load(tree) == [f"{ROWS} added, 0 changed, 0 kept, 0 removed"]
    assert LoadedRow.objects.count() == ROWS

    role = Role.objects.get(slug="data-analyst")
    assert (role.title, role.family.title, role.state) == ("Data analyst", "Data", "published")
    assert role.tasks.splitlines() == ["Ask what the question is", "Answer it in a page"]
    assert role.body == "A day begins with **questions**.\n\nIt ends with answers."
    assert list(role.requirements.values_list("skill__slug", "level", "importance")) == [
        ("sql", 4, 5),
        ("python", 2, 3),
    ]
    assert (role.weight, role.essential_weight) == (8, 5)
    assert [pay.source.slug for pay in role.pay.all()] == ["wage-survey"]
    assert [row.code for row in role.equivalents.all()] == ["15-2051.00", "2511.3"]

    skill = Skill.objects.get(slug="python")
    assert (skill.category, skill.esco_match) == ("programming", "exact")
    assert list(skill.aliases.values_list("name", "ambiguous")) == [
        ("Py", True),
        ("Python 3", False),
    ]
    assert skill.anchor(2) == "Changes a script from an example."
    assert [str(link) for link in Skill.objects.get(slug="sql").needed.all()] == [
        "SQL needs Statistics at 2"
    ]

    resource = Resource.objects.get(slug="python-tutorial")
    assert [(one.skill.slug, one.level_from, one.level_to) for one in resource.teaches.all()] == [
        ("python", 0, 3),
        ("sql", 0, 1),
    ]
    assert resource.practice == Resource.Practice.EXERCISES
    assert Resource.objects.get(slug="sql-book").state == "draft"

    sharding = Topic.objects.get(slug="sharding")
    assert [(tie.challenge.slug, tie.how) for tie in sharding.addresses.all()] == [
        ("data-volume", "Each machine holds a part.")
    ]
    case_study = CaseStudy.objects.get()
    assert list(case_study.parts.values_list("topic__slug", "part")) == [
        ("data-volume", "challenge"),
        ("sharding", "strategy"),
    ]
    assert list(case_study.figures.values_list("about", "value")) == [
        ("scale", "over 20 million"),
        ("outcome", "12"),
    ]


def test_load_tells_every_row_where_it_is_asked_to(tree):
    lines = content_tree.load(tree, verbosity=2)

    assert len(lines) == ROWS + 1
    assert lines[0] == "added source scaling-paper"
    assert lines[-2:] == [
        "added case study shop",
        f"{ROWS} added, 0 changed, 0 kept, 0 removed",
    ]


def test_second_load_only_reads(loaded, django_assert_max_num_queries):
    before = content_tree.all_rows()

    with django_assert_max_num_queries(100) as queries:
        assert content_tree.load(loaded, verbosity=2) == NOTHING

    verbs = {query["sql"].split()[0] for query in queries.captured_queries}
    assert verbs - {"PRAGMA"} == {"SELECT", "SAVEPOINT", "RELEASE"}
    assert content_tree.all_rows() == before


def test_order_of_keys_and_of_what_has_none_does_not_matter(loaded):
    content_tree.edit(
        loaded,
        ANALYST,
        "[Analytics specialist, Insight analyst]",
        "[Insight analyst, Analytics specialist]",
    )
    content_tree.edit(loaded, SHARDING, "[python, sql]", "[sql, python]")
    content_tree.edit(loaded, PROGRAMMING, "  kind: tool\n  definition: A", "  definition: A")
    content_tree.edit(loaded, PROGRAMMING, "  aliases", "  kind: tool\n  aliases")

    assert content_tree.load(loaded) == NOTHING


@pytest.mark.parametrize(
    ("path", "old", "new", "row"),
    [
        (FAMILIES, "title: Data", "title: All data", "family data"),
        (MATHS, "What data can and", "What data could and", "skill statistics"),
        (PROGRAMMING, "  aliases: [Python 3]\n", "", "skill python"),
        (PROGRAMMING, "Changes a script", "Alters a script", "skill python"),
        (PROGRAMMING, "  prerequisites: {statistics: 2}\n", "", "skill sql"),
        (ANALYST, "sql, level: 4", "sql, level: 5", "role data-analyst"),
        (ANALYST, "amount: 112590", "amount: 112591", "role data-analyst"),
        (ANALYST, "percent_change: 34", "percent_change: 35", "role data-analyst"),
        (ANALYST, "It ends with answers.", "It ends.", "role data-analyst"),
        (ENGINEER, "---\ntitle", "---\nstate: draft\ntitle", "role data-engineer"),
        (
            RESOURCES,
            "level_from: 1, level_to: 4",
            "level_from: 1, level_to: 5",
            "resource sql-book",
        ),
        (VOLUME, "kind: needs", "kind: supports", "topic data-volume"),
        (SHARDING, "Each machine holds", "Every machine holds", "topic sharding"),
        (SHOP, "over 20 million", "over 21 million", "case study shop"),
        (SHOP, "strategies:", "practices:", "case study shop"),
    ],
)
def test_changed_file_changes_its_row_alone(loaded, path, old, new, row):
    content_tree.edit(loaded, path, old, new)

    assert content_tree.load(loaded) == [
        f"changed {row}",
        "0 added, 1 changed, 0 kept, 0 removed",
    ]
    assert content_tree.load(loaded) == NOTHING


def test_changed_requirement_is_counted_anew(loaded):
    content_tree.edit(loaded, ENGINEER, "importance: 5", "importance: 2")
    content_tree.load(loaded)

    role = Role.objects.get(slug="data-engineer")
    assert (role.weight, role.essential_weight) == (2, 0)


def test_skill_that_becomes_a_draft_is_counted_no_more(loaded):
    content_tree.edit(loaded, PROGRAMMING, "- slug: sql\n", "- slug: sql\n  state: draft\n")
    content_tree.load(loaded)

    role = Role.objects.get(slug="data-analyst")
    assert (role.weight, role.essential_weight) == (3, 0)


def test_removed_file_removes_its_row(loaded):
    (loaded / SHOP).unlink()
    (loaded / ANALYST).unlink()

    assert content_tree.load(loaded) == [
        "removed case study shop",
        "removed role data-analyst",
        "0 added, 0 changed, 0 kept, 2 removed",
    ]
    assert CaseStudy.objects.count() == 0
    assert list(Role.objects.values_list("slug", flat=True)) == ["data-engineer"]
    assert content_tree.load(loaded) == NOTHING


def test_removed_file_that_comes_back_is_added_again(loaded):
    (loaded / SHOP).unlink()
    content_tree.load(loaded)
    content_tree.write(loaded, SHOP, FILES[SHOP])

    assert content_tree.load(loaded)[-1] == "1 added, 0 changed, 0 kept, 0 removed"


def test_removed_entry_goes_with_the_names_of_it(loaded):
    content_tree.remove_entry(loaded, RESOURCES, "sql-book")
    content_tree.edit(loaded, PROGRAMMING, "  prerequisites: {statistics: 2}\n", "")
    (loaded / MATHS).unlink()

    assert content_tree.load(loaded) == [
        "changed skill sql",
        "removed resource sql-book",
        "removed skill statistics",
        "0 added, 1 changed, 0 kept, 2 removed",
    ]
