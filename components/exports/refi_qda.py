"""Writes REFI-QDA files (https://www.qdasoftware.org, version 1.5): a codebook `.qdc`, or a project `.qdpx`.

The same evidence gives the same bytes: identifiers are made from what they name, and no file holds a moment of writing.
"""

from collections.abc import Iterable
from io import BytesIO
from xml.etree.ElementTree import Element, SubElement, indent, tostring
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from domain_model.coding_project import Code, CodedSource, CodeLink, Coding, CodingProject, Note

CODEBOOK = "urn:QDA-XML:codebook:1.0"
PROJECT = "urn:QDA-XML:project:1.0"
ORIGIN = "Parity Map"
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The earliest moment that an entry of a zip archive can have: all of ours have it."""


def codebook_bytes(project: CodingProject) -> bytes:
    """The codes of a project as a `.qdc` file."""
    root = Element("CodeBook", {"xmlns": CODEBOOK, "origin": ORIGIN})
    _add_codes(root, project.codes)
    return _document(root)


def project_bytes(project: CodingProject) -> bytes:
    """A project as a `.qdpx` file: positions are counted in Unicode code points, lines end with LF."""
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        _put(archive, "project.qde", _document(_project(project)))
        for source in project.sources:
            text = "\n".join(selection.text for selection in source.selections)
            _put(archive, f"sources/{source.guid}.txt", text.encode())
    return packed.getvalue()


def _put(archive: ZipFile, name: str, content: bytes) -> None:
    entry = ZipInfo(name, _FIRST_DAY)
    entry.compress_type, entry.external_attr, entry.create_system = ZIP_DEFLATED, 0o100644 << 16, 3
    archive.writestr(entry, content)


def _document(root: Element) -> bytes:
    indent(root, " ")
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode").encode() + b"\n"


def _project(project: CodingProject) -> Element:
    creator = {"creatingUserGUID": project.coders[0].guid} if project.coders else {}
    root = Element("Project", {"xmlns": PROJECT, "name": project.name, "origin": ORIGIN, **creator})
    users = SubElement(root, "Users")
    for coder in project.coders:
        SubElement(users, "User", {"guid": coder.guid, "name": coder.name})
    _add_codes(SubElement(root, "CodeBook"), project.codes)
    if project.variables:
        variables = SubElement(root, "Variables")
        for one in project.variables:
            SubElement(variables, "Variable", {"guid": one.guid, "name": one.name, "typeOfVariable": one.kind})
    if project.sources:
        kinds = {one.guid: one.kind for one in project.variables}
        sources = SubElement(root, "Sources")
        for source in project.sources:
            _add_source(sources, source, kinds)
    notes = {note.guid: note for note in _all_notes(project)}
    if notes:
        listed = SubElement(root, "Notes")
        for note in notes.values():
            SubElement(SubElement(listed, "Note", _named(note.guid, note.name)), "PlainTextContent").text = note.text
    if project.links:
        links = SubElement(root, "Links")
        for link in project.links:
            _add_link(links, link)
    return root


def _named(guid: str, name: str) -> dict[str, str]:
    return {"guid": guid, "name": name} if name else {"guid": guid}


def _add_codes(parent: Element, codes: Iterable[Code]) -> None:
    listed = SubElement(parent, "Codes")
    by_guid: dict[str, Element] = {}
    for code in codes:
        says = {"guid": code.guid, "name": code.name, "isCodable": "true" if code.is_codable else "false"}
        element = SubElement(by_guid.get(code.parent, listed), "Code", says)
        if code.description:
            SubElement(element, "Description").text = code.description
        by_guid[code.guid] = element


def _add_source(sources: Element, source: CodedSource, kinds: dict[str, str]) -> None:
    path = f"internal://{source.guid}.txt"
    element = SubElement(sources, "TextSource", {**_named(source.guid, source.name), "plainTextPath": path})
    if source.description:
        SubElement(element, "Description").text = source.description
    for one in source.selections:
        says = {**_named(one.guid, one.name), "startPosition": str(one.start), "endPosition": str(one.end)}
        piece = SubElement(element, "PlainTextSelection", says | _by(one.coder))
        if one.description:
            SubElement(piece, "Description").text = one.description
        _add_codings(piece, one.codings)
        _add_note_refs(piece, one.notes)
    _add_note_refs(element, source.notes)
    for variable, value in source.values.items():
        said = SubElement(element, "VariableValue")
        SubElement(said, "VariableRef", {"targetGUID": variable})
        SubElement(said, f"{kinds.get(variable, 'Text')}Value").text = value


def _by(coder: str) -> dict[str, str]:
    return {"creatingUser": coder} if coder else {}


def _add_codings(parent: Element, codings: Iterable[Coding]) -> None:
    for coding in codings:
        element = SubElement(parent, "Coding", {"guid": coding.guid} | _by(coding.coder))
        SubElement(element, "CodeRef", {"targetGUID": coding.code})


def _add_note_refs(parent: Element, notes: Iterable[Note]) -> None:
    for note in notes:
        SubElement(parent, "NoteRef", {"targetGUID": note.guid})


def _add_link(links: Element, link: CodeLink) -> None:
    ends = {"originGUID": link.origin, "targetGUID": link.target}
    element = SubElement(links, "Link", {**_named(link.guid, link.name), "direction": "OneWay", **ends})
    _add_note_refs(element, link.notes)


def _all_notes(project: CodingProject) -> Iterable[Note]:
    for source in project.sources:
        yield from source.notes
        for selection in source.selections:
            yield from selection.notes
    for link in project.links:
        yield from link.notes
