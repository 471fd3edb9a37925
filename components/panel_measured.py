"""The measured layer of a cell's panel: how bad, how sure, which pairs, and both sides of each."""

from dash import html
from dash.development.base_component import Component

from components.addresses import pair_address
from components.attributes import attributes
from components.data_table import Column, Row, behind_key, data_table
from components.error_report import cell_permalink, report_link
from components.formatting import (
    gap_number,
    listed,
    per_100,
    sentence_case,
    signed,
)
from components.glossary_terms import term
from components.labels import ARROWS, cell_label, label
from components.levels import GOOD_OUTCOME_SHOWN, counts_line, level_with_codes, levels_line, sides
from components.sentences import (
    bands_sentence,
    base_words,
    dates_words,
    gap_claim,
    interval_words,
    is_drawn_solid,
    side_name,
    verdict_words,
)
from components.url_state import View
from domain_model.parity import ParityGap, SideValue
from domain_model.use_cases.describe_cell import CellDescription, PairStanding
from domain_model.use_cases.follow_figures import counts_bad_outcome
from domain_model.vocabulary import Certainty, CopyStatus, Measure, Side

PAIRS = "which-pairs"
"""The id of the heading over the pairs, to which the verdict leads."""

UNREADABLE = 10
"""A ratio of bad outcomes above this is not shown as a number for every 100."""


def how_bad(description: CellDescription) -> list[Component]:
    """The verdict in arrow, number and words, with both levels beside it."""
    standing = description.deciding
    if standing is None:
        return []
    gap = standing.gap
    assert gap.band is not None
    return [
        html.P(
            [
                html.Span(ARROWS[gap.band], **attributes(aria_hidden="true"), className="panel-arrow"),
                html.Span(gap_number(gap), className="panel-number"),
                html.Span(f" {_unit(gap)}", className="panel-unit"),
                html.Span(
                    sentence_case(verdict_words(gap)),
                    className=_band_classes(gap),
                ),
            ],
            className="panel-verdict",
        ),
        html.P(gap_claim(gap), className="panel-claim"),
        html.P(levels_line(gap), className="panel-levels"),
        html.P(
            [
                "In this cell ",
                html.A(base_words(description.measured), href=f"#{PAIRS}"),
                f": {bands_sentence(description.measured)}. ",
                term("Decided by the middle of its pairs", "Deciding pair"),
                f": {gap.pair.words.title} ",
                term(grade_chip(gap), "Comparability grade"),
                ".",
            ],
            className="panel-note",
        ),
    ]


def _band_classes(gap: ParityGap) -> str:
    """The chip of the band: plain only where it is sure; see PRESENTATION, 'Colour'."""
    doubt = " no_interval" if gap.certainty is Certainty.NO_INTERVAL else "" if is_drawn_solid(gap) else " unsure"
    return f"panel-band band-{gap.band}{doubt}"


def _unit(gap: ParityGap) -> str:
    if gap.pair.measure is Measure.STANDARDISED:
        return "(SD: standard deviations)"
    if gap.pair.measure is Measure.POINTS:
        return "(percentage points)"
    return "for every 100"


def grade_chip(gap: ParityGap) -> html.Span:
    """The grade as a chip whose words are read out."""
    return html.Span(
        [html.Span("grade ", className="for-ears"), gap.pair.grade.value],
        className=f"grade-chip grade-{gap.pair.grade.value.lower()}",
    )


def which_pairs(description: CellDescription, view: View) -> list[Component]:
    """Every pair with a value, worst first, the deciding one marked and open."""
    measured = description.measured
    blocks: list[Component] = [html.H3(f"Which pairs: {base_words(measured)}", id=PAIRS)]
    blocks.extend(pair_block(standing, description, view) for standing in description.compared)
    if description.set_aside:
        blocks.append(
            html.P(
                "Of a grade that you did not ask for, so that they do not decide:",
                className="panel-note",
            )
        )
        blocks.extend(pair_block(standing, description, view) for standing in description.set_aside)
    if not (description.compared or description.set_aside or description.context):
        about = cell_permalink(view, description.area.code, description.cell)
        blocks.append(report_link(about, "", cell_label(description.cell)))
    if description.context:
        blocks.append(html.H3("Need and context, not judged"))
        blocks.extend(pair_block(standing, description, view) for standing in description.context)
    return blocks


def pair_block(standing: PairStanding, description: CellDescription, view: View) -> html.Div:
    """One pair: title, verdict and levels at a glance; counts, sources, region and England one key away."""
    gap = standing.gap
    verdict = ARROWS[gap.band] if gap.band else ""
    words = verdict_words(gap)
    return html.Div(
        [
            html.P(
                [
                    html.A(
                        gap.pair.words.title,
                        href=pair_address(gap.pair.id, view, gap.area),
                    ),
                    " ",
                    grade_chip(gap),
                    html.Strong(" decides") if standing.decides else "",
                ],
                className="panel-pair-title",
            ),
            html.P(
                [
                    html.Span(f"{verdict} ", **attributes(aria_hidden="true")) if verdict else "",
                    html.Strong(gap_number(gap)),
                    f" {words}",
                ],
                className="panel-pair-value",
            ),
            html.P(levels_line(gap), className="panel-pair-levels"),
            behind_key(
                "Counts, region and England, sources",
                [
                    _elsewhere(standing, description),
                    *_details(standing),
                    report_link(cell_permalink(view, gap.area, description.cell), gap.pair.id, gap.pair.words.title),
                ],
                is_open=standing.decides,
            ),
        ],
        className="panel-pair panel-pair-decides" if standing.decides else "panel-pair",
    )


def _elsewhere(standing: PairStanding, description: CellDescription) -> html.Div:
    """The pair here, in the region and in England, both sides and the gap."""
    pair = standing.gap.pair
    named: list[tuple[str, ParityGap | None]] = [(description.area.short_name, standing.gap)]
    if description.region_area:
        named.append((description.region_area.short_name, standing.region))
    if description.england:
        named.append(("England", standing.england))
    return data_table(
        f"{pair.words.title}: here, region and England",
        [
            Column("Area"),
            Column(sentence_case(side_name(pair, Side.MENTAL)), is_number=True),
            Column(sentence_case(side_name(pair, Side.COMPARATOR)), is_number=True),
            Column("Gap", is_number=True),
        ],
        [Row(name, _cells(gap), is_marked=gap is standing.gap) for name, gap in named if gap is not None],
        caption_hidden=True,
    )


def _cells(gap: ParityGap) -> list[Component | str]:
    sides = [_side_cell(gap, value) for value in (gap.mental, gap.comparator)]
    if gap.value is None:
        return [*sides, "no comparison"]
    arrow = f"{ARROWS[gap.band]} " if gap.band else ""
    words = verdict_words(gap)
    limits = interval_words(gap)
    return [
        *sides,
        html.Div(
            [
                f"{arrow}{gap_number(gap)}",
                html.Small(f"{words}{', ' + limits if limits else ''}"),
            ]
        ),
    ]


def _side_cell(gap: ParityGap, value: SideValue | None) -> Component | str:
    if value is None:
        return "not held"
    return html.Div([level_with_codes(gap.pair, value), html.Small(counts_line(gap.pair, value))])


def _details(standing: PairStanding) -> list[Component]:
    gap = standing.gap
    words = gap.pair.words
    lines = [
        (
            f"{sentence_case(side_name(gap.pair, Side.MENTAL))}: {words.mental_label}. "
            f"{sentence_case(side_name(gap.pair, Side.COMPARATOR))}: {words.comparator_label}."
        ),
        f"Dates: {dates_words(gap)}.",
        *_framing(standing),
    ]
    if counts_bad_outcome(gap.pair):
        lines.append(GOOD_OUTCOME_SHOWN)
    if gap.spread:
        lines.append(
            f"One standard deviation is {gap.spread.standard_deviation:.2f}, "
            f"over {gap.spread.areas} of {gap.spread.set_name}."
        )
    if gap.band is None and gap.reason:
        lines.append(f"Not judged: {gap.reason}.")
    lines.extend(f"{sentence_case(note)}." for note in gap.notes)
    lines.append(
        f"Grade {gap.pair.grade}: {label(gap.pair.grade)}. {gap.pair.grade_reason}. Known bias: {gap.pair.known_bias}."
    )
    return [*(html.P(line, className="panel-note") for line in lines), _sources(gap)]


def _framing(standing: PairStanding) -> list[str]:
    """Both framings of a proportion and the plain difference with its interval."""
    gap = standing.gap
    lines: list[str] = []
    if gap.other_framing is not None:
        lines.append(
            f"Two framings: counting the good outcome {gap_number(gap)} "
            f"({label(gap.band) if gap.band else 'not judged'}); "
            f"counting the bad outcome {_bad_outcome(gap.other_framing.ratio)} ({label(gap.other_framing.band)})."
            f"{' It depends on how you count.' if gap.framing_sensitive else ''}"
        )
    if gap.pair.measure is Measure.PER_100 and gap.difference is not None:
        limits = standing.limits
        interval = f", 95% interval {signed(limits[0])} to {signed(limits[1])}" if limits else ", no interval"
        lines.append(f"Plain difference of the good outcome: {signed(gap.difference)} percentage points{interval}.")
    return lines


def _bad_outcome(ratio: float | None) -> str:
    """The ratio of the bad outcome; beyond readable numbers, how many times at least."""
    if ratio is None:
        return "no ratio, nobody had the bad outcome"
    return "over 10 times" if ratio > UNREADABLE else per_100(ratio)


def _sources(gap: ParityGap) -> html.P:
    named = []
    for side, value in sides(gap):
        publication = value.publication
        mark = "*" if publication.copy_status is CopyStatus.THIRD_PARTY_COPY else ""
        when = f", {publication.publication_date}" if publication.publication_date else ""
        named.append(f"{side_name(gap.pair, side)}, {publication.publisher}, {publication.title}{when}{mark}")
    return html.P(f"Sources: {listed(named)}." if named else "No source.", className="panel-note")
