"""Scoring all cells of an area in one go: where to choose the area, and the form."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

from markupsafe import Markup

from components.form_parts import button, error_summary, form, select_field
from components.judgement_words import (
    ONE_PERSON,
    Reader,
    history_address,
)
from components.labels import cell_label, label
from components.markup import for_ears, joined, tag
from components.panel_judgement import MEASURED_WORDS, measured_address
from components.score_form import SCALE_WORDS, Typed, cell_fields, field_name
from components.score_measured import measured_words
from components.score_values import typed_of
from domain_model.cell_summary import MeasuredCell
from domain_model.cells import CELLS, Cell, CellWords
from domain_model.geography import Area
from domain_model.judgements import Judgement
from domain_model.vocabulary import BuildingBlock

SCRIPT = "scoring.js"
HIDDEN = "hidden"
"""The value of `figures` in the address that hides the measured bands until a cell has been scored."""


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """One cell of the form; `measured` is None where the figures are to stay hidden.

    `typed` and `problems` are those of a form that could not be taken, None and empty otherwise.
    """

    cell: Cell
    words: CellWords | None
    measured: MeasuredCell | None
    own: Judgement | None
    typed: Typed | None = None
    problems: Mapping[str, str] = field(default_factory=dict[str, str])

    @property
    def standing(self) -> Typed:
        """What the fields hold."""
        return typed_of(self.own) if self.typed is None else self.typed


def score_address(area: str, vintage: str = "", *, hides_figures: bool = False) -> str:
    """The page on which an area is scored."""
    query = [("vintage", vintage)] if vintage else []
    query += [("figures", HIDDEN)] if hides_figures else []
    return f"/score/{area}{'?' + urlencode(query) if query else ''}"


def choose_area(options: Sequence[tuple[str, str]], begun: Sequence[tuple[str, str, int]], problem: str = "") -> Markup:
    """The page on which an area is chosen; `begun` are code, name and number of the cells scored already."""
    chooser = tag(
        "form",
        select_field("area", "Area", [("", "Choose an area"), *options], problem=problem, data_own_board=True),
        button("Score its cells"),
        method="get",
        action="/score",
        class_="score-choose",
    )
    listed = (
        tag("li", tag("a", name, href=f"/score/{code}"), f": {number} of {len(CELLS)} cells scored")
        for code, name, number in begun
    )
    return joined(
        (
            tag(
                "p",
                "Say for each of 18 cells how mental health stands against physical health. What you say is kept as ",
                f"{ONE_PERSON}, beside the figures and never mixed with them or with anybody else's.",
                class_="lead",
            ),
            chooser,
            joined((tag("h2", "Begun by you"), tag("ul", *listed))) if begun else None,
            tag("h2", "What workshops think"),
            tag("p", tag("a", "Scores of workshops for the heat map", href="/workshops/approvals")),
            tag("h2", "Your views as files"),
            file_links(""),
        )
    )


def file_links(area: str) -> Markup:
    """Where one's views can be fetched as files and put back."""
    search = f"?{urlencode({'area': area})}" if area else ""
    everybody = f"?{urlencode([('area', area), ('whose', 'everybody')] if area else [('whose', 'everybody')])}"
    links = (
        (f"/score/export.csv{search}", "Download your views with their history (CSV)"),
        (f"/score/export.json{search}", "Download your views with their history (JSON)"),
        (f"/score/export.csv{everybody}", "Download everybody's views as they stand (CSV)"),
        (f"/score/export.json{everybody}", "Download everybody's views as they stand (JSON)"),
    )
    items = (tag("li", tag("a", words, href=address, download=True)) for address, words in links)
    return tag(
        "ul",
        *items,
        tag("li", tag("a", "Put views back from a file (CSV)", href="/score/import")),
        class_="score-links",
    )


def score_form_page(
    area: Area, rows: Sequence[ScoreRow], reader: Reader, *, vintage: str, hides_figures: bool
) -> Markup:
    """The form with all cells, by building block."""
    assert reader.person is not None
    problems = [
        (field_name(row.cell, part), f"{cell_label(row.cell)}: {words}")
        for row in rows
        for part, words in row.problems.items()
    ]
    answered = sum(bool(row.standing.get("perception")) for row in rows)
    here = score_address(area.code, vintage, hides_figures=hides_figures)
    other = score_address(area.code, vintage, hides_figures=not hides_figures)
    switch = "Show the figures" if hides_figures else "Hide the figures until I have scored"
    return joined(
        (
            error_summary("Your views were not saved", problems),
            tag("p", f"{ONE_PERSON.capitalize()}. Leave out what you do not want to answer.", class_="lead"),
            tag("p", SCALE_WORDS, class_="note"),
            tag(
                "p",
                "By keyboard: in an answer, the keys 1 to 6 choose and Enter goes to the next cell.",
                class_="note score-keys",
            ),
            tag(
                "p",
                tag("a", switch, href=other, data_key="figures"),
                tag("a", MEASURED_WORDS, href=measured_address(area.code, vintage)),
                tag("a", "Compare views", href=f"/score/{area.code}/compare"),
                tag("a", "The area's page", href=f"/area/{area.code}{f'?vintage={vintage}' if vintage else ''}"),
                class_="score-links-line",
            ),
            form(
                here,
                *(_block(block, [row for row in rows if row.cell.block is block], area) for block in BuildingBlock),
                _bar(answered),
                hidden=reader.hidden(),
                class_="score-form score-all",
                autocomplete="off",
                data_score="all",
                data_draft=f"{reader.person.id}:{area.code}",
            ),
            tag("h2", "As files"),
            file_links(area.code),
        )
    )


def _bar(answered: int) -> Markup:
    """What stays in sight: how far one is, what is not saved yet, and the way to save it."""
    count = tag("span", str(answered), data_answered=True)
    return tag(
        "div",
        tag("p", count, f" of {len(CELLS)} answered", tag("span", data_unsaved_words=True), class_="score-count"),
        button("Save my views", data_key="score-save-all"),
        tag(
            "button",
            "Drop what is not saved",
            type="button",
            class_="action secondary",
            data_drop_draft=True,
            hidden=True,
        ),
        tag("p", class_="score-status", role="status"),
        class_="score-bar",
    )


def _block(block: BuildingBlock, rows: Sequence[ScoreRow], area: Area) -> Markup:
    return tag("section", tag("h2", label(block)), *(_cell(row, area) for row in rows), class_="score-block")


def _cell(row: ScoreRow, area: Area) -> Markup:
    words = row.words
    history = tag("a", "History", for_ears(f" of {cell_label(row.cell)}"), href=history_address(area.code, row.cell))
    return tag(
        "fieldset",
        tag("legend", cell_label(row.cell), tag("span", class_="score-unsaved", data_unsaved=True)),
        tag("p", words.meaning, class_="score-meaning") if words else None,
        _measured(row.measured),
        cell_fields(row.cell, row.standing, row.own.version if row.own else 0, problems=row.problems),
        tag("p", history) if row.own else None,
        class_="score-cell",
        data_score_cell=row.cell.token,
    )  # fmt: skip


def _measured(measured: MeasuredCell | None) -> Markup:
    if measured is None:
        return tag("p", "The figures are hidden until you have scored this cell.", class_="score-measured note")
    return tag("p", "Measured: ", measured_words(measured), class_="score-measured")
