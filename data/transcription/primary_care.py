"""General practice figures by deprivation of the practice, as the Health Equity Evidence Centre derived them."""

from pathlib import Path

from data.transcription.framework import (
    Figure,
    Indicator,
    PairSides,
    Period,
    Publication,
    Side,
    Transcript,
    boards,
    calendar_year,
    financial_year,
    number,
    rows,
)

PUBLICATION = Publication(
    id="heec-primary-care-2016-2024",
    publisher="Health Equity Evidence Centre, from NHS England and OHID figures",
    title="Primary care data packs by integrated care board and deprivation of the practice",
    obtained_via="HealthEquityEvidenceCentre/HEEC:datapacks/final_data.csv@8a7205b2025b12f89fe366b6793400babca4d692",
    licence="No licence file found; derived from Open Government Licence v3.0 sources",
    caveats=(
        "Derived by the Health Equity Evidence Centre, not published by the NHS: medians of practices by fifth of "
        "deprivation (the two most deprived fifths together). They are not values of a board. England is the "
        "centre's own figure over all practices (its column avg), not the published national one."
    ),
)
BREAKDOWNS = {
    "quin_1": "deprivation quintile 1, least deprived (median of practices)",
    "quin_2": "deprivation quintile 2 (median of practices)",
    "quin_3": "deprivation quintile 3 (median of practices)",
    "quin_4_5": "deprivation quintiles 4 and 5, most deprived (median of practices)",
}
HBA1C, PRESSURE = "diabetes-blood-sugar-controlled", "high-blood-pressure-controlled"
EXPERIENCE = "good-overall-experience-of-general-practice"
EXPERIENCE_GAP = "good-overall-experience-gap-by-deprivation"
SHARES = {
    "IFCC-HbA1c <= 58 mmol/mol in patients with diabetes without frailty (denominator incl. PCAs)": (
        HBA1C,
        "People with diabetes whose blood sugar is controlled",
        "Share of people with diabetes and without frailty whose long-term blood sugar (HbA1c) is 58 mmol/mol or less.",
    ),
    "Last BP reading of patients (<80 yrs, with hypertension), in the last 12 months is <= 140/90 mmHg "
    "(denominator incl. PCAs)": (
        PRESSURE,
        "People under 80 with high blood pressure whose last reading was controlled",
        "Share of people under 80 with high blood pressure whose last reading in 12 months was 140/90 mmHg or less.",
    ),
    "overall_pct": (
        EXPERIENCE,
        "People with a good overall experience of their general practice",
        "Share of people answering the GP Patient Survey who say their experience is good.",
    ),
    "Mental Health: QOF prevalence (all ages)": (
        "severe-mental-illness-recorded-prevalence",
        "People recorded as having a severe mental illness by their general practice",
        "Share of registered people on the practice's register of severe mental illness.",
    ),
    "Depression: QOF prevalence (18+ yrs)": (
        "depression-recorded-prevalence",
        "Adults recorded as having depression by their general practice",
        "Share of registered adults on the practice's depression register.",
    ),
    "Diabetes: QOF prevalence (17+ yrs)": (
        "diabetes-recorded-prevalence",
        "People aged 17 and over recorded as having diabetes by their general practice",
        "Share of registered people aged 17 and over on the practice's diabetes register.",
    ),
    "CHD: QOF prevalence (all ages)": (
        "coronary-heart-disease-recorded-prevalence",
        "People recorded as having coronary heart disease by their general practice",
        "Share of registered people on the practice's coronary heart disease register.",
    ),
}
GRADIENT = "-deprivation-gradient"
OUTCOMES = {HBA1C, PRESSURE, EXPERIENCE}


def indicators() -> list[Indicator]:
    """The shares, the gradients of the prevalences and the gap in experience."""
    made = []
    for key, name, definition in SHARES.values():
        survey = key == EXPERIENCE
        common = {
            "basis": "general practices of the area, by deprivation of the practice",
            "frequency": "annual",
            "publication": PUBLICATION.id,
            "caveats": PUBLICATION.caveats + (" Survey year: fieldwork in its first months." if survey else ""),
        }
        polarity = "higher_better" if key in OUTCOMES else "context"
        made.append(Indicator(key, name, definition, "proportion", "%", polarity, **common))
        if key not in OUTCOMES:
            words = "The median of the two most deprived fifths of practices over that of the least deprived fifth: "
            gradient = f"{name}: most over least deprived practices"
            made.append(Indicator(key + GRADIENT, gradient, words + definition, "ratio", "ratio", "context", **common))
        if survey:
            gap = "Good experience of general practice: least less most deprived practices"
            words = "The median of the least deprived fifth less that of the two most deprived fifths, in points."
            unit = "percentage points"
            made.append(Indicator(EXPERIENCE_GAP, gap, words, "percentage_points", unit, "lower_better", **common))
    return made


def transcribe(folder: Path) -> Transcript:
    """Breakdown rows for boards and England, the average for England only, gaps and gradients."""
    codes = {board["short_name"].lower(): code for code, board in boards(folder).items()} | {"england": "ENG"}
    figures: list[Figure] = []
    seen: set[tuple[str, str, str]] = set()
    for name in ("heec_primary_care_icb_quintile.csv", "qof_prevalence_icb_by_imd_quintile.csv"):
        for row in rows(folder / name):
            if row["Indicator"] not in SHARES:
                continue
            key, area = SHARES[row["Indicator"]][0], codes[row["ICB.NAME"].lower()]
            if (key, area, row["Year"]) in seen:
                continue
            seen.add((key, area, row["Year"]))
            figures += _row(key, area, row)
    return Transcript(
        publications=[PUBLICATION],
        indicators=indicators(),
        figures=figures,
        pairs={
            "S5": PairSides(comparator=Side(HBA1C)),
            "T7": PairSides(comparator=Side(HBA1C)),
            "T8": PairSides(comparator=Side(PRESSURE)),
            "S9": PairSides(comparator=Side(EXPERIENCE_GAP)),
            "O6": PairSides(
                Side("severe-mental-illness-recorded-prevalence" + GRADIENT),
                Side("diabetes-recorded-prevalence" + GRADIENT),
            ),
            "O7": PairSides(
                Side("depression-recorded-prevalence" + GRADIENT),
                Side("coronary-heart-disease-recorded-prevalence" + GRADIENT),
            ),
        },
    )


def _period(key: str, year: int) -> Period:
    """Survey years are calendar years; the centre names a financial year by its second half."""
    return calendar_year(year) if key == EXPERIENCE else financial_year(year - 1)


def _row(key: str, area: str, row: dict[str, str]) -> list[Figure]:
    scale = 1 if key == EXPERIENCE else 100
    period = _period(key, int(row["Year"]))
    value = {column: number(row[column]) for column in (*BREAKDOWNS, "avg")}
    made = []
    for column, breakdown in BREAKDOWNS.items():
        median = value[column]
        missing = {"status": "x", "note": "No practices in this fifth"} if median is None else {}
        shown = None if median is None else median / scale
        made.append(Figure(key, area, period, PUBLICATION.id, shown, breakdown=breakdown, **missing))
    if area == "ENG" and value["avg"] is not None:
        note = "The centre's figure over all practices of England (its column avg)"
        made.append(Figure(key, area, period, PUBLICATION.id, value["avg"] / scale, note=note))
    least, most = value["quin_1"], value["quin_4_5"]
    if key == EXPERIENCE:
        gap = None if least is None or most is None else 100 * (least - most)
        made.append(_derived(EXPERIENCE_GAP, area, period, gap))
    elif key not in OUTCOMES:
        made.append(_derived(key + GRADIENT, area, period, most / least if most is not None and least else None))
    return made


def _derived(key: str, area: str, period: Period, value: float | None) -> Figure:
    note = "Derived by us from the centre's medians of practices"
    return Figure(key, area, period, PUBLICATION.id, value, status="x" if value is None else "", note=note)
