"""What tests of merging share."""

from datetime import UTC, datetime

EARLIER = datetime(2026, 1, 1, tzinfo=UTC)


LATER = datetime(2026, 2, 1, tzinfo=UTC)
