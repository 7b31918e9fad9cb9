"""Each mistake in a content file is named with its place and its remedy, and nothing is loaded."""

import pytest
from django.core.management import CommandError

from careers.models import Role, Skill
from tests import content_tree
from tests.content_files import (
    ANALYST,
    COMPUTING_PILLAR,
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
from tests.factories import make_role
from tests.portal.core.content.mistakes import IN_VALUES, Mistake

pytestmark = pytest.mark.django_db


MISTAKES = IN_VALUES | {
    "duplicate slug": Mistake(
        RESOURCES, "slug: sql-book", "slug: python-tutorial", 16,
        "slug: 'python-tutorial' is already the name of another resource, at "
        f"{RESOURCES}:1. Change one of them.",
    ),
    "duplicate title": Mistake(
        PROGRAMMING, "title: SQL", "title: Python", 19,
        f"title: 'Python' is already the name of another skill, "
        f"at {PROGRAMMING}:2. Change one of them.",
    ),
    "duplicate address": Mistake(
        SOURCES, "https://statistics.example/wages", "https://papers.example/scaling", 10,
        "url: 'https://papers.example/scaling' is already the name of another source, at "
        f"{SOURCES}:4. Change one of them.",
    ),
    "unknown skill that resembles one": Mistake(
        ANALYST, "{skill: python, level: 2", "{skill: pyhton, level: 2", "- {skill: pyhton",
        "requirements: There is no skill 'pyhton'. Did you mean 'python'?",
    ),
    "unknown skill in a choice": Mistake(
        ANALYST, "{skill: python, level: 2", "{any_of: [python, statistic], level: 2",
        "- {any_of",
        "requirements: There is no skill 'statistic'. Did you mean 'statistics'?",
    ),
    "unknown skill like none": Mistake(
        SHARDING, "[python, sql]", "[python, quux]", "skills:",
        "skills: There is no skill 'quux'. Add it, or remove it here.",
    ),
    "unknown source": Mistake(
        SHOP, "source: scaling-paper\nchallenges", "source: scaling-papers\nchallenges",
        "source: scaling-papers",
        "outcome: There is no source 'scaling-papers'. Did you mean 'scaling-paper'?",
    ),
    "unknown family": Mistake(
        ENGINEER, "family: data", "family: date", "family:",
        "family: There is no family 'date'. Did you mean 'data'?",
    ),
    "skill that needs itself": Mistake(
        MATHS, "  definition", "  prerequisites: {statistics: 2}\n  definition", "- slug",
        "entry: A skill cannot be its own prerequisite. Correct the value.",
    ),
    "tie the wrong way round": Mistake(
        VOLUME, "relations:\n- {topic: sharding, kind: needs, how: Volume",
        "addresses:\n- {topic: sharding, how: Volume", "- {topic: sharding",
        "addresses: A strategy topic addresses a challenge topic; 'data-volume' and 'sharding' "
        "aren't. Move the link to 'relations'.",
    ),
    "key twice": Mistake(
        PROGRAMMING, "  title: SQL\n", "  title: SQL\n  title: Structured\n", "title: Structured",
        "file: 'title' appears twice. Remove one. "
        "Correct the YAML on this line or just above.",
    ),
    "key twice in a front matter": Mistake(
        SHOP, "year: 2024\n", "year: 2024\nyear: 2025\n", "year: 2025",
        "file: 'year' appears twice. Remove one. Correct the YAML on this line or just above.",
    ),
    "YAML that is none": Mistake(
        PROGRAMMING, "title: SQL", "title: [SQL", 20,
        "file: did not find expected ',' or ']'. Correct the YAML on this line or just above.",
    ),
    "lists in lists without end": Mistake(
        PROGRAMMING, "title: SQL", f"title: {'[' * 100_000}{']' * 100_000}", "title: [",
        "file: Lists and mappings are nested more than 50 deep here. "
        "Correct the YAML on this line or just above.",
    ),
    "mappings in mappings without end": Mistake(
        ENGINEER, "family: data", f"family: {'{a: ' * 100_000}", "family: {",
        "file: Lists and mappings are nested more than 50 deep here. "
        "Correct the YAML on this line or just above.",
    ),
    "tab": Mistake(
        FAMILIES, "- {slug", "\t- {slug", "- {slug",
        "file: found character that cannot start any token. "
        "Correct the YAML on this line or just above.",
    ),
    "braces for a text": Mistake(
        MATHS, "title: Statistics", "title: {{ title }}", "title:",
        "file: found unhashable key. Correct the YAML on this line or just above.",
    ),
    "file that is no list": Mistake(
        FAMILIES, "- {slug: data, title: Data, summary: Roles that work with data.}", "slug: data",
        "slug: data", "file: Write a list, with '- ' before each entry.",
    ),
    "entry that is no mapping": Mistake(
        FAMILIES, "- {slug", "- data\n- {slug", "- data",
        "entry: Write 'key: value' lines here.",
    ),
    "no front matter": Mistake(
        ENGINEER, "---\ntitle", "title", "title",
        "file: Begin with front matter between two lines of '---'.",
    ),
    "front matter that does not end": Mistake(
        ENGINEER, "importance: 5}\n---\n", "importance: 5}\n", "---",
        "file: The front matter that begins here does not end. Write '---' below it, on its own "
        "line.",
    ),
    "front matter that is empty": Mistake(
        ENGINEER, FILES[ENGINEER], "---\n\n---\n", "---",
        "file: The front matter is empty. Add its keys.",
    ),
    "front matter that is a list": Mistake(
        ENGINEER, FILES[ENGINEER], "---\n- title\n---\n", "- title",
        "entry: Write 'key: value' lines here.",
    ),
    "pillar in no place": Mistake(
        COMPUTING_PILLAR, "position: 2", "position: 0", "position: 0",
        "position: Input should be greater than or equal to 1. Correct the value.",
    ),
}  # fmt: skip


def refused(root) -> str:
    """What a load says that is refused and leaves every table as it was."""
    before = content_tree.all_rows()
    with pytest.raises(CommandError) as caught:
        content_tree.load(root)
    assert content_tree.all_rows() == before
    return str(caught.value)


@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=MISTAKES)
@pytest.mark.parametrize("is_first", [True, False], ids=["first load", "later load"])
def test_mistake_is_named_and_nothing_is_loaded(tree, mistake, is_first):
    if not is_first:
        content_tree.load(tree)
    content_tree.edit(tree, mistake.path, mistake.old, mistake.new)
    line = mistake.at
    if isinstance(line, str):
        line = content_tree.line_of(tree, mistake.path, line)

    assert refused(tree) == (
        f"{mistake.path}:{line}: {mistake.says}\n1 mistake; nothing was loaded."
    )


def test_circle_of_prerequisites_is_named(tree):
    content_tree.edit(tree, MATHS, "  definition", "  prerequisites: {sql: 1}\n  definition")

    assert refused(tree) == (
        f"{PROGRAMMING}:22: prerequisites: The prerequisites make a circle: sql needs statistics "
        "needs sql. Leave one link out.\n1 mistake; nothing was loaded."
    )


def test_mistakes_are_all_named_at_once(tree):
    content_tree.edit(tree, FAMILIES, "summary:", "sumary:")
    content_tree.edit(tree, ENGINEER, "tasks: [Move data, Keep it right]\n", "")

    assert refused(tree).splitlines() == [
        f"{FAMILIES}:1: summary: Add this key.",
        f"{FAMILIES}:1: sumary: This key doesn't exist. Correct its spelling or remove it.",
        f"{ENGINEER}:2: tasks: Add this key.",
        "3 mistakes; nothing was loaded.",
    ]


@pytest.mark.parametrize("path", [SOURCES, FAMILIES])
def test_missing_file_is_named(tree, path):
    (tree / path).unlink()

    assert f"{path}:1: file: It is missing. Put it back.\n" in refused(tree)


@pytest.mark.parametrize(
    ("path", "before", "line"), [(MATHS, b"title: Statistics", 2), (SHOP, b"The long story", 33)]
)
def test_file_that_is_not_utf_8_is_named(tree, path, before, line):
    file = tree / path
    file.write_bytes(file.read_bytes().replace(before, before + b" \xe4"))

    assert f"{path}:{line}: file: This is not UTF-8. Save the file as UTF-8.\n" in refused(tree)


def test_file_with_a_bad_name_is_named(tree):
    (tree / ENGINEER).rename(tree / "careers/content/roles/Data Engineer.md")

    assert refused(tree).startswith(
        "careers/content/roles/Data Engineer.md:2: slug: String should match pattern"
    )


def test_title_that_a_curators_row_has_already_is_named(tree):
    make_role(slug="our-own", title="Data engineer")

    assert refused(tree) == (
        f"{ENGINEER}:2: title: There is already a role called “Data engineer”. "
        "Choose another title.\n1 mistake; nothing was loaded."
    )


@pytest.mark.parametrize(
    ("path", "old", "new", "at"),
    [
        pytest.param(MATHS, "What data can", f"{'D' * 9}", None, id="text without a limit"),
        pytest.param(PROGRAMMING, "Changes a script", "C" * 251, "- slug: python", id="anchor"),
        pytest.param(
            ENGINEER, "title: Data", f"aliases: [{'A' * 121}]\ntitle: Data", "", id="alias"
        ),
        pytest.param(SHARDING, "Each machine", "E" * 251, "", id="tie"),
        pytest.param(SHOP, "what: Time", f"what: {'T' * 151}", "", id="figure"),
    ],
)
def test_text_of_a_child_longer_than_its_column_is_refused(tree, path, old, new, at):
    content_tree.edit(tree, path, old, new)

    if at is None:
        assert content_tree.load(tree)[-1].startswith(f"{ROWS} added")
    else:
        assert " characters (it has " in refused(tree)


def test_unknown_reference_in_a_file_whose_row_is_a_curators_does_not_matter(loaded):
    role = Role.objects.get(slug="data-analyst")
    role.requirements.filter(skill__slug="python").delete()

    content_tree.edit(loaded, ANALYST, "{skill: python", "{skill: gone")

    assert content_tree.load(loaded)[-1] == "0 added, 0 changed, 1 kept, 0 removed"


def test_skill_that_files_still_name_cannot_be_taken_out(loaded):
    content_tree.remove_entry(loaded, PROGRAMMING, "python")

    lines = refused(loaded).splitlines()

    assert lines == [
        f"{ANALYST}:44: requirements: There is no skill 'python'. Add it, or remove it here.",
        f"{ENGINEER}:9: requirements: There is no skill 'python'. Add it, or remove it here.",
        f"{RESOURCES}:13: teaches: There is no skill 'python'. Add it, or remove it here.",
        f"{SHARDING}:9: skills: There is no skill 'python'. Add it, or remove it here.",
        "4 mistakes; nothing was loaded.",
    ]
    assert Skill.objects.filter(slug="python").exists()
