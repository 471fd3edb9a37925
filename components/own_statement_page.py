"""The page of a statement: its card, all that is known of it, its agreed placement, and the confidence it deserves."""

from collections.abc import Collection
from urllib.parse import urlencode

from markupsafe import Markup

from components.formatting import sentence_case
from components.labels import cell_label, label
from components.link_view import LinksView, LinkTable
from components.markup import for_eyes, joined, tag
from components.matrix_view import MatrixView
from components.own_words import (
    COMPONENT_WORDS,
    NOT_ABOUT_CARE,
    Known,
    facts,
    original_words,
    places_words,
    record_address,
)
from components.stacked_table import stacked_table
from components.statement_card import KIND_MARKS, basis_words, said_by
from domain_model.evidence import ConfidenceRating, Placement, Statement
from domain_model.evidence_drafts import COMPONENTS
from domain_model.evidence_filter import MatrixPlace
from domain_model.evidence_vocabulary import Dispute, MatrixReading, RecordKind
from domain_model.own_evidence import OWN_PREFIX, dispute_of


def statement_facts(statement: Statement, known: Known, first_coded: Statement | None = None) -> Markup:
    """Everything that is known of a statement; `first_coded` is the same before coders agreed where it belongs."""
    moved = first_coded if first_coded is not None and first_coded != statement else None
    source = known.sources.get(statement.source)
    subtheme = known.subthemes.get(statement.subtheme)
    to_source = tag("a", known.source_words(statement.source), href=record_address(RecordKind.SOURCE, statement.source))
    kind = joined((for_eyes(f"{KIND_MARKS[statement.kind]} "), sentence_case(label(statement.kind))))
    return facts(
        {
            "What it is": kind,
            "Where it belongs": sentence_case(places_words(statement)),
            "Before it was agreed": sentence_case(places_words(moved)) if moved else "",
            "How firmly": sentence_case(basis_words(statement)),
            _ALSO[dispute_of(statement)]: "; ".join(map(cell_label, statement.also_in)),
            "Source": to_source,
            "Place in the source": statement.place,
            "Wording": original_words(
                statement.wording, source, statement.place, own=statement.id.startswith(OWN_PREFIX)
            ),
            "Participant": statement.participant,
            "Who says it": sentence_case(said_by(statement)) if not statement.participant else statement.voice,
            "Perspective": label(statement.perspective),
            "Sub-theme": subtheme.label if subtheme else statement.subtheme,
            "Whom it is about": ", ".join(label(group) for group in statement.groups),
            "Says the same as": joined(_entries(statement.in_table2)),
            "Note": statement.note,
            "Id": statement.id,
        }
    )


_ALSO = {
    Dispute.TEXT_AND_TABLE: "The text also files it in",
    Dispute.CODERS: "Some coders of the file have it in",
    Dispute.UNSAID: "It is also filed in",
    None: "It is also filed in",
}
"""What the cells are called where a contested statement could be filed as well."""


def _entries(entries: tuple[str, ...]) -> list[Markup | str]:
    parts: list[Markup | str] = []
    for entry in entries:
        parts += [", " if parts else "", tag("a", entry, href=record_address(RecordKind.STATEMENT, entry))]
    return [*parts, ", counted once"] if parts else []


def ways_on(statement: Statement, *, may_edit: bool) -> Markup:
    """Where a statement leads: what answers it, its cells, and what an editor can add to it."""
    answers = f"/strategies?{urlencode({'barrier': statement.id})}"
    ways = [tag("a", "What addresses it: strategies and indicators", href=answers)]
    reading = MatrixReading.EXTENDED if statement.id.startswith(OWN_PREFIX) else MatrixReading(statement.reading)
    for cell in statement.cells:
        matrix = MatrixView(reading=reading, cell=MatrixPlace(cell.token)).to_search()
        ways.append(tag("a", f"In the matrix: {cell_label(cell)}", href=f"/matrix{matrix}"))
        links = LinksView(start=cell, table=LinkTable.OUT).to_search()
        ways.append(tag("a", f"What {cell_label(cell)} acts on", href=f"/links{links}"))
    if may_edit:
        more = urlencode({"source": statement.source})
        ways.append(tag("a", "Add another statement of this source", href=f"/evidence/statements/new?{more}"))
    return tag("ul", *(tag("li", way) for way in ways), class_="ways")


def set_aside_note(kinds: Collection[RecordKind], statement: str) -> Markup | None:
    """What was judged of an earlier wording and does not count until it is judged again; None for nothing."""
    if not kinds:
        return None
    links = [
        tag("a", sentence_case(label(kind)), href=f"/evidence/history/{kind}/{statement}") for kind in sorted(kinds)
    ]
    words = ": given to what this statement said before it was changed. It is set aside until it is given again."
    return tag("div", *(tag("p", link, words) for link in links), class_="notice")


def agreed_placement(placement: Placement | None, statement: str) -> Markup | None:
    """Where coders agreed that a statement belongs; None where nobody coded it."""
    if placement is None:
        return None
    places = "; ".join(map(cell_label, placement.cells)) or "no cell"
    rows = {
        "Agreed to be": sentence_case(label(placement.kind)),
        "Agreed place": places,
        "Reason": placement.reason,
    }
    history = tag("a", "History of the agreement", href=f"/evidence/history/{RecordKind.PLACEMENT}/{statement}")
    return joined((tag("h2", "What coders agreed"), facts(rows), tag("p", history)))


def confidence_card(rating: ConfidenceRating | None, statement: str, *, may_edit: bool) -> Markup:
    """How much confidence the evidence for a statement deserves, in words; never in colours."""
    address = record_address(RecordKind.CONFIDENCE, statement)
    head, care = tag("h2", "Confidence in this finding", id="confidence"), tag("p", NOT_ABOUT_CARE)
    if rating is None:
        add = tag("a", "Rate the confidence", href=f"{address}/edit") if may_edit else None
        return joined((head, tag("p", "Nobody has rated it here."), tag("p", add) if add else None))
    change = tag("a", "Change the rating", href=f"{address}/edit") if may_edit else None
    history = tag("a", "its history", href=f"/evidence/history/{RecordKind.CONFIDENCE}/{statement}")
    return joined(
        (
            head,
            tag("p", tag("strong", sentence_case(label(rating.overall))), f". {rating.reason}"),
            care,
            stacked_table("The four components (GRADE-CERQual)", ("Component", "Concern", "Why"), _components(rating)),
            tag("p", *((change, " · ") if change else ()), history),
        )
    )


def _components(rating: ConfidenceRating) -> list[tuple[str, str, str]]:
    reasons = (*rating.component_reasons, *("",) * len(COMPONENTS))
    return [
        (COMPONENT_WORDS[name][0], sentence_case(label(getattr(rating, name))), reasons[place] or "no reason given")
        for place, name in enumerate(COMPONENTS)
    ]
