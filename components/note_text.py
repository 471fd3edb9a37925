"""The text of a note as HTML, with the sources that it names as links, and what it names in vain."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from components.formatting import listed
from components.markup import joined, tag
from components.panel_evidence import source_name
from domain_model.dataset import Dataset
from domain_model.notes import parts_of

_NAMED = re.compile(r"(?<![\w@])@([A-Za-z0-9][A-Za-z0-9_-]*)")
_MOST_SAID = 3
_LONGEST_SAID = 40
"""How many names a message repeats, and how much of each: it travels in a cookie."""


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


def named_in_vain(text: str, known: Collection[str]) -> str:
    """A sentence on what is written with an @ and is no source; '' where there is nothing of the kind."""
    names = list(dict.fromkeys(name for name in _NAMED.findall(text) if name not in known))
    if not names:
        return ""
    said = [f"@{name[:_LONGEST_SAID]}{'…' if len(name) > _LONGEST_SAID else ''}" for name in names[:_MOST_SAID]]
    more = ["others"] if len(names) > _MOST_SAID else []
    verbs = ("names", "stays") if len(names) == 1 else ("name", "stay")
    return f"{listed([*said, *more])} {verbs[0]} no source and {verbs[1]} as written."
