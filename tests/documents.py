"""Documents for property tests: whatever a person may keep about the rows that there are."""

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from careers.data_export.document import Document
from careers.data_export.entries import (
    ChangeEntry,
    ChoicesEntry,
    GoalEntry,
    IdentityEntry,
    LeftOutEntry,
    LevelEntry,
    LinkEntry,
    NoteEntry,
    RatingEntry,
    ResourceEntry,
)
from careers.models import Resource, ResourceProgress, SkillProgress
from careers.models.dates import FIRST_PROOF, FIRST_START, LAST_PROOF, LAST_START

SKILLS = ["python", "sql", "writing", "zig"]
RESOURCES = ["a-book", "a-course"]
OCCUPATIONS = ["cook", "nurse"]
ROLES = ["data-engineer", "ml-engineer", "researcher"]
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)

SPAN = 800_000_000_000_000  # microseconds: some 25 years
moments = st.integers(0, SPAN).map(lambda since: NOW - timedelta(microseconds=since))
starts = st.none() | st.dates(FIRST_START, LAST_START)
proofs = st.none() | st.dates(FIRST_PROOF, LAST_PROOF)
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=40)
addresses = st.sampled_from(["https://example.org/", "http://example.org/ä?q=1#x"])
skills, roles = st.sampled_from(SKILLS), st.sampled_from(ROLES)
choices = st.builds(
    ChoicesEntry,
    hours_per_week=st.integers(1, 80),
    free_only=st.booleans(),
    avoided_kinds=st.lists(st.sampled_from(Resource.Kind), unique=True).map(tuple),
    language=st.sampled_from(["", "en", "de"]),
    start=starts,
    changed=moments,
)


def _lists_of(entry: Any, **fields: Any) -> Any:
    """Lists of entries of which no two are about the same thing."""
    entries = st.builds(entry, **fields)
    return st.lists(entries, max_size=6, unique_by=lambda one: one.key()).map(tuple)


documents = st.builds(
    Document,
    identity=st.builds(IdentityEntry, key=st.uuids(version=4), since=moments),
    present_role=st.none() | roles,
    occupation=st.none() | st.sampled_from(OCCUPATIONS),
    ratings=_lists_of(RatingEntry, skill=skills, level=st.integers(0, 5), rated=moments),
    history=_lists_of(
        ChangeEntry, skill=skills, level=st.none() | st.integers(0, 5), changed=moments
    ),
    goals=_lists_of(GoalEntry, role=roles, added=moments),
    choices=st.none() | choices,
    left_out=_lists_of(LeftOutEntry, skill=skills, added=moments),
    resources=_lists_of(
        ResourceEntry,
        resource=st.sampled_from(RESOURCES),
        state=st.sampled_from(ResourceProgress.State),
        changed=moments,
    ),
    levels=_lists_of(
        LevelEntry,
        skill=skills,
        level=st.integers(1, 5),
        state=st.sampled_from(SkillProgress.State),
        evidence=texts,
        evidence_url=st.just("") | addresses,
        on=proofs,
        changed=moments,
    ),
    notes=_lists_of(NoteEntry, skill=skills, text=texts.filter(str.strip), changed=moments),
    links=_lists_of(LinkEntry, skill=skills, url=addresses, title=texts, added=moments),
)
