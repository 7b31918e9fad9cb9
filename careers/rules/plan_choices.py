"""Which of several skills that would do a plan goes for."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from careers.rules.needs import Alternative, Need


def decide(
    goals: Mapping[str, Iterable[Need]],
    ratings: Mapping[str, int],
    left_out: Collection[str] = (),
) -> dict[str, list[Need]]:
    """The needs of the goals, each choice with the skill to go for first among its alternatives.

    That is the one that the person is furthest in; of equal ones, what most other needs of the
    goals ask for anyway, then the first listed. What they left out is passed over, unless it is at
    the level needed already or nothing else is left.
    """
    asked = {goal: list(needs) for goal, needs in goals.items()}
    everything = [need for needs in asked.values() for need in needs]
    alone = {need.skill for need in everything if not need.is_choice}
    times = Counter(skill for need in everything for skill in need.skills)

    def rank(one: Alternative) -> tuple[int, bool, int]:
        """The greatest goes first; what is not rated comes last."""
        return ratings.get(one.skill, -1), one.skill in alone, times[one.skill]

    def decided(need: Need) -> Need:
        if not need.is_choice:
            return need
        best = max(need.alternatives, key=rank)
        if ratings.get(best.skill, -1) < need.level:
            wanted = [one for one in need.alternatives if one.skill not in left_out]
            best = max(wanted or need.alternatives, key=rank)
        return _first(best, need)

    return {goal: [decided(need) for need in needs] for goal, needs in asked.items()}


def _first(best: Alternative, need: Need) -> Need:
    others = tuple(one for one in need.alternatives if one != best)
    return replace(need, skill=best.skill, telling=best.telling, alternatives=(best, *others))
