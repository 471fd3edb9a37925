"""What the tile map says in sentences: how many boards of each band, which show nothing and why, by which pair."""

from datetime import date

from components.formatting import listed, plural, sentence_case
from components.labels import cell_label, label
from components.sentences import gap_claim, interval_words, side_name
from domain_model.cells import Cell
from domain_model.geography import ENGLAND
from domain_model.parity import ParityGap, ParityPair
from domain_model.use_cases.fill_tiles import FilledTiles
from domain_model.vocabulary import Certainty, ContextBand, CopyStatus, PairKind, Side

MOST_REASONS = 3
"""So many reasons are named; the table has the rest."""

MOST_PAIRS = 2
"""So many of the pairs that decide a cell are named; each tile names its own."""


def tile_map_sentences(filled: FilledTiles) -> tuple[str, ...]:
    """The counts by band with what is compared, what is missing and why, and England for comparison."""
    sentences = (counts_sentence(filled), missing_sentence(filled), decided_sentence(filled), england_sentence(filled))
    return tuple(words for words in sentences if words)


def counts_sentence(filled: FilledTiles) -> str:
    """In how many of the boards that have a comparison mental health is worse, at parity or better, and how surely."""
    compared = sum(filled.bands.values())
    needs = listed(f"{label(band)} in {number}" for band in ContextBand if (number := filled.needs[band]))
    if not compared:
        if needs:
            return f"Figures of need, which nobody judges, in {_of(sum(filled.needs.values()), filled)}: {needs}."
        return f"None of the {len(filled.boards)} boards has a comparison here."
    counted = listed(f"{label(band)} in {number}" for band, number in filled.bands.items() if number)
    doubts = (
        f"not sure in {filled.unsure}" if filled.unsure else "",
        f"without an interval in {filled.without_interval}" if filled.without_interval else "",
    )
    unsure = listed(words for words in doubts if words)
    also = f" Figures of need only: {needs}." if needs else ""
    base = "that can be compared" if compared < len(filled.boards) else ""
    return (
        f"{f'In {_of(compared, filled)} {base}'.rstrip()}, {_who(filled)} {counted}"
        f"{f'; the band is {unsure}' if unsure else ''}.{also}"
    )


def _of(number: int, filled: FilledTiles) -> str:
    """`all 36 boards`, `27 of the 36 boards`."""
    boards = plural(len(filled.boards), "board")
    return f"all {boards}" if number == len(filled.boards) else f"{number} of the {boards}"


def _who(filled: FilledTiles) -> str:
    """Whom the bands speak of: `mental health is`, or the first group of a pair of groups."""
    kinds = {pair.pair_kind for pair, _number in filled.deciding}
    if kinds != {PairKind.GROUP}:
        also = ", or the first of two groups of people," if PairKind.GROUP in kinds else ""
        return f"mental health{also} is"
    firsts = dict.fromkeys(side_name(pair, Side.MENTAL) for pair, _number in filled.deciding)
    others = dict.fromkeys(side_name(pair, Side.COMPARATOR) for pair, _number in filled.deciding)
    return f"the outcome of {listed(firsts)}, against {listed(others)}, is"


def missing_sentence(filled: FilledTiles) -> str:
    """How many boards show nothing, and the commonest reasons; '' where all show something."""
    missing = sum(number for _reason, number in filled.reasons)
    if not missing:
        return ""
    named = "; ".join(f"{reason} ({number})" for reason, number in filled.reasons[:MOST_REASONS])
    rest = "; the table has the other reasons" if len(filled.reasons) > MOST_REASONS else ""
    return f"{plural(missing, 'board')} cannot be compared: {named}{rest}."


def decided_sentence(filled: FilledTiles) -> str:
    """Which pair stands on the tiles, its dates and its grade; for a cell in how many boards each pair decides."""
    if isinstance(filled.shown, Cell):
        named = [f"{_named(pair)} in {plural(number, 'board')}" for pair, number in filled.deciding[:MOST_PAIRS]]
        others = len(filled.deciding) - len(named)
        if others:
            named.append(f"{plural(others, 'other pair')} in the rest")
        return f"Each board's own deciding pair is shown: {listed(named)}." if named else ""
    when = listed(_periods(filled)) or "no date"
    return (
        f"{sentence_case(side_name(filled.shown, Side.MENTAL))}: {filled.shown.words.mental_label}. "
        f"{sentence_case(side_name(filled.shown, Side.COMPARATOR))}: {filled.shown.words.comparator_label}. "
        f"{cell_label(filled.cell)}; {when}; grade {filled.shown.grade}, {label(filled.shown.grade)}."
    )


def _named(pair: ParityPair) -> str:
    return f"{pair.id} ({pair.words.title}, grade {pair.grade})"


def _periods(filled: FilledTiles) -> dict[str, None]:
    gaps = [tile.gap for tile in filled.boards]
    return dict.fromkeys(gap.period.label for gap in gaps if gap is not None and gap.period is not None)


def england_sentence(filled: FilledTiles) -> str:
    """England's own value for comparison; '' where it has none."""
    gap = filled.tiles[ENGLAND].gap if ENGLAND in filled.tiles else None
    if gap is None:
        return ""
    limits = interval_words(gap)
    interval = f", 95% interval {limits}" if limits and gap.certainty is not Certainty.NO_INTERVAL else ""
    pair = f" (pair {gap.pair.id})" if isinstance(filled.shown, Cell) else ""
    return f"England{pair}: {gap_claim(gap).rstrip('.')}{interval}."


def source_line(filled: FilledTiles, address: str, day: date, version: str) -> str:
    """What stands under the map, on paper too: whose figures, as at when, which data, and the address."""
    gaps: list[ParityGap] = [gap for tile in filled.boards if (gap := tile.gap) is not None]
    held = [side for gap in gaps for side in (gap.mental, gap.comparator) if side is not None and side.observation]
    publishers = sorted({side.publication.publisher for side in held})
    copied = any(side.publication.copy_status is CopyStatus.THIRD_PARTY_COPY for side in held)
    caution = ", from third-party copies: check before citing" if copied else ""
    figures = f"Figures: {listed(publishers)}{caution}. " if publishers else ""
    return (
        f"Our own drawing: one tile a board, near where it lies, not to scale. {figures}"
        f"As at {day.day} {day:%B %Y}, data version {version}. {address}"
    )
