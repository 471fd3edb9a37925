"""What people do with their own account and administrators with those of others, on a real database; all FICTITIOUS."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from data.unit_of_work import SqlUnitOfWork, Store
from domain_model.audit import AuditEvent, AuditFilter
from domain_model.cells import CELLS
from domain_model.judgements import Opinion
from domain_model.notes import Note
from domain_model.people import MOST_TOKENS, NotAllowedError, Person, hash_of, new_id
from domain_model.people_vocabulary import AuditAction, AuditOutcome, LinkState, Role
from domain_model.ports.accounts import AddressTakenError
from domain_model.saved_views import SavedView
from domain_model.use_cases.choose_password import Ended, choose_password
from domain_model.use_cases.keep_accounts import (
    LastAdministratorError,
    NoSuchTokenError,
    TooManyTokensError,
    WrongPasswordError,
    change_account,
    change_password,
    check_own_password,
    delete_own_account,
    end_other_sign_ins,
    make_token,
    own_account,
    own_data,
    withdraw_token,
)
from domain_model.use_cases.manage_people import (
    LINKS_SHOWN_FOR,
    NoSuchLinkError,
    NoSuchPersonError,
    change_role,
    delete_account,
    find_person,
    people_and_links,
    withdraw_link,
)
from domain_model.use_cases.open_accounts import invite, offer_first_administrator, offer_new_password
from domain_model.use_cases.read_audit import EVENTS_ON_A_PAGE, export_audit, read_audit
from domain_model.use_cases.sign_in import begin_sign_in
from domain_model.vocabulary import Perception
from tests.at_once import at_once
from tests.integration.test_open_accounts import PASSWORD, PlainPasswords, add

NOON = datetime(2026, 11, 3, 12, tzinfo=UTC)
DAY = timedelta(days=1)
CELL, OTHER = CELLS[4], CELLS[7]


def last(work: SqlUnitOfWork) -> tuple[AuditAction, str, str, str]:
    event = work.audit.latest(1)[0]
    assert event.outcome is AuditOutcome.DONE
    return (event.action, event.person, event.subject, event.detail)


def write_things(store: Store, person: Person) -> None:
    with store.writing_unit_of_work() as work:
        work.judgements.add(person.id, "QE1", CELL, Opinion(Perception.WORSE, 7, reason="FICTITIOUS reason"), NOON)
        work.judgements.add(person.id, "QE1", CELL, Opinion(Perception.MUCH_WORSE, 8), NOON)
        work.judgements.add(person.id, "QE1", OTHER, Opinion(Perception.BETTER), NOON)
        work.notes.add(Note(f"n{person.id}", person.id, "QE1", CELL, 1, "FICTITIOUS note", NOON))
        work.notes.add(Note(f"n{person.id}", person.id, "QE1", CELL, 2, "FICTITIOUS note, edited", NOON))
        work.saved_views.add(SavedView(f"v{person.id}", person.id, "Mine", "/heat-map", "", 1, True, NOON, NOON))
        work.commit()


def test_name_and_address_change_and_the_log_says_which_only(store: Store):
    bea = add(store, Role.VIEWER, "Fictitious Bea")
    with store.writing_unit_of_work() as work:
        changed = change_account(work, bea, " Fictitious  Beatrix ", bea.email.upper(), NOON)
        assert work.people.by_id(bea.id) == changed
        assert (changed.name, changed.email, changed.role) == ("Fictitious Beatrix", bea.email, Role.VIEWER)
        assert last(work) == (AuditAction.ACCOUNT_CHANGED, bea.id, bea.id, "name")
        change_account(work, changed, "Fictitious B", "b@example.org", NOON)
        assert last(work) == (AuditAction.ACCOUNT_CHANGED, bea.id, bea.id, "name and email")


def test_an_account_that_stays_the_same_leaves_no_trace(store: Store):
    bea = add(store, Role.VIEWER, "Fictitious Bea")
    with store.writing_unit_of_work() as work:
        assert change_account(work, bea, bea.name, bea.email, NOON) == bea
        assert work.audit.count() == 0


def test_a_wrong_name_and_somebody_elses_address_are_refused(store: Store):
    bea, cy = add(store, Role.VIEWER), add(store, Role.VIEWER)
    with store.writing_unit_of_work() as work:
        with pytest.raises(ValueError, match="Enter a name"):
            change_account(work, bea, "", bea.email, NOON)
        with pytest.raises(AddressTakenError):
            change_account(work, bea, bea.name, cy.email.upper(), NOON)
        assert work.people.by_id(bea.id) == bea


def test_a_new_password_ends_all_other_sign_ins(store: Store):
    bea, cy = add(store, Role.VIEWER, "Fictitious Bea"), add(store, Role.VIEWER)
    with store.writing_unit_of_work() as work:
        here = begin_sign_in(work, bea, NOON, DAY).sign_in
        begin_sign_in(work, bea, NOON, DAY)
        begin_sign_in(work, cy, NOON, DAY)
        kept = choose_password("another FICTITIOUS one", PlainPasswords(), not_like=(bea.name,))
        assert change_password(work, bea, kept, here, NOON, ends_tokens=False) == Ended(1, 0)
        assert work.sign_ins.of(bea.id) == (here,)
        assert len(work.sign_ins.of(cy.id)) == 1
        assert work.people.password_hash(bea.id) == "kept another FICTITIOUS one"
        assert last(work) == (AuditAction.PASSWORD_CHANGED, bea.id, bea.id, "other sign-ins ended: 1")
        assert change_password(work, bea, "kept third", None, NOON, ends_tokens=True) == Ended(1, 0)
        assert work.sign_ins.of(bea.id) == ()


def test_a_password_like_ones_name_is_not_chosen():
    with pytest.raises(ValueError, match="harder to guess"):
        choose_password("fictitious BEA", PlainPasswords(), not_like=("Fictitious Bea", "bea@example.org"))


@pytest.mark.parametrize("ends_tokens", [True, False])
def test_a_new_password_ends_ones_own_open_tokens_if_wanted_and_always_links_for_another(
    store: Store, ends_tokens: bool
):
    administrator, bea, cy = (add(store, role) for role in (Role.ADMINISTRATOR, Role.EDITOR, Role.EDITOR))
    with store.writing_unit_of_work() as work:
        for person in (bea, bea, cy):
            make_token(work, person, "FICTITIOUS program", 30, NOON)
        make_token(work, bea, "FICTITIOUS old program", 30, NOON - 31 * DAY)
        invited = invite(work, administrator, Role.VIEWER, "", NOON)
        mine, other = (offer_new_password(work, administrator, person, NOON) for person in (bea, cy))
        ended = change_password(work, bea, "kept new", None, NOON, ends_tokens=ends_tokens)
        assert ended == Ended(0, 2 if ends_tokens else 0)
        both = (*work.tokens.of(bea.id), *work.tokens.of(cy.id))
        still_open = [token.person for token in both if token.is_open(NOON)]
        assert sorted(still_open) == sorted([cy.id] if ends_tokens else [bea.id, bea.id, cy.id])
        states = {link.id: link.state(NOON) for link in work.links.all()}
        assert states[mine.link.id] is LinkState.REVOKED
        assert states[other.link.id] is states[invited.link.id] is LinkState.OPEN
        tokens = ", tokens withdrawn: 2" if ends_tokens else ""
        assert last(work) == (AuditAction.PASSWORD_CHANGED, bea.id, bea.id, f"other sign-ins ended: 0{tokens}")


def test_the_current_password_is_asked_of_the_person_themselves(store: Store):
    bea = add(store, Role.VIEWER)
    with store.unit_of_work() as work:
        check_own_password(work, bea, PASSWORD, PlainPasswords())
        with pytest.raises(WrongPasswordError):
            check_own_password(work, bea, PASSWORD.upper(), PlainPasswords())


def test_one_can_sign_out_everywhere_else(store: Store):
    bea = add(store, Role.VIEWER)
    with store.writing_unit_of_work() as work:
        here = begin_sign_in(work, bea, NOON, DAY).sign_in
        assert end_other_sign_ins(work, bea, here, NOON) == 0
        assert last(work)[0] is AuditAction.SIGNED_IN
        begin_sign_in(work, bea, NOON, DAY)
        begin_sign_in(work, bea, NOON, DAY)
        assert end_other_sign_ins(work, bea, here, NOON) == 2
        assert last(work) == (AuditAction.SIGNED_OUT, bea.id, bea.id, "elsewhere: 2")
        assert work.sign_ins.of(bea.id) == (here,)
        assert end_other_sign_ins(work, bea, None, NOON) == 1


def test_the_account_shows_what_is_still_open(store: Store):
    bea = add(store, Role.EDITOR)
    with store.writing_unit_of_work() as work:
        token = make_token(work, bea, "open", 30, NOON).token
        withdrawn = make_token(work, bea, "withdrawn", 90, NOON).token
        withdraw_token(work, bea, withdrawn.id, NOON)
        short = begin_sign_in(work, bea, NOON, DAY / 2).sign_in
        long = begin_sign_in(work, bea, NOON + timedelta(minutes=1), DAY).sign_in
        assert own_account(work, bea, NOON).sign_ins == (long, short)
        assert own_account(work, bea, NOON + DAY / 2).sign_ins == (long,)
        assert own_account(work, bea, NOON).tokens == (token,)
        assert own_account(work, bea, NOON + 30 * DAY).tokens == ()


def test_a_token_is_kept_as_a_hash_for_as_long_as_was_chosen(store: Store):
    bea = add(store, Role.EDITOR)
    with store.writing_unit_of_work() as work:
        made = make_token(work, bea, " my  script ", 90, NOON)
        assert made.token.secret_hash == hash_of(made.secret)
        assert (made.token.name, made.token.expires_at) == ("my script", NOON + 90 * DAY)
        assert work.tokens.by_secret_hash(hash_of(made.secret)) == (made.token, bea)
        assert last(work) == (AuditAction.TOKEN_MADE, bea.id, f"token {made.token.id}", "for 90 days")


def test_viewers_make_no_tokens_and_nobody_makes_odd_or_too_many(store: Store):
    viewer, bea = add(store, Role.VIEWER), add(store, Role.EDITOR)
    with store.writing_unit_of_work() as work:
        with pytest.raises(NotAllowedError, match="editor"):
            make_token(work, viewer, "script", 30, NOON)
        with pytest.raises(ValueError, match="what the token is for"):
            make_token(work, bea, "", 30, NOON)
        with pytest.raises(ValueError, match="for how many days: 30, 90, 365"):
            make_token(work, bea, "script", 31, NOON)
        for number in range(MOST_TOKENS):
            make_token(work, bea, f"script {number}", 30, NOON)
        with pytest.raises(TooManyTokensError, match="withdraw one first"):
            make_token(work, bea, "one too many", 30, NOON)
        assert make_token(work, bea, "when the others are over", 30, NOON + 30 * DAY)


def test_a_token_is_withdrawn_by_its_owner_once(store: Store):
    bea, cy = add(store, Role.EDITOR), add(store, Role.EDITOR)
    with store.writing_unit_of_work() as work:
        token = make_token(work, bea, "script", 30, NOON).token
        with pytest.raises(NoSuchTokenError):
            withdraw_token(work, cy, token.id, NOON)
        withdraw_token(work, bea, token.id, NOON)
        assert last(work) == (AuditAction.TOKEN_REVOKED, bea.id, f"token {token.id}", "")
        with pytest.raises(NoSuchTokenError):
            withdraw_token(work, bea, token.id, NOON)


def test_ones_own_data_are_all_of_ones_own_and_nobody_elses(store: Store):
    bea, cy = add(store, Role.EDITOR), add(store, Role.EDITOR)
    write_things(store, bea)
    write_things(store, cy)
    with store.writing_unit_of_work() as work:
        sign_in = begin_sign_in(work, bea, NOON, DAY).sign_in
        begin_sign_in(work, cy, NOON, DAY)
        token = make_token(work, bea, "script", 30, NOON).token
        data = own_data(work, bea, NOON)
    assert data.person == bea
    assert [(one.cell, one.version) for one in data.judgements] == [(CELL, 1), (CELL, 2), (OTHER, 1)]
    assert {one.author for one in data.judgements} == {bea.id}
    assert [[note.text for note in versions] for versions in data.notes] == [
        ["FICTITIOUS note", "FICTITIOUS note, edited"]
    ]
    assert [view.owner for view in data.views] == [bea.id]
    assert (data.sign_ins, data.tokens) == ((sign_in,), (token,))
    assert [event.action for event in data.events] == [
        AuditAction.DATA_EXPORTED,
        AuditAction.TOKEN_MADE,
        AuditAction.SIGNED_IN,
    ]


def test_an_account_goes_and_its_contributions_stay_without_a_name(store: Store):
    bea, cy = add(store, Role.EDITOR, "Fictitious Bea"), add(store, Role.EDITOR, "Fictitious Cy")
    write_things(store, bea)
    write_things(store, cy)
    with store.writing_unit_of_work() as work:
        begin_sign_in(work, bea, NOON, DAY)
        make_token(work, bea, "script", 30, NOON)
        delete_own_account(work, bea, NOON, keeps_contributions=True)
        work.commit()
    with store.unit_of_work() as work:
        assert work.people.by_id(bea.id) is None
        assert work.people.by_email(bea.email) is None
        assert work.people.names() == {bea.id: "", cy.id: "Fictitious Cy"}
        assert {view.author for view in work.judgements.book().at("QE1", CELL)} == {bea.id, cy.id}
        assert len(work.judgements.of(bea.id)) == 3
        assert {note.author for note in work.notes.at("QE1", CELL)} == {bea.id, cy.id}
        assert work.saved_views.of(bea.id) == work.sign_ins.of(bea.id) == work.tokens.of(bea.id) == ()
        assert len(work.saved_views.of(cy.id)) == 1
        assert last(work) == (AuditAction.ACCOUNT_DELETED, bea.id, bea.id, "scores and notes kept without a name")


def test_an_account_goes_with_its_contributions_and_those_of_others_stay(store: Store):
    bea, cy = add(store, Role.EDITOR), add(store, Role.EDITOR)
    write_things(store, bea)
    write_things(store, cy)
    with store.writing_unit_of_work() as work:
        delete_own_account(work, bea, NOON, keeps_contributions=False)
        delete_own_account(work, bea, NOON, keeps_contributions=False)
        work.commit()
    with store.unit_of_work() as work:
        assert [view.author for view in work.judgements.book().at("QE1", CELL)] == [cy.id]
        assert {one.opinion for one in work.judgements.of(bea.id)} == {None}
        assert [note.author for note in work.notes.at("QE1", CELL)] == [cy.id]
        assert work.notes.versions(f"n{bea.id}") == ()
        assert last(work) == (AuditAction.ACCOUNT_DELETED, bea.id, bea.id, "scores removed: 2, notes removed: 1")
        assert work.audit.count(AuditFilter(action=AuditAction.ACCOUNT_DELETED)) == 1


def test_the_last_administrator_stays(store: Store):
    ada = add(store, Role.ADMINISTRATOR)
    add(store, Role.FACILITATOR)
    with store.writing_unit_of_work() as work:
        with pytest.raises(LastAdministratorError, match="only administrator"):
            delete_own_account(work, ada, NOON, keeps_contributions=True)
        with pytest.raises(LastAdministratorError, match="only administrator"):
            change_role(work, ada, ada.id, Role.EDITOR, NOON)
        with pytest.raises(LastAdministratorError, match="only administrator"):
            delete_account(work, ada, ada.id, NOON, keeps_contributions=False)
        assert work.people.by_id(ada.id) == ada


def test_a_role_changes_and_nothing_else(store: Store):
    ada, bea = add(store, Role.ADMINISTRATOR), add(store, Role.EDITOR)
    write_things(store, bea)
    with store.writing_unit_of_work() as work:
        begin_sign_in(work, bea, NOON, DAY)
        assert change_role(work, ada, bea.id, Role.EDITOR, NOON) == bea
        assert last(work)[0] is AuditAction.SIGNED_IN
        changed = change_role(work, ada, bea.id, Role.VIEWER, NOON)
        assert work.people.by_id(bea.id) == changed
        assert (changed.role, changed.name, changed.email) == (Role.VIEWER, bea.name, bea.email)
        assert last(work) == (AuditAction.ROLE_CHANGED, ada.id, bea.id, "editor to viewer")
        assert len(work.sign_ins.of(bea.id)) == len(work.saved_views.of(bea.id)) == 1
        assert len(work.judgements.of(bea.id)) == 3
        with pytest.raises(NoSuchPersonError):
            change_role(work, ada, "nobody", Role.VIEWER, NOON)


@pytest.mark.parametrize("ends", ["role", "account"])
def test_who_ceases_to_manage_people_leaves_no_open_link_behind(store: Store, ends: str):
    ada, bea, cy = add(store, Role.ADMINISTRATOR), add(store, Role.ADMINISTRATOR), add(store, Role.EDITOR)
    with store.writing_unit_of_work() as work:
        own, others = (invite(work, who, Role.ADMINISTRATOR, "", NOON).link for who in (bea, ada))
        password = offer_new_password(work, bea, cy, NOON).link
        if ends == "role":
            change_role(work, ada, bea.id, Role.EDITOR, NOON)
        else:
            delete_account(work, ada, bea.id, NOON, keeps_contributions=True)
        states = {link.id: link.state(NOON) for link in work.links.all()}
        assert states == {
            own.id: LinkState.REVOKED,
            others.id: LinkState.OPEN,
            password.id: LinkState.REVOKED,
        }
        withdrawn = work.audit.latest(None, wanted=AuditFilter(action=AuditAction.LINK_REVOKED))
        assert {(event.person, event.subject, event.detail) for event in withdrawn} == {
            (ada.id, bea.id, "invitation"),
            (ada.id, cy.id, "new_password"),
        }


def test_a_deleted_person_leaves_no_link_for_a_new_password(store: Store):
    ada, bea = add(store, Role.ADMINISTRATOR), add(store, Role.EDITOR)
    with store.writing_unit_of_work() as work:
        link = offer_new_password(work, ada, bea, NOON).link
        assert delete_account(work, ada, bea.id, NOON, keeps_contributions=True) == bea
        assert [one.state(NOON) for one in work.links.all()] == [LinkState.REVOKED]
        assert last(work) == (
            AuditAction.ACCOUNT_DELETED,
            ada.id,
            bea.id,
            "scores and notes kept without a name",
        )
        assert link.person == bea.id


def test_only_administrators_manage_people_and_read_the_log(store: Store):
    bea = add(store, Role.FACILITATOR)
    refused: tuple[Callable[[SqlUnitOfWork], object], ...] = (
        lambda work: people_and_links(work, bea, NOON),
        lambda work: find_person(work, bea, bea.id),
        lambda work: change_role(work, bea, bea.id, Role.ADMINISTRATOR, NOON),
        lambda work: delete_account(work, bea, bea.id, NOON, keeps_contributions=True),
        lambda work: withdraw_link(work, bea, "link", NOON),
        lambda work: read_audit(work, bea, AuditFilter(), 1),
        lambda work: export_audit(work, bea, AuditFilter(), "CSV", NOON),
    )
    with store.writing_unit_of_work() as work:
        for ask in refused:
            with pytest.raises(NotAllowedError, match="administrator"):
                ask(work)
        assert work.audit.count() == 0


def test_who_was_an_administrator_when_the_request_began_may_be_none_any_more(store: Store):
    ada, bea, cy = (add(store, Role.ADMINISTRATOR) for _ in range(3))
    with store.writing_unit_of_work() as work:
        change_role(work, ada, bea.id, Role.EDITOR, NOON)
        with pytest.raises(NotAllowedError, match="yours is editor"):
            change_role(work, bea, ada.id, Role.EDITOR, NOON)
        delete_account(work, ada, cy.id, NOON, keeps_contributions=True)
        with pytest.raises(NotAllowedError, match="deleted meanwhile"):
            delete_account(work, cy, ada.id, NOON, keeps_contributions=True)


def test_of_two_administrators_who_demote_each_other_at_once_one_stays(servers: Callable[[], Store]):
    first, second = servers(), servers()
    ada, bea = add(first, Role.ADMINISTRATOR), add(first, Role.ADMINISTRATOR)

    def demote(store: Store, who: Person, whom: Person) -> str:
        try:
            with store.writing_unit_of_work() as work:
                change_role(work, who, whom.id, Role.EDITOR, NOON)
                work.commit()
        except (NotAllowedError, LastAdministratorError) as error:
            return type(error).__name__
        return "done"

    answers = at_once(lambda: demote(first, ada, bea), lambda: demote(second, bea, ada))
    assert sorted(answers) == ["NotAllowedError", "done"]
    with first.unit_of_work() as work:
        assert work.people.administrators() == 1


def test_the_list_has_everybody_and_the_links_of_late(store: Store):
    ada, bea = add(store, Role.ADMINISTRATOR, "Fictitious Ada"), add(store, Role.EDITOR, "Fictitious Bea")
    with store.writing_unit_of_work() as work:
        invite(work, ada, Role.EDITOR, "long ago", NOON - LINKS_SHOWN_FOR)
        late = invite(work, ada, Role.EDITOR, "lately", NOON).link
        found = people_and_links(work, ada, NOON)
    assert found.people == (ada, bea)
    assert found.links == (late,)
    assert found.names[late.made_by] == "Fictitious Ada"


def test_a_link_is_withdrawn_while_it_is_open(store: Store):
    ada, bea = add(store, Role.ADMINISTRATOR), add(store, Role.EDITOR)
    with store.writing_unit_of_work() as work:
        link = invite(work, ada, Role.FACILITATOR, "", NOON).link
        assert withdraw_link(work, ada, link.id, NOON) == link
        assert last(work) == (AuditAction.LINK_REVOKED, ada.id, "facilitator", "invitation")
        password = offer_new_password(work, ada, bea, NOON).link
        withdraw_link(work, ada, password.id, NOON)
        assert last(work) == (AuditAction.LINK_REVOKED, ada.id, bea.id, "new_password")
        old = invite(work, ada, Role.FACILITATOR, "", NOON - 8 * DAY).link
        for closed in (link.id, old.id, "unknown"):
            with pytest.raises(NoSuchLinkError):
                withdraw_link(work, ada, closed, NOON)


def test_of_one_link_withdrawn_and_used_at_once_one_happens(store: Store):
    class FasterLinks:
        """Somebody uses the link between the look at the list and the withdrawal."""

        def __init__(self, work: SqlUnitOfWork) -> None:
            self.people, self.audit, self.links = work.people, work.audit, self
            self.all = work.links.all

        def revoke(self, _link_id: str, _at: datetime) -> bool:
            return False

    ada = add(store, Role.ADMINISTRATOR)
    with store.writing_unit_of_work() as work:
        link = invite(work, ada, Role.EDITOR, "", NOON).link
        with pytest.raises(NoSuchLinkError):
            withdraw_link(FasterLinks(work), ada, link.id, NOON)  # type: ignore[arg-type]


def test_the_log_is_read_a_page_at_a_time(store: Store):
    ada = add(store, Role.ADMINISTRATOR, "Fictitious Ada")
    with store.writing_unit_of_work() as work:
        assert (read_audit(work, ada, AuditFilter(), 1).pages, read_audit(work, ada, AuditFilter(), 1).total) == (1, 0)
        for minute in range(EVENTS_ON_A_PAGE + 3):
            at = NOON + timedelta(minutes=minute)
            outcome = AuditOutcome.REFUSED if minute % 2 else AuditOutcome.DONE
            work.audit.record(AuditEvent(at, AuditAction.SIGNED_IN, outcome, ada.id, detail=str(minute)))
        first, second, beyond, before = (read_audit(work, ada, AuditFilter(), page) for page in (1, 2, 99, -1))
        assert (first.number, first.pages, first.total) == (1, 2, 53)
        assert [event.detail for event in first.events][:2] == ["52", "51"]
        assert [event.detail for event in second.events] == ["2", "1", "0"]
        assert beyond == second
        assert before == first
        assert first.names == {ada.id: "Fictitious Ada"}
        refused = read_audit(work, ada, AuditFilter(outcome=AuditOutcome.REFUSED, last=date(2026, 11, 3)), 1)
        assert (refused.total, refused.events[0].detail) == (26, "51")


def test_a_file_of_the_log_has_all_that_was_asked_for_and_is_recorded_itself(store: Store):
    ada = add(store, Role.ADMINISTRATOR)
    with store.writing_unit_of_work() as work:
        for minute in range(EVENTS_ON_A_PAGE + 3):
            work.audit.record(AuditEvent(NOON, AuditAction.SIGNED_IN, AuditOutcome.DONE, ada.id, detail=str(minute)))
        found = export_audit(work, ada, AuditFilter(), "JSON", NOON)
        assert len(found.events) == found.total == 53
        assert last(work) == (AuditAction.AUDIT_EXPORTED, ada.id, "audit log", "JSON, events: 53")


def test_a_link_for_the_first_administrator_can_be_withdrawn_too(store: Store):
    with store.writing_unit_of_work() as work:
        first = offer_first_administrator(work, NOON)
        assert first
        ada = Person(new_id(), "Fictitious Ada", "ada@example.org", Role.ADMINISTRATOR, NOON)
        work.people.add(ada, "hash")
        withdraw_link(work, ada, first.link.id, NOON)
        assert last(work) == (AuditAction.LINK_REVOKED, ada.id, "administrator", "first_administrator")
