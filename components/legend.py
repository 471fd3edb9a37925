"""The legend: what colours, arrows, edges and codes mean, with the thresholds that are in force."""

from dash import html
from dash.development.base_component import Component

from components.labels import ARROWS, EMPTY_CODE, label
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
    Certainty.BAND_UNCERTAIN: "worse, or better, but the interval reaches two bands",
    Certainty.COULD_BE_PARITY: "the interval touches parity",
    Certainty.NO_INTERVAL: "none is published and none can be computed",
}


def legend(thresholds: Thresholds = DEFAULT_THRESHOLDS) -> html.Div:
    """Bands and the drawings of doubt in one strip; thresholds and codes below, which can be closed.

    `assets/grid.js` closes the details on a phone.
    """
    strip = [_chip(f"{band} clear", ARROWS[band], _band_words(band)) for band in Band]
    strip += [
        _chip("worse band_uncertain", "▼", "white: not sure"),
        _chip("worse no_interval", "▼", "dotted: no interval"),
        _chip("empty no_data", "[x]", "hatched: not compared"),
    ]
    return html.Div([html.Ul(strip, className="legend-strip"), _details(thresholds)], className="legend")


def threshold_words(thresholds: Thresholds = DEFAULT_THRESHOLDS) -> tuple[str, str, str]:
    """Where parity ends and where 'much' begins, in words, for ratios, standard deviations and points."""
    parity, much = thresholds.ratio_parity * 100, thresholds.ratio_much * 100
    return (
        f"For every 100 in physical health (rates and shares): parity from {parity:.0f} to {1e4 / parity:.0f}; "
        f"worse from {much:.0f}, much worse below that; better up to {1e4 / much:.0f}, much better above.",
        f"Scores and indices, in standard deviations (SD): parity within {thresholds.standardised_parity:g}, "
        f"much beyond {thresholds.standardised_much:g}. These cut points are ours, not Cohen's.",
        f"Differences of two gaps, in percentage points (pts): parity within {thresholds.points_parity:g}, "
        f"much beyond {thresholds.points_much:g}.",
    )


def code_words() -> tuple[tuple[str, str], ...]:
    """Each code in brackets with its meaning."""
    return tuple((f"[{code}]", label(code)) for code in CODES)


def _band_words(band: Band) -> str:
    return f"mental health {label(band)}" if band in (Band.MUCH_WORSE, Band.MUCH_BETTER) else label(band)


def _chip(classes: str, sign: str, words: str) -> html.Li:
    return html.Li([html.Span(sign, className=f"chip cell {classes}", **{"aria-hidden": "true"}), words])


def _details(thresholds: Thresholds) -> html.Details:
    example = "▼ 82, B · 3 of 5, clear"
    empty = ", ".join(f"{label(reason)} [{code}]" for reason, code in EMPTY_CODE.items())
    return html.Details(
        [
            html.Summary("How to read a cell"),
            html.P(
                [
                    html.Strong(example),
                    ": mental health is worse, 82 for every 100 in physical health. The pair of measures that "
                    "decides has grade B, 3 of the cell's 5 registered pairs can be compared, and the result is "
                    f"clear given counting variation alone. Not compared: {empty}; 'region ▼' is the direction "
                    "of the region and counts nowhere.",
                ]
            ),
            html.Ul([html.Li(words) for words in threshold_words(thresholds)]),
            _terms("How sure", [(label(certainty), words) for certainty, words in _SURE.items()]),
            _terms("Codes", list(code_words())),
            _terms(
                "Evidence, national",
                [
                    ("■ barriers, □ enablers", "statements in the evidence"),
                    ("0", label(Emptiness.ASKED_NOTHING_REPORTED)),
                    ("–", label(Emptiness.NOT_ASKED)),
                ],
            ),
        ],
        open=True,
        className="legend-details",
        **{"data-close-on-phone": ""},
    )


def _terms(title: str, terms: list[tuple[str, str]]) -> html.P:
    words: list[Component | str] = [html.Strong(f"{title}: ")]
    for place, (term, meaning) in enumerate(terms):
        words += [html.B(term), f" {meaning}{'; ' if place + 1 < len(terms) else '.'}"]
    return html.P(words)
