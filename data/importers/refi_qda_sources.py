"""Reads the sources of a REFI-QDA project: what was coded in their texts, their variables and notes."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from data.importers.bounded_xml import child, children, local_name, text_of
from data.importers.refi_qda_parts import (
    NoteShelf,
    Problems,
    guid_of,
    plain,
    tally_attributes,
    tally_elements,
    text_at,
    whole,
)
from data.importers.sealed_archive import SealedArchive
from domain_model.coding_project import CodedSource, Coding, LossTally, Note, Selection, UnreadableFileError

MOST_PIECES = 20_000
LONGEST_PIECE = 4_000
LONGEST_NOTES = 20_000_000
"""Characters of all notes, each as often as something refers to it: that often it is kept until it is taken in."""

_MEDIA = "only coded texts are taken over: export the text, or add this source by hand"
_SELECTION_PARTS = {"Description", "Coding", "NoteRef"}
_SOURCE_PARTS = _SELECTION_PARTS | {"PlainTextContent", "PlainTextSelection", "VariableValue"}


class SourceReader:
    """Reads the sources of one project; it remembers which notes and entries of the archive it met."""

    def __init__(
        self,
        archive: SealedArchive,
        codes: set[str],
        variables: set[str],
        shelf: NoteShelf,
        losses: LossTally,
        problems: Problems,
    ) -> None:
        self._archive, self._codes, self._variables = archive, codes, variables
        self._shelf, self._losses, self._problems = shelf, losses, problems
        self._pieces = 0
        self._left_for_notes = LONGEST_NOTES
        self.read_entries = shelf.read_entries

    def read(self, listed: Element | None) -> tuple[CodedSource, ...]:
        """All text sources in order; what else there is, is counted."""
        found: list[CodedSource] = []
        for number, element in enumerate(listed if listed is not None else (), start=1):
            if local_name(element) == "TextSource":
                found.append(self._source(element, number))
            else:
                self._tally_medium(element)
        return tuple(found)

    def notes_of(self, element: Element, where: str) -> tuple[Note, ...]:
        """The notes that an element refers to."""
        found: list[Note] = []
        for reference in children(element, "NoteRef"):
            guid = guid_of(reference, "targetGUID")
            if guid in self._shelf.notes:
                self._shelf.used.add(guid)
                found.append(self._shelf.notes[guid])
                self._left_for_notes -= len(found[-1].text) + len(found[-1].name)
                if self._left_for_notes < 0:
                    raise UnreadableFileError(
                        "The project is refused: its notes are too long for how often they are referred to."
                    )
            else:
                self._problems.add(where, "it refers to a note that the file does not hold")
        return tuple(found)

    def tally_unused_notes(self) -> None:
        """Count the notes that nothing which is taken over refers to."""
        for guid, note in self._shelf.notes.items():
            if guid not in self._shelf.used:
                self._losses.add("Note", "it belongs to nothing that is taken over", note.name or note.text[:80])

    def _source(self, element: Element, number: int) -> CodedSource:
        name = element.get("name", "").strip() or f"source {number}"
        where = f"source {number} (“{name[:80]}”)"
        guid = guid_of(element)
        if not guid:
            self._problems.add(where, "it has no identifier (guid)")
        text = text_at(element, self._archive, where, self._problems, self._losses, self.read_entries)
        if element.get("richTextPath"):
            self._losses.add("rich text of a source", "the coded pieces of its plain text are taken over", name)
        marks = list(children(element, "PlainTextSelection"))
        text = self._ends_of_lines(text, marks, name)
        pieces: list[Selection] = []
        if text is None:
            self._losses.add("PlainTextSelection", "its source has no text in this file", name, len(marks))
        else:
            numbered = enumerate(marks, start=1)
            pieces += [self._piece(one, text, f"{where}, piece {place}") for place, one in numbered]
        codings = self._codings(element, where)
        if codings:  # the source was coded as a whole
            pieces.append(Selection(guid, "", 0, 0, "", codings, text_of(element, "Description")))
        tally_attributes(element, {"guid", "name", "plainTextPath", "richTextPath"}, self._losses)
        tally_elements(element, _SOURCE_PARTS, self._losses, "TextSource")
        description = plain(text_of(element, "Description"), where, self._problems)
        values = dict(self._values(element, where))
        notes = self.notes_of(element, where)
        return CodedSource(guid, plain(name, where, self._problems), tuple(pieces), values, description, notes)

    def _ends_of_lines(self, text: str | None, marks: list[Element], name: str) -> str | None:
        """The text in which positions count: programs count the two signs that end a line on Windows as two or as one.

        Taken is the reading in which more pieces begin and end at the edge of a word; as the file has them if neither.
        """
        if text is None or "\r\n" not in text:
            return text
        single = text.replace("\r\n", "\n")
        as_it_is, as_one = (_at_edges(one, marks) for one in (text, single))
        is_one = as_one > as_it_is
        words = "one sign" if is_one else "two signs"
        self._losses.add("ends of lines", f"the text ends its lines with CR LF, which are counted as {words}", name)
        return single if is_one else text

    def _piece(self, element: Element, text: str, where: str) -> Selection:
        self._pieces += 1
        if self._pieces == MOST_PIECES + 1:
            self._problems.add("the project", f"it has more than {MOST_PIECES:,} coded pieces")
        start, end, guid = whole(element, "startPosition"), whole(element, "endPosition"), guid_of(element)
        words = ""
        if not guid:
            self._problems.add(where, "it has no identifier (guid)")
        if start is None or end is None or end < start:
            self._problems.add(where, "it does not say where it begins and ends")
            start = end = 0
        elif end > len(text):
            self._problems.add(where, f"it ends at {end:,}, but the text has {len(text):,} characters")
        elif end - start > LONGEST_PIECE:
            self._losses.add("end of a long coded piece", f"only {LONGEST_PIECE:,} characters are taken over", where)
            words = text[start : start + LONGEST_PIECE]
        else:
            words = text[start:end]
        tally_attributes(element, {"guid", "name", "startPosition", "endPosition", "creatingUser"}, self._losses)
        tally_elements(element, _SELECTION_PARTS, self._losses, "PlainTextSelection")
        name = plain(element.get("name", ""), where, self._problems)
        description = plain(text_of(element, "Description"), where, self._problems)
        codings, notes = self._codings(element, where), self.notes_of(element, where)
        coder = guid_of(element, "creatingUser")
        return Selection(guid, name, start, end, words.replace("\r\n", "\n"), codings, description, notes, coder)

    def _codings(self, element: Element, where: str) -> tuple[Coding, ...]:
        found: list[Coding] = []
        for coding in children(element, "Coding"):
            reference = child(coding, "CodeRef")
            code = guid_of(coding if reference is None else reference, "targetGUID")
            if code not in self._codes:
                self._problems.add(where, "it was given a code that the codebook does not hold")
                continue
            coder = guid_of(coding, "creatingUser") or guid_of(element, "creatingUser")
            found.append(Coding(guid_of(coding), code, coder))
            tally_attributes(coding, {"guid", "creatingUser"}, self._losses)
            notes = self.notes_of(coding, where)
            self._losses.add(
                "note on a coding", "only notes on coded pieces, sources and links are taken over", where, len(notes)
            )
            tally_elements(coding, {"CodeRef", "NoteRef"}, self._losses, "Coding")
        return tuple(found)

    def _values(self, element: Element, where: str) -> Iterator[tuple[str, str]]:
        for value in children(element, "VariableValue"):
            reference = child(value, "VariableRef")
            variable = guid_of(reference, "targetGUID") if reference is not None else ""
            if variable not in self._variables:
                self._problems.add(where, "it has a value of a variable that the file does not hold")
                continue
            for one in value:
                if local_name(one) != "VariableRef":
                    yield variable, plain((one.text or "").strip(), where, self._problems)

    def _tally_medium(self, element: Element) -> None:
        kind = local_name(element)
        self._losses.add(kind, _MEDIA, element.get("name", ""))
        for part in element:
            if local_name(part).endswith("Selection") or local_name(part) == "Transcript":
                self._losses.add(f"{kind} / {local_name(part)}", _MEDIA, part.get("name", ""))


def _at_edges(text: str, marks: list[Element]) -> int:
    """How many pieces begin and end at the edge of a word of this text."""

    def is_edge(at: int | None) -> bool:
        if at is None or at > len(text):
            return False
        before, after = text[at - 1 : at] if at else "", text[at : at + 1]
        return not (before.isalnum() and after.isalnum())

    return sum(
        is_edge(start) and is_edge(whole(mark, "endPosition")) and not text[start or 0 : (start or 0) + 1].isspace()
        for mark in marks
        for start in [whole(mark, "startPosition")]
    )
