"""What pages say after something was saved, and how it can be undone."""

from collections.abc import Mapping

from django.urls import reverse

from careers.forms import RatingsForm
from careers.forms.ratings import NOT_RATED
from careers.models import Profile, Resource, Skill, SkillProgress
from careers.models.progress import Evidence
from portal.core.form_versions import form_version
from portal.core.notices import Undo

NO_EVIDENCE = form_version(*Evidence())


def ratings_saved(count: int) -> str:
    if not count:  # those that save themselves are saved by now
        return "Nothing was changed. Your ratings are saved as they are shown."
    return f"{count} rating{'' if count == 1 else 's'} saved."


def resource_marked(resource: Resource, state: str) -> str:
    return f"Marked as {state}: {resource}." if state else f"Status cleared: {resource}."


def level_marked(skill: Skill, level: int, state: str, *, rose: bool) -> str:
    """`rose` is whether the person's rating was raised to the level."""
    match state:
        case SkillProgress.State.LEARNING:
            return f"You are learning level {level} of {skill.title}."
        case SkillProgress.State.REACHED:
            said = f"Level {level} of {skill.title} is reached."
            return f"{said} Your rating is now {level}." if rose else said
    return f"Status cleared for level {level} of {skill.title}. Your rating stays as it is."


def undo_of_ratings(changes: Mapping[Skill, int | None], before: Mapping[str, int]) -> Undo | None:
    """The form that restores a single changed rating; None if more changed, or nothing."""
    if len(changes) != 1:
        return None
    (skill,) = changes
    level = str(before.get(skill.slug, NOT_RATED))
    return Undo(reverse("careers:ratings_save"), {RatingsForm.name_for(skill): level})


def undo_of_level(own: Profile, skill: Skill, level: int) -> Undo | None:
    """The form that sets the status of a level again, with what shows it."""
    row = own.skill_progress.filter(skill=skill, level=level).first()
    if row is None:
        return None
    evidence = {"evidence": row.evidence, "evidence_url": row.evidence_url}
    on = {"on": row.on.isoformat()} if row.on else {}
    fields = {"state": row.state, "level": str(level), "version": NO_EVIDENCE, **evidence, **on}
    return Undo(reverse("careers:skill_progress", args=[skill.slug]), fields)
