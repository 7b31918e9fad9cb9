"""Files that somebody chose by mistake, or that came to harm: each is told what it is."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careers.data_export.document import Document
from careers.data_export.recognition import (
    BLANK,
    CALENDAR,
    NO_JSON,
    NOT_OURS,
    OTHER_VERSION,
    RESUME,
    TABLE,
    UnreadableError,
)
from tests.documents import NOW, documents

HEAD = {"format": "ai-career-portal-profile", "version": 1}
NOTE = {"skill": "python", "text": "Ünï 中文 😀", "changed": "2026-01-01T00:00:00Z"}
WHOLE = json.dumps(HEAD | {"notes": [NOTE]}, indent=2, ensure_ascii=False)


def said(data: bytes) -> str:
    with pytest.raises(UnreadableError) as raised:
        Document.read(data, NOW)
    [problem] = raised.value.problems
    return problem


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", BLANK),
        (b" \r\n", BLANK),
        (b"\xef\xbb\xbf", BLANK),
        (b"PK\x03\x04\x14\x00", "This is a zip archive or an office document. "),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "This is an office document. "),
        (b"\x89PNG\r\n\x1a\n", "This is a picture. "),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "This is a picture. "),
        (b"GIF89a", "This is a picture. "),
        (b"%PDF-1.7", "This is a PDF. "),
        (b"\x1f\x8b\x08\x00", "This is a compressed file (gzip). "),
        (b"{\\rtf1\\ansi", "This is a word processor document (RTF). "),
        (b"\n<!DOCTYPE html>\n<html>", "This is a web page. "),
        (b"\xef\xbb\xbf<html lang=en>", "This is a web page. "),
        (b'<?xml version="1.0"?>', NO_JSON),
        (b"BEGIN:VCALENDAR\r\nVERSION:2.0", CALENDAR),
        (b"\xef\xbb\xbfskill,slug,level,word,rated\r\n", TABLE),
        (b"what;title;slug;level\r\n", TABLE),
        ("Step\tSkill\tFrom level\r\n".encode("utf-16"), TABLE),
        (b"Dear Sir, thank you, yours", NO_JSON),
        (b"format: ai-career-portal-profile", NO_JSON),
        (b"no JSON", NO_JSON),
        (b"\xff\xfe", BLANK),
        (b"\x00\xff", NO_JSON),
        (b"MZ\x90\x00\x03\x00\x00\x00", NO_JSON),
        ("Überschrift".encode("cp1252"), NO_JSON),
        (b"[]", NOT_OURS),
        (b"null", NOT_OURS),
        (b'"text"', NOT_OURS),
        (b"12", NOT_OURS),
        (b"{}", NOT_OURS),
        (b'{"version": 1}', NOT_OURS),
        (b'{"format": NaN}', NOT_OURS),
        (b'{"format": "other", "version": 1}', NOT_OURS),
        (json.dumps({f"k{number}": 1 for number in range(200)}).encode(), NOT_OURS),
        (b'{"basics": {"name": "A resume"}}', RESUME),
        (b'{"$schema": "https://e.org/resume-schema/v1", "skills": []}', RESUME),
    ],
    ids=repr,
)
def test_file_that_is_not_ours_is_told_what_it_is(data, words):
    assert said(data).startswith(words)


@pytest.mark.parametrize("version", [None, 0, -1, 1.0, True, "1", [1]])
def test_other_version_is_told_apart(version):
    assert said(json.dumps(HEAD | {"version": version}).encode()) == OTHER_VERSION


@pytest.mark.parametrize("version", [2, 10**4_000])
def test_later_version_is_told_apart_whatever_else_it_holds(version):
    words = said(json.dumps(HEAD | {"version": version, "badges": [1]}).encode())

    assert words.startswith(
        f"This file was written by a later version of the portal: its version is {version}"[:100]
    )
    assert len(words) < 300


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (WHOLE[:-2] + ",\n}", "Line 11, column 1 is not JSON (trailing comma)."),
        (WHOLE.replace(": 1,", ": 1"), "Line 4, column 3 is not JSON (expected"),
        (WHOLE + "x", "Line 11, column 2 is not JSON (trailing characters)."),
        (WHOLE.replace("中文", "\n"), "Line 8, column 1 is not JSON (control character"),
        (WHOLE.replace("中文", "\\ud800"), "Line 7, column "),
        (WHOLE.replace('"', "'"), "Line 2, column 3 is not JSON (key must be a string)."),
    ],
    ids=["comma", "no comma", "after it", "line end", "surrogate", "quotes"],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_mistake_in_json_is_named_by_line_and_column(text, place, encoding):
    words = said(text.encode(encoding))

    assert words.startswith(place)
    assert words.endswith(" Correct it there, or choose the file as you downloaded it.")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be"])
@given(documents, st.integers(0, 10_000))
def test_file_that_was_cut_short_is_told_so_wherever_it_ends(encoding, document, place):
    data = document.written().encode(encoding)
    end = 8 + place % (len(data) - 8)

    assert "in the middle" in said(data[:end])


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1", "gb18030", "shift-jis"])
def test_other_encoding_is_named_by_its_line(encoding):
    words = said(WHOLE.encode(encoding, "replace"))

    assert words.startswith(
        "Line 7 is not UTF-8: an editor has saved the file in another encoding."
    )


@given(st.binary(max_size=200) | st.text(max_size=50).map(str.encode))
def test_whatever_somebody_chose_is_answered_in_one_sentence_or_two(data):
    assert said(data).endswith(".")
