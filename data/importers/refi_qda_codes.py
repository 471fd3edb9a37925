"""Reads the codes of a REFI-QDA codebook or project, nested in one another."""

from xml.etree.ElementTree import Element

from data.importers.bounded_xml import children, text_of
from data.importers.refi_qda_parts import Problems, guid_of, plain, tally_attributes, tally_elements
from domain_model.coding_project import Code, LossTally, UnreadableFileError

MOST_CODES = 5_000
LONGEST_PATH = 2_000
"""Characters of a code's name and of all names above it, which each code keeps."""


def read_codes(listed: Element | None, losses: LossTally, problems: Problems) -> tuple[Code, ...]:
    """All codes, each before those below it; a code that does not say whether it can be given can be."""
    found: dict[str, Code] = {}
    waiting: list[tuple[Element, Code | None]] = []
    waiting += [(one, None) for one in children(listed, "Code")][::-1]
    while waiting:
        element, parent = waiting.pop()
        if len(found) >= MOST_CODES:
            problems.add("the codebook", f"it has more than {MOST_CODES:,} codes")
            break
        code = _code(element, parent, len(found) + 1, problems)
        if code.guid in found:
            problems.add(f"code “{code.name[:80]}”", f"its identifier {code.guid} is that of another code as well")
        found[code.guid] = code
        _tally(element, losses)
        waiting += [(one, code) for one in children(element, "Code")][::-1]
    return tuple(found.values())


def _code(element: Element, parent: Code | None, number: int, problems: Problems) -> Code:
    name = element.get("name", "").strip()
    where = f"code {number} (“{name[:80]}”)"
    guid = guid_of(element)
    if not guid:
        problems.add(where, "it has no identifier (guid)")
    path = (*(parent.path if parent else ()), plain(name, where, problems) or "(code without a name)")
    if sum(map(len, path)) > LONGEST_PATH:
        raise UnreadableFileError(
            f"The codebook is refused: the names of {where} and of the codes above it have more than "
            f"{LONGEST_PATH:,} characters."
        )
    return Code(
        guid or f"without identifier {number}",
        path,
        parent.guid if parent else "",
        plain(text_of(element, "Description"), where, problems),
        element.get("isCodable", "true").strip().casefold() not in {"false", "0"},
    )


def _tally(element: Element, losses: LossTally) -> None:
    name = element.get("name", "")
    if element.get("color"):
        losses.add("colour of a code", "colours of Parity Map mean something else", name)
    tally_attributes(element, {"guid", "name", "isCodable", "color"}, losses)
    notes = sum(1 for _ in children(element, "NoteRef"))
    losses.add("note on a code", "only notes on coded pieces, sources and links are taken over", name, notes)
    tally_elements(element, {"Description", "Code", "NoteRef"}, losses, "Code")
