"""The ledger of what was sent and what was acknowledged, and what of it the database holds."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

Key = tuple[int, str, int]
"""Round, person, sequence."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Where ledger and database differ; all of it has to be 0."""

    lost: int
    """Acknowledged, and not in the database."""
    twice: int
    """In the database more than once."""
    unsent: int
    """In the database, though nobody sent it."""
    other_answers: int
    """In the database with other answers than were sent."""
    misreported: int
    """Acknowledged in words that do not say what was sent."""

    @property
    def is_none(self) -> bool:
        """Whether the two are equal."""
        return self == Difference(0, 0, 0, 0, 0)


@dataclass(slots=True)
class Ledger:
    """What the phones know: the answers of every ballot that was sent, and which were acknowledged."""

    sent: dict[Key, dict[str, Any]] = field(default_factory=dict[Key, dict[str, Any]])
    acknowledged: set[Key] = field(default_factory=set[Key])
    misreported: int = 0
    resent: int = 0
    refused: Counter[int] = field(default_factory=Counter[int])

    def acknowledge(self, key: Key, said: dict[str, Any]) -> None:
        """Note that a ballot was acknowledged, and whether what then stood was that ballot."""
        self.acknowledged.add(key)
        self.misreported += not said["kept"] or said["sequence"] != key[2] or said["answers"] != self.sent[key]

    def against(self, kept: Iterable[tuple[Key, str]]) -> Difference:
        """Set the ledger against the rows of the database: each with its answers as JSON."""
        rows = list(kept)
        times = Counter(key for key, _answers in rows)
        known = {key: json.loads(answers) for key, answers in rows}
        return Difference(
            lost=len(self.acknowledged - known.keys()),
            twice=sum(number - 1 for number in times.values()),
            unsent=len(known.keys() - self.sent.keys()),
            other_answers=sum(answers != self.sent[key] for key, answers in known.items() if key in self.sent),
            misreported=self.misreported,
        )
