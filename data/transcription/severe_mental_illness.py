"""Six physical health checks for people with severe mental illness, by quarter."""

from pathlib import Path

from data.transcription.framework import (
    Figure,
    Indicator,
    PairSides,
    Publication,
    Side,
    Transcript,
    boards,
    number,
    quarter_from_label,
    rows,
    share,
)

PUBLICATION = Publication(
    id="severe-mental-illness-checks-2021-2024",
    publisher="NHS England",
    title="Physical health checks for people with severe mental illness, quarterly, 2021/22 to 2023/24",
    obtained_via=(
        "katpham12/NHS-SMI-Health-Check:data/Physical-Health-Checks-SMI Raw Data.xlsx"
        "@cdb1bb56020bbc0bb17de3c7cbfaa574a3e307f4"
    ),
    caveats="Summed from sub-board areas to boards by the copy we read.",
)
CHECKS = "severe-mental-illness-six-physical-checks"


def transcribe(folder: Path) -> Transcript:
    """Shares from counts for the 42 boards."""
    known = boards(folder)
    figures = []
    for row in rows(folder / "smi_phc_icb_quarterly_2021_2024.csv"):
        if row["icb_ods"] not in known:
            raise ValueError(f"checks: {row['icb_ods']} is not a board")
        done, register = number(row["All6PHC"]), number(row["SMIRegister"])
        figures.append(
            Figure(
                CHECKS,
                row["icb_ods"],
                quarter_from_label(row["period"].removeprefix("SMI-")),
                PUBLICATION.id,
                share(done, register),
                count=done,
                denominator=register,
                status="" if register else "x",
            )
        )
    indicator = Indicator(
        id=CHECKS,
        name="People with severe mental illness who had all six physical health checks",
        definition="Share of people on general practice registers of severe mental illness at the quarter's end who "
        "had all six checks in the twelve months before.",
        scale="proportion",
        unit="%",
        polarity="higher_better",
        numerator="people with all six checks",
        denominator="people on the register",
        basis="patients of general practices of the area",
        frequency="quarterly, looking back twelve months",
        publication=PUBLICATION.id,
    )
    side = PairSides(mental=Side(CHECKS))
    return Transcript([PUBLICATION], [indicator], figures, {"S5": side, "T8": side})
