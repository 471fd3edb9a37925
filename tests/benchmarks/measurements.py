"""What a benchmark hands over: named numbers, each with what it is set against."""

import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table: what was measured, the number, the target if there is one, and a remark."""

    what: str
    number: str
    target: str = ""
    is_met: bool | None = None
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Spread:
    """Several measurements of the same thing, in one unit."""

    values: tuple[float, ...]

    def __post_init__(self) -> None:
        if not self.values:
            raise ValueError("nothing was measured")

    @property
    def median(self) -> float:
        """The middle value."""
        return statistics.median(self.values)

    @property
    def p95(self) -> float:
        """The value that 95 of 100 do not exceed (nearest rank, so that it is one that was measured)."""
        return sorted(self.values)[math.ceil(0.95 * len(self.values)) - 1]

    @property
    def highest(self) -> float:
        """The largest value."""
        return max(self.values)


def spread(values: Sequence[float]) -> Spread:
    """The measurements as a spread."""
    return Spread(tuple(values))


def below(what: str, number: float, target: float, unit: str, *, remark: str = "", digits: int = 1) -> Line:
    """A line whose number is to stay below a target."""
    return Line(what, f"{number:,.{digits}f} {unit}", f"< {target:g} {unit}", number < target, remark)


def at_most(what: str, number: float, target: float, unit: str, *, remark: str = "", digits: int = 1) -> Line:
    """A line whose number may reach its target, but not pass it."""
    return Line(what, f"{number:,.{digits}f} {unit}", f"<= {target:g} {unit}", number <= target, remark)


def plain(what: str, number: float, unit: str, *, remark: str = "", digits: int = 1) -> Line:
    """A line without a target."""
    return Line(what, f"{number:,.{digits}f} {unit}", remark=remark)


def table(lines: Sequence[Line]) -> str:
    """The lines as a Markdown table; a target that was missed says so in words."""
    rows = [("Measured", "Result", "Target", "Met", "Remark")]
    for line in lines:
        met = "" if line.is_met is None else "yes" if line.is_met else "NO"
        rows.append((line.what, line.number, line.target, met, line.remark))
    widths = [max(len(row[column]) for row in rows) for column in range(5)]
    written = [" | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows]
    rule = " | ".join("-" * width for width in widths)
    return "\n".join(f"| {row} |" for row in (written[0], rule, *written[1:]))
