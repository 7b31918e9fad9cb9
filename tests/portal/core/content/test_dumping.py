import pytest

from careers.models import Role, Skill
from portal.models import LoadedRow
from tests import content_tree
from tests.content_files import ANALYST, FAMILIES, FILES, MATHS, PROGRAMMING
from tests.factories import make_skill

pytestmark = pytest.mark.django_db


def test_dump_of_what_was_just_loaded_changes_nothing(loaded):
    assert content_tree.dump(loaded) == ["0 files written or removed"]
    assert content_tree.texts(loaded) == FILES


def test_dump_into_an_empty_folder_writes_every_file(loaded, tmp_path_factory):
    empty = tmp_path_factory.mktemp("empty")

    lines = content_tree.dump(empty)

    assert sorted(lines[:-1]) == sorted(f"wrote {path}" for path in FILES)
    assert lines[-1] == f"{len(FILES)} files written or removed"
    assert content_tree.texts(empty) == FILES


def test_load_of_a_dump_changes_nothing(loaded, tmp_path_factory):
    copy = tmp_path_factory.mktemp("copy")
    content_tree.dump(copy)
    before = content_tree.all_rows()

    assert content_tree.load(copy) == ["0 added, 0 changed, 0 kept, 0 removed"]
    assert content_tree.all_rows() == before


def test_dump_writes_what_a_curator_changed_and_nothing_else(loaded):
    role = Role.objects.get(slug="data-analyst")
    role.purpose = "Answers questions."
    role.save()
    role.requirements.filter(skill__slug="python").update(level=3)

    assert content_tree.dump(loaded) == [f"wrote {ANALYST}", "1 file written or removed"]

    text = FILES[ANALYST].replace(" of a business from its data", "")
    assert content_tree.texts(loaded)[ANALYST] == text.replace(
        "python, level: 2", "python, level: 3"
    )


def test_dump_of_a_curators_change_leaves_it_the_curators(loaded):
    Skill.objects.filter(slug="python").update(title="Python 3")
    assert content_tree.load(loaded)[-1] == "0 added, 0 changed, 1 kept, 0 removed"

    content_tree.dump(loaded)

    assert content_tree.load(loaded) == ["0 added, 0 changed, 0 kept, 0 removed"]
    content_tree.edit(loaded, PROGRAMMING, "title: Python 3", "title: Python")
    assert content_tree.load(loaded) == [
        "kept skill python: a curator changed title",
        "0 added, 0 changed, 1 kept, 0 removed",
    ]


def test_dump_removes_files_whose_rows_are_gone(loaded):
    Skill.objects.get(slug="statistics").delete()

    lines = content_tree.dump(loaded)

    assert lines == [
        f"wrote {PROGRAMMING}",
        f"removed {MATHS}",
        "2 files written or removed",
    ]
    kept = {path for path in FILES if path != MATHS}
    assert content_tree.texts(loaded).keys() == kept


def test_dump_of_nothing_leaves_empty_lists(tmp_path):
    content_tree.dump(tmp_path)

    assert set(content_tree.texts(tmp_path).values()) == {"[]\n"}
    assert content_tree.load(tmp_path) == ["0 added, 0 changed, 0 kept, 0 removed"]


@pytest.mark.parametrize(
    "text",
    [
        "Ends: with a colon:",
        "- begins like a list",
        "# begins like a comment",
        "Holds 'quotes' and \"more\"",
        "---",
        "yes",
        "2026-11-01",
        "12:30",
        "1_000",
        "{{ braces }}",
        "Übergröße, 数据, 🙂",
        "word " * 60 + "end",
        "One line\nand another\n\nand a third",
        "back\\slash and %percent",
        "~",
    ],
)
def test_text_of_any_kind_survives_a_dump_and_a_load(tmp_path, text):
    levels = dict.fromkeys(range(1, 6), text[:250])
    make_skill(slug="odd", title="Odd", definition=text, levels=levels, aliases=[text[:120]])
    content_tree.dump(tmp_path)
    Skill.objects.all().delete()
    LoadedRow.objects.all().delete()  # as in another database

    assert content_tree.load(tmp_path) == ["1 added, 0 changed, 0 kept, 0 removed"]
    skill = Skill.objects.get()
    assert (skill.definition, skill.anchor(1)) == (text, text[:250].strip())
    assert skill.aliases.get().name == text[:120].strip()


def test_dump_keeps_the_families_file_in_the_order_of_slugs(loaded):
    content_tree.edit(
        loaded, FAMILIES, "- {slug: data", "- {slug: zoo, title: Zoo, summary: Z.}\n\n- {slug: data"
    )
    content_tree.load(loaded)

    assert content_tree.dump(loaded) == [f"wrote {FAMILIES}", "1 file written or removed"]
    assert content_tree.texts(loaded)[FAMILIES] == (
        f"{FILES[FAMILIES]}\n- {{slug: zoo, title: Zoo, summary: Z.}}\n"
    )
