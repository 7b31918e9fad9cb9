import pytest

from portal.content.prose import citations_in, sentences_in, uncited_figures, words_in


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
    assert words_in(text) == words


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
