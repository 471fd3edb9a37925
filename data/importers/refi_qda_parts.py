"""What all parts of a REFI-QDA project are read with: identifiers, problems, texts, notes and the tally of the rest."""

import re
from xml.etree.ElementTree import Element

from data.importers.bounded_xml import child, children, local_name, text_of
from data.importers.sealed_archive import SealedArchive
from domain_model.coding_project import LossTally, Note, UnreadableFileError
from domain_model.plain_text import is_plain

MOST_PROBLEMS = 50
INTERNAL = "internal://"
_GUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_WHO_AND_WHEN = {"creatingUser", "creationDateTime", "modifyingUser", "modifiedDateTime"}
_WHEN = "when and by whom it was made is not taken over; codings keep their coder"


class Problems:
    """What makes a file one that cannot be taken: all of it is told at once, up to a limit."""

    def __init__(self) -> None:
        self._found: list[str] = []

    def add(self, where: str, what: str) -> None:
        """One more."""
        self._found.append(f"{where[:1].upper()}{where[1:]}: {what}.")

    def refuse(self) -> None:
        """Do nothing if there are none.

        Raises:
            UnreadableFileError: if there are.
        """
        if self._found:
            more = len(self._found) - MOST_PROBLEMS
            raise UnreadableFileError(*self._found[:MOST_PROBLEMS], *([f"And {more} more."] if more > 0 else []))


def guid_of(element: Element, attribute: str = "guid") -> str:
    """An identifier in lower case and without braces: programs write the same one in either way. '' for none."""
    written = element.get(attribute, "").strip().strip("{}").casefold()
    return written if _GUID.fullmatch(written) else ""


def whole(element: Element, attribute: str) -> int | None:
    """A whole number from 0; None where there is none."""
    written = element.get(attribute, "").strip()
    return int(written) if written.isascii() and written.isdigit() and len(written) < 10 else None


def plain(text: str, where: str, problems: Problems) -> str:
    """A text that every database can hold; a problem for another."""
    if not is_plain("".join(set(text))):  # each sign once: a text may have millions of them
        problems.add(where, "it holds characters that are no text")
        return ""
    return text


def text_at(
    element: Element, archive: SealedArchive, where: str, problems: Problems, losses: LossTally, read: set[str]
) -> str | None:
    """The plain text of a source or a note, as it stands in its entry or in the element; None where there is none.

    A byte order mark is no part of it. Ends of lines stay as the entry has them. A text that the project keeps outside
    its archive is counted as lost and never looked for; one that should be in the archive and is not is a problem.
    """
    inline = child(element, "PlainTextContent")
    if inline is not None:
        return plain(inline.text or "", where, problems)
    path = element.get("plainTextPath", "")
    if not path:
        return None
    if not path.startswith(INTERNAL):
        losses.add(
            f"text of a {local_name(element)} outside the archive", "nothing is fetched from elsewhere", path[:80]
        )
        return None
    name = path.removeprefix(INTERNAL)
    for entry in (f"sources/{name}", name):
        if archive.has(entry):
            read.add(entry.casefold())
            try:
                return plain(archive.read(entry).decode("utf-8-sig"), where, problems)
            except UnicodeDecodeError:
                problems.add(where, "its text is not in UTF-8")
                return None
    problems.add(where, f"its text “{path[:80]}” is not in the archive")
    return None


class NoteShelf:
    """The notes of a project by their identifiers; it remembers which of them something refers to."""

    def __init__(self) -> None:
        self.notes: dict[str, Note] = {}
        self.used: set[str] = set()
        self.read_entries: set[str] = set()


def read_notes(listed: Element | None, archive: SealedArchive, losses: LossTally, problems: Problems) -> NoteShelf:
    """All notes of a project."""
    shelf = NoteShelf()
    for number, element in enumerate(children(listed, "Note"), start=1):
        name = element.get("name", "")
        where = f"note {number} (“{name[:80]}”)"
        text = text_at(element, archive, where, problems, losses, shelf.read_entries) or text_of(element, "Description")
        guid = guid_of(element)
        if not guid:
            problems.add(where, "it has no identifier")
        shelf.notes[guid] = Note(guid, plain(name, where, problems), text.replace("\r\n", "\n"))
        if element.get("richTextPath"):
            losses.add("rich text of a note", "its plain text is taken over, its formatting is not", name)
        tally_elements(element, {"PlainTextContent", "Description"}, losses, "Note")
    return shelf


def tally_elements(element: Element, known: set[str], losses: LossTally, within: str = "") -> None:
    """Count the elements right below one that nobody reads."""
    for one in element:
        name = local_name(one)
        if name not in known:
            prefix = f"{within} / " if within else ""
            example = one.get("name", "") or (one.text or "").strip()[:80]
            losses.add(f"{prefix}{name}", "Parity Map has no place for it", example)


def tally_attributes(element: Element, known: set[str], losses: LossTally) -> None:
    """Count the attributes of an element that nobody reads."""
    for name, value in element.attrib.items():
        plain_name = name.rpartition("}")[2]
        if plain_name in known or plain_name == "schemaLocation":
            continue
        if plain_name in _WHO_AND_WHEN:
            losses.add(f"{local_name(element)}, {plain_name}", _WHEN, value[:80])
        else:
            losses.add(f"{local_name(element)}, {plain_name}", "Parity Map has no place for it", value[:80])
