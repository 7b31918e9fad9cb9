"""What tests of matching share."""

from itertools import product

from hypothesis import strategies as st

from careers.rules.matching import Need

SKILLS = tuple("abcdefghij")


ratings = st.dictionaries(st.sampled_from(SKILLS), st.integers(0, 5))


levels_and_importances = st.sampled_from(list(product(range(1, 6), repeat=2)))


needs, some_needs = (
    st.dictionaries(st.sampled_from(SKILLS), levels_and_importances, min_size=least).map(
        lambda rows: [Need(skill, skill.upper(), *asked) for skill, asked in rows.items()]
    )
    for least in (0, 1)
)


PYTHON = Need("python", "Python", level=4, importance=5)


STATISTICS = Need("statistics", "Statistics", level=3, importance=4)


SQL = Need("sql", "SQL", level=2, importance=3)


WRITING = Need("writing", "Writing", level=3, importance=1)


ANALYST = [PYTHON, STATISTICS, SQL, WRITING]
