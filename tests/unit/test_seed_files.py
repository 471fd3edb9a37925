"""Reading seed files: what they mean, and how a row that breaks the contract is refused."""

from datetime import date
from pathlib import Path

import pytest

from data.errors import SeedError, StoreError
from data.published_content import PublishedContent
from data.seed_files import SEED_FOLDER, read_seed, seed_digest
from domain_model.cells import Cell
from domain_model.evidence import ExpectedMove, FrameworkEntry, Strategy
from domain_model.evidence_vocabulary import (
    FrameworkKind,
    Perspective,
    PlacementBasis,
    PopulationGroup,
    StrategyStrength,
    Wording,
)
from domain_model.indicators import Observation, Period
from domain_model.parity import SideSource
from domain_model.vocabulary import (
    BuildingBlock,
    CopyStatus,
    Level,
    Polarity,
    SideReading,
    StatusCode,
    Vintage,
)
from tests.seed_folder import Seed, small_seed, write_seed

HOSPITAL = "figures/hospital-waits.csv"
MENTAL = "figures/mental-waits.csv"
ENTRIES = "framework_entries.csv"


@pytest.fixture
def content(tmp_path: Path) -> PublishedContent:
    return read_seed(write_seed(tmp_path, small_seed()))


def refusal(folder: Path, seed: Seed) -> SeedError:
    """The refusal of a seed, which must be a store error too."""
    with pytest.raises(StoreError) as caught:
        read_seed(write_seed(folder, seed))
    assert isinstance(caught.value, SeedError)
    assert "\n" not in str(caught.value)
    return caught.value


def test_a_figure_keeps_every_cell_of_its_row(content: PublishedContent) -> None:
    assert content.observations[2] == Observation(
        indicator="mental-in-time",
        area="AAA",
        period=Period("Sep 2024", date(2024, 9, 1), date(2024, 9, 30)),
        publication="mental-waits",
        value=0.6,
        geography="icb2023",
        count=30,
        denominator=50,
        status=frozenset({StatusCode.LOW_RELIABILITY, StatusCode.PROVISIONAL}),
        organisations=2,
        organisations_expected=5,
        note="two trusts only",
    )
    england = content.observations[1]
    assert (england.area, england.low, england.high, england.count) == ("ENG", 0.7, 0.8, None)


def test_a_suppressed_figure_has_no_value_and_says_why(content: PublishedContent) -> None:
    suppressed = [figure for figure in content.observations if figure.value is None]
    assert [(figure.area, figure.status) for figure in suppressed] == [("BBB", {StatusCode.SUPPRESSED})]


def test_a_pair_keeps_its_sides_polarities_and_words(content: PublishedContent) -> None:
    first, tenth, second, third = content.pairs
    assert tenth.mental == SideSource("mental-in-time", SideReading.COMPLEMENT, "women")
    assert tenth.comparator == SideSource("hospital-in-time", SideReading.AS_PUBLISHED, "")
    polarities = tenth.mental_polarity, tenth.comparator_polarity
    assert polarities == (Polarity.LOWER_BETTER, Polarity.HIGHER_BETTER)
    assert tenth.words.title == "Treated in time, P10"
    assert (first.superseded_by, first.decides, second.decides) == ("P10", True, False)
    assert third.mental is None and third.comparator is not None


def test_an_empty_bias_reads_none_recorded(content: PublishedContent) -> None:
    assert [pair.known_bias for pair in content.pairs[:2]] == ["flatters hospitals", "none recorded"]


@pytest.mark.parametrize(("cell", "overlap"), [("yes", True), ("no", False), ("", False)])
def test_a_pair_may_say_that_its_sides_overlap(tmp_path: Path, cell: str, overlap: bool) -> None:
    seed = small_seed()
    for pair in seed["pairs.csv"]:
        pair["sides_overlap"] = cell if pair["id"] == "P2" else "no"
    pairs = read_seed(write_seed(tmp_path, seed)).pairs
    assert [pair.sides_overlap for pair in pairs] == [False, False, overlap, False]


def test_a_constant_needs_no_figures(content: PublishedContent) -> None:
    constants = {indicator.id: indicator.constant for indicator in content.indicators}
    assert constants["standard"] == 1 and constants["mental-score"] is None


def test_an_area_belongs_to_the_vintages_listed(content: PublishedContent) -> None:
    geography = content.geography
    assert [a.code for a in geography.in_vintage(Vintage.ICB2023)] == [
        "AAA",
        "BBB",
        "CCC",
        "DDD",
        "ENG",
        "Y1",
    ]
    assert geography.area("DDD", Vintage.ICB2023).ons_code == "E04"
    assert geography.area("DDD", Vintage.ICB2026).ons_code == "E14"
    assert [(s.predecessor, s.share) for s in geography.predecessors("NEW")] == [("BBB", 1), ("CCC", 0.25)]


def test_a_statement_about_everything_keeps_its_place_in_words(content: PublishedContent) -> None:
    wide, dual = content.evidence.statements[:2]
    assert wide.cells == (Cell.from_token("workforce/meso"),)
    assert wide.placement == "all/macro;workforce/meso;technologies_products/all"
    assert dual.cells == (Cell.from_token("workforce/meso"), Cell.from_token("financing/macro"))
    assert (dual.placement, dual.in_table2) == ("", ("T2-2", "T2-1"))
    assert dual.also_in == (Cell.from_token("workforce/macro"),)


def test_a_statement_keeps_subtheme_groups_basis_and_perspective(content: PublishedContent) -> None:
    wide, dual = content.evidence.statements[:2]
    assert (wide.subtheme, wide.groups, wide.basis) == ("", (), PlacementBasis.STATED)
    assert wide.perspective is Perspective.RESEARCH
    assert (dual.subtheme, dual.groups) == ("ST1", (PopulationGroup.RACE, PopulationGroup.AGE))
    assert (dual.basis, dual.perspective) == (PlacementBasis.CONTESTED, Perspective.UNKNOWN)
    assert dual.wording is Wording.OWN_WORDS


def test_a_source_keeps_the_years_of_its_evidence_and_its_address(content: PublishedContent) -> None:
    guide, study = content.evidence.sources
    assert (guide.evidence_from, guide.evidence_to, guide.url) == (None, None, "")
    assert (study.evidence_from, study.evidence_to, study.url) == (2019, 2020, "https://study.example")


def test_an_entry_of_a_framework_keeps_every_cell_of_its_row(content: PublishedContent) -> None:
    assert content.evidence.framework_entries[0] == FrameworkEntry(
        id="duty-1",
        kind=FrameworkKind.DUTY,
        framework="Duties",
        order=1,
        title="A law",
        text="Be fair.",
        cells=(Cell.from_token("leadership_governance/macro"),),
        cells_basis=PlacementBasis.INFERRED,
        groups=(PopulationGroup.SEX, PopulationGroup.RACE),
        criterion="Who is served",
        source="guide",
        place="p. 2",
        note="Old",
        link="https://law.example",
    )
    assert content.evidence.framework_entries[1].cells == ()


def test_emphases_strategies_and_expected_moves_keep_their_rows(content: PublishedContent) -> None:
    carer, minister = content.evidence.emphases
    assert carer.cells == (Cell.from_token("workforce/meso"), Cell.from_token("service_delivery/micro"))
    assert (carer.perspective, minister.perspective, minister.cells) == (
        Perspective.LIVED_EXPERIENCE,
        Perspective.POLICY,
        (),
    )
    assert content.evidence.strategies[1:] == (
        Strategy("T2-1", "S2", StrategyStrength.STATED, "It says so.", "p. 8"),
        Strategy("T2-1", "step-10", StrategyStrength.INFERRED, "We think so.", ""),
    )
    assert content.evidence.expected_moves[0] == ExpectedMove("S2", "P10", "More are treated in time.")


def test_a_link_to_everything_has_words_in_place_of_a_cell(content: PublishedContent) -> None:
    plain, wide = content.evidence.links
    assert (plain.from_block, plain.from_level, plain.from_words) == (
        BuildingBlock.FINANCING,
        Level.MACRO,
        "",
    )
    assert (wide.from_block, wide.from_level, wide.from_words) == (None, None, "cross_cutting/all")
    assert (wide.to_block, wide.to_level) == (BuildingBlock.TECHNOLOGIES_PRODUCTS, None)
    assert wide.to_words == "technologies_products/all"


def test_a_publication_keeps_its_provenance(content: PublishedContent) -> None:
    copied, own = content.publications
    assert (copied.copy_status, copied.credit) == (CopyStatus.THIRD_PARTY_COPY, "")
    assert (own.copy_status, own.credit, own.retrieved) == (
        CopyStatus.PUBLISHER_FILE,
        "Credit line",
        "2026-10-01",
    )


# Row numbers are those of a spreadsheet: the header is row 1, the first line of figures row 2.
BROKEN = [
    ("areas.csv", 0, "kind", "city", "kind is 'city': use one of icb, region, country"),
    ("areas.csv", 0, "population", "1,000", "population is '1,000': write a whole number"),
    ("areas.csv", 0, "population", "", "population is empty: fill it in"),
    ("areas.csv", 0, "region", "Y9", "region is 'Y9': use the code of a region"),
    ("areas.csv", 0, "geographies", "icb2022", "geographies is 'icb2022': use one of icb2026, icb2023"),
    ("areas.csv", 0, "geographies", "", "geographies is empty"),
    ("areas.csv", 1, "valid_to", "31/03/2026", "valid_to is '31/03/2026': write a date such as 2024-09-30"),
    (
        "areas.csv",
        1,
        "valid_to",
        "2020-03-31",
        "valid from 2022-07-01 after its end 2020-03-31: correct the row",
    ),
    ("areas.csv", 4, "geographies", "icb2026;icb2023", "DDD is in icb2023 by row 5"),
    ("successions.csv", 1, "predecessor", "NEW", "predecessor 'NEW' is not in areas.csv for icb2023"),
    ("successions.csv", 1, "successor", "BBB", "successor 'BBB' is not in areas.csv for icb2026"),
    ("successions.csv", 1, "share", "1.2", "share 1.2 is not in (0, 1]"),
    ("successions.csv", 1, "share", "", "share is empty"),
    ("successions.csv", 1, "kind", "marriage", "kind is 'marriage'"),
    ("publications.csv", 1, "copy_status", "", "copy_status is empty"),
    ("indicators.csv", 1, "publication", "gossip", "publication 'gossip' is not in publications.csv"),
    ("indicators.csv", 1, "scale", "share", "scale is 'share': use one of proportion, rate"),
    ("indicators.csv", 0, "constant", "1.5", "constant is 1.5: write a proportion as a fraction"),
    (HOSPITAL, 1, "indicator", "hospital-late", "indicator 'hospital-late' is not in indicators.csv"),
    (HOSPITAL, 1, "indicator", "standard", "standard is fixed by definition"),
    (HOSPITAL, 1, "area", "QXX", "area 'QXX' is not in areas.csv for country"),
    (
        HOSPITAL,
        0,
        "geography",
        "icb2019",
        "geography is 'icb2019': use one of icb2026, icb2023, region, country",
    ),
    (HOSPITAL, 1, "geography", "icb2023", "area 'ENG' is not in areas.csv for icb2023"),
    (HOSPITAL, 1, "value", "75", "value is 75: write a proportion as a fraction"),
    (HOSPITAL, 1, "value", "-0.1", "value is -0.1: write a proportion as a fraction"),
    (HOSPITAL, 1, "high", "1.01", "high is 1.01: write a proportion as a fraction"),
    (HOSPITAL, 1, "value", "nan", "value is 'nan': write a number"),
    (HOSPITAL, 1, "value", "*", "value is '*': write a number"),
    (HOSPITAL, 1, "value", "", "value is empty: fill it in, or say with x, z or c in status"),
    (HOSPITAL, 1, "status", "c", "status 'c' says that there is no value: remove one"),
    (HOSPITAL, 1, "status", "e", "status 'e' marks what this product adds up"),
    (HOSPITAL, 1, "status", "p q", "status is 'q': use one of x, z, c, u, p, b, e"),
    (HOSPITAL, 1, "low", "0.9", "low 0.9 above high 0.8: correct the row"),
    (HOSPITAL, 0, "denominator", "0", "denominator 0.0 not above 0"),
    (HOSPITAL, 0, "organisations", "2.5", "organisations is '2.5': write a whole number"),
    (HOSPITAL, 1, "start", "2024-10-01", "period 'Sep 2024' starts 2024-10-01 after its end 2024-09-30"),
    (HOSPITAL, 1, "end", "20240930", "end is '20240930': write a date"),
    (HOSPITAL, 1, "end", "2024-09-31", "end is '2024-09-31': write a date"),
    (HOSPITAL, 1, "publication", "gossip", "publication 'gossip' is not in publications.csv"),
    (HOSPITAL, 1, "publication", "mental-waits", "move the row to figures/mental-waits.csv"),
    ("pairs.csv", 0, "mental_polarity", "", "mental_polarity is empty: fill it in"),
    ("pairs.csv", 0, "mental_polarity", "context", "pair P1 judges by per_100 but has no polarity"),
    ("pairs.csv", 0, "measure", "", "measure is empty"),
    ("pairs.csv", 0, "grade", "E", "grade is 'E': use one of A, B, C, D"),
    ("pairs.csv", 0, "grade_reason", "", "grade_reason is empty"),
    ("pairs.csv", 0, "decides", "true", "decides is 'true': write yes or no"),
    ("pairs.csv", 0, "block", "finance", "block is 'finance': use one of leadership_governance"),
    ("pairs.csv", 0, "superseded_by", "P99", "superseded_by 'P99' is not in pairs.csv as another pair"),
    ("pairs.csv", 0, "superseded_by", "P1", "superseded_by 'P1' is not in pairs.csv as another pair"),
    ("pairs.csv", 0, "mental_indicator", "guess", "mental_indicator 'guess' is not in indicators.csv"),
    ("pairs.csv", 0, "mental_breakdown", "men", "mental-in-time has no figures for breakdown 'men'"),
    ("pairs.csv", 0, "comparator_reading", "inverse", "comparator_reading is 'inverse'"),
    (
        "pairs.csv",
        0,
        "comparator_indicator",
        "",
        "comparator_reading is filled in but comparator_indicator is",
    ),
    ("pairs.csv", 2, "mental_reading", "complement", "mental-score is no proportion"),
    ("pairs.csv", 1, "id", "P11", "pair 'P11' has no words in pair_words.csv"),
    ("pair_words.csv", 2, "title", "x" * 71, "title has 71 characters: shorten it to 70"),
    ("pair_words.csv", 2, "sentence", "As many.", "has no {value}"),
    ("spreads.csv", 1, "pair", "P7", "pair 'P7' is not in pairs.csv"),
    ("spreads.csv", 1, "standard_deviation", "0", "0.0 is not above 0"),
    ("spreads.csv", 1, "standard_deviation", "", "standard_deviation is empty"),
    ("sources.csv", 0, "citation", "", "citation is empty"),
    ("statements.csv", 1, "cells", "workforce", "cells holds 'workforce': write building_block/level"),
    ("statements.csv", 1, "cells", "workforce/top", "cells is 'top': use one of macro, meso, micro"),
    ("statements.csv", 1, "cells", "money/all", "cells is 'money': use one of leadership_governance"),
    ("statements.csv", 1, "cells", "", "cells is empty"),
    ("statements.csv", 1, "source", "hearsay", "source 'hearsay' is not in sources.csv"),
    (
        "statements.csv",
        1,
        "in_table2",
        "S10",
        "in_table2 'S10' is not in statements.csv as a published entry",
    ),
    ("statements.csv", 1, "subtheme", "ST9", "subtheme 'ST9' is not in subthemes.csv"),
    ("statements.csv", 1, "groups", "age;youth", "groups is 'youth': use one of age, disability"),
    ("statements.csv", 1, "basis", "sure", "basis is 'sure': use one of printed, stated"),
    ("statements.csv", 1, "basis", "", "basis is empty"),
    ("statements.csv", 1, "perspective", "press", "perspective is 'press': use one of policy, practice"),
    ("sources.csv", 1, "evidence_to", "", "evidence_from and evidence_to go together"),
    ("sources.csv", 1, "evidence_from", "2021", "evidence_from 2021 is after evidence_to 2020"),
    ("sources.csv", 1, "evidence_from", "about 2019", "evidence_from is 'about 2019': write a whole number"),
    (ENTRIES, 1, "kind", "tool", "kind is 'tool': use one of principle, parity_component"),
    (ENTRIES, 2, "cells", "workforce/meso;money/meso", "cells is 'money': use one of leadership_governance"),
    (ENTRIES, 2, "cells_basis", "", "cells_basis is empty"),
    (ENTRIES, 2, "groups", "youth", "groups is 'youth': use one of age"),
    (ENTRIES, 2, "order", "2", "order 2 of 'Steps' is taken by row 3: give it its own"),
    (ENTRIES, 2, "source", "hearsay", "source 'hearsay' is not in sources.csv"),
    (ENTRIES, 2, "place", "", "place is empty"),
    ("emphases.csv", 1, "perspective", "press", "perspective is 'press'"),
    ("emphases.csv", 0, "cells", "workforce", "cells holds 'workforce': write building_block/level"),
    ("emphases.csv", 1, "source", "hearsay", "source 'hearsay' is not in sources.csv"),
    ("strategies.csv", 1, "barrier", "T2-9", "barrier 'T2-9' is not in statements.csv as a barrier"),
    ("strategies.csv", 1, "barrier", "T2-2", "barrier 'T2-2' is not in statements.csv as a barrier"),
    ("strategies.csv", 1, "answer", "T2-1", "answer 'T2-1' is not in statements.csv as an enabler, nor in framework"),
    ("strategies.csv", 2, "answer", "step-9", "answer 'step-9' is not in statements.csv as an enabler, nor in"),
    ("strategies.csv", 0, "answer", "S2", "S2 is given as its own answer: name another"),
    ("strategies.csv", 1, "strength", "proved", "strength is 'proved': use one of stated, same_source, inferred"),
    ("strategies.csv", 0, "place", "", "place is empty but strength is same_source: say where"),
    ("strategies.csv", 2, "place", "p. 9", "place is filled in but strength is inferred"),
    ("expected_moves.csv", 1, "pair", "P99", "pair 'P99' is not in pairs.csv"),
    ("expected_moves.csv", 1, "barrier", "T2-2", "barrier 'T2-2' is not in statements.csv as a barrier"),
    ("expected_moves.csv", 1, "reason", "", "reason is empty"),
    ("table2_cells.csv", 0, "kind", "both", "the published table has barrier and enabler only"),
    ("table2_cells.csv", 0, "count", "3", "state 'printed_empty' does not go with a count of 3"),
    ("links.csv", 0, "to_level", "top", "to is 'top'"),
    ("links.csv", 0, "sign", "helps", "sign is 'helps'"),
    ("contradictions.csv", 0, "other_source", "hearsay", "other_source 'hearsay' is not in sources.csv"),
    ("glossary.csv", 1, "plain_meaning", "", "plain_meaning is empty"),
]


@pytest.mark.parametrize(("file", "index", "column", "cell", "reason"), BROKEN)
def test_a_broken_row_is_refused_with_file_row_and_reason(
    tmp_path: Path, file: str, index: int, column: str, cell: str, reason: str
) -> None:
    seed = small_seed()
    seed[file][index][column] = cell
    error = refusal(tmp_path, seed)
    assert (error.file, error.row) == (file, index + 2)
    assert str(error).startswith(f"seed file {file}, row {index + 2}: ")
    assert reason in error.reason


@pytest.mark.parametrize("file", [file for file in small_seed() if not file.startswith("figures/")])
def test_a_row_given_twice_is_refused(tmp_path: Path, file: str) -> None:
    seed = small_seed()
    seed[file].append(dict(seed[file][0]))
    error = refusal(tmp_path, seed)
    assert (error.file, error.row) == (file, len(seed[file]) + 1)
    assert "is already in row 2: keep one of the two" in error.reason


def test_a_figure_given_twice_is_refused_whatever_its_value(tmp_path: Path) -> None:
    seed = small_seed()
    seed[MENTAL].append(seed[MENTAL][1] | {"value": "0.9"})
    error = refusal(tmp_path, seed)
    assert (error.file, error.row) == (MENTAL, 8)
    assert "the same figure is in row 3 of figures/mental-waits.csv" in error.reason


def test_words_about_no_pair_are_refused(tmp_path: Path) -> None:
    seed = small_seed()
    seed["pair_words.csv"].append(seed["pair_words.csv"][0] | {"pair": "P99"})
    error = refusal(tmp_path, seed)
    assert (error.file, error.row) == ("pair_words.csv", 6)


def test_a_cell_without_words_is_named(tmp_path: Path) -> None:
    seed = small_seed()
    del seed["cell_words.csv"][4]
    assert "no words for financing/meso" in refusal(tmp_path, seed).reason


@pytest.mark.parametrize("file", ["areas.csv", "glossary.csv"])
def test_a_missing_file_is_named(tmp_path: Path, file: str) -> None:
    seed = small_seed()
    del seed[file]
    error = refusal(tmp_path, seed)
    assert (error.file, error.row, error.reason.split(":")[0]) == (file, 1, "the file is missing")


def test_a_seed_without_figures_is_refused(tmp_path: Path) -> None:
    seed = small_seed()
    del seed[HOSPITAL], seed[MENTAL]
    assert "no file of figures" in refusal(tmp_path, seed).reason


@pytest.mark.parametrize(
    ("text", "row", "reason"),
    [
        ("term,plain_meaning\n", 1, "no column more: add it"),
        ("term,plain_meaning,more,extra\n", 1, "unexpected column 'extra'"),
        ("term,plain_meaning,more,more\n", 1, "unexpected column twice the same"),
        ("", 1, "no column term, plain_meaning, more"),
        ('term,plain_meaning,more\na,"two\nlines",\nb,c\n', 3, "2 cells under 3 headings"),
        ('term,plain_meaning,more\na,"b"c,\n', 1, "not a CSV in UTF-8"),
    ],
)
def test_a_file_of_another_shape_is_refused(tmp_path: Path, text: str, row: int, reason: str) -> None:
    folder = write_seed(tmp_path, small_seed())
    (folder / "glossary.csv").write_text(text, encoding="utf-8")
    with pytest.raises(SeedError, match="glossary.csv") as caught:
        read_seed(folder)
    assert caught.value.row == row
    assert reason in caught.value.reason


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    folder = write_seed(tmp_path, small_seed())
    (folder / "glossary.csv").write_bytes("term,plain_meaning,more\ncafé,b,\n".encode("latin-1"))
    with pytest.raises(SeedError, match="not a CSV in UTF-8"):
        read_seed(folder)


def test_one_changed_figure_changes_the_version(tmp_path: Path) -> None:
    before = read_seed(write_seed(tmp_path / "before", small_seed())).version()
    seed = small_seed()
    seed[MENTAL][4]["value"] = "0.5000001"
    after = read_seed(write_seed(tmp_path / "after", seed)).version()
    assert before != after
    assert len(before) == 12 and int(before, 16) >= 0


@pytest.mark.parametrize(
    ("file", "column", "cell"),
    [
        ("pairs.csv", "grade_reason", "another"),
        ("statements.csv", "text", "another"),
        ("areas.csv", "population", "7"),
        ("successions.csv", "population", "7"),
        ("spreads.csv", "note", "another"),
        ("links.csv", "sign", "conditional"),
        ("publications.csv", "caveats", "another"),
        ("sources.csv", "url", "https://another.example"),
        ("statements.csv", "groups", "sex"),
        ("framework_entries.csv", "criterion", "another"),
        ("emphases.csv", "text", "another"),
        ("strategies.csv", "reason", "another"),
        ("expected_moves.csv", "reason", "another"),
    ],
)
def test_one_changed_word_changes_the_version(tmp_path: Path, file: str, column: str, cell: str) -> None:
    before = read_seed(write_seed(tmp_path / "before", small_seed())).version()
    seed = small_seed()
    seed[file][0][column] = cell
    assert read_seed(write_seed(tmp_path / "after", seed)).version() != before


def test_the_order_of_rows_does_not_change_the_version(tmp_path: Path) -> None:
    before = write_seed(tmp_path / "before", small_seed())
    after = write_seed(tmp_path / "after", {file: rows[::-1] for file, rows in small_seed().items()})
    assert read_seed(after).version() == read_seed(before).version()
    assert seed_digest(after) != seed_digest(before)


def test_the_way_a_number_is_written_does_not_change_the_version(tmp_path: Path) -> None:
    before = read_seed(write_seed(tmp_path / "before", small_seed())).version()
    seed = small_seed()
    seed[MENTAL][0]["value"], seed[MENTAL][0]["count"] = "0.60", "30.0"
    assert read_seed(write_seed(tmp_path / "after", seed)).version() == before


def test_the_digest_of_files_knows_their_names(tmp_path: Path) -> None:
    folder = write_seed(tmp_path, small_seed())
    before = seed_digest(folder)
    (folder / "sources.csv").rename(folder / "source.csv")
    assert seed_digest(folder) != before


def test_the_real_seed_is_read_without_a_refusal() -> None:
    content = read_seed(SEED_FOLDER)
    assert len(content.pairs) == 76
    assert len(content.observations) > 10_000
    assert len(content.geography.in_vintage(Vintage.ICB2026)) == 36 + 7 + 1
