"""Read what a project of a coding program says as records of ours, by what people chose its codes to mean."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from domain_model.cells import Cell
from domain_model.coding_project import CodedSource, CodeLink, CodingProject, Loss, LossTally, Selection
from domain_model.evidence import Link, Source, Statement
from domain_model.evidence_import import LEAVE_OUT, Choices, Proposed, WordsKept, own_id
from domain_model.evidence_vocabulary import Perspective, PlacementBasis, PopulationGroup, Wording
from domain_model.own_codebook import FIELD_NOTES, LINK_NOTES, SOURCE_VARIABLES, CodeRole, Meaning, guid_for
from domain_model.own_evidence import CODERS_DISAGREE
from domain_model.use_cases.bound_records import bounded
from domain_model.vocabulary import BuildingBlock, Level, LinkBasis, LinkSign, Reading, StatementKind

CODED_TEXT = "coded text"
_FIELD_OF_NOTE = {name: field for field, name in FIELD_NOTES.items()}
_FIELD_OF_LINK_NOTE = {name: field for field, name in LINK_NOTES.items()}
_FIELD_OF_VARIABLE = {guid_for("variable", field): field for field in SOURCE_VARIABLES}
_YEARS = {"evidence_from", "evidence_to"}


def read_coding_project(project: CodingProject, choices: Choices) -> tuple[Proposed, tuple[Loss, ...]]:
    """The records of a project, and what of it is not taken over because of what was chosen.

    `choices.meanings` has to name every code that means anything. A piece that coders place in different cells becomes
    one statement: it sits where most of its coders place it, and the other cells are those where it could be filed as
    well, which its note says. Cells of different kinds in one piece become one statement a kind.
    """
    return _Reader(project, choices).read()


@dataclass(frozen=True, slots=True)
class _Agreed:
    """Where the coders of a piece place it, all of them together."""

    cells: tuple[tuple[Cell, StatementKind], ...]
    also_in: tuple[Cell, ...]
    basis: PlacementBasis
    placement: str
    kind: StatementKind
    is_disputed: bool = False


class _Reader:
    def __init__(self, project: CodingProject, choices: Choices) -> None:
        self._project, self._choices = project, choices
        self._losses = LossTally()
        self._names = {code.guid: " / ".join(code.path) for code in project.codes}
        self._variables = {variable.guid: variable for variable in project.variables}
        self._source_ids: dict[str, str] = {}

    def read(self) -> tuple[Proposed, tuple[Loss, ...]]:
        sources: list[Source] = []
        statements: list[Statement] = []
        for coded in self._project.sources:
            chosen = self._choices.sources.get(coded.guid, "")
            if chosen == LEAVE_OUT:
                self._losses.add("source", "you chose to leave it out", coded.name)
                continue
            made = self._source(coded)
            if not chosen:
                sources.append(made)
            written_id = self._written_id(coded)
            self._source_ids[written_id or made.id] = chosen or made.id
            for selection in coded.selections:
                statements += self._statements(coded, selection, chosen or made.id)
        links = tuple(link for one in self._project.links for link in self._link(one))
        used = {statement.source for statement in statements} | {link.source for link in links}
        for source in sources:
            if source.id not in used:
                self._losses.add("source", "nothing that was coded in it is taken over", source.title)
        kept = tuple(source for source in sources if source.id in used)
        return bounded(Proposed(kept, tuple(statements), links), self._losses), self._losses.report()

    def _written_id(self, coded: CodedSource) -> str:
        """The id of ours that a source carries, '' for none or for one that its identifier contradicts."""
        written = coded.values.get(guid_for("variable", "id"), "")
        return written if coded.guid == guid_for("source", written) else ""

    def _source(self, coded: CodedSource) -> Source:
        written = self._written_id(coded)
        values = {field: "" for field in SOURCE_VARIABLES}
        known = {name.casefold(): field for field, name in SOURCE_VARIABLES.items()} | {f: f for f in SOURCE_VARIABLES}
        for guid, value in coded.values.items():
            name = self._variables[guid].name if guid in self._variables else guid
            field = _FIELD_OF_VARIABLE.get(guid) or known.get(name.casefold())
            if field is None or (field in _YEARS and not (value.isascii() and value.isdigit())):
                self._losses.add("variable", "a source has no such field here", f"{name}: {value[:60]}")
            else:
                values[field] = value
        notes = "\n".join(note.text for note in coded.notes)
        title = values["title"] if written else values["title"] or coded.name
        foreign = "\n".join(filter(None, (coded.description, notes)))
        return Source(
            id=written or own_id("source", coded.guid),
            title=title,
            authors=values["authors"],
            year=values["year"],
            publisher=values["publisher"],
            kind=values["kind"] or CODED_TEXT,
            citation=values["citation"] or title,
            note=values["note"] or ("" if written else foreign),
            evidence_from=int(values["evidence_from"]) if values["evidence_from"] else None,
            evidence_to=int(values["evidence_to"]) if values["evidence_to"] else None,
            url=values["url"],
        )

    def _statements(self, coded: CodedSource, selection: Selection, source: str) -> Iterator[Statement]:
        by_coder: dict[str, list[Meaning]] = {}
        for coding in selection.codings:
            meaning = self._choices.meanings.get(coding.code)
            if meaning is None or meaning.role is CodeRole.NOTHING:
                why = "its code was left out, or means nothing here"
                self._losses.add("coding", why, self._names.get(coding.code, coding.code))
            else:
                by_coder.setdefault(coding.coder, []).append(meaning)
        where = f"{coded.name}: {_place(selection)}"  # never the words themselves: a loss report stays
        said = [meaning for meanings in by_coder.values() for meaning in meanings]
        agreed = _agreed([_placed(meanings) for meanings in by_coder.values()], said)
        if agreed is None:
            self._losses.add("coded piece", "none of its codes names a place in the framework", where)
            return
        ours = selection.guid == guid_for("statement", selection.name)
        first = self._statement(selection, source, said, agreed, where)
        first_id = selection.name if ours else own_id("statement", selection.guid)
        by_kind: dict[StatementKind, list[Cell]] = {}
        for cell, kind in agreed.cells:
            by_kind.setdefault(kind, []).append(cell)
        if len(by_kind) > 1:
            self._losses.add("piece with several kinds", "it becomes one statement a kind", where)
        for place, (kind, cells) in enumerate(by_kind.items() or [(agreed.kind, [])]):
            made_id = first_id if place == 0 else own_id("statement", f"{selection.guid}:{kind}")
            yield replace(first, id=made_id, kind=kind, cells=tuple(cells))

    def _statement(
        self, selection: Selection, source: str, said: Sequence[Meaning], agreed: _Agreed, where: str
    ) -> Statement:
        noted = {_FIELD_OF_NOTE[note.name]: note.text for note in selection.notes if note.name in _FIELD_OF_NOTE}
        others = [note.text for note in selection.notes if note.name not in _FIELD_OF_NOTE]
        wordings = _values(said, CodeRole.WORDING)
        text, wording, others = self._words(selection, wordings, others, where)
        disputed = (CODERS_DISAGREE,) if agreed.is_disputed else ()
        for role, what in ((CodeRole.SUBTHEME, "further sub-theme"), (CodeRole.PERSPECTIVE, "further perspective")):
            further = _values(said, role)[1:]
            self._losses.add(what, "a statement has one only", where, len(further))
        return Statement(
            id="",
            kind=agreed.kind,
            cells=(),
            text=text,
            source=source,
            place=noted.get("place") or _place(selection),
            participant=noted.get("participant", ""),
            voice=noted.get("voice", "unknown"),
            reading=Reading(_first(said, CodeRole.READING, Reading.CODED)),
            in_table2=tuple(filter(None, noted.get("in_table2", "").split("; "))),
            also_in=agreed.also_in,
            note="\n".join(filter(None, (*disputed, noted.get("note", ""), *others))),
            placement=agreed.placement,
            subtheme=_first(said, CodeRole.SUBTHEME, ""),
            groups=tuple(PopulationGroup(value) for value in _values(said, CodeRole.GROUP)),
            basis=agreed.basis,
            perspective=Perspective(_first(said, CodeRole.PERSPECTIVE, Perspective.UNKNOWN)),
            wording=wording,
        )

    def _words(
        self, selection: Selection, wordings: Sequence[str], notes: list[str], where: str
    ) -> tuple[str, Wording, list[str]]:
        """The text of a statement, whose words these are, and the notes that are left for its note."""
        if wordings:
            return selection.text, Wording(wordings[0]), [selection.description, *notes]
        if self._choices.words is WordsKept.QUOTATION and selection.text.strip():
            return selection.text.strip(), Wording.QUOTATION, [selection.description, *notes]
        self._losses.add("words of a coded piece", "you chose to keep only what its coder wrote", where)
        if selection.description:
            return selection.description, Wording.OWN_WORDS, notes
        if notes:
            return notes[0], Wording.OWN_WORDS, notes[1:]
        codes = sorted({self._names[coding.code] for coding in selection.codings if coding.code in self._names})
        return f"Coded as: {'; '.join(codes)} (its coder wrote no words)", Wording.OWN_WORDS, []

    def _link(self, link: CodeLink) -> Iterator[Link]:
        noted = {_FIELD_OF_LINK_NOTE[note.name]: note.text for note in link.notes if note.name in _FIELD_OF_LINK_NOTE}
        ends = [_end(self._choices.meanings.get(code)) for code in (link.origin, link.target)]
        source = self._source_ids.get(noted.get("source", ""), "")
        if ends[0] is None or ends[1] is None:
            self._losses.add("Link", "one of its codes names no place in the framework", link.name)
        elif not source or noted.get("sign") not in set(LinkSign) or noted.get("basis") not in set(LinkBasis):
            why = "it has no notes that say its sign, how firmly it is said, and in which source"
            self._losses.add("Link", why, link.name)
        else:
            yield Link(
                link.name if link.guid == guid_for("link", link.name) else own_id("link", link.guid),
                *ends[0][:2],
                *ends[1][:2],
                ends[0][2],
                ends[1][2],
                LinkSign(noted["sign"]),
                noted.get("text", link.name),
                LinkBasis(noted["basis"]),
                noted.get("basis_note", ""),
                source,
                noted.get("place", ""),
            )


def _values(said: Sequence[Meaning], role: CodeRole) -> list[str]:
    """What all coders say in a role, each value once, in order."""
    return list(dict.fromkeys(meaning.value for meaning in said if meaning.role is role))


def _first(said: Sequence[Meaning], role: CodeRole, default: str) -> str:
    values = _values(said, role)
    return values[0] if values else default


def _place(selection: Selection) -> str:
    if selection.end == 0:
        return "the text as a whole"
    return f"characters {selection.start + 1:,} to {selection.end:,} of the coded text"


def _kind_of(kinds: Collection[StatementKind]) -> StatementKind:
    """The one kind that a coder's kinds of the same cell come to."""
    helps = StatementKind.ENABLER in kinds or StatementKind.BOTH in kinds
    hinders = StatementKind.BARRIER in kinds or StatementKind.BOTH in kinds
    if helps and hinders:
        return StatementKind.BOTH
    if helps:
        return StatementKind.ENABLER
    return StatementKind.BARRIER if hinders else StatementKind.THEME


def _placed(meanings: Sequence[Meaning]) -> dict[str, StatementKind]:
    """The places that one coder gives a piece, as tokens, with the kind of each."""
    alone = [StatementKind(meaning.value) for meaning in meanings if meaning.role is CodeRole.KIND]
    found: dict[str, list[StatementKind]] = {}
    for meaning in meanings:
        if meaning.role in {CodeRole.CELL, CodeRole.PLACEMENT}:
            token = Meaning(meaning.role, meaning.value).token
            found.setdefault(token, []).extend([meaning.kind] if meaning.kind else alone)
    return {token: _kind_of(kinds) for token, kinds in found.items()}


def _agreed(coders: Sequence[Mapping[str, StatementKind]], said: Sequence[Meaning]) -> _Agreed | None:
    """Where all coders together place a piece; None for nowhere."""
    votes = [places for places in coders if places]
    also = [Cell.from_token(value) for value in _values(said, CodeRole.ALSO_IN)]
    kinds = [StatementKind(value) for value in _values(said, CodeRole.KIND)]
    basis = _first(said, CodeRole.BASIS, "")
    if not votes:
        if not kinds or not basis:  # a piece of ours that belongs nowhere says both
            return None
        return _Agreed((), tuple(also), PlacementBasis(basis), "", _kind_of(kinds))
    count = Counter(token for places in votes for token in places)
    most = max(count.values())
    is_tie = 2 * most <= len(votes)
    named = {token: number == most if is_tie else 2 * number > len(votes) for token, number in count.items()}
    cells: list[tuple[Cell, StatementKind]] = []
    placements: list[str] = []
    for token, is_agreed in named.items():
        meaning = Meaning.from_token(token)
        if meaning.role is CodeRole.PLACEMENT:
            placements.append(meaning.value)
        elif is_agreed:
            cells.append((Cell.from_token(meaning.value), _most_named(places.get(token) for places in votes)))
        else:
            also.append(Cell.from_token(meaning.value))
    is_contested = is_tie or not all(named.values())
    is_disputed = is_contested and not basis
    if not basis:
        basis = "contested" if is_contested else "agreed" if len(votes) > 1 else "inferred"
    kind = _most_named(kind for places in votes for kind in places.values())
    places = tuple(dict.fromkeys(also))
    return _Agreed(tuple(cells), places, PlacementBasis(basis), ";".join(placements), kind, is_disputed)


def _most_named(kinds: Iterator[StatementKind | None]) -> StatementKind:
    """The kind that most coders name; of several, the one that the list of kinds has first."""
    count = Counter(kind for kind in kinds if kind is not None)
    return max(StatementKind, key=lambda kind: count[kind])


def _end(meaning: Meaning | None) -> tuple[BuildingBlock | None, Level | None, str] | None:
    """Block, level and words of an end of a link; None for a code that names no place."""
    if meaning is None or meaning.role not in {CodeRole.CELL, CodeRole.PLACEMENT}:
        return None
    if meaning.role is CodeRole.CELL:
        cell = Cell.from_token(meaning.value)
        return cell.block, cell.level, ""
    block, _slash, level = meaning.value.partition("/")
    return (
        BuildingBlock(block) if block in set(BuildingBlock) else None,
        Level(level) if level in set(Level) else None,
        meaning.value,
    )
