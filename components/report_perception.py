"""What people in a workshop think of cells against what is measured there."""

from collections.abc import Callable, Mapping

from markupsafe import Markup

from components.formatting import plural
from components.labels import brief_label, label
from components.markup import joined, tag
from components.report_scores import interval_words, median_words, shift_words
from components.report_tables import figure_table
from components.report_words import EQUAL_VOICE, HIDDEN, uk_day, voice_words
from domain_model.cell_summary import MeasuredCell
from domain_model.cells import Cell
from domain_model.vocabulary import Band, Emptiness
from domain_model.workshop.ballots import band_of
from domain_model.workshop.judged_cells import cells_of
from domain_model.workshop.published import RoundResults
from domain_model.workshop.rounds import Round
from domain_model.workshop_vocabulary import Scale, Statistic

Measured = Callable[[Round, Cell], MeasuredCell | None]
"""The measured layer of a cell in the workshop's area as it stood on the day of a round's count; None where unknown."""

_TITLES = (
    "Cell",
    "Voice",
    "Measured",
    "People think",
    "95% interval",
    "Difference",
    "Mean change since the round before",
)


def perception_table(one: Round, results: RoundResults, names: Mapping[str, str], measured: Measured) -> Markup:
    """What people think against what is measured, by cell and voice; if it repeats a round, how much it moved since."""
    titles = _TITLES if one.repeats else _TITLES[:-1]
    rows: list[tuple[str, ...]] = []
    scale = Scale.PERCEPTION
    for cell in cells_of(one):
        layer = measured(one, cell)
        for voice in (voice for voice in results.published_voices if voice != EQUAL_VOICE):
            median = results.figure(Statistic.MEDIAN, cell.token, scale.value, voice)
            judged = band_of(median.value) if median and median.value else None
            shift = " ".join(part for part in _shift(results, cell, voice) if part)
            rows.append(
                (
                    names.get(cell.token, cell.token),
                    voice_words(voice),
                    measured_words(layer),
                    median_words(median, scale),
                    interval_words(results, cell.token, scale, voice),
                    difference_words(layer.parity_band if layer else None, judged),
                    *((shift,) if one.repeats else ()),
                )
            )
    seen = "had been shown" if one.after_facts else "had not been shown"
    day = uk_day(one.counted_at) if one.counted_at else "the day of the count"
    words = f"Measured as at {day}. What is measured {seen} to the room before this round."
    return joined(
        (
            figure_table(
                f"Round {one.number}: perception against the measure", titles, rows, labels=(0, 1, 2, 5, 6), voice=1
            ),
            tag("p", words),
        )
    )


def measured_words(layer: MeasuredCell | None) -> str:
    """The measured band in words, or why there is none: `cannot compare`."""
    if layer and layer.parity_band:
        return label(layer.parity_band)
    return brief_label(layer.emptiness if layer and layer.emptiness else Emptiness.CANNOT_COMPARE)


def _shift(results: RoundResults, cell: Cell, voice: str) -> tuple[str, str]:
    shift, limits = shift_words(results, cell.token, Scale.PERCEPTION, voice)
    if limits.startswith(HIDDEN):
        return shift, "" if shift.startswith(HIDDEN) else "(no interval shown)"
    return shift, f"({limits})" if limits and limits != shift else ""


def difference_words(measured: Band | None, judged: Band | None) -> str:
    """`2 bands worse than measured`."""
    if measured is None or judged is None:
        return "nothing to compare"
    steps = judged.step - measured.step
    if not steps:
        return "as measured"
    return f"{plural(abs(steps), 'band')} {'better' if steps > 0 else 'worse'} than measured"
