"""NHS Talking Therapies, annual: waits, recovery by ethnic group and the recovery gap by deprivation."""

from math import sqrt
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
    financial_year,
    number,
    regions,
    rows,
    share,
)

PUBLICATION = Publication(
    id="talking-therapies-annual-2022-2025",
    publisher="NHS England",
    title="NHS Talking Therapies for anxiety and depression, annual reports 2022/23 to 2024/25",
    obtained_via="bennettoxford/nhstt:data-raw/measures_annual.parquet@f65c91baaef3b4a3bef722e5da3a305776da1d33",
    caveats="Counts below England are rounded to the nearest 5 and small ones suppressed.",
)
SIX_WEEKS = "talking-therapies-first-seen-within-6-weeks"
RECOVERY = "talking-therapies-recovery"
GAP = "talking-therapies-recovery-gap-by-deprivation"
ETHNIC = {"BME": "people of ethnic minority groups", "White British": "White British people"}
DECILES = "Indices of Deprivation Decile"
LEAST, MOST = "01 Least deprived", "10 Most deprived"
Z = 1.959964

Key = tuple[str, str, str, str, str]
"""Year, area, the two parts of the breakdown and the measure."""


def indicators() -> list[Indicator]:
    """The three measures taken from the annual reports."""
    basis = "patients of general practices of the area"
    common = {"basis": basis, "frequency": "annual", "publication": PUBLICATION.id}
    return [
        Indicator(
            id=SIX_WEEKS,
            name="Talking therapies: people who finished treatment and were first seen within 6 weeks",
            definition="Share of people finishing a course of treatment in the year whose first appointment came "
            "within 6 weeks of referral.",
            scale="proportion",
            unit="%",
            polarity="higher_better",
            numerator="people first seen within 6 weeks",
            denominator="people finishing a course of treatment",
            caveats="The standard is 75%.",
            **common,
        ),
        Indicator(
            id=RECOVERY,
            name="Talking therapies: people who recovered",
            definition="Share of people finishing treatment, of those ill enough at the start to count as a case, "
            "who no longer counted as one at the end.",
            scale="proportion",
            unit="%",
            polarity="higher_better",
            numerator="people who moved to recovery",
            denominator="people finishing treatment less those who were not a case at the start",
            caveats="Computed from counts; below England they are rounded to 5.",
            **common,
        ),
        Indicator(
            id=GAP,
            name="Talking therapies: recovery in the least deprived tenth less recovery in the most deprived tenth",
            definition="Recovery of people from the least deprived tenth of neighbourhoods of England minus recovery "
            "of people from the most deprived tenth, in percentage points.",
            scale="percentage_points",
            unit="percentage points",
            polarity="lower_better",
            caveats="Derived by us from the published counts, with Newcombe's 95% interval for two proportions.",
            **common,
        ),
    ]


def read(path: Path) -> dict[Key, str]:
    """The published counts by year, area, breakdown and measure."""
    return {
        (
            row["reporting_period"],
            "ENG" if row["org_code"] == "All" else row["org_code"],
            f"{row['variable_type']}/{row['variable_a']}",
            row["variable_b"],
            row["measure_name"],
        ): row["value"]
        for row in rows(path)
        if row["measure_statistic"] == "count"
    }


def newcombe(first: tuple[float, float], second: tuple[float, float]) -> tuple[float, float, float]:
    """The difference of two proportions with Newcombe's interval from Wilson's limits."""
    (p1, l1, u1), (p2, l2, u2) = wilson(*first), wilson(*second)
    difference = p1 - p2
    low = difference - sqrt((p1 - l1) ** 2 + (u2 - p2) ** 2)
    high = difference + sqrt((u1 - p1) ** 2 + (p2 - l2) ** 2)
    return difference, low, high


def wilson(count: float, total: float) -> tuple[float, float, float]:
    """A proportion with Wilson's 95% limits."""
    p = count / total
    middle, root = 2 * count + Z * Z, Z * sqrt(Z * Z + 4 * count * (1 - p))
    return p, (middle - root) / (2 * (total + Z * Z)), (middle + root) / (2 * (total + Z * Z))


def transcribe(folder: Path) -> Transcript:
    """Shares from counts for every area and year."""
    cells = read(folder / "talking_therapies_icb_region_2022_2025.csv")
    figures: list[Figure] = []
    deciles = sorted({key[2] for key in cells if key[2].startswith(DECILES) and "Not stated" not in key[2]})
    for year in sorted({key[0] for key in cells}):
        period = financial_year(int(year[:4]))
        for area in ["ENG", *regions(folder), *boards(folder)]:
            top = cells.get((year, area, "Waiting Time/Accessing services", "<6 weeks", "finished_course_treatment"))
            bottom = cells.get((year, area, "Total/NULL", "NULL", "finished_course_treatment"))
            figures.append(_figure(SIX_WEEKS, area, period, number(top), number(bottom), top))
            groups = {"Total/NULL": ""} | {f"BME Group/{group}": words for group, words in ETHNIC.items()}
            for decile in deciles:
                rank = decile.removeprefix(f"{DECILES}/")
                ends = {LEAST: ", least deprived", MOST: ", most deprived"}
                groups[decile] = f"deprivation decile {int(rank[:2])}{ends.get(rank, '')}"
            for group, words in groups.items():
                recovered, cases, raw = recovery(cells, year, area, group)
                figures.append(_figure(RECOVERY, area, period, recovered, cases, raw, words))
            figures.append(_gap(cells, year, area, period))
    return Transcript(
        publications=[PUBLICATION],
        indicators=indicators(),
        figures=figures,
        pairs={
            "S3": PairSides(mental=Side(SIX_WEEKS)),
            "S9": PairSides(mental=Side(GAP)),
            "S20": PairSides(
                Side(RECOVERY, breakdown=ETHNIC["BME"]), Side(RECOVERY, breakdown=ETHNIC["White British"])
            ),
        },
    )


def recovery(cells: dict[Key, str], year: str, area: str, group: str) -> tuple[float | None, float | None, str | None]:
    """People recovered, people who were a case, and the published mark of the first."""
    raw = [cells.get((year, area, group, "NULL", name)) for name in ("recovery", "finished_course_treatment")]
    recovered, finished = (number(value) for value in raw)
    not_a_case = number(cells.get((year, area, group, "NULL", "not_at_caseness")))
    cases = None if finished is None or not_a_case is None else finished - not_a_case
    return recovered, cases, raw[0]


def _figure(
    indicator: str,
    area: str,
    period: Period,
    top: float | None,
    bottom: float | None,
    raw: str | None,
    breakdown: str = "",
) -> Figure:
    value = share(top, bottom)
    status = "" if value is not None else "x" if raw is None else "c"
    numbers = {"value": value, "count": top, "denominator": bottom}
    return Figure(indicator, area, period, PUBLICATION.id, breakdown=breakdown, status=status, **numbers)


def _gap(cells: dict[Key, str], year: str, area: str, period: Period) -> Figure:
    sides = [recovery(cells, year, area, f"{DECILES}/{decile}") for decile in (LEAST, MOST)]
    known = [(count, total) for count, total, _ in sides if count is not None and total]
    if len(known) < 2:
        missing = "x" if any(raw is None for _, _, raw in sides) else "c"
        return Figure(GAP, area, period, PUBLICATION.id, status=missing, note="A tenth has no published counts here")
    value, low, high = (100 * part for part in newcombe(known[0], known[1]))
    counts = [f"{count:.0f} of {total:.0f}" for count, total in known]
    note = f"Derived: least deprived {counts[0]} recovered, most deprived {counts[1]}; Newcombe's interval"
    return Figure(GAP, area, period, PUBLICATION.id, value, low, high, note=note)
