"""Codes that people type: the one to join a workshop with, and the one to come back with."""

import secrets

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""32 signs of which no two are taken for one another: no 0 and O, no 1 and I."""

JOIN_CODE_LENGTH = 6
"""30 bits."""

RETURN_CODE_LENGTH = 16
"""80 bits: only its hash is kept, and it opens nothing but one person's own earlier answers."""


def new_join_code() -> str:
    """A random code to join with."""
    return _random(JOIN_CODE_LENGTH)


def new_return_code() -> str:
    """A random code to come back with."""
    return _random(RETURN_CODE_LENGTH)


def _random(length: int) -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def tidy_code(typed: str) -> str:
    """A typed code as it is kept: large letters, without spaces and hyphens; '' where it cannot be a code."""
    tidy = "".join(sign for sign in typed.upper() if sign not in " -\u2013\u00a0")
    return tidy if tidy and set(tidy) <= set(ALPHABET) and len(tidy) <= RETURN_CODE_LENGTH else ""


def spaced_code(code: str, size: int = 3) -> str:
    """A code as it is read out, in pieces: `K7M 4PX`."""
    return " ".join(code[start : start + size] for start in range(0, len(code), size))
