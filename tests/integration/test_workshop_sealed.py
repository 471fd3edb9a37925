"""Before a reveal no address tells anything of the results, whoever asks: every payload of every address is scanned."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from dash import Dash
from flask import Flask
from flask.testing import FlaskClient

from data.current import EXTENSION
from domain_model.people_vocabulary import Role
from domain_model.use_cases.run_workshop import facilitator_of, make_link
from domain_model.workshop.events import VotingEnded
from domain_model.workshop_vocabulary import Group, LinkKind, Statistic
from pages.http.access import access_rows
from tests.people import add_person, signed_in
from tests.workshops import Room, a_plan, open_room, ranked, second

PEOPLE = 97
LEFT_OUT = ("/_", "/assets", "/audit")
LEAST_TELLING = 130
"""Sums below this are also numbers of published figures."""
ORDERS = ("abcde", "abced", "bacde")
"""What the first 61, the next 22 and the last 14 people rank."""


@pytest.fixture(scope="module")
def server(application: Dash) -> Flask:
    return application.server


def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
def room(server: Flask) -> Room:
    """97 people have ranked."""
    made = open_room(server.extensions[EXTENSION], a_plan(area="QE1", title="FICTITIOUS sealed vote"), now())
    made.join(*[Group.POLICY] * 61, *[Group.CARERS] * 22, *[Group.PUBLIC] * 14, at=now())
    made.ranking(at=now())
    for place, person in enumerate(made.people):
        made.cast(person, ranked(ORDERS[(place >= 61) + (place >= 83)]), now())
    return made


def askers(server: Flask, room: Room) -> Iterator[tuple[str, FlaskClient, dict[str, str]]]:
    """Everybody who may look at a workshop, with what stands for the placeholders of their addresses."""
    secrets: dict[LinkKind, str] = {}
    with room.store.writing_unit_of_work() as work:
        facilitator = facilitator_of(work, room.workshop.id, room.owner)
        for kind in LinkKind:
            _link, secrets[kind] = make_link(work, facilitator, kind, "", now())
        work.commit()
    names = {"workshop": room.workshop.id, "workshop_id": room.workshop.id, "code": room.workshop.join_code}
    owner = signed_in(server, room.owner)
    yield "owner", owner, names | {"secret": secrets[LinkKind.PROJECTOR]}
    link_holder = server.test_client()
    link_holder.get(f"/f/{secrets[LinkKind.FACILITATOR]}")
    yield "second facilitator", link_holder, names | {"secret": secrets[LinkKind.PROJECTOR]}
    phone = server.test_client()
    phone.set_cookie(f"parity-map-voice-{room.workshop.id}", room.people[90].secret)
    yield "phone", phone, names
    for role in (Role.VIEWER, Role.EDITOR, Role.FACILITATOR, Role.ADMINISTRATOR):
        yield role.value, signed_in(server, add_person(server, role)), names
    yield "visitor", server.test_client(), names


def addresses(server: Flask, names: dict[str, str]) -> Iterator[str]:
    """Every address that can be asked for without changing anything.

    Left out: streams, for which the pulse stands, and the audit log, whose numbers are of its own entries.
    """
    for row in access_rows(server):
        if row.method != "GET" or row.rule.startswith(LEFT_OUT) or row.rule.endswith("/stream"):
            continue
        filled = re.sub(r"<(?:[a-z]+:)?([a-z_]+)>", lambda found: names.get(found[1], "1"), row.rule)
        yield filled


def told(server: Flask, room: Room, sealed: dict[str, float]) -> tuple[list[str], int]:
    """Where a sealed figure appears, and how many payloads that had something were read."""
    found: list[str] = []
    asked = 0
    for who, client, names in askers(server, room):
        for address in addresses(server, names):
            answer = client.get(address)
            text = answer.get_data().decode("utf-8", "replace")  # archives and workbooks are no text
            if not any(name in address + text for name in (*names.values(), room.workshop.title)):
                continue  # not about this workshop
            asked += answer.status_code == 200
            numbers = {float(number) for number in re.findall(r"(?<![\w.-])\d{1,9}(?:\.\d+)?(?![\w-])", text)}
            found += [f"{who} {address}: {name} {value:g}" for name, value in sealed.items() if value in numbers]
    return found, asked


def sealed_figures(room: Room) -> dict[str, float]:
    """Sums that no other number on any page is, by what they are."""
    with room.store.unit_of_work() as work:
        results = work.results.latest(room.workshop.id, 1)
    assert results is not None
    sums = {f"sum of {figure.target} for {figure.voice}": figure.value for figure in results.figures
            if figure.statistic is Statistic.SUM and figure.value and figure.value >= LEAST_TELLING}  # fmt: skip
    assert len(sums) >= 6
    return sums


EXPECTED = {"everyone": {"a": 471, "b": 402, "c": 291, "d": 172, "e": 119}}
"""By hand: 61 x abcde, 22 x abced, 14 x bacde with 5 to 1 points."""


def test_the_sums_are_those_that_were_worked_out_by_hand(room: Room) -> None:
    results = room.end(at=now())
    for letter, points in EXPECTED["everyone"].items():
        assert results.value(Statistic.SUM, f"item-{letter}") == points


@pytest.mark.parametrize("state", ["open", "ended", "counted"])
def test_nobody_is_told_anything_of_a_vote_that_is_not_revealed(server: Flask, room: Room, state: str) -> None:
    if state == "counted":
        room.end(at=second(0))
        sealed = sealed_figures(room)
    else:
        sealed = {letter: float(points) for letter, points in EXPECTED["everyone"].items() if points >= LEAST_TELLING}
        if state == "ended":
            room.do(VotingEnded(1), now())
    found, asked = told(server, room, sealed)
    assert found == []
    assert asked > 25, "something was asked"


def test_the_scan_finds_results_once_they_are_revealed(server: Flask, room: Room) -> None:
    room.end(at=now())
    sealed = sealed_figures(room)
    room.reveal(at=now())
    found, _asked = told(server, room, sealed)
    owners = [one for one in found if one.startswith("owner")]
    assert any("/screen" in one for one in owners)
    assert any("/report" in one for one in owners)
    assert any("/export.csv" in one for one in owners)
    assert not any(one.startswith("visitor") for one in found), "not before an editor has approved it"
