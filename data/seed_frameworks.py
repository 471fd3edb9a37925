"""Reads what the seed says to do about barriers: frameworks, emphases, strategies and the figures that should move."""

from collections.abc import Collection, Container, Iterable
from pathlib import Path

from data.errors import SeedError
from data.seed_pairs import PAIRS
from data.seed_rows import SeedRow, read_keyed
from domain_model.evidence import Emphasis, ExpectedMove, FrameworkEntry, Statement, Strategy
from domain_model.evidence_vocabulary import (
    FrameworkKind,
    Perspective,
    PlacementBasis,
    PopulationGroup,
    StrategyStrength,
)
from domain_model.vocabulary import StatementKind

ENTRIES = "framework_entries.csv"
EMPHASES = "emphases.csv"
STRATEGIES = "strategies.csv"
EXPECTED_MOVES = "expected_moves.csv"


def read_framework_entries(folder: Path, sources: Container[str]) -> tuple[FrameworkEntry, ...]:
    """The entries of every framework; no two of a framework may stand at the same place.

    Raises:
        SeedError: if a row breaks the contract of docs/seed-format.md.
    """
    columns = "id kind framework order title text cells cells_basis groups criterion source place note link"
    entries: list[FrameworkEntry] = []
    places: dict[tuple[str, int], int] = {}
    for _key, row in read_keyed(folder, ENTRIES, columns, key="id"):
        entry = _entry(row, sources)
        first = places.setdefault((entry.framework, entry.order), row.number)
        if first != row.number:
            raise row.refuse(f"order {entry.order} of {entry.framework!r} is taken by row {first}: give it its own")
        entries.append(entry)
    return tuple(entries)


def read_emphases(folder: Path, sources: Container[str]) -> tuple[Emphasis, ...]:
    """What each voice of a source emphasises.

    Raises:
        SeedError: if a row breaks the contract of docs/seed-format.md.
    """
    columns = "id perspective voice text cells source place"
    return tuple(
        Emphasis(
            id=row.required("id"),
            perspective=row.token("perspective", Perspective),
            voice=row.required("voice"),
            text=row.required("text"),
            cells=tuple(row.as_cell(token, "cells") for token in row.listed("cells")),
            source=row.known("source", sources, "sources.csv"),
            place=row.required("place"),
        )
        for _key, row in read_keyed(folder, EMPHASES, columns, key="id")
    )


def read_strategies(
    folder: Path, statements: Iterable[Statement], entries: Iterable[FrameworkEntry]
) -> tuple[Strategy, ...]:
    """What answers a barrier: an enabler among the statements, or an entry of a framework.

    Raises:
        SeedError: if a row breaks the contract of docs/seed-format.md.
    """
    known = tuple(statements)
    barriers = _of_kind(known, StatementKind.BARRIER)
    answers = _of_kind(known, StatementKind.ENABLER) | {entry.id for entry in entries}
    found: list[Strategy] = []
    for _key, row in read_keyed(folder, STRATEGIES, "barrier answer strength reason place", key="barrier answer"):
        strategy = Strategy(
            barrier=row.known("barrier", barriers, "statements.csv as a barrier"),
            answer=row.known("answer", answers, f"statements.csv as an enabler, nor in {ENTRIES}"),
            strength=row.token("strength", StrategyStrength),
            reason=row.required("reason"),
            place=row.text("place"),
        )
        if strategy.barrier == strategy.answer:
            raise row.refuse(f"{strategy.barrier} is given as its own answer: name another")
        if (strategy.strength is StrategyStrength.INFERRED) == bool(strategy.place):
            raise _misplaced(row, strategy)
        found.append(strategy)
    return tuple(found)


def read_expected_moves(
    folder: Path, statements: Iterable[Statement], pairs: Collection[str]
) -> tuple[ExpectedMove, ...]:
    """The pairs of figures that should move if a barrier is overcome.

    Raises:
        SeedError: if a row breaks the contract of docs/seed-format.md.
    """
    barriers = _of_kind(statements, StatementKind.BARRIER)
    return tuple(
        ExpectedMove(
            barrier=row.known("barrier", barriers, "statements.csv as a barrier"),
            pair=row.known("pair", pairs, PAIRS),
            reason=row.required("reason"),
        )
        for _key, row in read_keyed(folder, EXPECTED_MOVES, "barrier pair reason", key="barrier pair")
    )


def _entry(row: SeedRow, sources: Container[str]) -> FrameworkEntry:
    return FrameworkEntry(
        id=row.required("id"),
        kind=row.token("kind", FrameworkKind),
        framework=row.required("framework"),
        order=row.whole("order"),
        title=row.required("title"),
        text=row.required("text"),
        cells=tuple(row.as_cell(token, "cells") for token in row.listed("cells")),
        cells_basis=row.token("cells_basis", PlacementBasis),
        groups=tuple(row.as_token(token, "groups", PopulationGroup) for token in row.listed("groups")),
        criterion=row.text("criterion"),
        source=row.known("source", sources, "sources.csv"),
        place=row.required("place"),
        note=row.text("note"),
        link=row.text("link"),
    )


def _of_kind(statements: Iterable[Statement], kind: StatementKind) -> set[str]:
    """The ids of the statements that count among the barriers or the enablers."""
    return {statement.id for statement in statements if statement.counts_as(kind)}


def _misplaced(row: SeedRow, strategy: Strategy) -> SeedError:
    """The refusal of a strategy whose place does not go with its strength."""
    if strategy.place:
        return row.refuse("place is filled in but strength is inferred: our inference stands nowhere, empty the place")
    return row.refuse(f"place is empty but strength is {strategy.strength}: say where the source says so")
