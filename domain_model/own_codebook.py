"""The codes that Parity Map writes into files of coding programs, with what each of them means here."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID, uuid5

from domain_model.cells import CELLS, Cell
from domain_model.coding_project import Code
from domain_model.dataset import Evidence
from domain_model.evidence_vocabulary import Perspective, PlacementBasis, PopulationGroup, Wording
from domain_model.vocabulary import BuildingBlock, Level, Reading, StatementKind

NAMESPACE = UUID("4b0b6f6c-7c5e-5d0a-9a53-0f5f3b1c7a10")
"""Identifiers of ours are made from this and from what they name, so that the same thing has the same one everywhere.

It is itself a version 5 identifier, of no meaning; changed, no file written before would be recognised.
"""

Words = Callable[[StrEnum], str]
"""Answers what people read for a token."""


class CodeRole(StrEnum):
    """What a code says of the statement that it is given to."""

    CELL = "cell"
    ALSO_IN = "also_in"
    PLACEMENT = "placement"
    KIND = "kind"
    SUBTHEME = "subtheme"
    GROUP = "group"
    BASIS = "basis"
    PERSPECTIVE = "perspective"
    READING = "reading"
    WORDING = "wording"
    NOTHING = "nothing"


ROLE_TOKENS: dict[CodeRole, type[StrEnum]] = {
    CodeRole.KIND: StatementKind,
    CodeRole.GROUP: PopulationGroup,
    CodeRole.BASIS: PlacementBasis,
    CodeRole.PERSPECTIVE: Perspective,
    CodeRole.READING: Reading,
    CodeRole.WORDING: Wording,
}
"""The roles whose values are words of a closed list."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a code means here: its role, which cell, group ... (a token), and the kind of statement where it says one.

    `kind` goes with a cell or a placement only.
    """

    role: CodeRole
    value: str = ""
    kind: StatementKind | None = None

    def __post_init__(self) -> None:
        if self.role in {CodeRole.CELL, CodeRole.ALSO_IN}:
            Cell.from_token(self.value)
        elif self.role in ROLE_TOKENS:
            ROLE_TOKENS[self.role](self.value)

    @property
    def token(self) -> str:
        """One word for forms and files: `cell:financing/meso:barrier`."""
        return f"{self.role}:{self.value}:{self.kind or ''}"

    @classmethod
    def from_token(cls, token: str) -> "Meaning":
        """Read such a word.

        Raises:
            ValueError: if it is none.
        """
        role, _colon, rest = token.partition(":")
        value, _colon, kind = rest.rpartition(":")
        return cls(CodeRole(role), value, StatementKind(kind) if kind else None)


FIELD_NOTES = {
    "place": "Place in the source",
    "participant": "Participant",
    "voice": "Voice",
    "note": "Note",
    "in_table2": "Entries of the published table that it repeats",
}
"""The fields of a statement that are written as notes, and the names of these notes."""

LINK_NOTES = {
    "text": "What the source says",
    "sign": "Sign",
    "basis": "Basis",
    "basis_note": "Why it is read so",
    "source": "Source",
    "place": "Place in the source",
}
"""The fields of a link that are written as notes, and the names of these notes."""

SOURCE_VARIABLES = {
    "id": "Parity Map id",
    "title": "Title",
    "authors": "Authors",
    "year": "Year",
    "publisher": "Publisher",
    "kind": "Kind",
    "citation": "Citation",
    "note": "Note",
    "evidence_from": "Evidence from",
    "evidence_to": "Evidence to",
    "url": "Address",
}
"""The fields of a source that are written as variables, and the names of these variables."""

NOTHING = Meaning(CodeRole.NOTHING)
OwnCode = tuple[Code, Meaning]


def guid_for(kind: str, key: str) -> str:
    """The identifier of something of ours: always the same for the same kind and key."""
    return str(uuid5(NAMESPACE, f"{kind}:{key}"))


def code_guid(meaning: Meaning) -> str:
    """The identifier of the code that says this."""
    return guid_for("code", meaning.token)


def own_codes(evidence: Evidence, words: Words) -> tuple[OwnCode, ...]:
    """The whole codebook: cells by kind, contested places, what belongs to no cell, sub-themes, groups and the rest.

    `words` are those that people read for tokens of the closed lists. Codes that only hold others mean nothing.
    """
    found: list[OwnCode] = []
    for block in BuildingBlock:
        found += _of_block(block, words)
    tops: list[tuple[str, str, Sequence[tuple[str, Meaning]]]] = [
        ("Also filed under", "Where the text of the source, against its table, files a statement.", _also_in(words)),
        ("No single cell", "What names every building block or every level at once.", _placements(evidence)),
        ("Sub-themes", "The sub-themes that the study names within a building block.", _subthemes(evidence)),
    ]
    tops += [
        (top, about, [(words(token), Meaning(role, token.value)) for token in ROLE_TOKENS[role]])
        for role, top, about in _LISTS
    ]
    for top, about, below in tops:
        above = _folder((top,), about)
        found.append(above)
        for name, meaning in below:
            found.append(_code((top, name), meaning, above[0].guid))
            if meaning.role is CodeRole.PLACEMENT:
                found += _by_kind((top, name), meaning, words)
    return tuple(found)


_LISTS = (
    (CodeRole.KIND, "Kind of statement", "What a statement is that belongs to no cell."),
    (CodeRole.GROUP, "Population groups", "Whom a statement is about."),
    (CodeRole.BASIS, "Certainty of coding", "How firmly a statement sits in its cells."),
    (CodeRole.PERSPECTIVE, "Perspective", "From where a voice speaks."),
    (CodeRole.READING, "Reading", "Whether the published table holds it, or it was coded beyond that."),
    (CodeRole.WORDING, "Wording", "Whose words a statement is in."),
)


def _of_block(block: BuildingBlock, words: Words) -> Iterator[OwnCode]:
    above = _folder((words(block),), "")
    yield above
    for level in Level:
        meaning = Meaning(CodeRole.CELL, Cell(block, level).token)
        path = (words(block), words(level))
        yield _code(path, meaning, above[0].guid)
        yield from _by_kind(path, meaning, words)


def _by_kind(path: tuple[str, ...], meaning: Meaning, words: Words) -> Iterator[OwnCode]:
    for kind in StatementKind:
        yield _code((*path, words(kind)), Meaning(meaning.role, meaning.value, kind), code_guid(meaning))


def _also_in(words: Words) -> list[tuple[str, Meaning]]:
    return [(f"{words(cell.block)}, {words(cell.level)}", Meaning(CodeRole.ALSO_IN, cell.token)) for cell in CELLS]


def _placements(evidence: Evidence) -> list[tuple[str, Meaning]]:
    named = {statement.placement for statement in evidence.statements if statement.placement}
    named |= {end for link in evidence.links for end in (link.from_words, link.to_words) if end}
    return [(placement, Meaning(CodeRole.PLACEMENT, placement)) for placement in sorted(named)]


def _subthemes(evidence: Evidence) -> list[tuple[str, Meaning]]:
    return [(one.label, Meaning(CodeRole.SUBTHEME, one.id)) for one in evidence.subthemes]


def _folder(path: tuple[str, ...], about: str) -> OwnCode:
    return Code(guid_for("folder", " / ".join(path)), path, "", about, is_codable=False), NOTHING


def _code(path: tuple[str, ...], meaning: Meaning, parent: str) -> OwnCode:
    return Code(code_guid(meaning), path, parent), meaning
