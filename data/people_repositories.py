"""People, their one-time links, sign-ins and tokens in a database."""

from datetime import datetime

from sqlalchemy import Connection, Row, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from data.people_tables import ApiTokenRow, OneTimeLinkRow, PersonRow, SignInRow
from data.tables import table_of
from domain_model.people import ApiToken, OneTimeLink, Person, SignIn
from domain_model.people_vocabulary import LinkPurpose, Role
from domain_model.ports.accounts import AddressTakenError

PEOPLE = table_of(PersonRow)
LINKS = table_of(OneTimeLinkRow)
SIGN_INS = table_of(SignInRow)
TOKENS = table_of(ApiTokenRow)
_ACTIVE = PEOPLE.c.deleted_at.is_(None)
_PERSON = (PEOPLE.c.id, PEOPLE.c.name, PEOPLE.c.email, PEOPLE.c.role, PEOPLE.c.created_at.label("joined_at"))


def _person(id: str, name: str, email: str, role: str, joined_at: datetime) -> Person:
    return Person(id, name, email, Role(role), joined_at)


class SqlPeopleRepository:
    """People with an account."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def by_id(self, person_id: str) -> Person | None:
        """The person of that id; None also after the account was deleted."""
        found = self._connection.execute(select(*_PERSON).where(PEOPLE.c.id == person_id, _ACTIVE)).one_or_none()
        return _person(*found) if found else None

    def by_email(self, email: str) -> tuple[Person, str] | None:
        """The person who signs in with that address, and the hash of their password."""
        asked = select(*_PERSON, PEOPLE.c.password_hash).where(PEOPLE.c.email == email, _ACTIVE)
        found = self._connection.execute(asked).one_or_none()
        return (_person(*found[:-1]), found[-1]) if found else None

    def all(self) -> tuple[Person, ...]:
        """Everybody with an account, by name."""
        people = (_person(*row) for row in self._connection.execute(select(*_PERSON).where(_ACTIVE)))
        # Databases sort letters by rules of their own, each by others.
        return tuple(sorted(people, key=lambda person: (person.name.casefold(), person.id)))

    def names(self) -> dict[str, str]:
        """The name by id, of everybody who ever wrote something; '' for a deleted account."""
        return {row.id: row.name for row in self._connection.execute(select(PEOPLE.c.id, PEOPLE.c.name))}

    def add(self, person: Person, password_hash: str) -> None:
        """Keep a new person.

        Raises:
            AddressTakenError: if somebody else signs in with that address.
        """
        values = _values_of(person) | {"created_at": person.created_at, "password_hash": password_hash}
        try:
            with self._connection.begin_nested():
                self._connection.execute(insert(PEOPLE).values(values))
        except IntegrityError:
            raise AddressTakenError(person.email) from None

    def change(self, person: Person) -> None:
        """Keep the person's new name and address; the role stays what it is, and of a deleted account nothing is kept.

        Raises:
            AddressTakenError: if somebody else signs in with that address.
        """
        try:
            with self._connection.begin_nested():
                self._connection.execute(
                    update(PEOPLE).where(PEOPLE.c.id == person.id, _ACTIVE).values(name=person.name, email=person.email)
                )
        except IntegrityError:
            raise AddressTakenError(person.email) from None

    def set_role(self, person_id: str, role: Role) -> None:
        """Keep a new role; none of a deleted account."""
        self._connection.execute(update(PEOPLE).where(PEOPLE.c.id == person_id, _ACTIVE).values(role=role.value))

    def set_password(self, person_id: str, password_hash: str) -> None:
        """Keep a new password; none of a deleted account."""
        active = (PEOPLE.c.id == person_id, _ACTIVE)
        self._connection.execute(update(PEOPLE).where(*active).values(password_hash=password_hash))

    def password_hash(self, person_id: str) -> str:
        """The hash of the person's password; '' for nobody's."""
        return self._connection.scalar(select(PEOPLE.c.password_hash).where(PEOPLE.c.id == person_id)) or ""

    def forget(self, person_id: str, at: datetime) -> None:
        """Remove name, address, password, sign-ins and tokens; the id stays where others' records name it."""
        nothing = {"name": "", "email": None, "password_hash": "", "deleted_at": at}
        self._connection.execute(update(PEOPLE).where(PEOPLE.c.id == person_id).values(nothing))
        self._connection.execute(delete(SIGN_INS).where(SIGN_INS.c.person == person_id))
        self._connection.execute(delete(TOKENS).where(TOKENS.c.person == person_id))

    def administrators(self) -> int:
        """How many accounts have the role of administrator; whoever asks holds them until the work ends."""
        asked = select(PEOPLE.c.id).where(PEOPLE.c.role == Role.ADMINISTRATOR.value, _ACTIVE)
        # Held in one order, so that two who ask at once do not wait for each other; and so that what these people
        # write meanwhile can still refer to them.
        return len(self._connection.execute(asked.order_by(PEOPLE.c.id).with_for_update(key_share=True)).all())


def _values_of(person: Person) -> dict[str, str]:
    return {"id": person.id, "name": person.name, "email": person.email, "role": person.role.value}


class SqlLinkRepository:
    """One-time links."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, link: OneTimeLink) -> None:
        """Keep a new link."""
        self._connection.execute(
            insert(LINKS).values(
                id=link.id,
                secret_hash=link.secret_hash,
                purpose=link.purpose.value,
                role=link.role.value if link.role else None,
                person=link.person,
                made_by=link.made_by,
                note=link.note,
                created_at=link.created_at,
                expires_at=link.expires_at,
                used_at=link.used_at,
                revoked_at=link.revoked_at,
            )
        )

    def by_secret_hash(self, secret_hash: str) -> OneTimeLink | None:
        """The link of that secret, in whatever state."""
        found = self._connection.execute(select(LINKS).where(LINKS.c.secret_hash == secret_hash)).one_or_none()
        return _link(found) if found else None

    def all(self) -> tuple[OneTimeLink, ...]:
        """All links, the latest first."""
        rows = self._connection.execute(select(LINKS).order_by(LINKS.c.created_at.desc(), LINKS.c.id))
        return tuple(_link(row) for row in rows)

    def use(self, link_id: str, at: datetime) -> bool:
        """Mark the link as used, and forget for whom it was; False if it was used or revoked already.

        Of two who try at once one succeeds.
        """
        return self._end(link_id, used_at=at)

    def revoke(self, link_id: str, at: datetime) -> bool:
        """Mark the link as withdrawn, and forget for whom; False if it was used or revoked already, or is unknown."""
        return self._end(link_id, revoked_at=at)

    def _end(self, link_id: str, **values: datetime) -> bool:
        still_open = (LINKS.c.id == link_id, LINKS.c.used_at.is_(None), LINKS.c.revoked_at.is_(None))
        ended = update(LINKS).where(*still_open).values({"note": "", **values})
        return self._connection.execute(ended).rowcount == 1

    def forget_notes(self, expired_before: datetime) -> None:
        """Forget for whom links were that expired before then: the note may name somebody."""
        old = (LINKS.c.expires_at < expired_before, LINKS.c.note != "")
        self._connection.execute(update(LINKS).where(*old).values(note=""))


def _link(row: Row) -> OneTimeLink:
    return OneTimeLink(
        id=row.id,
        secret_hash=row.secret_hash,
        purpose=LinkPurpose(row.purpose),
        role=Role(row.role) if row.role else None,
        person=row.person,
        made_by=row.made_by,
        note=row.note,
        created_at=row.created_at,
        expires_at=row.expires_at,
        used_at=row.used_at,
        revoked_at=row.revoked_at,
    )


class SqlSignInRepository:
    """Who is signed in."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, sign_in: SignIn) -> None:
        """Keep a new one."""
        self._connection.execute(
            insert(SIGN_INS).values(
                id=sign_in.id,
                secret_hash=sign_in.secret_hash,
                person=sign_in.person,
                created_at=sign_in.created_at,
                expires_at=sign_in.expires_at,
            )
        )

    def by_secret_hash(self, secret_hash: str) -> tuple[SignIn, Person] | None:
        """The sign-in of that secret and whose it is; None also for a deleted account."""
        asked = (
            select(SIGN_INS, *_PERSON[1:])
            .join(PEOPLE, PEOPLE.c.id == SIGN_INS.c.person)
            .where(SIGN_INS.c.secret_hash == secret_hash, _ACTIVE)
        )
        row = self._connection.execute(asked).one_or_none()
        return (_sign_in(row), _person(row.person, row.name, row.email, row.role, row.joined_at)) if row else None

    def of(self, person_id: str) -> tuple[SignIn, ...]:
        """One person's, the latest first."""
        order = (SIGN_INS.c.created_at.desc(), SIGN_INS.c.id)
        asked = select(SIGN_INS).where(SIGN_INS.c.person == person_id).order_by(*order)
        return tuple(_sign_in(row) for row in self._connection.execute(asked))

    def remove(self, sign_in_id: str) -> None:
        """End one."""
        self._connection.execute(delete(SIGN_INS).where(SIGN_INS.c.id == sign_in_id))

    def remove_of(self, person_id: str, *, but: str = "") -> int:
        """End all of a person's but the one of that id; answer how many."""
        ended = delete(SIGN_INS).where(SIGN_INS.c.person == person_id, SIGN_INS.c.id != but)
        return self._connection.execute(ended).rowcount

    def remove_expired(self, now: datetime) -> None:
        """Forget those that have ended."""
        self._connection.execute(delete(SIGN_INS).where(SIGN_INS.c.expires_at <= now))


def _sign_in(row: Row) -> SignIn:
    return SignIn(row.id, row.secret_hash, row.person, row.created_at, row.expires_at)


class SqlTokenRepository:
    """API tokens."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, token: ApiToken) -> None:
        """Keep a new one."""
        self._connection.execute(
            insert(TOKENS).values(
                id=token.id,
                secret_hash=token.secret_hash,
                person=token.person,
                name=token.name,
                created_at=token.created_at,
                expires_at=token.expires_at,
                revoked_at=token.revoked_at,
            )
        )

    def by_secret_hash(self, secret_hash: str) -> tuple[ApiToken, Person] | None:
        """The token of that secret and in whose name it writes."""
        asked = (
            select(TOKENS, PEOPLE.c.name.label("person_name"), PEOPLE.c.email, PEOPLE.c.role, _PERSON[-1])
            .join(PEOPLE, PEOPLE.c.id == TOKENS.c.person)
            .where(TOKENS.c.secret_hash == secret_hash, _ACTIVE)
        )
        row = self._connection.execute(asked).one_or_none()
        if row is None:
            return None
        return _token(row), _person(row.person, row.person_name, row.email, row.role, row.joined_at)

    def of(self, person_id: str) -> tuple[ApiToken, ...]:
        """One person's, the latest first."""
        order = (TOKENS.c.created_at.desc(), TOKENS.c.id)
        asked = select(TOKENS).where(TOKENS.c.person == person_id).order_by(*order)
        return tuple(_token(row) for row in self._connection.execute(asked))

    def revoke(self, token_id: str, person_id: str, at: datetime) -> bool:
        """Withdraw one of the person's tokens; False if they have no such open token."""
        theirs = (TOKENS.c.id == token_id, TOKENS.c.person == person_id, TOKENS.c.revoked_at.is_(None))
        return self._connection.execute(update(TOKENS).where(*theirs).values(revoked_at=at)).rowcount == 1


def _token(row: Row) -> ApiToken:
    return ApiToken(row.id, row.secret_hash, row.person, row.name, row.created_at, row.expires_at, row.revoked_at)


def accounts(connection: Connection) -> int:
    """How many accounts there are."""
    return connection.scalar(select(func.count()).select_from(PEOPLE).where(_ACTIVE)) or 0
