"""How far a cell's verdict can be trusted: its interval, other ways of looking, and whether it has moved."""

from dash import html
from dash.development.base_component import Component

from components.addresses import pair_address
from components.data_table import behind_key
from components.formatting import listed, plural, sentence_case
from components.glossary_terms import term
from components.labels import label
from components.sentences import certainty_words, interval_words, side_name
from components.trend_figure import period_range
from components.url_state import View
from domain_model.parity import ParityPair
from domain_model.robustness import Variant
from domain_model.use_cases.describe_cell import CellDescription
from domain_model.use_cases.follow_figures import FEWEST_POINTS, Line
from domain_model.vocabulary import Side

COUNTING_ONLY = (
    "The interval is counting variation only: it does not cover differences of definition, coverage or date, "
    "which the grade states."
)
THROUGH_TIME = "through-time"
"""The id of the heading on a pair's page under which its levels stand through time."""


def how_sure(description: CellDescription) -> list[Component]:
    """The interval, the certainty, what the interval leaves out, and how robust the colour is."""
    standing = description.deciding
    if standing is None:
        return []
    gap = standing.gap
    limits = interval_words(gap)
    sure = sentence_case(certainty_words(gap))
    words = [term("95% interval", "Interval"), f" {limits}. {sure}."] if limits else f"{sure}."
    lines: list[Component] = [html.P(words)]
    if limits:
        lines.append(html.P(COUNTING_ONLY, className="panel-note"))
    lines.extend(html.P(f"{sentence_case(note)}.", className="panel-note") for note in gap.notes)
    if gap.framing_sensitive:
        lines.append(
            html.P(
                "It depends on how you count: see the two framings below.",
                className="panel-care",
            )
        )
    lines.append(_robustness(description))
    return [html.H3("How sure"), *lines]


def _robustness(description: CellDescription) -> Component:
    found = description.robustness
    if found is None:
        return html.P("Too few other ways of looking apply to test how robust the colour is.", className="panel-note")
    head = html.P(
        [f"{found.agreeing} of {len(found.variants)} ", term("ways of looking", "Robustness"), " give this colour."]
    )
    if not found.dissenting:
        return head
    titles = {gap.pair.id: f"‘{gap.pair.words.title}’ ({gap.pair.id})" for gap in description.measured.gaps}
    others = [html.Li(_variant_words(variant, titles)) for variant in found.dissenting]
    return html.Div([head, behind_key("Which do not?", html.Ul(others))])


def _variant_words(variant: Variant, titles: dict[str, str]) -> str:
    """`Without ‘Seen in time’ (S2): at parity; then ‘Seen at all’ (S13) decides`."""
    if variant.left_out:
        return f"Without {titles[variant.left_out]}: {label(variant.band)}; then {titles[variant.pair]} decides"
    return f"{sentence_case(variant.change)}: {label(variant.band)}; {titles[variant.pair]} decides"


def has_it_moved(description: CellDescription, view: View) -> list[Component]:
    """What is held of the deciding pair through time; whether a change can be judged, never that there is one."""
    standing = description.deciding
    if standing is None or not description.lines:
        return []
    pair = standing.gap.pair
    address = f"{pair_address(pair.id, view, description.area.code)}#{THROUGH_TIME}"
    return [
        html.H3("Has it moved?"),
        html.P([f"{moved_words(pair, description.lines)} ", html.A("Its levels through time", href=address)]),
    ]


def moved_words(pair: ParityPair, lines: tuple[Line, ...]) -> str:
    """`Cannot be judged: 6 points, 13 are needed.`, or how many periods are held and what forbids to read across."""
    if any(line.is_too_short for line in lines):
        return f"Cannot be judged: {_held(pair, lines, 'point')}, {FEWEST_POINTS} are needed."
    cautions = [
        *(["a likely break [b] interrupts them"] if any(line.has_break for line in lines) else []),
        *(["periods overlap, so that they are not independent"] if any(line.overlaps for line in lines) else []),
    ]
    said = "".join(f"; {caution}" for caution in cautions)
    return f"{sentence_case(_held(pair, lines, 'period'))} held, from {period_range(lines)}{said}."


def _held(pair: ParityPair, lines: tuple[Line, ...], noun: str) -> str:
    """`6 points`, or each side's number where they differ."""
    numbers = {len(line.points) for line in lines}
    if len(numbers) == 1:
        return plural(numbers.pop(), noun)
    return listed(f"{side_name(pair, line.side or Side.MENTAL)} {plural(len(line.points), noun)}" for line in lines)
