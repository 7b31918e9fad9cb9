import pytest
from hypothesis import given
from hypothesis import strategies as st

from careers.graphics.text_width import text_width, wrap_text

titles = st.text("aAmMiI &-", max_size=60)


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("", [""]),
        ("Analyst", ["Analyst"]),
        ("Data Analyst", ["Data Analyst"]),
        ("Computer Vision Engineer", ["Computer Vision", "Engineer"]),
        ("Forward-Deployed Engineer", ["Forward-", "Deployed", "Engineer"]),
        ("Tri-level AI", ["Tri-level AI"]),
        ("Bioinformatics Scientist", ["Bioinformatics", "Scientist"]),
        ("Long Title Of One Job Nobody Has", ["Long Title Of", "One Job Nobody", "Has"]),
        (
            "Long Title Of One Job Nobody Has Had It In Town",
            ["Long Title Of", "One Job Nobody", "Has Had It In…"],
        ),
    ],
)
def test_lines_are_filled_one_after_the_other(title, lines):
    assert wrap_text(title, widest=14, most=3) == lines


@given(titles, st.integers(1, 20), st.integers(1, 5))
def test_lines_hold_all_that_there_is_room_for(title, widest, most):
    lines = wrap_text(title, widest, most)

    assert 1 <= len(lines) <= most
    # Wider is only what nothing can be broken out of.
    assert all(text_width(line) <= widest or " " not in line for line in lines[:-1])
    kept = "".join(lines).removesuffix("…").replace(" ", "")
    assert title.replace(" ", "").startswith(kept)


def test_broad_letters_are_wider_than_narrow_ones():
    assert text_width("MW") > text_width("ab") > text_width("il") > text_width("") == 0
