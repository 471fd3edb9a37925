"""What people read of each role is all that its permissions allow."""

import pytest

from components.account_forms import PERMISSION_WORDS, WHAT_ROLES_DO
from domain_model.people import PERMISSIONS
from domain_model.people_vocabulary import Permission, Role


def test_every_permission_has_its_words() -> None:
    assert set(PERMISSION_WORDS) == set(Permission) and all(PERMISSION_WORDS.values())


@pytest.mark.parametrize(("role", "before"), list(zip(Role, (None, *Role), strict=False)))
def test_a_role_says_all_that_it_may_beyond_the_one_before(role: Role, before: Role | None) -> None:
    more = PERMISSIONS[role] - (PERMISSIONS[before] if before else frozenset())
    said = WHAT_ROLES_DO[role]
    for permission in Permission:
        for words in PERMISSION_WORDS[permission]:
            assert (words in said) == (permission in more), words


def test_an_editor_reads_of_evidence_coding_ratings_and_checklists() -> None:
    assert WHAT_ROLES_DO[Role.EDITOR] == (
        "score cells, approve the scores of workshops, write notes, save views, use the data interface with tokens, "
        "add, change or withdraw evidence, rate the confidence in findings, code statements and fill in checklists"
    )
    assert WHAT_ROLES_DO[Role.FACILITATOR] == "do what editors do and run workshops"
    assert WHAT_ROLES_DO[Role.ADMINISTRATOR].startswith("do what facilitators do, invite or manage people and")
