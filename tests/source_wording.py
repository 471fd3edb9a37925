"""Fingerprints of the wording of the five source documents, to see that none of it is copied.

The documents may not be copied into the repository, so `tests/unit/source_shingles` keeps only one-way fingerprints:
for every run of eight words of the documents the first eight bytes of the BLAKE2b hash of the words, lower case,
letters and digits only, one blank between; sorted, each once, one after the other. No word can be read back from them.
`write_shingles` made the file from the folder of the documents (`python -m tests.source_wording FOLDER`), and
`copied_runs` looks up our own texts in it with the same `fingerprint`.
"""

import re
import sys
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from itertools import product
from pathlib import Path

RUN = 8
"""So many words in common, one after the other, are copied wording."""

SIZE = 8
"""Bytes of a fingerprint."""

SHINGLES = Path(__file__).parent / "unit" / "source_shingles"

# The documents were taken from PDFs: ligatures came out as one damaged character, and it is not known which.
DAMAGED = "\ufffd"
LIGATURES = ("fi", "fl", "ff", "ffi", "ffl")

SUPERSCRIPT = re.compile("[\u00b9\u00b2\u00b3\u2070-\u209f]+")
LINE_END_HYPHEN = re.compile(r"(?<=[a-z])-\s*\n\s*(?=[a-z])")


def words(text: str) -> list[str]:
    """The words of a text, lower case, letters and digits only; an apostrophe or hyphen parts two words."""
    return re.findall(rf"(?:[^\W_]|{DAMAGED})+", SUPERSCRIPT.sub(" ", text).lower())


def runs(text: str) -> Iterator[tuple[str, ...]]:
    """Every run of eight words of a text; none where it has fewer."""
    found = words(text)
    return (tuple(found[start : start + RUN]) for start in range(len(found) - RUN + 1))


def fingerprint(run: Iterable[str]) -> bytes:
    """The one-way fingerprint of a run of words."""
    return blake2b(" ".join(run).encode(), digest_size=SIZE).digest()


def read_shingles(path: Path = SHINGLES) -> frozenset[bytes]:
    """The fingerprints of every run of eight words of the source documents."""
    kept = path.read_bytes()
    return frozenset(kept[start : start + SIZE] for start in range(0, len(kept), SIZE))


def copied_runs(text: str, shingles: frozenset[bytes]) -> list[str]:
    """The runs of eight words of a text that stand in the source documents too."""
    return [" ".join(run) for run in runs(text) if fingerprint(run) in shingles]


def write_shingles(folder: Path, path: Path = SHINGLES) -> int:
    """Write the fingerprints of the documents (`*.txt`) of a folder, and say how many there are.

    A document counts as it stands and also with words joined that a line end parts, and without the numbers of its
    references, so that neither hides a copied sentence. A damaged ligature counts as each that it may have been.
    """
    found: set[bytes] = set()
    for document in sorted(folder.glob("*.txt")):
        text = document.read_text(encoding="utf-8")
        for reading in (text, LINE_END_HYPHEN.sub("", text)):
            without_numbers = re.sub(r"(?<![\w.])\d{1,2}\b", " ", reading)
            for run in (run for version in (reading, without_numbers) for run in runs(version)):
                found.update(map(fingerprint, _mended(run)))
    path.write_bytes(b"".join(sorted(found)))
    return len(found)


def _mended(run: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """A run with each damaged word as each of the words that it may have been."""
    choices = [
        [word.replace(DAMAGED, ligature) for ligature in LIGATURES] if DAMAGED in word else [word] for word in run
    ]
    return product(*choices)


if __name__ == "__main__":
    sys.stdout.write(f"{write_shingles(Path(sys.argv[1]))} fingerprints\n")
