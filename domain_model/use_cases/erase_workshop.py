"""Erase a workshop's ballots, ideas and people: by hand, or once their time is over; what was published stays.

The text of an idea that was read out is an item of the workshop since then, and items stay as the log has them: they
are what the published figures are about. Ideas that were never read out are gone.
"""

from datetime import datetime

from domain_model.people import new_id
from domain_model.people_vocabulary import AuditAction
from domain_model.ports import UnitOfWork
from domain_model.use_cases.run_workshop import record
from domain_model.workshop.events import Erased
from domain_model.workshop.records import BALLOTS_KEPT_FOR, Receipt, Workshop
from domain_model.workshop.state import OutOfOrderError

EVERYBODY = "everybody who took part"
ALL_BUT_RETURNING = "everybody who took part without a return code"


def erase_workshop(
    work: UnitOfWork, actor: str, workshop: Workshop, now: datetime, *, keep_returning: bool = True
) -> Receipt:
    """Remove ballots, ideas and participants, and close the workshop for good.

    People who took a return code keep their place and their ballots for the repeat, unless `keep_returning` is False;
    their ideas go. Published figures stay, and sealed ones stay sealed. `actor` is as in the log, '' for the server.

    Raises:
        OutOfOrderError: if people are voting, or everything was erased already.
        LookupError: if there is no such workshop.
    """
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
    took a return code for it. What came from a file is no repeat, whatever it says.
    """
    workshops = [one for one in work.workshops.all() if not one.is_imported]
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
