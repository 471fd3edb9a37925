"""A checklist as comma-separated values: one row an entry, with what is measured in its cells beside the answer."""

from components.checklist_words import Filler
from components.framework_entries import NOT_ANSWERED
from components.framework_measured import measured_words
from components.labels import label
from domain_model.cells import Cell
from domain_model.geography import Area
from domain_model.use_cases.compare_areas import ParityGrid
from domain_model.use_cases.fill_checklist import Checklist, ChecklistRow
from pages.http.csv_files import csv_text

COLUMNS = (
    *("area", "area_name", "list", "framework", "entry", "title", "criterion", "answer", "note", "version"),
    *("answered_by", "answered_at", "cells", "measured", "source", "place", "dataset_version"),
)


def checklist_csv(checklist: Checklist, area: Area, grid: ParityGrid, version: str, filler: Filler) -> str:
    """The file; visitors who are not signed in read 'an editor' in place of names."""
    return csv_text(COLUMNS, [_row(row, area, grid, version, filler) for row in checklist.rows])


def _row(row: ChecklistRow, area: Area, grid: ParityGrid, version: str, filler: Filler) -> tuple[str | int, ...]:
    entry, mark = row.entry, row.mark
    said = (
        (mark.note, mark.version, filler.name_in_files(mark.author), mark.at.isoformat(timespec="seconds"))
        if mark
        else ("", 0, "", "")
    )
    return (
        *(area.code, area.short_name, entry.kind.value, entry.framework, entry.id, entry.title, entry.criterion),
        label(row.state) if row.state else NOT_ANSWERED,
        *said,
        ";".join(cell.token for cell in entry.cells),
        " | ".join(f"{cell.token}: {_measured(grid, area.code, cell)}" for cell in entry.cells),
        *(entry.source, entry.place, version),
    )


def _measured(grid: ParityGrid, area: str, cell: Cell) -> str:
    """What the page says beside the entry, in plain words, or why there is nothing."""
    measured = grid.at(area, cell)
    return measured_words(measured, grid.in_england(measured.deciding))
