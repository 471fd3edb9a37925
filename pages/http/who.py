"""Who asks: the person signed in at this browser, or in whose name a program writes."""

import time
from datetime import UTC, datetime, timedelta

from flask import Flask, current_app, g, request, session
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user

from data.current import unit_of_work
from domain_model.people import Person, SignIn, hash_of
from domain_model.use_cases.sign_in import NewSignIn, find_sign_in

IDLE_MINUTES = "SESSION_IDLE_MINUTES"
LONGEST_HOURS = "SESSION_HOURS"
STATUS_PATH = "/session"
"""What the page asks how long the session lasts: asking does not make it longer."""

_SEEN = "seen"
_REFRESH_SECONDS = 30
_ENDED = "session_ended"


class SignedIn(UserMixin):
    """What Flask-Login keeps of a person who is signed in: the secret of the sign-in, never the person's id."""

    def __init__(self, secret: str, sign_in: SignIn, person: Person) -> None:
        self.secret = secret
        self.sign_in = sign_in
        self.person = person

    def get_id(self) -> str:
        """What the cookie holds, signed."""
        return self.secret


def now() -> datetime:
    """The time of this request."""
    return datetime.now(UTC)


def know_people(server: Flask) -> None:
    """Set up who asks, on every request of `server`."""
    manager = LoginManager()
    # Networks change under a phone, so a session is not tied to one; the sign-in itself can be ended at any time.
    manager.session_protection = None  # pyright: ignore[reportAttributeAccessIssue] - its own documentation says None
    manager.user_loader(_load)
    manager.init_app(server)
    server.before_request(_end_idle_session)


def current_person() -> Person | None:
    """Whoever asks; None for nobody that we know."""
    token_person: Person | None = _by_token()
    if token_person is not None:
        return token_person
    if not session.get("_user_id") or _is_idle():
        return None
    return current_user.person if current_user.is_authenticated else None


def signed_in_person() -> Person:
    """Whoever asks, behind an address that is open to people with an account only.

    Raises:
        RuntimeError: if the address was open to others.
    """
    person = current_person()
    if person is None:
        raise RuntimeError("this view has to be marked with @allow(...)")
    return person


def current_sign_in() -> SignIn | None:
    """The sign-in at this browser."""
    return current_user.sign_in if current_person() and current_user.is_authenticated else None


def is_by_token() -> bool:
    """Whether a program asks with a token that is accepted: it has no cookie that another site could use."""
    return _by_token() is not None


def _by_token() -> Person | None:
    if not request.path.startswith("/api/"):
        return None
    if "token_person" not in g:
        g.token_person = _find_token(request.headers.get("Authorization", ""))
    return g.token_person


def _find_token(header: str) -> Person | None:
    kind, _space, secret = header.partition(" ")
    if kind.casefold() != "bearer" or not secret:
        return None
    with unit_of_work() as work:
        found = work.tokens.by_secret_hash(hash_of(secret.strip()))
    return found[1] if found and found[0].is_open(now()) else None


def begin_session(new: NewSignIn) -> None:
    """Keep in the browser that the person is signed in; what another visitor left there is dropped."""
    session.clear()
    session[_SEEN] = int(time.time())
    login_user(SignedIn(new.secret, new.sign_in, new.person))


def end_session() -> None:
    """Forget in the browser who was signed in."""
    logout_user()
    session.clear()


def seconds_left() -> int:
    """How many seconds the session lasts if nothing more is done; 0 where nobody is signed in."""
    sign_in = current_sign_in()
    if sign_in is None:
        return 0
    idle = session.get(_SEEN, 0) + _idle_seconds() - time.time()
    return max(0, int(min(idle, (sign_in.expires_at - now()).total_seconds())))


def longest_session() -> timedelta:
    """After which time everybody has to sign in again, whatever they do."""
    return timedelta(hours=current_app.config.get(LONGEST_HOURS, 12))


def _idle_seconds() -> int:
    return int(current_app.config.get(IDLE_MINUTES, 60)) * 60


def _is_idle() -> bool:
    return time.time() - session.get(_SEEN, 0) > _idle_seconds()


def _end_idle_session() -> None:
    """End a session in which nothing happened for too long; otherwise note that something did."""
    if not session.get("_user_id"):
        return
    if _is_idle():
        end_session()
    elif request.path != STATUS_PATH and time.time() - session[_SEEN] > _REFRESH_SECONDS:
        session[_SEEN] = int(time.time())


def _load(secret: str) -> SignedIn | None:
    with unit_of_work() as work:
        found = find_sign_in(work, secret, now())
    return SignedIn(secret, *found) if found else None
