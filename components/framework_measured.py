"""What is measured of a cell or a pair in an area, in one line of words beside something that people say of it."""

from markupsafe import Markup

from components.addresses import area_address, pair_address
from components.briefing_sentences import looks_good_words
from components.formatting import gap_number, plural, sentence_case
from components.labels import ARROWS, cell_label, label
from components.markup import for_eyes, joined, tag
from components.sentences import (
    bands_sentence,
    certainty_label,
    empty_cell_sentence,
    gap_sentence,
    is_drawn_solid,
)
from components.url_state import AreaView
from domain_model.cell_summary import MeasuredCell
from domain_model.geography import Area
from domain_model.parity import ParityGap
from domain_model.use_cases.judge_reliability import care_for
from domain_model.vocabulary import Band, Certainty, PairKind, Vintage

BETWEEN_GROUPS = " This sets two groups of people against each other, not mental against physical health."


def measured_line(measured: MeasuredCell, area: Area, vintage: Vintage, england: ParityGap | None = None) -> Markup:
    """What the cell's pairs say together, and its deciding pair in full; or in words why there is none.

    `england` is the deciding pair in England, by which a figure that only looks good is told.
    """
    view = AreaView(vintage=vintage)
    link = tag("a", cell_label(measured.cell), href=area_address(area.code, view, measured.cell))
    gap = measured.deciding
    if gap is None or gap.band is None:
        reason = label(measured.emptiness) if measured.emptiness else "no comparison"
        return joined((link, ": ", tag("strong", reason), f". {empty_cell_sentence(measured)}"))
    pair = tag("a", gap.pair.id, href=pair_address(gap.pair.id, view, area.code))
    return joined((link, ": ", pair, f", {middle_words(measured)}. ", gap_line(gap, england)))


def middle_words(measured: MeasuredCell) -> str:
    """`the middle of 8 comparable pairs of 14: 4 much worse, 1 at parity and 3 much better`: what decides, of what."""
    if measured.comparable == 1:
        return f"the only comparable pair of {measured.registered}"
    pairs = plural(measured.comparable, "comparable pair")
    return f"the middle of {pairs} of {measured.registered}: {bands_sentence(measured)}"


def measured_words(measured: MeasuredCell, england: ParityGap | None = None) -> str:
    """The same as the line in plain words, for a file: the pair, what it stands for, its band and the rest."""
    gap = measured.deciding
    if gap is None or gap.band is None:
        return label(measured.emptiness) if measured.emptiness else "no comparison"
    band = f"{_as_sure(gap, gap.band)}, {gap_number(gap)}"
    return f"{gap.pair.id}, {middle_words(measured)}. {sentence_case(band)}. {_told(gap, england)}"


def gap_line(gap: ParityGap, england: ParityGap | None = None) -> Markup:
    """A pair in an area: its band, what it says, its dates and grade, how sure it is, and what needs care.

    `england` is the same pair in England.
    """
    if gap.band is None:
        return tag("span", gap_sentence(gap))
    return joined((_chip(gap, gap.band), f" {_told(gap, england)}"))


def _told(gap: ParityGap, england: ParityGap | None) -> str:
    """The pair in full, as the panel of a cell says it, with the warning that a board's page gives."""
    looks_good = looks_good_words(care_for(gap, england, decides=False))
    warning = f" {sentence_case(looks_good)}." if looks_good else ""
    between = BETWEEN_GROUPS if gap.pair.pair_kind is PairKind.GROUP else ""
    return f"{gap_sentence(gap)}{warning}{between}"


def _as_sure(gap: ParityGap, band: Band) -> str:
    """The band with its doubt: `much better, could be parity`; a sure one, or one without an interval, alone."""
    unsure = gap.certainty in (Certainty.BAND_UNCERTAIN, Certainty.COULD_BE_PARITY)
    return f"{label(band)}, {certainty_label(gap)}" if unsure else label(band)


def _chip(gap: ParityGap, band: Band) -> Markup:
    """The band as sign, word and colour; filled only where it is sure, as in the grid."""
    doubt = " no_interval" if gap.certainty is Certainty.NO_INTERVAL else "" if is_drawn_solid(gap) else " unsure"
    return tag("span", for_eyes(f"{ARROWS[band]} "), _as_sure(gap, band), class_=f"panel-band band-{band}{doubt}")
