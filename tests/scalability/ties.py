"""What tests of models share."""

from scalability.models import (
    Addresses,
    Pillar,
    Topic,
)
from tests.scalability.factories import make_pillar, make_topic


def make_strategy(**fields) -> Topic:
    return make_topic(pillar=make_pillar(kind=Pillar.Kind.STRATEGY), **fields)


def make_tie(strategy: Topic, challenge: Topic) -> Addresses:
    return Addresses.objects.create(strategy=strategy, challenge=challenge, how="It spreads work.")
