"""What holds of any match: random roles with choices, random links and a random person."""

from hypothesis import given
from hypothesis import strategies as st

from careers.rules.implied import implied_by, links_by_skill
from careers.rules.matching import Explanation, Line, explain
from careers.rules.score import BANDS, SIXTIETHS
from tests.careers.rules.matches import WEIGHTS, Case, cases, levels_and_importances


def matches(case: Case) -> dict[str, Explanation]:
    implied = implied_by(case.ratings, case.links)
    return {title: explain(needs, case.ratings, implied) for title, needs in case.roles.items()}


def lines(case: Case) -> list[Line]:
    return [line for match in matches(case).values() for line in match.lines]


@given(cases)
def test_sums_add_up_with_implied_parts(case):
    for match in matches(case).values():
        score = match.score
        by_kind = [*match.matched, *match.missing, *match.implied, *match.unknown]
        rated = sum(line.need.importance for line in match.lines if line.is_rated)
        implied = sum(line.need.importance for line in match.implied)

        assert sorted(map(id, by_kind)) == sorted(map(id, match.lines))  # each line once
        assert sum(line.points for line in match.lines) * SIXTIETHS == score.points
        assert score.known_weight == rated + implied
        assert score.implied_weight == implied
        assert score.weight == sum(line.need.importance for line in match.lines)
        assert score.readiness <= score.known <= 100
        assert score.readiness <= score.at_most <= 100


@given(cases)
def test_fit_is_the_sum_over_rated_needs_alone(case):
    for match in matches(case).values():
        counted = [
            max(
                WEIGHTS[skill] * need.importance * min(case.ratings[skill], need.level)
                for skill in need.skills
                if skill in case.ratings
            )
            for need in (line.need for line in match.lines if line.is_rated)
        ]

        assert match.score.fit == sum(counted) == sum(line.fit for line in match.brought)


@given(cases)
def test_implied_never_beats_rated(case):
    implied = implied_by(case.ratings, case.links)

    for line in lines(case):
        rated = [case.ratings[skill] for skill in line.need.skills if skill in case.ratings]
        known = [implied[skill].level for skill in line.need.skills if skill in implied]
        assert line.is_rated is bool(rated)
        assert line.is_known is bool(rated or known)
        assert line.have == max(rated or known, default=None)
        assert (line.implied is None) is (bool(rated) or not known)


@given(cases, st.data())
def test_raising_rated_levels_lowers_no_readiness_and_no_fit(case, data):
    """Among the same rated skills, however many of them rise."""
    higher = {skill: data.draw(st.integers(level, 5)) for skill, level in case.ratings.items()}
    then = matches(case._replace(ratings=higher))

    for title, match in matches(case).items():
        before, after = match.score, then[title].score
        assert after.points >= before.points
        assert after.essential_points >= before.essential_points
        assert after.known_weight >= before.known_weight
        assert after.fit >= before.fit
        assert list(BANDS).index(after.band) <= list(BANDS).index(before.band)


@given(cases)
def test_what_is_implied_only_adds(case):
    implied = matches(case)

    for title, needs in case.roles.items():
        alone = explain(needs, case.ratings).score
        assert implied[title].score.points >= alone.points
        assert implied[title].score.known_weight >= alone.known_weight
        assert implied[title].score.fit == alone.fit


@given(cases, st.randoms(use_true_random=False))
def test_order_and_scores_do_not_depend_on_the_order_of_anything(case, random):
    def shuffled(some):
        return random.sample(list(some), len(some))

    all_links = [link for some in case.links.values() for link in some]
    titles = shuffled(case.roles)
    other = Case(
        {title: shuffled(case.roles[title]) for title in titles},
        links_by_skill(shuffled(all_links)),
        dict(shuffled(case.ratings.items())),
    )
    here, there = matches(case), matches(other)

    def order(found):
        return sorted(found, key=lambda title: (found[title].score.rank, title))

    assert order(here) == order(there)
    for title, match in here.items():
        assert there[title].score == match.score
        assert {line.need: line for line in there[title].lines} == {
            line.need: line for line in match.lines
        }


@given(cases, levels_and_importances)
def test_a_skill_that_no_role_asks_changes_no_match(case, asked):
    """Only through a link could it, and none leads from it."""
    more = case._replace(ratings={**case.ratings, "juggling": asked[0]})

    assert matches(more) == matches(case)
