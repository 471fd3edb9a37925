"""What an author is called by those who read what they wrote."""

from collections.abc import Mapping

AN_EDITOR = "an editor"
"""What a visitor who is not signed in reads in place of a name."""

FORMER_MEMBER = "a former member"
"""Somebody whose account is deleted."""


def author_name(author: str, names: Mapping[str, str], *, is_own: bool = False) -> str:
    """Who wrote it: readers who are not signed in, who are given no names, learn only that an editor did."""
    if is_own:
        return "you"
    return names.get(author) or (FORMER_MEMBER if names else AN_EDITOR)
