"""A statement as a card: what it says, where it stands, who said it, and whose words these are."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from components.added_words import ADDED_HERE, was_added
from components.formatting import listed, sentence_case
from components.labels import cell_label, label
from components.markup import for_ears, for_eyes, joined, tag
from components.own_words import place_words
from components.source_words import wording_words
from domain_model.evidence import ConfidenceRating, Source, Statement
from domain_model.evidence_book import EvidenceBook
from domain_model.evidence_vocabulary import Dispute, PlacementBasis
from domain_model.own_evidence import dispute_of
from domain_model.vocabulary import StatementKind

Pieces = tuple[tuple[str, bool], ...]
"""A text in pieces, each with whether it is what was searched for."""

KIND_MARKS: dict[StatementKind, str] = {
    StatementKind.BARRIER: "■",
    StatementKind.ENABLER: "□",
    StatementKind.BOTH: "◧",
    StatementKind.THEME: "–",
}
"""The kind of a statement in shape; the word always stands beside it."""


@dataclass(frozen=True, slots=True)
class JudgedHere:
    """What people of this copy judged of statements, by their ids.

    `confidence` is the rating of the finding, `catalogue` the statement as the catalogue has it where its place was
    agreed anew.
    """

    confidence: Mapping[str, ConfidenceRating]
    catalogue: Mapping[str, Statement]


NOTHING_JUDGED = JudgedHere({}, {})
"""Where nobody judged anything."""


def judged_here(book: EvidenceBook) -> JudgedHere:
    """The ratings and the agreed placements of a book."""
    placed = book.own.placements
    before = {s.id: s for s in book.published.statements if s.id in placed} if placed else {}
    return JudgedHere(book.own.confidence, before)


PLACED_BY_WHO_ADDED_IT = "placed by who added it"
"""What is said of an inferred place that is none of ours."""

_UNSAID_VOICES = frozenset({"", "unknown"})


def statement_card(
    statement: Statement,
    sources: Mapping[str, Source],
    *,
    own: bool = False,
    found: Pieces = (),
    judged: JudgedHere = NOTHING_JUDGED,
) -> Markup:
    """One statement, to stand in an item of a list; `own` where it was added here.

    `found` are the pieces of its text with whether each is to be highlighted; () for the plain text.
    `judged` adds what was judged of it here: confidence in words, and where it stood before its place was agreed.
    """
    source = sources.get(statement.source)
    text = highlighted(found) if found else Markup("{}").format(statement.text)
    mark = tag("span", for_eyes(KIND_MARKS[statement.kind]), for_ears(f"{label(statement.kind)}: "), class_="st-mark")
    heading = tag("a", text, href=f"/evidence/statements/{statement.id}", class_="st-text")
    voice = said_by(statement)
    where = f"{sentence_case(wording_words(statement.wording, source, statement.place, own=own))} ({statement.id})."
    return tag(
        "article",
        tag("p", mark, heading),
        tag(
            "p",
            tag("span", f"{sentence_case(voice)}. ", class_="st-voice") if voice else None,
            where,
            class_="st-facts",
        ),
        _marks((*statement_marks(statement, own=own), *judgement_marks(statement, judged))),
        id=f"statement-{statement.id}",
        class_="statement-card",
    )


def said_by(statement: Statement) -> str:
    """Who said it: the participant by reference, else the voice, '' where neither is known."""
    if statement.participant:
        return f"participant {statement.participant}"
    if statement.voice in _UNSAID_VOICES:
        return ""
    return {"participant": "one participant, not named", "participants": "several participants"}.get(
        statement.voice, f"said by {statement.voice}"
    )


def statement_marks(statement: Statement, *, own: bool = False) -> tuple[str, ...]:
    """What a reader must know of a statement before using it, in short phrases."""
    marks: list[str] = []
    if own:
        marks.append(ADDED_HERE)
    if statement.is_dual:
        marks.append("dual: named as barrier and as enabler")
    if statement.is_contested:
        marks.append(contested_words(statement))
    if len(statement.cells) > 1:
        marks.append(f"counts in {listed(cell_label(cell) for cell in statement.cells)}")
    if statement.placement:
        marks.append(f"names {'; '.join(map(place_words, statement.placement.split(';')))}")
    if statement.in_table2:
        marks.append(f"says the same as {', '.join(statement.in_table2)}, counted once")
    marks.extend(label(group) for group in statement.groups)
    if not statement.is_contested:
        marks.append(basis_words(statement))
    return tuple(marks)


def basis_words(statement: Statement) -> str:
    """How firmly a statement sits in its cells; of a contested one, who disagrees."""
    if statement.basis is PlacementBasis.INFERRED and was_added(statement.id):
        return PLACED_BY_WHO_ADDED_IT
    dispute = dispute_of(statement) if statement.basis is PlacementBasis.CONTESTED else None
    return label(dispute or statement.basis)


def contested_words(statement: Statement) -> str:
    """Where a contested statement could be filed as well, and who has it there."""
    cells = listed(cell_label(cell) for cell in statement.also_in)
    dispute = dispute_of(statement)
    if dispute is Dispute.TEXT_AND_TABLE:
        return f"contested: the text also has it in {cells}"
    if dispute is Dispute.CODERS:
        return f"{label(dispute)}, some have it in {cells}"
    return f"contested: also filed in {cells}"


def judgement_marks(statement: Statement, judged: JudgedHere) -> tuple[str, ...]:
    """What was judged of a statement here, in short phrases: where it was agreed to stand, how firm the finding is."""
    said: list[str] = []
    before = judged.catalogue.get(statement.id)
    if before is not None and statement.basis is PlacementBasis.AGREED:
        is_other_kind = before.kind is not statement.kind
        agreed, catalogue = (_place(one, with_kind=is_other_kind) for one in (statement, before))
        said.append(f"agreed: {agreed}; in the catalogue: {catalogue}")
    rating = judged.confidence.get(statement.id)
    if rating is not None:
        said.append(label(rating.overall))
    return tuple(said)


def _place(statement: Statement, *, with_kind: bool) -> str:
    place = listed(cell_label(cell) for cell in statement.cells) if statement.cells else "no single cell"
    return f"{label(statement.kind)}, {place}" if with_kind else place


def highlighted(pieces: Iterable[tuple[str, bool]]) -> Markup:
    """A text with what was searched for marked."""
    return joined(tag("mark", text) if is_match else Markup("{}").format(text) for text, is_match in pieces)


def _marks(marks: tuple[str, ...]) -> Markup:
    return tag("ul", joined(tag("li", words) for words in marks), class_="st-marks")
