"""Days and moments that people and programs can read."""

from datetime import datetime

from markupsafe import Markup

from components.formatting import day_words, in_utc, moment_words
from components.markup import tag


def day_of(at: datetime) -> Markup:
    """The day of a moment: 3 November 2026."""
    return _time(at, day_words(in_utc(at)))


def moment_of(at: datetime) -> Markup:
    """A day with its time: 3 November 2026, 14:05 UTC."""
    return _time(at, moment_words(at))


def _time(at: datetime, words: str) -> Markup:
    return tag("time", words, datetime=in_utc(at).isoformat(timespec="seconds"))
