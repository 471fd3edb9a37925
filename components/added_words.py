"""How much of what a page counts was added in this copy, and the way to the same without it."""

from markupsafe import Markup

from components.formatting import plural
from components.markup import tag
from domain_model.own_evidence import OWN_PREFIX

ADDED_HERE = "added here"
"""What stands on whatever was added in this copy."""


def was_added(record: str) -> bool:
    """Whether the record of this id was added in this copy, and is none of the catalogue."""
    return record.startswith(OWN_PREFIX)


def added_tag(record: str) -> Markup | None:
    """`added here` beside a record that was; None beside one of the catalogue."""
    return tag("strong", ADDED_HERE, class_="added-here") if was_added(record) else None


def added_words(added: int, total: int, one: str, several: str = "", *, left_out: bool) -> tuple[str, str] | None:
    """What is said of what was added among `total` of a kind, and the words of the link to the opposite.

    `one` and `several` name the kind. `left_out` where the catalogue alone is shown, so that the page counts only
    what is no addition; `total` and `added` are still those of everything. None where nothing was added.
    """
    if not added:
        return None
    many = f"{plural(added, one, several)} that {_was(added)} added here"
    if left_out:
        return f"The catalogue alone is shown, without {many}. ", "Show it with what was added here"
    if added == total:
        whole = f"This {one} was" if total == 1 else f"All {plural(total, one, several)} were"
        return f"{whole} added here, by people who use this copy. ", "Show the catalogue alone"
    return (
        f"{added:,} of these {plural(total, one, several)} {_was(added)} added here, by people who use this copy. ",
        "Show the catalogue alone",
    )


def added_note(words: tuple[str, str] | None, href: str) -> Markup | None:
    """The sentence with its link, as a paragraph of its own; None for nothing."""
    if words is None:
        return None
    said, turn = words
    return tag("p", said, tag("a", turn, href=href, data_key="added-switch"), class_="note added-note")


def _was(number: int) -> str:
    return "was" if number == 1 else "were"
