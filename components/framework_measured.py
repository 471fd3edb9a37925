"""What is measured of a cell or a pair in an area, in one line of words beside something that people say of it."""

from markupsafe import Markup

from components.addresses import area_address
from components.formatting import sentence_case
from components.labels import ARROWS, cell_label, label
from components.markup import for_eyes, joined, tag
from components.sentences import (
    certainty_words,
    empty_cell_sentence,
    gap_claim,
    gap_sentence,
    is_drawn_solid,
    provenance_words,
)
from components.url_state import AreaView
from domain_model.cell_summary import MeasuredCell
from domain_model.geography import Area
from domain_model.parity import ParityGap
from domain_model.vocabulary import Band, Certainty, PairKind, Vintage

BETWEEN_GROUPS = " This sets two groups of people against each other, not mental against physical health."


def measured_line(measured: MeasuredCell, area: Area, vintage: Vintage) -> Markup:
    """The band of the cell's deciding pair with value, certainty and date; or in words why there is none."""
    address = area_address(area.code, AreaView(vintage=vintage), measured.cell)
    link = tag("a", cell_label(measured.cell), href=address)
    gap = measured.deciding
    if gap is None or gap.band is None:
        reason = label(measured.emptiness) if measured.emptiness else "no comparison"
        return joined((link, ": ", tag("strong", reason), f". {empty_cell_sentence(measured)}"))
    return joined((link, ": ", gap_line(gap)))


def gap_line(gap: ParityGap) -> Markup:
    """A pair in an area: its band, what it says, its dates and grade, and how sure it is."""
    if gap.band is None:
        return tag("span", gap_sentence(gap))
    sure = certainty_words(gap)
    claim = f" {gap_claim(gap).rstrip('.')} ({provenance_words(gap)})."
    certain = f" {sentence_case(sure)}." if sure else ""
    between = BETWEEN_GROUPS if gap.pair.pair_kind is PairKind.GROUP else ""
    return joined((_chip(gap, gap.band), f"{claim}{certain}{between}"))


def _chip(gap: ParityGap, band: Band) -> Markup:
    """The band as sign, word and colour; filled only where it is sure, as in the grid."""
    doubt = " no_interval" if gap.certainty is Certainty.NO_INTERVAL else "" if is_drawn_solid(gap) else " unsure"
    return tag("span", for_eyes(f"{ARROWS[band]} "), label(band), class_=f"panel-band band-{band}{doubt}")
