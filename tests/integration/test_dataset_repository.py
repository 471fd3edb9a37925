"""What the database gives back is what the seed files say, in the order of its keys, and remembered."""

from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import process_time

import pytest

from data.engine import store_engine, store_url, writing
from data.errors import StoreError
from data.published_content import PublishedContent
from data.published_reader import read_content
from data.seed_files import SEED_FOLDER, read_seed
from data.unit_of_work import Store, open_store
from domain_model.cells import CELLS, Cell
from domain_model.dataset import Dataset
from domain_model.ports import DatasetRepository, UnitOfWork
from domain_model.vocabulary import StatusCode, Vintage
from tests.seed_folder import small_seed, write_seed

MISSING = r'^the database [^\n]*: cannot be used: [^\n]*(no such table: |relation ")published_dataset'
"""How SQLite, and PostgreSQL, name a table that is not there."""


def quietly(_line: str) -> None:
    """Show no progress."""


@pytest.fixture
def url(new_database: Callable[[], str]) -> str:
    return new_database()


@pytest.fixture
def store(tmp_path: Path, url: str) -> Iterator[Store]:
    # The rows are written last to first: what comes back must not depend on it.
    folder = write_seed(tmp_path / "seed", {file: rows[::-1] for file, rows in small_seed().items()})
    store = open_store(url, progress=quietly, seed_folder=folder)
    yield store
    store.close()


@pytest.fixture
def dataset(store: Store) -> Dataset:
    with store.unit_of_work() as work:
        return work.datasets.current()


def read_back(url: str) -> PublishedContent:
    engine = store_engine(store_url(url))
    with engine.connect() as connection:
        content = read_content(connection)
    engine.dispose()
    return content


def test_every_object_comes_back_equal(tmp_path: Path, store: Store, url: str) -> None:
    written = read_seed(write_seed(tmp_path / "again", small_seed())).parts()
    found = read_back(url).parts()
    assert set(found) == set(written)
    for name, objects in written.items():
        assert Counter(found[name]) == Counter(objects), name


def test_figures_are_found_by_indicator_area_and_vintage(dataset: Dataset) -> None:
    series = dataset.figures.series("mental-in-time", "AAA", Vintage.ICB2023)
    assert [(row.period.label, row.value) for row in series.observations] == [
        ("Aug 2024", 0.55),
        ("Sep 2024", 0.6),
    ]
    latest = series.observations[-1]
    assert (latest.count, latest.denominator, latest.organisations) == (30, 50, 2)
    assert latest.status == {StatusCode.LOW_RELIABILITY, StatusCode.PROVISIONAL}
    assert dataset.figures.breakdowns("mental-in-time") == ("", "women")
    assert dataset.figures.series("mental-score", "NEW", Vintage.ICB2026).observations[0].value == 6.25
    assert dataset.observations == 8


def test_keys_are_in_the_order_people_count_in(dataset: Dataset) -> None:
    assert [pair.id for pair in dataset.pairs] == ["P1", "P2", "P3", "P10"]
    assert [s.id for s in dataset.evidence.statements] == ["S2", "S10", "T2-1", "T2-2"]
    assert [entry.id for entry in dataset.evidence.framework_entries] == ["duty-1", "step-1", "step-10"]
    assert [(found.barrier, found.answer) for found in dataset.evidence.strategies] == [
        ("S2", "T2-2"),
        ("T2-1", "S2"),
        ("T2-1", "step-10"),
    ]
    assert [(move.barrier, move.pair) for move in dataset.evidence.expected_moves][1:] == [
        ("T2-1", "P1"),
        ("T2-1", "P2"),
    ]
    assert [area.code for area in dataset.geography.areas][:5] == ["AAA", "BBB", "CCC", "DDD", "DDD"]
    assert [area.ons_code for area in dataset.geography.areas if area.code == "DDD"] == ["E04", "E14"]
    assert [term.term for term in dataset.glossary] == ["access", "Band", "care"]
    assert tuple(dataset.cell_words) == CELLS
    assert [spread.period_end for spread in dataset.spreads["P2"]] == ["2024-09-30", "2025-09-30"]
    assert [(half.cell.token, half.kind.value) for half in dataset.evidence.published_cells] == [
        ("financing/macro", "barrier"),
        ("financing/macro", "enabler"),
        ("workforce/meso", "barrier"),
        ("workforce/meso", "enabler"),
    ]


def test_a_statement_keeps_the_order_of_its_cells(dataset: Dataset) -> None:
    dual = dataset.evidence.statements[0]
    assert dual.cells == (Cell.from_token("workforce/meso"), Cell.from_token("financing/macro"))
    assert (dual.in_table2, dual.also_in) == (("T2-2", "T2-1"), (Cell.from_token("workforce/macro"),))


def test_lists_of_cells_and_groups_keep_their_order(dataset: Dataset) -> None:
    duty, first, asked = dataset.evidence.framework_entries
    assert [group.value for group in duty.groups] == ["sex", "race"]
    assert (first.cells, asked.cells) == (
        (),
        (Cell.from_token("workforce/meso"), Cell.from_token("financing/micro")),
    )
    assert [group.value for group in dataset.evidence.statements[0].groups] == ["race", "age"]
    guide, study = dataset.evidence.sources
    assert (guide.evidence_from, study.evidence_from, study.evidence_to) == (None, 2019, 2020)


def test_a_side_that_is_not_held_stays_away(dataset: Dataset) -> None:
    third = dataset.pair("P3")
    assert third.mental is None
    assert third.comparator is not None and third.comparator.indicator == "hospital-in-time"


def test_the_dataset_is_remembered_while_its_version_stands(store: Store, dataset: Dataset) -> None:
    with store.unit_of_work() as work, store.unit_of_work() as other:
        assert work.datasets.current() is dataset
        assert other.datasets.current() is dataset


def test_many_readers_at_once_share_one_dataset(store: Store) -> None:
    def read(_number: int) -> Dataset:
        with store.unit_of_work() as work:
            return work.datasets.current()

    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(read, range(24)))
    assert all(dataset is found[0] for dataset in found)


def test_a_new_version_is_seen_by_a_store_that_is_open(
    tmp_path: Path, url: str, store: Store, dataset: Dataset
) -> None:
    seed = small_seed()
    seed["figures/hospital-waits.csv"][0]["value"] = "0.81"
    folder = write_seed(tmp_path / "next", seed)
    open_store(url, progress=quietly, seed_folder=folder).close()
    with store.unit_of_work() as work:
        after = work.datasets.current()
    assert after.version != dataset.version
    assert after.figures.series("hospital-in-time", "AAA", Vintage.ICB2023).observations[0].value == 0.81
    assert dataset.figures.series("hospital-in-time", "AAA", Vintage.ICB2023).observations[0].value == 0.8


def test_a_unit_of_work_reads_one_state_of_the_database(
    tmp_path: Path, url: str, store: Store, dataset: Dataset
) -> None:
    seed = small_seed()
    seed["glossary.csv"][0]["more"] = "More."
    with store.unit_of_work() as work:
        assert work.datasets.current() is dataset
        open_store(url, progress=quietly, seed_folder=write_seed(tmp_path / "next", seed)).close()
        assert work.datasets.current() is dataset


def test_a_store_without_dataset_says_so(url: str, store: Store) -> None:
    engine = store_engine(store_url(url))
    with writing(engine) as connection:
        connection.exec_driver_sql("DELETE FROM published_dataset")
    engine.dispose()
    with store.unit_of_work() as work, pytest.raises(StoreError, match="holds no figures yet"):
        work.datasets.current()


def test_a_table_that_went_missing_is_named_in_one_line(url: str, store: Store) -> None:
    engine = store_engine(store_url(url))
    with writing(engine) as connection:
        connection.exec_driver_sql("DROP TABLE published_dataset")
    engine.dispose()
    with store.unit_of_work() as work, pytest.raises(StoreError, match=MISSING):
        work.datasets.current()


def test_a_unit_of_work_serves_once_and_inside_its_block_only(store: Store) -> None:
    work = store.unit_of_work()
    with pytest.raises(RuntimeError, match="inside its block"):
        _ = work.datasets
    with work, pytest.raises(RuntimeError, match="begun already"):
        work.__enter__()
    with pytest.raises(RuntimeError, match="inside its block"):
        _ = work.datasets


def test_the_real_seed_comes_back_whole_and_soon(copy_of_seeded: Callable[[], str]) -> None:
    url = copy_of_seeded()
    store = open_store(url, progress=quietly)
    started = process_time()
    with store.unit_of_work() as work:
        dataset = work.datasets.current()
    assert process_time() - started < 3  # 0.3 s on an idle machine
    store.close()
    assert read_back(url).version() == dataset.version == read_seed(SEED_FOLDER).version()
    assert len(dataset.pairs) == 76
    assert len(dataset.geography.in_vintage(Vintage.ICB2023)) == 42 + 7 + 1


def test_a_unit_of_work_of_the_store_is_one_that_the_domain_asks_for(seeded_store: Store) -> None:
    """The protocols of the domain's ports are met in type and in use."""

    def version_of(work: UnitOfWork) -> str:
        datasets: DatasetRepository = work.datasets
        return datasets.current().version

    with seeded_store.unit_of_work() as work:
        assert len(version_of(work)) == 12
