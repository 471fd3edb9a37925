"""Nothing we keep copies the wording of the five source documents: no run of eight words in common."""

import csv
from pathlib import Path

import pytest

from tests.source_wording import (
    RUN,
    SHINGLES,
    SIZE,
    copied_runs,
    fingerprint,
    read_shingles,
    runs,
    words,
    write_shingles,
)

ROOT = Path(__file__).resolve().parents[2]
SEED = ROOT / "data" / "seed"
FILES = sorted(path.name for path in SEED.glob("*.csv") if path.name not in {"areas.csv", "successions.csv"})

# Titles and names have one wording only; each may be named, and nothing else of the sources.
EXEMPT = {
    "Advancing Mental Health Equality: Steps and Guidance on Commissioning and Delivering Equality in Mental Health "
    "Care": "title of a source",
    "Nine principles for success: integrating mental health in new models of care": "title of a source",
    "London: National Collaborating Centre for Mental Health": "publisher of a source",
    "National Collaborating Centre for Mental Health": "author of a source",
    "Five Year Forward View for Mental Health": "title of a policy",
    "Children and Young People's Mental Health and Wellbeing Profiling Tool": "title of a data source",
    "Mental Health of Children and Young People in England, 2017": "title of a data source",
    "Detentions under the Mental Health Act": "name of an official measure",
    "Ford et al 2007; Meltzer et al 2003": "studies that a source cites",
}


def without_titles(text: str) -> list[str]:
    """The pieces of a text between the titles and names that it may hold."""
    plain = " ".join(words(text))
    for title in sorted(EXEMPT, key=len, reverse=True):
        plain = plain.replace(" ".join(words(title)), "|")
    return plain.split("|")


@pytest.fixture(scope="module")
def shingles() -> frozenset[bytes]:
    return read_shingles()


def test_the_fingerprints_are_those_of_five_documents(shingles: frozenset[bytes]) -> None:
    kept = SHINGLES.read_bytes()
    assert len(kept) == SIZE * len(shingles)
    assert len(shingles) > 25_000 and len(kept) < 400_000
    assert sorted(shingles) == [kept[start : start + SIZE] for start in range(0, len(kept), SIZE)]


@pytest.mark.parametrize("file", FILES)
def test_no_run_of_eight_words_is_copied(file: str, shingles: frozenset[bytes]) -> None:
    with (SEED / file).open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, strict=True))
    copied = [
        f"row {number}, {column}: {run}"
        for number, row in enumerate(rows, start=2)
        for column, text in row.items()
        for piece in without_titles(text)
        for run in copied_runs(piece, shingles)
    ]
    assert copied == []


@pytest.mark.parametrize(
    "pattern", ["*.md", "docs/**/*.md", "domain_model/**/*.py", "components/**/*.py", "pages/**/*.py"]
)
def test_neither_do_the_words_of_the_product_and_its_documents(pattern: str, shingles: frozenset[bytes]) -> None:
    files = sorted(ROOT.glob(pattern))
    copied = [
        f"{file.relative_to(ROOT)}: {run}"
        for file in files
        for piece in without_titles(file.read_text(encoding="utf-8"))
        for run in copied_runs(piece, shingles)
    ]
    assert files and copied == []


def test_a_copied_sentence_is_found_whatever_its_case_and_signs(shingles: frozenset[bytes]) -> None:
    title = "Nine principles for success: integrating mental health in new models of care"
    planted = "We say that NINE PRINCIPLES - for success\u00b9 (integrating mental health) in care"
    assert len(copied_runs(title, shingles)) == len(words(title)) - RUN + 1 == 5
    assert copied_runs(planted, shingles) == ["nine principles for success integrating mental health in"]
    assert copied_runs(title.replace("health", "care"), shingles) == []


def test_seven_words_in_common_are_no_copy(shingles: frozenset[bytes]) -> None:
    assert copied_runs("nine principles for success integrating mental health", shingles) == []
    assert list(runs("nine principles for success integrating mental health")) == []


def test_each_exempt_phrase_is_used_and_would_else_be_found(shingles: frozenset[bytes]) -> None:
    kept = " | ".join(" ".join(words((SEED / file).read_text(encoding="utf-8"))) for file in FILES)
    for phrase in EXEMPT:
        assert " ".join(words(phrase)) in kept, phrase
    long = [phrase for phrase in EXEMPT if len(words(phrase)) >= RUN]
    assert all(copied_runs(phrase, shingles) for phrase in long)


def test_damage_line_ends_and_reference_numbers_hide_no_copy(tmp_path: Path) -> None:
    document = "A FICTITIOUS study de\ufffdnes what the bench-\nmark of 16 care shows to all. Seven"
    (tmp_path / "document.txt").write_text(document, encoding="utf-8")
    (tmp_path / "README.md").write_text("This file is no document and is not read at all here", encoding="utf-8")
    made = tmp_path / "shingles"
    assert write_shingles(tmp_path, made) == len(read_shingles(made))
    copies = [
        "a fictitious study defines what the bench mark",
        "study defines what the benchmark of 16 care",
        "study defines what the benchmark of care shows",
    ]
    assert [len(copied_runs(copy, read_shingles(made))) for copy in copies] == [1, 1, 1]
    assert copied_runs("this file is no document and is not read at all here", read_shingles(made)) == []


def test_a_fingerprint_depends_on_each_word_and_on_their_order() -> None:
    run = ("one", "two", "three", "four", "five", "six", "seven", "eight")
    assert len({fingerprint(run), fingerprint(run[::-1]), fingerprint((*run[:7], "nine"))}) == 3
    assert len(fingerprint(run)) == SIZE
