"""What somebody searches for, as words: how texts are taken apart, what counts as the same word, where it stands.

Databases differ in how they take text apart ('and/or', hyphens, stems, words too common to look for), so we do it
ourselves: both find the same, and what is highlighted is what was found.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from domain_model.word_stems import stem

Pieces = tuple[tuple[str, bool], ...]
"""A text in pieces, each with whether it was looked for; joined they are the text."""

LONGEST_SEARCH = 200
MOST_WORDS = 24
"""What is typed beyond these is not looked for, and the answer says so."""

_SHORTEST_BEGINNING = 2
_LONGEST_WORD = 60
_WORD = re.compile(r"[^\W_]+")
_QUOTES = re.compile(r'["“”„«»]')
_TOO_COMMON = frozenset(
    _WORD.findall(
        "a about all an and are as at be been but by can do does for from had has have how if in into is it its no nor "
        "not of on or our s so such t than that the their them then there these they this to was we were what when "
        "where which while who why will with would you your"
    )
)
"""Words that say nothing by themselves; they count within a phrase, and where nothing else is typed."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text: from where to where it stands, in small letters without accents, and its stem."""

    start: int
    end: int
    form: str
    stem: str


@dataclass(frozen=True, slots=True)
class SearchWords:
    """What a text has to hold: all the phrases, each a row of stems one after the other, a word being a row of one.

    `beginning` is how the last word begins, which is enough for it, '' where it was in quotation marks; it belongs to
    the last of the phrases. `is_cut` says that more was typed than is looked for.
    """

    phrases: tuple[tuple[str, ...], ...]
    beginning: str = ""
    is_cut: bool = False


def tokens_of(text: str) -> tuple[Token, ...]:
    """The words of a text, which is in the composed normal form of Unicode (NFC)."""
    return tuple(
        Token(found.start(), found.end(), form, stem(form))
        for found in _WORD.finditer(text)
        if (form := _form(found.group()))
    )


def composed(text: str) -> str:
    """The text in the composed normal form of Unicode."""
    return unicodedata.normalize("NFC", text)


def search_words(typed: str) -> SearchWords:
    """What is looked for; anything may be typed, and without a letter or digit there is nothing to look for.

    Words in quotation marks stand one after the other; a last mark without its partner goes to the end.
    """
    text = composed(typed[:LONGEST_SEARCH])
    phrases: list[tuple[str, ...]] = []
    common: list[tuple[str, ...]] = []
    last = ""
    words = 0
    for place, part in enumerate(_QUOTES.split(text)):
        tokens = tokens_of(part)[: MOST_WORDS - words]
        words += len(tokens)
        if place % 2:
            if tokens:
                phrases.append(tuple(token.stem for token in tokens))
                last = ""
        else:
            for token in tokens:
                too_common = token.form in _TOO_COMMON
                (common if too_common else phrases).append((token.stem,))
                last = "" if too_common else token.form
    is_cut = len(typed) > LONGEST_SEARCH or len(tokens_of(text)) > words
    if last:  # of the same word typed twice, the last is the one that may go on
        phrases = [phrase for phrase in phrases if phrase != phrases[-1]] + [phrases[-1]]
    found = tuple(dict.fromkeys(phrases or common))
    return SearchWords(found, last if phrases and len(last) >= _SHORTEST_BEGINNING else "", is_cut)


def highlighted(text: str, words: SearchWords) -> Pieces:
    """The text in pieces, with what of it was looked for."""
    text = composed(text)
    pieces: list[tuple[str, bool]] = []
    at = 0
    for start, end in _merged(text, sorted(_places(tokens_of(text), words))):
        if start > at:
            pieces.append((text[at:start], False))
        pieces.append((text[start:end], True))
        at = end
    if at < len(text):
        pieces.append((text[at:], False))
    return tuple(pieces)


def _places(tokens: tuple[Token, ...], words: SearchWords) -> Iterator[tuple[int, int]]:
    for phrase in words.phrases:
        for first in range(len(tokens) - len(phrase) + 1):
            row = tokens[first : first + len(phrase)]
            if all(token.stem == part for token, part in zip(row, phrase, strict=True)):
                yield from ((token.start, token.end) for token in row)
    if words.beginning:
        yield from ((token.start, token.end) for token in tokens if token.form.startswith(words.beginning))


def _merged(text: str, places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The places without what stands twice, and as one where only a space is between."""
    merged: list[tuple[int, int]] = []
    for start, end in places:
        if merged and (start <= merged[-1][1] or text[merged[-1][1] : start] == " "):
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


@lru_cache(maxsize=20_000)
def _form(word: str) -> str:
    """The word in small letters, without accents, and of a length that indexes take."""
    parts = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in parts if letter.isalnum())[:_LONGEST_WORD]
