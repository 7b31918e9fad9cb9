"""How far a person has come, and what they keep with it."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from careers.models import Note, OwnLink, Profile, ResourceProgress, Skill, SkillProgress
from careers.pages.history import History, history_of
from careers.pages.suggestions import Suggested, suggested_to

DOING = ResourceProgress.State
IN_ORDER = [DOING.STARTED, DOING.PLANNED, DOING.DONE, DOING.DROPPED]


class OwnWords(NamedTuple):
    """What somebody wrote and keeps about one skill."""

    skill: Skill
    note: Note | None
    links: list[OwnLink]


class ProgressPage(NamedTuple):
    suggested: list[Suggested]
    resources: list[tuple[str, list[ResourceProgress]]]  # by the words for their state
    learning: list[SkillProgress]
    reached: list[SkillProgress]
    words: list[OwnWords]
    history: History


def progress_of(profile: Profile) -> ProgressPage:
    levels = list(profile.skill_progress.published().with_anchors())
    reached = [row for row in levels if row.state == SkillProgress.State.REACHED]
    ratings = list(profile.ratings.published().select_related("skill"))
    return ProgressPage(
        suggested=suggested_to(profile, ratings),
        resources=_by_state(list(profile.resource_progress.published())),
        learning=[row for row in levels if row not in reached],
        reached=reached,
        words=_own_words(profile.notes.published(), profile.own_links.published()),
        history=history_of(profile, ratings, reached),
    )


def _by_state(rows: Sequence[ResourceProgress]) -> list[tuple[str, list[ResourceProgress]]]:
    """What is under way first; empty states are left out."""
    groups = [(state.label, [row for row in rows if row.state == state]) for state in IN_ORDER]
    return [(label, group) for label, group in groups if group]


def _own_words(notes: Iterable[Note], links: Iterable[OwnLink]) -> list[OwnWords]:
    note_of = {note.skill: note for note in notes}
    links = list(links)
    skills = {*note_of, *(link.skill for link in links)}
    return [
        OwnWords(skill, note_of.get(skill), [link for link in links if link.skill == skill])
        for skill in sorted(skills, key=lambda skill: skill.title)
    ]
