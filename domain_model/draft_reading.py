"""Drafts of evidence read field by field: the records that they make, or everything that is wrong in them at once."""

from collections.abc import Collection
from dataclasses import replace
from enum import StrEnum
from typing import TypeVar

from domain_model.cells import Cell
from domain_model.evidence import ConfidenceRating, Link, Source, Statement
from domain_model.evidence_drafts import (
    COMPONENTS,
    CROSS_CUTTING,
    EVERY,
    ConfidenceDraft,
    DraftProblemsError,
    LinkDraft,
    SourceDraft,
    StatementDraft,
    made_citation,
)
from domain_model.evidence_vocabulary import (
    Concern,
    FindingConfidence,
    Perspective,
    PlacementBasis,
    PopulationGroup,
    Wording,
)
from domain_model.plain_text import is_plain, is_plain_line
from domain_model.vocabulary import BuildingBlock, Level, LinkBasis, LinkSign, Reading, StatementKind

LONGEST_LINE = 300
LONGEST_TEXT = 2000
EARLIEST_YEAR, LATEST_YEAR = 1800, 2100
Token = TypeVar("Token", bound=StrEnum)
_NO_PLACE = "Tick at least one place: a building block at a level, or every one of them."


class _Reader:
    """Reads fields one by one and gathers what is wrong, so that a person is told everything at once."""

    def __init__(self) -> None:
        self.problems: list[tuple[str, str]] = []

    def wrong(self, field: str, words: str) -> None:
        self.problems.append((field, words))

    def line(self, field: str, text: str, needed: str = "") -> str:
        tidy = " ".join(text.split())
        if not tidy and needed:
            self.wrong(field, needed)
        elif len(tidy) > LONGEST_LINE:
            self.wrong(field, f"Write up to {LONGEST_LINE} characters here; these are {len(tidy):,}.")
        elif tidy and not is_plain_line(tidy):
            self.wrong(field, "This holds characters that cannot be shown: write it again as plain text.")
        return tidy

    def text(self, field: str, text: str, needed: str = "") -> str:
        tidy = text.replace("\r\n", "\n").replace("\r", "\n").strip()
        if not tidy and needed:
            self.wrong(field, needed)
        elif len(tidy) > LONGEST_TEXT:
            self.wrong(field, f"Write up to {LONGEST_TEXT:,} characters here; these are {len(tidy):,}.")
        elif not is_plain(tidy):
            self.wrong(field, "This holds characters that cannot be shown: write it again as plain text.")
        return tidy

    def token(self, field: str, text: str, kind: type[Token], needed: str) -> Token:
        if text not in set(kind):
            self.wrong(field, needed)
            return next(iter(kind))
        return kind(text)

    def year(self, field: str, text: str) -> int | None:
        tidy = text.strip()
        if not tidy:
            return None
        is_year = tidy.isascii() and tidy.isdigit() and len(tidy) == 4 and EARLIEST_YEAR <= int(tidy) <= LATEST_YEAR
        if not is_year:
            self.wrong(field, "Write a year in four digits, or leave this empty.")
            return None
        return int(tidy)

    def known(self, field: str, text: str, among: Collection[str], needed: str) -> str:
        if text not in among:
            self.wrong(field, needed)
        return text

    def check(self) -> None:
        if self.problems:
            raise DraftProblemsError(self.problems)


def source_from(draft: SourceDraft, record: str) -> Source:
    """The source that a draft describes.

    Raises:
        DraftProblemsError: if it has no title, or a field cannot be taken.
    """
    read = _Reader()
    first, last = read.year("evidence_from", draft.evidence_from), read.year("evidence_to", draft.evidence_to)
    if first is not None and last is not None and last < first:
        read.wrong("evidence_to", "The evidence cannot end before it begins.")
    url = read.line("url", draft.url)
    if url and not url.lower().startswith(("https://", "http://")):
        read.wrong("url", "Write the whole address, beginning with https://, or leave this empty.")
    source = Source(
        id=record,
        title=read.line("title", draft.title, "Write the title of the source."),
        authors=read.line("authors", draft.authors),
        year=read.line("year", draft.year),
        publisher=read.line("publisher", draft.publisher),
        kind=read.line("kind", draft.kind),
        citation=read.text("citation", draft.citation),
        note=read.text("note", draft.note),
        evidence_from=first,
        evidence_to=last,
        url=url,
    )
    read.check()
    return source if source.citation else replace(source, citation=made_citation(source))


def statement_from(
    draft: StatementDraft,
    record: str,
    sources: Collection[str],
    subthemes: Collection[str],
    earlier: Statement | None = None,
) -> Statement:
    """The statement that a draft describes; what no form asks for stays as `earlier` has it.

    Raises:
        DraftProblemsError: if text, kind, source, place in the source or cells are missing, or a field cannot be taken.
    """
    read = _Reader()
    source = read.known("source", draft.source, sources, "Choose the source it was taken from.")
    place = read.line("place", draft.place, "Say where it stands in the source: a page, a section, a line.")
    text = read.text("text", draft.text, "Write what the source says.")
    wording = read.token("wording", draft.wording, Wording, "Say whose words these are.")
    kind = read.token("kind", draft.kind, StatementKind, "Choose what the source says it is.")
    cells, placement = _places(read, draft.cells)
    basis = read.token("basis", draft.basis, PlacementBasis, "Say how firmly it sits there.")
    if basis is PlacementBasis.AGREED and (earlier is None or earlier.basis is not basis):
        read.wrong("basis", "Agreement comes from a coding round, not from a form: choose another.")
    perspective = read.token("perspective", draft.perspective, Perspective, "Choose a perspective from the list.")
    subtheme = read.known("subtheme", draft.subtheme, {"", *subthemes}, "Choose a sub-theme from the list.")
    unknown = set(draft.groups) - set(PopulationGroup)
    if unknown:
        read.wrong("groups", "Choose groups from the list.")
    participant = read.line("participant", draft.participant)
    voice = read.line("voice", draft.voice) or "unknown"
    note = read.text("note", draft.note)
    read.check()
    return Statement(
        id=record,
        kind=kind,
        cells=cells,
        text=text,
        source=source,
        place=place,
        participant=participant,
        voice=voice,
        reading=Reading.CODED,
        in_table2=earlier.in_table2 if earlier else (),
        also_in=earlier.also_in if earlier else (),
        note=note,
        placement=placement,
        subtheme=subtheme,
        groups=tuple(group for group in PopulationGroup if group in draft.groups),
        basis=basis,
        perspective=perspective,
        wording=wording,
    )


def _places(read: _Reader, tokens: Collection[str]) -> tuple[tuple[Cell, ...], str]:
    """The single cells among the tokens; and all tokens as one text where one names every block or level, else ''."""
    known = [
        f"{block}/{level}"
        for block in (*BuildingBlock, EVERY)
        for level in (*Level, EVERY)
        if f"{block}/{level}" in tokens
    ]
    if not tokens or len(known) < len(set(tokens)):
        read.wrong("cells", _NO_PLACE)
        return (), ""
    wide = [token for token in known if EVERY in token.split("/")]
    return tuple(Cell.from_token(token) for token in known if token not in wide), ";".join(known) if wide else ""


def link_from(draft: LinkDraft, record: str, sources: Collection[str]) -> Link:
    """The link that a draft describes.

    Raises:
        DraftProblemsError: if an end, the sign, the text, the source or the place in it is missing or cannot be taken,
            or if both ends are the same single cell.
    """
    read = _Reader()
    start = _end(read, "from", draft.from_block, draft.from_level)
    end = _end(read, "to", draft.to_block, draft.to_level)
    if start[:2] == end[:2] and None not in start and not read.problems:
        read.wrong("to_block", "A link leads from one cell to another: choose another cell here.")
    link = Link(
        id=record,
        from_block=start[0],
        from_level=start[1],
        to_block=end[0],
        to_level=end[1],
        from_words=start[2],
        to_words=end[2],
        sign=read.token("sign", draft.sign, LinkSign, "Choose what it does to parity there."),
        text=read.text("text", draft.text, "Write how the one acts on the other."),
        basis=read.token("basis", draft.basis, LinkBasis, "Say how firmly the source says it."),
        basis_note=read.text("basis_note", draft.basis_note),
        source=read.known("source", draft.source, sources, "Choose the source it was taken from."),
        place=read.line("place", draft.place, "Say where it stands in the source: a page, a section, a line."),
    )
    read.check()
    return link


def _end(read: _Reader, end: str, block: str, level: str) -> tuple[BuildingBlock | None, Level | None, str]:
    """Block and level of an end, None where it names every one; and its words, '' for a single cell."""
    if block not in {*BuildingBlock, EVERY, CROSS_CUTTING}:
        read.wrong(f"{end}_block", "Choose a building block.")
    if level not in {*Level, EVERY}:
        read.wrong(f"{end}_level", "Choose a level.")
    named_block = BuildingBlock(block) if block in set(BuildingBlock) else None
    named_level = Level(level) if level in set(Level) else None
    return named_block, named_level, f"{block}/{level}" if None in (named_block, named_level) else ""


def confidence_from(draft: ConfidenceDraft, statement: str) -> ConfidenceRating:
    """The confidence in a statement that a draft describes.

    Raises:
        DraftProblemsError: if a component, its reason or the whole is missing or cannot be taken.
    """
    read = _Reader()
    concerns: list[Concern] = []
    reasons: list[str] = []
    for name in COMPONENTS:
        named = name.replace("_", " ").capitalize()
        missing = f"{named}: choose how much concern there is."
        concerns.append(read.token(name, getattr(draft, name), Concern, missing))
        field = f"{name}_reason"
        reasons.append(read.text(field, getattr(draft, field), f"{named}: say why, in a sentence."))
    overall = read.token("overall", draft.overall, FindingConfidence, "Choose how much confidence there is overall.")
    reason = read.text("reason", draft.reason, "Say in a sentence why the overall confidence is what it is.")
    read.check()
    return ConfidenceRating(
        statement=statement,
        methodological_limitations=concerns[0],
        coherence=concerns[1],
        adequacy=concerns[2],
        relevance=concerns[3],
        overall=overall,
        reason=reason,
        component_reasons=tuple(reasons),
    )
