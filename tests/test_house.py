"""Files are short, 300 lines at most of Python, 80 of a template; and they may be moved."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MOST = {".py": 300, ".html": 80}
PARTS = ("portal", "careers", "scalability", "scripts", "templates", "tests")


def too_long(texts: Mapping[str, str]) -> dict[str, int]:
    """Of path -> text: the files that are too long, with their number of lines."""
    lengths = {path: len(text.splitlines()) for path, text in texts.items()}
    return {
        path: length
        for path, length in lengths.items()
        if length > MOST.get(Path(path).suffix, length)
    }


def texts() -> dict[str, str]:
    files = [file for part in PARTS for file in sorted((ROOT / part).rglob("*"))]
    return {
        str(file.relative_to(ROOT)): file.read_text()
        for file in files
        if file.suffix in MOST and "migrations" not in file.parts
    }


def test_files_are_short():
    assert too_long(texts()) == {}


@pytest.mark.parametrize(
    ("path", "most"),
    [("careers/views/roles.py", 300), ("tests/test_x.py", 300), ("templates/x.html", 80)],
)
def test_file_past_its_length_is_found(path, most):
    assert too_long({path: "x\n" * most}) == {}
    assert too_long({path: "x\n" * (most + 1)}) == {path: most + 1}


def test_other_files_may_be_of_any_length():
    assert too_long({"careers/content/sources.yaml": "x\n" * 9_000}) == {}


# What hangs on the name of a module, such as a salt, is lost when the module moves.
OF_A_MODULE = re.compile(r"(?<![\w.)])__name__")
TO_LOG = "getLogger(__name__)"


def hangs_on_its_module(source: str) -> bool:
    return bool(OF_A_MODULE.search(source.replace(TO_LOG, "")))


def test_nothing_but_a_log_hangs_on_the_name_of_a_module():
    shipped = ("portal/", "careers/", "scalability/")

    assert [
        path
        for path, text in texts().items()
        if path.startswith(shipped) and path.endswith(".py") and hangs_on_its_module(text)
    ] == []


@pytest.mark.parametrize(
    ("source", "is_found"),
    [
        ("signing.dumps(known, salt=__name__)", True),
        ("salted_hmac(__name__, text)", True),
        ("logger = logging.getLogger(__name__)", False),
        ("type(error).__name__", False),
    ],
)
def test_salt_by_the_name_of_a_module_is_found(source, is_found):
    assert hangs_on_its_module(source) == is_found
