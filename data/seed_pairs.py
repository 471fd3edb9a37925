"""Reads the register of pairs of the seed, the words people read about them, and the spreads."""

from collections.abc import Collection, Mapping
from pathlib import Path

from data.errors import SeedError
from data.seed_figures import INDICATORS
from data.seed_rows import SeedRow, read_keyed
from domain_model.indicators import Indicator
from domain_model.parity import PairWords, ParityPair, SideSource, Spread
from domain_model.vocabulary import Grade, Measure, PairKind, Polarity, Scale, Side, SideReading

PAIRS = "pairs.csv"
PAIR_WORDS = "pair_words.csv"
NO_BIAS = "none recorded"
LONGEST_TITLE = 70

_PAIR_COLUMNS = (
    "id block level pair_kind mental_measure comparator_measure measure mental_polarity comparator_polarity "
    "unit grade grade_reason known_bias decides superseded_by source fingertips_id "
    "mental_indicator mental_reading mental_breakdown "
    "comparator_indicator comparator_reading comparator_breakdown"
)


def read_pairs(
    folder: Path, indicators: Mapping[str, Indicator], breakdowns: Collection[tuple[str, str]]
) -> tuple[ParityPair, ...]:
    """The register of a seed folder; `breakdowns` are the (indicator, breakdown) that have figures.

    Raises:
        SeedError: if a row breaks the contract of docs/seed-format.md.
    """
    words = _words(folder)
    read: list[tuple[SeedRow, ParityPair]] = []
    for _key, row in read_keyed(folder, PAIRS, _PAIR_COLUMNS, key="id", optional="sides_overlap"):
        pair_words = words.get(row.required("id"))
        if pair_words is None:
            raise row.refuse(f"pair {row.text('id')!r} has no words in {PAIR_WORDS}: add a row there")
        sides = [_side(row, side, indicators, breakdowns) for side in Side]
        read.append((row, _pair(row, sides, pair_words[1])))
    pairs = {pair.id for _row, pair in read}
    for row, pair in read:
        if pair.superseded_by:
            row.as_known(pair.superseded_by, "superseded_by", pairs - {pair.id}, f"{PAIRS} as another pair")
    for pair_id, (row, _found) in words.items():
        row.as_known(pair_id, "pair", pairs, PAIRS)
    return tuple(pair for _row, pair in read)


def read_spreads(folder: Path, pairs: Collection[str]) -> tuple[Spread, ...]:
    """The standard deviations that standardised pairs are measured in."""
    columns = "pair period_end set_name areas standard_deviation note"
    spreads: list[Spread] = []
    for _key, row in read_keyed(folder, "spreads.csv", columns, key="pair period_end set_name"):
        deviation = row.number_or_none("standard_deviation")
        if deviation is None:
            raise row.refuse("standard_deviation is empty: fill it in or remove the row")
        spreads.append(
            row.make(
                Spread,
                pair=row.known("pair", pairs, PAIRS),
                period_end=row.day("period_end").isoformat(),
                set_name=row.required("set_name"),
                areas=row.whole("areas"),
                standard_deviation=deviation,
                note=row.text("note"),
            )
        )
    return tuple(spreads)


def _words(folder: Path) -> dict[str, tuple[SeedRow, PairWords]]:
    columns = "pair title mental_label comparator_label sentence unpublished who_could_publish nearest_proxy"
    words: dict[str, tuple[SeedRow, PairWords]] = {}
    for _key, row in read_keyed(folder, PAIR_WORDS, columns, key="pair"):
        if len(row.text("title")) > LONGEST_TITLE:
            raise row.refuse(f"title has {len(row.text('title'))} characters: shorten it to {LONGEST_TITLE}")
        words[row.required("pair")] = (
            row,
            row.make(
                PairWords,
                title=row.required("title"),
                mental_label=row.required("mental_label"),
                comparator_label=row.required("comparator_label"),
                sentence=row.required("sentence"),
                unpublished=row.required("unpublished"),
                who_could_publish=row.required("who_could_publish"),
                nearest_proxy=row.required("nearest_proxy"),
            ),
        )
    return words


def _pair(row: SeedRow, sides: list[SideSource | None], words: PairWords) -> ParityPair:
    return row.make(
        ParityPair,
        id=row.text("id"),
        cell=row.cell(),
        pair_kind=row.token("pair_kind", PairKind),
        mental_measure=row.required("mental_measure"),
        comparator_measure=row.required("comparator_measure"),
        measure=row.token("measure", Measure),
        mental_polarity=row.token("mental_polarity", Polarity),
        comparator_polarity=row.token("comparator_polarity", Polarity),
        unit=row.text("unit"),
        grade=row.token("grade", Grade),
        grade_reason=row.required("grade_reason"),
        known_bias=row.text("known_bias") or NO_BIAS,
        decides=row.yes("decides"),
        superseded_by=row.text("superseded_by"),
        source=row.required("source"),
        fingertips_id=row.text("fingertips_id"),
        mental=sides[0],
        comparator=sides[1],
        words=words,
        sides_overlap=bool(row.text("sides_overlap")) and row.yes("sides_overlap"),
    )


def _side(
    row: SeedRow, side: Side, indicators: Mapping[str, Indicator], breakdowns: Collection[tuple[str, str]]
) -> SideSource | None:
    """What a side is read from; None where its indicator is not published or not held."""
    names = [f"{side}_{part}" for part in ("indicator", "reading", "breakdown")]
    if not row.text(names[0]):
        for name in names[1:]:
            if row.text(name):
                raise row.refuse(f"{name} is filled in but {names[0]} is empty: fill in both or neither")
        return None
    indicator = indicators[row.known(names[0], indicators, INDICATORS)]
    reading = row.token(names[1], SideReading)
    if reading is SideReading.COMPLEMENT and indicator.scale is not Scale.PROPORTION:
        raise row.refuse(f"{names[1]} is complement, yet {indicator.id} is no proportion: write as_published")
    breakdown = row.text(names[2])
    if indicator.constant is None and (indicator.id, breakdown) not in breakdowns:
        raise _without_figures(row, names, indicator, breakdown)
    return SideSource(indicator.id, reading, breakdown)


def _without_figures(row: SeedRow, names: list[str], indicator: Indicator, breakdown: str) -> SeedError:
    whom = f"for breakdown {breakdown!r}" if breakdown else "for everybody (breakdown empty)"
    return row.refuse(f"{indicator.id} has no figures {whom}: correct {names[2]}, or leave {names[0]} empty")
