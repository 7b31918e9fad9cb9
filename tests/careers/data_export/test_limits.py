"""Files that are too much: refused in words, with the count, before anything is understood."""

import json
import time

import pytest

from careers.data_export.document import Document
from careers.data_export.limits import MOST_IN, MOST_KEYS, SPLIT
from careers.data_export.recognition import TOO_DEEP, TOO_MUCH, UnreadableError
from tests.documents import NOW

HEAD = '"format":"ai-career-portal-profile","version":1'
CHANGE = '{"skill":"python","level":1,"changed":"2026-01-01T%02d:%02d:%02dZ"}'
RATED = '"rated":"2026-01-01T00:00:00Z"'


def changes(count: int) -> str:
    return f"[{','.join(CHANGE % (n // 3600, n // 60 % 60, n % 60) for n in range(count))}]"


def problems(text: str) -> list[str]:
    with pytest.raises(UnreadableError) as raised:
        Document.read(text.encode(), NOW)
    return raised.value.problems


def test_list_at_the_ceiling_is_read():
    text = f'{{{HEAD},"history":{changes(MOST_IN["history"])}}}'

    assert len(Document.read(text.encode(), NOW).history) == MOST_IN["history"]


def test_list_over_the_ceiling_is_refused_with_its_count():
    """As the file of 15,000 lines that stopped a site."""
    assert problems(f'{{{HEAD},"history":{changes(5_001)}}}') == [
        f"history: 5,001 entries are more than the 5,000 that a list may hold. {SPLIT}"
    ]


def test_lists_that_are_too_much_together_are_refused_with_their_count():
    lists = [f'"{name}":[{",".join(["0"] * 7_000)}]' for name in ("ratings", "notes", "levels")]

    assert problems(f"{{{HEAD},{','.join(lists)}}}") == [
        f"21,000 entries are more than the 20,000 a file may hold. {SPLIT}"
    ]


@pytest.mark.parametrize("value", ["[]", "{}", "0", '""', '{"a":[{}]}'])
def test_values_without_end_are_refused_before_they_take_up_memory(value):
    values = ",".join([value] * 1_000_000)

    assert problems(f'{{{HEAD},"resume":{{"a":[{values}]}}}}') == [TOO_MUCH]


@pytest.mark.parametrize("text", ['{"' * 9_000_000, '{"' + '\\"' * 9_000_000, '"' * 9_000_001])
def test_quotes_without_end_are_counted_in_no_time(text):
    begun = time.monotonic()
    problems(text)

    assert time.monotonic() - begun < 10


def test_marks_in_what_somebody_wrote_are_no_values():
    note = {"skill": "a", "text": '[{",\\' * 1_000, "changed": "2026-01-01T00:00:00Z"}
    notes = [note | {"skill": f"s{number}"} for number in range(300)]
    text = json.dumps({"format": "ai-career-portal-profile", "version": 1, "notes": notes})

    assert len(Document.read(text.encode(), NOW).notes) == 300


def many_keys(count: int) -> str:
    return ",".join(f'"k{n}":1' for n in range(count))


@pytest.mark.parametrize(
    "text",
    [
        f"{{{HEAD},{many_keys(80_000)}}}",
        f'{{{HEAD},"resume":{{{many_keys(80_000)}}}}}',
        f'{{{HEAD},"ratings":[{{{many_keys(80_000)}}}]}}',
    ],
)
def test_entry_with_a_hundred_thousand_keys_is_refused_with_their_count(text):
    [said] = problems(text)

    assert said.startswith("An entry has 80,00")
    assert f"ours never have more than {MOST_KEYS}" in said


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (f'{{{HEAD},"ratings":[],"ratings":[]}}', "ratings"),
        (f'{{{HEAD},"ratings":[{{"skill":"a","level":1,"level":2,{RATED}}}]}}', "level"),
        (f'{{{HEAD},"resume":{{"basics":{{"name":"A","name":"B"}}}}}}', "name"),
    ],
)
def test_key_that_stands_twice_is_named_instead_of_the_last_one_winning(text, name):
    assert problems(text) == [f"“{name}” appears twice in one entry. Remove one."]


@pytest.mark.parametrize(
    "value", ["[" * 100_000 + "]" * 100_000, '{"a":' * 100_000 + "1" + "}" * 100_000]
)
@pytest.mark.parametrize("key", ["resume", "ratings", "version"])
def test_nesting_without_end_is_no_file_of_ours(key, value):
    head = HEAD if key != "version" else '"format":"ai-career-portal-profile"'

    assert problems(f'{{{head},"{key}":{value}}}') == [TOO_DEEP]


@pytest.mark.parametrize("value", ["9" * 900_000, "-" + "9" * 5_000])
@pytest.mark.parametrize("key", ["resume", "ratings", "version"])
def test_number_without_end_is_named_by_its_place(key, value):
    head = HEAD if key != "version" else '"format":"ai-career-portal-profile"'

    [said] = problems(f'{{{head},"{key}":{value}}}')
    assert said.startswith("Line 1, column ")
    assert "is not JSON (number out of range)" in said


@pytest.mark.parametrize(
    "held",
    [
        {"x" * 990_000: 1},
        {"ratings": [{"skill": "x" * 990_000, "level": 1, "rated": "2026-01-01T00:00:00Z"}]},
        {"notes": [{"skill": "a", "text": "x" * 990_000, "changed": "2026-01-01T00:00:00Z"}]},
        {"notes": [{"skill": "a", "x" * 990_000: 1, "text": "a", "changed": "2026-01-01T00:00Z"}]},
        {
            "links": [
                {"skill": "a", "url": "http://" + "a." * 490_000, "added": "2026-01-01T00:00Z"}
            ]
        },
        {"ratings": [{"skill": "a", "level": 1, "rated": "1" * 990_000}]},
        {"ratings": [{"skill": "a", "level": 1, "x" * 990_000: 1, "rated": "2026-01-01T00:00Z"}]},
    ],
)
def test_string_of_a_megabyte_is_not_said_back(held):
    text = json.dumps({"format": "ai-career-portal-profile", "version": 1} | held)

    [said] = problems(text)
    assert len(said) < 200
