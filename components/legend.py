"""The legend: what colours, arrows, edges and codes mean, with the thresholds that are in force."""

from dash import html
from dash.development.base_component import Component

from components.attributes import attributes
from components.glossary_terms import term
from components.judgement_words import PENCIL, UNEQUAL
from components.labels import ARROWS, brief_label, label
from domain_model.parity import DEFAULT_THRESHOLDS, Thresholds
from domain_model.vocabulary import Band, Certainty, Emptiness, StatusCode

CODES = (
    StatusCode.NOT_PUBLISHED,
    StatusCode.NOT_APPLICABLE,
    StatusCode.SUPPRESSED,
    StatusCode.LOW_RELIABILITY,
    StatusCode.PROVISIONAL,
    StatusCode.LIKELY_BREAK,
    StatusCode.REAPPORTIONED,
)
_SURE = {
    Certainty.CLEAR: "the 95% interval lies in one band",
    Certainty.BAND_UNCERTAIN: "it reaches two bands on the same side",
    Certainty.COULD_BE_PARITY: "it touches parity",
    Certainty.NO_INTERVAL: "none can be computed",
}
_JUDGED = (
    (f"{PENCIL} 2", "scored by 2 people, each one person's view (n = 1), never averaged"),
    (UNEQUAL, "the view of one of them or more contradicts the measured band"),
)
_EVIDENCE = (
    ("■ barriers, □ enablers", "national statements"),
    ("0", label(Emptiness.ASKED_NOTHING_REPORTED)),
    ("–", label(Emptiness.NOT_ASKED)),
)


def legend(thresholds: Thresholds = DEFAULT_THRESHOLDS) -> html.Div:
    """Bands and the drawings of doubt in one strip; thresholds and codes below, which can be closed.

    `assets/grid.js` closes the details on a phone.
    """
    strip = [_chip(f"{band} clear", ARROWS[band], _band_words(band)) for band in Band]
    strip += [
        _chip("worse band_uncertain", ARROWS[Band.WORSE], "white: not sure, or a likely break"),
        _chip("worse no_interval", ARROWS[Band.WORSE], "dotted: no interval"),
        _chip("empty no_data", "[x]", "hatched: not compared"),
        _chip("worse between_groups", ARROWS[Band.WORSE], "notched: two groups of people, not mental against physical"),
    ]
    return html.Div([html.Ul(strip, className="legend-strip"), _details(thresholds)], className="legend")


def threshold_words(thresholds: Thresholds = DEFAULT_THRESHOLDS) -> tuple[str, str, str]:
    """Where parity ends and where 'much' begins, in words, for ratios, standard deviations and points."""
    parity, much = thresholds.ratio_parity * 100, thresholds.ratio_much * 100
    return (
        f"For every 100 in physical health, parity is {parity:.0f} to {1e4 / parity:.0f}, "
        f"much worse below {much:.0f}, much better above {1e4 / much:.0f}.",
        f"In standard deviations (SD), parity is within {thresholds.standardised_parity:g}, "
        f"much beyond {thresholds.standardised_much:g}: our cut points, not Cohen's.",
        f"In percentage points (pts), parity is within {thresholds.points_parity:g}, "
        f"much beyond {thresholds.points_much:g}.",
    )


def code_words() -> tuple[tuple[str, str], ...]:
    """Each code in brackets with its meaning."""
    return tuple((f"[{code}]", label(code)) for code in CODES)


def _band_words(band: Band) -> str | Component:
    if band is Band.PARITY:
        return term(label(band), "Parity")
    return f"mental health {label(band)}" if band in (Band.MUCH_WORSE, Band.MUCH_BETTER) else label(band)


def _chip(classes: str, sign: str, words: str | Component) -> html.Li:
    return html.Li([html.Span(sign, className=f"chip cell {classes}", **attributes(aria_hidden="true")), words])


def _details(thresholds: Thresholds) -> html.Details:
    ratios, scores, points = threshold_words(thresholds)
    return html.Details(
        [
            html.Summary("How to read a cell"),
            html.Div(
                [
                    html.P([html.Strong("▼ 82, S13 · 2024, B · 3 of 5, clear: "), *_example()]),
                    html.P([html.Strong("Bands: "), f"{ratios} {scores} {points}"], className="legend-bands"),
                    _terms("How sure", [(brief_label(certainty), words) for certainty, words in _SURE.items()]),
                    _terms("Codes", list(code_words())),
                    _terms("Evidence", list(_EVIDENCE)),
                    _terms("What people think", list(_JUDGED)),
                ],
                className="legend-columns",
            ),
        ],
        open=True,
        className="legend-details",
        **attributes(data_close_on_phone=""),
    )


def _example() -> list[Component | str]:
    """A cell read aloud, with the words in it that a newcomer does not know marked."""
    return [
        "mental health is worse, 82 ",
        term("for every 100", "Per 100"),
        " in physical health; pair S13 ",
        term("decides", "Deciding pair"),
        ", with figures of 2024 and ",
        term("grade B", "Comparability grade"),
        "; 3 of 5 pairs can be compared. A cell is one ",
        term("building block", "Building block"),
        " at one ",
        term("level", "Level"),
        ". 'Region ▼' is the region's direction where a board has no figure: a hint, never counted.",
    ]


def _terms(title: str, terms: list[tuple[str, str]]) -> html.P:
    words: list[Component | str] = [html.Strong(f"{title}: ")]
    for place, (name, meaning) in enumerate(terms):
        words += [html.B(name), f" {meaning}{'; ' if place + 1 < len(terms) else '.'}"]
    return html.P(words)
