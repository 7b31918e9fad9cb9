"""Levels of a skill and importance of a requirement: the scales that everything else counts in."""

from enum import IntEnum


class Level(IntEnum):
    """How far a person has come with a skill. Not rated is no level at all, and never 0."""

    NONE = 0
    AWARE = 1
    GUIDED = 2
    INDEPENDENT = 3
    ADVANCED = 4
    LEADING = 5


LEVEL_MEANINGS = {
    Level.NONE: "You have not met it yet.",
    Level.AWARE: "You know what it is for and follow a conversation about it.",
    Level.GUIDED: "You do simple work with it under guidance or from examples.",
    Level.INDEPENDENT: "You do ordinary work with it alone.",
    Level.ADVANCED: "You solve its hard problems, and others ask you.",
    Level.LEADING: "You change how others do it.",
}

LOWEST, LOWEST_NEED, HIGHEST = 0, 1, 5
HIGHEST_TYPICAL = 4  # nobody leads a field by their occupation alone
LEAST_IMPORTANCE, ESSENTIAL, MOST_IMPORTANCE = 1, 4, 5
