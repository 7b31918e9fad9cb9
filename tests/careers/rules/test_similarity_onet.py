"""The ten likest occupations by our rule, beside O*NET's official related occupations.

Reads release 29.3 where ONET_DIR names the folder of its files. An occupation asks every skill and
knowledge at importance x level, and its technologies as tools, the hot ones twice as strong. Of
the official ten, 9.4 on average have ratings and can be found at all (7.4 of computer ones).
"""

import csv
import os
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element, iterparse

import pytest

from careers.rules.similarity import all_neighbours

FOLDER = os.environ.get("ONET_DIR", "")
TEN = 10
PRESENT, HOT = 1, 2
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"

pytestmark = pytest.mark.skipif(not FOLDER, reason="ONET_DIR names no folder of O*NET's files")


def rows(name: str) -> Iterator[dict[str, str]]:
    """A table of the text release: tab separated, and quotation marks mean nothing."""
    path = Path(FOLDER) / "29.3-text-converted" / f"{name}.txt"
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)


def sheet_rows(name: str) -> Iterator[list[str]]:
    """A table of the Excel release, whose cells hold numbers of shared strings."""
    with zipfile.ZipFile(Path(FOLDER) / "29.3-xlsx" / f"{name}.xlsx") as book:
        with book.open("xl/sharedStrings.xml") as file:
            words = ["".join(one.itertext()) for one in elements(file, "si")]
        with book.open("xl/worksheets/sheet1.xml") as file:
            for row in elements(file, "row"):
                values = [(cell.get("t"), cell.findtext(f"{SHEET}v") or "0") for cell in row]
                yield [words[int(value)] if kind == "s" else value for kind, value in values]


def elements(file, tag: str) -> Iterator[Element]:
    for _, element in iterparse(file):
        if element.tag == f"{SHEET}{tag}":
            yield element
            element.clear()


def rated() -> dict[str, dict[str, float]]:
    """Occupation -> skill or knowledge -> importance x level."""
    asked: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(lambda: 1.0))
    for table in ("Skills", "Knowledge"):
        for row in rows(table):  # one row for the importance, one for the level
            asked[row["O*NET-SOC Code"]][row["Element ID"]] *= float(row["Data Value"])
    return asked


def technologies() -> Iterator[tuple[str, str, int]]:
    """Occupation, technology, and how strongly it is asked."""
    head, *rest = sheet_rows("Technology Skills")
    for row in rest:
        named = dict(zip(head, row, strict=True))
        is_hot = named["Hot Technology"] == "Y"
        yield named["O*NET-SOC Code"], named["Example"], HOT if is_hot else PRESENT


def official() -> dict[str, set[str]]:
    """Occupation -> the first ten of its related occupations."""
    related: dict[str, set[str]] = defaultdict(set)
    for row in rows("Related Occupations"):
        if int(row["Index"]) <= TEN:
            related[row["O*NET-SOC Code"]].add(row["Related O*NET-SOC Code"])
    return related


@pytest.fixture(scope="module")
def found() -> dict[str, int]:
    """Of each rated occupation, how many of our ten are among the official ten."""
    asked = rated()
    tools = set()
    for occupation, technology, strength in technologies():
        if occupation in asked:
            asked[occupation][technology] = strength
            tools.add(technology)
    ours, theirs = all_neighbours(asked, TEN, tools), official()
    return {code: len(theirs[code] & set(likest)) for code, likest in ours.items()}


def average(found: dict[str, int], group: str = "") -> float:
    counts = [count for code, count in found.items() if re.match(group, code)]
    return sum(counts) / len(counts)


def test_every_rated_occupation_is_compared(found):
    assert len(found) == 879


def test_ten_likest_are_often_the_official_ones(found):
    assert average(found) >= 3.95  # with tools counted like other skills: 2.4


def test_ten_likest_computer_occupations_are_more_often_the_official_ones(found):
    assert average(found, "15-12") >= 5.2  # with tools counted like other skills: 3.4
    assert average(found, "15-") >= 4.85
