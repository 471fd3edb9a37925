"""What people write is plain text that every database and every page can hold."""

import unicodedata

_UNWRITABLE = frozenset({"Cc", "Cs", "Cn"})
"""Unicode's categories of control characters, halves of pairs, and what is no character."""


def is_plain(text: str) -> bool:
    """Whether all of it can be kept and shown: letters, signs, spaces, tabs and ends of lines."""
    return not any(unicodedata.category(sign) in _UNWRITABLE and sign not in "\n\r\t" for sign in text)
