"""The page of an indicator: what it counts, where every area stands, and how it moved."""

from dash import html
from dash.development.base_component import Component

from components.addresses import area_address, pair_address
from components.captions import captioned_figure
from components.data_table import Column, Row, behind_key, data_table
from components.error_report import report_link
from components.figures.ranked_intervals import RankedArea, RankedOptions, ranked_intervals
from components.formatting import codes, listed, plural, sentence_case, side_number, whole
from components.glossary_terms import term
from components.labels import label
from components.pair_facts import sources_list
from components.trend_figure import trend_section
from components.url_state import View
from domain_model.indicators import Indicator
from domain_model.use_cases.describe_indicator import AreaFigure, IndicatorDescription
from domain_model.vocabulary import AreaKind, Scale

_KIND_HEADINGS = {
    AreaKind.COUNTRY: "England",
    AreaKind.REGION: "NHS regions",
    AreaKind.ICB: "Integrated Care Boards",
}


def indicator_view(description: IndicatorDescription, view: View) -> html.Div:
    """Everything about an indicator; the page gives the `h1` with the indicator's name."""
    return html.Div(
        [
            html.P(term(label(description.vintage), "Geography vintage"), className="panel-kicker"),
            html.P(f"{description.indicator.definition} {sentence_case(label(description.indicator.polarity))}."),
            *_all_areas(description, view),
            *_trend(description),
            html.H2("What it is"),
            _facts(description.indicator),
            html.H2("Pairs that read it"),
            _pairs(description, view),
            html.H2("Sources"),
            sources_list(description.publications or (description.publication,)),
            report_link(
                f"/indicator/{description.indicator.id}{view.to_search()}",
                description.indicator.id,
                description.indicator.name,
            ),
        ],
        className="indicator-view",
    )


def _all_areas(description: IndicatorDescription, view: View) -> list[Component]:
    indicator = description.indicator
    if indicator.constant is not None:
        return [html.P(f"Fixed by definition at {side_number(indicator, indicator.constant)}; it has no figures.")]
    groups = _groups(description)
    known = [figure for figure in description.areas if figure.observation and figure.observation.value is not None]
    table = behind_key("Every area as a table", figures_table(description, view), is_open=not known)
    if not known:
        return [html.H2("Every area"), *groups, html.P("No figure is held for this geography."), table]
    share = indicator.scale is Scale.PROPORTION
    boards = sum(figure.area.kind is AreaKind.ICB for figure in known)
    periods = listed(dict.fromkeys(f.observation.period.label for f in known if f.observation))
    publishers = listed(dict.fromkeys(p.publisher for p in description.publications))
    options = RankedOptions(
        axis=f"{'share' if share else indicator.unit}, {label(indicator.polarity)}",
        suffix="%" if share else "",
    )
    title = f"{plural(boards, 'board')} with a figure."
    return [
        html.H2("Every area on one line"),
        *groups,
        captioned_figure(
            ranked_intervals([_ranked(figure, description) for figure in known], options=options),
            title=title,
            alternative=f"{indicator.name}. {title} Dots with 95% intervals; the table has every value.",
            caption=(
                f"{indicator.name}; {label(description.vintage)}; {periods}. Source: {publishers}. "
                f"{_methods(known)} Nearby places are not a ranking."
            ),
            below=[table],
        ),
    ]


def _groups(description: IndicatorDescription) -> list[Component]:
    """Whom the figures are for, where they are for a group, and which other groups are held."""
    words = f"Shown for: {description.breakdown}." if description.breakdown else ""
    if description.other_breakdowns:
        words = f"{words} Also held for: {'; '.join(description.other_breakdowns)}.".strip()
    return [html.P(words, className="note")] if words else []


def _methods(figures: list[AreaFigure]) -> str:
    used = dict.fromkeys(figure.method for figure in figures if figure.method)
    if not used:
        return "No interval is published and there are no counts to make one from."
    return f"Intervals: {listed(used)}; counting variation only."


def _ranked(figure: AreaFigure, description: IndicatorDescription) -> RankedArea:
    scale = 100.0 if description.indicator.scale is Scale.PROPORTION else 1.0
    row = figure.observation
    value = row.value if row and row.value is not None else 0.0
    return RankedArea(
        name=figure.area.short_name,
        kind=figure.area.kind,
        value=value * scale,
        low=None if figure.low is None else figure.low * scale,
        high=None if figure.high is None else figure.high * scale,
        band=None,
        is_sure=figure.low is not None,
        is_own=figure is description.own,
        hover="<br>".join(
            (
                f"<b>{figure.area.short_name}</b>",
                side_number(description.indicator, value),
                _limits(figure, description),
            )
        ),
    )


def _limits(figure: AreaFigure, description: IndicatorDescription) -> str:
    if figure.low is None or figure.high is None:
        return ""
    return " to ".join(side_number(description.indicator, limit) for limit in (figure.low, figure.high))


def figures_table(description: IndicatorDescription, view: View) -> html.Div:
    """All areas with value, interval, counts and date; boards from low to high, without a figure last."""
    return data_table(
        f"{description.indicator.name}, {label(description.vintage)}",
        [
            Column("Area"),
            Column("Value", is_number=True),
            Column("95% interval", is_number=True),
            Column("Count", is_number=True),
            Column("Out of", is_number=True),
            Column("Period"),
            Column("Codes"),
        ],
        [_row(figure, description, view) for kind in _KIND_HEADINGS for figure in _ordered(description, kind)],
    )


def _ordered(description: IndicatorDescription, kind: AreaKind) -> list[AreaFigure]:
    def place(figure: AreaFigure) -> tuple[bool, float, str]:
        value = figure.observation.value if figure.observation else None
        return (value is None, value if value is not None else 0.0, figure.area.short_name)

    return sorted((figure for figure in description.areas if figure.area.kind is kind), key=place)


def _row(figure: AreaFigure, description: IndicatorDescription, view: View) -> Row:
    row = figure.observation
    header = html.A(figure.area.short_name, href=area_address(figure.area.code, view))
    marked, group = figure is description.own, _KIND_HEADINGS[figure.area.kind]
    if row is None:
        reason = f"[x] {figure.reason}".strip()
        return Row(header, [reason, "", "", "", "", ""], is_marked=marked, group=group)
    return Row(
        header,
        [
            side_number(description.indicator, row.value) or "no value",
            f"{_limits(figure, description)} ({figure.method})" if figure.method else "",
            "" if row.count is None else whole(row.count),
            "" if row.denominator is None else whole(row.denominator),
            row.period.label,
            codes(row.status),
        ],
        is_marked=marked,
        group=group,
    )


def _trend(description: IndicatorDescription) -> list[Component]:
    places = {figure.area.code: figure.area.short_name for figure in description.areas}
    own = description.own.area.code if description.own else "ENG"
    charts = trend_section(
        description.lines,
        area=own,
        names={number: places[line.area] for number, line in enumerate(description.lines)},
        title=f"{description.indicator.name}, {places[own]}",
        source=listed(dict.fromkeys(p.publisher for p in description.publications)) or "not held",
    )
    if charts:
        return [html.H2("Through time"), *charts]
    held = "One period only is held" if description.lines else "No figure of this area or of England is held"
    return [html.H2("Through time"), html.P(f"{held}: nothing can be said about change.")]


def _facts(indicator: Indicator) -> html.Dl:
    terms = (
        ("Kind of number", sentence_case(label(indicator.scale))),
        ("Unit", indicator.unit),
        ("Counted", indicator.numerator),
        ("Out of", indicator.denominator),
        ("Belongs to", indicator.basis),
        ("How often", indicator.frequency),
        ("Fingertips identifier", indicator.fingertips_id),
        ("Caveats", indicator.caveats),
    )
    return html.Dl([part for name, text in terms if text for part in (html.Dt(name), html.Dd(text))], className="facts")


def _pairs(description: IndicatorDescription, view: View) -> html.Ul | html.P:
    own = description.own.area.code if description.own else ""
    if not description.pairs:
        return html.P("No pair reads it: it is held as a figure of its own.")
    return html.Ul(
        [html.Li(html.A(pair.words.title, href=pair_address(pair.id, view, own))) for pair in description.pairs]
    )
