"""The barriers with what addresses them and which figures should move, as tables to be taken away."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from components.exports.evidence_tables import Table, Value, sources_table
from components.exports.evidence_taken import Printed, Taken, cover_of, narrowed
from components.exports.evidence_words import TakenView, filters_in_words, sources_in_words, used_sources
from components.exports.incomplete_sources import incomplete_warning
from components.formatting import listed, plural
from components.labels import cell_label, label
from components.strategy_parts import NO_ANSWER, NO_PAIR
from components.strategy_view import StrategiesView
from domain_model.cells import CELLS
from domain_model.dataset import Evidence
from domain_model.evidence import FrameworkEntry, Statement
from domain_model.evidence_book import EvidenceBook
from domain_model.evidence_vocabulary import StrategyStrength
from domain_model.use_cases.find_strategies import (
    BarrierAnswers,
    FoundAnswer,
    addressed_by,
    answers_to,
    barriers_by_cell,
    barriers_in_no_cell,
)

GONE = "the register has no such pair any more"

_STRATEGY = (
    ("barrier", "the id of the barrier"),
    ("barrier_text", "what it says"),
    ("kind", "barrier, or both: also named as an enabler"),
    ("cells", "the cells in which it counts, building_block/level with semicolons between"),
    ("cells_in_words", "the same in words"),
    ("barrier_source", "the id of its source"),
    ("barrier_place", "where in that source it stands"),
    ("answer", f"the id of what addresses it; empty where {NO_ANSWER}"),
    ("answer_kind", "enabler, both, or what sort of entry of a framework it is"),
    ("answer_text", "the answer in words, or that nobody offers one, which is a gap in what was written"),
    ("strength", "how strongly a source says so: stated, same_source or inferred (by us)"),
    ("strength_in_words", "the same in words"),
    ("reason", "why we read it so"),
    ("recorded_for", "the statement it was recorded for, where that says the same as the barrier and is another"),
    ("source", "the id of the answer's source"),
    ("place", "where that source says that it addresses the barrier; empty where that is our inference"),
    ("answer_place", "where the answer itself stands in that source"),
    ("pairs", "the pairs of figures that should move if the barrier is overcome, with semicolons between"),
    ("pairs_in_words", f"the same with their titles, or '{NO_PAIR}'"),
    ("added_here", "yes: barrier or answer was added by people who use this copy; no: both are of the catalogue"),
)
_MOVE = (
    ("barrier", "the id of the barrier"),
    ("pair", "the id of the pair that should move if it is overcome"),
    ("title", "what the pair compares"),
    ("reason", "why it should move: our expectation, not a forecast"),
)


@dataclass(frozen=True, slots=True)
class AnsweredBarrier:
    """A barrier as the view shows it: with those of its answers that the view asks for."""

    whole: BarrierAnswers
    answers: tuple[FoundAnswer, ...]

    @property
    def barrier(self) -> Statement:
        """The barrier itself."""
        return self.whole.barrier


def strategies_shown(view: StrategiesView, evidence: Evidence) -> tuple[AnsweredBarrier, ...]:
    """What the page of the view shows, each barrier once however many cells list it.

    Raises:
        NoSuchBarrierError: if the view names a barrier or an answer that the evidence does not have.
    """
    if view.barrier:
        found = answers_to(evidence, view.barrier)
        return (AnsweredBarrier(found, found.answers),)
    if view.answer:
        _answer, addressed = addressed_by(evidence, view.answer)
        barriers = (answers_to(evidence, one.said_of.id) for one in addressed if one.said_of)
        return tuple(
            AnsweredBarrier(one, tuple(found for found in one.answers if found.answer.id == view.answer))
            for one in barriers
        )
    by_cell = barriers_by_cell(evidence)
    cells = CELLS if view.cell is None else (view.cell,)
    listed_here = [one for cell in cells for one in by_cell[cell].barriers]
    if view.cell is None:
        listed_here += barriers_in_no_cell(evidence)
    wanted = {one.barrier.id: one for one in listed_here if view.wants(one)}
    return tuple(AnsweredBarrier(one, one.answers) for one in wanted.values())


def taken_strategies(view: StrategiesView, titles: Mapping[str, str], book: EvidenceBook, printed: Printed) -> Taken:
    """Each barrier of the view with each of its answers, the pairs that should move, and the sources.

    `titles` are those of the registered pairs, by their ids.

    Raises:
        NoSuchBarrierError: if the view names a barrier or an answer that the evidence does not have.
    """
    asked = _what_narrows(view)
    shown = strategies_shown(asked, book.evidence)
    answers = [found for one in shown for found in one.answers]
    used = [one.barrier.source for one in shown] + [found.answer.source for found in answers]
    sources = used_sources(used, book.evidence.sources)
    texts = {"barrier": _texts(shown), "answer": {found.answer.id: _text(found.answer) for found in answers}}
    filters = filters_in_words(asked, texts)
    unanswered = sum(not one.answers for one in shown)
    unmeasured = sum(not one.whole.moves for one in shown)
    counts = (
        (strength, sum(found.strategy.strength is strength for found in answers)) for strength in StrategyStrength
    )
    strengths = listed(f"{number:,} '{label(strength)}'" for strength, number in counts if number)
    methods = (
        f"{sources_in_words(sources, len(book.evidence.sources), _PURPOSE)}"
        "An answer is an enabler that a source names, or an entry of a framework. Statements that say the same "
        f"share their answers. Shown are {plural(len(shown), 'barrier')}, {narrowed(filters)}, with "
        f"{plural(len(answers), 'answer')}, by how strongly a source says so: {strengths or 'none'}. For "
        f"{plural(unanswered, 'barrier')} {NO_ANSWER}, which is a gap in what was written and not a sign that nothing "
        f"helps. Which pair of published figures should move is our expectation; for {plural(unmeasured, 'barrier')} "
        f"{NO_PAIR}. "
    )
    own = book.own_statements
    has_own = any(one.barrier.id in own for one in shown) or any(found.answer.id in own for found in answers)
    warnings = incomplete_warning(sources, used, "barrier or answer shown", "barriers and answers shown")
    cover = cover_of(TakenView.STRATEGIES, asked, filters, book, printed, sources, methods, has_own, warnings=warnings)
    tables = (strategies_table(shown, titles, own), moves_table(shown, titles), sources_table(sources, used))
    held = (
        plural(len(shown), "barrier"),
        plural(len(answers), "answer"),
        plural(len(tables[1].rows), "expected move of a pair", "expected moves of pairs"),
        plural(len(sources), "source"),
    )
    return Taken(cover, tables, held)


_PURPOSE = "for barriers to parity between mental and physical health and for what addresses each"


def strategies_table(shown: Iterable[AnsweredBarrier], titles: Mapping[str, str], own: frozenset[str]) -> Table:
    """One row a barrier and answer; a barrier that nobody answers has one row that says so."""
    rows = (_row(one, found, titles, own) for one in shown for found in one.answers or (None,))
    return Table("strategies", _STRATEGY, tuple(rows))


def moves_table(shown: Iterable[AnsweredBarrier], titles: Mapping[str, str]) -> Table:
    """One row a barrier and pair that should move."""
    rows = (
        (one.barrier.id, move.pair, titles.get(move.pair, GONE), move.reason)
        for one in shown
        for move in one.whole.moves
    )
    return Table("moves", _MOVE, tuple(rows))


def _row(
    one: AnsweredBarrier, found: FoundAnswer | None, titles: Mapping[str, str], own: frozenset[str]
) -> tuple[Value, ...]:
    barrier, moves = one.barrier, one.whole.moves
    pairs = "; ".join(f"{move.pair} {titles.get(move.pair, f'({GONE})')}" for move in moves)
    is_own = barrier.id in own or (found is not None and found.answer.id in own)
    return (
        barrier.id, barrier.text, barrier.kind.value, ";".join(cell.token for cell in barrier.cells),
        "; ".join(map(cell_label, barrier.cells)), barrier.source, barrier.place,
        *(_answer(found) if found else _NO_ANSWER), ";".join(move.pair for move in moves), pairs or NO_PAIR,
        "yes" if is_own else "no",
    )  # fmt: skip


_NO_ANSWER = ("", "", NO_ANSWER, *[""] * 7)


def _answer(found: FoundAnswer) -> tuple[str, ...]:
    answer, strategy = found.answer, found.strategy
    return (
        answer.id, answer.kind.value, _text(answer), strategy.strength.value, label(strategy.strength), strategy.reason,
        found.said_of.id if found.said_of else "", answer.source, strategy.place, answer.place,
    )  # fmt: skip


def _text(answer: Statement | FrameworkEntry) -> str:
    return answer.text if isinstance(answer, Statement) else answer.title


def _texts(shown: Iterable[AnsweredBarrier]) -> dict[str, str]:
    return {one.barrier.id: one.barrier.text for one in shown}


def _what_narrows(view: StrategiesView) -> StrategiesView:
    """The view without what its page does not heed, and without whose figures are shown and which page of a list."""
    if view.barrier:
        return StrategiesView(barrier=view.barrier)
    if view.answer:
        return StrategiesView(answer=view.answer)
    return StrategiesView(cell=view.cell, unanswered=view.unanswered, unmeasured=view.unmeasured)
