"""Give ideas in silence: each is kept once, and seen by nobody else until it is read out."""

import re
from datetime import datetime

from domain_model.ports import UnitOfWork
from domain_model.use_cases.join_workshop import participant_of
from domain_model.workshop.records import MOST_IDEAS, Idea, Participant, checked_idea
from domain_model.workshop.state import OutOfOrderError
from domain_model.workshop_vocabulary import Stage

_ID = re.compile(r"[A-Za-z0-9_-]{12,40}")
_TAKES_IDEAS = frozenset({Stage.IDEAS, Stage.SHARE, Stage.CLARIFY})
"""Latecomers' ideas are taken for as long as the list of what to vote on is being made."""


def give_idea(work: UnitOfWork, person: Participant, idea_id: str, text: str, cell: str, now: datetime) -> Idea:
    """Keep an idea under the id that the phone made for it; sent again it changes nothing.

    Raises:
        ValueError: if the id, the text or the cell cannot be.
        OutOfOrderError: if no ideas are taken, or the person gave as many as one may.
        NotTakingPartError: if the person was erased meanwhile.
    """
    state = work.workshops.hold_for_voting((person.workshop,))[person.workshop]
    if person.token_hash:  # whoever was erased while we waited for the workshop must not leave an idea behind
        participant_of(work, person.workshop, person.token_hash)
    own = work.participants.ideas_of(person.id)
    known = next((idea for idea in own if idea.id == idea_id), None)
    if known is not None:
        return known
    if state.stage not in _TAKES_IDEAS:
        raise OutOfOrderError("Ideas are not taken now.")
    if len(own) >= MOST_IDEAS:
        raise OutOfOrderError(f"You gave {MOST_IDEAS} ideas, the most there may be: remove one first.")
    if not _ID.fullmatch(idea_id):
        raise ValueError("This is no idea's id: load the page again.")
    if cell and cell not in {one.token for one in state.plan.cells}:
        raise ValueError("Choose one of the topics of this workshop.")
    kept = work.participants.add_idea(Idea(idea_id, person.workshop, person.id, checked_idea(text), cell, now))
    if kept.participant != person.id:
        raise ValueError("This is somebody else's idea's id: load the page again.")
    return kept


def withdraw_idea(work: UnitOfWork, person: Participant, idea_id: str) -> None:
    """Forget one's own idea.

    Raises:
        OutOfOrderError: if it was read out already.
    """
    if idea_id in dict(work.workshops.state(person.workshop).shown_ideas):
        raise OutOfOrderError("This idea was read out already: ask the facilitator to hide it.")
    work.participants.remove_idea(person.id, idea_id)
