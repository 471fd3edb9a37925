"""What the domain asks where coding rounds, their coders and their placements are kept."""

from datetime import datetime
from typing import Protocol

from domain_model.coding import CodedPlacement, Coder, CodingRound


class CodingRepository(Protocol):
    """Where coding rounds are kept, with every version of every placement."""

    def add_round(self, coding_round: CodingRound) -> None:
        """Keep a new round."""
        ...

    def round(self, round_id: str) -> CodingRound | None:
        """The round of that id."""
        ...

    def rounds(self) -> tuple[CodingRound, ...]:
        """All rounds, the latest first."""
        ...

    def close_round(self, round_id: str, at: datetime, version: str) -> None:
        """Note that nothing is placed any more, and at which version the evidence is."""
        ...

    def coders(self, round_id: str) -> tuple[Coder, ...]:
        """Who takes part, in the order of joining."""
        ...

    def rounds_joined(self, person: str) -> tuple[Coder, ...]:
        """Where a person takes part, the latest first."""
        ...

    def add_coder(self, coder: Coder) -> None:
        """Let somebody take part."""
        ...

    def set_finished(self, round_id: str, person: str, at: datetime | None) -> None:
        """Note that somebody is done, or with None that they are not."""
        ...

    def add(self, placement: CodedPlacement) -> None:
        """Keep a version.

        Raises:
            ChangedMeanwhileError: if there is such a version of the placement already.
        """
        ...

    def versions(self, round_id: str, coder: str) -> tuple[CodedPlacement, ...]:
        """All versions of all placements of one coder in a round, statement by statement."""
        ...

    def all_versions(self, round_id: str) -> tuple[CodedPlacement, ...]:
        """All versions of everybody's placements in a round; for a closed round only."""
        ...

    def numbers_placed(self, round_id: str) -> dict[str, int]:
        """How many statements stand placed, by coder: how far they are, never where."""
        ...

    def of(self, author: str) -> tuple[CodedPlacement, ...]:
        """All versions of all placements of a person, round by round."""
        ...

    def erase_of(self, author: str, *, only_open: bool = False) -> int:
        """Remove all placements of a person and their taking part; answer how many statements they had placed.

        Rounds of theirs in which nobody else takes part are removed as well; the others stay for those who do.
        With `only_open`, what they placed in rounds that are closed stays, since figures rest on it.
        """
        ...
