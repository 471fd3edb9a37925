"""The page of a pair: what it compares, how fairly, where every area stands, and how its levels moved."""

from collections import Counter
from math import exp

from dash import html
from dash.development.base_component import Component

from components.addresses import area_address
from components.captions import captioned_figure
from components.data_table import Column, Row, behind_key, data_table
from components.error_report import report_link
from components.figures.ranked_intervals import RankedArea, RankedOptions, ranked_intervals
from components.formatting import codes, gap_number, listed, plural, sentence_case
from components.glossary_terms import term
from components.labels import ARROWS, label
from components.levels import GOOD_OUTCOME_SHOWN, counts_line, level_with_codes, levels_line
from components.pair_facts import pair_facts
from components.panel_sure import COUNTING_ONLY, THROUGH_TIME
from components.sentences import certainty_label, gap_sentence, interval_words, side_name, verdict_words
from components.trend_figure import trend_section
from components.url_state import View
from domain_model.parity import DEFAULT_THRESHOLDS, ParityPair, SideValue
from domain_model.use_cases.describe_pair import AreaGap, PairDescription
from domain_model.use_cases.follow_figures import counts_bad_outcome
from domain_model.use_cases.judge_reliability import is_finding
from domain_model.vocabulary import AreaKind, Band, Measure, Side

_KIND_HEADINGS = {
    AreaKind.COUNTRY: "England",
    AreaKind.REGION: "NHS regions",
    AreaKind.ICB: "Integrated Care Boards",
}


def pair_view(description: PairDescription, view: View) -> html.Div:
    """Everything about a pair; the page gives the `h1` with the pair's title."""
    return html.Div(
        [
            _kicker(description),
            *_own(description),
            *_all_areas(description, view),
            *_trend(description),
            *pair_facts(description, view),
            report_link(
                f"/pair/{description.pair.id}{view.to_search()}", description.pair.id, description.pair.words.title
            ),
        ],
        className="pair-view",
    )


def _kicker(description: PairDescription) -> html.P:
    """Where the pair stands, in which geography, and how fair it is."""
    pair = description.pair
    return html.P(
        [
            term(label(pair.cell.block), "Building block"),
            ", ",
            term(label(pair.cell.level), f"{sentence_case(label(pair.cell.level))} level"),
            " · ",
            term(label(description.vintage), "Geography vintage"),
            " · ",
            term(f"grade {pair.grade}", "Comparability grade"),
        ],
        className="panel-kicker",
    )


def _own(description: PairDescription) -> list[Component]:
    if description.own is None:
        return []
    gap = description.own.gap
    return [
        html.Section(
            [
                html.H2(description.own.area.short_name),
                html.P(f"{sentence_case(verdict_words(gap))}. {gap_sentence(gap)}" if gap.band else gap_sentence(gap)),
                html.P(levels_line(gap), className="panel-levels"),
            ],
            className="pair-own",
        )
    ]


def _all_areas(description: PairDescription, view: View) -> list[Component]:
    rows = description.with_value
    if not rows:
        return [
            html.H2("Every area"),
            html.P(f"No area can be compared. Chief reason: {_chief_reason(description)}."),
            behind_key("Every area as a table", areas_table(description, view)),
        ]
    pair = description.pair
    title = spread_title(description)
    return [
        html.H2("Every area on one line"),
        captioned_figure(
            ranked_intervals([_ranked(row, description) for row in rows], options=ranked_options(pair)),
            title=title,
            alternative=f"{title} Dots with 95% intervals over five bands; the table has every value.",
            caption=(
                f"{pair.words.title}; {label(description.vintage)}; {_periods(description)}. "
                f"Source: {listed(dict.fromkeys(p.publisher for p in description.publications))}. "
                "Filled: clear; hollow: not sure, no interval or a likely break. "
                f"Square: England, diamonds: regions. {_axis_words(pair)} "
                "Nearby places are not a ranking."
            ),
            below=[
                html.P(_about_intervals(description), className="panel-note"),
                behind_key("Every area as a table", areas_table(description, view)),
            ],
        ),
    ]


def spread_title(description: PairDescription) -> str:
    """The spread of the boards over the bands in a sentence, with its base."""
    boards = [row for row in description.with_value if row.area.kind is AreaKind.ICB]
    counted = Counter(row.gap.band for row in boards if row.gap.band)
    words = listed(f"{counted[band]} {label(band)}" for band in Band if counted[band])
    if not boards:
        return "No board has a value of its own."
    return f"{plural(len(boards), 'board')}{': ' + words if words else ', not judged'}."


def _axis_words(pair: ParityPair) -> str:
    """What the axis counts, in full; the title of the axis has room for two words."""
    if pair.is_context:
        return "Axis: for every 100 of the comparator, not judged."
    if pair.measure in (Measure.STANDARDISED, Measure.POINTS):
        return "Better is to the right."
    return f"Axis: for every 100, {side_name(pair, Side.COMPARATOR)}; better is to the right."


def _about_intervals(description: PairDescription) -> list[Component | str]:
    if not any(row.gap.low is not None for row in description.with_value):
        return ["No interval is published, and none can be made."]
    before, interval, after = COUNTING_ONLY.partition("interval")
    return [before, term(interval, "Interval"), after]


def _chief_reason(description: PairDescription) -> str:
    reasons = Counter(row.gap.reason for row in description.areas if row.gap.reason)
    return reasons.most_common(1)[0][0] if reasons else "nothing is published"


def _periods(description: PairDescription) -> str:
    labels = dict.fromkeys(
        side.period.label
        for row in description.with_value
        for side in (row.gap.mental, row.gap.comparator)
        if side and side.period
    )
    return listed(labels) or "no date"


def ranked_options(pair: ParityPair) -> RankedOptions:
    """The axis of a pair's measure and the edges of its bands, in the units that people read."""
    parity, much = DEFAULT_THRESHOLDS.cuts(pair.measure)
    places = (-much, -parity, parity, much)
    if pair.measure is Measure.STANDARDISED:
        return RankedOptions("standard deviations", edges=places, centre=0)
    if pair.measure is Measure.POINTS:
        return RankedOptions("percentage points", edges=places, centre=0)
    if pair.is_context:
        return RankedOptions("per 100", is_ratio=True, centre=100)
    edges = tuple(100 * exp(place) for place in places)
    return RankedOptions("per 100", is_ratio=True, edges=edges, centre=100)


def _ranked(row: AreaGap, description: PairDescription) -> RankedArea:
    gap = row.gap
    scale = 1.0 if gap.pair.measure in (Measure.STANDARDISED, Measure.POINTS) else 100.0
    limits = [None if limit is None else limit * scale for limit in (gap.low, gap.high)]
    return RankedArea(
        name=row.area.short_name,
        kind=row.area.kind,
        value=(gap.value or 0.0) * scale,
        low=limits[0],
        high=limits[1],
        band=gap.band,
        is_sure=is_finding(gap),
        is_own=row is description.own,
        hover="<br>".join(
            (f"<b>{row.area.short_name}</b>", f"{gap_number(gap)}, {verdict_words(gap)}", interval_words(gap))
        ),
    )


def areas_table(description: PairDescription, view: View) -> html.Div:
    """All areas with both sides, England and regions first, boards from worst to best, unmeasured last."""
    pair = description.pair
    return data_table(
        f"{pair.words.title}, {label(description.vintage)}",
        [
            Column("Area"),
            Column("Gap", is_number=True),
            Column("95% interval", is_number=True),
            Column("Result"),
            Column("How sure"),
            Column(sentence_case(side_name(pair, Side.MENTAL)), is_number=True),
            Column(sentence_case(side_name(pair, Side.COMPARATOR)), is_number=True),
            Column("Codes"),
        ],
        [_row(row, description, view) for kind in _KIND_HEADINGS for row in _ordered(description, kind)],
    )


def _ordered(description: PairDescription, kind: AreaKind) -> list[AreaGap]:
    def place(row: AreaGap) -> tuple[bool, float, str]:
        value = row.gap.value
        return (value is None, value if value is not None else 0.0, row.area.short_name)

    return sorted((row for row in description.areas if row.area.kind is kind), key=place)


def _row(row: AreaGap, description: PairDescription, view: View) -> Row:
    gap = row.gap
    arrow = f"{ARROWS[gap.band]} " if gap.band else ""
    result = f"{arrow}{verdict_words(gap)}" if gap.value is not None else f"cannot be compared: {gap.reason}"
    return Row(
        header=html.A(row.area.short_name, href=area_address(row.area.code, view)),
        cells=[
            gap_number(gap),
            interval_words(gap),
            result,
            certainty_label(gap),
            _side(gap.pair, gap.mental),
            _side(gap.pair, gap.comparator),
            codes(gap.status),
        ],
        is_marked=row is description.own,
        group=_KIND_HEADINGS[row.area.kind],
    )


def _side(pair: ParityPair, value: SideValue | None) -> Component | str:
    if value is None:
        return "[x]"
    return html.Div([level_with_codes(pair, value), html.Small(counts_line(pair, value))])


def _trend(description: PairDescription) -> list[Component]:
    if not description.lines:
        return []
    own = description.own.area.short_name if description.own else "England"
    places = {row.area.code: row.area.short_name for row in description.areas}
    names = {
        number: f"{sentence_case(side_name(description.pair, line.side or Side.MENTAL))}, {places[line.area]}"
        for number, line in enumerate(description.lines)
    }
    charts = trend_section(
        description.lines,
        area=description.own.area.code if description.own else "ENG",
        names=names,
        title=f"Levels of both sides, {own}",
        source=listed(dict.fromkeys(p.publisher for p in description.publications)) or "not held",
    )
    heading = html.H2("Through time", id=THROUGH_TIME)
    if not charts:
        return [heading, html.P("One period only is held: nothing can be said about change.")]
    turned = [html.P(GOOD_OUTCOME_SHOWN, className="panel-note")] if counts_bad_outcome(description.pair) else []
    return [heading, *turned, *charts]
