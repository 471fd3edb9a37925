"""What a person, a role, a link, a token and a filter of the audit log are; every one of them is FICTITIOUS."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest

from domain_model.audit import EVERY_EVENT, AuditFilter
from domain_model.people import (
    LINK_LIFETIMES,
    LONGEST_NAME,
    LONGEST_PASSWORD,
    LONGEST_TOKEN_NAME,
    PERMISSIONS,
    SHORTEST_PASSWORD,
    ApiToken,
    NotAllowedError,
    OneTimeLink,
    Person,
    checked_email,
    checked_name,
    checked_password,
    checked_token_name,
    hash_of,
    lowest_role,
    new_id,
    new_secret,
)
from domain_model.people_vocabulary import LinkPurpose, LinkState, Permission, Role

NOON = datetime(2026, 11, 3, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def person(role: Role = Role.EDITOR, name: str = "Fictitious Bea", email: str = "bea@example.org") -> Person:
    return Person("b", name, email, role, NOON)


def link(used_at: datetime | None = None, revoked_at: datetime | None = None) -> OneTimeLink:
    return OneTimeLink(
        "l", "hash", LinkPurpose.INVITATION, Role.EDITOR, "", "a", "", NOON, NOON + HOUR, used_at, revoked_at
    )


def test_each_role_may_all_that_the_one_before_it_may_and_something_more():
    roles = list(Role)
    assert roles == [Role.VIEWER, Role.EDITOR, Role.FACILITATOR, Role.ADMINISTRATOR]
    for lower, higher in zip(roles, roles[1:], strict=False):
        assert PERMISSIONS[lower] < PERMISSIONS[higher]
    assert PERMISSIONS[Role.VIEWER] == {Permission.VIEW, Permission.OWN_ACCOUNT}
    assert PERMISSIONS[Role.ADMINISTRATOR] == set(Permission)


@pytest.mark.parametrize(
    ("permission", "role"),
    [
        (Permission.VIEW, Role.VIEWER),
        (Permission.OWN_ACCOUNT, Role.VIEWER),
        (Permission.SCORE, Role.EDITOR),
        (Permission.WRITE_NOTES, Role.EDITOR),
        (Permission.SAVE_VIEWS, Role.EDITOR),
        (Permission.USE_API_TOKENS, Role.EDITOR),
        (Permission.RUN_WORKSHOPS, Role.FACILITATOR),
        (Permission.MANAGE_PEOPLE, Role.ADMINISTRATOR),
        (Permission.READ_AUDIT, Role.ADMINISTRATOR),
    ],
)
def test_a_permission_begins_with_its_lowest_role(permission: Permission, role: Role):
    assert lowest_role(permission) is role


def test_who_may_not_is_told_which_role_it_needs():
    person().check(Permission.SCORE)
    assert not person().may(Permission.RUN_WORKSHOPS)
    with pytest.raises(NotAllowedError, match="needs the role of facilitator or above; yours is editor"):
        person().check(Permission.RUN_WORKSHOPS)


def test_a_name_is_tidied_and_has_an_end():
    assert checked_name("  Fictitious \t Bea ") == "Fictitious Bea"
    assert checked_name("x" * LONGEST_NAME) == "x" * LONGEST_NAME
    for wrong in ("", "   ", "x" * (LONGEST_NAME + 1), "Bea\x00", "Bea\x1b[31m", "Bea\u202e", "\u200b", "B\uffffa"):
        with pytest.raises(ValueError, match="1 to 80 characters"):
            checked_name(wrong)


def test_an_address_is_kept_in_lower_case():
    assert checked_email(" Bea.Fictitious@Example.ORG ") == "bea.fictitious@example.org"


@pytest.mark.parametrize(
    "wrong",
    ["", "bea", "bea@example", "@example.org", "bea@exa mple.org", "a@b@c.org", "b\x00a@b.org", "x" * 250 + "@b.org"],
)
def test_what_looks_like_no_address_is_refused(wrong: str):
    with pytest.raises(ValueError, match="email address"):
        checked_email(wrong)


def test_a_person_is_made_of_checked_parts_only():
    with pytest.raises(ValueError, match="lower case"):
        person(email="Bea@example.org")
    with pytest.raises(ValueError, match="name of 1 to 80"):
        person(name="")


def test_a_password_counts_by_its_length_and_may_hold_anything():
    assert checked_password("ünïcode und  zwei Leerzeichen") == "ünïcode und  zwei Leerzeichen"
    assert checked_password("abcd" * (LONGEST_PASSWORD // 4)) == "abcd" * 50
    for wrong in ("a1!" * 3, "abcdefghijk", "abcde" * 41):
        assert not SHORTEST_PASSWORD <= len(wrong) <= LONGEST_PASSWORD
        with pytest.raises(ValueError, match="12 to 200 characters"):
            checked_password(wrong)


def test_a_password_that_is_one_letter_or_ones_own_name_is_refused():
    for wrong in ("aaaaaaaaaaaaaa", "ababababababab", "Fictitious Bea", "BEA.LONG@example.org"):
        with pytest.raises(ValueError, match="harder to guess"):
            checked_password(wrong, not_like=("fictitious bea", "bea.long@example.org"))
    assert checked_password("Fictitious Bea.", not_like=("fictitious bea",))


def test_a_token_says_what_it_is_for():
    assert checked_token_name(" a  FICTITIOUS script ") == "a FICTITIOUS script"
    for wrong in ("", " ", "x" * (LONGEST_TOKEN_NAME + 1), "a\x00b"):
        with pytest.raises(ValueError, match="what the token is for"):
            checked_token_name(wrong)


def test_a_link_is_open_until_it_is_used_withdrawn_or_too_old():
    before = NOON + HOUR - timedelta(seconds=1)
    assert link().state(before) is LinkState.OPEN
    assert link().state(NOON + HOUR) is LinkState.EXPIRED
    assert link(used_at=NOON).state(before) is LinkState.USED
    assert link(used_at=NOON).state(NOON + 2 * HOUR) is LinkState.USED
    assert link(revoked_at=NOON).state(before) is LinkState.REVOKED
    assert link(revoked_at=NOON).state(NOON + 2 * HOUR) is LinkState.REVOKED


def test_links_that_give_more_last_for_less():
    assert LINK_LIFETIMES[LinkPurpose.FIRST_ADMINISTRATOR] < LINK_LIFETIMES[LinkPurpose.INVITATION]
    assert LINK_LIFETIMES[LinkPurpose.NEW_PASSWORD] < LINK_LIFETIMES[LinkPurpose.INVITATION]
    assert set(LINK_LIFETIMES) == set(LinkPurpose)


def test_a_token_is_accepted_until_it_is_withdrawn_or_too_old():
    token = ApiToken("t", "hash", "b", "script", NOON, NOON + HOUR)
    assert token.is_open(NOON)
    assert not token.is_open(NOON + HOUR)
    assert not ApiToken("t", "hash", "b", "script", NOON, NOON + HOUR, revoked_at=NOON).is_open(NOON)


def test_secrets_are_long_differ_and_leave_a_hash_only():
    secrets = {new_secret() for _ in range(50)}
    assert len(secrets) == 50
    assert min(map(len, secrets)) >= 43
    assert len({new_id() for _ in range(50)}) == 50
    assert all(re.fullmatch("[A-Za-z][A-Za-z0-9]{11}", new_id()) for _ in range(2_000))
    assert hash_of("open sesame") == "41ef4bb0b23661e66301aac36066912dac037827b4ae63a7b1165a5aa93ed4eb"


def test_a_filter_of_the_log_has_its_days_in_order():
    assert AuditFilter() == EVERY_EVENT
    AuditFilter(first=date(2026, 11, 3), last=date(2026, 11, 3))
    AuditFilter(first=date(2026, 11, 3))
    AuditFilter(last=date(2026, 11, 3))
    with pytest.raises(ValueError, match="2026-11-03, is after the last, 2026-11-02"):
        AuditFilter(first=date(2026, 11, 3), last=date(2026, 11, 2))
