"""Each mistake in a content file is named with its place and its remedy, and nothing is loaded."""

from typing import NamedTuple

import pytest
from django.core.management import CommandError

from careers.models import Role, Skill
from tests import content_tree
from tests.content_tree import (
    ANALYST,
    COMPUTING_PILLAR,
    ENGINEER,
    FAMILIES,
    FILES,
    MATHS,
    PROGRAMMING,
    RESOURCES,
    SHARDING,
    SHOP,
    SOURCES,
    VOLUME,
)
from tests.factories import make_role

pytestmark = pytest.mark.django_db


class Mistake(NamedTuple):
    """`old` becomes `new` in a file; the message names the line `at`, or that begins with it."""

    path: str
    old: str
    new: str
    at: str | int
    says: str


MISTAKES = {
    "missing key": Mistake(
        PROGRAMMING, "  definition: A programming language.\n", "", "- slug: python",
        "definition: Add this key.",
    ),
    "missing key of a front matter": Mistake(
        ENGINEER, "family: data\n", "", "title:", "family: Add this key."
    ),
    "missing key inside": Mistake(
        ANALYST, "  currency: USD\n", "", "- country: US\n".strip(), "pay.0.currency: Add this key."
    ),
    "unknown key": Mistake(
        RESOURCES, "hours_to: 14", "hours_up_to: 14", "hours_up_to: 14",
        "hours_up_to: No such key. Correct its spelling or take it out.",
    ),
    "unknown key inside": Mistake(
        VOLUME, "confidence: medium", "confidence: medium\n  sorce: paper", "sorce",
        "rules_of_thumb.0.sorce: No such key. Correct its spelling or take it out.",
    ),
    "name that cannot be seen": Mistake(
        PROGRAMMING, "aliases: [Python 3]", 'aliases: ["\\u200B"]', "aliases: [",
        "aliases.0: This holds only spaces or invisible signs. Write what can be seen.",
    ),
    "day to come": Mistake(
        SOURCES, "seen: 2026-11-02", "seen: 2200-01-01", "seen: 2200",
        "seen: This day is still to come. Correct the value.",
    ),
    "no such level": Mistake(
        ENGINEER, "level: 4", "level: 6", "- {skill: python",
        "requirements.0.level: Input should be less than or equal to 5. Correct the value.",
    ),
    "no such importance": Mistake(
        ENGINEER, "importance: 5", "importance: 0", "- {skill: python",
        "requirements.0.importance: Input should be greater than or equal to 1. Correct the value.",
    ),
    "anchor of no such level": Mistake(
        PROGRAMMING, "    5: Shapes", "    6: Shapes", "6: Shapes",
        "levels.6.[key]: Input should be less than or equal to 5. Correct the value.",
    ),
    "lesson that goes down": Mistake(
        RESOURCES, "{skill: python, level_from: 0, level_to: 3}",
        "{skill: python, level_from: 3, level_to: 3}", "- {skill: python",
        "teaches.0: level_to is not higher than level_from. Correct the value.",
    ),
    "list that is empty": Mistake(
        ENGINEER, "tasks: [Move data, Keep it right]", "tasks: []", "tasks:",
        "tasks: Tuple should have at least 1 item after validation, not 0. Correct the value.",
    ),
    "text that is empty": Mistake(
        FAMILIES, "title: Data", 'title: ""', "- {slug",
        "title: String should have at least 1 character. Correct the value.",
    ),
    "task of two lines": Mistake(
        ENGINEER, "[Move data, Keep it right]", '["Move\\ndata", Keep it right]', "tasks:",
        "tasks.0: This text holds a line break. Write it as one line.",
    ),
    "number for a text": Mistake(
        SHOP, "value: '12'", "value: 12", "value: 12",
        "outcome.0.value: This is no text. Put it in quotes.",
    ),
    "text for a number": Mistake(
        SHOP, "year: 2024", "year: last year", "year:",
        "year: Input should be a valid integer, unable to parse string as an integer. "
        "Correct the value.",
    ),
    "prerequisites without a level": Mistake(
        PROGRAMMING, "{statistics: 2}", "[statistics, python]", "prerequisites:",
        "prerequisites: These have no level. Write them as '{statistics: 2}', each from 1 to 5.",
    ),
    "text for prerequisites": Mistake(
        PROGRAMMING, "{statistics: 2}", "statistics", "prerequisites:",
        "prerequisites: This is no mapping. Write one: {name: value}.",
    ),
    "prerequisite at a level that there is not": Mistake(
        PROGRAMMING, "{statistics: 2}", "\n    python: 1\n    statistics: 6", "statistics: 6",
        "prerequisites.statistics: Input should be less than or equal to 5. Correct the value.",
    ),
    "prerequisite twice": Mistake(
        PROGRAMMING, "{statistics: 2}", "{statistics: 2, statistics: 3}", "prerequisites:",
        "file: 'statistics' appears twice. Remove one. Correct the YAML here or just above.",
    ),
    "unknown prerequisite": Mistake(
        PROGRAMMING, "{statistics: 2}", "\n    python: 1\n    statistic: 2", "statistic: 2",
        "prerequisites: There is no skill 'statistic'. Did you mean 'statistics'?",
    ),
    "text for a list": Mistake(
        SHOP, "lessons: [Begin small]", "lessons: Begin small", "lessons:",
        "lessons: This is no list. Write one: [one, another].",
    ),
    "no such choice": Mistake(
        SOURCES.replace("sources", "families"), "summary:", "colour: red, summary:", "- {slug",
        "colour: No such key. Correct its spelling or take it out.",
    ),
    "no such kind": Mistake(
        MATHS, "kind: technical", "kind: magic", "kind:",
        "kind: Input should be 'technical', 'tool', 'domain' or 'human'. Correct the value.",
    ),
    "no such day": Mistake(
        SOURCES, "2026-11-01", "2026-11-31", "seen: 2026-11-31",
        "seen: Input should be a valid date or datetime, day value is outside expected range. "
        "Correct the value.",
    ),
    "bad slug": Mistake(
        MATHS, "slug: statistics", "slug: Statistics 1", "- slug",
        "slug: String should match pattern '^[a-z0-9]+(-[a-z0-9]+)*$'. Correct the value.",
    ),
    "bad address": Mistake(
        RESOURCES, "https://books.example/sql", "books.example/sql", "url: books",
        "url: String should match pattern '^https?://\\S+$'. Correct the value.",
    ),
    "address that no form takes": Mistake(
        RESOURCES, "https://books.example/sql", "https://books", "url: https://books",
        "url: Enter a valid URL. Correct the value.",
    ),
    "text longer than its column": Mistake(
        MATHS, "title: Statistics", f"title: {'S' * 121}", "title:",
        "title: Ensure this value has at most 120 characters (it has 121). Correct the value.",
    ),
    "percentile above the median": Mistake(
        ANALYST, "p10: 63650", "p10: 112591", "- country: US",
        "pay.0: The amount does not lie between p10 and p90. Correct the value.",
    ),
    "percentiles that do not rise": Mistake(
        ANALYST, "p10: 63650", "p10: 63650\n  p25: 63649", "- country: US",
        "pay.0: p10, p25, amount, p75 and p90 do not rise in this order. Correct the value.",
    ),
    "figure that does not fit, before all eyes": Mistake(
        ANALYST, "  measure:", "  fit: none\n  measure:", "- country: US",
        "pay.0: A figure whose fit is none has the use details. Correct the value.",
    ),
    "level that is no number": Mistake(
        ENGINEER, "level: 4", "level: yes", "- {skill: python",
        "requirements.0.level: true is no number. Correct the value.",
    ),
    "pay without an end": Mistake(
        ANALYST, "amount: 112590", "amount: .inf", "amount: .inf",
        "pay.0.amount: Input should be less than or equal to 1000000000. Correct the value.",
    ),
    "pay that is no number": Mistake(
        ANALYST, "amount: 112590", "amount: .nan", "amount: .nan",
        "pay.0.amount: Input should be greater than 0. Correct the value.",
    ),
    "month that no year has": Mistake(
        ANALYST, "period: 2025-05", "period: 2025-13", "period: 2025-13",
        "pay.0.period: String should match pattern '^\\d{4}(-(0[1-9]|1[0-2]))?$'. "
        "Correct the value.",
    ),
    "period that has not begun": Mistake(
        ANALYST, "period: 2025-05", "period: 2925-05", "period: 2925-05",
        "pay.0.period: The period has not begun; it would replace all older figures. "
        "Correct the value.",
    ),
    "note longer than its column": Mistake(
        ANALYST, "p10: 63650", f"note: {'N' * 251}", "note: N",
        "pay.0.note: String should have at most 250 characters. Correct the value.",
    ),
    "requirement twice": Mistake(
        ANALYST, "{skill: python, level: 2", "{skill: sql, level: 2",
        "- {skill: sql, level: 4",
        "requirements: 'sql' appears twice. Remove one.",
    ),
    "requirement again in a choice": Mistake(
        ANALYST, "{skill: python, level: 2", "{any_of: [statistics, sql], level: 2",
        "- {skill: sql, level: 4",
        "requirements: 'sql' appears twice. Remove one.",
    ),
    "skill twice in a choice": Mistake(
        ANALYST, "{skill: python, level: 2", "{any_of: [python, python], level: 2",
        "- {any_of",
        "requirements.1.any_of: 'python' appears twice. Remove one.",
    ),
    "choice of one skill": Mistake(
        ANALYST, "{skill: python, level: 2", "{any_of: [python], level: 2", "- {any_of",
        "requirements.1.any_of: One skill is no choice. Write 'skill: python', or add another.",
    ),
    "skill beside a choice": Mistake(
        ANALYST, "{skill: python, level: 2", "{skill: python, any_of: [sql, statistics], level: 2",
        "- {skill: python",
        "requirements.1: A need is either 'skill' or 'any_of'. Take one of the two out.",
    ),
    "neither a skill nor a choice": Mistake(
        ANALYST, "{skill: python, level: 2", "{level: 2", "- {level: 2",
        "requirements.1: No skill is named. Add 'skill', or 'any_of' with several.",
    ),
    "alias twice": Mistake(
        PROGRAMMING, "ambiguous_aliases: [Py]", "ambiguous_aliases: [Python 3]", "- slug: python",
        "entry: 'Python 3' appears twice. Remove one.",
    ),
    "occupation twice": Mistake(
        ANALYST, "- scheme: onet\n  code: 15-2051.00", "- scheme: esco\n  code: '2511.3'",
        "- scheme: esco",
        "equivalents: 'esco 2511.3' appears twice. Remove one.",
    ),
    "practice that is not stated": Mistake(
        RESOURCES, "  practice: exercises\n", "", "- slug: python-tutorial",
        "practice: Add this key.",
    ),
    "practice of no kind": Mistake(
        RESOURCES, "practice: exercises", "practice: quizzes", "practice: quizzes",
        "practice: Input should be 'none', 'exercises' or 'project'. Correct the value.",
    ),
    "half a range of hours": Mistake(
        RESOURCES, "  hours_to: 14\n", "", "- slug: python-tutorial",
        "entry: Give both hours_from and hours_to, or neither. Correct the value.",
    ),
    "range of hours that goes down": Mistake(
        RESOURCES, "hours_to: 14", "hours_to: 9", "- slug: python-tutorial",
        "entry: hours_to is lower than hours_from. Correct the value.",
    ),
    "review before the source was seen": Mistake(
        SOURCES, "review_by: 2027-05-01", "review_by: 2026-11-01", "- slug: wage-survey",
        "entry: review_by is not later than seen. Correct the value.",
    ),
    "occupation of an unknown release": Mistake(
        ANALYST, "match: exact\n  source: wage-survey", "match: exact\n  source: wage-surveys",
        "source: wage-surveys",
        "equivalents: There is no source 'wage-surveys'. Did you mean 'wage-survey'?",
    ),
    "part that names no topic": Mistake(
        SHOP, "topic: sharding", "topic: shardings", "- {topic: shardings",
        "strategies: There is no topic 'shardings'. Did you mean 'sharding'?",
    ),
    "duplicate slug": Mistake(
        RESOURCES, "slug: sql-book", "slug: python-tutorial", 16,
        "slug: 'python-tutorial' names another resource already, at "
        f"{RESOURCES}:1. Change one of them.",
    ),
    "duplicate title": Mistake(
        PROGRAMMING, "title: SQL", "title: Python", 19,
        f"title: 'Python' names another skill already, at {PROGRAMMING}:2. Change one of them.",
    ),
    "duplicate address": Mistake(
        SOURCES, "https://statistics.example/wages", "https://papers.example/scaling", 10,
        "url: 'https://papers.example/scaling' names another source already, at "
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
        "skills: There is no skill 'quux'. Add it, or take it out here.",
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
        "entry: A skill cannot be its own prerequisite. Correct it.",
    ),
    "tie the wrong way round": Mistake(
        VOLUME, "relations:\n- {topic: sharding, kind: needs, how: Volume",
        "addresses:\n- {topic: sharding, how: Volume", "- {topic: sharding",
        "addresses: A strategy topic addresses a challenge topic; 'data-volume' and 'sharding' "
        "are not that. Move the tie to 'relations'.",
    ),
    "key twice": Mistake(
        PROGRAMMING, "  title: SQL\n", "  title: SQL\n  title: Structured\n", "title: Structured",
        "file: 'title' appears twice. Remove one. "
        "Correct the YAML here or just above.",
    ),
    "key twice in a front matter": Mistake(
        SHOP, "year: 2024\n", "year: 2024\nyear: 2025\n", "year: 2025",
        "file: 'year' appears twice. Remove one. Correct the YAML here or just above.",
    ),
    "YAML that is none": Mistake(
        PROGRAMMING, "title: SQL", "title: [SQL", 20,
        "file: did not find expected ',' or ']'. Correct the YAML here or just above.",
    ),
    "lists in lists without end": Mistake(
        PROGRAMMING, "title: SQL", f"title: {'[' * 100_000}{']' * 100_000}", "title: [",
        "file: Lists and mappings are nested more than 50 deep here. "
        "Correct the YAML here or just above.",
    ),
    "mappings in mappings without end": Mistake(
        ENGINEER, "family: data", f"family: {'{a: ' * 100_000}", "family: {",
        "file: Lists and mappings are nested more than 50 deep here. "
        "Correct the YAML here or just above.",
    ),
    "tab": Mistake(
        FAMILIES, "- {slug", "\t- {slug", "- {slug",
        "file: found character that cannot start any token. Correct the YAML here or just above.",
    ),
    "braces for a text": Mistake(
        MATHS, "title: Statistics", "title: {{ title }}", "title:",
        "file: found unhashable key. Correct the YAML here or just above.",
    ),
    "file that is no list": Mistake(
        FAMILIES, "- {slug: data, title: Data, summary: Roles that work with data.}", "slug: data",
        "slug: data", "file: Write a list: every entry begins with '- '.",
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
        "file: The front matter that begins here does not end. Write '---' below it, on a line "
        "alone.",
    ),
    "front matter that is empty": Mistake(
        ENGINEER, FILES[ENGINEER], "---\n\n---\n", "---",
        "file: The front matter is empty: add its keys.",
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
        f"{FAMILIES}:1: sumary: No such key. Correct its spelling or take it out.",
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
        f"{ENGINEER}:2: title: There is a role called “Data engineer” already. "
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
        assert content_tree.load(tree)[-1].startswith(f"{content_tree.ROWS} added")
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
        f"{ANALYST}:44: requirements: There is no skill 'python'. Add it, or take it out here.",
        f"{ENGINEER}:9: requirements: There is no skill 'python'. Add it, or take it out here.",
        f"{RESOURCES}:13: teaches: There is no skill 'python'. Add it, or take it out here.",
        f"{SHARDING}:9: skills: There is no skill 'python'. Add it, or take it out here.",
        "4 mistakes; nothing was loaded.",
    ]
    assert Skill.objects.filter(slug="python").exists()
