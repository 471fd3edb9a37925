"""The published figures over the API: every one of them, as the seed files have it, and none of them late."""

import csv
from collections import Counter
from io import StringIO
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest
from flask.testing import FlaskClient

import pages.http.api_parity_answers as answers
from data.unit_of_work import Store

FIGURES = Path(__file__).parents[2] / "data" / "seed" / "figures"
CANCER = "cancer-treated-within-62-days"


@pytest.fixture(scope="module")
def seed_rows() -> list[dict[str, str]]:
    files = sorted(FIGURES.glob("*.csv"))
    return [row for file in files for row in csv.DictReader(StringIO(file.read_text(encoding="utf-8")))]


def every_item(client: FlaskClient, query: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    following: str | None = f"/api/v1/observations?limit=1000&{query}"
    while following:
        page = client.get(following).get_json()
        found += page["items"]
        following = page["next"]
    return found


def key_of_seed(row: dict[str, str]) -> tuple[object, ...]:
    names = ("indicator", "area", "geography", "period", "start", "end", "breakdown", "publication")
    return (*(row[name] for name in names), float(row["value"]) if row["value"] else None)


def key_of_item(item: dict[str, Any]) -> tuple[object, ...]:
    period = item["period"]
    return (
        item["indicator"], item["area"], item["geography"], period["label"], period["start"], period["end"],
        item["breakdown"] or "", item["publication"], item["value"],
    )  # fmt: skip


def test_every_published_figure_is_there_once_and_as_it_was_published(
    seeded_client: FlaskClient, seed_rows: list[dict[str, str]]
) -> None:
    found = every_item(seeded_client, "")
    assert Counter(map(key_of_item, found)) == Counter(map(key_of_seed, seed_rows))
    assert len(found) == seeded_client.get("/api/v1/meta").get_json()["counts"]["observations"]
    assert all(item["area_name"] and item["indicator_name"] for item in found)
    assert {item["area"] for item in found if item["region_name"] is None} == {"ENG"}


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        (f"indicator={CANCER}", lambda row: row["indicator"] == CANCER),
        ("area=QE1", lambda row: row["area"] == "QE1"),
        ("area=QE1&geography=icb2026", lambda row: row["area"] == "QE1" and row["geography"] == "icb2026"),
        ("area_kind=region", lambda row: row["geography"] == "region"),
        ("area_kind=icb", lambda row: row["geography"] in ("icb2023", "icb2026")),
        ("geography=country&area=ENG", lambda row: row["area"] == "ENG"),
        ("publication=staff-survey-2021-2024", lambda row: row["publication"] == "staff-survey-2021-2024"),
        ("period_from=2024-03-31", lambda row: row["end"] >= "2024-03-31"),
        ("period_to=2019-12-31&area_kind=icb", lambda row: row["end"] <= "2019-12-31" and row["area"][0] == "Q"),
        ("period_from=2024-03-31&period_to=2024-03-31", lambda row: row["end"] == "2024-03-31"),
    ],
)
def test_a_filter_keeps_what_it_names_and_nothing_else(
    seeded_client: FlaskClient, seed_rows: list[dict[str, str]], query: str, kept: Any
) -> None:
    expected = [key_of_seed(row) for row in seed_rows if kept(row)]
    assert 0 < len(expected) < len(seed_rows)
    assert Counter(map(key_of_item, every_item(seeded_client, query))) == Counter(expected)


def test_a_board_of_the_past_is_found_without_its_geography(seeded_client: FlaskClient) -> None:
    (item, *_more) = every_item(seeded_client, f"area=QMM&indicator={CANCER}")
    assert item["geography"] == "icb2023"
    assert item["area_name"] == "NHS Norfolk and Waveney Integrated Care Board"
    assert (item["region"], item["region_name"]) == ("Y61", "East of England")
    assert every_item(seeded_client, "area=QMM&geography=icb2026") == []


def test_a_figure_has_its_counts_and_the_unit_of_its_value(seeded_client: FlaskClient) -> None:
    query = f"indicator={CANCER}&area=QE1&period_from=2021-07-31&period_to=2021-07-31"
    (item,) = every_item(seeded_client, query)
    assert (item["value"], item["count"], item["denominator"]) == (0.67913386, 345, 508)
    assert item["value_unit"] == "share (0 to 1)"
    assert item["breakdown"] is item["low"] is item["note"] is None
    (row,) = csv.DictReader(StringIO(seeded_client.get(f"/api/v1/observations?{query}&format=csv").text))
    assert (row["value"], row["count"], row["low"], row["period.label"]) == ("0.67913386", "345", "", "Jul 2021")
    assert row["area_name"] == "NHS Lancashire and South Cumbria Integrated Care Board"


def test_a_suppressed_figure_has_its_code_and_no_value(seeded_client: FlaskClient) -> None:
    items = every_item(seeded_client, "indicator=detention-rate-black-over-white&area=QOC")
    assert [(item["value"], item["status"]) for item in items] == [(None, ["c"])]


def test_only_the_page_that_is_asked_for_is_made(seeded_client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[object] = []

    def counting(row: Any, *more: Any) -> dict[str, object]:
        made.append(row)
        return original(row, *more)

    original = answers.observation_document
    monkeypatch.setattr(answers, "observation_document", counting)
    page = seeded_client.get("/api/v1/observations?limit=7&offset=30000&area_kind=icb").get_json()
    assert len(page["items"]) == len(made) == 7


@pytest.mark.parametrize("query", ["", "area=QE1", "period_to=2024-03-31&area_kind=icb&offset=20000&limit=1000"])
def test_figures_come_from_memory_and_at_once(seeded_client: FlaskClient, seeded_store: Store, query: str) -> None:
    with seeded_store.unit_of_work() as work:
        work.datasets.current()
    times = []
    for _turn in range(5):
        start = perf_counter()
        assert seeded_client.get(f"/api/v1/observations?{query}").status_code == 200
        times.append(perf_counter() - start)
    assert min(times) < 0.25, times
