"""The hand-written seed files hold together: every row has a source, a place, valid tokens and its words."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from domain_model.evidence_vocabulary import Perspective, PlacementBasis, PopulationGroup

SEED = Path(__file__).resolve().parents[2] / "data" / "seed"
BLOCKS = {
    "leadership_governance",
    "financing",
    "service_delivery",
    "workforce",
    "information_research",
    "technologies_products",
}
LEVELS = {"macro", "meso", "micro"}
KEYS = {
    "areas": ("code", "valid_from"),
    "successions": ("predecessor", "successor"),
    "sources": ("id",),
    "statements": ("id",),
    "table2_cells": ("block", "level", "kind"),
    "subthemes": ("id",),
    "links": ("id",),
    "participants": ("record", "item"),
    "quoted_figures": ("id",),
    "contradictions": ("id",),
    "glossary": ("term",),
    "pair_words": ("pair",),
    "cell_words": ("block", "level"),
    "framework_entries": ("id",),
    "emphases": ("id",),
    "strategies": ("barrier", "answer"),
    "expected_moves": ("barrier", "pair"),
}
# Table 2 of the study as our reading of it counts the entries: barriers and enablers at macro, meso and micro level.
TABLE2 = {
    "leadership_governance": ((2, 1), (0, 0), (1, 1)),
    "financing": ((2, 1), (5, 0), (0, 0)),
    "service_delivery": ((0, 1), (7, 2), (1, 2)),
    "workforce": ((1, 0), (4, 1), (3, 0)),
    "information_research": ((6, 2), (0, 0), (0, 0)),
    "technologies_products": ((0, 0), (1, 0), (1, 1)),
}
# How many entries of each kind the reading of the three documents with frameworks found.
ENTRIES = {
    "principle": 9,
    "parity_component": 6,
    "integration_area": 10,
    "lever": 8,
    "step": 20,
    "key_principle": 35,
    "question": 33,
    "method": 25,
    "coproduction_tip": 8,
    "intervention": 10,
    "facilitator": 31,
    "positive_practice": 11,
    "duty": 17,
    "data_source": 33,
    "commissioning_prompt": 22,
    "data_challenge": 8,
    "reported_inequality": 22,
    "evaluation_data": 9,
}
GROUPS = set(PopulationGroup)


def rows(name: str) -> list[dict[str, str]]:
    with (SEED / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def is_cell(token: str, *, wide: bool = False) -> bool:
    block, _, level = token.partition("/")
    if wide:
        return block in BLOCKS | {"all", "cross_cutting"} and level in LEVELS | {"all"}
    return block in BLOCKS and level in LEVELS


def listed(cell: str) -> list[str]:
    return cell.split(";") if cell else []


@pytest.mark.parametrize("name", KEYS)
def test_rows_are_complete_unique_and_sorted_by_key(name: str) -> None:
    keys = [tuple(row[column] for column in KEYS[name]) for row in rows(name)]
    assert keys == sorted(keys)
    assert len(keys) == len(set(keys))
    assert all(None not in row and None not in row.values() for row in rows(name))
    assert b"\r" not in (SEED / f"{name}.csv").read_bytes()


def test_forty_two_boards_became_thirty_six() -> None:
    boards = [row for row in rows("areas") if row["kind"] == "icb"]
    for vintage, count in (("icb2023", 42), ("icb2026", 36)):
        of_vintage = [row for row in boards if vintage in listed(row["geographies"])]
        assert len({row["code"] for row in of_vintage}) == len(of_vintage) == count
    assert Counter(row["kind"] for row in rows("areas")) == {"icb": 49, "region": 7, "country": 1}
    assert [(row["valid_from"], row["valid_to"]) for row in boards if row["code"] == "QRL"] == [
        ("2022-07-01", "2026-03-31"),
        ("2026-04-01", ""),
    ]


@pytest.mark.parametrize("vintage", ["icb2023", "icb2026"])
def test_regions_and_england_are_the_sum_of_their_boards(vintage: str) -> None:
    areas = [row for row in rows("areas") if vintage in listed(row["geographies"])]
    for parent in (row for row in areas if row["kind"] != "icb"):
        parts = [row for row in areas if row["region"] == parent["code"]]
        assert sum(int(row["population"]) for row in parts) == int(parent["population"])


def test_each_predecessor_hands_over_all_its_people_once() -> None:
    boards = [row for row in rows("areas") if row["kind"] == "icb"]
    ended = {row["code"]: int(row["population"]) for row in boards if row["valid_to"]}
    begun = {row["code"]: int(row["population"]) for row in boards if row["geographies"] == "icb2026"}
    shares: Counter[str] = Counter()
    left: Counter[str] = Counter()
    joined: Counter[str] = Counter()
    for row in rows("successions"):
        shares[row["predecessor"]] += round(float(row["share"]) * 10_000)
        left[row["predecessor"]] += int(row["population"])
        joined[row["successor"]] += int(row["population"])
        assert float(row["share"]) == pytest.approx(int(row["population"]) / ended[row["predecessor"]], abs=5e-5)
    assert shares == dict.fromkeys(ended, 10_000)
    assert left == ended
    assert joined == begun


def test_published_reading_has_34_barriers_and_12_enablers() -> None:
    published = [row for row in rows("statements") if row["reading"] == "published"]
    assert Counter(row["kind"] for row in published) == {"barrier": 34, "enabler": 12}


def test_published_reading_equals_the_printed_table_cell_by_cell() -> None:
    counted = Counter(
        (*row["cells"].split("/"), row["kind"]) for row in rows("statements") if row["reading"] == "published"
    )
    printed = {(row["block"], row["level"], row["kind"]): int(row["count"]) for row in rows("table2_cells")}
    assert set(printed) == {(b, level, k) for b in BLOCKS for level in LEVELS for k in ("barrier", "enabler")}
    assert counted == {cell: count for cell, count in printed.items() if count}


def test_published_reading_equals_the_36_counts_of_the_reading_of_table_2() -> None:
    expected = {
        (block, level, kind): count
        for block, levels in TABLE2.items()
        for level, halves in zip(("macro", "meso", "micro"), levels, strict=True)
        for kind, count in zip(("barrier", "enabler"), halves, strict=True)
    }
    assert len(expected) == 36
    assert {(row["block"], row["level"], row["kind"]): int(row["count"]) for row in rows("table2_cells")} == expected


def test_fifteen_halves_are_empty_of_two_kinds() -> None:
    cells = rows("table2_cells")
    assert Counter(row["state"] for row in cells) == {"entries": 21, "printed_empty": 11, "not_printed": 4}
    assert all((row["state"] == "entries") == (row["count"] != "0") for row in cells)


def test_every_statement_has_words_a_known_source_and_a_place() -> None:
    sources = {row["id"] for row in rows("sources")}
    assert len(sources) == 5
    for row in rows("statements"):
        assert row["text"] and row["place"]
        assert row["source"] in sources


def test_statement_tokens_are_valid() -> None:
    statements = rows("statements")
    published = {row["id"] for row in statements if row["reading"] == "published"}
    for row in statements:
        assert row["kind"] in {"barrier", "enabler", "both", "theme"}
        assert row["reading"] in {"published", "coded"}
        assert row["voice"] in {"participant", "participants", "authors", "commenter", "unknown"}
        assert (row["voice"] == "participant") == bool(row["participant"])
        assert row["cells"] and all(is_cell(cell, wide=True) for cell in listed(row["cells"]))
        assert all(is_cell(cell) for cell in listed(row["also_in"]))
        assert not set(listed(row["cells"])) & set(listed(row["also_in"]))
        assert set(listed(row["in_table2"])) <= published
        if row["id"] in published:
            assert is_cell(row["cells"])
            assert (row["voice"], row["in_table2"]) == ("unknown", "")


def test_a_repeated_entry_is_of_the_same_kind() -> None:
    statements = {row["id"]: row for row in rows("statements")}
    repeats = [(row, statements[entry]) for row in statements.values() for entry in listed(row["in_table2"])]
    assert len(repeats) == 42
    assert all(row["kind"] == entry["kind"] for row, entry in repeats)


def test_a_repeated_entry_speaks_of_the_same_subtheme() -> None:
    statements = {row["id"]: row for row in rows("statements")}
    repeats = [(row, statements[entry]) for row in statements.values() for entry in listed(row["in_table2"])]
    assert [row["id"] for row, entry in repeats if row["subtheme"] != entry["subtheme"]] == []


def test_all_but_one_published_entry_stand_under_a_subtheme_of_the_same_block_or_of_the_text() -> None:
    subthemes = {row["id"]: row["block"] for row in rows("subthemes")}
    published = [row for row in rows("statements") if row["reading"] == "published"]
    assert [row["id"] for row in published if not row["subtheme"]] == ["T2-014", "T2-033"]
    placed = [row for row in published if row["subtheme"]]
    assert all(subthemes[row["subtheme"]] == row["cells"].split("/")[0] for row in placed)
    assert {row["subtheme"] for row in placed} == set(subthemes)


def test_a_published_entry_is_printed_where_text_and_table_agree_and_else_contested() -> None:
    for row in rows("statements"):
        basis = PlacementBasis(row["basis"])
        if row["reading"] == "published":
            assert basis is (PlacementBasis.CONTESTED if row["also_in"] else PlacementBasis.PRINTED), row["id"]
        else:
            assert basis not in {PlacementBasis.PRINTED, PlacementBasis.AGREED}, row["id"]
        if row["note"].startswith("Contested") or "Cell proposed by us" in row["note"]:
            assert basis in {PlacementBasis.CONTESTED, PlacementBasis.INFERRED}, row["id"]


def test_no_participant_is_given_a_role_that_the_study_does_not_tell() -> None:
    for row in rows("statements"):
        perspective = Perspective(row["perspective"])
        if row["source"] == "poe-systems-study":
            assert perspective is (Perspective.RESEARCH if row["voice"] == "authors" else Perspective.UNKNOWN)
        assert set(listed(row["groups"])) <= GROUPS
    assert {row["id"] for row in rows("statements") if row["groups"]} == {"T2-020", "RE014", "RE034", "HF001"}


def test_only_the_study_prints_when_its_evidence_was_gathered() -> None:
    years = {row["id"]: (row["evidence_from"], row["evidence_to"]) for row in rows("sources")}
    assert {source: found for source, found in years.items() if any(found)} == {"poe-systems-study": ("2020", "2021")}


def test_entries_of_frameworks_are_all_there_and_well_formed() -> None:
    entries = rows("framework_entries")
    assert Counter(row["kind"] for row in entries) == ENTRIES
    sources = {row["id"] for row in rows("sources")}
    for row in entries:
        assert row["title"] and row["text"][-1] in ".?" and row["place"] and row["source"] in sources
        assert all(is_cell(cell) for cell in listed(row["cells"]))
        assert set(listed(row["groups"])) <= GROUPS
        assert row["cells_basis"] == "inferred"
        assert not row["link"] or row["link"].startswith("https://")
    for framework in {row["framework"] for row in entries}:
        order = [int(row["order"]) for row in entries if row["framework"] == framework]
        assert len(order) == len(set(order))


def test_emphases_name_their_voice_source_and_place() -> None:
    emphases = rows("emphases")
    sources = {row["id"] for row in rows("sources")}
    assert Counter(row["perspective"] for row in emphases) == {
        "policy": 6,
        "practice": 12,
        "lived_experience": 1,
        "research": 11,
        "unknown": 3,
    }
    for row in emphases:
        assert row["voice"] and row["text"] and row["place"] and row["source"] in sources
        assert row["cells"] and all(is_cell(cell) for cell in listed(row["cells"]))


def test_every_published_barrier_has_an_answer_and_says_how_firmly() -> None:
    strategies = rows("strategies")
    statements = {row["id"]: row for row in rows("statements")}
    published = {row["id"] for row in statements.values() if row["reading"] == "published" and row["kind"] == "barrier"}
    assert published <= {row["barrier"] for row in strategies}
    assert {row["strength"] for row in strategies} == {"stated", "same_source", "inferred"}
    for row in strategies:
        assert row["reason"].endswith(".")
        assert bool(row["place"]) == (row["strength"] != "inferred")
        if row["strength"] == "inferred":
            continue
        answer = statements.get(row["answer"])
        assert answer is None or answer["source"] == statements[row["barrier"]]["source"], row


def test_a_barrier_moves_pairs_and_says_why() -> None:
    pairs = {row["id"]: row for row in rows("pairs")}
    statements = {row["id"]: row for row in rows("statements")}
    for row in rows("expected_moves"):
        assert statements[row["barrier"]]["kind"] in {"barrier", "both"}
        assert row["reason"].endswith(".")
        assert not pairs[row["pair"]]["superseded_by"]


def test_one_participant_stands_behind_three_enablers() -> None:
    voiced = {row["in_table2"] for row in rows("statements") if row["participant"] == "PT.18"}
    assert voiced == {"T2-003", "T2-014", "T2-042"}


def test_link_tokens_are_valid() -> None:
    links = rows("links")
    sources = {row["id"] for row in rows("sources")}
    assert len(links) == 73
    for row in links:
        assert is_cell(f"{row['from_block']}/{row['from_level']}", wide=True)
        assert is_cell(f"{row['to_block']}/{row['to_level']}", wide=True)
        assert row["sign"] in {"improves", "worsens", "conditional", "no_clear_effect"}
        assert row["basis"] in {"stated", "inferred", "opinion"}
        assert row["text"] and row["place"] and row["source"] in sources


def test_quoted_figures_say_which_must_not_be_used() -> None:
    figures = rows("quoted_figures")
    assert len(figures) == 48
    by_use = {use: {row["id"] for row in figures if row["use"] == use} for use in ("do_not_use", "fictitious")}
    assert by_use == {"do_not_use": {"F15", "F16"}, "fictitious": {"F29", "F30", "F31"}}
    sources = {row["id"] for row in rows("sources")}
    for row in figures:
        assert row["use"] in {"show", "do_not_use", "fictitious"}
        assert is_cell(f"{row['block']}/{row['level']}")
        assert row["source"] in sources and row["place"]


@pytest.mark.parametrize("name", ["subthemes", "participants", "contradictions"])
def test_other_evidence_has_a_known_source_and_a_place(name: str) -> None:
    sources = {row["id"] for row in rows("sources")}
    for row in rows(name):
        assert row["place"] and row["source"] in sources
        assert set(listed(row.get("other_source", ""))) <= sources
        assert row.get("block", "workforce") in BLOCKS


def test_the_27_participants_are_all_counted() -> None:
    assert sum(int(row["value"]) for row in rows("participants") if row["record"] == "role") == 27


def test_every_pair_has_words_that_state_its_value() -> None:
    words = rows("pair_words")
    assert len(words) == 76
    for row in words:
        assert all(row.values()), row["pair"]
        assert len(row["title"]) <= 70, row["title"]
        assert row["sentence"].count("{value}") == 1 and row["sentence"].endswith(".")
        assert row["sentence"].format(value="82").count("82") == 1
    assert len({row["title"] for row in words}) == 76


def test_words_cover_the_register_of_pairs() -> None:
    assert {row["id"] for row in rows("pairs")} == {row["pair"] for row in rows("pair_words")}


def test_every_cell_has_a_meaning_and_a_question() -> None:
    words = rows("cell_words")
    assert {(row["block"], row["level"]) for row in words} == {(b, level) for b in BLOCKS for level in LEVELS}
    assert all(row["meaning"].endswith(".") and row["question"].endswith("?") for row in words)


def test_every_term_has_a_plain_meaning() -> None:
    assert all(row["plain_meaning"].endswith(".") for row in rows("glossary"))
    terms = " ".join(row["term"] for row in rows("glossary"))
    assert all(f"[{code}]" in terms for code in "xzcupbe")
