import pytest
from django.core.management import CommandError

from careers.models import Resource, Role, Skill, Source
from scalability.models import CaseStudy
from tests import content_tree
from tests.content_files import ANALYST, FILES, MATHS, PROGRAMMING, SHOP
from tests.factories import make_skill

pytestmark = pytest.mark.django_db


def test_dump_refuses_a_row_that_no_file_may_hold_and_writes_nothing(loaded):
    Role.objects.update(purpose="Changed in the admin")
    Source.objects.filter(slug="wage-survey").update(url="ftp://statistics.example/wages")

    with pytest.raises(CommandError) as refusal:
        content_tree.dump(loaded)

    assert str(refusal.value).startswith("source 'wage-survey': url: ")
    assert str(refusal.value).endswith("in the admin.\nNo file was written.")
    assert content_tree.texts(loaded) == FILES


def test_dump_refuses_a_resource_of_which_nobody_stated_the_practice(loaded):
    Resource.objects.filter(slug="sql-book").update(practice="")

    with pytest.raises(CommandError, match="Add it in the admin") as refusal:
        content_tree.dump(loaded)

    assert str(refusal.value).startswith("resource 'sql-book': ")
    assert content_tree.texts(loaded) == FILES


def refused(root) -> str:
    """What a dump says that is refused and leaves every file and every table as it was."""
    files, rows = content_tree.texts(root), content_tree.all_rows()
    with pytest.raises(CommandError) as caught:
        content_tree.dump(root)
    assert content_tree.texts(root) == files
    assert content_tree.all_rows() == rows
    hint = "\nNo file was written. Use --overwrite if the files may lose this."
    assert str(caught.value).endswith(hint)
    return str(caught.value).removesuffix(hint)


def test_dump_refuses_to_overwrite_an_edit_that_was_not_loaded(loaded):
    Role.objects.filter(slug="data-analyst").update(title="Our own title")
    content_tree.edit(loaded, ANALYST, "It ends with answers.", "It ends.")

    assert refused(loaded) == (
        f"{ANALYST}:2: entry: The role 'data-analyst' was edited here since it was loaded. Load it "
        "first (with --take role:data-analyst if a load keeps it)."
    )
    assert content_tree.dump(loaded, overwrite=True) == [
        f"wrote {ANALYST}",
        "1 file written or removed",
    ]
    assert "It ends with answers." in content_tree.texts(loaded)[ANALYST]


def test_dump_refuses_to_overwrite_an_edit_beside_another_entry(loaded):
    Skill.objects.filter(slug="python").update(title="Our own title")
    content_tree.edit(loaded, PROGRAMMING, "The language of", "A language of")

    line = content_tree.line_of(loaded, PROGRAMMING, "- slug: sql")
    assert refused(loaded).startswith(f"{PROGRAMMING}:{line}: entry: The skill 'sql' was edited")


def test_dump_refuses_to_overwrite_an_edit_that_a_load_kept_out(loaded):
    Role.objects.filter(slug="data-analyst").update(title="Our own title")
    content_tree.edit(loaded, ANALYST, "It ends with answers.", "It ends.")
    assert content_tree.load(loaded)[-1] == "0 added, 0 changed, 1 kept, 0 removed"

    assert "--take role:data-analyst" in refused(loaded)
    content_tree.load(loaded, take=["role:data-analyst.body"])
    content_tree.dump(loaded)

    text = content_tree.texts(loaded)[ANALYST]
    assert "title: Our own title" in text
    assert text.endswith("It ends.\n")


def test_dump_refuses_to_remove_what_was_never_loaded(loaded):
    stale = SHOP.replace("shop", "stale")
    content_tree.write(loaded, stale, FILES[SHOP])

    assert refused(loaded) == (
        f"{stale}:2: entry: The case study 'stale' was never loaded. Load it first."
    )
    assert content_tree.dump(loaded, overwrite=True) == [
        f"removed {stale}",
        "1 file written or removed",
    ]


def test_dump_refuses_to_remove_the_edited_file_of_a_row_that_is_gone(loaded):
    CaseStudy.objects.all().delete()
    content_tree.edit(loaded, SHOP, "Begin small", "Begin smaller")

    assert "was edited here since it was loaded" in refused(loaded)


def test_dump_refuses_to_overwrite_a_file_with_a_mistake(loaded):
    Skill.objects.filter(slug="python").update(title="Our own title")
    content_tree.edit(loaded, PROGRAMMING, "- slug: sql\n  title: SQL", "- slug: sql\n  titel: S")

    assert "titel: This key doesn't exist." in refused(loaded)


def test_dump_refuses_to_lose_a_comment(loaded):
    content_tree.write(loaded, PROGRAMMING, f"# Ask Ada.\n{FILES[PROGRAMMING]}")
    assert content_tree.dump(loaded) == ["0 files written or removed"]

    Skill.objects.filter(slug="python").update(title="Our own title")

    assert refused(loaded) == (
        f"{PROGRAMMING}:1: file: It contains a comment that would be lost. Move it elsewhere."
    )


def test_dump_leaves_the_form_of_a_file_that_says_the_same(loaded):
    for path, text in FILES.items():
        (loaded / path).write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    before = content_tree.texts(loaded)

    assert content_tree.dump(loaded) == ["0 files written or removed"]
    assert content_tree.texts(loaded) == before


def test_dump_after_a_dump_overwrites_what_the_first_one_wrote(loaded):
    for title in ("First", "Second", "Third"):
        Skill.objects.filter(slug="python").update(title=title)
        assert content_tree.dump(loaded) == [f"wrote {PROGRAMMING}", "1 file written or removed"]


def test_dump_overwrites_the_files_own_edit_once_it_is_loaded(loaded):
    content_tree.edit(loaded, PROGRAMMING, "title: SQL", "title: Structured")
    content_tree.load(loaded)
    Skill.objects.filter(slug="sql").update(title="Our own title")

    assert content_tree.dump(loaded)[0] == f"wrote {PROGRAMMING}"


def test_row_that_a_curator_deleted_stays_away_after_a_dump_and_the_files_return(loaded):
    CaseStudy.objects.all().delete()
    assert content_tree.dump(loaded)[0] == f"removed {SHOP}"
    assert content_tree.load(loaded) == ["0 added, 0 changed, 0 kept, 0 removed"]

    content_tree.write(loaded, SHOP, FILES[SHOP])

    assert content_tree.load(loaded) == [
        "kept case study shop: a curator removed it, and it stays away",
        "0 added, 0 changed, 1 kept, 0 removed",
    ]


def test_curators_own_row_that_was_dumped_and_then_deleted_stays_away(loaded):
    make_skill(slug="ours", category="mathematics-statistics")
    assert content_tree.dump(loaded)[0] == f"wrote {MATHS}"
    Skill.objects.get(slug="ours").delete()

    assert content_tree.load(loaded) == [
        "kept skill ours: a curator removed it, and it stays away",
        "0 added, 0 changed, 1 kept, 0 removed",
    ]


def test_dump_writes_no_half_file_and_keeps_its_mode_and_its_link(loaded):
    elsewhere = loaded / "elsewhere.yaml"
    (loaded / PROGRAMMING).rename(elsewhere)
    elsewhere.chmod(0o640)
    (loaded / PROGRAMMING).symlink_to(elsewhere)
    Skill.objects.filter(slug="python").update(title="Our own title")
    content_tree.dump(loaded)

    assert (loaded / PROGRAMMING).is_symlink()
    assert "Our own title" in elsewhere.read_text()
    assert elsewhere.stat().st_mode & 0o777 == 0o640
    assert not list(loaded.rglob("*.partial"))


def test_dump_that_cannot_write_one_file_writes_none(loaded):
    Skill.objects.filter(slug="python").update(title="Our own title")
    CaseStudy.objects.update(title="Our own title")
    folder = (loaded / SHOP).parent
    for file in folder.iterdir():
        file.unlink()
    folder.rmdir()
    folder.write_text("a file where a folder should be")

    with pytest.raises(CommandError, match="No file was written"):
        content_tree.dump(loaded, overwrite=True)

    assert content_tree.texts(loaded)[PROGRAMMING] == FILES[PROGRAMMING]
