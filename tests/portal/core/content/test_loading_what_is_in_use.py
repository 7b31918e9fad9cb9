import pytest

from careers.data_export.rows import document_of
from careers.models import (
    Note,
    Profile,
    Resource,
    ResourceProgress,
    Role,
    Skill,
    Source,
)
from portal.core.content.records import digest_of
from portal.core.publication import State
from portal.models import LoadedRow
from scalability.models import Pillar
from tests import content_tree
from tests.content_files import ANALYST, FAMILIES, FILES, MATHS, PROGRAMMING, SOURCES
from tests.factories import make_profile, make_role, make_skill
from tests.portal.core.content.loads import NOTHING

pytestmark = pytest.mark.django_db


GUIDE = """\
- slug: guide
  title: What analysts do
  publisher: Example guild
  url: https://guild.example.org/analysts
  seen: 2026-09-02

"""


def test_skill_that_a_person_rated_is_hidden_instead_of_removed(loaded):
    profile = make_profile(ratings={Skill.objects.get(slug="statistics"): 3})
    content_tree.edit(loaded, PROGRAMMING, "  prerequisites: {statistics: 2}\n", "")
    (loaded / MATHS).unlink()

    assert "kept skill statistics: in use, so only unpublished" in content_tree.load(loaded)
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

    assert "kept skill statistics: in use, so only unpublished" in content_tree.load(loaded)
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
    assert f"kept {kind} {slug}: in use, so only unpublished" in said
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
