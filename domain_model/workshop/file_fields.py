"""The fields of a file that somebody brings, each read as what it has to be, or refused with where and why."""

from collections.abc import Collection, Mapping, Sized
from datetime import datetime
from math import isfinite
from typing import cast

from domain_model.plain_text import is_plain

LONGEST_TEXT = 2000
LARGEST_NUMBER = 10**9
MOST_TEXTS = 100
"""As many texts a list has at most where nothing else is said; no list of a plan may be as long."""

_AS_EXPORTED = "Export the file again and leave it as it is."


class InvalidFileError(ValueError):
    """A file that cannot be taken; the message says where in it, what is wrong, and what to do."""

    def __init__(self, where: str, what: str, todo: str = _AS_EXPORTED) -> None:
        super().__init__(f"{where[:1].upper()}{where[1:]}: {what.rstrip('.')}. {todo}")


class Fields:
    """The fields of one part of a file; `where` names that part to people.

    A field that is missing is empty: tables leave out what is empty.
    """

    def __init__(self, found: object, where: str) -> None:
        if not isinstance(found, Mapping):
            raise InvalidFileError(where, "it is no list of named fields")
        self.where = where
        self._found = cast("Mapping[str, object]", found)

    def text(self, name: str) -> str:
        """A text, '' where there is none.

        Raises:
            InvalidFileError: if it is something else, too long or not plain.
        """
        found = self._found.get(name)
        if found is None:
            return ""
        if isinstance(found, (int, float)) and not isinstance(found, bool):
            return f"{found:g}" if isinstance(found, float) else str(found)
        if not isinstance(found, str) or len(found) > LONGEST_TEXT or not is_plain(found):
            raise self._wrong(name, "is no plain text")
        return found

    def whole(self, name: str) -> int:
        """A whole number from 0.

        Raises:
            InvalidFileError: if it is none.
        """
        found = self.whole_or_none(name)
        if found is None:
            raise self._wrong(name, "is missing")
        return found

    def whole_or_none(self, name: str) -> int | None:
        """A whole number from 0, None where there is none.

        Raises:
            InvalidFileError: if it is something else.
        """
        number = self.number_or_none(name)
        if number is not None and (number % 1 or not 0 <= number <= LARGEST_NUMBER):
            raise self._wrong(name, "is no whole number from 0")
        return None if number is None else int(number)

    def number_or_none(self, name: str) -> float | None:
        """A number, None where there is none.

        Raises:
            InvalidFileError: if it is something else, or not finite.
        """
        found = self._found.get(name)
        if found is None or found == "":
            return None
        try:
            number = float(found) if isinstance(found, (str, int, float)) and not isinstance(found, bool) else None
        except (ValueError, OverflowError):
            number = None
        if number is None or not isfinite(number):
            raise self._wrong(name, "is no number")
        return number

    def yes(self, name: str) -> bool:
        """Whether something is so: true or `yes`, false or `no`.

        Raises:
            InvalidFileError: if it is neither.
        """
        found = self._found.get(name)
        known = {"yes": True, "true": True, "no": False, "false": False}.get(str(found).casefold())
        if known is None:
            raise self._wrong(name, "is neither yes nor no")
        return known

    def moment(self, name: str) -> datetime:
        """A moment.

        Raises:
            InvalidFileError: if it is none.
        """
        found = self.moment_or_none(name)
        if found is None:
            raise self._wrong(name, "is missing")
        return found

    def moment_or_none(self, name: str) -> datetime | None:
        """A moment with its offset from UTC, None where there is none.

        Raises:
            InvalidFileError: if it is something else.
        """
        written = self.text(name)
        if not written:
            return None
        try:
            found = datetime.fromisoformat(written)
        except ValueError:
            found = None
        if found is None or found.tzinfo is None or not 2000 <= found.year <= 9000:
            raise self._wrong(name, "is no moment with its offset from UTC")
        return found

    def within(self, name: str) -> "Fields":
        """The fields of a part, none where it is missing.

        Raises:
            InvalidFileError: if it is something else.
        """
        return Fields(self._found.get(name) or {}, f"{self.where}, {name}")

    def listed(self, name: str, most: int) -> tuple["Fields", ...]:
        """The parts of a list, in order.

        Raises:
            InvalidFileError: if it is something else, or too long.
        """
        found = self._list(name, most)
        return tuple(Fields(one, f"{self.where}, {name} {place}") for place, one in enumerate(found, start=1))

    def texts(self, name: str, most: int = MOST_TEXTS) -> tuple[str, ...]:
        """The texts of a list, in order.

        Raises:
            InvalidFileError: if it is something else, or too long.
        """
        found = self._list(name, most)
        each = Fields({str(place): one for place, one in enumerate(found)}, f"{self.where}, {name}")
        return tuple(each.text(str(place)) for place in range(len(found)))

    def all_texts(self) -> dict[str, str]:
        """All fields, each as text.

        Raises:
            InvalidFileError: if one is something else.
        """
        return {str(name): self.text(name) for name in self._found}

    def numbers(self, name: str, known: Collection[str] | None = None) -> dict[str, int]:
        """Whole numbers by name, the names among `known` where that is given.

        Raises:
            InvalidFileError: if there is anything else.
        """
        part = self.within(name)
        names = [str(one) for one in part._found]
        if known is not None and not set(names) <= set(known):
            raise self._wrong(name, "has an unknown name in it")
        return {one: part.whole(one) for one in names}

    def _list(self, name: str, most: int) -> list[object]:
        found = self._found.get(name)
        if found is None or found == "":
            return []
        if not isinstance(found, (Mapping, list, tuple)):
            raise self._wrong(name, "is no list")
        if len(cast("Sized", found)) > most:
            raise self._wrong(name, f"has more than {most} entries")
        if isinstance(found, Mapping):
            by_number = cast("Mapping[object, object]", found)
            if not all(str(key).isascii() and str(key).isdigit() for key in by_number):
                raise self._wrong(name, "is no list")
            return [by_number[key] for key in sorted(by_number, key=lambda key: int(str(key)[:9]))]
        return list(cast("list[object]", found))

    def _wrong(self, name: str, what: str) -> InvalidFileError:
        return InvalidFileError(self.where, f"“{name}” {what}")
