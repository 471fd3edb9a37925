"""What phones ask and send over HTTP: who may, what is refused in words, and that what people type stays text."""

import json
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from dash import Dash
from flask import Flask, Response
from flask.testing import FlaskClient

from data.ballot_box import BallotBox
from data.current import EXTENSION
from data.errors import StoreError
from data.unit_of_work import Store
from domain_model.people import new_id
from domain_model.use_cases.join_workshop import add_participant
from domain_model.workshop.events import Closed, FactsShown, IdeaShown, StageEntered, VotingEnded
from domain_model.workshop_vocabulary import EntryMode, FactsPolicy, Group, RoundState
from pages.http import live_stream
from pages.http.live_stream import MOST_STREAMS, Pulses, pulse, stream
from tests.people import forget_refusals
from tests.small_server import browser, page_of
from tests.workshops import Room, a_plan, open_room, ranked

SCRIPT = "<script>alert(1)</script>"


@pytest.fixture
def server(application: Dash) -> Flask:
    forget_refusals(application.server)
    return application.server


@pytest.fixture
def store(server: Flask) -> Store:
    return server.extensions[EXTENSION]


@pytest.fixture
def room(store: Store) -> Room:
    return a_room(store)


@pytest.fixture
def idea_id() -> str:
    """An id as a phone makes it."""
    return f"phone-{new_id()}"


def a_room(store: Store, **changes: object) -> Room:
    return open_room(store, a_plan(area="QE1", **changes), now())


def now(seconds: float = 0) -> datetime:
    return datetime.now(UTC) + timedelta(seconds=seconds)


@pytest.fixture
def client(server: Flask, room: Room) -> FlaskClient:
    return phone(server, room)


def phone(server: Flask, room: Room, group: str = "carers") -> FlaskClient:
    """The browser of somebody who joined just now."""
    client = browser(server)
    joined = client.post(f"/j/{room.workshop.join_code}", data={"consent": "yes", "group": group})
    assert joined.status_code == 303
    return client


def address(room: Room, path: str = "") -> str:
    return f"/w/{room.workshop.id}{path}"


def state(client: FlaskClient, room: Room) -> dict:
    return client.get(address(room, "/state")).get_json()


def ballot(ranking: str = "ba", round_number: object = 1, sequence: object = 1) -> dict[str, object]:
    answers = {"ranking": [f"item-{letter}" for letter in ranking]}
    return {"round": round_number, "sequence": sequence, "answers": answers}


def kept(room: Room) -> list[tuple[str, ...]]:
    with room.store.unit_of_work() as work:
        return [one.answers.ranking for one in work.ballots.standing(room.workshop.id, 1)]


# --- who may


def test_whoever_takes_part_gets_the_page_and_how_the_workshop_stands(client: FlaskClient, room: Room) -> None:
    page = client.get(address(room))
    assert (page.status_code, page_of(page).select_one("h1").get_text()) == (200, "FICTITIOUS workshop")
    assert page_of(page).select_one("body")["data-workshop"] == room.workshop.id
    document = state(client, room)
    told = (document["stage"], document["group"], document["round"], document["area"])
    assert told == ("set_up", "carers", None, "Lancashire and South Cumbria")
    assert document["poll"] == 2000
    assert abs(document["now"] - now().timestamp() * 1000) < 60_000
    assert client.get(address(room, "/version")).get_json()["version"] == document["version"]


READS = ("/state", "/facts")
WRITES = ("/ballots", "/ideas", "/ideas/remove", "/group", "/return-code", "/leave")


@pytest.mark.parametrize("whose", ["nobody's", "guessed", "another workshop's"])
def test_who_does_not_take_part_is_told_so_whatever_they_ask(
    server: Flask, store: Store, room: Room, whose: str, idea_id: str
) -> None:
    other = a_room(store)
    client = phone(server, other) if whose == "another workshop's" else browser(server)
    if whose == "another workshop's":
        secret = client.get_cookie(f"parity-map-voice-{other.workshop.id}").value
        client.set_cookie(f"parity-map-voice-{room.workshop.id}", secret)
        assert client.get(address(other, "/state")).status_code == 200
    elif whose == "guessed":
        client.set_cookie(f"parity-map-voice-{room.workshop.id}", "guessed")
    room.do(StageEntered("ideas", 0), now())
    room.ranking(now())
    sent = ballot() | {"id": idea_id, "text": "FICTITIOUS", "group": "policy"}
    answers = [client.get(address(room, path)) for path in READS]
    answers += [client.post(address(room, path), json=sent) for path in WRITES]
    for answer in answers:
        assert answer.status_code == 410
        assert answer.get_json()["words"].startswith("This phone does not belong to the workshop")
        assert "FICTITIOUS workshop" not in answer.get_data(as_text=True)
    page = client.get(address(room))
    assert (page.status_code, "FICTITIOUS workshop" in page.get_data(as_text=True)) == (410, False)
    assert kept(room) == []


def test_a_workshop_that_there_is_not_is_gone(client: FlaskClient) -> None:
    for path in ("", "/version", "/state", "/facts"):
        assert client.get(f"/w/no-such-workshop{path}").status_code == 410
    assert client.post("/w/no-such-workshop/ballots", json=ballot()).status_code == 410


def test_nothing_but_joining_sets_a_cookie_and_no_cache_keeps_an_answer(client: FlaskClient, room: Room) -> None:
    room.ranking(now())
    answers = [client.get(address(room, path)) for path in ("", "/version", *READS)]
    answers += [client.post(address(room, path), json=ballot()) for path in WRITES]
    for answer in answers:
        assert "Set-Cookie" not in answer.headers, answer.request.path
        assert answer.headers["Cache-Control"] == "no-store"
        assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"


@pytest.mark.parametrize("headers", [{"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}])
def test_what_a_page_of_another_site_sends_changes_nothing(
    client: FlaskClient, room: Room, headers: dict[str, str]
) -> None:
    room.ranking(now())
    for path in WRITES:
        assert client.post(address(room, path), json=ballot(), headers=headers).status_code == 403
    assert kept(room) == []
    assert state(client, room)["has_return_code"] is False


# --- ballots


def test_a_ballot_is_answered_with_what_stands_and_sent_again_with_the_same(client: FlaskClient, room: Room) -> None:
    room.ranking(now())
    first = client.post(address(room, "/ballots"), json=ballot("bca"))
    said = first.get_json()
    assert (first.status_code, said["kept"], said["sequence"]) == (200, True, 1)
    assert said["answers"] == {"ranking": ["item-b", "item-c", "item-a"]}
    assert abs(said["saved_at"] - now().timestamp() * 1000) < 60_000
    assert client.post(address(room, "/ballots"), json=ballot("bca")).get_json() == said
    assert state(client, room)["ballot"] == {
        "round": 1, "sequence": 1, "answers": said["answers"], "saved_at": said["saved_at"],
    }  # fmt: skip
    assert kept(room) == [("item-b", "item-c", "item-a")]


def test_a_ballot_too_early_or_too_late_is_told_so_and_a_lost_reply_is_made_good(
    client: FlaskClient, room: Room
) -> None:
    early = client.post(address(room, "/ballots"), json=ballot())
    assert (early.status_code, early.get_json()["reason"]) == (409, "too_early")
    room.ranking(now())
    client.post(address(room, "/ballots"), json=ballot("ab"))
    room.do(VotingEnded(1), now(-10))
    again = client.post(address(room, "/ballots"), json=ballot("ab"))
    late = client.post(address(room, "/ballots"), json=ballot("cd", sequence=2))
    assert (again.status_code, again.get_json()["kept"]) == (200, True)
    assert (late.status_code, late.get_json()["kept"], late.get_json()["reason"]) == (409, False, "too_late")
    assert "was not counted" in late.get_json()["words"]
    assert late.get_json()["answers"] == {"ranking": ["item-a", "item-b"]}
    assert kept(room) == [("item-a", "item-b")]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"null",
        b"7",
        b'"text"',
        b"[]",
        b"{}",
        b"\xff\xfe",
        b'{"round": 1, "sequence": 1}',
        b'{"round": "1", "sequence": 1, "answers": {}}',
        b'{"round": true, "sequence": 1, "answers": {}}',
        b'{"round": 1, "sequence": 1.0, "answers": {}}',
        b'{"round": 1, "sequence": 99999999999999999999999, "answers": {}}',
        b'{"round": 1, "sequence": 1, "answers": null}',
        b'{"round": 1, "sequence": 1, "answers": {"ranking": ["item-a", 5]}}',
        b'{"round": 1, "sequence": 1, "answers": {"ranking": ["item-a", "item-a"]}}',
        b'{"round": 1, "sequence": 1, "answers": {"ranking": ["\\u0000"]}}',
        b'{"round": 1, "sequence": 1, "answers": {"scores": {"item-a": {"severity": 5}}}}',
        b'{"round": 1, "sequence": 0, "answers": {"ranking": ["item-a"]}}',
        b'{"round": 1, "sequence": 501, "answers": {"ranking": ["item-a"]}}',
        b'{"round": 1, "sequence": 9223372036854775808, "answers": {"ranking": ["item-a"]}}',
        b"[" * 100_000,
        json.dumps(ballot() | {"padding": "x" * 33_000}).encode(),
    ],
    ids=lambda body: body[:60].decode("ascii", "replace"),
)
def test_a_body_that_is_no_ballot_is_refused_in_words_and_nothing_is_kept(
    client: FlaskClient, room: Room, body: bytes
) -> None:
    room.ranking(now())
    answer = client.post(address(room, "/ballots"), data=body, content_type="application/json")
    assert (answer.status_code, answer.get_json()["kept"], answer.get_json()["reason"]) == (422, False, "does_not_fit")
    assert answer.get_json()["words"]
    assert kept(room) == []


@pytest.mark.parametrize("number", [2, 0, -1, 2**31, 2**63, 2**64 - 1])
def test_a_round_that_somebody_made_up_is_too_early_and_hurts_nobody_elses_ballot(
    client: FlaskClient, room: Room, number: int
) -> None:
    room.ranking(now())
    answer = client.post(address(room, "/ballots"), json=ballot(round_number=number))
    assert (answer.status_code, answer.get_json()["reason"]) == (409, "too_early")
    assert client.post(address(room, "/ballots"), json=ballot("f")).status_code == 200


def test_a_database_that_fails_is_told_so_that_the_phone_tries_again(
    client: FlaskClient, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.ranking(now())

    def fail(_self: BallotBox, _sent: object) -> None:
        raise StoreError("FICTITIOUS: the disk is full")

    with monkeypatch.context() as broken:
        broken.setattr(BallotBox, "cast", fail)
        assert client.post(address(room, "/ballots"), json=ballot()).status_code == 503
    assert client.post(address(room, "/ballots"), json=ballot()).status_code == 200


# --- ideas, group, return code, leaving


def test_a_script_that_somebody_types_comes_back_as_json_text_only(
    server: Flask, client: FlaskClient, room: Room, idea_id: str
) -> None:
    room.do(StageEntered("share", 0), now())
    answer = client.post(address(room, "/ideas"), json={"id": idea_id, "text": SCRIPT, "cell": ""})
    assert (answer.status_code, answer.mimetype) == (200, "application/json")
    assert answer.get_json() == {"id": idea_id, "text": SCRIPT, "cell": ""}
    room.do(IdeaShown(idea_id, "item-new", SCRIPT, ""), now())
    for one in (client, phone(server, room)):
        told = one.get(address(room, "/state"))
        assert told.mimetype == "application/json"
        assert told.get_json()["items"][-1]["text"] == SCRIPT
        assert SCRIPT not in one.get(address(room)).get_data(as_text=True)
    assert [idea["text"] for idea in state(client, room)["ideas"]] == [SCRIPT]


def test_a_script_in_a_title_or_an_aim_is_escaped_on_pages(server: Flask, store: Store) -> None:
    room = a_room(store, title=f"FICTITIOUS {SCRIPT}", aim=SCRIPT, ground_rules=(SCRIPT,))
    notice = browser(server).get(f"/j/{room.workshop.join_code}").get_data(as_text=True)
    page = phone(server, room).get(address(room)).get_data(as_text=True)
    assert "&lt;script&gt;alert(1)" in notice
    assert "&lt;script&gt;alert(1)" in page
    assert SCRIPT not in notice + page


def test_an_idea_is_kept_and_removed(server: Flask, client: FlaskClient, room: Room, idea_id: str) -> None:
    room.do(StageEntered("ideas", 0), now())
    sent = {"id": idea_id, "text": " FICTITIOUS  idea", "cell": "workforce/micro"}
    for _ in range(2):
        assert client.post(address(room, "/ideas"), json=sent).get_json() == sent | {"text": "FICTITIOUS idea"}
    assert len(state(client, room)["ideas"]) == 1
    other = phone(server, room)
    assert other.post(address(room, "/ideas/remove"), json={"id": idea_id}).status_code == 200
    assert len(state(client, room)["ideas"]) == 1
    assert client.post(address(room, "/ideas/remove"), json={"id": idea_id}).get_json() == {}
    assert state(client, room)["ideas"] == []


@pytest.mark.parametrize(
    "body",
    [b"{", b"[]", b"null", b'{"id": 5, "text": 5}', b'{"id": "phone-made-id-0001", "text": ""}', b"\xff"],
)
def test_an_idea_that_is_none_is_refused_in_words(client: FlaskClient, room: Room, body: bytes) -> None:
    room.do(StageEntered("ideas", 0), now())
    answer = client.post(address(room, "/ideas"), data=body, content_type="application/json")
    assert (answer.status_code, bool(answer.get_json()["words"])) == (422, True)
    assert state(client, room)["ideas"] == []


def test_a_body_larger_than_a_megabyte_is_not_read(client: FlaskClient, room: Room) -> None:
    room.do(StageEntered("ideas", 0), now())
    body = b'{"id": "phone-made-id-0001", "text": "' + b"x" * 1_100_000 + b'"}'
    assert client.post(address(room, "/ideas"), data=body, content_type="application/json").status_code == 413


def test_ideas_are_not_taken_before_their_time(client: FlaskClient, room: Room, idea_id: str) -> None:
    answer = client.post(address(room, "/ideas"), json={"id": idea_id, "text": "FICTITIOUS"})
    assert (answer.status_code, answer.get_json()["words"]) == (409, "Ideas are not taken now.")


def test_another_group_is_spoken_for_and_one_that_is_not_offered_is_not(server: Flask, store: Store) -> None:
    room = a_room(store, groups=(Group.CARERS, Group.POLICY))
    client = phone(server, room)
    assert client.post(address(room, "/group"), json={"group": "policy"}).get_json() == {"group": "policy"}
    assert state(client, room)["group"] == "policy"
    for group in ("public", "", "nobody", 5):
        assert client.post(address(room, "/group"), json={"group": group}).status_code == 422
    assert state(client, room)["group"] == "policy"
    room.do(Closed(), now())
    assert client.post(address(room, "/group"), json={"group": "carers"}).status_code == 409


def test_a_code_to_come_back_with_is_told_once(client: FlaskClient, room: Room) -> None:
    code = client.post(address(room, "/return-code"), json={}).get_json()["code"]
    assert [len(piece) for piece in code.split(" ")] == [4, 4, 4, 4]
    told = client.get(address(room, "/state"))
    assert told.get_json()["has_return_code"] is True
    assert code not in told.get_data(as_text=True)


def test_whoever_leaves_gets_a_receipt_and_is_gone(client: FlaskClient, room: Room) -> None:
    room.ranking(now())
    for sequence in (1, 2, 3):
        client.post(address(room, "/ballots"), json=ballot(sequence=sequence))
    receipt = client.post(address(room, "/leave")).get_json()
    assert (receipt["ballots"], receipt["ideas"]) == (3, 0)
    assert receipt["receipt"] and receipt["at"]
    assert client.get(address(room, "/state")).status_code == 410
    assert client.post(address(room, "/leave")).status_code == 410
    assert kept(room) == []


# --- nothing before its time


def test_facts_are_hidden_until_one_has_voted(server: Flask, store: Store) -> None:
    room = a_room(store, facts=FactsPolicy.AFTER_VOTE)
    voter, waiting = phone(server, room), phone(server, room)
    room.ranking(now())
    hidden = voter.get(address(room, "/facts"))
    assert (hidden.status_code, list(hidden.get_json())) == (403, ["words"])
    assert state(voter, room)["may_see_facts"] is False
    voter.post(address(room, "/ballots"), json=ballot())
    shown = voter.get(address(room, "/facts"))
    assert [cell["id"] for cell in shown.get_json()["cells"]] == ["service_delivery/meso", "workforce/micro"]
    assert shown.get_json()["cells"][0]["measured"]
    assert waiting.get(address(room, "/facts")).status_code == 403
    room.do(FactsShown(True), now())
    assert waiting.get(address(room, "/facts")).get_json() == shown.get_json()


def test_facts_are_open_from_the_beginning_where_the_plan_says_so(client: FlaskClient, room: Room) -> None:
    answer = client.get(address(room, "/facts"))
    assert (answer.status_code, answer.mimetype) == (200, "application/json")
    barriers = answer.get_json()["cells"][0]["barriers"]
    assert barriers and all(one["text"] and one["source"] for one in barriers)


def test_how_others_voted_is_in_no_answer_until_it_is_revealed(server: Flask, room: Room) -> None:
    """What a phone is answered is the same before and after others vote, and after the count but for its version."""
    mine, others = phone(server, room), [phone(server, room, "policy") for _ in range(6)]
    room.ranking(now())

    def answers() -> list[dict]:
        documents = [mine.get(address(room, path)).get_json() for path in ("/state", "/facts")]
        return [{name: value for name, value in one.items() if name != "now"} for one in documents]

    before = answers()
    for other in others:
        assert other.post(address(room, "/ballots"), json=ballot("fbd")).status_code == 200
    assert answers() == before
    at = now(-5)
    room.do(VotingEnded(1), at)
    assert mine.get(address(room, "/version")).get_json().keys() == {"version", "now", "poll"}
    live_stream.Pulses(room.store).of(room.workshop.id)
    assert room.state().rounds[0].state is RoundState.COUNTED
    sealed = answers()
    for one, other in zip(before, sealed, strict=True):
        one.pop("version", None), other.pop("version", None)
        if one.get("round"):
            one["round"] |= {"state": "closed", "deadline": other["round"]["deadline"]}
    assert sealed == [before[0] | {"deadline": sealed[0]["deadline"]}, before[1]]
    assert sealed[0]["results"] == []
    room.reveal(at=now())
    (result,) = state(mine, room)["results"]
    assert [(row["letter"], row["room"]) for row in result["rows"]][:3] == [("F", 1), ("B", 2), ("D", 3)]


# --- pulses and streams


@pytest.fixture
def pulses(server: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[Pulses]:
    """The pulses of the application, quick to be old."""
    monkeypatch.setattr(live_stream, "FRESH_SECONDS", 0.001)
    made = Pulses(server.extensions[EXTENSION])
    monkeypatch.setitem(server.extensions, "workshop_pulses", made)
    yield made


def asked(server: Flask, room: Room) -> Response:
    with server.test_request_context("/"):
        return stream(room.workshop.id)


def events(answer: Response) -> Iterator[bytes]:
    return iter(answer.response)  # type: ignore[arg-type]


def test_the_pulse_counts_who_joined_and_who_is_done(server: Flask, room: Room, pulses: Pulses) -> None:
    phones = [phone(server, room) for _ in range(3)]
    with room.store.writing_unit_of_work() as work:
        add_participant(work, room.workshop.id, room.state(), Group.POLICY, EntryMode.PAPER, now())
        work.commit()
    room.ranking(now(), 60)
    phones[0].post(address(room, "/ballots"), json=ballot())
    with server.test_request_context("/"):
        answer = pulse(room.workshop.id)
        document = answer.get_json()
        with pytest.raises(LookupError):
            pulse("no-such-workshop")
    assert answer.headers["Cache-Control"] == "no-store"
    assert (document["joined"], document["done"], document["paused"]) == (4, 1, False)
    assert document["version"] == room.state().version
    assert 0 < document["deadline"] - document["now"] <= 60_000
    assert document.keys() == {"version", "joined", "done", "now", "deadline", "paused"}


def test_a_pulse_is_shared_by_all_who_ask_while_it_is_fresh(
    store: Store, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    pulses = Pulses(store)
    monkeypatch.setattr(live_stream, "FRESH_SECONDS", 60)
    first = pulses.of(room.workshop.id)
    room.do(StageEntered("ideas", 0), now())
    assert pulses.of(room.workshop.id) is first
    monkeypatch.setattr(live_stream, "FRESH_SECONDS", 0)
    assert pulses.of(room.workshop.id).version == first.version + 1


def test_whoever_asks_for_the_version_has_a_round_counted_whose_time_is_over(
    client: FlaskClient, room: Room, pulses: Pulses
) -> None:
    room.ranking(now())
    client.post(address(room, "/ballots"), json=ballot())
    room.do(VotingEnded(1), now(-2))
    assert client.get(address(room, "/version")).get_json()["version"] == room.state().version
    assert room.state().rounds[0].state is RoundState.OPEN
    room_two = a_room(room.store)
    room_two.ranking(now(-60))
    room_two.do(VotingEnded(1), now(-5))
    version = room_two.state().version
    assert client.get(address(room_two, "/version")).get_json()["version"] == version + 1
    assert room_two.state().rounds[0].state is RoundState.COUNTED


def test_a_stream_tells_the_pulse_whenever_it_changes(server: Flask, room: Room, pulses: Pulses) -> None:
    answer = asked(server, room)
    assert (answer.mimetype, answer.headers["Cache-Control"]) == ("text/event-stream", "no-store")
    said = events(answer)
    assert next(said) == b"retry: 1000\n\n"
    first = json.loads(next(said).removeprefix(b"data: "))
    changed = threading.Timer(0.05, lambda: room.do(StageEntered("ideas", 0), now()))
    changed.start()
    following = json.loads(next(said).removeprefix(b"data: "))
    changed.join()
    assert (first["version"], following["version"]) == (0, 1)
    answer.close()


def test_a_quiet_stream_says_that_it_is_there_and_ends_after_its_time(
    server: Flask, room: Room, pulses: Pulses, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live_stream, "QUIET_SECONDS", 0)
    answer = asked(server, room)
    said = events(answer)
    assert next(said) == b"retry: 1000\n\n"
    assert next(said).startswith(b"data: ")
    assert [next(said), next(said)] == [b": still there\n\n"] * 2
    monkeypatch.setattr(live_stream, "STREAM_SECONDS", 0)
    assert list(said) == []
    answer.close()


def test_a_stream_ends_where_the_database_is_lost_or_the_workshop_is_not(
    server: Flask, room: Room, pulses: Pulses, monkeypatch: pytest.MonkeyPatch
) -> None:
    for problem in (StoreError("FICTITIOUS"), LookupError("FICTITIOUS")):

        def fail(_workshop: str, problem: Exception = problem) -> None:
            raise problem

        monkeypatch.setattr(pulses, "of", fail)
        answer = asked(server, room)
        assert list(events(answer)) == [b"retry: 1000\n\n"]
        answer.close()


def test_more_streams_than_threads_are_refused_until_one_is_closed(server: Flask, room: Room, pulses: Pulses) -> None:
    streams = [asked(server, room) for _ in range(MOST_STREAMS)]
    assert {answer.status_code for answer in streams} == {200}
    refused = asked(server, room)
    assert (refused.status_code, refused.headers["Retry-After"]) == (503, "5")
    refused.close()
    assert asked(server, room).status_code == 503
    streams[2].close()
    again = asked(server, room)
    assert again.status_code == 200
    for answer in (*streams[:2], *streams[3:], again):
        answer.close()
    assert [asked(server, room).status_code for _ in range(MOST_STREAMS + 1)] == [200] * MOST_STREAMS + [503]


def test_a_ballot_that_was_overtaken_is_answered_with_the_later_one(client: FlaskClient, room: Room) -> None:
    room.ranking(now())
    client.post(address(room, "/ballots"), json=ballot("ab", sequence=2))
    late = client.post(address(room, "/ballots"), json=ballot("ef", sequence=1)).get_json()
    assert (late["kept"], late["sequence"], late["answers"]) == (True, 2, {"ranking": ["item-a", "item-b"]})
    assert kept(room) == [ranked("ab").ranking]
