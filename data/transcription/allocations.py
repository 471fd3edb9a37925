"""Need-weighted populations behind the allocations of 2025/26, and what they say of need per head."""

from pathlib import Path

from data.transcription.framework import (
    Figure,
    Indicator,
    PairSides,
    Publication,
    Side,
    Transcript,
    financial_year,
    rows,
)

PUBLICATION = Publication(
    id="allocations-need-2025-26",
    publisher="NHS England",
    title="Integrated care board allocations 2025/26: need-weighted populations",
    obtained_via="nhsengland/ICB_Allocation_Tool_update:data/2025_2026.csv@28f478bc72cab93ab9282eded9f53e20ae6bf891",
    caveats="Need as the allocation formula sees it, not provision. Regions and England add up the boards.",
)
MENTAL = "mental-health-need-index"
ACUTE = "general-and-acute-need-index"
PRESCRIBING = "prescribing-need-weighted-population-index"
MENTAL_SHARE = "mental-health-need-against-overall-need"
WEIGHTED = {
    MENTAL: ("MH WP", "Mental health need for each head", "mental health"),
    ACUTE: ("G&A WP", "General and acute hospital need for each head", "general and acute care"),
    PRESCRIBING: ("Prescr WP", "Prescribing need for each head", "prescribing"),
}
PERIOD = financial_year(2025)


def indicators() -> list[Indicator]:
    """Three need indices against England, and mental health need against all need."""
    common = {"basis": "registered patients", "frequency": "annual", "publication": PUBLICATION.id}
    made = [
        Indicator(
            id=key,
            name=f"{name}, England = 1",
            definition=f"Population weighted by need for {need} over registered population, relative to England.",
            scale="index",
            unit="England = 1",
            polarity="context",
            numerator=f"population weighted by need for {need}",
            denominator="registered population",
            caveats=PUBLICATION.caveats,
            **common,
        )
        for key, (_, name, need) in WEIGHTED.items()
    ]
    made.append(
        Indicator(
            id=MENTAL_SHARE,
            name="Mental health need against all need, relative to England",
            definition="Population weighted by mental health need over population weighted by all need, relative to "
            "England.",
            scale="ratio",
            unit="England = 1",
            polarity="higher_better",
            numerator="population weighted by mental health need",
            denominator="population weighted by all need",
            caveats=PUBLICATION.caveats,
            **common,
        )
    )
    return made


def transcribe(folder: Path) -> Transcript:
    """Add boards up to regions and England and relate each to England."""
    columns = [column for column, _, _ in WEIGHTED.values()] + ["Population", "Final WP"]
    areas: dict[str, dict[str, float]] = {}
    for row in rows(folder / "allocations_weighted_population_icb_2025_26.csv"):
        for area in (row["ICB"], row["Rcode"], "ENG"):
            sums = areas.setdefault(area, dict.fromkeys(columns, 0.0))
            for column in columns:
                sums[column] += float(row[column])
    england = areas["ENG"]
    measures = {key: (column, "Population") for key, (column, _, _) in WEIGHTED.items()}
    measures[MENTAL_SHARE] = ("MH WP", "Final WP")
    figures = [
        Figure(
            key,
            area,
            PERIOD,
            PUBLICATION.id,
            sums[top] / sums[bottom] / (england[top] / england[bottom]),
            count=sums[top],
            denominator=sums[bottom],
            note="Derived by us: count over denominator, divided by England's",
        )
        for key, (top, bottom) in measures.items()
        for area, sums in areas.items()
    ]
    return Transcript(
        publications=[PUBLICATION],
        indicators=indicators(),
        figures=figures,
        pairs={
            "F1": PairSides(Side(MENTAL), Side(ACUTE)),
            "F6": PairSides(comparator=Side(MENTAL_SHARE)),
            "T4": PairSides(comparator=Side(PRESCRIBING)),
        },
    )
