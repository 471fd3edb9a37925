"""The authors that a source prints, as reference managers want them: one by one, persons apart from bodies.

Only what is plainly a list of persons, or of bodies, is taken apart; everything else stays as it is printed.
"""

import re
from dataclasses import dataclass

_BODY_WORDS = frozenset({
    "academy", "agency", "association", "board", "centre", "center", "charity", "college", "commission",
    "committee", "council", "department", "federation", "foundation", "fund", "government", "group", "institute",
    "ministry", "network", "office", "organisation", "organization", "partnership", "press", "school", "service",
    "services", "society", "trust", "university",
})  # fmt: skip
"""Words that name what sort of body an author is."""

_NO_NAMES = _BODY_WORDS | frozenset({
    "care", "disabilities", "england", "excellence", "health", "illness", "international", "ireland", "london",
    "medical", "medicine", "mental", "mind", "national", "nhs", "northern", "parity", "policy", "public",
    "research", "rethink", "royal", "scotland", "social", "uk", "wales", "world",
})  # fmt: skip
"""Words of bodies that no person is called by."""

_PARTICLES = frozenset(["da", "de", "del", "della", "den", "der", "di", "du", "la", "le", "ten", "ter", "van", "von"])
_INITIALS = re.compile(r"(?:[^\W\d_]\.?[- ]?){1,3}")
_LISTED = re.compile(r",\s+and\s+|,\s+|\s+and\s+")


@dataclass(frozen=True, slots=True)
class Author:
    """One author: `name` is `Surname, Given` for a person, and as printed for a body or what cannot be told."""

    name: str
    is_person: bool


def authors_of(printed: str) -> tuple[Author, ...]:
    """The authors of a printed line, in its order; () for an empty one.

    Semicolons always part authors. `and` and commas part them only where all that they part are persons, or all are
    bodies: `Department of Health and Social Care` and `Surname, F.` stay whole.
    """
    parts = (" ".join(part.split()) for part in printed.split(";"))
    return tuple(author for part in parts if part for author in _listed(part.removeprefix("and ")))


def _listed(part: str) -> tuple[Author, ...]:
    for parts in (_LISTED.split(part), re.split(r"\s+and\s+", part)):
        persons = [_person(one) for one in parts]
        if all(persons):
            return tuple(Author(name, True) for name in persons)
        if len(parts) > 1 and all(map(_is_body, parts)):
            return tuple(Author(one, False) for one in parts)
    return (Author(part, False),)


def _is_body(text: str) -> bool:
    words = text.casefold().split()
    return len(words) > 1 and not _BODY_WORDS.isdisjoint(words)


def _person(text: str) -> str:
    """The name as `Surname, Given`; '' where it is not plainly that of a person."""
    surname, comma, given = text.partition(", ")
    if comma:
        named = bool(_INITIALS.fullmatch(given)) or _are_names(given.split())
        return text if named and _are_names(surname.split()) else ""
    words = text.split()
    if not 2 <= len(words) <= 4 or not _NO_NAMES.isdisjoint(word.casefold() for word in words):
        return ""
    if _are_initials(words[-1]) and _are_names(words[:-1]):
        return f"{' '.join(words[:-1])}, {words[-1]}"
    first = next((number for number, word in enumerate(words) if word in _PARTICLES), len(words) - 1)
    given_names, surnames = words[:first], words[first:]
    if given_names and _are_names(surnames) and all(_INITIALS.fullmatch(w) or _are_names([w]) for w in given_names):
        return f"{' '.join(surnames)}, {' '.join(given_names)}"
    return ""


def _are_initials(word: str) -> bool:
    """Whether a word is the initials that follow a surname, as in `Smith JA`."""
    return bool(_INITIALS.fullmatch(word)) and word.upper() == word


def _are_names(words: list[str]) -> bool:
    """Whether these words can be a surname or given names."""
    plain = [word for word in words if word not in _PARTICLES]
    return bool(plain) and all(
        word[0].isupper() and len(word) > 1 and word.replace("-", "").replace("'", "").replace("’", "").isalpha()
        and word.casefold() not in _NO_NAMES
        for word in plain
    )  # fmt: skip
