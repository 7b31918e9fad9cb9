import pytest

from portal.core.text.prose import (
    citations_in,
    names_law,
    sentences_in,
    uncited_figures,
    undated_law,
    word_count,
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("One, two: three.", 3),
        ("A [long link](/about/sources/#some-slug) counts its words.", 6),
        ("## A heading\n\n- first entry\n- second entry", 6),
        ("The loop `for x in rows` is code.", 4),
        ("It's a well-known KV-cache.", 4),
        ("```\nx = 1\n```\nafter", 1),
    ],
)
def test_words_are_those_that_a_reader_sees(text, words):
    assert word_count(text) == words


def test_sentences_are_told_apart_and_marks_do_not_matter():
    text = "It is *late*. Is it? “Yes.” The\nend!\n\n- It is late\n- [Go](/there/) home, v1.5 says"

    assert list(sentences_in(text)) == [
        *("it is late", "is it", "yes", "the end", "it is late", "go home v1 5 says"),
    ]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("It fell by 30 percent.", ["30 percent"]),
        ("It fell by 30%, in 5 ms.", ["30%", "5 ms"]),
        ("It cost $5.", ["$5"]),
        ("A run took 3,000 GPUs and 1.5 million hours.", ["3,000 GPUs", "1.5 million"]),
        ("An H100 runs Llama 3 with 4-bit weights on port 8080 since 2024.", []),
        ("Suppose a page takes 30 ms.", []),
        ("It fell by 30 %, [they say](/about/sources/#them).", []),
        ("It fell by 30 %.\n\nSo [they say](/about/sources/#them).", ["30 %"]),
        ("- It fell by 30 %.\n- [They](/about/sources/#them) say so.", ["30 %"]),
        ("Set `timeout = 30 seconds`.", []),
        ("[Thirty](/roles/30 ms/) days.", []),
    ],
)
def test_figure_without_a_source_is_found(text, figures):
    assert list(uncited_figures(text)) == figures


def test_citations_are_the_slugs_of_sources():
    text = "[One](/about/sources/#one-2024), [a page](/roles/x/), [two](/about/sources/#two)."

    assert citations_in(text) == {"one-2024", "two"}


@pytest.mark.parametrize(
    ("text", "beginnings"),
    [
        ("The AI Act bans it since 2 February 2025.", ["The AI Act bans it since"]),
        ("As of November 2026, the AI Act bans it since 2 February 2025.", []),
        ("SR 26-2 came out in 2026.", ["SR 26-2 came out in 2026"]),
        ("SB 53 (2025) holds as of May 2026.", []),
        ("Read Regulation (EU) 2024/1689, ISO/IEC 42001:2023 and GB 45438-2025.", []),
        ("The GDPR gives people rights.", []),
        ("People act on it since 2025.", []),
        ("It is banned, [they say](/about/sources/#act).", ["It is banned, they say"]),
        ("It is banned, [they say](/about/sources/#act), as of June 2026.", []),
        ("It is fast, [they say](/about/sources/#paper).", []),
        (
            "As of May 2026, the AI Act holds.\n\nThe AI Act began in 2024.",
            ["The AI Act began in 2024"],
        ),
    ],
)
def test_law_without_the_month_as_of_which_it_holds_is_found(text, beginnings):
    assert [one.rstrip(".") for one in undated_law(text, {"act"})] == beginnings


@pytest.mark.parametrize(
    ("title", "is_law"),
    [
        ("Regulation (EU) 2024/1689 (AI Act)", True),
        ("SR 26-2: Revised Guidance on Model Risk Management", True),
        ("ISO/IEC 42001:2023", True),
        ("Attention Is All You Need", False),
        ("LoRA Learns Less and Forgets Less", False),
    ],
)
def test_title_of_a_law_is_told_from_others(title, is_law):
    assert names_law(title) is is_law
