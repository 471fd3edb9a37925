"""Single values as JSON holds them: tokens, texts, numbers and periods; what is not known is null."""

from enum import StrEnum
from math import isfinite

from domain_model.indicators import Period

Document = dict[str, object]


def token(word: StrEnum | None) -> str | None:
    """A word of a vocabulary as its token."""
    return None if word is None else word.value


def tokens_in_order(words: frozenset[StrEnum]) -> list[str]:
    """A set of tokens in alphabetical order."""
    return sorted(word.value for word in words)


def known(text: str) -> str | None:
    """A text, or None where it is empty: not known."""
    return text or None


def finite(number: float | None) -> float | None:
    """A number that JSON can hold; None for a ratio to nothing and for where it or a ratio of zero lies."""
    return number if number is not None and isfinite(number) else None


def counted(number: float | None) -> float | int | None:
    """A count, whole where it is whole; shares of a split board are not."""
    return int(number) if number is not None and number == int(number) else number


def period_document(period: Period | None) -> Document | None:
    """A period with its first and last day."""
    if period is None:
        return None
    return {"label": period.label, "start": period.start.isoformat(), "end": period.end.isoformat()}
