"""Write chosen evidence as a project of a coding program: one text a source, one coded piece a statement."""

from collections.abc import Iterable
from dataclasses import fields

from domain_model.cells import Cell
from domain_model.coding_project import (
    CodedSource,
    CodeLink,
    Coder,
    Coding,
    CodingProject,
    Note,
    Selection,
    Variable,
)
from domain_model.dataset import Evidence
from domain_model.evidence import Link, Source, Statement
from domain_model.own_codebook import (
    FIELD_NOTES,
    LINK_NOTES,
    SOURCE_VARIABLES,
    CodeRole,
    Meaning,
    Words,
    code_guid,
    guid_for,
    own_codes,
)
from domain_model.vocabulary import BuildingBlock, Level

PROJECT_NAME = "Parity Map"
US = Coder(guid_for("coder", PROJECT_NAME), PROJECT_NAME)


def codebook_of(evidence: Evidence, words: Words) -> CodingProject:
    """The codes alone."""
    return CodingProject(PROJECT_NAME, tuple(code for code, _meaning in own_codes(evidence, words)))


def coding_project_of(
    evidence: Evidence, words: Words, statements: Iterable[Statement], links: Iterable[Link] = ()
) -> CodingProject:
    """The project of these statements and links, with the whole codebook and the sources that they rest on.

    The text of a source are the words of its statements, one a line, and not the words of the source.
    """
    by_source: dict[str, list[Statement]] = {}
    for statement in statements:
        by_source.setdefault(statement.source, []).append(statement)
    chosen = tuple(links)
    wanted = by_source.keys() | {link.source for link in chosen}
    return CodingProject(
        name=PROJECT_NAME,
        codes=tuple(code for code, _meaning in own_codes(evidence, words)),
        coders=(US,),
        variables=tuple(
            Variable(_variable(field), name, "Integer" if field.startswith("evidence_") else "Text")
            for field, name in SOURCE_VARIABLES.items()
        ),
        sources=tuple(
            _source(source, by_source.get(source.id, [])) for source in evidence.sources if source.id in wanted
        ),
        links=tuple(map(_link, chosen)),
    )


def one_line_ends(text: str) -> str:
    """The text with its lines ended by one sign: files of XML keep no other."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _variable(field: str) -> str:
    return guid_for("variable", field)


def _source(source: Source, statements: list[Statement]) -> CodedSource:
    values = {_variable(field.name): one_line_ends(_text(getattr(source, field.name))) for field in fields(source)}
    start = 0
    selections: list[Selection] = []
    for statement in statements:
        selections.append(_selection(statement, start))
        start = selections[-1].end + 1  # the line break
    return CodedSource(
        guid=guid_for("source", source.id),
        name=source.title or source.citation,
        selections=tuple(selections),
        values={variable: value for variable, value in values.items() if value},
        description="The words below are those of Parity Map or of its coders, one statement a line; "
        "each has a note that says where the original stands.",
    )


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _selection(statement: Statement, start: int) -> Selection:
    text = one_line_ends(statement.text)
    codings = tuple(
        Coding(guid_for("coding", f"{statement.id}:{meaning.token}"), code_guid(meaning), US.guid)
        for meaning in _meanings(statement)
    )
    written = {
        "place": statement.place,
        "participant": statement.participant,
        "voice": statement.voice,
        "note": statement.note,
        "in_table2": "; ".join(statement.in_table2),
    }
    notes = _notes("statement", statement.id, FIELD_NOTES, written)
    guid = guid_for("statement", statement.id)
    return Selection(guid, statement.id, start, start + len(text), text, codings, "", notes, US.guid)


def _meanings(statement: Statement) -> list[Meaning]:
    said = [Meaning(CodeRole.CELL, cell.token, statement.kind) for cell in statement.cells]
    if statement.placement:
        said.append(Meaning(CodeRole.PLACEMENT, statement.placement, statement.kind))
    if not said:
        said.append(Meaning(CodeRole.KIND, statement.kind.value))
    said += [Meaning(CodeRole.ALSO_IN, cell.token) for cell in statement.also_in]
    if statement.subtheme:
        said.append(Meaning(CodeRole.SUBTHEME, statement.subtheme))
    said += [Meaning(CodeRole.GROUP, group.value) for group in statement.groups]
    said.append(Meaning(CodeRole.BASIS, statement.basis.value))
    said.append(Meaning(CodeRole.PERSPECTIVE, statement.perspective.value))
    said.append(Meaning(CodeRole.READING, statement.reading.value))
    said.append(Meaning(CodeRole.WORDING, statement.wording.value))
    return said


def _notes(kind: str, record: str, names: dict[str, str], written: dict[str, str]) -> tuple[Note, ...]:
    return tuple(
        Note(guid_for("note", f"{kind}:{record}:{field}"), name, one_line_ends(written[field]))
        for field, name in names.items()
        if written[field]
    )


def _link(link: Link) -> CodeLink:
    written = {field: str(getattr(link, field)) for field in LINK_NOTES}
    return CodeLink(
        guid=guid_for("link", link.id),
        name=link.id,
        origin=code_guid(_end(link.from_block, link.from_level, link.from_words)),
        target=code_guid(_end(link.to_block, link.to_level, link.to_words)),
        notes=_notes("link", link.id, LINK_NOTES, written),
    )


def _end(block: BuildingBlock | None, level: Level | None, words: str) -> Meaning:
    if block is None or level is None:
        return Meaning(CodeRole.PLACEMENT, words)
    return Meaning(CodeRole.CELL, Cell(block, level).token)
