"""Where a page that Dash draws asks for what is to be said once; pages of plain HTML say it themselves."""

from flask import Blueprint, Response, jsonify

from pages.http.access import open_to_all
from pages.http.said import take_said

messages = Blueprint("messages", __name__)


@messages.get("/messages")
@open_to_all
def take() -> Response:
    """The messages for whoever has this browser, which are then forgotten."""
    answer = jsonify(messages=take_said())
    answer.headers["Cache-Control"] = "no-store"
    return answer
