"""Tables of published figures in a workshop's report, in which what is not shown takes one line, not a wall."""

from collections.abc import Collection, Sequence

from markupsafe import Markup

from components.formatting import listed, plural
from components.markup import joined, tag
from components.report_words import EVERYONE, HIDDEN, voice_words
from components.stacked_table import stacked_table

Row = tuple[str, ...]

_REASONS = {
    "fewer than 8 people": "fewer than 8 people, or a figure of so few could be found by subtraction",
}
"""Reasons that need more words than a cell has room for."""


def figure_table(
    caption: str, headings: Sequence[str], rows: Sequence[Row], *, labels: Collection[int], voice: int | None = None
) -> Markup:
    """The table with a line of what it leaves out: rows in which no figure at all may be shown.

    `labels` are the columns that name a row and are no figures of the room; `voice` is the one that says whose
    answers a row sums up, None where all are everybody's. A single figure that is not shown reads `[c]`, and the
    reason stands once below.

    Raises:
        ValueError: if a row has not one cell for each heading.
    """
    hidden = [row for row in rows if _is_hidden(row, labels)]
    shown = [row for row in rows if row not in hidden]
    parts: list[Markup] = []
    if shown:
        parts.append(stacked_table(caption, headings, [tuple(_brief(cell) for cell in row) for row in shown]))
    marked = _reasons(shown)
    if marked:
        parts.append(tag("p", f"{HIDDEN} is not shown: {marked}.", class_="report-hidden"))
    if hidden:
        begin = "" if shown else f"{caption}. "
        parts.append(tag("p", f"{begin}{_left_out(hidden, voice, is_more=bool(shown))}", class_="report-hidden"))
    return joined(parts)


def _is_hidden(row: Row, labels: Collection[int]) -> bool:
    figures = [cell for place, cell in enumerate(row) if place not in labels]
    return bool(figures) and all(cell.startswith(HIDDEN) for cell in figures)


def _brief(cell: str) -> str:
    return HIDDEN if cell.startswith(HIDDEN) else cell


def _reasons(rows: Sequence[Row]) -> str:
    found = [cell.removeprefix(HIDDEN).strip() for row in rows for cell in row if cell.startswith(HIDDEN)]
    return "; ".join(_REASONS.get(reason, reason) for reason in dict.fromkeys(found))


def _left_out(hidden: Sequence[Row], voice: int | None, *, is_more: bool) -> str:
    """`Not shown for 6 more answers of groups (Carers and Public): fewer than 8 people.`."""
    more = "more " if is_more else ""
    everyone = voice_words(EVERYONE)
    groups = [row[voice] for row in hidden if voice is not None and row[voice] != everyone]
    questions = len(hidden) - len(groups)
    parts = [plural(questions, f"{more}question")] if questions else []
    if groups:
        what = plural(len(groups), f"{more}answer of a group", f"{more}answers of groups")
        parts.append(f"{what} ({listed(dict.fromkeys(groups))})")
    return f"Not shown for {listed(parts)}: {_reasons(hidden)}. The files hold every line."
