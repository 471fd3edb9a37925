"""The text of a note as HTML, with the sources that it names as links; and when it was written."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from markupsafe import Markup

from components.markup import joined, tag
from components.panel_evidence import source_name
from domain_model.dataset import Dataset
from domain_model.notes import parts_of


@dataclass(frozen=True, slots=True)
class Citation:
    """A document or publication that a note can name by `@id`: what it is called and where it is described."""

    id: str
    name: str
    address: str


Citations = Mapping[str, Citation]
"""What can be named, by its id."""


def citations(dataset: Dataset) -> dict[str, Citation]:
    """The documents behind the evidence and the publications behind the figures, in the order of their ids."""
    publications = (
        Citation(one.id, f"{one.publisher}: {one.title}", f"/sources#publication-{one.id}")
        for one in dataset.publications.values()
    )
    documents = (Citation(one.id, source_name(one), f"/sources#source-{one.id}") for one in dataset.evidence.sources)
    found = {citation.id: citation for citation in (*publications, *documents)}
    return dict(sorted(found.items()))


def note_text(text: str, known: Citations) -> Markup:
    """Plain text with every source that it names as a link; a style sheet keeps its lines."""
    parts = (
        tag("a", words, href=known[source].address, title=known[source].name) if source else tag("span", words)
        for words, source in parts_of(text, known)
    )
    return tag("p", joined(parts), class_="note-text")


def day_of(at: datetime) -> Markup:
    """A day that programs can read too: 3 November 2026."""
    utc = at.astimezone(UTC)
    return tag("time", f"{utc.day} {utc:%B %Y}", datetime=utc.isoformat(timespec="seconds"))


def moment_of(at: datetime) -> Markup:
    """A day with its time: 3 November 2026, 14:05 UTC."""
    utc = at.astimezone(UTC)
    return tag("time", f"{utc.day} {utc:%B %Y, %H:%M} UTC", datetime=utc.isoformat(timespec="seconds"))
