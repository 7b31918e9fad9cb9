"""The skills that an occupation offers: to keep, to correct, or to leave out."""

from collections.abc import Iterable, Mapping
from typing import Any

from careers.forms.ratings import RatingsForm
from careers.models import Skill


class OfferForm(RatingsForm):
    """Begins with the typical levels, or with what the person rated already.

    `typical` and `own` are skill -> level. What is not chosen, or not sent, is left out.
    """

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        skills: Iterable[Skill],
        typical: Mapping[str, int],
        own: Mapping[str, int],
    ) -> None:
        super().__init__(data, skills, {**typical, **own})
        self.own = own

    def confirmed(self) -> dict[Skill, int]:
        """All levels that the person says are theirs."""
        chosen = {skill: self.cleaned_data[name] for name, skill in self.skills.items()}
        return {skill: level for skill, level in chosen.items() if level is not None}

    def kept(self) -> dict[Skill, int]:
        """Those of them that say something new.

        What was rated before, or since the page was made, gives way only to another choice.
        """
        return {
            skill: level
            for skill, level in self.confirmed().items()
            if level != self.own.get(skill.slug)
            and (skill.slug not in self.own or self._is_touched(self.name_for(skill)))
        }
