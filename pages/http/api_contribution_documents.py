"""What people think and write as plain documents; a view is always one person's, and stands by itself."""

from datetime import datetime

from domain_model.judgements import Judgement, Opinion
from domain_model.notes import Note
from domain_model.use_cases.compare_judgements import SingleView
from domain_model.vocabulary import Band
from pages.http.api_gazetteer import Gazetteer, fields_of
from pages.http.api_values import Document, known, token

ONE_PERSON = 1
"""The n of every view."""

_BLANK = Opinion()


def opinion_fields(opinion: Opinion) -> Document:
    """What somebody said; null is 'not answered'."""
    return {**_answers(opinion), "reason": known(opinion.reason), "source": known(opinion.source)}


def _answers(opinion: Opinion) -> Document:
    return {
        "perception": token(opinion.perception),
        "severity": opinion.severity,
        "feasibility": opinion.feasibility,
        "confidence": token(opinion.confidence),
    }


def judgement_document(
    view: SingleView, measured: Band | None, gazetteer: Gazetteer, author: str | None, *, own: bool
) -> Document:
    """One person's view of a cell beside the measured band."""
    judgement = view.judgement
    return {
        **gazetteer.place(judgement.area),
        **fields_of(judgement.cell),
        **opinion_fields(judgement.opinion or _BLANK),
        "n": ONE_PERSON,
        "measured_band": token(measured),
        "layers_disagree": view.disagrees,
        "author": author,
        "own": own,
        "version": judgement.version,
        "at": moment(judgement.at),
    }


def version_document(judgement: Judgement, gazetteer: Gazetteer, author: str | None, *, own: bool) -> Document:
    """One version of one person's view; a withdrawn one says nothing."""
    return {
        **gazetteer.place(judgement.area),
        **fields_of(judgement.cell),
        **opinion_fields(judgement.opinion or _BLANK),
        "n": ONE_PERSON,
        "withdrawn": judgement.opinion is None,
        "restores": judgement.restores,
        "author": author,
        "own": own,
        "version": judgement.version,
        "at": moment(judgement.at),
    }


def judgement_layer(views: tuple[SingleView, ...]) -> Document | None:
    """The judgement layer of a cell: every view by itself, never an average; None where nobody has scored it."""
    if not views:
        return None
    return {
        "people": len(views),
        "disagreeing": sum(view.disagrees is True for view in views),
        "views": [
            {
                **_answers(view.judgement.opinion or _BLANK),
                "n": ONE_PERSON,
                "layers_disagree": view.disagrees,
                "version": view.judgement.version,
                "at": moment(view.judgement.at),
            }
            for view in views
        ],
    }


def layers_disagree(views: tuple[SingleView, ...]) -> bool | None:
    """Whether any view contradicts the measure; None where none can be set against it."""
    known_ones = [view.disagrees for view in views if view.disagrees is not None]
    return any(known_ones) if known_ones else None


def note_document(note: Note, gazetteer: Gazetteer, author: str | None, *, own: bool) -> Document:
    """One note as it stands."""
    return {
        "id": note.id,
        **gazetteer.place(note.area),
        **fields_of(note.cell),
        "text": known(note.text),
        "withdrawn": note.is_withdrawn,
        "author": author,
        "own": own,
        "version": note.version,
        "at": moment(note.at),
    }


def moment(at: datetime) -> str:
    """A point in time, in UTC, to the second."""
    return at.isoformat(timespec="seconds")
