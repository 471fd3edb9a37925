"""Detentions under the Mental Health Act by ethnic group."""

from pathlib import Path

from data.transcription.framework import (
    Figure,
    Indicator,
    PairSides,
    Publication,
    Side,
    Transcript,
    boards,
    financial_year,
    number,
    rows,
    share,
)
from data.transcription.mental_health_dashboard import PUBLICATION as DASHBOARD

PUBLICATION = Publication(
    id="mental-health-act-2023-24",
    publisher="NHS England",
    title="Mental Health Act statistics, annual figures 2023/24",
    obtained_via=(
        "Dibya-Shrestha/Mental_Health_Detention_Dashboard:mha_annual_suppressed_2023_24 (version 1).xlsx"
        "@ae9df5b17a55e46768f02bdfa328b8cacfeb2352"
    ),
    caveats=(
        "The copied workbook was edited by hand; two of its England rows on deprivation were repaired and are not used "
        "here. Board counts are rounded to 5 and small ones suppressed. Ethnic groups leave out acute hospitals."
    ),
)
CRUDE, STANDARDISED = "detention-rate-crude", "detention-rate-standardised"
RATIO, REPEATS = "detention-rate-black-over-white", "people-by-number-of-detentions"
BLACK, WHITE, BRITISH = "Black or Black British", "White", "White British"
GROUPS = {"Asian or Asian British", BLACK, "Mixed", "Other Ethnic Groups", WHITE}
DASHBOARD_GROUPS = {"CR(iv_b)": BRITISH, "CR(iv_c)": BLACK}
PERIOD = financial_year(2023)
DERIVED = "Denominator derived by us: count over crude rate"


def indicators() -> list[Indicator]:
    """Crude and standardised rates, their ratio, and people by number of detentions."""
    common = {"basis": "residents", "frequency": "annual", "publication": PUBLICATION.id}
    rate = {"scale": "rate", "unit": "per 100,000", "polarity": "lower_better", "numerator": "detentions"}
    return [
        Indicator(
            id=CRUDE,
            name="Detentions under the Mental Health Act, per 100,000 people",
            definition="Detentions in the year per 100,000 residents of the group, not standardised for age.",
            denominator="residents of the group",
            caveats=PUBLICATION.caveats,
            **rate,
            **common,
        ),
        Indicator(
            id=STANDARDISED,
            name="Detentions under the Mental Health Act, per 100,000 people, standardised for age",
            definition="Detentions in the year per 100,000 residents of the group, standardised for age and sex.",
            denominator="residents of the group",
            caveats="England only. Years before 2023/24 come from the Mental Health Dashboard (CR(iv_b) and CR(iv_c)).",
            **rate,
            **common,
        ),
        Indicator(
            id=RATIO,
            name="Detention rate of Black people over that of White people",
            definition="Crude rate of Black or Black British people over the crude rate of White people.",
            scale="ratio",
            unit="ratio",
            polarity="lower_better",
            caveats="Derived by us from crude rates, which do not allow for age. " + PUBLICATION.caveats,
            **common,
        ),
        Indicator(
            id=REPEATS,
            name="People subject to repeat detentions, by number of detentions",
            definition="People as the publication counts them under each number of detentions in the year.",
            scale="count",
            unit="people",
            polarity="context",
            caveats="The copy does not say whether each number includes the higher ones, so no share is derived.",
            **common,
        ),
    ]


def transcribe(folder: Path) -> Transcript:
    """Rates by ethnic group for England and boards, and earlier standardised rates for England."""
    areas = {"All prov": "ENG"} | {code: code for code in boards(folder)}
    crude: dict[tuple[str, str], float | None] = {}
    figures: list[Figure] = []
    for row in rows(folder / "mha_detentions_icb_2023_24.csv"):
        area, group = areas.get(row["OrgID"]), row["DemographicBreakdown"]
        if area is None:
            continue
        if row["Measure"] == "People subject to repeat detentions" and row["Demographic"] == "All":
            figures.append(_repeat(area, row))
        if row["Measure"] != "All detentions" or row["measureSubcategory"] != "All":
            continue
        everybody = row["Demographic"] == "All" and row["Datasource"] == "MHSDS"
        if everybody or (row["Demographic"] == "Ethnicity" and group in GROUPS | {"British"}):
            figures.append(_crude(area, row, "" if everybody else BRITISH if group == "British" else group))
            crude[area, group] = figures[-1].value
            if number(row["StdRate"]) is not None:
                figures.append(_standardised(area, row, figures[-1].breakdown))
    for area in areas.values():
        value = share(crude.get((area, BLACK)), crude.get((area, WHITE)))
        note = "Derived by us: crude rate over crude rate"
        figures.append(Figure(RATIO, area, PERIOD, PUBLICATION.id, value, status="" if value else "c", note=note))
    for row in rows(folder / "mhd_access_quality_eng_region_icb_2014_2022.csv"):
        group = DASHBOARD_GROUPS.get(row["dashboard_id"])
        if group:
            period, value = financial_year(int(row["period"][:4])), number(row["value"])
            figures.append(Figure(STANDARDISED, row["ods_code"], period, DASHBOARD.id, value, breakdown=group))
    return Transcript(
        publications=[PUBLICATION, DASHBOARD],
        indicators=indicators(),
        figures=figures,
        pairs={
            "G3": PairSides(mental=Side(RATIO)),
            "G4": PairSides(),
            "G6": PairSides(Side(CRUDE, breakdown=BLACK), Side(CRUDE, breakdown=WHITE)),
        },
    )


def _crude(area: str, row: dict[str, str], breakdown: str) -> Figure:
    count, rate = number(row["Total_Count"]), number(row["CrudeRate"])
    denominator = round(count / rate * 1e5) if count and rate else None
    return Figure(
        CRUDE,
        area,
        PERIOD,
        PUBLICATION.id,
        rate,
        count=count,
        denominator=denominator,
        breakdown=breakdown,
        status="" if rate is not None else "c",
        note=DERIVED if denominator else "",
    )


def _standardised(area: str, row: dict[str, str], breakdown: str) -> Figure:
    rate, half = number(row["StdRate"]), number(row["Confidence_interval"])
    limits = (rate - half, rate + half) if rate is not None and half is not None else (None, None)
    note = "Interval: the published half-width either side"
    return Figure(STANDARDISED, area, PERIOD, PUBLICATION.id, rate, *limits, breakdown=breakdown, note=note)


def _repeat(area: str, row: dict[str, str]) -> Figure:
    times, people = row["measureSubcategory"], number(row["Total_Count"])
    return Figure(REPEATS, area, PERIOD, PUBLICATION.id, people, count=people, breakdown=f"{times} detentions")
