"""Reads REFI-QDA files (https://www.qdasoftware.org, version 1.5): a codebook `.qdc`, or a project `.qdpx`.

Elements are told by their names in their namespace, whatever its prefix; attributes may come in any order. What is not
taken over is counted by what it is. A reference to something that the file does not hold, or a piece that lies outside
its text, is an error of the file, and the file is refused as a whole with all such places.
"""

from xml.etree.ElementTree import Element

from data.importers.bounded_xml import child, children, namespace, read_xml, text_of
from data.importers.refi_qda_codes import read_codes
from data.importers.refi_qda_parts import Problems, guid_of, read_notes, tally_attributes, tally_elements
from data.importers.refi_qda_sources import SourceReader
from data.importers.sealed_archive import SealedArchive
from domain_model.coding_project import CodeLink, Coder, CodingProject, Loss, LossTally, UnreadableFileError, Variable

CODEBOOK = "urn:QDA-XML:codebook:1.0"
PROJECT = "urn:QDA-XML:project:1.0"
PROJECT_ENTRY = "project.qde"

Found = tuple[CodingProject, tuple[Loss, ...]]
"""What is taken over of a file, and what is not."""

_NO_PLACE = "Parity Map has no place for it"
_PARTS = {"Users", "CodeBook", "Variables", "Cases", "Sources", "Notes", "Links", "Sets", "Graphs"}


def read_codebook(content: bytes) -> Found:
    """The codes of a `.qdc` file.

    Raises:
        UnreadableFileError: if it is none, or contradicts itself.
    """
    root = read_xml(content, "The codebook")
    _check_root(root, "CodeBook", CODEBOOK, "codebook")
    losses, problems = LossTally(), Problems()
    codes = read_codes(child(root, "Codes"), losses, problems)
    _tally_sets(child(root, "Sets"), losses)
    tally_elements(root, {"Codes", "Sets"}, losses)
    problems.refuse()
    return CodingProject(root.get("origin", ""), codes), losses.report()


def read_project(content: bytes) -> Found:
    """The codes, coded pieces, notes, variables and links of a `.qdpx` file.

    Raises:
        UnreadableFileError: if it is none, is not safe to read, or contradicts itself.
    """
    archive = SealedArchive(content)
    if not archive.has(PROJECT_ENTRY):
        raise UnreadableFileError(f"The archive has no “{PROJECT_ENTRY}”: it is no REFI-QDA project.")
    root = read_xml(archive.read(PROJECT_ENTRY), f"“{PROJECT_ENTRY}”")
    _check_root(root, "Project", PROJECT, "project")
    losses, problems = LossTally(), Problems()
    codes = read_codes(child(child(root, "CodeBook"), "Codes"), losses, problems)
    known_codes = {code.guid for code in codes}
    coders = tuple(Coder(guid_of(user), user.get("name", "")) for user in children(child(root, "Users"), "User"))
    variables = _variables(root)
    notes = read_notes(child(root, "Notes"), archive, losses, problems)
    reader = SourceReader(archive, known_codes, {one.guid for one in variables}, notes, losses, problems)
    sources = reader.read(child(root, "Sources"))
    links = _links(root, known_codes, reader, losses)
    reader.tally_unused_notes()
    _tally_sets(child(root, "Sets"), losses)
    _tally_cases(root, losses)
    for graph in children(child(root, "Graphs"), "Graph"):
        losses.add("Graph", "drawings of codes and sources are not taken over", graph.get("name", ""))
    tally_elements(root, _PARTS, losses)
    tally_attributes(root, {"name", "origin", "creatingUserGUID"}, losses)
    _tally_unread(archive, reader.read_entries, losses)
    problems.refuse()
    return CodingProject(root.get("name", ""), codes, coders, variables, sources, links), losses.report()


def _check_root(root: Element, name: str, space: str, words: str) -> None:
    found = str(root.tag).rpartition("}")[2]
    if found != name or namespace(root).casefold() != space.casefold():
        raise UnreadableFileError(
            f"This is no REFI-QDA {words}: its first element is “{found[:80]}” of “{namespace(root)[:80]}”, "
            f"not “{name}” of “{space}”."
        )


def _variables(root: Element) -> tuple[Variable, ...]:
    listed = children(child(root, "Variables"), "Variable")
    return tuple(Variable(guid_of(one), one.get("name", ""), one.get("typeOfVariable", "Text")) for one in listed)


def _links(root: Element, codes: set[str], reader: SourceReader, losses: LossTally) -> tuple[CodeLink, ...]:
    found: list[CodeLink] = []
    for link in children(child(root, "Links"), "Link"):
        name = link.get("name", "")
        origin, target = guid_of(link, "originGUID"), guid_of(link, "targetGUID")
        notes = reader.notes_of(link, f"link “{name}”")
        if origin in codes and target in codes:
            tally_attributes(link, {"guid", "name", "originGUID", "targetGUID", "direction"}, losses)
            found.append(CodeLink(guid_of(link), name, origin, target, notes))
        else:
            losses.add("Link", "only links from one code to another are taken over", name)
    return tuple(found)


def _tally_sets(sets: Element | None, losses: LossTally) -> None:
    for one in children(sets, "Set"):
        losses.add("Set", _NO_PLACE, one.get("name", ""))


def _tally_cases(root: Element, losses: LossTally) -> None:
    for case in children(child(root, "Cases"), "Case"):
        losses.add("Case", _NO_PLACE, case.get("name", ""))
        losses.add(
            "Case / VariableValue", _NO_PLACE, case.get("name", ""), sum(1 for _ in children(case, "VariableValue"))
        )
        losses.add(
            "Case / Description", _NO_PLACE, text_of(case, "Description")[:80], int(bool(text_of(case, "Description")))
        )


def _tally_unread(archive: SealedArchive, read: set[str], losses: LossTally) -> None:
    for name in archive.names:
        if name.casefold() not in read | {PROJECT_ENTRY}:
            losses.add("file in the archive", "only the plain texts of text sources and notes are read", name)
