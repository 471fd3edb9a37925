"""What a pair is: grade with reason, bias, polarity, measure, cut points, both sides with provenance."""

from dash import html
from dash.development.base_component import Component

from components.addresses import indicator_address
from components.formatting import plural, sentence_case
from components.labels import label
from components.levels import GOOD_OUTCOME_SHOWN
from components.sentences import side_name
from components.url_state import View
from domain_model.indicators import Indicator, Publication
from domain_model.parity import DEFAULT_THRESHOLDS, ParityPair, SideSource
from domain_model.use_cases.describe_pair import PairDescription
from domain_model.use_cases.follow_figures import counts_bad_outcome
from domain_model.vocabulary import CopyStatus, Measure, Polarity, Side

HOW_MEASURED: dict[Measure, str] = {
    Measure.PER_100: "The share with the good outcome in mental health for every 100 on the other side.",
    Measure.RATIO: "One rate for every 100 of the other; less than 100 is always worse for mental health.",
    Measure.STANDARDISED: "The difference of two scores in standard deviations of a named set.",
    Measure.POINTS: "The difference of two gaps or growth rates in percentage points.",
    Measure.CONTEXT: "One figure of need for every 100 of the other; it is not judged.",
}


def pair_facts(description: PairDescription, view: View) -> list[Component]:
    """The metadata of a pair in four parts: fairness, measure, the two sides, what it would take."""
    pair = description.pair
    own = description.own.area.code if description.own else ""
    return [
        html.H2("How fair is the comparison?"),
        _terms(
            [
                ("Grade", f"{pair.grade}: {label(pair.grade)}. {sentence_case(pair.grade_reason)}."),
                ("Known bias", f"{sentence_case(pair.known_bias)}."),
                ("What it compares", f"{sentence_case(label(pair.pair_kind))}."),
                ("Does it decide?", _decides(pair)),
            ]
        ),
        html.H2("How is it measured?"),
        _terms(
            [
                ("Measure", HOW_MEASURED[pair.measure]),
                ("Direction", direction_words(pair)),
                ("Cut points", cut_points(pair)),
                *_spreads(description),
            ]
        ),
        html.H2("The two sides"),
        _side(pair, Side.MENTAL, pair.mental, description.mental, view, own),
        _side(pair, Side.COMPARATOR, pair.comparator, description.comparator, view, own),
        html.H2("What would it take?"),
        _terms(
            [
                ("Unpublished or not found", pair.words.unpublished),
                ("Who could publish it", pair.words.who_could_publish),
                ("Nearest that is held", pair.words.nearest_proxy),
            ]
        ),
        html.H2("Sources"),
        sources_list(description.publications),
    ]


def _decides(pair: ParityPair) -> str:
    if pair.is_superseded:
        return f"No: pair {pair.superseded_by} has taken its place."
    if pair.is_context:
        return "No: it shows need, without judgement."
    return "Yes, where both sides are published." if pair.decides else "No: the register does not let it decide."


def direction_words(pair: ParityPair) -> str:
    """Polarity in words for both sides, and whether levels are shown the other way round."""
    first, second = pair.mental_polarity, pair.comparator_polarity
    if Polarity.CONTEXT in (first, second):
        return "Neither more nor less is better."
    if counts_bad_outcome(pair):
        return GOOD_OUTCOME_SHOWN
    words = (
        sentence_case(label(first))
        if first is second
        else f"{sentence_case(label(first))}, on the other side {label(second)}"
    )
    return f"{words}."


def cut_points(pair: ParityPair) -> str:
    """Where parity ends and where 'much' begins, in the words of the measure."""
    cuts = DEFAULT_THRESHOLDS
    low, high = cuts.ratio_parity * 100, 100 / cuts.ratio_parity
    if pair.is_context:
        return f"Similar need from {low:.0f} to {high:.0f} for every 100; no judgement."
    if pair.measure is Measure.STANDARDISED:
        return (
            f"Parity within {cuts.standardised_parity} standard deviations, much worse or much better beyond "
            f"{cuts.standardised_much}. These cut points are ours, not Cohen's."
        )
    if pair.measure is Measure.POINTS:
        return f"Parity within {cuts.points_parity:g} points, much worse or better beyond {cuts.points_much:g}."
    return (
        f"Parity from {low:.0f} to {high:.0f} for every 100; much worse below "
        f"{cuts.ratio_much * 100:.0f}, much better above {100 / cuts.ratio_much:.0f}."
    )


def _spreads(description: PairDescription) -> list[tuple[str, str]]:
    return [
        (
            "Standard deviation",
            f"{spread.standard_deviation:.2f} over {plural(spread.areas, 'value')}, {spread.set_name}, "
            f"to {spread.period_end}.",
        )
        for spread in description.spreads
    ]


def _side(
    pair: ParityPair,
    side: Side,
    source: SideSource | None,
    indicator: Indicator | None,
    view: View,
    area: str,
) -> html.Div:
    name = sentence_case(side_name(pair, side))
    words = pair.words.mental_label if side is Side.MENTAL else pair.words.comparator_label
    measure = pair.mental_measure if side is Side.MENTAL else pair.comparator_measure
    if source is None or indicator is None:
        return html.Div([html.H3(f"{name}: {words}"), html.P(f"{measure}. Not published or not held by this product.")])
    terms: list[tuple[str, Component | str]] = [
        ("Indicator", html.A(indicator.name, href=indicator_address(indicator.id, view, area))),
        ("Definition", indicator.definition),
        (
            "Read",
            sentence_case(label(source.reading)) + (f", {source.breakdown}" if source.breakdown else ""),
        ),
        ("Belongs to", indicator.basis),
    ]
    if indicator.constant is not None:
        terms.append(("Fixed by definition", f"{indicator.constant:g}"))
    if indicator.caveats:
        terms.append(("Caveats", indicator.caveats))
    return html.Div([html.H3(f"{name}: {words}"), _terms(terms)])


def _terms(terms: list[tuple[str, Component | str]] | list[tuple[str, str]]) -> html.Dl:
    return html.Dl([part for name, text in terms for part in (html.Dt(name), html.Dd(text))], className="facts")


def sources_list(publications: tuple[Publication, ...]) -> html.Div:
    """The publications with the mark of third-party copies once."""
    if not publications:
        return html.Div(html.P("No figures are held."))
    copies = sum(p.copy_status is CopyStatus.THIRD_PARTY_COPY for p in publications)
    items = [
        html.Li(
            [
                f"{p.publisher}, {p.title}, {p.publication_date or 'publication date not known'}",
                "*" if p.copy_status is CopyStatus.THIRD_PARTY_COPY else "",
                html.Small(". ".join(part for part in (p.licence, p.credit, p.caveats) if part)),
            ]
        )
        for p in publications
    ]
    mark = [html.P(f"* {sentence_case(label(CopyStatus.THIRD_PARTY_COPY))}.", className="panel-care")] if copies else []
    return html.Div([*mark, html.Ul(items, className="panel-list")])
