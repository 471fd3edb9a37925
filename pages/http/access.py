"""Who may ask for what: every address says what it needs, and one gate asks for it before anything else happens."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import urlsplit

from flask import Flask, Response, current_app, redirect, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError, CSRFProtect

from domain_model.people import PERMISSIONS, NotAllowedError
from domain_model.people_vocabulary import AuditAction, Permission, Role
from pages.http.addresses import PUBLIC_URL, sign_in_address
from pages.http.api_problems import ApiProblemError
from pages.http.plain_pages import answer_page, paragraph
from pages.http.refusals import asked_for, record_refusal
from pages.http.who import current_person, is_by_token

View = TypeVar("View", bound=Callable[..., Any])
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
VIEWING = "VIEWING"
"""The setting, of the environment and of the server: `open` to everybody, or `closed` to all who have no account."""

EVERYBODY = "everybody"
"""What an address needs that is open even where viewing is closed."""

_NEEDS = "access_needs"
_NO_FORM_TOKEN = "access_without_form_token"
_OF_DASH: dict[str, str] = {
    "static": EVERYBODY,
    "_dash_assets.static": EVERYBODY,
    "/_dash-component-suites/<string:package_name>/<path:fingerprinted_path>": EVERYBODY,
    "/_favicon.ico": EVERYBODY,
    "/_reload-hash": EVERYBODY,
    "/_dash-layout": Permission.VIEW,
    "/_dash-dependencies": Permission.VIEW,
    "/_dash-update-component": Permission.VIEW,
    "/": Permission.VIEW,
    "/<path:path>": Permission.VIEW,
}
"""Dash's own addresses. Its callbacks are POST requests that only read: docs/adr/0010-who-may-write.md."""

_OF_BLUEPRINTS: dict[str, str] = {"api": Permission.VIEW}
"""What every view of a blueprint needs that does not say anything else itself."""

_NEVER_IN_PATHS = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_NEVER_ASKED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
READS_BY_POST = frozenset({"/_dash-update-component"})
csrf = CSRFProtect()


def allow(permission: Permission) -> Callable[[View], View]:
    """Mark a view as open to people whose role allows this."""

    def mark(view: View) -> View:
        setattr(view, _NEEDS, permission)
        return view

    return mark


def open_to_all(view: View) -> View:
    """Mark a view as open even where viewing is closed."""
    setattr(view, _NEEDS, EVERYBODY)
    return view


def without_form_token(view: View) -> View:
    """Mark a view that takes what people without an account send: there is no session whose token it could carry.

    A cookie of its own says who they are; it is not sent from pages of other sites (SameSite), and the gate refuses
    what a browser says comes from there.
    """
    setattr(view, _NO_FORM_TOKEN, True)
    return view


def need_of(server: Flask, endpoint: str) -> str | None:
    """What the endpoint needs: a permission or `EVERYBODY`; None if nobody said."""
    said = getattr(server.view_functions[endpoint], _NEEDS, None)
    return said or _OF_DASH.get(endpoint) or _OF_BLUEPRINTS.get(endpoint.rpartition(".")[0])


@dataclass(frozen=True, slots=True)
class AccessRow:
    """One method of one address: what it needs and which roles have it; `anonymous` means nobody signed in."""

    rule: str
    method: str
    endpoint: str
    needs: str
    anonymous: bool
    roles: frozenset[Role]


def access_rows(server: Flask) -> Iterator[AccessRow]:
    """Every method of every address with who may ask for it, where viewing is open; the whole table.

    Raises:
        RuntimeError: if an address does not say what it needs.
    """
    for rule in sorted(server.url_map.iter_rules(), key=lambda one: (one.rule, one.endpoint)):
        needs = need_of(server, rule.endpoint)
        if needs is None:
            raise RuntimeError(f"{rule.rule} ({rule.endpoint}) does not say who may ask for it: @allow or @open_to_all")
        is_open = needs in (EVERYBODY, Permission.VIEW)
        roles = frozenset(Role) if is_open else frozenset(r for r in Role if needs in PERMISSIONS[r])
        for method in sorted((rule.methods or set()) - {"OPTIONS", "HEAD"}):
            yield AccessRow(rule.rule, method, rule.endpoint, needs, is_open, roles)


def guard(server: Flask) -> None:
    """Put the gate before every address of `server`; to be called after all of them are known.

    Raises:
        RuntimeError: if an address does not say what it needs.
    """
    for _row in access_rows(server):
        pass
    server.config["WTF_CSRF_CHECK_DEFAULT"] = False  # the gate asks for it, so that all refusals are one place
    csrf.init_app(server)
    server.register_error_handler(CSRFError, _refuse_form)
    server.register_error_handler(NotAllowedError, _refuse_role)
    server.before_request_funcs.setdefault(None, []).insert(0, _gate)


def _gate() -> ResponseReturnValue | None:
    if _holds_control_characters():
        return answer_refusal(404, "No such page", "There is nothing at this address: it holds characters of no text.")
    is_write = request.method not in SAFE
    if is_write and not _is_from_here():
        record_refusal(AuditAction.FORM_SENT, asked_for(), f"sent from another site: {request.origin or 'not named'}")
        return answer_refusal(403, "Not from this site", "This was sent from a page of another site, and was not done.")
    endpoint = request.endpoint
    needs = need_of(current_app, endpoint) if endpoint else Permission.VIEW
    refused = _check_need(needs)
    if refused is None and is_write and endpoint not in READS_BY_POST and not _needs_no_form_token(endpoint):
        csrf.protect()
    return refused


def _needs_no_form_token(endpoint: str | None) -> bool:
    view = current_app.view_functions.get(endpoint) if endpoint else None
    return getattr(view, _NO_FORM_TOKEN, False) or is_by_token()


def _check_need(needs: str | None) -> ResponseReturnValue | None:
    """None where the need is met, else the answer that asks to sign in.

    Raises:
        NotAllowedError: for a person whose role does not do.
    """
    if needs == EVERYBODY:
        return None
    if needs == Permission.VIEW and current_app.config.get(VIEWING, "open") == "open":
        return None
    permission = Permission(needs) if needs else Permission.MANAGE_PEOPLE
    person = current_person()
    if person is None:
        return _ask_to_sign_in()
    person.check(permission)
    return None


def _ask_to_sign_in() -> ResponseReturnValue:
    wants_page = request.method in SAFE and not request.path.startswith(("/api/", "/_dash"))
    if wants_page:
        return redirect(sign_in_address(request.full_path.rstrip("?")), 303)
    record_refusal(AuditAction.PAGE_ASKED_FOR, f"{request.method} {asked_for()}", "not signed in")
    return answer_refusal(
        401, "Sign in first", "You are not signed in, or your time ran out. Nothing was changed; sign in and try again."
    )


def _refuse_role(error: NotAllowedError) -> ResponseReturnValue:
    record_refusal(AuditAction.PAGE_ASKED_FOR, f"{request.method} {asked_for()}", str(error))
    return answer_refusal(403, "Not allowed", str(error))


def _refuse_form(error: CSRFError) -> ResponseReturnValue:
    record_refusal(AuditAction.FORM_SENT, asked_for(), f"without a valid token: {error.description}")
    words = (
        "This form was too old, or it did not come from a page of this site. Nothing was changed. "
        "Go back, load the page again and send it once more."
    )
    return answer_refusal(403, "The form could not be taken", words)


def answer_refusal(status: int, title: str, words: str) -> Response:
    """A refusal as what was asked for: a problem document under /api, else a page."""
    if request.path.startswith("/api/"):
        return ApiProblemError(status, words).response()
    return answer_page(title, paragraph(words), status=status)


def _holds_control_characters() -> bool:
    """Whether the address holds what no database takes and nobody types; lines may be broken in what is asked."""
    asked = "".join(word for pair in request.args.items(multi=True) for word in pair)
    return bool(_NEVER_IN_PATHS.search(request.path) or _NEVER_ASKED.search(asked))


def _is_from_here() -> bool:
    """Whether a browser says that a page of this site sent the request; programs say nothing.

    Asked with both headers that browsers send: Fetch Metadata and Origin.
    """
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in {"same-origin", "none"}:
        return False
    origin = request.headers.get("Origin")
    if origin is None:
        return True
    ours = {urlsplit(request.host_url).netloc}
    public = current_app.config.get(PUBLIC_URL)
    if public:
        ours.add(urlsplit(public).netloc)
    return urlsplit(origin).netloc in ours
