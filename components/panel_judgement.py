"""What people think of a cell: each person's view by itself, and the form in which one gives one's own."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from markupsafe import Markup

from components.form_parts import button, error_summary, form
from components.formatting import clock_words, plural
from components.judgement_words import (
    NOBODY,
    ONE_PERSON,
    UNEQUAL,
    Reader,
    disagreement_mark,
    history_address,
    perception_chip,
    priority_words,
    reason_words,
)
from components.labels import cell_label
from components.markup import for_ears, for_eyes, joined, tag
from components.panel_workshops import workshops_part
from components.score_form import SCALE_WORDS, Typed, cell_fields, field_name
from components.score_values import typed_of
from components.times import moment_of
from domain_model.cells import Cell
from domain_model.judgements import Judgement
from domain_model.use_cases.compare_judgements import SingleView, judged_band
from domain_model.use_cases.describe_cell import CellDescription
from domain_model.vocabulary import Band

SECTION = "panel-judgement"
"""The id of the section; `assets/scoring.js` puts a new one in its place after a save."""

NO_VIEW = "Nobody has given a view of their own of this cell for this area yet."
MEASURED_WORDS = "Your views against the measured bands"

SHOWN = 6
"""How many views stand open; further ones are one key away."""


@dataclass(frozen=True, slots=True)
class Told:
    """What has just been done: `Saved.`, the changes that an undo would take back, and what it stands above."""

    words: str
    undo: tuple[int, int] | None = None
    replaced: tuple[Judgement, ...] = ()


def measured_address(area: str, vintage: str = "") -> str:
    """The page with all of one's views of an area against the measured bands."""
    return f"/score/{area}/measured{'?' + urlencode({'vintage': vintage}) if vintage else ''}"


def judgement_section(
    description: CellDescription,
    reader: Reader,
    here: str,
    *,
    told: Told | None = None,
    typed: Typed | None = None,
    problems: Mapping[str, str] | None = None,
) -> Markup:
    """The section of the panel; `here` is the address of the page with this cell open, to come back to.

    `typed` and `problems` are those of a form that could not be taken.
    """
    views = sorted(description.views, key=lambda view: not reader.is_own(view.judgement))
    own = next((view for view in views if reader.is_own(view.judgement)), None)
    return tag(
        "section",
        tag("h3", _heading(description)),
        workshops_part(description.workshops, description.measured.parity_band),
        _views(description, tuple(views), reader) if views else tag("p", NO_VIEW if description.workshops else NOBODY),
        _prompt(description),
        told_words(told, reader, here) if told else None,
        _own_form(description, reader, here, own, typed, problems or {}),
        id=SECTION,
        class_="panel-judgement",
        data_judged=f"{description.area.code} {description.cell.token}",
    )


def _heading(description: CellDescription) -> str:
    """`What people think: 1 workshop, 2 views`."""
    counted = ((len(description.workshops), "workshop"), (len(description.views), "view"))
    parts = [plural(number, what) for number, what in counted if number]
    return f"What people think: {', '.join(parts)}" if parts else "What people think"


def disagreement_note(views: tuple[SingleView, ...]) -> Markup | None:
    """Near the verdict: that somebody sees it differently; None where nobody does."""
    number = sum(view.disagrees is True for view in views)
    if not number:
        return None
    seen = f"the view of {'the one person' if len(views) == 1 else f'{number} of {len(views)} people'} who scored it"
    words = ("Measured and judged disagree", f" in {seen}: see What people think.")
    return tag("p", for_eyes(f"{UNEQUAL} "), tag("strong", words[0]), words[1], class_="score-disagree")


def told_words(told: Told, reader: Reader, here: str) -> Markup:
    """`Saved. Undo`, and whether a version that was not seen has been replaced."""
    return tag(
        "div",
        tag("p", told.words, class_="score-told"),
        undo_form(told.undo, reader, here) if told.undo else None,
        *(tag("p", replaced_words(judgement)) for judgement in told.replaced),
        class_="score-done",
    )


def replaced_words(judgement: Judgement) -> str:
    """That a version which the person wrote elsewhere was replaced, and where it still is."""
    return f"Another version of yours from {clock_words(judgement.at)} was replaced; it is in the history."


def undo_form(changes: tuple[int, int], reader: Reader, then: str, words: str = "Undo", *, seen: int = 0) -> Markup:
    """The button that takes back what was written from one change to another.

    `seen` is the latest change of the reader's that this page knows of, if it is a later one.
    """
    first, last = changes
    return form(
        "/score/undo",
        tag("input", type="hidden", name="first", value=first),
        tag("input", type="hidden", name="last", value=last),
        tag("input", type="hidden", name="seen", value=max(last, seen)),
        tag("input", type="hidden", name="next", value=then),
        button(words, kind="secondary", data_key="score-undo"),
        tag("p", class_="score-status", role="status"),
        hidden=reader.hidden(),
        class_="score-undo",
        data_score="undo",
    )


def _views(description: CellDescription, views: tuple[SingleView, ...], reader: Reader) -> Markup:
    note = "Each is one person's view (n = 1), never averaged with another."
    items = [view_item(view, description.measured.band, reader, description.cell) for view in views]
    rest = items[SHOWN:]
    return joined(
        (
            tag("p", note, class_="panel-note"),
            tag("ul", *items[:SHOWN], class_="score-views"),
            tag(
                "details",
                tag("summary", f"{len(rest)} more"),
                tag("ul", *rest, class_="score-views"),
                class_="behind-key",
            )
            if rest
            else None,
        )
    )


def view_item(view: SingleView, measured: Band | None, reader: Reader, cell: Cell) -> Markup:
    """One person's view: whose, the band, what else they said, when, and the way to its history."""
    judgement = view.judgement
    opinion = judgement.opinion
    assert opinion is not None
    judged = judged_band(judgement)
    is_own = reader.is_own(judgement)
    whose = "Your view" if is_own else reader.name_of(judgement.author)
    history = tag("a", "History", for_ears(f" of {whose}"), href=history_address(judgement.area, cell))
    chip = perception_chip(opinion.perception)
    more = priority_words(opinion)
    return tag(
        "li",
        tag("p", tag("strong", whose), " ", chip, " ", tag("span", ONE_PERSON, class_="score-n")),
        disagreement_mark(measured, judged) if view.disagrees and measured and judged else None,
        tag("p", more) if more else None,
        reason_words(opinion),
        tag("small", moment_of(judgement.at), *((" · ", history) if reader.person else ())),
        class_="score-view own" if is_own else "score-view",
    )  # fmt: skip


def _prompt(description: CellDescription) -> Markup:
    """What the evidence makes one ask, and the question that a board might ask of the cell."""
    band = description.measured.parity_band
    seen = band is not None and band.step >= 0 and description.evidence.barriers.count
    ask = "Barriers are reported here though the measure shows mental health no worse off: ask why."
    question = f"A question for the board: {description.words.question}" if description.words else ""
    return joined((tag("p", ask) if seen else None, tag("p", question) if question else None))


def _own_form(
    description: CellDescription,
    reader: Reader,
    here: str,
    own: SingleView | None,
    typed: Typed | None,
    problems: Mapping[str, str],
) -> Markup:
    if reader.person is None:
        return tag("p", tag("a", "Sign in to add your view", href=reader.sign_in))
    if not reader.may_score:
        return tag("p", "People with the role of editor can add their view here; yours is viewer.", class_="panel-note")
    area, cell = description.area.code, description.cell
    standing = own.judgement if own else None
    fields = cell_fields(
        cell,
        typed if typed is not None else typed_of(standing),
        standing.version if standing else 0,
        problems=problems,
    )
    named = [(field_name(cell, part), words) for part, words in problems.items()]
    inside = form(
        f"/score/{area}/{cell.block}/{cell.level}",
        error_summary("Your view was not saved", named),
        tag("input", type="hidden", name="next", value=here),
        tag(
            "fieldset",
            tag("legend", for_ears(f"Your view of {cell_label(cell)} in {description.area.short_name}")),
            fields,
            tag("p", SCALE_WORDS, class_="panel-note"),
            data_score_cell=cell.token,
        ),
        tag(
            "div",
            button("Save my view", data_key="score-save"),
            tag("a", "Score all 18 cells", href=f"/score/{area}"),
            tag("a", MEASURED_WORDS, href=measured_address(area)) if own else None,
            class_="score-actions",
        ),
        tag("p", class_="score-status", role="status"),
        hidden=reader.hidden(),
        class_="score-form",
        autocomplete="off",
        data_score="cell",
        data_draft=f"{reader.person.id}:{area}",
    )
    is_open = own is None or bool(problems)
    return tag(
        "details",
        tag("summary", "Change your view" if own else "Add your view"),
        inside,
        class_="behind-key score-own",
        open=is_open,
    )
