"""England series up to 2017 as QualityWatch charted them, credited to the original publications."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from data.transcription.framework import (
    Figure,
    Indicator,
    PairSides,
    Period,
    Publication,
    Side,
    Transcript,
    calendar_year,
    financial_year,
    month,
    months,
    rows,
)
from data.transcription.staff_survey import indicator_id as survey_indicator

COMMIT = "d5974aed9f3b6a28ef16f1fa944a713d6baf6f4e"
LICENCE = (
    "Not clearly open: charts are copyright Nuffield Trust and the Health Foundation; "
    "the figures come from Open Government Licence v3.0 sources"
)
CHART = "Chart: Nuffield Trust and the Health Foundation (QualityWatch); figures from"


def publication(key: str, publisher: str, original: str, charts: str, caveats: str = "") -> Publication:
    """An original publication, read through QualityWatch's charts."""
    return Publication(
        id=f"qualitywatch-{key}",
        publisher=publisher,
        title=f"{original}, as charted by QualityWatch",
        obtained_via=f"QualityWatch/Quality-Watch:chart/visualisation/{charts}@{COMMIT}",
        licence=LICENCE,
        credit=f"{CHART} {original} ({publisher}).",
        caveats=f"Read off the code of a chart that is no longer kept up. {caveats}".strip(),
    )


SICKNESS = publication("sickness-absence", "NHS Digital", "NHS Sickness Absence Rates", "QIAAN97-2.js")
NURSES = publication("workforce", "NHS Digital", "NHS Workforce Statistics", "QIAAN99-2.js and QIAAN99-4.js")
OUTPATIENTS = publication(
    "outpatient-waits", "NHS Digital", "Hospital Episode Statistics, outpatients", "QIAAN136-2.js"
)
STRESS = publication(
    "staff-survey-stress",
    "NHS England",
    "NHS Staff Survey 2004 to 2016",
    "QIAAN34-QIAAN35-QIAAN37-6.js",
    "Whole-sector percentages without counts; the copy marks 2015 and 2016 as weighted.",
)
VIOLENCE = publication(
    "staff-survey-violence",
    "NHS England",
    "NHS Staff Survey 2007 to 2016",
    "QIAAN75-1.js",
    "Whole-sector percentages without counts; the question changed between 2011 and 2012.",
)
INCIDENTS = publication(
    "medication-incidents", "NHS Improvement", "National Reporting and Learning System (NRLS)", "QIAAN12-2.js"
)
MORTALITY = publication("serious-mental-illness-mortality", "NHS Digital", "NHS Outcomes Framework", "QIAAN102-1.js")
EMPLOYMENT = publication("employment", "NHS Digital", "Adult Social Care Outcomes Framework (ASCOF)", "QIAAN120-2.js")
PUBLICATIONS = [SICKNESS, NURSES, OUTPATIENTS, STRESS, VIOLENCE, INCIDENTS, MORTALITY, EMPLOYMENT]
MONTHS = {date(2000, number, 1).strftime("%b"): number for number in range(1, 13)}
BREAK = "Likely break: the level jumps from 2011, when the question or the survey changed."


def month_label(text: str) -> Period:
    """Read "Jan-2010" or "Sep 2009"."""
    name, year = re.split(r"[- ]", text)
    return month(int(year), MONTHS[name])


def survey_year(text: str) -> Period:
    """Read "2015*", where the star says weighted."""
    return calendar_year(int(text.rstrip("*")))


def year_label(text: str) -> Period:
    """Read "2008/09" or "2010-11"."""
    return financial_year(int(text[:4]))


def half_year(text: str) -> Period:
    """Read "Apr 14 - Sept 14"."""
    name, year = text.split(" - ")[1].split()
    return months(2000 + int(year), MONTHS[name[:3]], 6)


class Series(NamedTuple):
    """A series of a chart and where it goes."""

    chart: str
    series: str
    indicator: str
    publication: str
    period: Callable[[str], Period]
    factor: float = 0.01
    breakdown: str = ""


MENTAL_SICKNESS = "Mental Health and Learning Disability"
MENTAL_SURVEY, ACUTE_SURVEY = "Mental Health & Learning Disability", "Acute"
SMR, POPULATION = "mortality-ratio-adults-with-serious-mental-illness", "mortality-ratio-whole-population"
PSYCHIATRIC, ALL_NURSES = "psychiatric-nurses-index", "nurses-midwives-and-health-visitors-index"
ABSENCE, INCIDENT = "sickness-absence-rate", "medication-incidents"
OUTPATIENT = "first-outpatient-appointments-within-18-weeks"
WORK = "adults-on-care-programme-approach-in-employment"
SERIES = (
    Series("QIAAN97-2", MENTAL_SICKNESS, f"{ABSENCE}-mental-health-trusts", SICKNESS.id, month_label),
    Series("QIAAN97-2", "Acute", f"{ABSENCE}-acute-trusts", SICKNESS.id, month_label),
    Series("QIAAN136-2", "Mental health", f"{OUTPATIENT}-mental-health", OUTPATIENTS.id, year_label),
    Series("QIAAN136-2", "Physical health", f"{OUTPATIENT}-physical-health", OUTPATIENTS.id, year_label),
    Series("QIAAN12-2", "Mental health", f"{INCIDENT}-mental-health-trusts", INCIDENTS.id, half_year, 1),
    Series("QIAAN12-2", "Acute", f"{INCIDENT}-acute-trusts", INCIDENTS.id, half_year, 1),
    Series("QIAAN102-1", "Male with SMI", SMR, MORTALITY.id, year_label, 1, "men"),
    Series("QIAAN102-1", "Female with SMI", SMR, MORTALITY.id, year_label, 1, "women"),
    Series("QIAAN120-2", "Employment rate", WORK, EMPLOYMENT.id, year_label),
    *(
        Series(chart, series, survey_indicator(measure, sector), source.id, survey_year)
        for chart, measure, source in (
            ("QIAAN34-QIAAN35-QIAAN37-6", "Stress", STRESS),
            ("QIAAN75-1", "Physical_public", VIOLENCE),
        )
        for series, sector in ((MENTAL_SURVEY, "mental_health"), (ACUTE_SURVEY, "acute"))
    ),
)
ENGLAND = {"basis": "England", "scale": "proportion", "unit": "%"}
OLD = "The series has ended: use it for its time only."


def pair_indicators() -> Iterator[Indicator]:
    """Indicators that come alike for mental health and for the comparator."""
    for kind, title in (("mental-health", "mental health and learning disability trusts"), ("acute", "acute trusts")):
        yield Indicator(
            id=f"{ABSENCE}-{kind}-trusts",
            name=f"Sickness absence rate, {title}",
            definition=f"The share of staff days of {title} that were lost to sickness absence in the month.",
            polarity="lower_better",
            numerator="Full-time equivalent days lost to sickness",
            denominator="Full-time equivalent days available",
            frequency="monthly",
            publication=SICKNESS.id,
            caveats=f"One decimal place, without counts; staff mix differs between sectors. {OLD}",
            **ENGLAND,
        )
        name = "mental health trusts" if kind == "mental-health" else title
        yield Indicator(
            id=f"{INCIDENT}-{kind}-trusts",
            name=f"Medication incidents reported, {name}",
            definition=f"Medication incidents that {name} reported for every 10,000 bed days in the half-year.",
            scale="rate",
            unit="per 10,000 bed days",
            polarity="context",
            numerator="Medication incidents reported",
            denominator="Bed days",
            basis="England",
            frequency="half-yearly",
            publication=INCIDENTS.id,
            caveats=f"More reports may mean more harm or better reporting; medicine use differs. {OLD}",
        )
    for kind in ("mental health", "physical health"):
        yield Indicator(
            id=f"{OUTPATIENT}-{kind.replace(' ', '-')}",
            name=f"First outpatient appointments within 18 weeks, {kind}",
            definition=f"The share of first outpatient appointments in {kind} that took place within 18 weeks.",
            polarity="higher_better",
            numerator="First outpatient appointments within 18 weeks",
            denominator="First outpatient appointments",
            frequency="yearly",
            publication=OUTPATIENTS.id,
            caveats=f"Hospital outpatients only: most mental health care is community care. {OLD}",
            **ENGLAND,
        )


def indicators() -> Iterator[Indicator]:
    """Everything that is charted here and belongs to no other feed."""
    yield from pair_indicators()
    for key, who in ((PSYCHIATRIC, "Psychiatric nurses"), (ALL_NURSES, "All nurses, midwives and health visitors")):
        yield Indicator(
            id=key,
            name=f"{who}, index",
            definition=f"{who} in the NHS in England, full-time equivalents, with September 2009 set to 100.",
            scale="index",
            unit="September 2009 = 100",
            polarity="higher_better",
            basis="England",
            frequency="monthly",
            publication=NURSES.id,
            caveats=(
                "Derived by us from full-time equivalents; psychiatric nurses are community and other psychiatry added "
                f"up and seem to be part of the total. Each side has its own baseline. {OLD}"
            ),
        )
    ratio = {"scale": "ratio", "unit": "population = 100", "polarity": "lower_better", "basis": "England"}
    yield Indicator(
        id=SMR,
        name="Deaths under 75 of adults with serious mental illness, ratio to the population's",
        definition=(
            "Deaths of adults under 75 in contact with secondary mental health services, for every 100 deaths that "
            "the population's rates by age would lead to expect."
        ),
        frequency="yearly",
        publication=MORTALITY.id,
        caveats=f"Published for men and women apart. The population includes the people themselves. {OLD}",
        **ratio,
    )
    yield Indicator(
        id=POPULATION,
        name="Deaths under 75 of the whole population, ratio to itself",
        definition="The standard that the mortality ratio is set against: 100 by definition.",
        frequency="fixed",
        publication=MORTALITY.id,
        constant="100",
        **ratio,
    )
    yield Indicator(
        id=WORK,
        name="Adults on the Care Programme Approach in employment",
        definition="The share of adults of working age on the Care Programme Approach who are in paid work.",
        polarity="higher_better",
        numerator="Adults on the Care Programme Approach in paid work",
        denominator="Adults on the Care Programme Approach",
        frequency="yearly",
        publication=EMPLOYMENT.id,
        caveats=f"The definition changed in 2013/14. {OLD}",
        **ENGLAND,
    )


def flag(series: Series, period: Period) -> tuple[str, str]:
    """The status and note of one point."""
    if series.publication in (STRESS.id, VIOLENCE.id):
        if period.start.year == 2012:
            return "b", BREAK
        return "", "Mental health and learning disability trusts." if "mental" in series.indicator else ""
    if series.publication == EMPLOYMENT.id and period.label == "2013/14":
        return "b", "The definition changed in 2013/14."
    return "", ""


def figures(charted: dict[tuple[str, str], list[dict[str, str]]]) -> Iterator[Figure]:
    """Every point of every series we use."""
    for series in SERIES:
        for row in charted[series.chart, series.series]:
            period = series.period(row["period"])
            status, note = flag(series, period)
            yield Figure(
                series.indicator,
                "ENG",
                period,
                series.publication,
                value=float(row["value"]) * series.factor,
                breakdown=series.breakdown,
                status=status,
                note=note,
            )


def nurse_figures(charted: dict[tuple[str, str], list[dict[str, str]]]) -> Iterator[Figure]:
    """Full-time equivalents against those of September 2009."""
    parts = {
        PSYCHIATRIC: [("QIAAN99-4", "Community psychiatry"), ("QIAAN99-4", "Other psychiatry")],
        ALL_NURSES: [("QIAAN99-2", "Nursing, midwifery & health visiting")],
    }
    for indicator, keys in parts.items():
        staff: dict[Period, float] = {}
        for key in keys:
            for row in charted[key]:
                period = month_label(row["period"])
                staff[period] = staff.get(period, 0.0) + float(row["value"])
        base = staff[month(2009, 9)]
        for period, people in staff.items():
            note = f"{people:,.0f} full-time equivalents."
            yield Figure(indicator, "ENG", period, NURSES.id, value=100 * people / base, note=note)


def transcribe(folder: Path) -> Transcript:
    """Pairs W5, W6, G8, S12, O8 and O10, and the years before 2017 of W9 and G10."""
    charted: dict[tuple[str, str], list[dict[str, str]]] = {}
    for row in rows(folder / "qualitywatch_england_series_2003_2017.csv"):
        charted.setdefault((row["chart"], row["series"]), []).append(row)
    sides = {
        "W5": PairSides(Side(PSYCHIATRIC), Side(ALL_NURSES)),
        "W6": PairSides(Side(f"{ABSENCE}-mental-health-trusts"), Side(f"{ABSENCE}-acute-trusts")),
        "G8": PairSides(Side(f"{INCIDENT}-mental-health-trusts"), Side(f"{INCIDENT}-acute-trusts")),
        "S12": PairSides(Side(f"{OUTPATIENT}-mental-health"), Side(f"{OUTPATIENT}-physical-health")),
        "O8": PairSides(Side(SMR, breakdown="men"), Side(POPULATION)),
        "O10": PairSides(Side(WORK)),
    }
    found = [*figures(charted), *nurse_figures(charted)]
    return Transcript(PUBLICATIONS, list(indicators()), found, sides)
