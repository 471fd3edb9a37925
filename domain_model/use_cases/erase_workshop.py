"""Erase a workshop's ballots, ideas and people: by hand, or once their time is over; what was published stays.

Ideas that were never read out are gone. The text of an idea that was read out has become an item of the workshop, with
the same words in its log, and the log stays: with the wordings that came later, and also where the reading was undone
or the item was hidden, merged or never voted on. Reports, files and screens show none of what was hidden; whoever runs
the workshop can read it in its history.
"""

from datetime import datetime

from domain_model.people import NotAllowedError, new_id
from domain_model.people_vocabulary import AuditAction
from domain_model.ports import UnitOfWork
from domain_model.use_cases.count_votes import count_if_over
from domain_model.use_cases.run_workshop import BY_LINK, record
from domain_model.workshop.events import Closed, Erased, VotingEnded
from domain_model.workshop.records import BALLOTS_KEPT_FOR, Receipt, Workshop
from domain_model.workshop.rounds import GRACE, SETTLING
from domain_model.workshop.state import OutOfOrderError

EVERYBODY = "everybody who took part"
ALL_BUT_RETURNING = "everybody who took part without a return code"


def check_may_erase(actor: str) -> None:
    """Do nothing for whoever may erase a workshop that they run, by what its log calls them.

    Raises:
        NotAllowedError: for those who came by a facilitator's link: links are passed on, and an erasure is for good.
    """
    if actor.startswith(BY_LINK):
        raise NotAllowedError("Only whoever made the workshop can erase it.")


def erase_workshop(
    work: UnitOfWork, actor: str, workshop: Workshop, now: datetime, *, keep_returning: bool = True
) -> Receipt:
    """Remove ballots, ideas and participants, and close the workshop for good.

    People who took a return code keep their place and their ballots for the repeat, unless `keep_returning` is False;
    their ideas go. Published figures stay, and sealed ones stay sealed. `actor` is as in the log, '' for the server.

    Raises:
        NotAllowedError: if the actor came by a link.
        OutOfOrderError: if people are voting, or everything was erased already.
        LookupError: if there is no such workshop.
    """
    check_may_erase(actor)
    state = work.workshops.take_turn(workshop.id)
    if state.open_round is not None:
        raise OutOfOrderError("People are voting: end the voting first.")
    people = work.participants.of(workshop.id)
    if state.erased_at is not None and not people:
        raise OutOfOrderError("Everything was erased already: see the receipts.")
    going = [person.id for person in people if not (keep_returning and person.return_hash)]
    ideas = work.participants.ideas(workshop.id)
    for idea in ideas:
        work.participants.remove_idea(idea.participant, idea.id)
    ballots = work.ballots.erase(workshop.id, going)
    work.participants.erase(workshop.id, going)
    receipt = Receipt(
        id=new_id(),
        workshop=workshop.id,
        what=ALL_BUT_RETURNING if keep_returning else EVERYBODY,
        at=now,
        participants=len(going),
        ideas=len(ideas),
        ballots=ballots,
        kept=len(people) - len(going),
    )
    work.participants.add_receipt(receipt)
    work.workshops.append(workshop.id, Erased(receipt.id), actor, now)
    record(work, actor, AuditAction.WORKSHOP_ERASED, workshop.id, now, receipt.what)
    return receipt


def erase_due(work: UnitOfWork, now: datetime) -> int:
    """Erase what is past its time, and answer of how many workshops.

    That is all workshops which closed 30 days ago, and, once a repeat of one closed 30 days ago, also the people who
    took a return code for it. What came from a file is no repeat, whatever it says. Workshops that nobody closes are
    closed here, once nothing was done in them for 30 days.
    """
    workshops = [one for one in work.workshops.all() if not one.is_imported]
    for workshop in workshops:
        if workshop.closed_at is None and workshop.created_at + BALLOTS_KEPT_FOR <= now:
            _close_forgotten(work, workshop, now)
    over = [one for one in workshops if one.closed_at is not None and one.closed_at + BALLOTS_KEPT_FOR <= now]
    repeated = {one.first_plan.repeats for one in over if one.first_plan.repeats}
    number = 0
    for workshop in over:
        is_repeated = workshop.id in repeated
        is_due = workshop.erased_at is None or (is_repeated and bool(work.participants.of(workshop.id)))
        if is_due:
            erase_workshop(work, "", workshop, now, keep_returning=not is_repeated)
            number += 1
    return number


def _close_forgotten(work: UnitOfWork, workshop: Workshop, now: datetime) -> None:
    """Close a workshop that people take part in, if nothing was done in it and nobody joined for 30 days.

    One that nobody has joined stays open: it holds nothing of anybody, and may be set up long before its day.
    """
    people = work.participants.of(workshop.id)
    log = work.workshops.log(workshop.id) if people else ()
    done = [entry.at for entry in log[-1:]] + [person.joined_at for person in people]
    if not done or max(done) + BALLOTS_KEPT_FOR > now:
        return
    state = work.workshops.take_turn(workshop.id)
    if state.version != len(log):  # somebody came back in this moment
        return
    voting = state.open_round
    if voting is not None:
        ended = now - GRACE - SETTLING  # long after the last ballot; so it can be counted at once
        if not voting.is_ending(ended):
            work.workshops.append(workshop.id, VotingEnded(voting.number), "", ended)
        count_if_over(work, workshop.id, now)
    work.workshops.append(workshop.id, Closed(), "", now)
    record(work, "", AuditAction.WORKSHOP_CLOSED, workshop.id, now)
