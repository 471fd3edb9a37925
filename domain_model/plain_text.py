"""What people write is plain text that every database and every page can hold."""

import unicodedata

_UNWRITABLE = frozenset({"Cc", "Cs"})
"""Unicode's categories of control characters and of halves of pairs.

What a character is may change with the version of Unicode; what is one of these never does. What has no meaning yet is
taken: a new emoji is newer than the tables of this Python.
"""

_INVISIBLE = frozenset({"Cf", "Zs"})
_BREAKS = frozenset("\u2028\u2029")
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""What turns the direction of the words around it, and so makes a name read as another."""


def is_plain(text: str) -> bool:
    """Whether all of it can be kept and shown: letters, signs, spaces, tabs and ends of lines."""
    return all(sign in "\n\r\t" or _is_writable(sign) for sign in text)


def is_plain_line(text: str) -> bool:
    """Whether it is one line of such text in which there is something to see: a name."""
    forbidden = _BREAKS | _TURNING
    is_seen = any(unicodedata.category(sign) not in _INVISIBLE for sign in text)
    return is_seen and all(_is_writable(sign) and sign not in forbidden for sign in text)


def _is_writable(sign: str) -> bool:
    return unicodedata.category(sign) not in _UNWRITABLE and not _is_no_character(ord(sign))


def _is_no_character(number: int) -> bool:
    """Whether Unicode promises that it will never be a character: U+FDD0 to U+FDEF, and the last two of each plane."""
    return 0xFDD0 <= number <= 0xFDEF or number & 0xFFFE == 0xFFFE
