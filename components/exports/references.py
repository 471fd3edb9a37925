"""A view and its sources as references: RIS and BibTeX, which reference managers read."""

import re
from io import StringIO
from typing import TextIO

import rispy
from pybtex.database import BibliographyData, Entry
from pybtex.database.output.bibtex import Writer
from rispy.writer import RisWriter

from components.exports.author_names import Author, authors_of
from components.exports.evidence_words import PRODUCT, Cover
from components.exports.incomplete_sources import incomplete_note, printed_title
from components.shell import NOT_ENDORSED
from domain_model.evidence import Source

_KINDS: tuple[tuple[str, str, str], ...] = (
    ("blog", "BLOG", "misc"),
    ("slides", "SLIDE", "misc"),
    ("journal", "JOUR", "misc"),
    ("article", "GEN", "misc"),
    ("guidance", "RPRT", "techreport"),
    ("report", "RPRT", "techreport"),
    ("web", "ELEC", "misc"),
)
"""A word in the kind of a source, with the type of reference that RIS and BibTeX have for it; the first that fits.

No source has a field for its journal, which an article of BibTeX must have; its citation, a note in each entry, may
name it. JOUR of RIS is for what is said to be of a journal, not for every article. A technical report of BibTeX must
name an institution, so that one without is misc.
"""

DATA_SET = "parity-map-evidence"
"""The key of the entry for the view itself."""

_KEY = re.compile(r"[^A-Za-z0-9_-]+")


def ris_text(cover: Cover) -> str:
    """The view as a data set, then its sources, as RIS; a note in each says from which view it was taken."""
    references = [_data_set_ris(cover), *(_ris(source, cover) for source in cover.sources)]
    return rispy.dumps(references, implementation=_PlainRis)


def bibtex_text(cover: Cover) -> str:
    """The view as a data set, then its sources, as BibTeX; comments before say from which view they were taken."""
    entries = {DATA_SET: _data_set_bibtex(cover)}
    entries |= {_KEY.sub("-", source.id): _bibtex(source) for source in cover.sources}
    # pybtex, as BibTeX, takes everything before the first entry for a comment; an at sign would begin one.
    about = "\n".join(f"% {name}: {_line(value).replace('@', ' at ')}" for name, value in cover.rows())
    out = StringIO()
    _UrlWriter().write_stream(BibliographyData(entries), out)
    return f"{about}\n\n{out.getvalue()}"


class _UrlWriter(Writer):
    """BibTeX with addresses as they are: what prints them takes `&`, `_`, `#` and `%` without a backslash."""

    def _write_field(self, stream: TextIO, type: str, value: str) -> None:
        if type == "url":
            stream.write(f",\n    url = {self.quote(value)}")
        else:
            super()._write_field(stream, type, value)


class _PlainRis(RisWriter):
    """RIS without the number that rispy writes before each reference, which is no part of the format."""

    def set_header(self, count: int) -> str:
        """No header, whatever the number of the reference."""
        return ""


def _data_set_ris(cover: Cover) -> dict[str, object]:
    return {
        "type_of_reference": "DATA",
        "id": DATA_SET,
        "title": f"{PRODUCT}: {cover.title}",
        "authors": [PRODUCT],
        "year": str(cover.day.year),
        "date": f"{cover.day:%Y/%m/%d}/",
        "edition": f"evidence version {cover.version}",
        "publisher": PRODUCT,
        "urls": [cover.address],
        "notes": [_line(one) for one in (cover.citation, *cover.warnings, *cover.licence, NOT_ENDORSED)],
    }


def _data_set_bibtex(cover: Cover) -> Entry:
    fields = {
        "author": f"{{{PRODUCT}}}",
        "title": f"{{{PRODUCT}: {_braceless(cover.title)}}}",
        "year": str(cover.day.year),
        "howpublished": "Data set",
        "version": _braceless(cover.version),
        "url": _braceless(cover.address),
        "urldate": cover.day.isoformat(),
        "note": _braceless(". ".join((cover.citation, *cover.warnings))),
    }
    return Entry("misc", list(fields.items()))


def _ris(source: Source, cover: Cover) -> dict[str, object]:
    fields: dict[str, object] = {
        "type_of_reference": _kind(source)[0],
        "id": source.id,
        "title": _line(printed_title(source)),
        "authors": [author.name for author in authors_of(source.authors)],
        "year": _line(source.year),
        "publisher": _line(source.publisher),
        "urls": [_line(source.url)] if source.url else [],
        "notes": [
            _line(one) for one in (incomplete_note(source), source.citation, source.note, *_taken_from(cover)) if one
        ],
    }
    return {name: value for name, value in fields.items() if value}


def _bibtex(source: Source) -> Entry:
    kind = _kind(source)[1] if source.publisher.strip() else "misc"  # a report of BibTeX must name its institution
    authors = authors_of(source.authors)
    fields = {
        "author": " and ".join(map(_bibtex_name, authors)),
        # What styles sort and label an entry by that has no author: not printed as one.
        "key": "" if authors else _braceless(source.publisher or printed_title(source)),
        "title": f"{{{_braceless(printed_title(source))}}}",
        "year": _braceless(source.year),
        "institution" if kind == "techreport" else "publisher": _braceless(source.publisher),
        "url": _braceless(source.url),
        "note": " ".join(filter(None, (_braceless(incomplete_note(source)), _braceless(source.citation)))),
    }
    return Entry(kind, [(name, value) for name, value in fields.items() if value])


def _bibtex_name(author: Author) -> str:
    """The name; one that is no person's in braces, so that it is not taken for given names and a surname."""
    name = _braceless(author.name)
    return name if author.is_person else f"{{{name}}}"


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
