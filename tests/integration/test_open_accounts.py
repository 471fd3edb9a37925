"""Invitations, links for new passwords, signing in and out, on a real database; all people are FICTITIOUS."""

from datetime import UTC, datetime, timedelta

import pytest

from data.unit_of_work import Store
from domain_model.audit import KEPT_FOR, AuditEvent
from domain_model.people import NotAllowedError, OneTimeLink, Person, UnusableLinkError, hash_of, new_id
from domain_model.people_vocabulary import AuditAction, AuditOutcome, LinkState, Role
from domain_model.ports.accounts import AddressTakenError
from domain_model.use_cases.keep_accounts import make_token
from domain_model.use_cases.open_accounts import (
    LONGEST_LINK_NOTE,
    UNKNOWN_LINK,
    WHY_UNUSABLE,
    MadeLink,
    NewAccount,
    accept_invitation,
    accept_new_password,
    find_link,
    invite,
    new_account,
    offer_first_administrator,
    offer_new_password,
    replace_administrator,
)
from domain_model.use_cases.sign_in import begin_sign_in, end_sign_in, find_sign_in, recognise

NOON = datetime(2026, 11, 3, 12, tzinfo=UTC)
DAY = timedelta(days=1)
PASSWORD = "three FICTITIOUS words"


class PlainPasswords:
    """Keeps passwords as they are and notes what it was asked: hashing takes long by design."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []

    def hash(self, password: str) -> str:
        return f"kept {password}"

    def is_right(self, password: str, kept: str) -> bool:
        self.asked.append((password, kept))
        return kept == f"kept {password}"

    def is_outdated(self, kept: str) -> bool:
        return False


def add(store: Store, role: Role, name: str = "Fictitious Ada") -> Person:
    person = Person(new_id(), name, f"{new_id().casefold()}@example.org", role, NOON - DAY)
    with store.writing_unit_of_work() as work:
        work.people.add(person, f"kept {PASSWORD}")
        work.commit()
    return person


def made(store: Store, role: Role = Role.EDITOR, note: str = "") -> MadeLink:
    administrator = add(store, Role.ADMINISTRATOR)
    with store.writing_unit_of_work() as work:
        link = invite(work, administrator, role, note, NOON)
        work.commit()
    return link


def join(
    store: Store,
    link: OneTimeLink,
    name: str = "Fictitious Bea",
    email: str = "bea@example.org",
    password: str = PASSWORD,
) -> Person:
    account = new_account(name, email, password, PlainPasswords())
    with store.writing_unit_of_work() as work:
        person = accept_invitation(work, link, account, NOON)
        work.commit()
    return person


def log(store: Store) -> list[tuple[AuditAction, AuditOutcome, str, str, str]]:
    with store.unit_of_work() as work:
        return [(e.action, e.outcome, e.person, e.subject, e.detail) for e in work.audit.latest(None)]


def test_an_invitation_keeps_a_hash_and_names_whom_it_is_for(store: Store):
    link = made(store, Role.FACILITATOR, "  for \n Bea ")
    assert link.link.secret_hash == hash_of(link.secret)
    assert link.secret not in repr(link.link)
    assert (link.link.role, link.link.note, link.link.expires_at) == (Role.FACILITATOR, "for Bea", NOON + 7 * DAY)
    with store.unit_of_work() as work:
        assert work.links.all() == (link.link,)
        assert find_link(work, link.secret, NOON) == link.link
    assert log(store) == [(AuditAction.LINK_MADE, AuditOutcome.DONE, link.link.made_by, "facilitator", "invitation")]


@pytest.mark.parametrize("note", ["x" * (LONGEST_LINK_NOTE + 1), "a\x00b"])
def test_a_note_that_cannot_be_kept_makes_no_invitation(store: Store, note: str):
    with pytest.raises(ValueError, match="at most 120 characters whom"):
        made(store, note=note)
    with store.unit_of_work() as work:
        assert work.links.all() == ()


def test_only_administrators_invite_and_offer_new_passwords(store: Store):
    facilitator = add(store, Role.FACILITATOR)
    with store.writing_unit_of_work() as work:
        with pytest.raises(NotAllowedError, match="administrator"):
            invite(work, facilitator, Role.VIEWER, "", NOON)
        with pytest.raises(NotAllowedError, match="administrator"):
            offer_new_password(work, facilitator, facilitator, NOON)
        assert work.links.all() == ()


def test_accepting_an_invitation_makes_an_account_of_its_role_once(store: Store):
    link = made(store, Role.VIEWER)
    bea = join(store, link.link, " Fictitious  Bea ", " Bea@Example.ORG ")
    assert (bea.name, bea.email, bea.role, bea.created_at) == ("Fictitious Bea", "bea@example.org", Role.VIEWER, NOON)
    with store.unit_of_work() as work:
        assert work.people.by_email("bea@example.org") == (bea, f"kept {PASSWORD}")
        with pytest.raises(UnusableLinkError, match="used already"):
            find_link(work, link.secret, NOON)
    assert log(store)[0] == (AuditAction.ACCOUNT_MADE, AuditOutcome.DONE, bea.id, bea.id, "invitation, viewer")
    with pytest.raises(UnusableLinkError, match="used already"):
        join(store, link.link, "Fictitious Cy", "cy@example.org")
    with store.unit_of_work() as work:
        assert work.people.by_email("cy@example.org") is None


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"name": " "}, "Enter a name"),
        ({"email": "bea"}, "Enter an email address"),
        ({"password": "short"}, "12 to 200"),
        ({"name": "Fictitious Bea", "password": "fictitious bea"}, "harder to guess"),
        ({"password": "BEA@example.org"}, "harder to guess"),
    ],
)
def test_what_cannot_be_taken_leaves_the_link_open(store: Store, wrong: dict[str, str], words: str):
    link = made(store)
    with pytest.raises(ValueError, match=words):
        join(store, link.link, **wrong)
    assert join(store, link.link).email == "bea@example.org"


def test_an_address_that_is_taken_leaves_the_link_open(store: Store):
    first, second = made(store), made(store)
    join(store, first.link)
    with pytest.raises(AddressTakenError):
        join(store, second.link, "Fictitious Second", "BEA@example.org")
    assert join(store, second.link, "Fictitious Second", "second@example.org")


def test_a_link_opens_neither_unknown_nor_withdrawn_nor_too_old(store: Store):
    link = made(store)
    with store.writing_unit_of_work() as work:
        assert find_link(work, link.secret, NOON + 7 * DAY - timedelta(seconds=1))
        with pytest.raises(UnusableLinkError) as old:
            find_link(work, link.secret, NOON + 7 * DAY)
        with pytest.raises(UnusableLinkError) as unknown:
            find_link(work, link.secret[:-1], NOON)
        work.links.revoke(link.link.id, NOON)
        with pytest.raises(UnusableLinkError) as withdrawn:
            find_link(work, link.secret, NOON)
    assert [str(one.value) for one in (old, unknown, withdrawn)] == [
        WHY_UNUSABLE[LinkState.EXPIRED],
        UNKNOWN_LINK,
        WHY_UNUSABLE[LinkState.REVOKED],
    ]


def test_the_first_administrator_is_offered_until_there_is_one_and_the_latest_link_opens(store: Store):
    with store.writing_unit_of_work() as work:
        earlier = offer_first_administrator(work, NOON)
        replace_administrator(work, NOON)
        later = offer_first_administrator(work, NOON + timedelta(hours=1))
        work.commit()
    assert earlier and later
    with store.unit_of_work() as work:
        states = {link.id: link.state(NOON) for link in work.links.all()}
        assert states.pop(earlier.link.id) is LinkState.REVOKED
        assert set(states.values()) == {LinkState.OPEN}
        assert len(states) == 2
    assert later.link.expires_at == NOON + timedelta(hours=25)
    assert join(store, later.link).role is Role.ADMINISTRATOR
    with store.writing_unit_of_work() as work:
        assert offer_first_administrator(work, NOON) is None


def test_who_runs_the_server_can_make_a_further_administrator(store: Store):
    add(store, Role.ADMINISTRATOR)
    with store.writing_unit_of_work() as work:
        link = replace_administrator(work, NOON).link
        work.commit()
    assert (link.role, link.made_by, link.note) == (Role.ADMINISTRATOR, "", "made on the server")
    assert join(store, link).role is Role.ADMINISTRATOR


def test_a_new_password_ends_all_sign_ins_and_its_earlier_links(store: Store):
    administrator, bea = add(store, Role.ADMINISTRATOR), add(store, Role.EDITOR, "Fictitious Bea")
    with store.writing_unit_of_work() as work:
        invitation = invite(work, administrator, Role.VIEWER, "", NOON)
        first = offer_new_password(work, administrator, bea, NOON)
        second = offer_new_password(work, administrator, bea, NOON)
        begin_sign_in(work, bea, NOON, DAY)
        begin_sign_in(work, administrator, NOON, DAY)
        make_token(work, bea, "FICTITIOUS program", 30, NOON)
        make_token(work, administrator, "FICTITIOUS program", 30, NOON)
        work.commit()
    with store.writing_unit_of_work() as work:
        with pytest.raises(UnusableLinkError, match="withdrawn"):
            find_link(work, first.secret, NOON)
        assert find_link(work, invitation.secret, NOON)
        assert accept_new_password(work, second.link, "kept another FICTITIOUS one", NOON) == bea
        work.commit()
    with store.unit_of_work() as work:
        assert work.people.password_hash(bea.id) == "kept another FICTITIOUS one"
        assert work.people.password_hash(administrator.id) == f"kept {PASSWORD}"
        assert work.sign_ins.of(bea.id) == ()
        assert len(work.sign_ins.of(administrator.id)) == 1
        assert [token.is_open(NOON) for token in work.tokens.of(bea.id)] == [False]
        assert [token.is_open(NOON) for token in work.tokens.of(administrator.id)] == [True]
    words = "by link, other sign-ins ended: 1, tokens withdrawn: 1"
    assert log(store)[0] == (AuditAction.PASSWORD_CHANGED, AuditOutcome.DONE, bea.id, bea.id, words)


def test_a_link_does_only_what_it_is_for(store: Store):
    administrator, bea = add(store, Role.ADMINISTRATOR), add(store, Role.EDITOR)
    with store.writing_unit_of_work() as work:
        invitation = invite(work, administrator, Role.VIEWER, "", NOON)
        password = offer_new_password(work, administrator, bea, NOON)
        with pytest.raises(UnusableLinkError, match="no such link"):
            accept_invitation(work, password.link, NewAccount("Cy", "cy@example.org", "kept"), NOON)
        with pytest.raises(UnusableLinkError, match="no such link"):
            accept_new_password(work, invitation.link, "kept", NOON)
        work.people.forget(bea.id, NOON)
        with pytest.raises(UnusableLinkError, match="no such link"):
            accept_new_password(work, password.link, "kept", NOON)


def test_a_person_is_recognised_by_address_and_password_only(store: Store):
    bea = add(store, Role.EDITOR)
    with store.unit_of_work() as work:
        assert recognise(work, f" {bea.email.upper()} ", PASSWORD, PlainPasswords()) == (bea, f"kept {PASSWORD}")
        assert recognise(work, bea.email, PASSWORD.upper(), PlainPasswords()) is None
        assert recognise(work, bea.email, "", PlainPasswords()) is None
        assert recognise(work, "nobody@example.org", PASSWORD, PlainPasswords()) is None


@pytest.mark.parametrize("email", ["nobody@example.org", "no address", "a\x00b@example.org", ""])
def test_for_unknown_people_a_password_is_looked_at_all_the_same(store: Store, email: str):
    passwords = PlainPasswords()
    with store.unit_of_work() as work:
        assert recognise(work, email, PASSWORD, passwords) is None
    assert passwords.asked == [(PASSWORD, "")]


def test_of_a_password_longer_than_any_the_rest_is_not_hashed(store: Store):
    bea, passwords = add(store, Role.EDITOR), PlainPasswords()
    with store.unit_of_work() as work:
        recognise(work, bea.email, "x" * 100_000, passwords)
    ((asked, kept),) = passwords.asked
    assert (len(asked), kept) == (201, f"kept {PASSWORD}")


def test_a_sign_in_is_found_by_its_secret_until_it_ends(store: Store):
    bea = add(store, Role.EDITOR)
    with store.writing_unit_of_work() as work:
        new = begin_sign_in(work, bea, NOON, 2 * DAY)
        other = begin_sign_in(work, bea, NOON, 2 * DAY)
        work.commit()
    assert new.sign_in.secret_hash == hash_of(new.secret)
    with store.writing_unit_of_work() as work:
        assert find_sign_in(work, new.secret, NOON + 2 * DAY - timedelta(seconds=1)) == (new.sign_in, bea)
        assert find_sign_in(work, new.secret, NOON + 2 * DAY) is None
        assert find_sign_in(work, new.secret[:-1], NOON) is None
        end_sign_in(work, new.sign_in, NOON)
        assert find_sign_in(work, new.secret, NOON) is None
        assert find_sign_in(work, other.secret, NOON) == (other.sign_in, bea)
        work.commit()
    assert [entry[0] for entry in log(store)] == [AuditAction.SIGNED_OUT, AuditAction.SIGNED_IN, AuditAction.SIGNED_IN]


def test_signing_in_forgets_what_has_ended_and_old_events(store: Store):
    bea = add(store, Role.EDITOR)
    old = AuditEvent(NOON - KEPT_FOR - DAY, AuditAction.SIGNED_IN, AuditOutcome.DONE, bea.id)
    kept = AuditEvent(NOON - KEPT_FOR, AuditAction.SIGNED_OUT, AuditOutcome.DONE, bea.id)
    with store.writing_unit_of_work() as work:
        begin_sign_in(work, bea, NOON - 3 * DAY, DAY)
        still = begin_sign_in(work, bea, NOON - 3 * DAY, 9 * DAY)
        work.audit.record(old)
        work.audit.record(kept)
        new = begin_sign_in(work, bea, NOON, DAY)
        assert set(work.sign_ins.of(bea.id)) == {still.sign_in, new.sign_in}
        events = work.audit.latest(None)
        assert kept in events
        assert old not in events
