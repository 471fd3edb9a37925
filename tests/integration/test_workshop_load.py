"""A small room on real servers: all get in, each ballot counts once and in time, and kill -9 takes nothing away.

`make load` does the same with hundreds of phones, and measures it; nothing here depends on how fast the machine is.
"""

import asyncio
import random
from collections import Counter
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.unit_of_work import Store
from domain_model.workshop_vocabulary import Group
from tests.load.deadline import Judged, judged
from tests.load.kill import Killing, survive
from tests.load.ledger import Difference, Ledger
from tests.load.phones import Phone, hang_up_all, open_all, phones_of
from tests.load.rooms import kept_in, numbers_by_table, open_round, room_of, some_ranking, store_of
from tests.load.served import Server, serving
from tests.workshops import Room


class Site:
    """Two servers of one process each on one database, so that two connections can be sure of two processes."""

    def __init__(self, url: str, store: Store, servers: list[Server]) -> None:
        self.url, self.store = url, store
        self.ports = [server.port for server in servers]


def servers_of(url: str, folder: Path, *workers: int) -> list[Server]:
    """Servers with so many processes each, not started yet."""
    return [Server(url, number, folder / f"server-{place}.log") for place, number in enumerate(workers)]


@pytest.fixture(scope="module")
def site(copy_of_seeded: Callable[[], str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    url = copy_of_seeded()
    servers = servers_of(url, tmp_path_factory.mktemp("two-servers"), 1, 1)
    with serving(*servers):
        store = store_of(url)
        yield Site(url, store, servers)
        store.close()


def test_sixty_phones_of_one_address_join_at_once_and_all_are_in(site: Site) -> None:
    room = room_of(site.store)
    phones = [Phone([site.ports[place % 2]], room.workshop.id) for place in range(60)]
    groups = [Group.CARERS if place % 3 else Group.POLICY for place in range(60)]

    async def join() -> list[tuple[int, str]]:
        answers = await asyncio.gather(
            *(phone.join(room.workshop.join_code, group.value) for phone, group in zip(phones, groups, strict=True))
        )
        states = await asyncio.gather(*(phone.state() for phone in phones))
        await hang_up_all(phones)
        return [(answer.status, state.json()["group"]) for answer, state in zip(answers, states, strict=True)]

    assert asyncio.run(join()) == [(303, group.value) for group in groups]
    assert len({phone.secret for phone in phones}) == 60
    assert numbers_by_table(site.url, room) == {"workshop_participants": 60, "workshop_ballots": 0}


def test_a_hundred_and_twenty_ballots_at_once_are_each_kept_once(site: Site) -> None:
    room = room_of(site.store, 120)
    number = open_round(room)
    ledger = Ledger()
    phones = phones_of(room, *site.ports)

    async def send(phone: Phone) -> None:
        key = (number, phone.person, 1)
        ledger.sent[key] = some_ranking(random.Random(phone.person))
        answer = await phone.cast(number, 1, ledger.sent[key])
        assert answer.status == 200, answer
        ledger.acknowledge(key, answer.json())

    async def send_all() -> None:
        await open_all(phones)
        await asyncio.gather(*map(send, phones))
        await hang_up_all(phones)

    asyncio.run(send_all())
    assert ledger.against(kept_in(site.url, room)).is_none
    assert len(kept_in(site.url, room)) == len(ledger.acknowledged) == 120


def test_ballots_on_either_side_of_the_deadline_are_judged_rightly_by_both_servers(site: Site) -> None:
    room = room_of(site.store, 80)
    assert asyncio.run(judged(site.url, room, site.ports, seconds=2)) == Judged(in_time=40, too_late=40, kept=40)


def sent_through(room: Room, ports: list[int], sendings: list[tuple[int, int, dict[str, Any]]]) -> list[dict[str, Any]]:
    """Send ballots (place of the person, sequence, answers) all at once; all are taken; the document of each answer.

    Each goes over a connection of its own, to the servers by turns.
    """
    number = room.state().rounds[-1].number

    async def send() -> list[dict[str, Any]]:
        phones: list[Phone] = []
        asked: list[Coroutine[Any, Any, Any]] = []
        for place, (who, sequence, answers) in enumerate(sendings):
            person = room.people[who]
            phones.append(Phone([ports[place % len(ports)]], room.workshop.id, person.secret))
            asked.append(phones[-1].cast(number, sequence, answers))
        answered = await asyncio.gather(*asked)
        await hang_up_all(phones)
        assert {answer.status for answer in answered} == {200}, answered
        return [answer.json() for answer in answered]

    return asyncio.run(send())


def test_a_ballot_sent_three_times_at_once_to_two_servers_is_one_row_and_three_equal_answers(site: Site) -> None:
    room = room_of(site.store, 2)
    number = open_round(room)
    first = {"ranking": ["item-c", "item-a"]}
    answered = sent_through(room, site.ports, [(1, 1, first)] * 3)
    assert answered == [answered[0]] * 3
    said = answered[0]
    assert (said["kept"], said["sequence"], said["answers"]) == (True, 1, first)
    assert [key for key, _answers in kept_in(site.url, room)] == [(number, room.people[1].participant.id, 1)]


def test_a_double_tap_with_two_minds_leaves_one_of_them_and_tells_both(site: Site) -> None:
    room = room_of(site.store, 1)
    open_round(room)
    answered = sent_through(
        room, site.ports, [(0, 1, {"ranking": ["item-a"]}), (0, 1, {"ranking": ["item-b", "item-a"]})]
    )
    assert answered[0] == answered[1]
    assert len(kept_in(site.url, room)) == 1


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    sendings=st.lists(
        st.tuples(st.integers(0, 2), st.integers(1, 4), st.permutations("abcdef")), min_size=1, max_size=8
    ),
    order=st.randoms(use_true_random=False),
)
def test_whatever_is_repeated_and_reordered_the_largest_sequence_stands(
    site: Site, sendings: list[tuple[int, int, list[str]]], order: random.Random
) -> None:
    room = room_of(site.store, 3)
    number = open_round(room)
    people = [joined.participant.id for joined in room.people]
    # A phone gives a sequence to one ballot only.
    meant = {
        (who, sequence): {"ranking": [f"item-{letter}" for letter in letters[:3]]}
        for who, sequence, letters in sendings
    }
    sent = [(who, sequence, answers) for (who, sequence), answers in meant.items()] * 3
    order.shuffle(sent)
    answered = sent_through(room, site.ports, sent)
    for (who, sequence, _answers), said in zip(sent, answered, strict=True):
        assert said["kept"] is True
        assert said["sequence"] >= sequence
        assert said["answers"] == meant[(who, said["sequence"])]
    kept = Counter(key for key, _answers in kept_in(site.url, room))
    assert kept == Counter((number, people[who], sequence) for who, sequence in meant)
    with site.store.unit_of_work() as work:
        standing = {ballot.participant: ballot.sequence for ballot in work.ballots.standing(room.workshop.id, number)}
    largest: dict[str, int] = {}
    for who, sequence in meant:
        largest[people[who]] = max(sequence, largest.get(people[who], 0))
    assert standing == largest


def test_the_ledger_notices_each_way_in_which_a_ballot_can_go_wrong() -> None:
    ledger = Ledger()
    keys = [(1, "ann", 1), (1, "ann", 2), (1, "bob", 1), (2, "bob", 1)]
    for key in keys:
        ledger.sent[key] = {"ranking": [key[1]]}
    for key in keys[:3]:
        ledger.acknowledge(key, {"kept": True, "sequence": key[2], "answers": {"ranking": [key[1]]}})
    ann, bob, other = '{"ranking": ["ann"]}', '{"ranking": ["bob"]}', '{"ranking": []}'
    right = [(keys[0], ann), (keys[1], ann), (keys[2], bob)]
    assert ledger.against(right).is_none
    assert ledger.against([*right, (keys[3], bob)]).is_none  # sent and kept, only its answer was lost
    assert ledger.against(right[1:]) == Difference(1, 0, 0, 0, 0)
    assert ledger.against([*right, right[0], right[0]]) == Difference(0, 2, 0, 0, 0)
    assert ledger.against([*right, ((1, "cat", 1), ann)]) == Difference(0, 0, 1, 0, 0)
    assert ledger.against([*right[:2], (keys[2], other)]) == Difference(0, 0, 0, 1, 0)
    ledger.acknowledge(keys[3], {"kept": True, "sequence": 2, "answers": {"ranking": ["bob"]}})
    assert ledger.against([*right, (keys[3], bob)]) == Difference(0, 0, 0, 0, 1)


@pytest.mark.parametrize("workers", [(2,), (1, 1)], ids=["a server of two processes", "two servers killed in turn"])
def test_kill_9_three_times_under_two_thousand_ballots_loses_and_doubles_none(
    copy_of_seeded: Callable[[], str], tmp_path: Path, workers: tuple[int, ...]
) -> None:
    url = copy_of_seeded()
    ballots = 2000 // len(workers)

    def is_due(ledger: Ledger, kills: int) -> bool:
        return kills < 3 and len(ledger.acknowledged) >= (kills + 1) * ballots // 8

    servers = servers_of(url, tmp_path, *workers)
    with serving(*servers):
        survived = asyncio.run(survive(url, servers, Killing(ballots, 50, is_due)))
    assert survived.kills == 3
    assert survived.difference.is_none, survived.difference
    assert len(survived.ledger.acknowledged) == len(survived.ledger.sent) == ballots
    assert survived.ledger.resent > 0
