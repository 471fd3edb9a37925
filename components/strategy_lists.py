"""The lists of barriers: of the chosen cell, or folded cell by cell after those for which nobody offers an answer."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from components.formatting import plural
from components.framework_words import cell_ways
from components.labels import cell_label
from components.markup import joined, tag
from components.stacked_table import stacked_table
from components.strategy_parts import NO_ANSWER, NO_PAIR, Sources, barrier_words, strength_mark
from components.strategy_view import SHOWN_OF_A_CELL, StrategiesView, list_id
from domain_model.cells import CELLS, Cell
from domain_model.use_cases.find_strategies import BarrierAnswers, CellBarriers

OPEN_UP_TO = 12
"""Lists with so many barriers in all are shown open: there is nothing to be spared by folding them."""

SHOWN_WITHOUT_ANSWER = 8
"""How many barriers without an answer stand above the folded lists."""

_HEADINGS = ("Barrier", "What addresses it", "Pairs that should move")


def barrier_lists(
    view: StrategiesView, by_cell: Mapping[Cell, CellBarriers], nowhere: Sequence[BarrierAnswers], sources: Sources
) -> Markup:
    """The barriers of the chosen cell; without one, those that lack an answer, then every cell's, folded.

    `nowhere` are the barriers that belong to no single cell.
    """
    if view.cell is not None:
        return _of_cell(view, view.cell, by_cell[view.cell].barriers, sources)
    everywhere: list[tuple[Cell | None, Sequence[BarrierAnswers]]] = [
        *((cell, by_cell[cell].barriers) for cell in CELLS),
        (None, nowhere),
    ]
    lists = [(cell, [one for one in barriers if view.wants(one)]) for cell, barriers in everywhere]
    filled = [(cell, barriers) for cell, barriers in lists if barriers]
    if not filled:
        return tag("p", "No barrier fits these choices. ", tag("a", "Reset all", href="?"))
    is_open = sum(len(barriers) for _cell, barriers in filled) <= OPEN_UP_TO
    different = {one.barrier.id: one for _cell, barriers in filled for one in barriers}
    folds = (_fold(view, cell, barriers, sources, is_open=is_open) for cell, barriers in filled)
    return joined(
        (
            None if view.unanswered else _without_answer(view, list(different.values()), sources),
            tag("section", tag("h2", _narrowed_words(view)), *folds),
        )
    )


def _narrowed_words(view: StrategiesView) -> str:
    lacking = [words for words, only in (("an answer", view.unanswered), ("a published pair", view.unmeasured)) if only]
    return f"Barriers without {' and without '.join(lacking)}, by cell" if lacking else "All barriers, by cell"


def _without_answer(view: StrategiesView, barriers: Sequence[BarrierAnswers], sources: Sources) -> Markup:
    """The short list of what nobody answers: each barrier once, with its cells."""
    lacking = [one for one in barriers if not one.answers]
    title = tag("h2", "Barriers for which nobody offers an answer")
    if not lacking:
        return tag("section", title, tag("p", "Each of these barriers has at least one answer in these sources."))
    shown = lacking[:SHOWN_WITHOUT_ANSWER]
    rows = [
        (
            _link(one, view, sources),
            "; ".join(cell_label(cell) for cell in one.barrier.cells) or "in no single cell",
            _pairs(one),
        )
        for one in shown
    ]
    caption = (
        f"{len(shown)} of {plural(len(lacking), 'barrier')} for which {NO_ANSWER}. That is a gap in what was written, "
        "not a sign that nothing helps."
    )
    rest = tag("a", f"All {len(lacking)} barriers without an answer", href=view.with_(unanswered=True).to_search())
    return tag(
        "section",
        title,
        stacked_table(caption, ("Barrier", "Its cells", "Pairs that should move"), rows),
        tag("p", rest) if len(lacking) > len(shown) else None,
        class_="strategy-list",
    )


def _fold(
    view: StrategiesView, cell: Cell | None, barriers: Sequence[BarrierAnswers], sources: Sources, *, is_open: bool
) -> Markup:
    """A cell's barriers behind a line that says how many there are and what they lack."""
    title = cell_label(cell) if cell else "In no single cell"
    unanswered = sum(not one.answers for one in barriers)
    measured = sum(bool(one.moves) for one in barriers)
    counts = (
        plural(len(barriers), "barrier"),
        f"{unanswered} without an answer" if unanswered else "each with an answer",
        f"{measured} with a pair" if measured else "none with a pair",
    )
    summary = tag("summary", tag("h3", title), " ", tag("span", " · ".join(counts), class_="fold-counts"))
    shown = barriers[:SHOWN_OF_A_CELL]
    table = _table(title, shown, len(barriers), view, sources)
    more = _more(view, cell, 0, len(shown), len(barriers))
    return tag("details", summary, table, more, class_="strategy-list strategy-fold", open=is_open)


def _of_cell(view: StrategiesView, cell: Cell, barriers: Sequence[BarrierAnswers], sources: Sources) -> Markup:
    wanted = [one for one in barriers if view.wants(one)]
    first = (max(view.page, 1) - 1) * SHOWN_OF_A_CELL
    shown = wanted[first : first + SHOWN_OF_A_CELL]
    title = cell_label(cell)
    everything = view.with_(cell=None, page=1).to_search() or "?"
    return tag(
        "section",
        tag("h2", title, id=list_id(cell)),
        cell_ways(cell, view.area, here="/strategies"),
        _table(title, shown, len(wanted), view, sources) if shown else tag("p", "No barrier fits these choices."),
        _more(view, cell, first, len(shown), len(wanted)),
        tag("p", tag("a", "All barriers by cell", href=everything), class_="no-print"),
        class_="strategy-list",
    )


def _table(title: str, shown: Sequence[BarrierAnswers], of: int, view: StrategiesView, sources: Sources) -> Markup:
    caption = f"{title}: {len(shown)} of {plural(of, 'barrier')}"
    return stacked_table(caption, _HEADINGS, [_row(one, view, sources) for one in shown])


def _more(view: StrategiesView, cell: Cell | None, first: int, shown: int, of: int) -> Markup | None:
    if first + shown >= of or cell is None:
        return None
    following = view.with_(cell=cell, page=first // SHOWN_OF_A_CELL + 2)
    return tag("p", tag("a", f"The next of {of} barriers", href=following.to_search()))


def _row(one: BarrierAnswers, view: StrategiesView, sources: Sources) -> tuple[Markup, Markup, str]:
    answers = (
        joined((f"{plural(len(one.answers), 'answer')}; strongest: ", strength_mark(one.strongest)))
        if one.strongest
        else tag("span", NO_ANSWER, class_="strategy-none")
    )
    return _link(one, view, sources), answers, _pairs(one)


def _link(one: BarrierAnswers, view: StrategiesView, sources: Sources) -> Markup:
    address = view.with_(barrier=one.barrier.id, page=1).to_search()
    return joined((tag("a", one.barrier.text, href=address), barrier_words(one, sources)))


def _pairs(one: BarrierAnswers) -> str:
    return ", ".join(move.pair for move in one.moves) or NO_PAIR
