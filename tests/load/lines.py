"""What is handed over: the lines of tests.benchmarks.measurements, side by side for each setting."""

import math
from collections.abc import Mapping, Sequence

from tests.benchmarks.measurements import Line


def percentile(values: Sequence[float], share: float) -> float:
    """The value that so many of 100 do not exceed (nearest rank, so that it is one that was measured).

    Raises:
        ValueError: if nothing was measured.
    """
    if not values:
        raise ValueError("nothing was measured")
    return sorted(values)[max(1, math.ceil(share / 100 * len(values))) - 1]


def at_least(what: str, number: float, target: float, unit: str, *, remark: str = "", digits: int = 0) -> Line:
    """A line whose number is to reach a target."""
    return Line(what, f"{number:,.{digits}f} {unit}", f">= {target:g} {unit}", number >= target, remark)


def exactly(what: str, number: int, target: int, *, remark: str = "") -> Line:
    """A line whose number has to be the target."""
    return Line(what, f"{number:,}", f"{target:,}", number == target, remark)


def side_by_side(columns: Mapping[str, Sequence[Line]]) -> str:
    """The lines of several settings as one Markdown table; a target that was missed says NO where it was."""
    names = list(dict.fromkeys(line.what for lines in columns.values() for line in lines))
    rows: list[Sequence[str]] = [("Measured", "Target", *columns, "Met")]
    for name in names:
        found = {setting: next((one for one in lines if one.what == name), None) for setting, lines in columns.items()}
        said = [line for line in found.values() if line is not None]
        judged = [line for line in said if line.is_met is not None]
        met = "" if not judged else "yes" if all(line.is_met for line in judged) else "NO"
        target = next((line.target.strip() for line in said if line.target), "")
        rows.append((name, target, *(_cell(line) for line in found.values()), met))
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    written = [" | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows]
    rule = " | ".join("-" * width for width in widths)
    return "\n".join(f"| {line} |" for line in (written[0], rule, *written[1:]))


def _cell(line: Line | None) -> str:
    if line is None:
        return ""
    missed = " NO" if line.is_met is False else ""
    return f"{line.number.strip()}{missed}" + (f" ({line.remark})" if line.remark else "")
