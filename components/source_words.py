"""How a source is named: shortly beside a statement, and in full where it is cited."""

from domain_model.evidence import Source
from domain_model.evidence_vocabulary import Wording

UNKNOWN_SOURCE = "source not named"


def source_name(source: Source | None) -> str:
    """A source as people name it: its title, else who is behind it and its kind, else how it is cited."""
    if source is None:
        return UNKNOWN_SOURCE
    if source.title:
        return source.title
    behind = source.publisher or source.authors
    return f"{behind}, {source.kind}" if behind else source.citation.partition(":")[0]


def source_citation(source: Source | None) -> str:
    """A source as it is cited, as much of it as its own pages print."""
    if source is None:
        return UNKNOWN_SOURCE
    if source.citation:
        return source.citation
    behind = ", ".join(part for part in (source.authors, source.publisher) if part)
    year = f" ({source.year})" if source.year else ""
    return f"{behind}{year}. {source.title}." if behind else f"{source.title}{year}."


def wording_words(wording: Wording, source: Source | None, place: str, *, own: bool = False) -> str:
    """Whose words a text is in, and where the original stands; `own` where people who use this copy added it."""
    where = ", ".join(part for part in (source_name(source), place) if part)
    if wording is Wording.QUOTATION:
        return f"quoted from the source: {where}"
    return f"{'in the words of who added it' if own else 'wording: ours'}; the original stands in {where}"
