import pytest

from careers.models import (
    Requirement,
    Role,
    Skill,
)
from scalability.models import CaseStudy, Topic
from tests import content_tree
from tests.content_files import ANALYST, FILES, MATHS, PROGRAMMING, ROWS, SHOP
from tests.factories import make_role, make_skill
from tests.portal.core.content.loads import NOTHING

pytestmark = pytest.mark.django_db


def curators_title(slug: str) -> None:
    role = Role.objects.get(slug=slug)
    role.title = "Our own title"
    role.save()


def curators_requirement(slug: str) -> None:
    Requirement.objects.filter(role__slug=slug, skill__slug="sql").update(level=1)


def curators_alias(slug: str) -> None:
    Role.objects.get(slug=slug).aliases.create(name="Our own alias")


def curators_draft(slug: str) -> None:
    Role.objects.filter(slug=slug).update(state="draft")


def curators_pay(slug: str) -> None:
    Role.objects.get(slug=slug).pay.all().delete()


@pytest.mark.parametrize(
    ("edit", "field"),
    [
        (curators_title, "title"),
        (curators_requirement, "requirements"),
        (curators_alias, "aliases"),
        (curators_draft, "state"),
        (curators_pay, "pay"),
    ],
)
def test_curators_edit_is_kept_and_said_by_field(loaded, edit, field):
    edit("data-analyst")
    Role.objects.recount()
    before = content_tree.all_rows()

    assert content_tree.load(loaded) == [
        f"kept role data-analyst: a curator changed {field}",
        "0 added, 0 changed, 1 kept, 0 removed",
    ]
    assert content_tree.all_rows() == before

    content_tree.edit(loaded, ANALYST, "Answers questions of a", "Answers all questions of a")

    assert content_tree.load(loaded) == [
        f"kept role data-analyst: a curator changed {field}; its file changed purpose",
        "0 added, 0 changed, 1 kept, 0 removed",
    ]
    assert content_tree.all_rows() == before


def test_curators_edit_that_is_taken_back_makes_the_row_the_files_own_again(loaded):
    Role.objects.filter(slug="data-analyst").update(title="Our own title")
    content_tree.load(loaded)
    Role.objects.filter(slug="data-analyst").update(title="Data analyst")
    content_tree.edit(loaded, ANALYST, "title: Data analyst", "title: Analyst of data")

    assert content_tree.load(loaded)[-1] == "0 added, 1 changed, 0 kept, 0 removed"
    assert Role.objects.get(slug="data-analyst").title == "Analyst of data"


def test_curators_edit_of_a_topic_is_kept(loaded):
    topic = Topic.objects.get(slug="sharding")
    topic.skills.remove(Skill.objects.get(slug="sql"))

    assert content_tree.load(loaded)[0] == "kept topic sharding: a curator changed skills"
    assert list(topic.skills.values_list("slug", flat=True)) == ["python"]


def test_curators_level_of_a_prerequisite_is_kept(loaded):
    links = Skill.objects.get(slug="sql").needed
    links.update(level=3)

    assert content_tree.load(loaded)[0] == "kept skill sql: a curator changed prerequisites"
    assert [link.level for link in links.all()] == [3]

    content_tree.dump(loaded)

    assert "  prerequisites: {statistics: 3}\n" in content_tree.texts(loaded)[PROGRAMMING]


def test_curators_edit_outlives_the_file(loaded):
    Role.objects.filter(slug="data-analyst").update(title="Our own title")
    (loaded / ANALYST).unlink()
    kept = "kept role data-analyst: a curator changed it; the files no longer hold it"

    for _ in range(2):
        assert content_tree.load(loaded) == [kept, "0 added, 0 changed, 1 kept, 0 removed"]
    assert Role.objects.get(slug="data-analyst").title == "Our own title"


def test_curators_deletion_stays_away(loaded):
    CaseStudy.objects.get(slug="shop").delete()
    kept = "kept case study shop: a curator removed it, and it stays away"

    assert content_tree.load(loaded) == [kept, "0 added, 0 changed, 1 kept, 0 removed"]
    content_tree.edit(loaded, SHOP, "over 20 million", "over 21 million")
    assert content_tree.load(loaded) == [kept, "0 added, 0 changed, 1 kept, 0 removed"]
    assert CaseStudy.objects.count() == 0


def test_curators_deletion_of_a_skill_stays_away_from_what_named_it(loaded):
    Requirement.objects.filter(skill__slug="python").delete()
    Skill.objects.get(slug="python").taught_by.all().delete()
    Skill.objects.get(slug="python").delete()

    assert content_tree.load(loaded) == [
        "kept skill python: a curator removed it, and it stays away",
        "kept role data-analyst: a curator changed requirements",
        "kept role data-engineer: a curator changed requirements",
        "kept resource python-tutorial: a curator changed teaches",
        "kept topic sharding: a curator changed skills",
        "incomplete role data-engineer: it is published although a requirement is missing",
        "0 added, 0 changed, 5 kept, 0 removed",
    ]


def test_curators_deletion_outlives_the_file(loaded):
    CaseStudy.objects.get(slug="shop").delete()
    (loaded / SHOP).unlink()

    assert content_tree.load(loaded) == NOTHING
    content_tree.write(loaded, SHOP, FILES[SHOP])
    assert content_tree.load(loaded) == [
        "kept case study shop: a curator removed it, and it stays away",
        "0 added, 0 changed, 1 kept, 0 removed",
    ]


def test_curators_own_row_of_the_same_slug_is_kept(tree):
    skill = make_skill(slug="statistics", title="Our statistics")

    differing = "title, category, definition, levels"
    assert content_tree.load(tree) == [
        f"kept skill statistics: a curator changed it, and its file differs in {differing}",
        f"{ROWS - 1} added, 0 changed, 1 kept, 0 removed",
    ]
    skill.refresh_from_db()
    assert skill.title == "Our statistics"
    assert list(Skill.objects.get(slug="sql").prerequisites.all()) == [skill]


def test_curators_own_row_that_is_as_in_the_files_stays_the_curators(tree):
    make_skill(
        slug="statistics",
        category="mathematics-statistics",
        definition="What data can and cannot say.",
        levels={
            1: "Reads a mean.",
            2: "Takes one.",
            3: "Tests it.",
            4: "Models it.",
            5: "Teaches it.",
        },
    )
    assert content_tree.load(tree)[-1] == f"{ROWS - 1} added, 0 changed, 0 kept, 0 removed"

    content_tree.edit(tree, MATHS, "can and cannot say", "says")
    assert content_tree.load(tree)[0] == (
        "kept skill statistics: a curator changed it, and its file differs in definition"
    )


def test_curators_own_rows_are_nobodys_business(loaded):
    make_role(slug="our-own", requirements={make_skill(slug="ours"): (3, 5)})
    before = content_tree.all_rows()

    assert content_tree.load(loaded) == NOTHING
    assert content_tree.all_rows() == before
