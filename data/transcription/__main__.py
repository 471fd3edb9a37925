"""Write data/seed from working copies: python -m data.transcription <folder> <register csv>."""

import argparse
import importlib
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import asdict, fields
from pathlib import Path

from data.transcription.framework import (
    Figure,
    PairSides,
    Side,
    Spread,
    Transcript,
    rows,
    write_csv,
)

FEEDS = (
    "mhsds_waits",
    "community_waits",
    "hospital_waits",
    "talking_therapies",
    "hospital_flow",
    "severe_mental_illness",
    "primary_care",
    "mental_health_dashboard",
    "spending",
    "allocations",
    "health_index",
    "deprivation_slopes",
    "detentions",
    "not_held",
    "staff_survey",
    "trusts_security",
    "trusts_records",
    "beds",
    "estates",
    "oversight",
    "research_studies",
    "qualitywatch",
    "prescribing",
)
SEED = Path(__file__).resolve().parents[1] / "seed"
FIGURE_COLUMNS = [
    *("indicator", "area", "geography", "period", "start", "end", "breakdown", "value", "low", "high", "count"),
    *("denominator", "status", "organisations", "organisations_expected", "note", "publication"),
]
PUBLICATION_COLUMNS = [
    *("id", "publisher", "title", "publication_date", "licence", "obtained_via", "copy_status", "retrieved"),
    *("credit", "caveats"),
]
INDICATOR_COLUMNS = [
    *("id", "name", "definition", "scale", "unit", "polarity", "numerator", "denominator", "basis", "frequency"),
    *("publication", "constant", "fingertips_id", "caveats"),
]
REGISTER_COLUMNS = {
    "id": "id",
    "block": "block",
    "level": "level",
    "pair_kind": "kind",
    "mental_measure": "mental_measure",
    "comparator_measure": "comparator",
    "measure": "measure",
    "mental_polarity": "polarity_mental",
    "comparator_polarity": "polarity_comparator",
    "unit": "unit",
    "grade": "grade",
    "grade_reason": "grade_reason",
    "known_bias": "known_bias",
    "decides": "decides",
    "superseded_by": "superseded_by",
    "source": "source",
    "fingertips_id": "fingertips_id",
}
OVERLAP = "sides_overlap"
OVERLAPPING = {"O3", "O4", "O8", "W5"}
"""Pairs of which one side contains the other ('part of whole' in the register's reason or bias)."""
SIDE_COLUMNS = [f"{side}_{part}" for side in ("mental", "comparator") for part in ("indicator", "reading", "breakdown")]


def collect(folder: Path, feeds: Sequence[str] = FEEDS) -> Transcript:
    """Run every feed and join what they hand back, refusing contradictions."""
    whole = Transcript()
    for name in feeds:
        part: Transcript = importlib.import_module(f"data.transcription.{name}").transcribe(folder)
        whole.publications += [item for item in part.publications if item not in whole.publications]
        whole.indicators += [item for item in part.indicators if item not in whole.indicators]
        whole.figures += part.figures
        whole.spreads += part.spreads
        for pair, sides in part.pairs.items():
            whole.pairs[pair] = joined(pair, whole.pairs.get(pair, PairSides()), sides)
    return whole


def joined(pair: str, first: PairSides, second: PairSides) -> PairSides:
    """Two feeds' sides of one pair; the same side given twice differently is an error."""
    for side in ("mental", "comparator"):
        one, two = getattr(first, side), getattr(second, side)
        if one and two and one != two:
            raise ValueError(f"pair {pair}: the {side} side is given twice: {one} and {two}")
    return PairSides(first.mental or second.mental, first.comparator or second.comparator)


def faults(whole: Transcript, register: list[dict[str, str]]) -> list[str]:
    """What is wrong across feeds, in words."""
    found: list[str] = []
    publications, indicators = {item.id for item in whole.publications}, {item.id: item for item in whole.indicators}
    for kind, items in (("publication", whole.publications), ("indicator", whole.indicators)):
        counted = Counter(item.id for item in items)
        found += [f"{kind} {key} is described in two ways" for key, times in counted.items() if times > 1]
    orphans = [item for item in whole.indicators if item.publication not in publications]
    found += [f"indicator {item.id}: no publication {item.publication}" for item in orphans]
    keys = Counter((f.indicator, f.area, f.place(), f.period, f.breakdown) for f in whole.figures)
    found += [f"figure given {times} times: {key}" for key, times in keys.items() if times > 1]
    for figure in whole.figures:
        where = f"{figure.indicator} {figure.area} {figure.period.label} {figure.breakdown}"
        indicator = indicators.get(figure.indicator)
        if indicator is None:
            found.append(f"{where}: no such indicator")
        elif indicator.scale == "proportion" and figure.value is not None and not 0 <= figure.value <= 1:
            found.append(f"{where}: {figure.value} is not a proportion")
        if figure.publication not in publications:
            found.append(f"{where}: no publication {figure.publication}")
        if figure.value is None and not figure.status:
            found.append(f"{where}: neither a value nor a status")
    known = {row["id"] for row in register}
    found += [f"pair {pair} is not in the register" for pair in whole.pairs if pair not in known]
    found += [f"pair {row['id']} is in no feed" for row in register if row["id"] not in whole.pairs]
    held = {f.indicator: set() for f in whole.figures}
    for figure in whole.figures:
        held[figure.indicator].add(figure.breakdown)
    for pair, sides in whole.pairs.items():
        for side in (sides.mental, sides.comparator):
            if side is None:
                continue
            if side.indicator not in indicators:
                found.append(f"pair {pair}: no indicator {side.indicator}")
            elif not indicators[side.indicator].constant and side.breakdown not in held.get(side.indicator, set()):
                found.append(f"pair {pair}: {side.indicator} has no rows for breakdown {side.breakdown!r}")
    found += [f"spread of {s.pair}: not in the register" for s in whole.spreads if s.pair not in known]
    return found


def side_cells(side: Side | None) -> tuple[str, str, str]:
    """The three cells of one side in the register."""
    return (side.indicator, side.reading, side.breakdown) if side else ("", "", "")


def figure_row(figure: Figure) -> dict[str, object]:
    """One row of figures in the contract's columns."""
    period = figure.period
    derived = {"period": period.label, "start": period.start, "end": period.end, "geography": figure.place()}
    return {name: derived[name] if name in derived else getattr(figure, name) for name in FIGURE_COLUMNS}


def pair_rows(register: list[dict[str, str]], pairs: dict[str, PairSides]) -> list[dict[str, object]]:
    """The register with the indicators that stand on each side."""
    lines: list[dict[str, object]] = []
    for entry in register:
        sides = pairs.get(entry["id"], PairSides())
        cells = side_cells(sides.mental) + side_cells(sides.comparator)
        line: dict[str, object] = {ours: entry[theirs] for ours, theirs in REGISTER_COLUMNS.items()}
        overlap = "yes" if entry["id"] in OVERLAPPING else "no"
        lines.append(line | dict(zip(SIDE_COLUMNS, cells, strict=True)) | {OVERLAP: overlap})
    return lines


def write(whole: Transcript, register: list[dict[str, str]], seed: Path) -> dict[str, int]:
    """Write the files and say how many rows each holds."""
    figures_folder = seed / "figures"
    figures_folder.mkdir(parents=True, exist_ok=True)
    for stale in figures_folder.glob("*.csv"):
        stale.unlink()
    by_publication: dict[str, list[Figure]] = defaultdict(list)
    for figure in whole.figures:
        by_publication[figure.publication].append(figure)
    written = {
        "publications.csv": write_csv(seed / "publications.csv", PUBLICATION_COLUMNS, map(asdict, whole.publications)),
        "indicators.csv": write_csv(seed / "indicators.csv", INDICATOR_COLUMNS, map(asdict, whole.indicators)),
        "pairs.csv": write_csv(
            seed / "pairs.csv", [*REGISTER_COLUMNS, *SIDE_COLUMNS, OVERLAP], pair_rows(register, whole.pairs)
        ),
        "spreads.csv": write_csv(seed / "spreads.csv", [f.name for f in fields(Spread)], map(asdict, whole.spreads)),
    }
    for publication, figures in sorted(by_publication.items()):
        name = f"figures/{publication}.csv"
        written[name] = write_csv(seed / name, FIGURE_COLUMNS, map(figure_row, figures))
    return written


def main() -> None:
    """Collect, check and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="the folder with the working copies")
    parser.add_argument("register", type=Path, help="the register of pairs, CSV")
    parser.add_argument("--seed", type=Path, default=SEED, help="where to write (default: data/seed)")
    arguments = parser.parse_args()
    register = list(rows(arguments.register))
    whole = collect(arguments.folder)
    wrong = faults(whole, register)
    for line in wrong[:60]:
        print(line)
    if wrong:
        raise SystemExit(f"{len(wrong)} faults: nothing was written")
    for name, count in write(whole, register, arguments.seed).items():
        print(f"{count:>7}  {name}")


if __name__ == "__main__":
    main()
