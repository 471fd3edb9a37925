"""One row of a seed file at a time: typed cells, and a refusal that names file, row and remedy."""

import csv
from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import isfinite
from pathlib import Path
from typing import ParamSpec, TypeVar

from data.errors import SeedError
from domain_model.cells import Cell
from domain_model.vocabulary import BuildingBlock, Level

Token = TypeVar("Token", bound=StrEnum)
Made = TypeVar("Made")
Fields = ParamSpec("Fields")

WIDE_BLOCKS = frozenset({"all", "cross_cutting"})
"""Words in place of a building block for what belongs to no single one."""

WIDE_LEVEL = "all"
"""The word in place of a level for what belongs to every one."""


@dataclass(frozen=True, slots=True)
class SeedRow:
    """A row of a seed file; `number` is the row as a spreadsheet shows it."""

    file: str
    number: int
    cells: Mapping[str, str]

    def refuse(self, reason: str) -> SeedError:
        """The error to raise about this row."""
        return SeedError(self.file, self.number, reason)

    def text(self, column: str) -> str:
        """A cell's words, '' where it is empty or the file leaves the column out."""
        return self.cells.get(column, "")

    def required(self, column: str) -> str:
        """A cell's words; refused where it is empty."""
        text = self.cells[column]
        if not text:
            raise self.refuse(f"{column} is empty: fill it in")
        return text

    def token(self, column: str, tokens: type[Token]) -> Token:
        """A word of a closed list."""
        return self.as_token(self.required(column), column, tokens)

    def as_token(self, text: str, column: str, tokens: type[Token]) -> Token:
        """A text of this row as a word of a closed list."""
        try:
            return tokens(text)
        except ValueError:
            raise self.refuse(f"{column} is {text!r}: use one of {', '.join(tokens)}") from None

    def listed(self, column: str, separator: str | None = ";") -> tuple[str, ...]:
        """The parts of a cell that holds a list; separator None means blanks."""
        return tuple(part.strip() for part in self.text(column).split(separator) if part.strip())

    def number_or_none(self, column: str) -> float | None:
        """A number, None where the cell is empty."""
        text = self.text(column)
        if not text:
            return None
        try:
            number = float(text)
        except ValueError:
            number = float("nan")
        if not isfinite(number):
            raise self.refuse(f"{column} is {text!r}: write a number such as 0.25, or nothing if not known")
        return number

    def whole_or_none(self, column: str) -> int | None:
        """A whole number of 0 or more, None where the cell is empty."""
        text = self.text(column)
        if not text:
            return None
        if not (text.isascii() and text.isdigit()):
            raise self.refuse(f"{column} is {text!r}: write a whole number such as 12, without commas")
        return int(text)

    def whole(self, column: str) -> int:
        """A whole number of 0 or more; refused where it is empty."""
        self.required(column)
        return self.whole_or_none(column) or 0

    def day_or_none(self, column: str) -> date | None:
        """A date, None where the cell is empty."""
        return self.day(column) if self.text(column) else None

    def day(self, column: str) -> date:
        """A date; refused where it is empty."""
        text = self.required(column)
        try:
            if len(text) != len("2024-09-30"):
                raise ValueError(text)
            return date.fromisoformat(text)
        except ValueError:
            raise self.refuse(f"{column} is {text!r}: write a date such as 2024-09-30") from None

    def yes(self, column: str) -> bool:
        """Whether a cell says yes; it must say yes or no."""
        text = self.required(column)
        if text not in {"yes", "no"}:
            raise self.refuse(f"{column} is {text!r}: write yes or no")
        return text == "yes"

    def known(self, column: str, keys: Container[str], file: str) -> str:
        """The key of a row of another file; refused where that file has none of that key."""
        return self.as_known(self.required(column), column, keys, file)

    def as_known(self, key: str, column: str, keys: Container[str], file: str) -> str:
        """A text of this row as the key of a row of another file."""
        if key not in keys:
            raise self.refuse(f"{column} {key!r} is not in {file}: add it there or correct it here")
        return key

    def cell(self) -> Cell:
        """The cell that the columns block and level name."""
        return Cell(self.token("block", BuildingBlock), self.token("level", Level))

    def as_cell(self, text: str, column: str) -> Cell:
        """A text of this row, block/level, as a cell."""
        block, slash, level = text.partition("/")
        if not slash:
            raise self.refuse(f"{column} holds {text!r}: write building_block/level, such as financing/meso")
        return Cell(self.as_token(block, column, BuildingBlock), self.as_token(level, column, Level))

    def wide_place(self, block: str, level: str, column: str) -> tuple[BuildingBlock | None, Level | None]:
        """A block and a level, None for the one that names every block or every level."""
        return (
            None if block in WIDE_BLOCKS else self.as_token(block, column, BuildingBlock),
            None if level == WIDE_LEVEL else self.as_token(level, column, Level),
        )

    def make(self, make: Callable[Fields, Made], *args: Fields.args, **kwargs: Fields.kwargs) -> Made:
        """The domain object of this row; what the object refuses is refused with file and row."""
        try:
            return make(*args, **kwargs)
        except ValueError as error:
            raise self.refuse(f"{error}: correct the row") from None


def read_rows(folder: Path, file: str, columns: str, optional: str = "") -> Iterator[SeedRow]:
    """The rows of a seed file that has exactly these columns (blank-separated; `optional` may be missing).

    Raises:
        SeedError: if the file is missing, is no UTF-8 CSV, or its header or a row has other columns.
    """
    expected = columns.split()
    try:
        with (folder / file).open(encoding="utf-8-sig", newline="") as lines:
            records = csv.reader(lines, strict=True)
            header = next(records, [])
            _check_header(file, header, expected, optional.split())
            # Rows are counted as records: a cell with a line break is still one row of a spreadsheet.
            for number, record in enumerate(records, start=2):
                if len(record) != len(header):
                    raise SeedError(file, number, f"{len(record)} cells under {len(header)} headings: mend commas")
                yield SeedRow(file, number, dict(zip(header, map(str.strip, record), strict=True)))
    except FileNotFoundError:
        raise SeedError(file, 1, "the file is missing: restore it from the release") from None
    except (UnicodeDecodeError, csv.Error) as error:
        raise SeedError(file, 1, f"not a CSV in UTF-8 ({error}): save it as one") from None


def read_keyed(
    folder: Path, file: str, columns: str, key: str, optional: str = ""
) -> Iterator[tuple[tuple[str, ...], SeedRow]]:
    """The rows of a seed file, each with its key (blank-separated columns), which no other row may have."""
    rows_by_key: dict[tuple[str, ...], int] = {}
    names = key.split()
    for row in read_rows(folder, file, columns, optional):
        found = tuple(row.cells[name] for name in names)
        if found in rows_by_key:
            words = ", ".join(part for part in found if part)
            raise row.refuse(f"{words} is already in row {rows_by_key[found]}: keep one of the two")
        rows_by_key[found] = row.number
        yield found, row


def _check_header(file: str, header: list[str], expected: list[str], optional: list[str]) -> None:
    missing = [column for column in expected if column not in header]
    if missing:
        raise SeedError(file, 1, f"no column {', '.join(missing)}: add it to the header")
    unknown = [column for column in header if column not in expected and column not in optional]
    if unknown or len(set(header)) != len(header):
        names = ", ".join(map(repr, unknown)) or "twice the same"
        raise SeedError(file, 1, f"unexpected column {names}: remove it or correct its name")
