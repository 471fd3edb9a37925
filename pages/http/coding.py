"""Coding rounds: the list, an open round and a closed one, taking part and closing."""

from flask import Blueprint, Response, redirect
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from components.coding_rounds import closing_form, open_round, rounds_list
from components.evidence_tabs import evidence_tabs_markup
from data.current import unit_of_work, writing_unit_of_work
from domain_model.coding import ClosedRoundError, OpenRoundError
from domain_model.people_vocabulary import Permission
from domain_model.ports.contributions import ChangedMeanwhileError
from domain_model.use_cases.code_statements import (
    NoSuchRoundError,
    NotTakingPartError,
    close_round,
    join_round,
    may_close,
    read_progress,
    read_round,
)
from pages.http.access import allow
from pages.http.coding_agreed import coding_agreed
from pages.http.coding_new import coding_new
from pages.http.coding_results import closed_page, coding_results
from pages.http.coding_statements import coding_statements
from pages.http.forms import hidden_fields, say, take_form
from pages.http.plain_pages import answer_page, paragraph
from pages.http.who import current_person, now, signed_in_person

coding = Blueprint("coding", __name__)
for part in (coding_new, coding_statements, coding_results, coding_agreed):
    coding.register_blueprint(part)

TABS = evidence_tabs_markup("/coding")


@coding.get("/coding")
@allow(Permission.VIEW)
def listing() -> Response:
    """All rounds that the reader may look at."""
    reader = current_person()
    with unit_of_work() as work:
        rounds = work.coding.rounds()
        joined_in = frozenset(one.round for one in work.coding.rounds_joined(reader.id)) if reader else frozenset()
        names = work.people.names() if reader else {}
    return answer_page("Agree on codings", TABS, rounds_list(rounds, joined_in, reader, names), help_page="coding")


@coding.get("/coding/<round_id>")
@allow(Permission.VIEW)
def one(round_id: str) -> Response:
    """A round: how far its coders are while it is open, how far they agree once it is closed."""
    reader = current_person()
    with unit_of_work() as work:
        found = read_round(work, round_id)
        progress = read_progress(work, found)
        names = work.people.names() if reader else {}
        closing = may_close(work, reader, found)
    if found.is_closed:
        return closed_page(found, reader, TABS)
    content = open_round(found, progress, reader, names, hidden_fields, may_close=closing)
    return answer_page(found.title, TABS, content, help_page="coding_round")


@coding.post("/coding/<round_id>/join")
@allow(Permission.CODE_STATEMENTS)
def join(round_id: str) -> ResponseReturnValue:
    """Take part."""
    with writing_unit_of_work() as work:
        take_form(work)
        join_round(work, signed_in_person(), round_id, now())
        work.commit()
    return redirect(f"/coding/{round_id}/statements/next", 303)


@coding.get("/coding/<round_id>/close")
@allow(Permission.CODE_STATEMENTS)
def ask_close(round_id: str) -> ResponseReturnValue:
    """What closing means; whoever may not close is led back to the round."""
    with unit_of_work() as work:
        found = read_round(work, round_id)
        if not may_close(work, signed_in_person(), found):
            say("The round is closed." if found.is_closed else "Only whoever made a coding round can close it.")
            return redirect(f"/coding/{round_id}", 303)
        progress = read_progress(work, found)
    return answer_page(f"Close the round: {found.title}", TABS, closing_form(found, progress, hidden_fields))


@coding.post("/coding/<round_id>/close")
@allow(Permission.CODE_STATEMENTS)
def close(round_id: str) -> ResponseReturnValue:
    """Close for good."""
    with writing_unit_of_work() as work:
        take_form(work)
        close_round(work, signed_in_person(), round_id, now())
        work.commit()
    say("The round is closed. Here is how far its coders agree.")
    return redirect(f"/coding/{round_id}", 303)


@coding.errorhandler(NoSuchRoundError)
def no_such_round(_error: NoSuchRoundError) -> Response:
    """Say that there is no such round."""
    words = "There is no such coding round, or no such statement in it."
    return answer_page("No such coding round", paragraph(words), _to_rounds(), status=404)


@coding.errorhandler(NotTakingPartError)
def not_taking_part(error: NotTakingPartError) -> ResponseReturnValue:
    """Lead to the page on which one can take part."""
    say("Take part in the round first.")
    return redirect(f"/coding/{error}", 303)


@coding.errorhandler(ClosedRoundError)
def closed(error: ClosedRoundError) -> ResponseReturnValue:
    """Lead to the results."""
    say("The round is closed: nothing is placed in it any more, and nothing was kept.")
    return redirect(f"/coding/{error}", 303)


@coding.errorhandler(OpenRoundError)
def still_open(_error: OpenRoundError) -> Response:
    """Say that there is nothing to see yet."""
    words = "This round is still open. What was placed is told to nobody until whoever made it has closed it."
    return answer_page("The round is still open", paragraph(words), _to_rounds(), status=409)


@coding.errorhandler(ChangedMeanwhileError)
def changed_meanwhile(_error: ChangedMeanwhileError) -> Response:
    """Say that the person did something else meanwhile, or somebody else did."""
    words = "This was changed meanwhile, in another window or by somebody else. Nothing was kept: load the page again."
    return answer_page("Changed meanwhile", paragraph(words), _to_rounds(), status=409)


def _to_rounds() -> Markup:
    return Markup('<p><a href="/coding">All coding rounds</a></p>')
