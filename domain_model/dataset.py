"""Everything that was published and coded, as one immutable whole with a version."""

from collections.abc import Mapping
from dataclasses import dataclass

from domain_model.cells import Cell, CellWords
from domain_model.evidence import (
    Contradiction,
    Emphasis,
    ExpectedMove,
    FrameworkEntry,
    GlossaryTerm,
    Link,
    PublishedCell,
    QuotedFigure,
    Source,
    Statement,
    Strategy,
    StudyFact,
    Subtheme,
)
from domain_model.figures import FigureBook
from domain_model.geography import Geography
from domain_model.indicators import Indicator, Publication
from domain_model.parity import ParityPair, Spread


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """The evidence catalogue: statements, what the published table prints, links and their sources."""

    sources: tuple[Source, ...]
    statements: tuple[Statement, ...]
    published_cells: tuple[PublishedCell, ...]
    subthemes: tuple[Subtheme, ...]
    links: tuple[Link, ...]
    study_facts: tuple[StudyFact, ...]
    quoted_figures: tuple[QuotedFigure, ...]
    contradictions: tuple[Contradiction, ...]
    framework_entries: tuple[FrameworkEntry, ...] = ()
    emphases: tuple[Emphasis, ...] = ()
    strategies: tuple[Strategy, ...] = ()
    expected_moves: tuple[ExpectedMove, ...] = ()

    def source(self, source_id: str) -> Source:
        """One source.

        Raises:
            LookupError: if there is no source of that id.
        """
        for source in self.sources:
            if source.id == source_id:
                return source
        raise LookupError(f"no such source: {source_id!r}")


@dataclass(frozen=True, slots=True, eq=False)
class Dataset:
    """All figures, pairs and evidence at one `version`, the content hash printed on every page.

    Compared by identity, so that what is computed from it can be remembered beside it.
    """

    version: str
    geography: Geography
    publications: Mapping[str, Publication]
    indicators: Mapping[str, Indicator]
    figures: FigureBook
    pairs: tuple[ParityPair, ...]
    spreads: Mapping[str, tuple[Spread, ...]]
    evidence: Evidence
    cell_words: Mapping[Cell, CellWords]
    glossary: tuple[GlossaryTerm, ...]
    observations: int

    def pair(self, pair_id: str) -> ParityPair:
        """One pair of the register.

        Raises:
            LookupError: if there is no pair of that id.
        """
        for pair in self.pairs:
            if pair.id == pair_id:
                return pair
        raise LookupError(f"no such pair: {pair_id!r}")

    def indicator(self, indicator_id: str) -> Indicator:
        """One indicator.

        Raises:
            LookupError: if there is no indicator of that id.
        """
        try:
            return self.indicators[indicator_id]
        except KeyError:
            raise LookupError(f"no such indicator: {indicator_id!r}") from None
