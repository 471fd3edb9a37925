"""Measure everything and print one table: `make bench`, or `python -m tests.benchmarks redraws browsing starts`."""

import sys
import tempfile
import warnings
from collections.abc import Callable
from pathlib import Path

from tests.benchmarks.browsing import measure_browsing
from tests.benchmarks.evidence import measure_evidence
from tests.benchmarks.machine import how_busy, machine_words
from tests.benchmarks.measurements import Line, table
from tests.benchmarks.phones import measure_phones
from tests.benchmarks.redraws import measure_redraws
from tests.benchmarks.scores import measure_scores
from tests.benchmarks.starts import measure_starts

PARTS: dict[str, Callable[[Path], list[Line]]] = {
    "starts": measure_starts,
    "redraws": measure_redraws,
    "scores": measure_scores,
    "evidence": measure_evidence,
    "browsing": measure_browsing,
    "phones": measure_phones,
}


def main(chosen: list[str]) -> int:
    """Run the parts chosen, all where none is; a missed target is said in the table and is no failure."""
    unknown = [name for name in chosen if name not in PARTS]
    if unknown:
        print(f"no such benchmark: {', '.join(unknown)} (there are {', '.join(PARTS)})", file=sys.stderr)
        return 2
    warnings.simplefilter("ignore")
    print(*machine_words(), sep="\n", flush=True)
    lines: list[Line] = []
    for name in chosen or PARTS:
        print(f"Measuring {name} ...", file=sys.stderr, flush=True)
        with tempfile.TemporaryDirectory(prefix="parity-map-bench-") as folder:
            lines += [how_busy(f"before {name}"), *PARTS[name](Path(folder)), how_busy(f"after {name}")]
    print(table(lines))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
