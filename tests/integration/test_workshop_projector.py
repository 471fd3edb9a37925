"""The projector's page over HTTP: opened by its own secret only, kept by no cache, and silent before the reveal."""

import re
import threading
from datetime import UTC, datetime, timedelta
from itertools import cycle

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient

from app import configure
from data.current import EXTENSION
from data.unit_of_work import Store
from domain_model.use_cases.run_workshop import facilitator_of, make_link, renew_join_code, revoke_link
from domain_model.workshop.events import IdeaHidden, IdeaShown, RoundReopened, StageEntered
from domain_model.workshop_vocabulary import Group, LinkKind
from pages.http.access import guard
from pages.http.addresses import PUBLIC_URL
from pages.http.projector import projector
from pages.http.security import add_security_headers
from tests.workshops import MESO, Room, open_room, ranked, scored

PARTS = ("", "/screen", "/pulse", "/stream")
HIDDEN = re.compile(r'data-version="\d+"|data-left="\d+"')


@pytest.fixture
def client(store: Store, monkeypatch: pytest.MonkeyPatch) -> FlaskClient:
    monkeypatch.setenv(PUBLIC_URL, "https://parity.example.org")
    server = Flask("projector_under_test")
    configure(server, store)
    server.extensions[EXTENSION] = store
    server.register_blueprint(projector)
    add_security_headers(server, lambda: ())
    guard(server)
    return server.test_client()


def link_to(room: Room, kind: LinkKind = LinkKind.PROJECTOR) -> tuple[str, str]:
    """The id of a new link, and its secret."""
    with room.store.writing_unit_of_work() as work:
        link, secret = make_link(work, facilitator_of(work, room.workshop.id, room.owner), kind, "hall", now())
        work.commit()
    return link.id, secret


def now() -> datetime:
    return datetime.now(UTC)


def started(store: Store) -> Room:
    """A new workshop of thirteen people in two groups, whose joining is closed: so that no code tells two apart."""
    room = open_room(store, at=now() - timedelta(minutes=1))
    room.join(*(Group.POLICY,) * 7, *(Group.CARERS,) * 6, at=now())
    with room.store.writing_unit_of_work() as work:
        renew_join_code(work, facilitator_of(work, room.workshop.id, room.owner), now(), none=True)
        work.commit()
    return room


def seen(client: FlaskClient, secret: str) -> str:
    """What the room sees, without the number of the version and the clock."""
    answer = client.get(f"/p/{secret}/screen")
    assert answer.status_code == 200
    return HIDDEN.sub("", answer.get_data(as_text=True))


def test_the_page_shows_the_workshop_and_how_to_join_under_the_public_address(client: FlaskClient, store: Store):
    room = open_room(store)
    _id, secret = link_to(room)
    answer = client.get(f"/p/{secret}")
    page = BeautifulSoup(answer.get_data(as_text=True), "html.parser")
    assert page.h1.get_text() == "FICTITIOUS workshop"
    assert page.select_one(".join-address").get_text() == "parity.example.org/join"
    code = room.workshop.join_code
    assert page.select_one(".join-code").get_text() == f"{code[:3]} {code[3:]}"
    assert page.svg["aria-label"] == f"QR code of https://parity.example.org/j/{code}"
    assert "'unsafe-eval'" not in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("part", PARTS[:3])
def test_no_cache_keeps_an_answer_and_no_other_site_is_told_the_address(client: FlaskClient, store: Store, part: str):
    _id, secret = link_to(open_room(store))
    answer = client.get(f"/p/{secret}{part}")
    assert answer.status_code == 200
    assert (answer.headers["Cache-Control"], answer.headers["Referrer-Policy"]) == ("no-store", "no-referrer")


def test_the_stream_begins_with_the_pulse(client: FlaskClient, store: Store):
    room = started(store)
    _id, secret = link_to(room)
    answer = client.get(f"/p/{secret}/stream", buffered=False)
    chunks = iter(answer.response)
    assert next(chunks) == b"retry: 1000\n\n"
    assert b'"joined":13,"done":0' in next(chunks)
    answer.close()
    assert answer.mimetype == "text/event-stream"
    assert (answer.headers["Cache-Control"], answer.headers["Referrer-Policy"]) == ("no-store", "no-referrer")


@pytest.mark.parametrize("part", PARTS)
def test_unknown_withdrawn_and_other_links_open_nothing_and_are_told_alike(
    client: FlaskClient, store: Store, part: str
):
    room = open_room(store)
    link, secret = link_to(room)
    _id, of_facilitator = link_to(room, LinkKind.FACILITATOR)
    assert client.get(f"/p/{secret}/screen").status_code == 200
    with store.writing_unit_of_work() as work:
        assert revoke_link(work, facilitator_of(work, room.workshop.id, room.owner), link, now())
        work.commit()
    answers = [client.get(f"/p/{one}{part}") for one in (secret, of_facilitator, "unknown", room.workshop.id)]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.get_data() for answer in answers}) == 1
    assert "There is no screen at this address" in answers[0].get_data(as_text=True)
    assert {answer.headers["Cache-Control"] for answer in answers} == {"no-store"}


def test_two_workshops_that_voted_the_opposite_look_the_same_until_the_reveal_and_not_after(
    client: FlaskClient, store: Store
):
    rooms = (started(store), started(store))
    orders = (cycle(("abcde", "bacde", "abdce")), cycle(("fedcb",)))
    secrets = [link_to(room)[1] for room in rooms]

    def both() -> tuple[str, str]:
        return seen(client, secrets[0]), seen(client, secrets[1])

    for room, order in zip(rooms, orders, strict=True):
        room.ranking(now())
        for person in room.people:
            room.cast(person, ranked(next(order)), now())
    while_open = both()
    for room in rooms:
        room.end(at=now())
    sealed = both()
    for room in rooms:
        room.do(StageEntered("discuss", 0), now())
    moved_on = both()
    for room in rooms:
        room.reveal(at=now())
    revealed = both()
    for one, other in (while_open, sealed, moved_on):
        assert one == other
    assert "13</b>" in while_open[0] and "Vote closed." in sealed[0] and "Vote closed." in moved_on[0]
    assert revealed[0] != revealed[1]
    assert "13 people voted" in revealed[0] and "Vote closed." not in revealed[0]


def test_a_round_that_is_opened_again_is_hidden_again(client: FlaskClient, store: Store):
    room = started(store)
    _id, secret = link_to(room)
    room.scoring(now())
    for person in room.people:
        room.cast(person, scored(meso=(2, 7), micro=(4, 3)), now())
    room.end(at=now())
    room.reveal(at=now())
    assert "Median 7" in seen(client, secret)
    with store.writing_unit_of_work() as work:
        work.workshops.append(room.workshop.id, RoundReopened(1, 0), room.owner.id, now())
        work.commit()
    assert "Median" not in seen(client, secret)


def test_an_idea_that_is_kept_back_is_in_no_answer(client: FlaskClient, store: Store):
    room = started(store)
    _id, secret = link_to(room)
    room.do(StageEntered("share", 0), now())
    room.do(IdeaShown("idea-1", "shown", "FICTITIOUS and harmless", MESO.token), now())
    room.do(IdeaShown("idea-2", "kept", "FICTITIOUS and <b>hurtful</b>", MESO.token), now())
    assert "&lt;b&gt;hurtful" in seen(client, secret)
    room.do(IdeaHidden("idea-2"), now())
    assert "harmless" in seen(client, secret) and "hurtful" not in seen(client, secret)


def test_many_screens_at_once_are_answered(client: FlaskClient, store: Store):
    room = started(store)
    _id, secret = link_to(room)
    answers: list[int] = []

    def ask() -> None:
        answers.append(client.application.test_client().get(f"/p/{secret}/screen").status_code)

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [200] * 8
