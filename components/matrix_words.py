"""The sentences of the matrix: what it holds, what its emptiness means, what its sums are, what is measured."""

from datetime import date

from components.formatting import day_words, plural, sentence_case
from components.labels import cell_label, label
from domain_model.evidence_filter import NOWHERE, MatrixPlace
from domain_model.evidence_vocabulary import MatrixMeasure, MatrixReading
from domain_model.use_cases.count_pairs import MeasuredPairs
from domain_model.use_cases.explore_evidence import EvidenceMatrix, MatrixHalf
from domain_model.vocabulary import Emptiness, Level, StatementKind

BARRIER, ENABLER, THEME = StatementKind.BARRIER, StatementKind.ENABLER, StatementKind.THEME

LEVEL_HINTS: dict[Level, str] = {
    Level.MACRO: "nation and policy",
    Level.MESO: "organisation and system",
    Level.MICRO: "person and practice",
}

EMPTY_WORDS: dict[Emptiness, str] = {
    Emptiness.ASKED_NOTHING_REPORTED: "asked, none",
    Emptiness.NOT_ASKED: "not asked",
}

EMPTY_SENTENCES: dict[Emptiness, str] = {
    Emptiness.ASKED_NOTHING_REPORTED: (
        "Asked, nothing reported: Table 2 prints this heading with nothing under it. "
        "That is not a sign that all is well."
    ),
    Emptiness.NOT_ASKED: "Not asked: Table 2 does not print this level. That is not a sign that all is well.",
}


def headline(matrix: EvidenceMatrix) -> tuple[str, str]:
    """That empty is not clear, and on what base: how often the text speaks where the table does not.

    The second goes on from the name of the study whose Table 2 it is.
    """
    table = matrix.table
    others = " when the other sources of the catalogue count too"
    more = f" ({table.spoken_of_by_any}{others})" if table.spoken_of_by_any > table.spoken_of else ""
    return (
        "An empty cell in the published table is not a clear one.",
        f"prints {plural(table.barriers, 'barrier')} and {plural(table.enablers, 'enabler')} and leaves "
        f"{table.empty} of {table.halves} halves empty; the text of the same study has something to say in "
        f"{table.spoken_of} of those {table.empty}{more}.",
    )


def caption(matrix: EvidenceMatrix, measure: MatrixMeasure) -> str:
    """What the table shows, for its caption and for the live region."""
    narrowed = "" if matrix.filter.is_empty else ", under the filters chosen"
    return (
        f"{sentence_case(label(matrix.reading))}, {label(measure)}: {plural(matrix.total, 'statement')} "
        f"in {plural(matrix.placements, 'placement')}{narrowed}."
    )


def sums_sentence(matrix: EvidenceMatrix) -> str:
    """Why cell counts do not add up to the total."""
    reading = matrix.reading
    nowhere = matrix.of(NOWHERE).count(reading)
    return (
        "Cell counts do not add up to the total: a statement that names two cells counts in both, one that is both "
        "barrier and enabler in both halves, and a theme in neither. "
        f"Here {plural(matrix.total, 'statement')} "
        f"({plural(matrix.of('all', BARRIER).count(reading), 'barrier')}, "
        f"{plural(matrix.of('all', ENABLER).count(reading), 'enabler')}, "
        f"{plural(matrix.of('all', THEME).count(reading), 'theme')}) make {plural(matrix.placements, 'placement')} "
        f"in cells. {plural(nowhere, 'statement names', 'statements name')} every block or every level and "
        f"{'stands' if nowhere == 1 else 'stand'} in no cell. Sums of rows and columns count each statement once."
    )


def print_words(matrix: EvidenceMatrix, address: str, day: date) -> str:
    """What a printed table says of itself: where it is from, when, and whose words stand behind it."""
    return (
        f"{address}, {day_words(day)}, data version {matrix.version}. Statements are worded by us or by who added "
        "them; the originals stand in the sources that each statement names."
    )


def place_label(place: MatrixPlace) -> str:
    """A place in words, without its half: `Financing, meso`, `All of Financing`, `All blocks, macro`."""
    if place.cell is not None:
        return cell_label(place.cell)
    if place.block is not None:
        return f"{label(place.block)}, all levels"
    if place.level is not None:
        return f"All blocks, {label(place.level)}"
    return "Placed nowhere" if place.where == NOWHERE else "All blocks, all levels"


def kind_label(kind: StatementKind, count: int = 2) -> str:
    """A kind as a noun of the right number: `barrier`, `enablers`."""
    return label(kind) if count == 1 else f"{label(kind)}s"


def balance_words(barriers: int, enablers: int) -> str:
    """Which side outweighs, in words: enablers minus barriers."""
    if not barriers and not enablers:
        return "nothing to weigh"
    if barriers == enablers:
        return "as many of each"
    kind = BARRIER if barriers > enablers else ENABLER
    number = abs(enablers - barriers)
    return f"{number:,} more {kind_label(kind, number)}"


def share_words(number: int, placements: int) -> str:
    """The share of all placements, `11%`; a small one is never rounded to nothing."""
    if not placements or not number:
        return "0%"
    share = 100 * number / placements
    return f"{share:.0f}%" if share >= 1 else "below 1%"


def other_counts(half: MatrixHalf, reading: MatrixReading) -> str:
    """The counts of the readings that are not the large number."""
    table, coded = f"Table 2: {half.published:,}", f"coded: {half.coded:,}"
    return {MatrixReading.PUBLISHED: coded, MatrixReading.CODED: table}.get(reading, f"{table} · {coded}")


def voices_words(half: MatrixHalf) -> str:
    """How many named participants stand behind a half: `1 voice`, `0 named`."""
    return plural(half.voices, "voice") if half.voices else "0 named"


def measured_strip(pairs: MeasuredPairs) -> tuple[str, str]:
    """A class and the words for what is measured in a cell."""
    if pairs.by_board:
        more = f", {pairs.wider_only:,} wider only" if pairs.wider_only else ""
        return "by-board", f"● {plural(pairs.by_board, 'measured pair')} by board{more}"
    if pairs.wider_only:
        return "wider", f"◐ {plural(pairs.wider_only, 'measured pair')}, by region or England only"
    return "unmeasured", "[x] no comparison published"


def measured_sentence(pairs: MeasuredPairs) -> str:
    """The same in full, with what is registered and cannot be compared."""
    counted = (
        (pairs.by_board, "compared by board"),
        (pairs.wider_only, "compared by region or for England only"),
        (pairs.unpublished, "registered, with no comparison published"),
        (pairs.context, "of need, which is context and not judged"),
    )
    said = [f"{number} {words}" for number, words in counted if number]
    return f"Measured pairs: {'; '.join(said)}." if said else "No pair of measures is registered."
