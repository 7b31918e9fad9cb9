"""What tests of matching share."""

from itertools import combinations, product
from typing import NamedTuple

from hypothesis import strategies as st

from careers.rules.implied import Links, links_by_skill
from careers.rules.matching import Need
from careers.rules.needs import Alternative, need_of
from careers.rules.prerequisites import Link

SKILLS = tuple("abcdefghij")
WEIGHTS = dict(zip(SKILLS, (5, 281, 5, 58, 1, 130, 17, 281, 40, 9), strict=True))  # telling weights


ratings = st.dictionaries(st.sampled_from(SKILLS), st.integers(0, 5))


levels_and_importances = st.sampled_from(list(product(range(1, 6), repeat=2)))


needs, some_needs = (
    st.dictionaries(st.sampled_from(SKILLS), levels_and_importances, min_size=least).map(
        lambda rows: [
            Need(skill, skill.upper(), *asked, telling=WEIGHTS[skill])
            for skill, asked in rows.items()
        ]
    )
    for least in (0, 1)
)


# A skill builds on those before it alone, so that no link closes a circle.
links = st.dictionaries(
    st.sampled_from(list(combinations(SKILLS, 2))), st.integers(1, 5), max_size=12
).map(
    lambda levels: links_by_skill(
        Link(skill, needs, level) for (needs, skill), level in levels.items()
    )
)


def choice(skills, level, importance):
    """A need that any of the skills meets; of one skill an ordinary one."""
    alternatives = [Alternative(one, one.upper(), WEIGHTS.get(one, 1)) for one in skills]
    return need_of(alternatives, level, importance)


@st.composite
def needs_with_choices(draw):
    """No skill twice, in needs of one to four skills."""
    skills = draw(st.permutations(SKILLS))
    found = []
    while skills and (size := draw(st.integers(0, 4))):
        found.append(choice(skills[:size], *draw(levels_and_importances)))
        skills = skills[size:]
    return found


class Case(NamedTuple):
    """What roles ask, by title, with the links between skills, and what one person rated."""

    roles: dict[str, list[Need]]
    links: Links
    ratings: dict[str, int]


cases = st.builds(
    Case,
    st.dictionaries(st.sampled_from("ABCDE"), needs_with_choices(), min_size=1),
    links,
    ratings,
)


PYTHON = Need("python", "Python", level=4, importance=5)


STATISTICS = Need("statistics", "Statistics", level=3, importance=4)


SQL = Need("sql", "SQL", level=2, importance=3)


WRITING = Need("writing", "Writing", level=3, importance=1)


ANALYST = [PYTHON, STATISTICS, SQL, WRITING]
