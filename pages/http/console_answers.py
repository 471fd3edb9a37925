"""What the console of a workshop answers with: the page or its panel, drawn as the workshop stands."""

from ipaddress import ip_address
from urllib.parse import urlsplit

from flask import Response, request

from components.console_page import console_panel
from components.console_parts import Console, Draft, Sight
from data.current import current_store, unit_of_work
from domain_model.use_cases.count_votes import is_to_be_counted
from domain_model.use_cases.describe_workshop import ConsoleView, describe_workshop
from pages.http.addresses import public_address
from pages.http.forms import hidden_fields
from pages.http.live_stream import count_votes
from pages.http.phone_answers import area_name
from pages.http.plain_pages import answer_page
from pages.http.said import take_said
from pages.http.times import milliseconds
from pages.http.who import now
from pages.http.workshop_access import facilitator

SCRIPTS = ("workshop/console.js",)
HELP = "workshop_console"


def answer_console(workshop: str, draft: Draft | None = None) -> Response:
    """The page of the console; with a draft, of what could not be taken."""
    view = _view(workshop)
    drawn = console_panel(_console(view, draft), milliseconds)
    return answer_page(view.state.plan.title, drawn, status=422 if draft else 200, scripts=SCRIPTS, help_page=HELP)


def answer_panel(workshop: str) -> Response:
    """All of the console but its heading, for the script that replaces it."""
    drawn = console_panel(_console(_view(workshop), messages=tuple(take_said())), milliseconds)
    answer = Response(drawn, mimetype="text/html")
    answer.headers["Cache-Control"] = "no-store"
    return answer


def sight() -> Sight:
    """What of the console is looked at, as the address says."""
    asked = request.args
    ideas = asked.get("ideas", "")
    page = asked.get("page", "1")
    return Sight(
        ideas=ideas if ideas in ("waiting", "hidden") else "",
        page=max(1, int(page)) if page.isascii() and page.isdecimal() and len(page) < 5 else 1,
        whole_record=asked.get("record") == "all",
    )


def is_loopback(address: str) -> bool:
    """Whether only this machine itself can open an address."""
    host = urlsplit(address).hostname or ""
    try:
        return ip_address(host).is_loopback or ip_address(host).is_unspecified
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def _view(workshop: str) -> ConsoleView:
    """How the workshop stands for whoever asks; a round whose time is over is counted on the way."""
    moment = now()
    with unit_of_work() as work:
        who = facilitator(work, workshop)
        if not is_to_be_counted(work.workshops.state(workshop), moment):
            return describe_workshop(work, who, moment)
    count_votes(current_store(), workshop, moment)
    with unit_of_work() as work:
        return describe_workshop(work, who, moment)


def _console(view: ConsoleView, draft: Draft | None = None, messages: tuple[str, ...] = ()) -> Console:
    with unit_of_work() as work:
        dataset = work.datasets.current()
    address = public_address()
    return Console(
        view=view,
        area=area_name(dataset, view.state.plan.area),
        address=address,
        hidden=hidden_fields,
        is_unreachable=is_loopback(address),
        sight=sight(),
        draft=draft,
        messages=messages,
    )
