"""The sources of a view as references: RIS and BibTeX, which reference managers read.

Authors stay as the source prints them: nothing tells a person from a body, so that no name is taken apart.
"""

import re

import rispy
from pybtex.database import BibliographyData, Entry

from components.exports.evidence_words import Cover
from components.shell import NOT_ENDORSED
from components.source_words import source_name
from domain_model.evidence import Source

_KINDS: tuple[tuple[str, str, str], ...] = (
    ("blog", "BLOG", "misc"),
    ("slides", "SLIDE", "misc"),
    ("article", "JOUR", "article"),
    ("guidance", "RPRT", "techreport"),
    ("report", "RPRT", "techreport"),
    ("study", "JOUR", "article"),
    ("web", "ELEC", "misc"),
)
"""A word in the kind of a source, with the type of reference that RIS and BibTeX have for it; the first that fits."""

_KEY = re.compile(r"[^A-Za-z0-9_-]+")


def ris_text(cover: Cover) -> str:
    """The sources as RIS; a note in each says from which view it was taken."""
    return rispy.dumps([_ris(source, cover) for source in cover.sources])


def bibtex_text(cover: Cover) -> str:
    """The sources as BibTeX; comments before them say from which view they were taken."""
    entries = {_KEY.sub("-", source.id): _bibtex(source, cover) for source in cover.sources}
    # pybtex, as BibTeX, takes everything before the first entry for a comment; an at sign would begin one.
    about = "\n".join(f"% {name}: {_line(value).replace('@', ' at ')}" for name, value in cover.rows())
    return f"{about}\n\n{BibliographyData(entries).to_string('bibtex')}"


def _ris(source: Source, cover: Cover) -> dict[str, object]:
    fields: dict[str, object] = {
        "type_of_reference": _kind(source)[0],
        "id": source.id,
        "title": _line(source_name(source)),
        "authors": [_line(source.authors)] if source.authors else [],
        "year": _line(source.year),
        "publisher": _line(source.publisher),
        "urls": [_line(source.url)] if source.url else [],
        "notes": [_line(one) for one in (source.citation, source.note, *_taken_from(cover)) if one],
    }
    return {name: value for name, value in fields.items() if value}


def _bibtex(source: Source, cover: Cover) -> Entry:
    authors = source.authors or source.publisher
    fields = {
        "author": f"{{{_braceless(authors)}}}" if authors else "",
        "title": f"{{{_braceless(source_name(source))}}}",
        "year": _braceless(source.year),
        "institution" if _kind(source)[1] == "techreport" else "publisher": _braceless(source.publisher),
        "url": _braceless(source.url),
        "note": _braceless(source.citation),
    }
    return Entry(_kind(source)[1], [(name, value) for name, value in fields.items() if value])


def _taken_from(cover: Cover) -> tuple[str, ...]:
    return (f"Taken from: {cover.citation}", *cover.licence, NOT_ENDORSED)


def _kind(source: Source) -> tuple[str, str]:
    kind = source.kind.casefold()
    return next(((ris, bibtex) for word, ris, bibtex in _KINDS if word in kind), ("GEN", "misc"))


def _line(text: str) -> str:
    """The text on one line, since a new line begins a new field."""
    return " ".join(text.split())


def _braceless(text: str) -> str:
    """The text without what BibTeX would read as its own signs."""
    return _line(text).replace("\\", "/").replace("{", "(").replace("}", ")")
