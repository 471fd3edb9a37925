"""What a facilitator does with votes from the console: open, end, reveal, ask again; and the measured gap."""

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from components.console_rounds import open_key
from domain_model.ports import UnitOfWork
from domain_model.use_cases.run_workshop import Facilitator, open_ranking, open_scoring
from domain_model.use_cases.steer_workshop import checked_question, seconds_of, vote_again
from domain_model.workshop.events import FactsShown, RoundReopened, RoundRevealed, VotingEnded
from pages.http.access import open_to_all
from pages.http.console_forms import OLD_PAGE, do, event, field, number
from pages.http.who import now

workshop_votes = Blueprint("votes", __name__)


@workshop_votes.post("/workshops/<workshop>/facts")
@open_to_all
def show_facts(workshop: str) -> ResponseReturnValue:
    """Show the measured gap to the room, or take it away."""
    return do(workshop, "votes", event(lambda: FactsShown(field("shown") == "yes")))


@workshop_votes.post("/workshops/<workshop>/votes/open")
@open_to_all
def open_vote(workshop: str) -> ResponseReturnValue:
    """Open a ranking, or a scoring of the cells or of what is in play."""
    what = field("what")
    is_typed = "question" in request.form

    def begin(work: UnitOfWork, who: Facilitator) -> None:
        question, seconds = checked_question(field("question")), seconds_of(field("minutes"))
        if what == "rank":
            open_ranking(work, who, now(), seconds=seconds, question=question)
        elif what in ("cells", "items"):
            open_scoring(work, who, now(), of_items=what == "items", seconds=seconds, question=question)
        else:
            raise ValueError(OLD_PAGE)

    return do(workshop, "stage", begin, typed_into=open_key(what) if is_typed else "", name="question")


@workshop_votes.post("/workshops/<workshop>/votes/end")
@open_to_all
def end_vote(workshop: str) -> ResponseReturnValue:
    """End the voting."""
    return do(workshop, "stage", event(lambda: VotingEnded(number("round"))))


@workshop_votes.post("/workshops/<workshop>/votes/reveal")
@open_to_all
def reveal(workshop: str) -> ResponseReturnValue:
    """Show the results of a round."""
    return do(workshop, "stage", event(lambda: RoundRevealed(number("round"))))


@workshop_votes.post("/workshops/<workshop>/votes/again")
@open_to_all
def ask_again(workshop: str) -> ResponseReturnValue:
    """Open a new round that asks the same."""

    def begin(work: UnitOfWork, who: Facilitator) -> None:
        vote_again(work, who, number("round"), now(), seconds_of(field("minutes")))

    return do(workshop, "stage", begin, typed_into=f"again-{field('round')}", name="minutes")


@workshop_votes.post("/workshops/<workshop>/votes/reopen")
@open_to_all
def reopen_vote(workshop: str) -> ResponseReturnValue:
    """Take ballots in a counted round again."""
    reopened = event(lambda: RoundReopened(number("round"), seconds_of(field("minutes")) or 0))
    return do(workshop, "stage", reopened, typed_into=f"reopen-{field('round')}", name="minutes")
