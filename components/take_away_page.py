"""The page that takes a view of the evidence away: its filters, its files, its citation and its methods paragraph."""

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from components.exports.evidence_taken import Taken
from components.exports.evidence_words import KEEP_THE_FILE
from components.exports.evidence_workbook import is_large
from components.markup import joined, tag
from components.shell import NOT_ENDORSED


@dataclass(frozen=True, slots=True)
class TakenFile:
    """A kind of file: the ending of its address, its name, and what it is for."""

    ending: str
    name: str
    use: str


CSV = TakenFile("csv", "CSV", "the main table, for any program; a row says which version it is of")
COUNTS = TakenFile("counts.csv", "CSV of counts", "how many statements each half of a cell holds, one row a half")
METADATA = TakenFile(
    "metadata.csv", "CSV of metadata", "filters, version, licence, methods, and what each column means"
)
XLSX = TakenFile("xlsx", "XLSX", "a workbook: cover, notes, and one table a sheet")
JSON = TakenFile("json", "JSON", "everything as one document for programs, with its columns explained")
RIS = TakenFile("ris", "RIS", "this view and its sources for EndNote, Zotero or Mendeley")
BIBTEX = TakenFile("bib", "BibTeX", "this view and its sources for LaTeX")
GRAPHML = TakenFile("graphml", "GraphML", "cells and links as a graph for Gephi or yEd")
SVG = TakenFile("svg", "SVG", "a figure that stays sharp at every size, with its source line")

SLOW = "with so many rows it takes up to half a minute to make, and its sheets have filters in place of tables"
"""What is said beside the workbook of a view with very many rows; the other files are there in a few seconds."""

ALL_LINKS = (
    "The files hold every link that passes these filters, not only those of the path, the loop or the pair of cells "
    "that is open on the page: what is open is taken away there, by the link beside it."
)
"""What is said of links, since their page shows one path at a time."""

IN_COUNTS = f"one row a statement listed; the counts by cell are in the {COUNTS.name} and in the XLSX sheet 'Counts'"
"""What is said beside the main table of the matrix."""


def files_of(taken: Taken) -> tuple[TakenFile, ...]:
    """The files that a view can be taken away as."""
    counts = (COUNTS,) if taken.matrix is not None else ()
    graph = (GRAPHML,) if taken.graph is not None else ()
    figure = (SVG,) if taken.links is not None or taken.matrix is not None else ()
    return (CSV, *counts, METADATA, XLSX, JSON, RIS, BIBTEX, *graph, *figure)


def take_away_parts(taken: Taken, addresses: Mapping[TakenFile, str], back: str) -> Markup:
    """Everything below the heading; `addresses` are those of the files, `back` that of the view."""
    cover = taken.cover
    return joined((_what(taken, back), _files(taken, addresses), _texts(taken), tag("p", " ".join(cover.licence)),
                   *(tag("p", note, class_="note") for note in (*cover.notes, NOT_ENDORSED))))  # fmt: skip


def _what(taken: Taken, back: str) -> Markup:
    cover = taken.cover
    rows = [*cover.filters, ("evidence version", cover.version)]
    listing = tag("dl", joined(tag("div", tag("dt", name), tag("dd", value)) for name, value in rows), class_="taken")
    none = "Nothing passes these filters: the files hold headings alone." if not taken.main.rows else ""
    return joined(
        (
            tag(
                "p",
                tag("strong", f"{cover.title}. "),
                f"{', '.join(taken.held)}. ",
                tag("a", "Back to the view", href=back),
            ),
            tag("p", none, class_="notice") if none else None,
            *(tag("p", tag("strong", "Warning: "), words, class_="notice") for words in cover.warnings),
            tag("p", ALL_LINKS, class_="note") if taken.links is not None else None,
            tag("h2", "Exactly this"),
            None if cover.filters else tag("p", "No filter: all of it."),
            listing,
        )
    )


def _files(taken: Taken, addresses: Mapping[TakenFile, str]) -> Markup:
    items = [
        tag("li", tag("a", one.name, href=addresses[one], download=True, class_="taken-file"), f" {_use(one, taken)}")
        for one in files_of(taken)
    ]
    if SVG in addresses:
        # Drawn by the browser from the SVG, and so offered by its script alone.
        button = tag("button", "PNG", type="button", class_="link-button taken-file", data_svg=addresses[SVG],
                     data_png=taken.cover.file_name("png"))  # fmt: skip
        items.append(tag("li", button, " the same figure in dots, for slides", hidden=True, data_png_item=True))
    return joined((tag("h2", "Files"), tag("ul", joined(items), class_="taken-files")))


def _use(one: TakenFile, taken: Taken) -> str:
    if one is CSV and taken.matrix is not None:
        return f"{one.use}; {IN_COUNTS}"
    return f"{one.use}; {SLOW}" if one is XLSX and is_large(taken) else one.use


def _texts(taken: Taken) -> Markup:
    cover = taken.cover
    return joined(
        (
            tag("h2", "To paste"),
            text_to_paste("citation", "Citation", cover.citation, 3),
            tag("p", KEEP_THE_FILE, class_="note"),
            text_to_paste("methods", "Methods paragraph", cover.methods, 9),
        )
    )


def text_to_paste(name: str, words: str, text: str, rows: int) -> Markup:
    """A text that is only read, with the button that copies it."""
    field = tag("textarea", text, id=name, rows=rows, readonly=True, class_="form-control", spellcheck="false")
    copy = tag("button", f"Copy {words.lower()}", type="button", class_="action secondary", data_copy=name)
    return tag("div", tag("label", words, for_=name, class_="form-label"), field, copy, class_="taken-text")
