"""A small, complete and FICTITIOUS seed folder that tests write, bend and break."""

import csv
from copy import deepcopy
from pathlib import Path

from domain_model.cells import CELLS

Rows = list[dict[str, str]]
Seed = dict[str, Rows]

SOURCE = {"source": "study", "place": "page 1"}
FIGURE = {
    "indicator": "", "area": "", "geography": "",
    "period": "Sep 2024", "start": "2024-09-01", "end": "2024-09-30",
    "breakdown": "", "value": "", "low": "", "high": "", "count": "", "denominator": "", "status": "",
    "organisations": "", "organisations_expected": "", "note": "", "publication": "",
}  # fmt: skip


def _table(header: str, *lines: str) -> Rows:
    """Rows of a table written with bars between the cells."""
    names = header.split()
    return [dict(zip(names, (cell.strip() for cell in line.split("|")), strict=True)) for line in lines]


def _figure(indicator: str, area: str, geography: str, publication: str, **cells: str) -> dict[str, str]:
    named = {"indicator": indicator, "area": area, "geography": geography, "publication": publication}
    return FIGURE | named | cells


def _pair(pair_id: str, cell: str, mental: str, comparator: str, **cells: str) -> dict[str, str]:
    block, level = cell.split("/")
    return {
        "id": pair_id, "block": block, "level": level, "pair_kind": "mental_vs_physical",
        "mental_measure": "share treated, mental", "comparator_measure": "share treated, hospital",
        "measure": "per_100", "mental_polarity": "higher_better", "comparator_polarity": "higher_better",
        "unit": "%", "grade": "B", "grade_reason": "close constructs", "known_bias": "flatters hospitals",
        "decides": "yes", "superseded_by": "", "source": "two publications", "fingertips_id": "",
        "mental_indicator": mental, "mental_reading": "as_published" if mental else "",
        "mental_breakdown": "",
        "comparator_indicator": comparator, "comparator_reading": "as_published" if comparator else "",
        "comparator_breakdown": "",
    } | cells  # fmt: skip


def _words(pair_id: str) -> dict[str, str]:
    return {
        "pair": pair_id, "title": f"Treated in time, {pair_id}", "mental_label": "mental health services",
        "comparator_label": "hospitals", "sentence": "For every 100 in hospitals {value} in mental health.",
        "unpublished": "nothing", "who_could_publish": "nobody", "nearest_proxy": "none",
    }  # fmt: skip


def small_seed() -> Seed:
    """Rows by file; change them and write them with `write_seed`."""
    return deepcopy(_SMALL)


def write_seed(folder: Path, seed: Seed) -> Path:
    """Write the files of a seed; a file without rows is left out."""
    for file, rows in seed.items():
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w", encoding="utf-8", newline="") as lines:
            writer = csv.DictWriter(lines, list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    return folder


_SMALL: Seed = {
    "areas.csv": _table(
        "code name short_name kind region ons_code population valid_from valid_to geographies",
        "AAA|NHS A Board|A|icb|Y1|E01|100|2022-07-01||icb2023;icb2026",
        "BBB|NHS B Board|B|icb|Y1|E02|200|2022-07-01|2026-03-31|icb2023",
        "CCC|NHS C Board|C|icb|Y1|E03|400|2022-07-01|2026-03-31|icb2023",
        "DDD|NHS D Board|D|icb|Y1|E04|50|2022-07-01|2026-03-31|icb2023",
        "DDD|NHS D Board|D|icb|Y1|E14|350|2026-04-01||icb2026",
        "ENG|England|England|country||E92|750|||icb2023;icb2026",
        "NEW|NHS New Board|New|icb|Y1|E15|300|2026-04-01||icb2026",
        "Y1|North|North|region|ENG|E40|750|||icb2023;icb2026",
    ),
    "successions.csv": _table(
        "predecessor successor date share population kind",
        "BBB|NEW|2026-04-01|1|200|merger",
        "CCC|DDD|2026-04-01|0.75|300|split",
        "CCC|NEW|2026-04-01|0.25|100|split",
        "DDD|DDD|2026-04-01|1|50|recode_boundary_gain",
    ),
    "publications.csv": _table(
        "id publisher title publication_date licence obtained_via copy_status retrieved credit caveats",
        "hospital-waits|NHS|Hospital waits||OGL|a/b:c@1|third_party_copy|||",
        "mental-waits|NHS|Mental waits|2024-11-14|OGL|d/e:f@2|publisher_file|2026-10-01|Credit line|Young",
    ),
    "indicators.csv": _table(
        "id name definition scale unit polarity numerator denominator basis frequency publication "
        "constant fingertips_id caveats",
        "hospital-in-time|Ward|In time.|proportion|%|higher_better|soon|all|all|monthly|hospital-waits|||",
        "mental-in-time|Mind|In time.|proportion|%|higher_better|soon|all|all|monthly|mental-waits||93|",
        "mental-score|Score|A score.|mean_score|0-10|higher_better|||trusts|annual|mental-waits|||",
        "standard|Standard|Fixed.|ratio||higher_better|||everybody||hospital-waits|1||",
    ),
    "figures/hospital-waits.csv": [
        _figure("hospital-in-time", "AAA", "icb2023", "hospital-waits", value="0.8", count="80", denominator="100"),
        _figure("hospital-in-time", "ENG", "country", "hospital-waits", value="0.75", low="0.7", high="0.8"),
    ],
    "figures/mental-waits.csv": [
        _figure(
            "mental-in-time",
            "AAA",
            "icb2023",
            "mental-waits",
            value="0.6",
            count="30",
            denominator="50",
            status="u p",
            organisations="2",
            organisations_expected="5",
            note="two trusts only",
        ),
        _figure(
            "mental-in-time",
            "AAA",
            "icb2023",
            "mental-waits",
            period="Aug 2024",
            start="2024-08-01",
            end="2024-08-31",
            value="0.55",
        ),
        _figure("mental-in-time", "AAA", "icb2023", "mental-waits", breakdown="women", value="0.65"),
        _figure("mental-in-time", "BBB", "icb2023", "mental-waits", status="c"),
        _figure("mental-in-time", "Y1", "region", "mental-waits", value="0.5"),
        _figure("mental-score", "NEW", "icb2026", "mental-waits", value="6.25"),
    ],  # fmt: skip
    "pairs.csv": [
        _pair("P1", "service_delivery/meso", "mental-in-time", "hospital-in-time", superseded_by="P10"),
        _pair(
            "P10",
            "service_delivery/meso",
            "mental-in-time",
            "hospital-in-time",
            mental_reading="complement",
            mental_breakdown="women",
            mental_polarity="lower_better",
            grade="A",
            known_bias="",
        ),
        _pair("P2", "workforce/micro", "mental-score", "standard", measure="standardised", decides="no"),
        _pair(
            "P3",
            "financing/macro",
            "",
            "hospital-in-time",
            measure="context",
            mental_polarity="context",
            comparator_polarity="context",
        ),
    ],  # fmt: skip
    "pair_words.csv": [_words(pair_id) for pair_id in ("P1", "P10", "P2", "P3")],
    "spreads.csv": _table(
        "pair period_end set_name areas standard_deviation note",
        "P2|2024-09-30|all trusts|12|1.5|",
        "P2|2025-09-30|all trusts|14|1.25|sample",
    ),
    "sources.csv": _table(
        "id title authors year publisher kind citation note evidence_from evidence_to url",
        "guide|A guide|C. D.|2019||guidance|C. D. 2019||||",
        "study|A study|A. B.|2021||article|A. B. 2021||2019|2020|https://study.example",
    ),
    "statements.csv": _table(
        "id kind cells text source place participant voice reading in_table2 also_in note "
        "subtheme groups basis perspective",
        "S10|theme|all/macro;workforce/meso;technologies_products/all|All|study|p. 9||authors|coded||||||"
        "stated|research",
        "S2|both|workforce/meso;financing/macro|Staff|study|4|PT|participant|coded|T2-2;T2-1|workforce/macro|"
        "|ST1|race;age|contested|unknown",
        "T2-1|barrier|workforce/meso|Too few|study|Table 2||unknown|published||||ST1||printed|unknown",
        "T2-2|enabler|workforce/meso|Training|study|Table 2||unknown|published||||ST1|age|printed|unknown",
    ),
    "framework_entries.csv": _table(
        "id kind framework order title text cells cells_basis groups criterion source place note link",
        "duty-1|duty|Duties|1|A law|Be fair.|leadership_governance/macro|inferred|sex;race|Who is served|guide|p. 2|"
        "Old|https://law.example",
        "step-1|step|Steps|2|Look|See who is there.||inferred|||guide|p. 3||",
        "step-10|step|Steps|1|Ask|Ask who is not.|workforce/meso;financing/micro|stated|age||guide|p. 4||",
    ),
    "emphases.csv": _table(
        "id perspective voice text cells source place",
        "E1|lived_experience|a carer|Time|workforce/meso;service_delivery/micro|guide|p. 5",
        "E2|policy|a minister|Money||study|p. 6",
    ),
    "strategies.csv": _table(
        "barrier answer strength reason place",
        "S2|T2-2|same_source|Both are named.|p. 7",
        "T2-1|S2|stated|It says so.|p. 8",
        "T2-1|step-10|inferred|We think so.|",
    ),
    "expected_moves.csv": _table(
        "barrier pair reason",
        "S2|P10|More are treated in time.",
        "T2-1|P1|Staff treat in time.",
        "T2-1|P2|Staff score higher.",
    ),
    "table2_cells.csv": _table(
        "block level kind count state",
        "financing|macro|barrier|0|printed_empty",
        "financing|macro|enabler|0|not_printed",
        "workforce|meso|barrier|1|entries",
        "workforce|meso|enabler|1|entries",
    ),
    "subthemes.csv": [
        {"id": "ST1", "block": "workforce", "order": "2", "label": "Skills", "gist": "Skills matter"} | SOURCE
    ],
    "links.csv": _table(
        "id from_block from_level to_block to_level sign text basis basis_note source place",
        "X1|financing|macro|workforce|meso|worsens|Money thins staff|stated||study|p. 5",
        "X2|cross_cutting|all|technologies_products|all|improves|Learning helps|opinion|A comment|study|p. 6",
    ),
    "participants.csv": [{"record": "role", "item": "nurse", "value": "9", "note": ""} | SOURCE],
    "quoted_figures.csv": _table(
        "id source measure group value low high unit period geography citation block level comparison use note place",
        "F1|study|Detention|adults|12.5|10|15|rate|2020|England|X|service_delivery|micro|none|show||p. 7",
    ),
    "contradictions.csv": _table(
        "id source other_source subject finding place", "C1|study|study|Policy|Both ways|p. 8"
    ),
    "cell_words.csv": [
        {"block": cell.block, "level": cell.level, "meaning": f"About {cell.token}.", "question": "And here?"}
        for cell in CELLS
    ],
    "glossary.csv": _table(
        "term plain_meaning more", "access|Getting care.|", "Band|A step.|Five of them.", "care|Help.|"
    ),
}
