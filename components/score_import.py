"""Putting views back from a file: the form, what every row would change, and what was kept."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from markupsafe import Markup

from components.form_parts import button, error_summary, form, text_field
from components.formatting import listed, plural
from components.judgement_words import Reader, judgement_chip, perception_chip, priority_words, reason_words
from components.markup import for_eyes, joined, tag
from components.stacked_table import stacked_table
from domain_model.judgements import Judgement, Opinion, Place
from domain_model.use_cases.judge_cells import Answer


class RowState(StrEnum):
    """What a row of a file would do."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    EMPTY = "empty"
    HISTORY = "history"
    PROBLEM = "problem"


_WORDS = {
    RowState.NEW: ("+", "new"),
    RowState.CHANGED: ("≠", "changed"),
    RowState.UNCHANGED: ("=", "unchanged"),
    RowState.EMPTY: ("–", "answers nothing, left as it is"),
    RowState.HISTORY: ("–", "an older version, left out"),
    RowState.PROBLEM: ("!", "problem"),
}


@dataclass(frozen=True, slots=True)
class ImportRow:
    """A row of a file by its number in a spreadsheet, what it would do, or in which column it is wrong and how."""

    number: int
    where: str
    state: RowState
    place: Place | None = None
    answer: Answer | None = None
    before: Judgement | None = None
    column: str = ""
    problem: str = ""


def ask_file(reader: Reader, largest: int, problem: str = "") -> Markup:
    """The form for a file."""
    return joined(
        (
            error_summary("The file could not be read", [("file", problem)] if problem else []),
            tag(
                "p",
                "A file with the columns of your download: area, block, level, perception, severity, feasibility, "
                "confidence, reason, source. Only your own views can be put back: a row that names another author "
                "is refused.",
                class_="lead",
            ),
            form(
                "/score/import",
                text_field(
                    "file", "File (CSV)", type="file", problem=problem, accept=".csv,text/csv",
                    hint=f"At most {largest // 1024} KB. You see what it would change before anything is kept.",
                ),
                button("Look at the file"),
                hidden=reader.hidden(),
                enctype="multipart/form-data",
                class_="narrow-form",
            ),
            tag("p", tag("a", "Back to scoring", href="/score"), class_="score-links-line"),
        )
    )  # fmt: skip


def preview(rows: Sequence[ImportRow], text: str, seen: int, reader: Reader, changed: str = "") -> Markup:
    """What every row would change; `seen` is the number of the latest change to the person's views."""
    counted = Counter(row.state for row in rows)
    problems, writes = counted[RowState.PROBLEM], counted[RowState.NEW] + counted[RowState.CHANGED]
    said = listed(f"{counted[state]} {_WORDS[state][1]}" for state in RowState if counted[state])
    ordered = sorted(rows, key=lambda row: row.state is not RowState.PROBLEM)
    return joined(
        (
            tag("p", changed, class_="notice warning", role="alert") if changed else None,
            tag("p", tag("strong", f"{plural(len(rows), 'row')}: {said}.")),
            tag(
                "p",
                f"Correct {'this row' if problems == 1 else f'these {problems} rows'} in the file and choose it again. "
                "Nothing was kept: an import keeps all rows or none.",
                class_="notice error",
                role="alert",
            )
            if problems
            else _confirm(writes, text, seen, reader),
            stacked_table(
                "Rows of the file",
                ("Row", "Area and cell", "Would be", "From", "To"),
                [_row(row) for row in ordered],
            ),
            tag("p", tag("a", "Choose another file", href="/score/import"), class_="score-links-line"),
        )
    )


def _confirm(writes: int, text: str, seen: int, reader: Reader) -> Markup:
    if not writes:
        return tag("p", "There is nothing to keep: these are your views already.")
    return form(
        "/score/import/confirm",
        tag("textarea", f"\n{text}", name="scores", hidden=True, readonly=True, aria_label="The file"),
        tag("input", type="hidden", name="seen", value=seen),
        button(f"Keep {plural(writes, 'view')}"),
        hidden=reader.hidden(),
        enctype="multipart/form-data",
    )


def _row(row: ImportRow) -> list[Markup | str]:
    sign, words = _WORDS[row.state]
    said = joined((for_eyes(f"{sign} "), tag("strong", words, class_="score-marked" if row.problem else None)))
    if row.problem:
        said = joined((said, tag("p", f"Column {row.column}: {row.problem}")))
    after = joined((perception_chip(row.answer.opinion.perception), _beside(row.answer.opinion))) if row.answer else "–"
    before = joined((judgement_chip(row.before), _beside(row.before.opinion))) if row.before else "–"
    return [str(row.number), row.where, said, before, after]


def _beside(opinion: Opinion | None) -> Markup:
    """What stands beside the answer: the priorities, the reason and the source."""
    if opinion is None:
        return Markup("")
    more = priority_words(opinion)
    return joined((tag("p", more) if more else None, reason_words(opinion)))


def imported_words(written: Sequence[Judgement]) -> Markup:
    """How many views an import kept, and of which areas."""
    areas = sorted({judgement.area for judgement in written})
    links = (tag("li", tag("a", area, href=f"/score/{area}")) for area in areas)
    return joined(
        (tag("p", f"{plural(len(written), 'view')} kept, of {plural(len(areas), 'area')}:"), tag("ul", *links))
    )
