"""What people may ask themselves once they have finished a resource."""

from collections.abc import Iterable
from typing import NamedTuple

from careers.models import Profile, Rating, Resource, Teaches
from careers.rules.suggestions import Finished, Rated, Suggestion, suggest


class Suggested(NamedTuple):
    suggestion: Suggestion
    lesson: Teaches


def suggested_to(
    own: Profile, ratings: Iterable[Rating], resource: Resource | None = None
) -> list[Suggested]:
    """What finished resources, or one of them, invite a person to ask themselves.

    `ratings` come with their skills.
    """
    lessons = Teaches.objects.published().finished_in(own)
    if resource:
        lessons = lessons.filter(resource=resource)
    rows = {(one.resource.slug, one.skill.slug): one for one in lessons}
    suggestions = suggest(
        [
            Finished(*names, one.level_from, one.level_to, one.done.timestamp())
            for names, one in rows.items()
        ],
        {one.skill.slug: Rated(one.level, one.rated.timestamp()) for one in ratings},
    )
    return [Suggested(one, rows[one.finished.resource, one.finished.skill]) for one in suggestions]
