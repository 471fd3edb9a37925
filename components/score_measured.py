"""One's views of an area against the measured bands: all that stand, or those of one save with its undo."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from markupsafe import Markup

from components.formatting import plural
from components.judgement_words import (
    ONE_PERSON,
    UNEQUAL,
    Reader,
    band_chip,
    disagreement_words,
    history_address,
    judgement_chip,
)
from components.labels import cell_label
from components.markup import for_eyes, joined, tag
from components.panel_judgement import measured_address, undo_form
from components.sentences import empty_cell_sentence, gap_claim, provenance_words
from components.stacked_table import stacked_table
from domain_model.cell_summary import MeasuredCell
from domain_model.geography import Area
from domain_model.judgements import Judgement, layers_disagree
from domain_model.use_cases.compare_judgements import judged_band

MEASURED_TITLE = "Your view against the measured band"
RULE = (
    "They contradict one another when they point in opposite directions, or when one says parity and the other "
    "much worse or much better."
)


def measured_words(measured: MeasuredCell) -> Markup:
    """The measured band with the pair that decides; or why there is none."""
    gap = measured.deciding
    if gap is None or gap.band is None:
        return tag("span", empty_cell_sentence(measured))
    groups = " This sets two groups of people against each other, not mental against physical health."
    between = groups if measured.parity_band is None else ""
    return joined((band_chip(gap.band), f" {gap_claim(gap).rstrip('.')} ({provenance_words(gap)}).{between}"))


@dataclass(frozen=True, slots=True)
class ViewBesideMeasure:
    """One of the reader's views, beside what is measured."""

    measured: MeasuredCell
    judgement: Judgement

    @property
    def disagrees(self) -> bool | None:
        """Whether the two contradict one another."""
        return layers_disagree(self.measured.parity_band, judged_band(self.judgement))


def saved_page(
    area: Area, cells: Sequence[ViewBesideMeasure], reader: Reader, changes: tuple[int, int], *, seen: int = 0
) -> Markup:
    """What a save wrote: how each view stands to the measure, disagreements first, and the undo of all of it.

    `seen` is the latest change of the reader's, if it is one after the save.
    """
    return tag(
        "div",
        tag("p", f"{plural(len(cells), 'view')} of {area.short_name} saved, each {ONE_PERSON}.", class_="lead"),
        undo_form(changes, reader, f"/score/{area.code}", "Undo this save", seen=seen),
        tag("h2", MEASURED_TITLE),
        _against(area, cells),
        _links(area, tag("a", "All your views of this area", href=measured_address(area.code))),
        data_saved_area=area.code,
        data_saved_person=reader.person.id if reader.person else None,
        data_saved_cells=" ".join(one.judgement.cell.token for one in cells),
    )


def measured_page(area: Area, cells: Sequence[ViewBesideMeasure], vintage: str = "") -> Markup:
    """All views of an area that the reader has, disagreements first; nothing here changes anything."""
    score = tag(
        "a", "Score its cells", href=f"/score/{area.code}{'?' + urlencode({'vintage': vintage}) if vintage else ''}"
    )
    if not cells:
        return tag("p", f"You have no view of any cell of {area.short_name} yet. ", score)
    return joined(
        (
            tag("p", f"{plural(len(cells), 'view')} of {area.short_name}, each {ONE_PERSON}.", class_="lead"),
            _against(area, cells),
            _links(area),
        )
    )


def _against(area: Area, cells: Sequence[ViewBesideMeasure]) -> Markup:
    """The rule, how many contradict the measure, and the table with those first."""
    ordered = sorted(cells, key=lambda one: one.disagrees is not True)
    return joined(
        (
            tag("p", _summary(sum(one.disagrees is True for one in cells), len(cells))),
            tag("p", RULE, class_="note"),
            stacked_table(
                f"Your views of {area.short_name} and what is measured",
                ("Cell", "Your view", "Measured", "Together"),
                [_row(one, area) for one in ordered],
            ),
        )
    )


def _links(area: Area, *more: Markup) -> Markup:
    return tag(
        "p",
        tag("a", "Go on scoring", href=f"/score/{area.code}"),
        *more,
        tag("a", "Compare views", href=f"/score/{area.code}/compare"),
        tag("a", "The area's page", href=f"/area/{area.code}"),
        class_="score-links-line",
    )


def _summary(disagreeing: int, of: int) -> str:
    if not disagreeing:
        return "None of these views contradicts the measured band; where nothing is measured, none can."
    verb = "contradicts" if disagreeing == 1 else "contradict"
    return f"{disagreeing} of {of} {verb} the measured band; they stand first."


def _row(one: ViewBesideMeasure, area: Area) -> tuple[Markup | str, ...]:
    measured, judged = one.measured.band, judged_band(one.judgement)
    together: Markup | str
    if one.disagrees and measured and judged:
        together = joined(
            (for_eyes(f"{UNEQUAL} "), tag("strong", disagreement_words(measured, judged), class_="score-marked"))
        )
    elif one.disagrees is False:
        together = "No contradiction."
    else:
        together = "Cannot be set against one another: one of them names no band of mental against physical health."
    where = tag("a", cell_label(one.judgement.cell), href=history_address(area.code, one.judgement.cell))
    return (where, judgement_chip(one.judgement), measured_words(one.measured), together)
