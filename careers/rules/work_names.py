"""How people name their work in a sentence: the words around it, and names like the one typed."""

import re
from collections.abc import Iterable
from difflib import get_close_matches

MOST_ALIKE = 4
LIKENESS = 0.78  # 1 is the same; a slip of the finger in a name of eight letters is about 0.87
MOST_LETTERS_APART = 2
SHORTEST_WORD = 4  # letters: "of" and "the" are words of many names
AROUND = re.compile(
    r"^(?:(?:i\s*['\u2019]?\s*a?m|i\s+(?:currently\s+)?(?:work|worked)(?:\s+as)?|i\s+(?:study|studied)|"
    r"my\s+(?:job|work|profession)\s+is|work(?:ing|ed)?\s+as|studying|currently|now|a|an|the|"
    r"former|formerly|retired|unemployed)\s+)+",
    re.IGNORECASE,
)


def work_named_in(sentence: str) -> str:
    """The name of the work: "nurse" of "I'm a nurse."; a name alone stays as it is."""
    return AROUND.sub("", f"{sentence.strip()} ").strip(" .!") or sentence.strip()


def names_alike(text: str, names: Iterable[str]) -> list[str]:
    """Names, written in small letters, that a slip of the finger may have made of others."""
    about_as_long = [one for one in names if abs(len(one) - len(text)) <= MOST_LETTERS_APART]
    return get_close_matches(text, about_as_long, MOST_ALIKE, LIKENESS)


def names_sharing_words(text: str, names: Iterable[str]) -> list[str]:
    """Names that share a word with the text: the most words first, of as many the last word.

    The last one says what somebody is: "ward nurse" is a nurse.
    """
    words = [word for word in text.split() if len(word) >= SHORTEST_WORD]
    worth = {word: len(words) + place for place, word in enumerate(words)}
    shared = {name: sum(worth.get(word, 0) for word in name.split()) for name in names}
    found = [name for name, sum_ in shared.items() if sum_]
    return sorted(found, key=lambda name: (-shared[name], len(name), name))
