"""Who asks: the person signed in at this browser, or in whose name a program writes."""

import time
from datetime import UTC, datetime, timedelta

from flask import Flask, Request, Response, current_app, g, request, session
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface, SessionMixin
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user
from limits import parse

from data.current import current_store, unit_of_work
from domain_model.people import Person, SignIn, hash_of
from domain_model.use_cases.sign_in import NewSignIn, find_sign_in

IDLE_MINUTES = "SESSION_IDLE_MINUTES"
LONGEST_HOURS = "SESSION_HOURS"
STATUS_PATH = "/session"
"""What the page asks how long the session lasts: asking does not make it longer."""

WRONG_TOKENS = parse("30 per 15 minutes")
"""Tokens that are not accepted, from one network address; then no more is said of them until the time is over."""

_API = "/api/"
_FILES = ("/assets/", "/_dash-component-suites/")
_OF_PHONES = ("/w/", "/j/")
"""What people ask for who take part in a workshop; a cookie of its own says who they are, if anything does."""

_ADDRESSES_FOR_EVERYBODY = frozenset({"/_favicon.ico", "/health"})
"""Addresses that answer the same whoever asks: there is no session, so none is read, made longer or sent along."""

_READING = frozenset({"GET", "HEAD", "OPTIONS"})
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


class RefusedTokenError(Exception):
    """A program sent no token where it takes one, or one that is not accepted; the message says which.

    `is_sent` says whether there was one; `wait` is in how many seconds the next one is looked at, 0 for at once.
    """

    def __init__(self, detail: str, *, is_sent: bool = True, wait: int = 0) -> None:
        super().__init__(detail)
        self.is_sent = is_sent
        self.wait = wait


class _Sessions(SecureCookieSessionInterface):
    """Sessions in cookies; an answer of the API to a program that has none is the same without one."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """The session of the cookie; an empty one for what is the same for everybody, and may be kept by caches."""
        return self.session_class() if _is_for_everybody(request.path) else super().open_session(app, request)

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Keep the session, unless nothing there reads or begins one: in a file, or for a program without one."""
        if _is_for_everybody(request.path):
            return
        if not request.path.startswith(_API) or self.get_cookie_name(app) in request.cookies:
            super().save_session(app, session, response)


def _is_for_everybody(path: str) -> bool:
    return path in _ADDRESSES_FOR_EVERYBODY or path.startswith((*_FILES, *_OF_PHONES))


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
    server.session_interface = _Sessions()
    server.before_request(_end_idle_session)


def current_person() -> Person | None:
    """Whoever asks; None for nobody that we know.

    Raises:
        RefusedTokenError: once a request, for a token of the API that is not accepted, and where a program
            writes there without one: a cookie does not do for that.
    """
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
    """Whether a program asks with a token that is accepted: it has no cookie that another site could use.

    Raises:
        RefusedTokenError: once a request, as `current_person` does.
    """
    return _by_token() is not None


def _by_token() -> Person | None:
    if not request.path.startswith(_API):
        return None
    if "token_person" not in g:
        g.token_person = None  # for whoever asks again to answer and record the refusal
        g.token_person = _find_token(request.headers.get("Authorization", ""))
    return g.token_person


def _find_token(header: str) -> Person | None:
    kind, _space, secret = header.partition(" ")
    if kind.casefold() != "bearer":
        if request.method in _READING:
            return None
        raise RefusedTokenError("writing takes a token: send the header 'Authorization: Bearer ...'", is_sent=False)
    with unit_of_work() as work:
        found = work.tokens.by_secret_hash(hash_of(secret.strip()))
    if found and found[0].is_open(now()):  # whatever others behind the same network address have tried
        return found[1]
    attempts, who = current_store().attempts, ("tokens", request.remote_addr or "")
    if not attempts.may(WRONG_TOKENS, *who):
        raise RefusedTokenError("too many tokens that are not accepted", wait=attempts.wait(WRONG_TOKENS, *who))
    attempts.count(WRONG_TOKENS, *who)
    ended = "unknown" if not found else "withdrawn" if found[0].revoked_at else "too old"
    raise RefusedTokenError(f"this token is {ended}; make another one on the page of your account")


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
    return max(0, int(min(idle, seconds_left_at_most())))


def seconds_left_at_most() -> int:
    """How many seconds the session lasts whatever is done; 0 where nobody is signed in."""
    sign_in = current_sign_in()
    return max(0, int((sign_in.expires_at - now()).total_seconds())) if sign_in else 0


def warning_seconds() -> int:
    """How long before the end of a session people are warned: five minutes, less where sessions are short."""
    return min(5 * 60, _idle_seconds() // 4)


def go_on() -> None:
    """Count the idle time from now, because somebody asked for it."""
    session[_SEEN] = int(time.time())


def take_end() -> bool:
    """Whether a session at this browser ended without anybody signing out; told once."""
    ended = bool(session.pop(_ENDED, False))
    if session.get("_user_id") and current_person() is None:  # ended elsewhere, or at its longest
        end_session()
        return True
    return ended


def longest_session() -> timedelta:
    """After which time everybody has to sign in again, whatever they do."""
    return timedelta(hours=current_app.config.get(LONGEST_HOURS, 12))


def _idle_seconds() -> int:
    return int(current_app.config.get(IDLE_MINUTES, 60) * 60)


def _is_idle() -> bool:
    return time.time() - session.get(_SEEN, 0) > _idle_seconds()


def _end_idle_session() -> None:
    """End a session in which nothing happened for too long; otherwise note that something did."""
    if not session.get("_user_id"):
        return
    if _is_idle():
        end_session()
        session[_ENDED] = True
    elif request.path != STATUS_PATH and time.time() - session[_SEEN] > _REFRESH_SECONDS:
        session[_SEEN] = int(time.time())


def _load(secret: str) -> SignedIn | None:
    with unit_of_work() as work:
        found = find_sign_in(work, secret, now())
    return SignedIn(secret, *found) if found else None
