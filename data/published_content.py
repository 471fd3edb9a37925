"""What is published in one release, as plain domain objects, and the hash that names its version."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from hashlib import sha256

import orjson

from domain_model.cells import CellWords
from domain_model.dataset import Dataset, Evidence
from domain_model.evidence import GlossaryTerm
from domain_model.figures import FigureBook
from domain_model.geography import Geography
from domain_model.indicators import Indicator, Observation, Publication
from domain_model.parity import ParityPair, Spread

VERSION_DIGITS = 12
"""Hexadecimal digits of a dataset version."""


@dataclass(frozen=True, slots=True, eq=False)
class PublishedContent:
    """Everything that seed files or tables hold, before it is made fit for looking things up."""

    geography: Geography
    publications: tuple[Publication, ...]
    indicators: tuple[Indicator, ...]
    observations: tuple[Observation, ...]
    pairs: tuple[ParityPair, ...]
    spreads: tuple[Spread, ...]
    evidence: Evidence
    cell_words: tuple[CellWords, ...]
    glossary: tuple[GlossaryTerm, ...]

    def parts(self) -> dict[str, Iterable[object]]:
        """Its lists of objects by name, with those of geography and evidence beside the others."""
        whole: dict[str, Iterable[object]] = {}
        for owner in (self, self.geography, self.evidence):
            for field in fields(owner):
                value = getattr(owner, field.name)
                if isinstance(value, tuple):
                    whole[field.name] = value
        return whole

    def version(self) -> str:
        """The first 12 hexadecimal digits of a SHA-256 over everything held, in whatever order and place."""
        digest = sha256()
        # Sets are written as sorted lists: their own order changes from process to process.
        for name, objects in sorted(self.parts().items()):
            digest.update(name.encode() + b"\n")
            for line in sorted(orjson.dumps(item, default=sorted) for item in objects):
                digest.update(line + b"\n")
        return digest.hexdigest()[:VERSION_DIGITS]

    def dataset(self, version: str) -> Dataset:
        """The same content, fit for looking things up."""
        spreads: dict[str, tuple[Spread, ...]] = {}
        for spread in self.spreads:
            spreads[spread.pair] = (*spreads.get(spread.pair, ()), spread)
        return Dataset(
            version=version,
            geography=self.geography,
            publications={publication.id: publication for publication in self.publications},
            indicators={indicator.id: indicator for indicator in self.indicators},
            figures=FigureBook(self.observations, self.indicators, self.geography),
            pairs=self.pairs,
            spreads=spreads,
            evidence=self.evidence,
            cell_words={words.cell: words for words in self.cell_words},
            glossary=self.glossary,
            observations=len(self.observations),
        )
