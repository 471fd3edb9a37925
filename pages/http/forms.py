"""Forms that are taken once: what every form carries, and how it is checked."""

import re

from flask import Flask, Response, request
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup

from components.markup import joined, tag
from domain_model.people import new_id
from domain_model.people_vocabulary import AuditAction
from domain_model.ports import UnitOfWork
from pages.http.access import answer_refusal
from pages.http.refusals import asked_for, record_refusal
from pages.http.said import say
from pages.http.who import current_person, now

__all__ = [
    "FORM_ID",
    "FORM_PERSON",
    "FormOfAnotherError",
    "FormSentTwiceError",
    "hidden_fields",
    "refuse_forms_sent_twice",
    "say",
    "take_form",
]

FORM_ID = "form_id"
FORM_PERSON = "form_person"
"""The field that names for whom a form was drawn, '' for nobody; scripts compare it with what /session says."""


class FormSentTwiceError(Exception):
    """The same form was sent before, or it has no id."""


class FormOfAnotherError(Exception):
    """The form was drawn for somebody else than who is signed in now."""


def hidden_fields() -> Markup:
    """The fields of every form that writes: the token of this session, an id that is taken once, and whose it is."""
    return joined(
        (
            tag("input", type="hidden", name="csrf_token", value=generate_csrf()),
            tag("input", type="hidden", name=FORM_ID, value=new_id()),
            tag("input", type="hidden", name=FORM_PERSON, value=_person_id()),
        )
    )


def take_form(work: UnitOfWork) -> None:
    """Note in this work that the form at hand was sent; to be called before anything is written.

    Raises:
        FormOfAnotherError: if it was drawn for somebody else: who is signed in at this browser changed meanwhile.
        FormSentTwiceError: if it was sent before, so that nothing happens twice.
    """
    sender = _person_id()
    if request.form.get(FORM_PERSON, sender) != sender:  # a program that has no page of ours names nobody
        raise FormOfAnotherError
    form_id = request.form.get(FORM_ID, "")
    if not re.fullmatch(r"[A-Za-z0-9_-]{12}", form_id) or not work.sent_forms.take(form_id, now()):
        raise FormSentTwiceError(form_id)


def _person_id() -> str:
    person = current_person()
    return person.id if person else ""


def refuse_forms_sent_twice(server: Flask) -> None:
    """Answer forms that were sent twice, or that are somebody else's, on every address of `server`."""

    @server.errorhandler(FormOfAnotherError)
    def refuse_other(_error: FormOfAnotherError) -> Response:
        record_refusal(AuditAction.FORM_SENT, asked_for(), "drawn for somebody else")
        words = (
            "Somebody else was signed in at this browser when this form was loaded. Nothing was kept. "
            "Go back, load the page again and send it once more; what is sent then is sent in your name."
        )
        return answer_refusal(409, "This form belongs to somebody else's session", words)

    @server.errorhandler(FormSentTwiceError)
    def refuse(_error: FormSentTwiceError) -> Response:
        record_refusal(AuditAction.FORM_SENT, asked_for(), "the same form was sent before")
        words = "This form was sent before, and was not taken a second time. What you sent the first time is kept."
        return answer_refusal(409, "Already sent", words)
