"""The method in words that a board member follows, with every threshold taken from the settings."""

from dash import html

from components.attributes import attributes
from components.formatting import gap_limits, gap_number, listed, per_100, side_number, whole
from components.labels import ARROWS, EMPTY_CODE, label
from components.theme import BAND_FILL, BAND_INK
from domain_model.parity import DEFAULT_THRESHOLDS, ParityGap, SideValue
from domain_model.vocabulary import Band, Certainty, Emptiness, Grade, Measure, StatusCode

_MEASURES: dict[Measure, tuple[str, str]] = {
    Measure.PER_100: (
        "shares of people who got the good outcome, such as being seen in time",
        "For every 100 people in physical health who got it, how many did in mental health.",
    ),
    Measure.RATIO: (
        "rates, spending or staff for each person",
        "The same per 100; turned round where lower is better, so that below 100 is always worse for mental health.",
    ),
    Measure.STANDARDISED: (
        "scores and indices",
        "The difference first in the score's own units, then in standard deviations of a named set of areas or trusts. "
        "The cut points are ours, not Cohen's.",
    ),
    Measure.POINTS: (
        "differences between two growth rates or two gaps",
        "Percentage points, mental health minus the other side; below zero is worse for mental health.",
    ),
    Measure.CONTEXT: (
        "need and how common something is",
        "A ratio that is described as more, less or similar, and never judged.",
    ),
}


def comparison_sections() -> list[html.Section]:
    """From the pair to the cell: what is compared, how far apart is far, how sure, and who decides."""
    return [_pairs(), _grades(), _bands(), _certainty(), _cells(), _emptiness(), _dates_and_places()]


def _pairs() -> html.Section:
    return html.Section(
        [
            html.H2("The parity pair", id="pair"),
            html.P(
                "The unit of this product is the gap, not the indicator. A parity pair joins one mental health measure to "
                "one comparator: a physical health measure, or another population group. Each pair stands in one cell of "
                "the framework: one of the six building blocks of a health system named by the World Health Organization, at "
                "the macro (national), meso (local system) or micro (person and team) level."
            ),
            html.P(
                "What is better, how the gap is measured, how fair the comparison is and which bias is known are written "
                "in a register by people. No program decides them."
            ),
        ]
    )


def _grades() -> html.Section:
    meaning = {
        Grade.A: "Same construct, definition, source and period.",
        Grade.B: "Same construct; definition, provider basis, source or period differ in a way that is written down.",
        Grade.C: "Different constructs or definitions, each with its own standard; or the comparator contains the mental health cases.",
        Grade.D: "No fair comparison. Both figures may be shown; they are never set against each other.",
    }
    return html.Section(
        [
            html.H2("How fair is the comparison: grades A to D", id="grades"),
            html.Dl([part for grade in Grade for part in (html.Dt(f"Grade {grade}"), html.Dd(meaning[grade]))]),
            html.P(
                "Grades A, B and C decide unless you choose otherwise; the grade of the deciding pair is printed in its cell. "
                "Where a side is not published for a place, or the grade is D, the answer is 'cannot be compared', with the reason. "
                "That answer is drawn, exported and counted like any other."
            ),
        ]
    )


def _bands() -> html.Section:
    settings = DEFAULT_THRESHOLDS
    ratio = (
        f"parity from {per_100(settings.ratio_parity)} to {per_100(1 / settings.ratio_parity)} per 100; "
        f"worse down to {per_100(settings.ratio_much)}; much worse below; better is the mirror image, up to {per_100(1 / settings.ratio_much)}"
    )
    cut = {
        Measure.PER_100: ratio,
        Measure.RATIO: ratio,
        Measure.STANDARDISED: f"parity within {settings.standardised_parity}; worse to {settings.standardised_much}; much worse beyond",
        Measure.POINTS: f"parity within {settings.points_parity:g}; worse to {settings.points_much:g}; much worse beyond",
        Measure.CONTEXT: f"similar from {per_100(settings.ratio_parity)} to {per_100(1 / settings.ratio_parity)} per 100",
    }
    rows = [
        html.Tr(
            [
                html.Th(label(measure), scope="row"),
                html.Td(used_for),
                html.Td(reading),
                html.Td(cut[measure]),
            ]
        )
        for measure, (used_for, reading) in _MEASURES.items()
    ]
    swatches = [
        html.Li(
            f"{ARROWS[band]} {label(band)}",
            style={"backgroundColor": BAND_FILL[band], "color": BAND_INK[band]},
            className="band-swatch",
        )
        for band in Band
    ]
    return html.Section(
        [
            html.H2("How large is the gap: measures and bands", id="measures"),
            html.P("The measure fits the scale of the figures, because averaging unlike ratios gives nonsense."),
            html.Div(
                html.Table(
                    [
                        html.Caption("Measures, how to read them, and where their bands begin"),
                        html.Thead(html.Tr([html.Th(t, scope="col") for t in ("Measure", "Used for", "How to read it", "Bands")])),
                        html.Tbody(rows),
                    ],
                    className="data-table",
                ),
                className="data-scroll", tabIndex="0", role="region", **attributes(aria_label="Measures and bands"),
            ),
            html.Ul(swatches, className="band-swatches"),
            html.P("A value that lies exactly on an edge belongs to the band nearer parity. A ratio of zero is much worse and sorted last; a ratio to nothing is much better and sorted first; neither has an interval."),
            html.P(
                "A share can be framed by the good outcome or by the bad one, and the two may look very different. Both are computed. "
                "Where their bands lie two steps or more apart the cell says 'depends on how you count'."
            ),
        ]
    )  # fmt: skip


def _certainty() -> html.Section:
    meaning = {
        Certainty.CLEAR: "the whole interval lies in one band",
        Certainty.BAND_UNCERTAIN: "the interval touches several bands, all on the same side of parity",
        Certainty.COULD_BE_PARITY: "the interval touches parity",
        Certainty.NO_INTERVAL: "nothing was published from which an interval could be made",
    }
    return html.Section(
        [
            html.H2("How sure is it", id="certainty"),
            html.P(
                "Every gap carries a 95% interval where counts or a published interval allow one. It covers counting variation only: "
                "not differences of definition, coverage or date. Those are what the grade is for."
            ),
            html.Dl([p for c in Certainty for p in (html.Dt(label(c)), html.Dd(meaning[c]))]),
            html.P(
                "A share of fewer than five organisations is never called clear. Where under half of the organisations "
                "expected are covered, the figure is marked [u] and never decides. Uncertain, unmeasured and equal are "
                "three different answers: they never share a fill, a word or a code."
            ),
        ]
    )


def _cells() -> html.Section:
    return html.Section(
        [
            html.H2("From pairs to a cell", id="cells"),
            html.P(
                "A cell is summarised by the bands of its pairs, never by an average of unlike numbers. Its headline is the deciding "
                "pair: the median of the comparable pairs, ordered by how far each lies from equality in units of its own 'much' threshold. "
                "Of two middle ones the worse decides; ties go by grade, then by name. The cell prints how many of its registered pairs could be compared."
            ),
            html.P(
                "Robustness asks whether the cell would look the same if one thing were done differently: each pair left out, the "
                "other framing, grade A only, A and B only, thresholds 20% tighter or wider, the previous period. The panel says how many of "
                "these give the same band, and names those that do not. With fewer than five it is not shown."
            ),
        ]
    )


def _emptiness() -> html.Section:
    meaning = {
        Emptiness.NO_GAP: "compared, and clearly at parity",
        Emptiness.NO_DATA: "neither side is published for this place",
        Emptiness.CANNOT_COMPARE: "one side is missing, or there is no fair comparison; the reason is given",
        Emptiness.SUPPRESSED: "a figure is held back to protect confidentiality",
        Emptiness.ASKED_NOTHING_REPORTED: "the study's table prints the heading and nobody reported anything under it",
        Emptiness.NOT_ASKED: "the study's table does not print this level at all",
    }
    coded = {emptiness: f" [{code.value}]" for emptiness, code in EMPTY_CODE.items()}
    return html.Section(
        [
            html.H2("Six kinds of nothing", id="emptiness"),
            html.Dl(
                [
                    part
                    for emptiness in Emptiness
                    for part in (html.Dt(label(emptiness) + coded.get(emptiness, "")), html.Dd(meaning[emptiness]))
                ]
            ),
            html.P("Other codes: " + listed([f"[{c.value}] {label(c)}" for c in StatusCode]) + "."),
        ]
    )


def _dates_and_places() -> html.Section:
    return html.Section(
        [
            html.H2("Dates and places", id="places"),
            html.P(
                "'As at' a date means figures whose period had ended by then. Of the two sides the latest periods that overlap are compared; "
                "where none overlap, the two closest in time, with the months between them shown."
            ),
            html.P(
                "42 Integrated Care Boards became 36 on 1 April 2026. Every value stays on the geography it was published for. Only "
                "counts cross the change: whole mergers add up exactly; a part of a split board is an estimate by population share, marked [e]. "
                "A value without counts is shown as its predecessors' values, side by side, without a band. Rates are never averaged."
            ),
            html.P(
                "A region's or England's value is the published one; else the counts of its boards are added, if every one of them publishes."
            ),
        ]
    )


def worked_example(gap: ParityGap, vintage: str) -> html.Div:
    """The pair worked through for England from its counts, step by step."""
    if gap.mental is None or gap.comparator is None or gap.band is None or gap.certainty is None:
        return html.Div(html.P(f"The example cannot be worked out: {gap.reason}."))
    mental, physical = gap.mental, gap.comparator
    return html.Div(
        [
            html.P([html.A(gap.pair.words.title, href=f"/pair/{gap.pair.id}"), f", England, grade {gap.pair.grade}: {gap.pair.grade_reason}."]),
            html.Ol(
                [
                    html.Li(f"Mental health: {_share(mental)}."),
                    html.Li(f"Physical health: {_share(physical)}."),
                    html.Li(
                        f"Divide the first share by the second: for every 100 on the physical side, {gap_number(gap)} on the mental side; "
                        f"95% interval {gap_limits(gap)}."
                    ),
                    html.Li(f"That is {label(gap.band)}, and {label(gap.certainty)}: the whole interval is compared with the bands above."),
                ]
            ),
            html.P(html.Small(f"Geography: {vintage}. Source: {mental.publication.title}; {physical.publication.title}.")),
        ]
    )  # fmt: skip


def _share(side: SideValue) -> str:
    share = side_number(side.indicator, side.value)
    when = side.period.label if side.period else ""
    if side.count is None or side.denominator is None:
        return f"{share} ({when})"
    return f"{whole(side.count)} of {whole(side.denominator)} had the good outcome, {share} ({when})"


def evidence_sections() -> list[html.Section]:
    """The other two layers, and that the three are never averaged."""
    return [
        html.Section(
            [
                html.H2("Three layers, never averaged", id="layers"),
                html.P(
                    "Measured is what figures say. Evidence is what people reported as barriers and enablers in the documents "
                    "behind the matrix; it is national unless a source says otherwise, and frequency of mention is not strength. "
                    "Judgement is what people think: each person's view of a cell stands by itself (n = 1) and is never averaged. It contradicts the measured band where the two point in opposite directions, or where one says parity and the other much worse or much better. What a workshop concludes stands apart from both, with the number of people and the spread of their answers."
                ),
                html.P(
                    "Evidence has two readings. 'As published' is Table 2 of the study: 34 barriers and 12 enablers. 'As coded by us' adds everything "
                    "else that the documents say; a passage that repeats an entry of the table is the same statement and counts once in a cell. "
                    "A statement that names several cells counts in each, so that cells do not add up to the total."
                ),
            ]
        )
    ]


def formula_sections() -> list[html.Section]:
    """The formulas with their sources, for those who want to check."""
    formulas = (
        ("Ratio", "R = mental share / comparator share. Interval: exp(ln R ± 1.959964 × se), se² being the sum of both squared errors of ln x (Katz 1978)."),
        ("Error of ln x", "From a published 95% interval: (ln U − ln L) / (2 × 1.959964). Share x of n: √((1 − p) / x). Count or rate: 1 / √x. With none or all, 0.5 is added to the count and 1 to the denominator, and it says so."),
        ("Single share", "Wilson's score interval (Wilson 1927)."),
        ("Single count or rate", "Exact limits below 10 events (Garwood 1936), Byar's approximation from 10 (Breslow and Day 1987)."),
        ("Difference of two shares", "Newcombe's hybrid score interval (Newcombe 1998, method 10)."),
        ("Standardised difference", "d = (mental − comparator) × polarity / standard deviation of the named set; interval only where both sides have one."),
        ("Slope over deprivation", "Slope index of inequality by weighted least squares on cumulative population rank, both indicators standardised over England's small areas."),
    )  # fmt: skip
    return [
        html.Section(
            [
                html.H2("Formulas", id="formulas"),
                html.Dl([part for name, text in formulas for part in (html.Dt(name), html.Dd(text))]),
            ]
        )
    ]
