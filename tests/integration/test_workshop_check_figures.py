"""The check figures of the method, held from ballots that phones send over HTTP to what phones show; FICTITIOUS."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from dash import Dash
from flask import Flask
from flask.testing import FlaskClient

from data.current import EXTENSION
from data.unit_of_work import Store
from domain_model.use_cases.count_votes import counted, seed_of
from domain_model.use_cases.run_workshop import facilitator_of, make_link
from domain_model.workshop.ballots import CountedBallot
from domain_model.workshop.counting import count_round
from domain_model.workshop.published import RoundResults
from domain_model.workshop_vocabulary import LinkKind, Scale, Statistic, Suppression
from tests.small_server import browser, page_of
from tests.workshops import ITEMS, MESO, Room, a_plan, open_room


@pytest.fixture
def server(application: Dash) -> Flask:
    return application.server


@pytest.fixture
def store(server: Flask) -> Store:
    return server.extensions[EXTENSION]


def now() -> datetime:
    return datetime.now(UTC)


def join(server: Flask, room: Room, group: str) -> FlaskClient:
    client = browser(server)
    joined = client.post(f"/j/{room.workshop.join_code}", data={"consent": "yes", "group": group})
    assert joined.status_code == 303
    return client


def send(client: FlaskClient, room: Room, answers: dict[str, object]) -> None:
    sent = {"round": 1, "sequence": 1, "answers": answers}
    answer = client.post(f"/w/{room.workshop.id}/ballots", json=sent)
    assert (answer.status_code, answer.get_json()["answers"]) == (200, answers)


def rank(client: FlaskClient, room: Room, order: str) -> None:
    send(client, room, {"ranking": [f"item-{letter.lower()}" for letter in order]})


def results_of(room: Room) -> RoundResults:
    """The vote is ended, counted and revealed; what was published."""
    results = room.end(at=now() - timedelta(seconds=10))
    room.reveal(at=now())
    return results


def shown(client: FlaskClient, room: Room) -> dict:
    (found,) = client.get(f"/w/{room.workshop.id}/state").get_json()["results"]
    return found


def on_the_screen(server: Flask, room: Room) -> list[list[str]]:
    """The rows of the first table that the room sees, by their words, without the ranges, which are sampled."""
    with room.store.writing_unit_of_work() as work:
        owner = facilitator_of(work, room.workshop.id, room.owner)
        _link, secret = make_link(work, owner, LinkKind.PROJECTOR, "", now())
        work.commit()
    table = page_of(browser(server).get(f"/p/{secret}/screen")).find("table")
    assert table is not None
    rows = [[cell.get_text(" ", strip=True) for cell in row.select("th, td")] for row in table.select("tbody tr")]
    return [[word.replace("FICTITIOUS barrier ", "") for word in row[:4] + row[5:]] for row in rows]


def by_letter(results: RoundResults, statistic: Statistic, voice: str = "everyone") -> str:
    values = ((item.id[-1].upper(), results.value(statistic, item.id, voice=voice)) for item in ITEMS)
    return " ".join(f"{letter}{value:g}" for letter, value in values)


def in_order(rows: Sequence[dict], name: str) -> str:
    return " ".join(f"{row['letter']}{row[name]}" for row in rows)


def test_33_phones_give_the_raw_sums_and_the_equal_voice_of_the_method(server: Flask, store: Store) -> None:
    room = open_room(store, a_plan(area="QE1", ranks=5), now())
    votes = [*[("policy", "ABCDE")] * 20, *[("practice", "BADCF")] * 8, *[("lived_experience", "FECBA")] * 5]
    phones = [join(server, room, group) for group, _order in votes]
    room.ranking(now())
    for phone, (_group, order) in zip(phones, votes, strict=True):
        rank(phone, room, order)
    results = results_of(room)
    assert results.people == 33
    assert by_letter(results, Statistic.SUM) == "A137 B130 C91 D64 E40 F33"
    assert by_letter(results, Statistic.RANK) == "A1 B2 C3 D4 E5 F6"
    assert by_letter(results, Statistic.POINTS, "equal_voice") == "A13 B14 C11 D8 E8 F9"
    assert by_letter(results, Statistic.RANK, "equal_voice") == "A2 B1 C3 D5 E5 F4"
    assert set(results.voices.values()) == {"policy", "practice", "lived_experience"}
    for phone, yours in ((phones[0], "A1 B2 C3 D4 E5 FNone"), (phones[-1], "A5 B4 C3 DNone E2 F1")):
        found = shown(phone, room)
        assert (found["people"], in_order(found["rows"], "room")) == (33, "A1 B2 C3 D4 E5 F6")
        assert in_order(found["rows"], "equal") == "A2 B1 C3 D5 E5 F4"
        assert in_order(found["rows"], "yours") == yours
    assert on_the_screen(server, room) == [
        ["1", "A a", "137", "33 of 33", "2", "▼ down 1"],
        ["2", "B b", "130", "33 of 33", "1", "▲ up 1"],
        ["3", "C c", "91", "33 of 33", "3", "same"],
        ["4", "D d", "64", "28 of 33", "5=", "▼ down 1"],
        ["5", "E e", "40", "25 of 33", "5=", "same"],
        ["6", "F f", "33", "13 of 33", "4", "▲ up 2"],
    ]


POINTS = {"A": (3, 1, 4, 4, 4), "B": (2, 3, 1, 1, 2), "C": (6, 5, 5, 3, 6), "D": (1, 2, 3, 2, 1), "E": (5, 4, 2, 5, 3)}
POINTS["F"] = (4, 6, 6, 6, 5)
"""The method's example of the Nominal Group Technique: five people give six things 6 points (strongest) to 1."""


def test_the_example_of_the_nominal_group_technique_is_held(server: Flask, store: Store) -> None:
    room = open_room(store, a_plan(area="QE1", ranks=6), now())
    phones = [join(server, room, "practice") for _ in range(5)]
    room.ranking(now())
    for place, phone in enumerate(phones):
        rank(phone, room, "".join(sorted(POINTS, key=lambda letter: -POINTS[letter][place])))
    results = results_of(room)
    assert by_letter(results, Statistic.SUM) == "A16 B9 C25 D9 E19 F27"
    assert by_letter(results, Statistic.RANK) == "A4 B5 C2 D5 E3 F1"
    agreement = results.figure(Statistic.AGREEMENT)
    assert agreement is not None
    assert (agreement.value, agreement.suppression) == (None, Suppression.SPREAD_OF_FEW)
    found = shown(phones[1], room)
    assert in_order(found["rows"], "room") == "F1 C2 E3 A4 B5 D5"
    assert in_order(found["rows"], "yours") == "F1 C2 E3 A6 B4 D5"
    assert in_order(found["rows"], "equal") == "FNone CNone ENone ANone BNone DNone"
    assert (found["agreement"], found["people"]) == ("", 5)

    with store.unit_of_work() as work:
        cast = counted(work.ballots.standing(room.workshop.id, 1))
    twice = [*cast, *(CountedBallot(f"{one.participant} again", one.group, one.answers) for one in cast)]
    again = count_round(
        room.state().rounds[0].paper, twice, round_number=1, publication=1, least=5, seed=seed_of(room.workshop.id, 1)
    )
    assert again.value(Statistic.AGREEMENT) == pytest.approx(0.675, abs=0.0005)
    assert by_letter(again, Statistic.SUM) == "A32 B18 C50 D18 E38 F54"
    assert by_letter(again, Statistic.RANK) == "A4 B5 C2 D5 E3 F1"


RATINGS = (7, 7, 7, 7, 7, 8, 8, 8, 8, 8, 9, 9, 3, 4, 5)


def test_fifteen_ratings_give_the_median_and_the_agreement_of_the_method(server: Flask, store: Store) -> None:
    room = open_room(store, a_plan(area="QE1", cells=(MESO,), scales=(Scale.SEVERITY,)), now())
    phones = [join(server, room, "public") for _ in RATINGS]
    room.scoring(now())
    for phone, rating in zip(phones, RATINGS, strict=True):
        send(phone, room, {"scores": {MESO.token: {"severity": rating}}})
    results = results_of(room)
    expected = {
        Statistic.PEOPLE: 15, Statistic.MEDIAN: 7, Statistic.P30: 7, Statistic.P70: 8, Statistic.SPREAD: 1,
        Statistic.SPREAD_LIMIT: 6.1, Statistic.DISAGREEMENT: 0, Statistic.COUNT_7: 5, Statistic.COUNT_9: 2,
    }  # fmt: skip
    found = {statistic: results.value(statistic, MESO.token, "severity") for statistic in expected}
    assert found == pytest.approx(expected)
    result = shown(phones[-1], room)
    (row,) = result["rows"]
    assert (result["people"], row["everyone"], row["yours"], row["scale"]) == (15, "7", "5", "severity")
