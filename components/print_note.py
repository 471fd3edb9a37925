"""What a printed page says of itself: its address, date, data and sources, and the codes that it uses."""

from collections.abc import Iterable
from datetime import date

from dash import html

from components.formatting import day_words, listed
from components.labels import EMPTY_CODE, label
from domain_model.cell_summary import MeasuredCell
from domain_model.vocabulary import CopyStatus


def print_note(address: str, day: date, version: str, cells: Iterable[MeasuredCell]) -> html.P:
    """The line under a printed board: shown on paper only."""
    shown = tuple(cells)
    sides = [
        side
        for cell in shown
        if cell.deciding
        for side in (cell.deciding.mental, cell.deciding.comparator)
        if side is not None and side.observation is not None
    ]
    publishers = sorted({side.publication.publisher for side in sides})
    codes = {code for cell in shown for code in cell.status}
    codes |= {EMPTY_CODE[cell.emptiness] for cell in shown if cell.emptiness and cell.emptiness in EMPTY_CODE}
    key = "; ".join(f"[{code}] {label(code)}" for code in sorted(codes))
    copied = any(side.publication.copy_status is CopyStatus.THIRD_PARTY_COPY for side in sides)
    parts = [
        f"{address}, as at {day_words(day)}, data version {version}.",
        f"Figures: {listed(publishers)}{', from third-party copies: check before citing' if copied else ''}."
        if publishers
        else "",
        f"Codes: {key}." if key else "",
    ]
    return html.P(" ".join(part for part in parts if part), className="print-note")
