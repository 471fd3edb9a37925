"""REFI-QDA files made by hand for tests; every word in them is FICTITIOUS."""

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

PROJECT = "urn:QDA-XML:project:1.0"
CODEBOOK = "urn:QDA-XML:codebook:1.0"


def guid(number: int) -> str:
    """An identifier that shows its number."""
    return f"00000000-0000-4000-8000-{number:012d}"


def packed(entries: Mapping[str, bytes | str]) -> bytes:
    """A zip archive of these entries."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            entry = ZipInfo(name)  # the name exactly as it is given
            entry.filename, entry.compress_type = name, ZIP_DEFLATED
            archive.writestr(entry, content)
    return out.getvalue()


def qdpx(
    inside: str, texts: Mapping[int, bytes | str] | None = None, more: Mapping[str, bytes | str] | None = None
) -> bytes:
    """A project with these elements in it, and plain texts of sources or notes by the number of their identifier."""
    project = (
        f'<?xml version="1.0" encoding="utf-8"?><Project xmlns="{PROJECT}" name="FICTITIOUS study">{inside}</Project>'
    )
    entries: dict[str, bytes | str] = {"project.qde": project, **(more or {})}
    for number, text in (texts or {}).items():
        entries[f"sources/{guid(number)}.txt"] = text
    return packed(entries)


def source(number: int, name: str, *pieces: str) -> str:
    """A text source whose text is in the archive."""
    path = f"internal://{guid(number)}.txt"
    return f'<TextSource plainTextPath="{path}" name="{name}" guid="{guid(number)}">{"".join(pieces)}</TextSource>'


def piece(number: int, start: int, end: int, *codes: int | tuple[int, int], inside: str = "", name: str = "") -> str:
    """A coded piece; a code may be given with the number of its coder."""
    written = ""
    for place, code in enumerate(codes):
        of, coder = code if isinstance(code, tuple) else (code, 0)
        by = f' creatingUser="{guid(coder)}"' if coder else ""
        written += f'<Coding guid="{guid(number * 100 + place)}"{by}><CodeRef targetGUID="{guid(of)}"/></Coding>'
    return (
        f'<PlainTextSelection endPosition="{end}" name="{name}" startPosition="{start}" guid="{guid(number)}">'
        f"{inside}{written}</PlainTextSelection>"
    )


def code(number: int, name: str, *inside: str, more: str = "") -> str:
    """A code with those below it."""
    return f'<Code name="{name}" guid="{guid(number)}"{more}>{"".join(inside)}</Code>'


def codebook(*codes: str) -> str:
    """The codebook of a project."""
    return f"<CodeBook><Codes>{''.join(codes)}</Codes></CodeBook>"
