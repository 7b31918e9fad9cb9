"""A pillar's topics, and what is linked to each of them."""

from django.db.models import Prefetch, QuerySet

from scalability.models import Addresses, Pillar, Relation, Tie, Topic


def topics_with_ties(pillar: Pillar) -> QuerySet[Topic]:
    """The topics of a pillar, each with what helps against it or what it helps against."""
    here, there = (
        ("addressed_by", "strategy") if pillar.is_challenge else ("addresses", "challenge")
    )
    ties = Addresses.objects.published().with_evidence().select_related(there)
    beside = Prefetch(here, ties.order_by(f"{there}__title"), "ties")
    return pillar.topics.published().with_counts().prefetch_related(beside)


def help_for(topic: Topic) -> list[Tie]:
    """What helps against a topic or what it helps against; first what a case study proves."""
    rows = Addresses.objects.published().of(topic).with_evidence()
    ties = [row.told_by(topic) for row in rows.select_related("strategy", "challenge")]
    return sorted(ties, key=lambda tie: not tie.is_seen)


def relations_of(topic: Topic) -> list[Tie]:
    """The other links of a topic, by what they say and to which topic they lead."""
    rows = Relation.objects.published().of(topic).select_related("topic", "other")
    ties = [row.told_by(topic) for row in rows]
    return sorted(ties, key=lambda tie: (tie.words, tie.other.title))
