import pytest
from django.core.management import CommandError

from careers.data_export.rows import document_of
from careers.models import (
    Note,
    Profile,
    Requirement,
    Resource,
    ResourceProgress,
    Role,
    Skill,
    Source,
)
from portal.core.content.records import digest_of
from portal.core.publication import State
from portal.models import LoadedRow
from scalability.models import CaseStudy, Pillar, Topic
from tests import content_tree
from tests.content_tree import (
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
    SOURCES,
    VOLUME,
)
from tests.factories import make_profile, make_role, make_skill

pytestmark = pytest.mark.django_db

GUIDE = """\
- slug: guide
  title: What analysts do
  publisher: Example guild
  url: https://guild.example.org/analysts
  seen: 2026-09-02

"""

NOTHING = ["0 added, 0 changed, 0 kept, 0 removed"]


def refused(root) -> str:
    """What a load says that is refused and leaves every table as it was."""
    before = content_tree.all_rows()
    with pytest.raises(CommandError) as caught:
        content_tree.load(root)
    assert content_tree.all_rows() == before
    return str(caught.value)


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
        "incomplete role data-engineer: readers see it although a requirement is missing",
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


def test_skill_that_a_person_rated_is_hidden_instead_of_removed(loaded):
    profile = make_profile(ratings={Skill.objects.get(slug="statistics"): 3})
    content_tree.edit(loaded, PROGRAMMING, "  prerequisites: {statistics: 2}\n", "")
    (loaded / MATHS).unlink()

    assert "kept skill statistics: in use, and so only taken back to draft" in content_tree.load(
        loaded
    )
    assert Skill.objects.get(slug="statistics").state == State.DRAFT
    assert profile.ratings.count() == 1
    assert content_tree.load(loaded) == NOTHING


def test_skill_that_was_hidden_instead_of_removed_comes_back_with_its_file(loaded):
    make_profile(ratings={Skill.objects.get(slug="statistics"): 3})
    (loaded / MATHS).rename(loaded / "elsewhere.yaml")
    content_tree.edit(loaded, PROGRAMMING, "  prerequisites: {statistics: 2}\n", "")
    content_tree.load(loaded)

    (loaded / "elsewhere.yaml").rename(loaded / MATHS)

    assert content_tree.load(loaded) == [
        "changed skill statistics",
        "0 added, 1 changed, 0 kept, 0 removed",
    ]
    assert Skill.objects.get(slug="statistics").is_published


def test_source_that_a_role_of_a_curator_refers_to_is_kept(loaded):
    both = "references: [guide, wage-survey]"
    content_tree.edit(loaded, SOURCES, "- slug: wage-survey", GUIDE + "- slug: wage-survey")
    content_tree.edit(loaded, ANALYST, "references: [wage-survey]", both)
    content_tree.load(loaded)
    Role.objects.update(purpose="A curator's.")
    content_tree.remove_entry(loaded, SOURCES, "guide")
    content_tree.edit(loaded, ANALYST, both, "references: [wage-survey]")

    assert "kept source guide: in use; the files no longer hold it" in content_tree.load(loaded)
    assert Role.objects.filter(references__slug="guide").exists()


def test_skill_that_a_skill_of_a_curator_builds_on_is_hidden_instead_of_removed(loaded):
    Skill.objects.filter(slug="sql").update(definition="A curator's.")
    content_tree.edit(loaded, PROGRAMMING, "  prerequisites: {statistics: 2}\n", "")
    (loaded / MATHS).unlink()

    assert "kept skill statistics: in use, and so only taken back to draft" in content_tree.load(
        loaded
    )
    assert Skill.objects.get(slug="sql").prerequisites.count() == 1


@pytest.mark.parametrize(
    ("model", "slug", "use"),
    [
        (
            Resource,
            "python-tutorial",
            lambda who, row: ResourceProgress.objects.keep(who, row, "done"),
        ),
        (Role, "data-analyst", lambda who, row: who.goals.create(role=row)),
        (Role, "data-analyst", lambda _, row: Profile.objects.update(present_role=row)),
        (Skill, "statistics", lambda who, row: Note.objects.keep(who, row, "Mine.")),
        (Skill, "statistics", lambda who, row: who.left_out.create(skill=row)),
    ],
)
def test_what_a_person_keeps_something_about_is_hidden_instead_of_removed(loaded, model, slug, use):
    row = model.objects.get(slug=slug)
    use(make_profile(), row)
    before = document_of(Profile.objects.get())
    for path in FILES:
        (loaded / path).unlink()
    for path in (SOURCES, FAMILIES):
        content_tree.write(loaded, path, "[]\n")
    said = content_tree.load(loaded, allow_removal=True)

    kind = model._meta.model_name
    assert f"kept {kind} {slug}: in use, and so only taken back to draft" in said
    row.refresh_from_db()
    assert row.state == State.DRAFT
    kept = document_of(Profile.objects.get())
    assert kept.model_copy(update={"drafts": ""}) == before


def test_skill_that_a_person_rated_can_be_hidden(loaded):
    profile = make_profile(ratings={Skill.objects.get(slug="statistics"): 3})
    content_tree.edit(loaded, MATHS, "- slug: statistics\n", "- slug: statistics\n  state: draft\n")

    assert content_tree.load(loaded)[0] == "changed skill statistics"
    assert profile.ratings.count() == 1
    assert profile.levels() == {}


def test_skill_that_a_curators_role_asks_is_hidden_and_asked_no_more(loaded):
    role = make_role(title="Our own", requirements={Skill.objects.get(slug="statistics"): (3, 4)})
    content_tree.edit(loaded, PROGRAMMING, "  prerequisites: {statistics: 2}\n", "")
    (loaded / MATHS).unlink()

    content_tree.load(loaded)
    role.refresh_from_db()

    assert Skill.objects.get(slug="statistics").state == State.DRAFT
    assert role.weight == 0


def blank_line_in_tasks() -> None:
    Role.objects.filter(slug="data-analyst").update(tasks="One\n\nAnother\n")


def resource_that_teaches_nothing() -> None:
    Resource.objects.get(slug="sql-book").teaches.all().delete()


def slug_of_another_kind() -> None:
    make_skill(slug="Our_Skill")


def pillar_at_its_default_place() -> None:
    Pillar.objects.create(slug="ours", title="Ours", kind="challenge", summary="Our own.")


def source_behind_another_protocol() -> None:
    Source.objects.filter(slug="wage-survey").update(url="ftp://statistics.example/wages")


@pytest.mark.parametrize(
    "edit",
    [
        blank_line_in_tasks,
        resource_that_teaches_nothing,
        slug_of_another_kind,
        pillar_at_its_default_place,
        source_behind_another_protocol,
    ],
)
def test_what_only_the_admin_allows_is_kept_like_any_other_edit(loaded, edit):
    edit()
    before = content_tree.all_rows()

    assert content_tree.load(loaded)[-1].startswith("0 added, 0 changed, ")
    assert content_tree.all_rows() == before


def test_title_may_move_from_one_slug_to_another(loaded):
    content_tree.write(loaded, "careers/content/roles/analyst.md", FILES[ANALYST])
    (loaded / ANALYST).unlink()

    assert content_tree.load(loaded)[-1] == "1 added, 0 changed, 0 kept, 1 removed"


def test_row_from_before_its_practice_was_asked_takes_it_from_its_file(loaded):
    Resource.objects.update(practice="")
    for row in LoadedRow.objects.of("resource"):
        del row.record["practice"]
        row.digest = row.file_digest = digest_of(row.record)
        row.save()

    assert content_tree.load(loaded)[-1] == "0 added, 2 changed, 0 kept, 0 removed"
    said = Resource.objects.order_by("slug").values_list("practice", flat=True)
    assert list(said) == ["exercises", "none"]


def test_windows_line_ends_are_line_ends(loaded):
    for path, text in FILES.items():
        (loaded / path).write_bytes(text.replace("\n", "\r\n").encode())

    assert content_tree.load(loaded) == NOTHING
