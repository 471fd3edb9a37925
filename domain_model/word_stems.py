"""The stem of an English word, so that 'services' is found by 'service': the algorithm of Porter.

M. F. Porter, An algorithm for suffix stripping, Program 14 (1980) 130-137. It works on words in small letters.
"""

import re
from functools import lru_cache

_SHORTEST = 3
"""Shorter words are their own stems, as in Porter's own program."""

_LONGEST = 40
"""Longer runs of letters are no English words, and stay as they are."""

_PLAIN = re.compile(r"[a-z]+")

_IRREGULAR = {
    "analyses": "analysis",
    "children": "child",
    "crises": "crisis",
    "criteria": "criterion",
    "men": "man",
    "women": "woman",
}
"""Plurals of words that this evidence is full of, and that no rule about endings finds."""

_STEP_2 = (
    ("ational", "ate"), ("tional", "tion"), ("enci", "ence"), ("anci", "ance"), ("izer", "ize"), ("abli", "able"),
    ("alli", "al"), ("entli", "ent"), ("eli", "e"), ("ousli", "ous"), ("ization", "ize"), ("ation", "ate"),
    ("ator", "ate"), ("alism", "al"), ("iveness", "ive"), ("fulness", "ful"), ("ousness", "ous"), ("aliti", "al"),
    ("iviti", "ive"), ("biliti", "ble"),
)  # fmt: skip
_STEP_3 = (
    ("icate", "ic"), ("ative", ""), ("alize", "al"), ("iciti", "ic"), ("ical", "ic"), ("ful", ""), ("ness", ""),
)  # fmt: skip
_STEP_4 = (
    "al", "ance", "ence", "er", "ic", "able", "ible", "ant", "ement", "ment", "ent", "ou", "ism", "ate", "iti", "ous",
    "ive", "ize",
)  # fmt: skip


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The stem of a word; a word that is not of the letters a to z alone is its own stem."""
    word = _IRREGULAR.get(word, word)
    if not _SHORTEST <= len(word) <= _LONGEST or not _PLAIN.fullmatch(word):
        return word
    word = _without_plural(word)
    word = _without_past(word)
    if word.endswith("y") and _has_vowel(word[:-1]):
        word = word[:-1] + "i"
    word = _replaced(word, _STEP_2)
    word = _replaced(word, _STEP_3)
    word = _without_ending(word)
    return _tidied(word)


def _is_consonant(word: str, place: int) -> bool:
    letter = word[place]
    if letter == "y":
        return place == 0 or not _is_consonant(word, place - 1)
    return letter not in "aeiou"


def _measure(part: str) -> int:
    """How often a vowel is followed by a consonant: Porter's m."""
    kinds = [_is_consonant(part, place) for place in range(len(part))]
    return sum(now and not before for before, now in zip(kinds, kinds[1:], strict=False))


def _has_vowel(part: str) -> bool:
    return any(not _is_consonant(part, place) for place in range(len(part)))


def _ends_double(word: str) -> bool:
    return len(word) > 1 and word[-1] == word[-2] and _is_consonant(word, len(word) - 1)


def _ends_short(word: str) -> bool:
    """Whether it ends in consonant, vowel, consonant, the last of them not w, x or y."""
    last = len(word) - 1
    return (
        last > 1
        and _is_consonant(word, last)
        and not _is_consonant(word, last - 1)
        and _is_consonant(word, last - 2)
        and word[last] not in "wxy"
    )


def _without_plural(word: str) -> str:
    if word.endswith(("sses", "ies")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _without_past(word: str) -> str:
    if word.endswith("eed"):
        return word[:-1] if _measure(word[:-3]) else word
    ending = next((ending for ending in ("ed", "ing") if word.endswith(ending)), "")
    if not ending or not _has_vowel(word[: -len(ending)]):
        return word
    word = word[: -len(ending)]
    if word.endswith(("at", "bl", "iz")):
        return word + "e"
    if _ends_double(word) and word[-1] not in "lsz":
        return word[:-1]
    return word + "e" if _measure(word) == 1 and _ends_short(word) else word


def _replaced(word: str, endings: tuple[tuple[str, str], ...]) -> str:
    """The word with the longest ending of the list that it has exchanged, if what stands before it is long enough."""
    found = max((pair for pair in endings if word.endswith(pair[0])), key=lambda pair: len(pair[0]), default=None)
    if found is None or not _measure(word[: -len(found[0])]):
        return word
    return word[: -len(found[0])] + found[1]


def _without_ending(word: str) -> str:
    endings = [ending for ending in _STEP_4 if word.endswith(ending)]
    if word.endswith(("sion", "tion")):
        endings.append("ion")
    ending = max(endings, key=len, default="")
    return word[: -len(ending)] if ending and _measure(word[: -len(ending)]) > 1 else word


def _tidied(word: str) -> str:
    if word.endswith("e"):
        measure = _measure(word[:-1])
        if measure > 1 or (measure == 1 and not _ends_short(word[:-1])):
            word = word[:-1]
    return word[:-1] if word.endswith("ll") and _measure(word) > 1 else word
