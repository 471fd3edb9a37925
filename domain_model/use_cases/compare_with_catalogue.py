"""Compare the coders of a closed round with the catalogue: where it has the statements itself."""

from collections.abc import Mapping
from dataclasses import dataclass

from domain_model.evidence import Statement
from domain_model.evidence_book import EvidenceBook
from domain_model.evidence_vocabulary import CodingAspect, CodingCounting
from domain_model.statistics.agreement_intervals import Coefficient, cohen_kappa
from domain_model.use_cases.compare_coders import NOWHERE, CodersCompared, category_of


@dataclass(frozen=True, slots=True)
class AgainstCatalogue:
    """One coder's placements against those of the catalogue before anything was agreed.

    `cell` and `kind` are Cohen's kappas. Where the catalogue names several cells there is no one to compare with:
    `several` statements are left out of `cell`. Of `placed` statements `inside` are where the catalogue has them
    too: in one of its cells, or in none.
    """

    coder: str
    cell: Coefficient
    kind: Coefficient
    placed: int
    inside: int
    several: int


def catalogue_placements(book: EvidenceBook) -> dict[str, Statement]:
    """Every statement as it stood before coders agreed on anything, by id."""
    own = (edit.content for edit in book.own.statements.values())
    statements = (*book.published.statements, *(content for content in own if isinstance(content, Statement)))
    return {statement.id: statement for statement in statements}


def against_catalogue(found: CodersCompared, catalogue: Mapping[str, Statement]) -> tuple[AgainstCatalogue, ...]:
    """Each coder against the catalogue's own placements, by statement id; statements that are gone are left out."""
    return tuple(_against(coder, found, catalogue) for coder in found.coders)


def _against(coder: str, found: CodersCompared, catalogue: Mapping[str, Statement]) -> AgainstCatalogue:
    row = found.coders.index(coder)
    cells: list[tuple[str, str]] = []
    kinds: list[tuple[str, str]] = []
    placed = inside = several = 0
    for divided in found.statements:
        placement, known = divided.placements[row], catalogue.get(divided.statement)
        choice = placement.choice if placement else None
        if choice is None or known is None:
            continue
        if found.counting is CodingCounting.CODED_ONLY and (choice.cell is None or not known.cells):
            continue
        placed += 1
        inside += choice.cell in known.cells if choice.cell else not known.cells
        kinds.append((choice.kind.value, known.kind.value))
        if len(known.cells) > 1:
            several += 1
        else:
            theirs = known.cells[0].token if known.cells else NOWHERE
            cells.append((category_of(CodingAspect.CELL, choice), theirs))
    cell, kind = (cohen_kappa([one for one, _ in pairs], [other for _, other in pairs]) for pairs in (cells, kinds))
    return AgainstCatalogue(coder, cell, kind, placed, inside, several)
