"""Which references lack what a citation needs, in the copy that was read, and what files and pages say of it."""

from collections.abc import Sequence

from components.formatting import listed, plural
from components.source_words import source_name
from domain_model.evidence import Source

_NEEDED = (("author", "authors"), ("year", "year"), ("title", "title"))
"""What a reference is found by: its name, and the field of a source that holds it."""


def missing_of(source: Source) -> tuple[str, ...]:
    """What of author, year and title the source lacks, in these words; () for a complete one."""
    return tuple(name for name, field in _NEEDED if not str(getattr(source, field)).strip())


def printed_title(source: Source) -> str:
    """The title of a source; one without has our description of it in square brackets, as citation styles ask."""
    return source.title.strip() or f"[{source_name(source)}]"


def incomplete_note(source: Source) -> str:
    """What the entry of a source says where it lacks something; '' for a complete one."""
    missing = missing_of(source)
    if not missing:
        return ""
    described = " The words in square brackets are our description, not a title." if "title" in missing else ""
    return (
        f"Incomplete: {listed(missing)} {'is' if len(missing) == 1 else 'are'} missing in the copy that was read. "
        f"Complete this reference before you publish.{described}"
    )


def incomplete_warning(sources: Sequence[Source], used: Sequence[str], one: str, several: str) -> tuple[str, ...]:
    """A warning about the sources of a view that lack author, year or title; () where none does.

    `used` names the source of each record of the view, `one` and `several` are what such a record is called.
    """
    incomplete = [source for source in sources if missing_of(source)]
    if not incomplete:
        return ()
    ids = {source.id for source in incomplete}
    resting = sum(source in ids for source in used)
    names = "; ".join(f"{source_name(source)}: no {_or(missing_of(source))}" for source in incomplete)
    lack = "lacks" if len(incomplete) == 1 else "lack"
    rest = "rests" if resting == 1 else "rest"
    them, references = ("it", "this reference") if len(incomplete) == 1 else ("them", "these references")
    return (
        f"{len(incomplete)} of {plural(len(sources), 'source')} {lack} author, year or title in the copy that was "
        f"read ({names}): complete {references} before you publish. {resting:,} of "
        f"{plural(len(used), one, several)} {rest} on {them}.",
    )


def _or(missing: Sequence[str]) -> str:
    *first, last = missing
    return f"{', '.join(first)} or {last}" if first else last
