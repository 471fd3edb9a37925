"""What the matrix shows, to and from its query string, which exports and searches carry too."""

from dataclasses import dataclass, fields

from components.query_view import QueryView
from domain_model.evidence_filter import EvidenceFilter, MatrixPlace
from domain_model.evidence_vocabulary import (
    EvidencePart,
    MatrixMeasure,
    MatrixReading,
    Perspective,
    PlacementBasis,
    PopulationGroup,
)
from domain_model.vocabulary import StatementKind

_NOT_FILTERS = frozenset({"problems", "reading", "measure", "cell", "page", "q"})


@dataclass(frozen=True, slots=True)
class MatrixView(QueryView):
    """The matrix: which reading counts, what its numbers say, which statements pass, and which place is open.

    The fields that narrow the statements mean what those of `EvidenceFilter` mean. `q` are words searched for;
    `page` counts the pages of fifty statements in the open place from 1.
    """

    reading: MatrixReading = MatrixReading.PUBLISHED
    measure: MatrixMeasure = MatrixMeasure.COUNT
    q: str = ""
    kinds: tuple[StatementKind, ...] = ()
    parts: tuple[EvidencePart, ...] = ()
    sources: tuple[str, ...] = ()
    subthemes: tuple[str, ...] = ()
    voices: tuple[str, ...] = ()
    perspectives: tuple[Perspective, ...] = ()
    groups: tuple[PopulationGroup, ...] = ()
    bases: tuple[PlacementBasis, ...] = ()
    participants: tuple[str, ...] = ()
    year_from: int | None = None
    year_to: int | None = None
    undated: bool = False
    only_thin: bool = False
    only_contested: bool = False
    only_dual: bool = False
    only_own: bool = False
    cell: MatrixPlace | None = None
    page: int = 1

    def filter(self, matching: frozenset[str] | None = None) -> EvidenceFilter:
        """Which statements pass; `matching` are the ids that a search for `q` found, None where none was made."""
        return EvidenceFilter(
            **{each.name: getattr(self, each.name) for each in fields(self) if each.name not in _NOT_FILTERS},
            matching=matching,
        )

    def without_filters(self) -> str:
        """The change of the address that takes away the words and every filter, and keeps reading and place."""
        names = [each.name for each in fields(self) if each.name == "q" or each.name not in _NOT_FILTERS]
        return "&".join(f"{name}=" for name in (*names, "page"))

    @property
    def is_filtered(self) -> bool:
        """Whether anything narrows the statements."""
        return bool(self.q.strip()) or not self.filter().is_empty
