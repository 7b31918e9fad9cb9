"""How the front page of scalability joins challenges and strategies."""

from collections.abc import Iterable, Sequence

from scalability.models import Addresses, Pillar, Topic
from scalability.rules.strategy_map import StrategyMap, strategy_map


def strategies_against(
    challenges: Sequence[Pillar], strategies: Sequence[Pillar], ties: Iterable[Addresses]
) -> StrategyMap[Pillar, Topic, Addresses]:
    """The matrix of challenges and strategies; the pillars come with their topics."""
    rows = [(pillar, list(pillar.topics.all())) for pillar in challenges]
    columns = [(pillar, list(pillar.topics.all())) for pillar in strategies]
    topics = {topic.pk: topic for _, under in rows + columns for topic in under}
    pairs = {(topics[tie.challenge_id], topics[tie.strategy_id]): tie for tie in ties}
    return strategy_map(rows, columns, pairs)
