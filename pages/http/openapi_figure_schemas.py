"""The JSON schema of areas, cells, pairs, gaps and figures."""

from pages.http.api_parameters import GEOGRAPHIES
from pages.http.api_units import GAP_UNITS, PERCENTAGE_POINTS, RATIO, SHARE, STANDARD_DEVIATIONS
from pages.http.api_vocabularies import tokens
from pages.http.openapi_parts import (
    BLOCK_AND_LEVEL,
    CLAIM,
    CLAIM_OR_NULL,
    DAY,
    DAY_OR_NULL,
    PLACE,
    TEXT,
    TEXT_OR_NULL,
    Schema,
    count,
    count_or_null,
    described,
    many,
    number,
    number_or_null,
    record,
    ref,
    ref_or_null,
    word,
    word_or_null,
)

_EVIDENCE_EMPTY = "Why there are none: asked_nothing_reported or not_asked."
_GAP_UNITS = sorted(set(GAP_UNITS.values()))
_IN_UNIT = "In `value_unit`."
_DISTANCE = (
    "Signed distance from equality in multiples of the 'much' threshold, below 0 worse for mental health, for ratios "
    "on the logarithmic scale; null for a ratio of zero (the worst) and for one to a comparator of zero (the best)."
)
_FIGURE_UNIT = described(
    TEXT_OR_NULL,
    f"Unit of `value`, `low` and `high`: {SHARE!r} for every proportion, whatever the publisher prints it in, "
    "else the publisher's own unit in words.",
)
_COUNTED = number_or_null("How many people or things, as the indicator's `numerator` says; null: not published.")
_COUNTED_FROM = number_or_null("Of how many people or things, as the indicator's `denominator` says.")
_ORGANISATIONS = count_or_null("Organisations behind the value, where it belongs to organisations.")
_ORGANISATIONS_EXPECTED = count_or_null("Organisations that there are to report.")

FIGURE_SCHEMAS: dict[str, Schema] = {
    "Period": record("A stretch of time, first and last day included.", label=TEXT, start=DAY, end=DAY),
    "Succession": record(
        "A share of a board's population that moved on a date.",
        area=TEXT, area_name=TEXT_OR_NULL, date=DAY,
        share=number("Share (0 to 1) of the predecessor's population."), population=count("People, mid-2022."),
    ),
    "Area": record(
        "A place that figures are published for.",
        area=TEXT, name=TEXT, short_name=TEXT, area_kind=word("area_kind"), region=TEXT_OR_NULL,
        region_name=TEXT_OR_NULL, ons_code=TEXT_OR_NULL, population=count("People, mid-2022."),
        valid_from=DAY_OR_NULL, valid_to=DAY_OR_NULL, vintages=many(word("vintage")),
        predecessors=many(ref("Succession")), successors=many(ref("Succession")),
    ),
    "Bands": record(
        "How many comparable pairs are in each band.", **{band: count("Pairs.") for band in tokens("band")}
    ),
    "Measured": record(
        "What the pairs of a cell say. `value` is the deciding pair's: R (mental over comparator, below 1 is "
        f"worse for mental health; {RATIO!r}) for per_100, ratio and context, {STANDARD_DEVIATIONS!r} for "
        f"standardised, {PERCENTAGE_POINTS!r} for points.",
        band=word_or_null("band"), certainty=word_or_null("certainty"), deciding_pair=TEXT_OR_NULL,
        deciding_pair_title=TEXT_OR_NULL, grade=word_or_null("grade"), measure=word_or_null("measure"),
        value=number_or_null(f"{_IN_UNIT} Null also for a ratio to a comparator of zero."),
        low=number_or_null(f"{_IN_UNIT} Lower 95% limit, of counting variation only."),
        high=number_or_null(f"{_IN_UNIT} Upper 95% limit, of counting variation only."),
        value_unit={"type": ["string", "null"], "enum": [*_GAP_UNITS, None]},
        distance=number_or_null(_DISTANCE), date=DAY_OR_NULL, period=ref_or_null("Period"), bands=ref("Bands"),
        pairs=count("Pairs in the register for this cell."),
        comparable_pairs=count("Pairs that have a band here."),
        framing_sensitive=CLAIM_OR_NULL, emptiness=word_or_null("emptiness"), status=many(word("status")),
    ),
    "EvidenceLayer": record(
        "Barriers and enablers, national unless a source says otherwise.",
        barriers=count("Statements."), enablers=count("Statements."),
        voices=count_or_null("People heard; null: not known."),
        barriers_emptiness=described(word_or_null("emptiness"), _EVIDENCE_EMPTY),
        enablers_emptiness=described(word_or_null("emptiness"), _EVIDENCE_EMPTY),
    ),
    "Cell": record(
        "The three layers of a cell in an area, never averaged into one number.",
        **PLACE, **BLOCK_AND_LEVEL, measured=ref("Measured"), evidence=ref("EvidenceLayer"),
        judgement=described(ref_or_null("JudgementLayer"), "Null: nobody has scored it, which is not parity."),
        layers_disagree=described(
            CLAIM_OR_NULL,
            "Whether any single view contradicts the measured band; null where no view can be set against it.",
        ),
    ),
    "SideSource": record(
        "What a side is read from, and how.",
        indicator=TEXT, indicator_name=TEXT, side_reading=word("side_reading"), breakdown=TEXT_OR_NULL,
    ),
    "Pair": record(
        "One mental-health measure joined to one comparator in one cell.",
        id=TEXT, title=TEXT, **BLOCK_AND_LEVEL, pair_kind=word("pair_kind"),
        mental_measure=TEXT, comparator_measure=TEXT, mental_label=TEXT, comparator_label=TEXT, sentence=TEXT,
        measure=word("measure"), mental_polarity=word("polarity"), comparator_polarity=word("polarity"),
        unit=described(TEXT_OR_NULL, "Unit that the measures are published in; not that of any number here."),
        grade=word("grade"), grade_reason=TEXT, known_bias=TEXT,
        decides=described(CLAIM, "Eligible to decide its cell once both sides are there."),
        superseded_by=TEXT_OR_NULL, sides_overlap=CLAIM, source=TEXT_OR_NULL, fingertips_id=TEXT_OR_NULL,
        mental=ref_or_null("SideSource"), comparator=ref_or_null("SideSource"),
        unpublished=TEXT_OR_NULL, who_could_publish=TEXT_OR_NULL, nearest_proxy=TEXT_OR_NULL,
    ),
    "Indicator": record(
        "One published measure with its metadata.",
        id=TEXT, name=TEXT, definition=TEXT_OR_NULL, scale=word("scale"), value_unit=_FIGURE_UNIT,
        polarity=word("polarity"),
        constant=number_or_null("In `value_unit`: a value that is fixed by definition."), publication=TEXT,
        unit=described(TEXT_OR_NULL, "Unit that the publisher prints; figures here are in `value_unit`."),
        numerator=TEXT_OR_NULL, denominator=TEXT_OR_NULL, basis=TEXT_OR_NULL,
        frequency=TEXT_OR_NULL, fingertips_id=TEXT_OR_NULL, caveats=TEXT_OR_NULL,
    ),
    "Provenance": record(
        "Where a figure comes from; print `credit` beside it. Unknown dates are null, never guessed.",
        id=TEXT, publisher=TEXT_OR_NULL, publication_title=TEXT_OR_NULL, publication_date=TEXT_OR_NULL,
        obtained_via=TEXT_OR_NULL, copy_status=word("copy_status"), licence=TEXT_OR_NULL, credit=TEXT_OR_NULL,
    ),
    "PredecessorFigure": record(
        "The last figure by the date asked for of a board before its merger, never added or averaged.",
        area=TEXT, area_name=TEXT_OR_NULL, value=number_or_null("In `value_unit` of the side."),
        period=ref("Period"),
    ),
    "SideValue": record(
        "One side in one area, as the pair reads it: after its complement, where it takes one. Where it has "
        "no value, `predecessors` holds the figures as published of the boards that today's was made of.",
        indicator=TEXT, indicator_name=TEXT, value=number_or_null(_IN_UNIT),
        low=number_or_null(f"{_IN_UNIT} Lower 95% limit, where published."),
        high=number_or_null(f"{_IN_UNIT} Upper 95% limit, where published."), value_unit=_FIGURE_UNIT,
        count=_COUNTED, denominator=_COUNTED_FROM, period=ref_or_null("Period"), organisations=_ORGANISATIONS,
        organisations_expected=_ORGANISATIONS_EXPECTED, status=many(word("status")), note=TEXT_OR_NULL,
        predecessors=many(ref("PredecessorFigure")), source=ref("Provenance"),
    ),
    "OtherFraming": record(
        "The share who got the bad outcome instead, still below 1 when worse for mental health.",
        value=number_or_null("Ratio of the comparator's share to mental health's."), band=word("band"),
    ),
    "Spread": record(
        "The standard deviation of the named set that a standardised gap is measured in.",
        pair=TEXT, period_end=TEXT, set_name=TEXT, areas=count("Areas or trusts in the set."),
        standard_deviation=number("In `value_unit` of the sides."), note=TEXT,
    ),
    "PairInArea": record(
        "One pair in one area: the gap with its certainty, or `emptiness` and `reason` why there is none.",
        **PLACE, value=number_or_null(f"{_IN_UNIT} Null also for a ratio to a comparator of zero."),
        low=number_or_null(f"{_IN_UNIT} Lower 95% limit, of counting variation only."),
        high=number_or_null(f"{_IN_UNIT} Upper 95% limit, of counting variation only."),
        value_unit=described({"type": "string", "enum": _GAP_UNITS}, "Unit of `value`, `low` and `high`."),
        band=word_or_null("band"), context_band=word_or_null("context_band"), certainty=word_or_null("certainty"),
        no_interval_reason=TEXT_OR_NULL, emptiness=word_or_null("emptiness"), reason=TEXT_OR_NULL,
        distance=number_or_null(_DISTANCE),
        difference=number_or_null(
            "In `difference_unit`: mental health minus comparator, for per_100 of the good outcome. Between two "
            "shares it is in percentage points, 100 times the difference of the sides' values."
        ),
        difference_unit=described(
            TEXT_OR_NULL,
            f"{PERCENTAGE_POINTS!r} between shares, rates of growth and gaps, else the `value_unit` of the sides; "
            "of sides in two units both, mental health's first. Null without a difference.",
        ),
        other_framing=ref_or_null("OtherFraming"), framing_sensitive=CLAIM, spread=ref_or_null("Spread"),
        status=many(word("status")), notes=many(TEXT),
        months_apart=count_or_null("Months between the ends of the two periods."),
        mental=ref_or_null("SideValue"), comparator=ref_or_null("SideValue"),
    ),
    "Observation": record(
        "A figure as it was published, on the areas it was published for; nothing is added up or complemented.",
        indicator=TEXT, indicator_name=TEXT, **PLACE, area_kind=word("area_kind"),
        geography=described(
            {"type": "string", "enum": list(GEOGRAPHIES)},
            "The areas it was published on: the boards of a vintage, the regions or the country.",
        ),
        period=ref("Period"), breakdown=described(TEXT_OR_NULL, "Group of people; null: everybody."),
        value=number_or_null(f"{_IN_UNIT} Null: not published or suppressed, see `status`."),
        low=number_or_null(f"{_IN_UNIT} Lower 95% limit, where published."),
        high=number_or_null(f"{_IN_UNIT} Upper 95% limit, where published."), value_unit=_FIGURE_UNIT,
        count=_COUNTED, denominator=_COUNTED_FROM, status=many(word("status")), organisations=_ORGANISATIONS,
        organisations_expected=_ORGANISATIONS_EXPECTED, note=TEXT_OR_NULL,
        publication=described(TEXT, "Id of the publication, see `sources`."),
    ),
}  # fmt: skip
"""The schemas of what is measured, by name."""
