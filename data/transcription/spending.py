"""Mental health spending against the base allocation, on the areas of April 2021."""

from collections.abc import Iterator
from pathlib import Path

from data.transcription.framework import (
    Figure,
    Indicator,
    PairSides,
    Period,
    Publication,
    Side,
    Transcript,
    absent,
    boards,
    financial_year,
    number,
    rows,
    share,
)
from data.transcription.mental_health_dashboard import WORKBOOK, footprint

PUBLICATION = Publication(
    id="mental-health-dashboard-spending-2021-22",
    publisher="NHS England",
    title="NHS Mental Health Dashboard Q4 2021/22 v3.2: finance, with weighted populations of the 2025/26 allocations",
    obtained_via=f"{WORKBOOK} ; nhsengland/ICB_Allocation_Tool_update:data/2025_2026.csv"
    "@28f478bc72cab93ab9282eded9f53e20ae6bf891",
    caveats=(
        "Spend includes learning disability and dementia and leaves out specialised commissioning. On the areas of "
        "April 2021: Bassetlaw and Glossop lie in other boards than since July 2022."
    ),
)
SPEND, SHARE = "mental-health-spend", "mental-health-share-of-base-allocation"
RELATIVE_SHARE = "mental-health-share-of-base-allocation-relative-to-england"
GROWTH, REST_GROWTH = "mental-health-spend-growth", "rest-of-base-allocation-growth"
PER_HEAD = "mental-health-spend-per-need-weighted-head"
RELATIVE, REST_RELATIVE = (
    "mental-health-spend-per-need-weighted-head-relative-to-england",
    "rest-of-allocation-per-need-weighted-head-relative-to-england",
)
CHILDREN, ADULTS = "children-mental-health-spend", "adult-mental-health-spend"
STANDARD, RULE = "mental-health-investment-standard-met", "mental-health-investment-standard-rule"
GROWTH_YEARS = {"2018/19", "2019/20"}
MOVE, LIKELY = 10.0, "b"
GROWTH_RULE = (
    "our flag: in this year the base allocation changed by more than 10%, or the two growth rates are more than 10 "
    "points apart, so the area itself has probably changed"
)
WEIGHTS_NOTE = "Derived: spend of the year over need weights of 2025/26, which put London low"


def indicators() -> list[Indicator]:
    """What is taken or derived from the finance sheets."""
    lines = [
        (SPEND, "Mental health spend", "Spend of the area on mental health in the year.", "money", "GBP", "context"),
        (
            SHARE,
            "Mental health share of the base allocation",
            "Mental health spend over the base allocation of the area.",
            *("proportion", "%", "context"),
        ),
        (
            RELATIVE_SHARE,
            "Mental health share of the base allocation, relative to England",
            "The area's mental health share of its base allocation over England's share of the same year.",
            *("ratio", "England = 1", "higher_better"),
        ),
        (
            GROWTH,
            "Growth of mental health spend",
            "Mental health spend over that of the year before, less one, in per cent.",
            *("percentage_points", "% a year", "higher_better"),
        ),
        (
            REST_GROWTH,
            "Growth of the rest of the base allocation",
            "The base allocation less mental health spend, over the same of the year before, less one, in per cent.",
            *("percentage_points", "% a year", "higher_better"),
        ),
        (
            PER_HEAD,
            "Mental health spend for each head weighted by mental health need",
            "Mental health spend of the year over the population weighted by mental health need in 2025/26.",
            *("money", "GBP per need-weighted head", "higher_better"),
        ),
        (
            RELATIVE,
            "Mental health spend for each need-weighted head, relative to England",
            "Mental health spend per head weighted by mental health need, over England's.",
            *("ratio", "England = 1", "higher_better"),
        ),
        (
            REST_RELATIVE,
            "The rest of the allocation for each need-weighted head, relative to England",
            "Base allocation less mental health spend, per head weighted by general and acute need, over England's.",
            *("ratio", "England = 1", "higher_better"),
        ),
        (
            CHILDREN,
            "Spend on children's and young people's mental health",
            "Spend on mental health of children and young people, without learning disability and eating disorders.",
            *("money", "GBP", "context"),
        ),
        (
            ADULTS,
            "Spend on mental health other than children's and young people's",
            "All mental health spend less the spend on children and young people, eating disorders included.",
            *("money", "GBP", "context"),
        ),
        (
            STANDARD,
            "Mental Health Investment Standard met",
            "1 where the dashboard says spend grew at least as fast as the base allocation, else 0.",
            *("proportion", "yes = 1, no = 0", "higher_better"),
        ),
        (
            RULE,
            "The rule of the Mental Health Investment Standard",
            "Meeting the standard is expected of every area.",
            *("proportion", "yes = 1, no = 0", "higher_better"),
        ),
    ]
    return [
        Indicator(
            *line,
            basis="commissioners of the area of April 2021",
            frequency="fixed" if line[0] == RULE else "annual",
            publication=PUBLICATION.id,
            constant="1" if line[0] == RULE else "",
            caveats=PUBLICATION.caveats,
        )
        for line in lines
    ]


def transcribe(folder: Path) -> Transcript:
    """Spend, shares, growth and spend per head, and what the finance sheets say of children and the standard."""
    table = rows(folder / "mh_spend_vs_allocation_eng_region_icb_2017_2022.csv")
    lines = {(row["ods_code"], row["period"]): row for row in table}
    figures = [footprint(figure, note) for figure, note in allocation_figures(lines)]
    figures = [*figures, *growth_figures(lines), *finance_figures(folder)]
    figures += absent(figures, boards(folder))
    return Transcript(
        publications=[PUBLICATION],
        indicators=indicators(),
        figures=figures,
        pairs={
            "F2": PairSides(mental=Side(SHARE)),
            "F3": PairSides(mental=Side(PER_HEAD)),
            "F5": PairSides(Side(GROWTH), Side(REST_GROWTH)),
            "F6": PairSides(mental=Side(RELATIVE_SHARE)),
            "F7": PairSides(Side(RELATIVE), Side(REST_RELATIVE)),
            "G5": PairSides(Side(STANDARD), Side(RULE)),
        },
    )


Lines = dict[tuple[str, str], dict[str, str]]


def allocation_figures(lines: Lines) -> Iterator[tuple[Figure, str]]:
    """Shares and amounts per need-weighted head, year by year."""
    for (area, label), row in lines.items():
        period, england = year(label), lines["ENG", label]
        portion = number(row["mh_share_of_base_allocation"])
        whole = number(england["mh_share_of_base_allocation"])
        yield Figure(SHARE, area, period, PUBLICATION.id, portion), ""
        relative = share(portion, whole)
        yield Figure(RELATIVE_SHARE, area, period, PUBLICATION.id, relative), "Derived: share over England's"
        per_head = number(row["mh_gbp_per_mh_weighted_head"])
        yield Figure(PER_HEAD, area, period, PUBLICATION.id, per_head), WEIGHTS_NOTE
        for key, column in ((RELATIVE, "R_mh_rel_england"), (REST_RELATIVE, "R_non_mh_rel_england")):
            yield Figure(key, area, period, PUBLICATION.id, number(row[column])), WEIGHTS_NOTE


def growth_figures(lines: Lines) -> Iterator[Figure]:
    """Growth of the two valid years, flagged where the area has probably changed."""
    for (area, label), row in lines.items():
        before = lines.get((area, f"{int(label[:4]) - 1}/{label[2:4]}"))
        if label not in GROWTH_YEARS or before is None:
            continue
        mental, rest, base = (
            100 * (float(row[column]) / float(before[column]) - 1)
            for column in ("mh_spend_gbp", "implied_non_mh_allocation_gbp", "implied_base_allocation_gbp")
        )
        moved = abs(base) > MOVE or abs(mental - rest) > MOVE
        for key, value in ((GROWTH, mental), (REST_GROWTH, rest)):
            figure = footprint(Figure(key, area, year(label), PUBLICATION.id, value))
            yield flagged(figure) if moved else figure


def flagged(figure: Figure) -> Figure:
    """The same figure as a likely break by the growth rule."""
    note = "; ".join(part for part in (figure.note, GROWTH_RULE) if part)
    return Figure(
        figure.indicator, figure.area, figure.period, figure.publication, figure.value, status=LIKELY, note=note
    )


def finance_figures(folder: Path) -> Iterator[Figure]:
    """Total, children's and other spend, and whether the standard was met, planned and actual."""
    sheets: dict[tuple[str, str], dict[str, str]] = {}
    for row in rows(folder / "mhd_finance_eng_region_icb_2016_2022.csv"):
        sheets.setdefault((row["ods_code"], row["period"]), {})[row["dashboard_id"]] = row["value"]
    for (area, label), cells in sheets.items():
        breakdown = "planned" if label.endswith("planned") else ""
        total, children, eating = (number(cells.get(key)) for key in ("MHF(ii_a)", "CYP(v)", "CYP(vi)"))
        rest = None if total is None or children is None or eating is None else total - children - eating
        met = {"Y": 1, "N": 0}.get(cells.get("MHF(iii)", ""))
        for key, value in ((SPEND, total), (CHILDREN, children), (ADULTS, rest), (STANDARD, met)):
            if value is not None:
                yield footprint(Figure(key, area, year(label), PUBLICATION.id, value, breakdown=breakdown))


def year(label: str) -> Period:
    """A financial year, planned or actual."""
    return financial_year(int(label[:4]))
