"""The projector's page of a workshop, opened by a secret link: what the room sees, and when to draw it anew."""

from urllib.parse import urlsplit

from flask import Blueprint, Response

from components.projector_page import PROJECTOR_SCRIPT, PROJECTOR_STYLES, no_such_screen, projector_page
from components.projector_panel import JoinWords
from components.projector_screen import screen as draw_screen
from data.current import unit_of_work
from domain_model.people import hash_of
from domain_model.ports import UnitOfWork
from domain_model.use_cases.watch_workshop import RoomView, watch
from domain_model.workshop_vocabulary import LinkKind
from pages.http.access import open_to_all
from pages.http.addresses import public_address
from pages.http.live_stream import pulse as answer_pulse
from pages.http.live_stream import stream as answer_stream
from pages.http.plain_pages import asset_address
from pages.http.who import now

projector = Blueprint("projector", __name__)


class NoSuchScreenError(LookupError):
    """No link that opens a projector's page has that secret, or it was withdrawn."""


@projector.errorhandler(NoSuchScreenError)
def answer_no_such_screen(_error: NoSuchScreenError) -> Response:
    """Say it in the same words whichever it is."""
    return _unkept(Response(no_such_screen(styles=_styles()), 404, mimetype="text/html"))


@projector.get("/p/<secret>")
@open_to_all
def page(secret: str) -> Response:
    """The whole page."""
    view = _view(secret)
    drawn = draw_screen(view, _join_words(view))
    text = projector_page(view.title, drawn, styles=_styles(), script=asset_address(PROJECTOR_SCRIPT))
    return _unkept(Response(text, mimetype="text/html"))


@projector.get("/p/<secret>/screen")
@open_to_all
def screen(secret: str) -> Response:
    """What the page shows, to be put in place of what it showed before."""
    view = _view(secret)
    return _unkept(Response(draw_screen(view, _join_words(view)), mimetype="text/html"))


@projector.get("/p/<secret>/stream")
@open_to_all
def stream(secret: str) -> Response:
    """When to draw anew, and how many are done, as server-sent events."""
    return _unkept(answer_stream(_workshop(secret)))


@projector.get("/p/<secret>/pulse")
@open_to_all
def pulse(secret: str) -> Response:
    """The same as one answer, for where no stream is served."""
    return _unkept(answer_pulse(_workshop(secret)))


def _workshop(secret: str) -> str:
    with unit_of_work() as work:
        return _workshop_of(work, secret)


def _view(secret: str) -> RoomView:
    with unit_of_work() as work:
        return watch(work, _workshop_of(work, secret), now())


def _workshop_of(work: UnitOfWork, secret: str) -> str:
    """The workshop that the secret shows on a projector.

    Raises:
        NoSuchScreenError: if it shows none, or not any more.
    """
    link = work.workshops.link(hash_of(secret))
    if link is None or link.kind is not LinkKind.PROJECTOR or link.revoked_at is not None:
        raise NoSuchScreenError
    return link.workshop


def _join_words(view: RoomView) -> JoinWords:
    public = public_address()
    return JoinWords(f"{public}/j/{view.join_code}", f"{urlsplit(public).netloc}/join")


def _styles() -> list[str]:
    return [asset_address(name) for name in PROJECTOR_STYLES]


def _unkept(found: Response) -> Response:
    """An answer that no cache keeps, and whose secret address no other page is told."""
    found.headers["Cache-Control"] = "no-store"
    found.headers["Referrer-Policy"] = "no-referrer"
    return found
