"""No file of the content folders goes unread: it is refused with what to do, or does no harm."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import CommandError

from careers.models import Family, Resource
from scalability.models import CaseStudy
from tests import content_tree
from tests.content_files import ANALYST, ENGINEER, FAMILIES, FILES, MATHS, RESOURCES, SHOP, SOURCES
from tests.factories import make_profile, make_skill

pytestmark = pytest.mark.django_db

NOTHING = ["0 added, 0 changed, 0 kept, 0 removed"]
ROLES = "careers/content/roles"


def refused(root, command: Callable[..., list[str]] = content_tree.load) -> str:
    before, files = content_tree.all_rows(), content_tree.texts(root)
    with pytest.raises(CommandError) as caught:
        command(root)
    assert content_tree.all_rows() == before
    assert content_tree.texts(root) == files
    return str(caught.value)


@pytest.mark.parametrize(
    ("path", "new", "remedy"),
    [
        (RESOURCES, "programming.yml", "Rename it to 'programming.yaml'."),
        (RESOURCES, "programming.YAML", "Rename it to 'programming.yaml'."),
        (RESOURCES, "programming.json", "Rename it to 'programming.yaml'."),
        (RESOURCES, "programming.md", "Only '*.yaml' files are read here. Move it elsewhere."),
        (RESOURCES, ".programming.yaml", "Rename it to 'programming.yaml'."),
        (SOURCES, "sources.yml", "Rename it to 'sources.yaml'."),
        (SOURCES, "source.yaml", "Rename it to 'sources.yaml'."),
        (FAMILIES, "Families.yaml", "Rename it to 'families.yaml'."),
        (ANALYST, "data-analyst.markdown", "Rename it to 'data-analyst.md'."),
        (ANALYST, "data-analyst.MD", "Rename it to 'data-analyst.md'."),
        (ANALYST, "data-analyst.txt", "Rename it to 'data-analyst.md'."),
        (ANALYST, "data-analyst.yaml", "Only '*.md' files are read here. Move it elsewhere."),
        (ANALYST, "data-analyst", "Only '*.md' files are read here. Move it elsewhere."),
        (ANALYST, "data-analyst.md~", "which is missing. Rename or remove it."),
        (ANALYST, ".#data-analyst.md", "which is missing. Rename or remove it."),
        (ANALYST, "data-analyst.md.orig", "which is missing. Rename or remove it."),
        (ANALYST, "data-analyst.md.bak", "which is missing. Rename or remove it."),
        (ANALYST, "../Roles/data-analyst.md", f"Move it to '{ROLES}/', or out of the content"),
        (ANALYST, "../rolls/data-analyst.md", f"Move it to '{ROLES}/', or out of the content"),
        (ANALYST, "drafts/data-analyst.md", f"Move it to '{ROLES}/', or out of the content"),
        (ANALYST, "../data-analyst.md", "'families.yaml' and 'sources.yaml' are read here."),
    ],
)
def test_file_under_another_name_is_refused_and_nothing_removed(loaded, path, new, remedy):
    file = loaded / path
    target = Path(loaded, path).parent / new
    target.parent.mkdir(exist_ok=True)
    file.rename(target)
    shown = (Path(path).parent / new).as_posix().replace("roles/../", "")

    said = refused(loaded)

    [line] = [line for line in said.splitlines() if line.startswith(f"{shown}:1: file: ")]
    assert remedy in line


def test_thirteen_resources_under_another_ending_stay_published(loaded):
    entry = FILES[RESOURCES].partition("\n\n")[0]
    content_tree.write(
        loaded,
        RESOURCES.replace("programming", "mathematics-statistics"),
        "\n\n".join(
            entry.replace("python-tutorial", f"tutorial-{n}").replace("/tutorial\n", f"/{n}\n")
            for n in range(13)
        ),
    )
    content_tree.load(loaded)
    file = loaded / RESOURCES.replace("programming", "mathematics-statistics")
    file.rename(file.with_suffix(".yml"))

    assert refused(loaded) == (
        "careers/content/resources/mathematics-statistics.yml:1: file: "
        "A file with this name is not "
        "read. Rename it to 'mathematics-statistics.yaml'.\n1 mistake; nothing was loaded."
    )
    assert Resource.objects.published().count() == 14


def test_unread_file_beside_the_one_that_is_read_is_refused(loaded):
    content_tree.write(loaded, MATHS.replace(".yaml", ".yml"), FILES[MATHS])

    assert refused(loaded).startswith(
        "careers/content/skills/mathematics-statistics.yml:1: file: It is not read, but "
        "'mathematics-statistics.yaml' is. Move its contents there and remove this file.\n"
    )


@pytest.mark.parametrize(
    "name", ["data-analyst.md.orig", "data-analyst.md.rej", "data-analyst.md.bak"]
)
def test_copy_that_a_merge_left_is_refused(loaded, name):
    content_tree.write(loaded, f"{ROLES}/{name}", "")

    assert refused(loaded).startswith(
        f"{ROLES}/{name}:1: file: It looks like a copy of 'data-analyst.md'. Remove it, or move"
    )


@pytest.mark.parametrize(
    "name",
    [
        *(".DS_Store", "Thumbs.db", "desktop.ini", ".gitkeep"),
        *("data-analyst.md~", "#data-analyst.md#", ".data-analyst.md.swp", "._data-analyst.md"),
        ".data-analyst.md.partial",
    ],
)
def test_what_desktops_and_editors_leave_beside_a_file_does_no_harm(loaded, name):
    (loaded / ROLES / name).write_bytes(b"\0\1\2")

    assert content_tree.load(loaded) == NOTHING
    assert content_tree.dump(loaded) == ["0 files written or removed"]
    assert (loaded / ROLES / name).exists()


def test_lock_of_an_editor_does_no_harm(loaded):
    (loaded / ROLES / ".#data-analyst.md").symlink_to("somebody@machine.1234")

    assert content_tree.load(loaded) == NOTHING


def test_empty_folder_beside_the_others_does_no_harm(loaded):
    (loaded / "careers/content/Roles").mkdir()

    assert content_tree.load(loaded) == NOTHING


def test_every_unread_file_is_named_at_once(loaded):
    for path in (ANALYST, ENGINEER):
        (loaded / path).rename((loaded / path).with_suffix(".markdown"))

    *lines, count = refused(loaded).splitlines()
    assert lines == [
        f"{ROLES}/{name}.markdown:1: file: A file with this name is not read. Rename it to "
        f"'{name}.md'."
        for name in ("data-analyst", "data-engineer")
    ]
    assert count == "2 mistakes; nothing was loaded."


def test_dump_refuses_beside_a_file_that_is_not_read(loaded):
    (loaded / MATHS).rename((loaded / MATHS).with_suffix(".yml"))

    said = refused(loaded, content_tree.dump)

    assert "mathematics-statistics.yml:1: file: " in said
    assert said.endswith("No file was written. Use --overwrite if the files may lose this.")


def test_missing_folder_is_refused(loaded):
    (loaded / SHOP).unlink()
    (loaded / SHOP).parent.rmdir()

    assert refused(loaded).startswith(
        "scalability/content/case-studies:1: folder: It is missing. Put it back.\n"
    )


def test_empty_folder_of_a_kind_is_refused_unless_it_is_meant(loaded):
    content_tree.write(
        loaded, SHOP.replace("shop", "mall"), FILES[SHOP].replace("Fewer shops", "Fewer malls")
    )
    content_tree.load(loaded)
    for file in (loaded / SHOP).parent.iterdir():
        file.unlink()

    assert refused(loaded) == (
        "scalability/content/case-studies:1: files: They no longer hold 2 of 2 published rows of "
        "this kind (mall, shop). Put them back, or load with --allow-removal to remove them.\n"
        "1 mistake; nothing was loaded."
    )
    assert content_tree.load(loaded, allow_removal=True)[-1] == (
        "0 added, 0 changed, 0 kept, 2 removed"
    )


def families(root, count: int, rest: int = 0) -> None:
    """A file of families of which the last ones are gone."""
    entry = "- {{slug: f{0}, title: F{0}, summary: Roles.}}\n"
    text = "".join(entry.format(n) for n in range(count - rest))
    content_tree.write(root, FAMILIES, FILES[FAMILIES] + text)


@pytest.mark.parametrize(
    ("count", "gone", "is_large"), [(70, 7, False), (70, 8, True), (20, 5, False), (20, 6, True)]
)
def test_removal_of_more_than_a_tenth_and_a_handful_asks_for_a_flag(tree, count, gone, is_large):
    families(tree, count - 1)
    content_tree.load(tree)
    families(tree, count - 1, gone)

    if is_large:
        assert f"{FAMILIES}:1: files: They no longer hold {gone} of {count} published" in refused(
            tree
        )
    assert content_tree.load(tree, allow_removal=is_large)[-1] == (
        f"0 added, 0 changed, 0 kept, {gone} removed"
    )
    assert Family.objects.count() == count - gone


def test_drafts_may_be_removed_in_any_number(tree):
    entries = [
        f"- {{slug: s{n}, state: draft, title: S{n}, kind: tool, definition: D.}}" for n in range(9)
    ]
    content_tree.write(tree, MATHS, FILES[MATHS] + "\n".join(entries) + "\n")
    content_tree.load(tree)
    content_tree.write(tree, MATHS, FILES[MATHS])

    assert content_tree.load(tree)[-1] == "0 added, 0 changed, 0 kept, 9 removed"


def test_removal_of_what_curators_wrote_is_nobodys_business(loaded):
    for n in range(9):
        make_skill(slug=f"ours-{n}")

    assert content_tree.load(loaded) == NOTHING
    assert make_profile()
    assert CaseStudy.objects.count() == 1
