"""However an editor saved a content file, it is read, or what is wrong is said."""

import pytest
from django.core.management import CommandError

from careers.models import Role
from tests import content_tree
from tests.content_files import ANALYST, FAMILIES, FILES, MATHS, PROGRAMMING, SHOP

pytestmark = pytest.mark.django_db

NOTHING = ["0 added, 0 changed, 0 kept, 0 removed"]
HARMLESS = {
    "byte order mark": lambda text: "\ufeff" + text,
    "two byte order marks": lambda text: "\ufeff\ufeff" + text,
    "line ends of Windows": lambda text: text.replace("\n", "\r\n"),
    "line ends of old Macs": lambda text: text.replace("\n", "\r"),
    "byte order mark and line ends of Windows": lambda text: "\ufeff" + text.replace("\n", "\r\n"),
    "no line end at the end": lambda text: text.rstrip("\n"),
    "blank lines at the end": lambda text: text + "\n  \n\n",
    "blank lines at the start": lambda text: "\n \n" + text,
}
HARMLESS_IN_MARKDOWN = {
    "blanks after the first fence": lambda text: text.replace("---\n", "---  \t\n", 1),
    "blanks after every fence": lambda text: text.replace("---\n", "--- \n"),
    "blank line after the first fence": lambda text: text.replace("---\n", "---\n\n", 1),
    "blank line before the last fence": lambda text: "\n\n---\n".join(text.rsplit("\n---\n", 1)),
    "dots for the last fence": lambda text: "\n...\n".join(text.rsplit("\n---\n", 1)),
}
HARMLESS_IN_YAML = {
    "a fence at the start": lambda text: "---\n" + text,
    "dots at the end": lambda text: text + "...\n",
}


def refused(root) -> str:
    before = content_tree.all_rows()
    with pytest.raises(CommandError) as caught:
        content_tree.load(root)
    assert content_tree.all_rows() == before
    return str(caught.value)


def rewrite(root, path: str, change) -> None:
    (root / path).write_bytes(change(FILES[path]).encode())


@pytest.mark.parametrize("change", HARMLESS.values(), ids=HARMLESS)
def test_what_does_no_harm_is_read_like_any_other(loaded, change):
    for path in FILES:
        rewrite(loaded, path, change)

    assert content_tree.load(loaded) == NOTHING


@pytest.mark.parametrize("change", HARMLESS_IN_MARKDOWN.values(), ids=HARMLESS_IN_MARKDOWN)
def test_fence_is_known_by_its_dashes(loaded, change):
    for path in (path for path in FILES if path.endswith(".md")):
        rewrite(loaded, path, change)

    assert content_tree.load(loaded) == NOTHING


@pytest.mark.parametrize("change", HARMLESS_IN_YAML.values(), ids=HARMLESS_IN_YAML)
def test_marks_of_a_document_may_enclose_a_list(loaded, change):
    for path in (path for path in FILES if path.endswith(".yaml")):
        rewrite(loaded, path, change)

    assert content_tree.load(loaded) == NOTHING


def test_file_of_a_case_with_a_byte_order_mark_is_added(loaded):
    text = FILES[ANALYST].replace("title: Data analyst", "title: Another")
    text = text.replace("aliases: [Analytics specialist, Insight analyst]\n", "")
    (loaded / "careers/content/roles/another.md").write_bytes(b"\xef\xbb\xbf" + text.encode())

    assert content_tree.load(loaded)[-1] == "1 added, 0 changed, 0 kept, 0 removed"
    assert Role.objects.get(slug="another").body.startswith("A day begins")


def test_line_of_a_mistake_counts_what_stands_above_the_front_matter(loaded):
    rewrite(loaded, SHOP, lambda text: "\n\n" + text.replace("year: 2024", "year: soon"))

    assert refused(loaded).startswith(f"{SHOP}:6: year: ")


def test_rule_in_the_text_is_no_fence(loaded):
    rewrite(loaded, SHOP, lambda text: text + "\n---\n\nMore.\n")

    assert content_tree.load(loaded)[0] == "changed case study shop"


@pytest.mark.parametrize("path", [MATHS, SHOP])
@pytest.mark.parametrize("coding", ["utf-16", "utf-16-be", "utf-16-le", "utf-32"])
def test_another_coding_is_refused_in_words(loaded, path, coding):
    (loaded / path).write_bytes(FILES[path].encode(coding))

    first = refused(loaded).splitlines()[0]
    assert first.startswith(f"{path}:1: file: ")
    assert "UTF-" in first
    assert "Save the file as UTF-8" in first


@pytest.mark.parametrize("path", [MATHS, SHOP])
@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"PK\x03\x04\x14\x00", "a zip archive or an office document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an office document"),
        (b"\x89PNG\r\n\x1a\n\x00", "a picture"),
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF"),
        (b"{\\rtf1 title: X}", "a word processor document (RTF)"),
        (b"<!DOCTYPE html>\n<title>A: B</title>", "a web page"),
    ],
)
def test_file_that_is_no_text_is_told_what_it_is(loaded, path, data, kind):
    (loaded / path).write_bytes(data)

    said = f"{path}:1: file: This is {kind}. Put a text file here, or remove this one.\n"
    assert refused(loaded).startswith(said)


@pytest.mark.parametrize(
    ("path", "line"),
    [(PROGRAMMING, "definition: A programming language."), (SHOP, "title: ")],
)
def test_sign_that_nobody_sees_is_named_with_its_line(loaded, path, line):
    content_tree.edit(loaded, path, line, line.replace(": ", ": \x01"))
    at = content_tree.line_of(loaded, path, line[:6])

    assert f"{path}:{at}: file: The sign '\\x01' doesn't belong in a text. Remove it.\n" in (
        refused(loaded)
    )


@pytest.mark.parametrize("path", [ANALYST, SHOP])
def test_front_matter_that_was_cut_short_is_told_so(loaded, path):
    content_tree.write(loaded, path, "\n" + FILES[path].rpartition("\n---\n")[0])

    assert f"{path}:2: file: The front matter that begins here does not end." in refused(loaded)


@pytest.mark.parametrize(
    ("path", "line"),
    [(PROGRAMMING, "  definition: A programming language."), (SHOP, "The long story.")],
)
@pytest.mark.parametrize("mark", ["<<<<<<< HEAD", "||||||| base", ">>>>>>> main", "<<<<<<<"])
def test_mark_of_a_merge_is_refused_with_its_line(loaded, path, line, mark):
    content_tree.edit(loaded, path, line, f"{line}\n{mark}")
    at = content_tree.line_of(loaded, path, mark)

    assert refused(loaded) == (
        f"{path}:{at}: file: A merge left '{mark}' here. "
        "Resolve the conflict and remove its markers."
        "\n1 mistake; nothing was loaded."
    )


@pytest.mark.parametrize(
    "text", ["", "\n \n", "# - slug: one\n#   title: One\n", "---\n", "---\n...\n", "~\n"]
)
@pytest.mark.parametrize("path", [FAMILIES, MATHS])
def test_list_without_an_entry_is_refused(loaded, path, text):
    content_tree.write(loaded, path, text)

    assert f"{path}:1: file: " in refused(loaded)


def test_list_that_is_written_as_empty_is_meant(loaded):
    content_tree.edit(loaded, PROGRAMMING, "  prerequisites: {statistics: 2}\n", "")
    content_tree.write(loaded, MATHS, "[]\n")

    assert content_tree.load(loaded)[-1] == "0 added, 1 changed, 0 kept, 1 removed"


def test_link_that_leads_nowhere_is_refused(loaded):
    (loaded / SHOP).unlink()
    (loaded / SHOP).symlink_to("gone.md")

    assert refused(loaded).startswith(
        f"{SHOP}:1: file: This link leads nowhere. Put back what it names, or remove the link.\n"
    )


def test_link_to_itself_cannot_be_read(loaded):
    (loaded / SHOP).unlink()
    (loaded / SHOP).symlink_to("shop.md")

    assert refused(loaded).startswith(f"{SHOP}:1: file: It cannot be read (")


def test_link_to_a_file_is_read(loaded):
    (loaded / SHOP).rename(loaded / "shop.md")
    (loaded / SHOP).symlink_to(loaded / "shop.md")

    assert content_tree.load(loaded) == NOTHING


def test_folder_that_is_named_like_a_file_is_refused(loaded):
    (loaded / SHOP).unlink()
    (loaded / SHOP).mkdir()

    assert refused(loaded).startswith(f"{SHOP}:1: file: This is a folder. ")
