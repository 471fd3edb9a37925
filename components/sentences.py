"""A gap, a cell or the lack of one in plain sentences; also the accessible names of grid cells."""

from math import isinf

from components.formatting import gap_limits, listed, per_100, plural, sentence_case, signed
from components.labels import cell_label, label
from domain_model.cell_summary import MeasuredCell
from domain_model.indicators import Period
from domain_model.parity import DEFAULT_THRESHOLDS, ParityGap, ParityPair, Thresholds, band_at
from domain_model.use_cases.explain_emptiness import why_not_compared
from domain_model.vocabulary import Band, Certainty, Measure, PairKind, Polarity, Side, StatusCode

_MOVED = "has moved {value}"
_SCORE = "score {value}"
BUT_FOR_A_BREAK = "clear but for a likely break"
"""What a clear band is called where one of its figures has a likely break in the series."""


def side_name(pair: ParityPair, side: Side) -> str:
    """What a side of a pair is called in a sentence: mental or physical health, or the name of a group."""
    if pair.pair_kind is PairKind.GROUP:
        return pair.words.mental_label if side is Side.MENTAL else pair.words.comparator_label
    return "mental health" if side is Side.MENTAL else "physical health"


def value_words(gap: ParityGap) -> str:
    """The value of a gap as its pair's sentence has it: `63`, `0.4 standard deviations worse`; or ''."""
    if gap.value is None:
        return ""
    if gap.pair.measure is Measure.STANDARDISED:
        return _standard_deviations(gap.pair.words.sentence, gap.value)
    if gap.pair.measure is Measure.POINTS:
        return _points(gap.pair, gap.value)
    return per_100(gap.value)


def _standard_deviations(sentence: str, value: float) -> str:
    moved = _MOVED in sentence
    if round(value, 1) == 0:
        return "no further up or down" if moved else "no differently" if _SCORE in sentence else "no different"
    size = signed(abs(value)).lstrip("+")
    if moved:
        return f"{size} standard deviations further {'up' if value > 0 else 'down'}"
    return f"{size} standard deviations {'better' if value > 0 else 'worse'}"


def _points(pair: ParityPair, value: float) -> str:
    """Higher or lower where more is better; better or worse where less is, for a gap is wide and not low."""
    if round(value, 1) == 0:
        return "no different"
    up, down = ("higher", "lower") if pair.mental_polarity is Polarity.HIGHER_BETTER else ("better", "worse")
    return f"{signed(abs(value)).lstrip('+')} percentage points {up if value > 0 else down}"


def verdict_words(gap: ParityGap) -> str:
    """The band in words; for a pair of groups it says that it is not mental against physical health."""
    if gap.band is None:
        return label(gap.context_band) if gap.context_band else "not judged"
    between = ", between two groups of people" if gap.pair.pair_kind is PairKind.GROUP else ""
    return f"{label(gap.band)}{between}"


def _all_against_none(gap: ParityGap) -> str:
    """A ratio to nothing in words: both levels, since no number for every 100 exists."""
    words = gap.pair.words
    if gap.pair.measure is not Measure.PER_100:
        return f"{words.title}: there is none on the other side, so that the ratio has no upper end."
    return (
        f"{words.title}: {gap.difference or 0:.0f}% of {words.mental_label} against none of {words.comparator_label}."
    )


def gap_claim(gap: ParityGap) -> str:
    """The pair's own sentence with the value in it; '' where the gap has no value.

    A difference that counts as parity says so, lest its direction be heard as a verdict.
    """
    if gap.value is None:
        return ""
    if isinf(gap.value):
        return _all_against_none(gap)
    claim = gap.pair.words.sentence.replace("{value}", value_words(gap))
    directed = gap.pair.measure in (Measure.STANDARDISED, Measure.POINTS) and round(gap.value, 1) != 0
    return f"{claim.rstrip('.')}, within what counts as parity." if directed and gap.band is Band.PARITY else claim


def interval_words(gap: ParityGap) -> str:
    """The 95% interval with its units written out, `−0.4 to +0.2 standard deviations`; '' for none."""
    return gap_limits(gap, in_full=True)


def bands_touched(gap: ParityGap, thresholds: Thresholds = DEFAULT_THRESHOLDS) -> tuple[Band, ...]:
    """The bands that the interval reaches, in order from the gap's own outwards; () without an interval."""
    if gap.band is None or gap.position_low is None or gap.position_high is None:
        return ()
    cuts = thresholds.cuts(gap.pair.measure)
    lowest, highest = band_at(gap.position_low, cuts).step, band_at(gap.position_high, cuts).step
    reached = [band for band in Band if lowest <= band.step <= highest]
    own = gap.band.step
    return tuple(sorted(reached, key=lambda band: (abs(band.step - own), band.step)))


def certainty_label(gap: ParityGap) -> str:
    """The certainty in two or three words; a gap with a likely break is never plainly `clear`; '' for none."""
    if gap.certainty is None:
        return ""
    if gap.certainty is Certainty.CLEAR and StatusCode.LIKELY_BREAK in gap.status:
        return BUT_FOR_A_BREAK
    return label(gap.certainty)


def is_drawn_solid(gap: ParityGap) -> bool:
    """Whether its band is drawn as a plain fill: not where it is unsure, nor clear but for a likely break."""
    unsure = gap.certainty in (Certainty.BAND_UNCERTAIN, Certainty.COULD_BE_PARITY)
    return not unsure and certainty_label(gap) != BUT_FOR_A_BREAK


def certainty_words(gap: ParityGap, thresholds: Thresholds = DEFAULT_THRESHOLDS) -> str:
    """How sure the band is: `clear`, `not sure whether worse or much worse`, or not known; or ''."""
    if gap.certainty is None:
        return ""
    if gap.certainty is Certainty.NO_INTERVAL:
        return f"how sure is not known: {gap.no_interval_reason or 'no interval published'}"
    if gap.certainty is Certainty.CLEAR:
        return certainty_label(gap)
    touched = [label(band) for band in bands_touched(gap, thresholds)]
    if len(touched) < 2:
        return "not sure, because it rests on fewer than five organisations"
    return f"not sure whether {', '.join(touched[:-1])} or {touched[-1]}"


def dates_words(gap: ParityGap) -> str:
    """The dates of both sides: one where they agree, else each with the months between."""
    mental = gap.mental.period if gap.mental else None
    other = gap.comparator.period if gap.comparator else None
    if mental is None or other is None or mental == other:
        only = mental or other
        return only.label if only else "no date"
    first, second = (side_name(gap.pair, side) for side in Side)
    return f"{first} {mental.label}, {second} {other.label}{_between(mental, other)}"


def _between(one: Period, two: Period) -> str:
    """How far two periods lie apart; where they overlap, that they do and how far apart they end."""
    apart = one.months_apart(two)
    months = plural(apart, "month")
    if one.start <= two.end and two.start <= one.end:
        return f", overlapping{f'; ends {months} apart' if apart else ''}"
    return f", {months} apart" if apart else ""


def provenance_words(gap: ParityGap) -> str:
    """`Sep 2024; grade B; [b] likely break in the series`: what stands behind every claim, in brackets."""
    marks = "".join(f"; [{code}] {label(code)}" for code in sorted(gap.status))
    return f"{dates_words(gap)}; grade {gap.pair.grade}{marks}"


def gap_sentence(gap: ParityGap) -> str:
    """A gap in full: what, how sure, which dates and grade; or why there is none."""
    if gap.value is None:
        return f"{gap.pair.words.title}: cannot be compared, {gap.reason}."
    claim = gap_claim(gap).rstrip(".")
    if gap.band is None:
        why = f" Not judged: {gap.reason}." if gap.reason else ""
        return f"{claim} ({provenance_words(gap)}).{why}"
    limits = interval_words(gap)
    sure = certainty_words(gap)
    how_sure = f"95% interval {limits} (counting variation only): {sure}" if limits else sentence_case(sure)
    return f"{claim} ({provenance_words(gap)}). {how_sure}.{_cautions(gap)}"


def _cautions(gap: ParityGap) -> str:
    words = [*(sentence_case(note) + "." for note in gap.notes)]
    if gap.framing_sensitive:
        words.append("It depends on how you count.")
    return "".join(f" {word}" for word in words)


def base_words(measured: MeasuredCell) -> str:
    """`3 of 5 pairs can be compared`."""
    return f"{measured.comparable} of {plural(measured.registered, 'pair')} can be compared"


def empty_cell_sentence(measured: MeasuredCell) -> str:
    """Why a cell has no comparison, in one sentence; '' where it has one."""
    reason = why_not_compared(measured)
    return sentence_case(f"{reason.rstrip('.')}.") if reason else ""


def cell_sentence(measured: MeasuredCell, area_name: str) -> str:
    """The accessible name of a grid cell: where, the verdict, the deciding pair in full and the base."""
    where = f"{area_name}, {cell_label(measured.cell)}"
    base = sentence_case(base_words(measured))
    if measured.deciding is None or measured.band is None:
        verdict = label(measured.emptiness) if measured.emptiness else "no comparison"
        return f"{where}: {verdict}. {empty_cell_sentence(measured)} {base}."
    return f"{where}: {verdict_words(measured.deciding)}. {gap_sentence(measured.deciding)} {base}."


def bands_sentence(measured: MeasuredCell) -> str:
    """`2 pairs much worse, 1 better`; '' where nothing is compared."""
    return listed(f"{number} {label(band)}" for band, number in measured.bands.items() if number)
