"""Forms that are taken once: what every form carries, and how it is checked."""

import re

from flask import Flask, Response, flash, request
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup

from components.markup import joined, tag
from domain_model.people import new_id
from domain_model.people_vocabulary import AuditAction
from domain_model.ports import UnitOfWork
from pages.http.access import answer_refusal
from pages.http.refusals import asked_for, record_refusal
from pages.http.who import now

FORM_ID = "form_id"


class FormSentTwiceError(Exception):
    """The same form was sent before, or it has no id."""


def hidden_fields() -> Markup:
    """The two fields of every form that writes: the token of this session, and an id that is taken once."""
    return joined(
        (
            tag("input", type="hidden", name="csrf_token", value=generate_csrf()),
            tag("input", type="hidden", name=FORM_ID, value=new_id()),
        )
    )


def take_form(work: UnitOfWork) -> None:
    """Note in this work that the form at hand was sent; to be called before anything is written.

    Raises:
        FormSentTwiceError: if it was sent before, so that nothing happens twice.
    """
    form_id = request.form.get(FORM_ID, "")
    if not re.fullmatch(r"[A-Za-z0-9_-]{12}", form_id) or not work.sent_forms.take(form_id, now()):
        raise FormSentTwiceError(form_id)


def say(words: str) -> None:
    """Show a message once, on the next page."""
    flash(words)


def refuse_forms_sent_twice(server: Flask) -> None:
    """Answer forms that were sent twice, on every address of `server`."""

    @server.errorhandler(FormSentTwiceError)
    def refuse(_error: FormSentTwiceError) -> Response:
        record_refusal(AuditAction.FORM_SENT, asked_for(), "the same form was sent before")
        words = "This form was sent before, and was not taken a second time. What you sent the first time is kept."
        return answer_refusal(409, "Already sent", words)
