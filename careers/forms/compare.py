"""Which roles to compare: the address `?role=a&role=b`, and the selects that make it."""

from collections.abc import Iterable, Iterator

from careers.models import Role

FEWEST, MOST = 2, 4


class CompareForm:
    """Two to four published roles; what was asked beyond that is named in the remarks."""

    def __init__(self, asked: Iterable[str]) -> None:
        given = [slug for slug in asked if slug]
        self.roles = Role.objects.published().names()
        titles = dict(self.roles)
        known = list(dict.fromkeys(slug for slug in given if slug in titles))
        self.slugs = known[:MOST]
        self.remarks = list(self._remarks(given, known))

    @property
    def is_enough(self) -> bool:
        return len(self.slugs) >= FEWEST

    @property
    def title(self) -> str:
        titles = dict(self.roles)
        chosen = ", ".join(titles[slug] for slug in self.slugs)
        return f"Compare {chosen}" if self.is_enough else "Compare roles"

    @property
    def slots(self) -> list[tuple[int, str]]:
        """The selects: each a number from 1 and the role chosen in it, or nothing."""
        free = MOST - len(self.slugs)
        return list(enumerate([*self.slugs, *[""] * free], start=1))

    def without(self, slug: str) -> str:
        """The query string of the comparison without one of its roles."""
        return "&".join(f"role={other}" for other in self.slugs if other != slug)

    def _remarks(self, given: list[str], known: list[str]) -> Iterator[str]:
        titles = dict(self.roles)
        if any(slug not in titles for slug in given):
            yield "One of the roles asked for does not exist, so it was left out."
        if any(given.count(slug) > 1 for slug in known):
            yield "Each role can be compared only once, so the duplicate was left out."
        if left_out := [titles[slug] for slug in known[MOST:]]:
            yield f"{MOST} roles can be compared at once: {', '.join(left_out)} was left out."
