"""The facilitator's console: one page for running a workshop, its panel for scripts, and links that open it."""

from flask import Blueprint, Response, redirect, session
from flask.typing import ResponseReturnValue

from components.console_links import LINK_TITLES, link_page
from components.markup import tag
from data.current import unit_of_work
from domain_model.people import hash_of
from domain_model.use_cases.run_workshop import NoSuchWorkshopError
from domain_model.workshop_vocabulary import LinkKind
from pages.http import live_stream
from pages.http.access import open_to_all
from pages.http.addresses import public_address
from pages.http.console_answers import answer_console, answer_panel
from pages.http.console_forms import MADE_LINK
from pages.http.plain_pages import answer_page, paragraph
from pages.http.workshop_access import answer_no_workshop, facilitator, keep_link
from pages.http.workshop_actions import workshop_actions
from pages.http.workshop_items import workshop_items
from pages.http.workshop_votes import workshop_votes

workshop_console = Blueprint("workshop_console", __name__)
workshop_console.register_error_handler(NoSuchWorkshopError, answer_no_workshop)
for actions in (workshop_actions, workshop_votes, workshop_items):
    workshop_console.register_blueprint(actions)


@workshop_console.get("/workshops/<workshop>")
@open_to_all
def page(workshop: str) -> Response:
    """The console."""
    return answer_console(workshop)


@workshop_console.get("/workshops/<workshop>/panel")
@open_to_all
def panel(workshop: str) -> Response:
    """All of the console but its heading, for the script that replaces it."""
    return answer_panel(workshop)


@workshop_console.get("/workshops/<workshop>/stream")
@open_to_all
def stream(workshop: str) -> Response:
    """The pulse of the workshop whenever it changes."""
    _check(workshop)
    return live_stream.stream(workshop)


@workshop_console.get("/workshops/<workshop>/pulse")
@open_to_all
def pulse(workshop: str) -> Response:
    """The pulse of the workshop."""
    _check(workshop)
    return live_stream.pulse(workshop)


@workshop_console.get("/f/<secret>")
@open_to_all
def enter(secret: str) -> ResponseReturnValue:
    """Open the console for whoever has a facilitator's link."""
    with unit_of_work() as work:
        link = work.workshops.link(hash_of(secret))
    if link is None or link.kind is not LinkKind.FACILITATOR or link.revoked_at:
        raise NoSuchWorkshopError
    return keep_link(redirect(f"/workshops/{link.workshop}", 303), secret)


@workshop_console.get("/workshops/<workshop>/link")
@open_to_all
def show_link(workshop: str) -> Response:
    """The link that was made last at this browser, once."""
    _check(workshop)
    made = session.pop(MADE_LINK, None)
    back = f"/workshops/{workshop}#people"
    if made is None or made["workshop"] != workshop:
        words = "This link was shown already. Nobody can read it again: make another one on the console."
        onward = tag("p", tag("a", "Back to the console", href=back))
        return answer_page("The link was shown", paragraph(words), onward, status=410)
    kind = LinkKind(made["kind"])
    place = "p" if kind is LinkKind.PROJECTOR else "f"
    drawn = link_page(kind, f"{public_address()}/{place}/{made['secret']}", back)
    return answer_page(LINK_TITLES[kind], drawn, scripts=("help.js",))


def _check(workshop: str) -> None:
    """Do nothing for whoever may run the workshop.

    Raises:
        NoSuchWorkshopError: for everybody else.
    """
    with unit_of_work() as work:
        facilitator(work, workshop)
