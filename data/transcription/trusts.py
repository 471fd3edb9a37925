"""Which NHS trusts a side could rest on, by sector, board and region, as the Staff Survey knows them."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from data.transcription.framework import rows

# Trusts that merged away and that the copy of the survey ties to no place: their region is that of the beds return
# (KH03, 2020/21), their board that of the security toolkit (2022/23), which names one for Yeovil only. The other
# three count for their region and England and for no board, because no file that we hold says which.
MERGED_AWAY = {"RA4": ("QSL", "Y58"), "RBZ": ("", "Y58"), "RVY": ("", "Y62"), "RW6": ("", "Y62")}
MERGED_NAMES = {
    "RA4": "Yeovil District Hospital",
    "RBZ": "Northern Devon Healthcare",
    "RVY": "Southport and Ormskirk Hospital",
    "RW6": "Pennine Acute Hospitals",
}
NO_MENTAL_TRUST = "No mental health trust has its headquarters here: trusts based elsewhere serve the area."
SOMERSET = (
    "No mental health trust has its headquarters here: one trust runs hospital and mental health services "
    "together and counts as acute."
)
ACUTE_AND_SPECIALIST = {"acute", "acute_specialist"}


class Trust(NamedTuple):
    """A trust with its sector, the board of its headquarters and its region."""

    code: str
    sector: str
    board: str
    region: str


def surveyed(folder: Path, year: int) -> list[Trust]:
    """The trusts that took part in the Staff Survey of that year."""
    lookup = {row["trust_ods"]: row for row in rows(folder / "trust_sector_icb_lookup.csv")}
    found: list[Trust] = []
    for row in rows(folder / "nss_staff_survey_trust_2021_2024.csv"):
        if row["year"] != str(year):
            continue
        code = row["trust_ods"]
        place = lookup.get(code, row)
        board, region = MERGED_AWAY.get(code, (place["icb_ods"], place["region_ods"]))
        found.append(Trust(code, row["sector"], board, region))
    return found


def by_area(trusts: Iterable[Trust], sectors: set[str]) -> Counter[str]:
    """How many trusts of those sectors stand behind England, each region and each board."""
    counted: Counter[str] = Counter()
    for trust in trusts:
        if trust.sector in sectors:
            counted.update(area for area in ("ENG", trust.region, trust.board) if area)
    return counted


def why_missing(area: str) -> str:
    """Why a board has no mental health trust."""
    return SOMERSET if area == "QSL" else NO_MENTAL_TRUST
