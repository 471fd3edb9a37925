"""Look again whether somebody may write: their role or their account may be gone since their request began."""

from domain_model.people import NotAllowedError, Person
from domain_model.people_vocabulary import Permission
from domain_model.ports import UnitOfWork


def check_account(work: UnitOfWork, person: Person, permission: Permission) -> None:
    """Do nothing if the person may still do this, looked up once it is this writer's turn.

    Whoever deletes an account takes the same turn: what is written comes before that and is removed with the rest,
    or it comes after and is not kept.

    Raises:
        NotAllowedError: if their role does not allow it, or not any more, or their account is gone.
    """
    person.check(permission)
    work.judgements.take_turn()
    check_still(work, person, permission)


def check_administrator(work: UnitOfWork, administrator: Person) -> None:
    """Do nothing if the person may still manage people; two administrators may demote each other at once.

    Whoever changes roles asks for this first, and follows whoever else does.

    Raises:
        NotAllowedError: if their role does not allow it, or not any more, or their account is gone.
    """
    administrator.check(Permission.MANAGE_PEOPLE)
    work.people.administrators()
    check_still(work, administrator, Permission.MANAGE_PEOPLE)


def check_still(work: UnitOfWork, person: Person, permission: Permission) -> None:
    """Do nothing if the person, as they are kept now, may do this; nobody is waited for.

    Raises:
        NotAllowedError: if their role does not allow it any more, or their account is gone.
    """
    current = work.people.by_id(person.id)
    if current is None:
        raise NotAllowedError("Your account was deleted meanwhile. Nothing was kept.")
    current.check(permission)
