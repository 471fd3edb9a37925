"""Two people's views of an area side by side, or one person's at two dates; differences in words and shape."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from components.form_parts import button, select_field, text_field
from components.formatting import day_words, plural
from components.judgement_words import UNEQUAL, history_address, judgement_chip, priority_words
from components.labels import cell_label
from components.markup import for_eyes, joined, tag
from components.panel_judgement import MEASURED_WORDS, measured_address
from components.stacked_table import stacked_table
from domain_model.geography import Area
from domain_model.judgements import Judgement
from domain_model.use_cases.compare_judgements import CellContrast


@dataclass(frozen=True, slots=True)
class Chosen:
    """One side of a comparison: whose views, their name, and as at the end of which day (None: now)."""

    author: str
    name: str
    day: date | None

    @property
    def words(self) -> str:
        """`Ann, 20 November 2026`."""
        return f"{self.name}, {day_words(self.day)}" if self.day else f"{self.name}, today"


def comparison_page(
    area: Area,
    first: Chosen,
    second: Chosen,
    contrasts: Sequence[CellContrast],
    people: Sequence[tuple[str, str]],
    problems: Sequence[str] = (),
    *,
    may_score: bool = False,
) -> Markup:
    """The page's content; `people` are those who scored the area, id and name.

    Whoever may score finds the way to their own views against the measured bands.
    """
    return joined(
        (
            tag(
                "p",
                f"{area.short_name}. Two people, or one person at two dates, side by side; views are never averaged.",
                class_="lead",
            ),
            tag("p", tag("a", "Back to scoring", href=f"/score/{area.code}"),
                tag("a", MEASURED_WORDS, href=measured_address(area.code)) if may_score else None,
                tag("a", "The area's page", href=f"/area/{area.code}"), class_="score-links-line"),
            *(tag("p", words, class_="notice warning", role="alert") for words in problems),
            _choices(area, first, second, people) if people else None,
            _table(area, first, second, contrasts)
            if people
            else tag("p", "Nobody has scored this area yet: that is not parity."),
        )
    )  # fmt: skip


def _choices(area: Area, first: Chosen, second: Chosen, people: Sequence[tuple[str, str]]) -> Markup:
    return tag(
        "form",
        *(
            tag(
                "fieldset",
                tag("legend", legend),
                select_field(name, "Whose views", people, chosen.author),
                text_field(
                    f"{name}_at", "As at the end of", chosen.day.isoformat() if chosen.day else "", type="date",
                    hint="Empty: as they stand now.",
                ),
            )
            for legend, name, chosen in (("First", "first", first), ("Second", "second", second))
        ),
        button("Compare"),
        method="get",
        action=f"/score/{area.code}/compare",
        class_="score-compare",
    )  # fmt: skip


def _table(area: Area, first: Chosen, second: Chosen, contrasts: Sequence[CellContrast]) -> Markup:
    differ = sum(one.agrees is False for one in contrasts)
    same = sum(one.agrees is True for one in contrasts)
    missing = len(contrasts) - differ - same
    return joined(
        (
            tag(
                "p",
                tag("strong", f"{plural(same, 'cell')} the same, {differ} different, {missing} not answered by both."),
            ),
            stacked_table(
                f"{area.short_name}: {first.words} and {second.words}",
                ("Cell", first.words, second.words, "Difference"),
                [_row(area, one) for one in contrasts],
            ),
        )
    )


def _row(area: Area, contrast: CellContrast) -> tuple[Markup, ...]:
    where = tag("a", cell_label(contrast.cell), href=history_address(area.code, contrast.cell))
    return (where, _said(contrast.first), _said(contrast.second), difference_words(contrast))


def _said(judgement: Judgement | None) -> Markup:
    more = priority_words(judgement.opinion) if judgement and judgement.opinion else ""
    return joined((judgement_chip(judgement), tag("small", more) if more else None))


def difference_words(contrast: CellContrast) -> Markup:
    """The same, or by how many steps the second is better or worse; or why it cannot be said."""
    if contrast.agrees is None:
        return tag("span", "One or both gave no answer.", class_="note")
    if contrast.agrees:
        return joined((for_eyes("= "), "The same"))
    steps = contrast.steps
    if steps is None:
        words = "One of them does not know"
    else:
        words = f"Second is {plural(abs(steps), 'step')} {'better' if steps > 0 else 'worse'}"
    return joined((for_eyes(f"{UNEQUAL} "), tag("strong", words, class_="score-marked")))
