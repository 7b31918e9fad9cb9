"""What links topics: strategies that address challenges, and other relations."""

from operator import itemgetter
from typing import Any, NamedTuple, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Lower

from careers.models import Requirement
from portal.core.publication import is_published
from scalability.models.case_studies import CaseStudy
from scalability.models.topics import Pillar, Topic, TopicPart


class Tie(NamedTuple):
    """A topic's link to another one, in the words of the first."""

    words: str
    other: Topic
    how: str
    is_seen: bool = False


def _named(end: str, path: str = "") -> dict[str, F]:
    """The columns for a link to a row, by the name of its end of the chain."""
    return {f"{end}_{column}": F(f"{path or end}__{column}") for column in ("slug", "title")}


class AddressesQuerySet(models.QuerySet["Addresses"]):
    def published(self) -> Self:
        """Links between two published topics."""
        topics = Topic.objects.published()
        return self.filter(strategy__in=topics, challenge__in=topics)

    def of(self, topic: Topic) -> Self:
        """What addresses the topic, or what it addresses."""
        return self.filter(Q(strategy=topic) | Q(challenge=topic))

    def with_evidence(self) -> Self:
        """Add whether a published case study met the challenge and used the strategy."""
        met = {"parts__part": TopicPart.CHALLENGE, "parts__topic": OuterRef("challenge")}
        used = {"parts__part__in": TopicPart.used(), "parts__topic": OuterRef("strategy")}
        cases = CaseStudy.objects.published().filter(**met).filter(**used)
        return self.annotate(is_seen=Exists(cases))

    def seen_in(self, case_study: CaseStudy) -> Self:
        """Those whose challenge the case study met, and whose strategy helped against it."""
        parts = case_study.parts.order_by()
        met = parts.filter(part=TopicPart.CHALLENGE)
        helped = parts.exclude(part=TopicPart.CHALLENGE)
        return self.filter(challenge__in=met.values("topic"), strategy__in=helped.values("topic"))

    def chain(self) -> dict[str, Any] | None:
        """From challenge to role: the first case study that met the challenge and used the
        strategy, with people who needed a skill of the strategy in a role that requires it, the
        most important first.

        In two queries: if one joins all of that, PostgreSQL plans it for a second or two.
        """
        ties = list(self._seen_at_work())
        needs = Requirement.objects.published().of_published_roles()
        needs = needs.filter(
            role__case_studies__in={tie["case_study"] for tie in ties},
            skill__case_studies=F("role__case_studies"),
            skill__topics__in={tie["strategy"] for tie in ties},
        ).order_by("-importance", "role__title", Lower("skill__title"))
        columns = {"case_study": F("role__case_studies"), "strategy": F("skill__topics")}
        columns |= _named("skill") | _named("role")
        rows: models.QuerySet[Requirement, Any] = needs.values("importance", **columns)
        most: dict[tuple[int, int], dict[str, Any]] = {}
        for need in rows:
            most.setdefault((need["case_study"], need["strategy"]), need)
        ends = ((tie, most.get((tie["case_study"], tie["strategy"]))) for tie in ties)
        chains = [tie | need for tie, need in ends if need]
        of_the_first = [one for one in chains if one["case_study"] == chains[0]["case_study"]]
        return max(of_the_first, key=itemgetter("importance"), default=None)

    def _seen_at_work(self) -> "models.QuerySet[Addresses, Any]":
        """Each with the first published case study that met the challenge and used the strategy, in
        the order of the case studies.
        """
        case = "strategy__parts__case_study"
        links = {
            "strategy__parts__part": TopicPart.STRATEGY,
            f"{case}__parts__part": TopicPart.CHALLENGE,
            f"{case}__parts__topic": F("challenge"),
        }
        columns = {"case_study": F(case), "help": F("how"), "problem": F("challenge__problem")}
        columns |= {"organisation": F(f"{case}__organisation")}
        columns |= _named("challenge") | _named("strategy") | _named("case", case)
        rows = (
            self.published().filter(is_published(case), **links).order_by(case, f"{case}__pk", "pk")
        )
        return rows.values("pk", "strategy", **columns)

    def not_strategy_to_challenge(self) -> Self:
        """The links that `clean` would refuse, for loads, which save many rows at once."""
        return self.exclude(
            strategy__pillar__kind=Pillar.Kind.STRATEGY,
            challenge__pillar__kind=Pillar.Kind.CHALLENGE,
        ).select_related("strategy", "challenge")


class Addresses(models.Model):
    """A strategy topic that helps against a challenge topic, and how."""

    strategy = models.ForeignKey(Topic, models.CASCADE, related_name="addresses")
    challenge = models.ForeignKey(Topic, models.CASCADE, related_name="addressed_by")
    how = models.CharField(max_length=250)

    is_seen: bool  # if it was read `with_evidence`

    objects = AddressesQuerySet.as_manager()

    class Meta:
        ordering = ["strategy__title", "challenge__title"]
        verbose_name_plural = "addresses"
        constraints = [
            models.UniqueConstraint(
                fields=["strategy", "challenge"],
                name="scalability_addresses_unique",
                violation_error_message="The strategy already addresses this challenge.",
            ),
            models.CheckConstraint(
                condition=~Q(strategy=F("challenge")),
                name="scalability_addresses_not_itself",
                violation_error_message="A topic cannot address itself.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.strategy} addresses {self.challenge}"

    def told_by(self, topic: Topic) -> Tie:
        """The link from the side of `topic`; proven in practice if it was read `with_evidence`."""
        is_seen = getattr(self, "is_seen", False)
        if topic == self.strategy:
            return Tie("addresses", self.challenge, self.how, is_seen)
        return Tie("is addressed by", self.strategy, self.how, is_seen)

    def clean(self) -> None:
        if not (self.strategy_id and self.challenge_id):
            return
        if self.strategy.pillar.kind != Pillar.Kind.STRATEGY:
            raise ValidationError("Only a topic of a strategy pillar can address others.")
        if self.challenge.pillar.kind != Pillar.Kind.CHALLENGE:
            raise ValidationError({"challenge": "Choose a topic of a challenge pillar."})


class RelationQuerySet(models.QuerySet["Relation"]):
    def published(self) -> Self:
        """Links between two published topics."""
        topics = Topic.objects.published()
        return self.filter(topic__in=topics, other__in=topics)

    def of(self, topic: Topic) -> Self:
        """Its relations, whichever of the two topics holds them."""
        return self.filter(Q(topic=topic) | Q(other=topic))


class Relation(models.Model):
    """Any other link between two topics, and what kind it is."""

    class Kind(models.TextChoices):
        SUPPORTS = "supports", "supports"
        NEEDS = "needs", "needs"
        TRADES_OFF_WITH = "trades-off-with", "trades off with"

    topic = models.ForeignKey(Topic, models.CASCADE, related_name="relations")
    kind = models.CharField(max_length=16, choices=Kind)
    other = models.ForeignKey(Topic, models.CASCADE, related_name="relations_from")
    how = models.CharField(max_length=250)

    objects = RelationQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "other__title"]
        constraints = [
            models.UniqueConstraint(
                fields=["topic", "kind", "other"],
                name="scalability_relation_unique",
                violation_error_message="The two topics are already linked in this way.",
            ),
            models.CheckConstraint(
                condition=~Q(topic=F("other")),
                name="scalability_relation_not_itself",
                violation_error_message="A topic cannot be linked to itself.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.topic} {self.get_kind_display()} {self.other}"

    def told_by(self, topic: Topic) -> Tie:
        if topic == self.topic:
            return Tie(self.get_kind_display(), self.other, self.how)
        return Tie(TOLD_BY_THE_OTHER[Relation.Kind(self.kind)], self.topic, self.how)


TOLD_BY_THE_OTHER = {
    Relation.Kind.SUPPORTS: "is supported by",
    Relation.Kind.NEEDS: "is needed by",
    Relation.Kind.TRADES_OFF_WITH: "trades off with",
}
