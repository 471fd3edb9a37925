"""People, their links, sign-ins and tokens, the audit log and sent forms: what is kept is what comes back."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from sqlalchemy.exc import StatementError

from data.people_repositories import accounts
from data.unit_of_work import Store
from domain_model.audit import AuditEvent, AuditFilter
from domain_model.people import ApiToken, OneTimeLink, Person, SignIn
from domain_model.people_vocabulary import AuditAction, AuditOutcome, LinkPurpose, Role
from domain_model.ports.accounts import AddressTakenError
from domain_model.use_cases.sign_in import begin_sign_in
from tests.at_once import at_once

NOW = datetime(2026, 11, 22, 9, 30, 15, 123456, tzinfo=UTC)
DAY = timedelta(days=1)
ADA = Person("p-ada", "Ada FICTITIOUS", "ada@example.org", Role.ADMINISTRATOR, NOW)
BEN = Person("p-ben", "ben FICTITIOUS", "ben@example.org", Role.EDITOR, NOW + DAY)
ZOE = Person("p-zoe", "Zoë FICTITIOUS", "zoe@example.org", Role.VIEWER, NOW - DAY)
INVITATION = OneTimeLink(
    "l-1", "hash 1", LinkPurpose.INVITATION, Role.FACILITATOR, "", "p-ada", "for Eve", NOW, NOW + 7 * DAY
)
NEW_PASSWORD = OneTimeLink(
    "l-2", "hash 2", LinkPurpose.NEW_PASSWORD, None, "p-ben", "p-zoe", "", NOW + DAY, NOW + 2 * DAY
)


@pytest.fixture
def store(servers: Callable[[], Store]) -> Store:
    """A store that three FICTITIOUS people have an account in."""
    made = servers()
    with made.writing_unit_of_work() as work:
        work.people.add(BEN, "hash of Ben")
        work.people.add(ZOE, "hash of Zoë")
        work.people.add(ADA, "hash of Ada")
        work.commit()
    return made


# ---- People


def test_a_person_comes_back_as_they_were_kept(store: Store) -> None:
    with store.unit_of_work() as work:
        assert [work.people.by_id(person.id) for person in (ADA, BEN, ZOE)] == [ADA, BEN, ZOE]
        assert work.people.by_email("zoe@example.org") == (ZOE, "hash of Zoë")
        assert work.people.password_hash("p-ben") == "hash of Ben"
        assert work.people.by_id("nobody") is None
        assert work.people.by_email("nobody@example.org") is None
        assert work.people.password_hash("nobody") == ""
        assert work.people.names() == {person.id: person.name for person in (ADA, BEN, ZOE)}
        assert accounts(work.connection) == 3


def test_people_are_listed_by_name_whatever_its_letters_and_the_database(store: Store) -> None:
    with store.writing_unit_of_work() as work:
        work.people.add(Person("p-1", "Zack FICTITIOUS", "zack@example.org", Role.VIEWER, NOW), "")
        work.people.add(Person("p-0", "Zack FICTITIOUS", "other@example.org", Role.VIEWER, NOW), "")
        assert [person.id for person in work.people.all()] == ["p-ada", "p-ben", "p-0", "p-1", "p-zoe"]


def test_name_address_role_and_password_can_be_changed_and_nobody_elses_do(store: Store) -> None:
    changed = Person("p-ben", "Benjamin FICTITIOUS", "benjamin@example.org", Role.FACILITATOR, NOW)
    with store.writing_unit_of_work() as work:
        work.people.set_role("p-ben", Role.FACILITATOR)
        work.people.change(replace(changed, role=Role.VIEWER))  # the role that somebody saw a while ago
        work.people.set_password("p-ben", "new hash")
        work.commit()
    with store.unit_of_work() as work:
        # When somebody joined is not changed.
        assert work.people.by_email("benjamin@example.org") == (replace(changed, created_at=BEN.created_at), "new hash")
        assert work.people.by_email("ben@example.org") is None
        assert work.people.by_email("ada@example.org") == (ADA, "hash of Ada")
        assert work.people.by_email("zoe@example.org") == (ZOE, "hash of Zoë")


def test_an_address_is_one_persons_and_the_work_goes_on_after_a_refusal(store: Store) -> None:
    with store.writing_unit_of_work() as work:
        with pytest.raises(AddressTakenError, match="ben@example.org"):
            work.people.add(Person("p-new", "New FICTITIOUS", "ben@example.org", Role.VIEWER, NOW), "")
        with pytest.raises(AddressTakenError, match="zoe@example.org"):
            work.people.change(replace(BEN, email="zoe@example.org", name="Other FICTITIOUS"))
        work.people.change(BEN)
        work.people.change(replace(ADA, name="Ada Two FICTITIOUS"))
        work.commit()
    with store.unit_of_work() as work:
        assert work.people.by_id("p-new") is None
        assert work.people.by_id("p-ben") == BEN
        assert work.people.names()["p-ada"] == "Ada Two FICTITIOUS"


def test_of_two_who_take_an_address_at_once_one_has_it(servers: Callable[[], Store]) -> None:
    def joining(person_id: str, store: Store) -> Callable[[], str]:
        def join() -> str:
            with store.writing_unit_of_work() as work:
                try:
                    work.people.add(Person(person_id, "Eve", "eve@example.org", Role.VIEWER, NOW), "")
                except AddressTakenError:
                    return "taken"
                work.commit()
            return person_id

        return join

    answers = at_once(*(joining(f"p-{number}", servers()) for number in range(4)))
    assert sorted(answers)[1:] == ["taken"] * 3
    with servers().unit_of_work() as work:
        assert [person.id for person in work.people.all()] == [sorted(answers)[0]]


def test_a_deleted_account_leaves_an_id_without_name_and_frees_its_address(store: Store) -> None:
    with store.writing_unit_of_work() as work:
        for person in (BEN, ZOE):
            work.sign_ins.add(SignIn(f"s-{person.id}", f"s hash {person.id}", person.id, NOW, NOW + DAY))
            work.tokens.add(ApiToken(f"t-{person.id}", f"t hash {person.id}", person.id, "mine", NOW, NOW + DAY))
        work.people.forget("p-ben", NOW)
        work.commit()
    with store.writing_unit_of_work() as work:
        assert work.people.by_id("p-ben") is None
        assert work.people.by_email("ben@example.org") is None
        assert work.people.all() == (ADA, ZOE)
        assert work.people.names() == {"p-ada": ADA.name, "p-ben": "", "p-zoe": ZOE.name}
        assert work.people.password_hash("p-ben") == ""
        assert (work.sign_ins.of("p-ben"), work.tokens.of("p-ben")) == ((), ())
        assert len(work.sign_ins.of("p-zoe")) == len(work.tokens.of("p-zoe")) == 1
        assert accounts(work.connection) == 2
        work.people.add(replace(BEN, id="p-ben-2"), "again")
        assert work.people.by_email("ben@example.org") == (replace(BEN, id="p-ben-2"), "again")


def test_nothing_that_was_begun_before_brings_a_deleted_account_back(store: Store) -> None:
    with store.writing_unit_of_work() as work:
        work.people.forget("p-ben", NOW)
        work.people.change(replace(BEN, name="Benjamin FICTITIOUS"))
        work.people.set_password("p-ben", "new hash")
        work.sign_ins.add(SignIn("s-late", "late", "p-ben", NOW, NOW + DAY))
        work.tokens.add(ApiToken("t-late", "late", "p-ben", "late", NOW, NOW + DAY))
        assert work.people.names()["p-ben"] == ""
        assert work.people.password_hash("p-ben") == ""
        assert work.people.by_email("ben@example.org") is None
        assert work.sign_ins.by_secret_hash("late") is None
        assert work.tokens.by_secret_hash("late") is None


def test_only_accounts_of_administrators_are_counted_as_such(store: Store) -> None:
    with store.writing_unit_of_work() as work:
        assert work.people.administrators() == 1
        work.people.set_role(ZOE.id, Role.ADMINISTRATOR)
        assert work.people.administrators() == 2
        work.people.forget("p-ada", NOW)
        assert work.people.administrators() == 1


def test_two_administrators_who_step_down_at_once_leave_one(servers: Callable[[], Store], store: Store) -> None:
    with store.writing_unit_of_work() as work:
        work.people.set_role(ZOE.id, Role.ADMINISTRATOR)
        work.commit()

    def stepping_down(person: Person, store: Store) -> Callable[[], bool]:
        def step_down() -> bool:
            with store.writing_unit_of_work() as work:
                if work.people.administrators() < 2:
                    return False
                work.people.set_role(person.id, Role.VIEWER)
                work.commit()
            return True

        return step_down

    assert sorted(at_once(stepping_down(ADA, servers()), stepping_down(ZOE, servers()))) == [False, True]
    with store.writing_unit_of_work() as work:
        assert work.people.administrators() == 1


# ---- Links


def test_links_come_back_as_they_were_kept_the_latest_first(store: Store) -> None:
    revoked = replace(INVITATION, id="l-0", secret_hash="hash 0", revoked_at=NOW + 3 * DAY)
    used = replace(NEW_PASSWORD, id="l-3", secret_hash="hash 3", used_at=NOW + timedelta(seconds=1))
    with store.writing_unit_of_work() as work:
        for link in (INVITATION, NEW_PASSWORD, revoked, used):
            work.links.add(link)
        work.commit()
    with store.unit_of_work() as work:
        assert work.links.all() == (NEW_PASSWORD, used, revoked, INVITATION)
        assert work.links.by_secret_hash("hash 1") == INVITATION
        assert work.links.by_secret_hash("hash 3") == used
        assert work.links.by_secret_hash("l-1") is None


def test_a_link_is_used_or_withdrawn_once(store: Store) -> None:
    with store.writing_unit_of_work() as work:
        work.links.add(INVITATION)
        work.links.add(NEW_PASSWORD)
        assert work.links.use("l-1", NOW + DAY) is True
        assert work.links.use("l-1", NOW + 2 * DAY) is False
        assert work.links.revoke("l-1", NOW + 2 * DAY) is False
        assert work.links.revoke("l-2", NOW) is True
        assert work.links.revoke("l-2", NOW + DAY) is False
        assert work.links.use("l-2", NOW + DAY) is False
        assert work.links.use("unknown", NOW) is False
        assert work.links.revoke("unknown", NOW) is False
        assert work.links.by_secret_hash("hash 1") == replace(INVITATION, used_at=NOW + DAY, note="")
        assert work.links.by_secret_hash("hash 2") == replace(NEW_PASSWORD, revoked_at=NOW)


def test_for_whom_a_link_was_is_forgotten_with_its_use_its_withdrawal_or_long_after_it_expired(store: Store) -> None:
    def links(*numbers: int) -> list[OneTimeLink]:
        return [replace(INVITATION, id=f"l-{n}", secret_hash=f"h {n}", expires_at=NOW + n * DAY) for n in numbers]

    def notes() -> dict[str, str]:
        return {link.id: link.note for link in work.links.all()}

    with store.writing_unit_of_work() as work:
        for link in links(1, 2, 3, 4):
            work.links.add(link)
        work.links.use("l-3", NOW)
        assert notes() == {"l-1": "for Eve", "l-2": "for Eve", "l-3": "", "l-4": "for Eve"}
        work.links.revoke("l-4", NOW)
        work.links.forget_notes(NOW + 2 * DAY)
        assert notes() == {"l-1": "", "l-2": "for Eve", "l-3": "", "l-4": ""}
        assert work.links.by_secret_hash("h 1") == replace(links(1)[0], note="")


def test_a_sign_in_forgets_for_whom_links_were_that_expired_90_days_ago(store: Store) -> None:
    with store.writing_unit_of_work() as work:
        work.links.add(INVITATION)
        begin_sign_in(work, ZOE, INVITATION.expires_at + 90 * DAY, DAY)
        assert work.links.all() == (INVITATION,)
        begin_sign_in(work, ZOE, INVITATION.expires_at + 91 * DAY, DAY)
        assert work.links.all() == (replace(INVITATION, note=""),)


def test_of_many_who_open_a_link_at_once_one_succeeds(servers: Callable[[], Store], store: Store) -> None:
    links = [replace(INVITATION, id=f"l-{number}", secret_hash=f"hash {number}") for number in range(5)]
    with store.writing_unit_of_work() as work:
        for link in links:
            work.links.add(link)
        work.commit()

    def opening(link: OneTimeLink, store: Store) -> Callable[[], bool]:
        def use() -> bool:
            with store.writing_unit_of_work() as work:
                is_mine = work.links.use(link.id, NOW)
                work.commit()
            return is_mine

        return use

    one, other = servers(), servers()
    for link in links:
        assert sorted(at_once(*(opening(link, server) for server in (one, other, store)))) == [False, False, True]


def test_a_link_whose_use_was_not_committed_still_opens(store: Store) -> None:
    with store.writing_unit_of_work() as work:
        work.links.add(INVITATION)
        work.commit()
    with store.writing_unit_of_work() as work:
        assert work.links.use("l-1", NOW)
    with store.writing_unit_of_work() as work:
        assert work.links.use("l-1", NOW + DAY)


# ---- Sign-ins and tokens


def test_sign_ins_are_found_by_their_secret_with_their_person(store: Store) -> None:
    first = SignIn("s-1", "s hash 1", "p-ben", NOW, NOW + DAY)
    second = SignIn("s-2", "s hash 2", "p-ben", NOW + DAY, NOW + 3 * DAY)
    theirs = SignIn("s-3", "s hash 3", "p-zoe", NOW, NOW + 2 * DAY)
    same_time = SignIn("s-0", "s hash 0", "p-ben", NOW, NOW + DAY)
    with store.writing_unit_of_work() as work:
        for sign_in in (first, second, theirs, same_time):
            work.sign_ins.add(sign_in)
        work.commit()
    with store.unit_of_work() as work:
        assert work.sign_ins.by_secret_hash("s hash 2") == (second, BEN)
        assert work.sign_ins.by_secret_hash("s hash 3") == (theirs, ZOE)
        assert work.sign_ins.by_secret_hash("s-2") is None
        assert work.sign_ins.of("p-ben") == (second, same_time, first)


def test_sign_ins_end_one_by_one_all_but_one_or_by_time(store: Store) -> None:
    def signed_in() -> list[str]:
        return [one.id for person in (ADA, BEN) for one in work.sign_ins.of(person.id)]

    with store.writing_unit_of_work() as work:
        for number, person in enumerate((BEN, BEN, ADA, BEN, BEN)):
            moment = NOW + number * DAY
            work.sign_ins.add(SignIn(f"s-{number}", f"hash {number}", person.id, moment, moment + DAY))
        work.sign_ins.remove("s-1")
        work.sign_ins.remove("unknown")
        assert signed_in() == ["s-2", "s-4", "s-3", "s-0"]
        work.sign_ins.remove_expired(NOW + DAY)
        assert signed_in() == ["s-2", "s-4", "s-3"]
        assert work.sign_ins.remove_of("p-ben", but="s-3") == 1
        assert signed_in() == ["s-2", "s-3"]
        assert work.sign_ins.remove_of("p-ben") == 1
        assert work.sign_ins.remove_of("p-ben") == 0
        assert signed_in() == ["s-2"]


def test_tokens_are_found_by_their_secret_and_withdrawn_by_their_owner(store: Store) -> None:
    older = ApiToken("t-1", "t hash 1", "p-ben", "nightly FICTITIOUS run", NOW, NOW + 30 * DAY)
    newer = ApiToken("t-2", "t hash 2", "p-ben", "other", NOW + DAY, NOW + 90 * DAY)
    with store.writing_unit_of_work() as work:
        work.tokens.add(older)
        work.tokens.add(newer)
        work.commit()
    with store.writing_unit_of_work() as work:
        assert work.tokens.by_secret_hash("t hash 1") == (older, BEN)
        assert work.tokens.by_secret_hash("t-1") is None
        assert work.tokens.of("p-ben") == (newer, older)
        assert work.tokens.of("p-ada") == ()
        assert work.tokens.revoke("t-1", "p-ada", NOW) is False
        assert work.tokens.revoke("t-1", "p-ben", NOW + DAY) is True
        assert work.tokens.revoke("t-1", "p-ben", NOW + 2 * DAY) is False
        assert work.tokens.by_secret_hash("t hash 1") == (replace(older, revoked_at=NOW + DAY), BEN)
        assert work.tokens.of("p-ben")[0] == newer


# ---- The audit log, and forms


def test_events_come_back_the_latest_first_and_of_one_moment_the_last_recorded_first(store: Store) -> None:
    refused = AuditEvent(NOW, AuditAction.SIGNED_IN, AuditOutcome.REFUSED, "", "sign in", "wrong", "192.0.2.7")
    done = AuditEvent(NOW, AuditAction.SCORED, AuditOutcome.DONE, "p-ben", "QE1 workforce/micro")
    later = AuditEvent(NOW + DAY, AuditAction.LINK_MADE, AuditOutcome.DONE, "p-ada", "l-1", "invitation")
    with store.writing_unit_of_work() as work:
        for event in (later, refused, done):
            work.audit.record(event)
        work.commit()
    with store.unit_of_work() as work:
        assert work.audit.latest(None) == (later, done, refused)
        assert work.audit.latest(2) == (later, done)
        assert work.audit.latest(2, 1) == (done, refused)
        assert work.audit.latest(None, 2) == (refused,)
        assert work.audit.count() == 3


def test_events_are_filtered_by_every_question_at_once(store: Store) -> None:
    def event(hours: int, action: AuditAction, outcome: AuditOutcome, person: str, subject: str = "") -> AuditEvent:
        return AuditEvent(datetime(2026, 11, 1, tzinfo=UTC) + timedelta(hours=hours), action, outcome, person, subject)

    first = event(0, AuditAction.SCORED, AuditOutcome.DONE, "p-ben")
    last_of_day = event(23, AuditAction.SCORED, AuditOutcome.REFUSED, "", "p-ben")
    next_day = event(24, AuditAction.ROLE_CHANGED, AuditOutcome.DONE, "p-ada", "p-ben")
    other = event(25, AuditAction.SCORED, AuditOutcome.DONE, "p-zoe", "QE1")
    with store.writing_unit_of_work() as work:
        for one in (first, last_of_day, next_day, other):
            work.audit.record(one)
        for wanted, found in (
            (AuditFilter(person="p-ben"), (next_day, last_of_day, first)),
            (AuditFilter(person=""), (last_of_day,)),
            (AuditFilter(outcome=AuditOutcome.REFUSED), (last_of_day,)),
            (AuditFilter(action=AuditAction.SCORED), (other, last_of_day, first)),
            (AuditFilter(first=date(2026, 11, 2)), (other, next_day)),
            (AuditFilter(last=date(2026, 11, 1)), (last_of_day, first)),
            (
                AuditFilter(AuditOutcome.DONE, AuditAction.SCORED, "p-ben", date(2026, 11, 1), date(2026, 11, 1)),
                (first,),
            ),
            (AuditFilter(person="p-ada", last=date(2026, 11, 1)), ()),
        ):
            assert work.audit.latest(None, wanted=wanted) == found
            assert work.audit.count(wanted) == len(found)


def test_events_before_a_moment_are_forgotten_and_those_at_it_kept(store: Store) -> None:
    with store.writing_unit_of_work() as work:
        for number in range(5):
            work.audit.record(
                AuditEvent(NOW + number * DAY, AuditAction.SCORED, AuditOutcome.DONE, subject=str(number))
            )
        assert work.audit.remove_before(NOW + 2 * DAY) == 2
        assert work.audit.remove_before(NOW + 2 * DAY) == 0
        assert [event.subject for event in work.audit.latest(None)] == ["4", "3", "2"]


def test_a_form_is_taken_once_and_forgotten_when_it_is_too_old(store: Store) -> None:
    with store.writing_unit_of_work() as work:
        assert work.sent_forms.take("form-1", NOW) is True
        assert work.sent_forms.take("form-2", NOW + DAY) is True
        assert work.sent_forms.take("form-1", NOW + 2 * DAY) is False
        assert work.sent_forms.take("form-1", NOW + 2 * DAY + timedelta(seconds=1)) is True
        assert work.sent_forms.take("form-2", NOW + 3 * DAY) is False


def test_of_the_same_form_sent_at_once_one_is_taken(servers: Callable[[], Store]) -> None:
    def sending(store: Store) -> Callable[[], bool]:
        def send() -> bool:
            with store.writing_unit_of_work() as work:
                is_first = work.sent_forms.take("form-1", NOW)
                work.commit()
            return is_first

        return send

    assert sorted(at_once(*(sending(servers()) for _server in range(4)))) == [False, False, False, True]


def test_a_form_whose_work_failed_can_be_sent_again(store: Store) -> None:
    with store.writing_unit_of_work() as work:
        assert work.sent_forms.take("form-1", NOW)
    with store.writing_unit_of_work() as work:
        assert work.sent_forms.take("form-1", NOW)


# ---- Moments


def test_a_moment_without_a_zone_is_refused(store: Store) -> None:
    naive = NOW.replace(tzinfo=None)
    with pytest.raises(StatementError, match="has no time zone"), store.writing_unit_of_work() as work:
        work.audit.record(AuditEvent(naive, AuditAction.SCORED, AuditOutcome.DONE))
    with store.writing_unit_of_work() as work:
        assert work.audit.count() == 0
        with pytest.raises(StatementError, match="has no time zone"):
            work.audit.remove_before(naive)


def test_a_moment_of_any_zone_is_read_as_the_same_moment_in_utc(store: Store) -> None:
    with store.writing_unit_of_work() as work:
        for hours in (5, -8, 0):
            there = NOW.astimezone(timezone(timedelta(hours=hours, minutes=30)))
            work.audit.record(AuditEvent(there, AuditAction.SCORED, AuditOutcome.DONE))
        work.commit()
    with store.writing_unit_of_work() as work:
        read = [event.at for event in work.audit.latest(None)]
        assert read == [NOW] * 3
        assert {moment.tzinfo for moment in read} == {UTC}
        assert {moment.isoformat() for moment in read} == {"2026-11-22T09:30:15.123456+00:00"}
        # Comparisons are of moments, not of what a clock on the wall shows.
        assert work.audit.remove_before(NOW.astimezone(timezone(timedelta(hours=11)))) == 0
        assert work.audit.remove_before((NOW + DAY).astimezone(timezone(timedelta(hours=-11)))) == 3
