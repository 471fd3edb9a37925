"""Who runs a workshop: its owner, an administrator, or whoever came by a facilitator's link, which a cookie keeps."""

from flask import Response, current_app, request
from werkzeug.wrappers import Response as BaseResponse

from components.markup import tag
from domain_model.people import hash_of
from domain_model.ports import UnitOfWork
from domain_model.use_cases.run_workshop import Facilitator, facilitator_of
from pages.http.addresses import sign_in_address
from pages.http.plain_pages import answer_page, paragraph
from pages.http.who import current_person

COOKIE = "parity-map-facilitator"
_COOKIE_SECONDS = 30 * 24 * 60 * 60
_PATH = "/workshops"


def facilitator(work: UnitOfWork, workshop_id: str) -> Facilitator:
    """Whoever asks, as somebody who may run the workshop.

    Raises:
        NoSuchWorkshopError: if there is no such workshop, or they may not run it.
    """
    secret = request.cookies.get(COOKIE, "")
    return facilitator_of(work, workshop_id, current_person(), link_hash=hash_of(secret) if secret else "")


def keep_link(answer: BaseResponse, secret: str) -> BaseResponse:
    """Let the browser keep the secret of a facilitator's link; scripts cannot read it, nor other sites send it."""
    answer.set_cookie(
        COOKIE,
        secret,
        max_age=_COOKIE_SECONDS,
        path=_PATH,
        secure=bool(current_app.config.get("SESSION_COOKIE_SECURE")),
        httponly=True,
        samesite="Lax",
    )
    return answer


def answer_no_workshop(_error: Exception) -> Response:
    """Say the same of workshops that do not exist and of those of others."""
    words = (
        "There is no workshop at this address that you can run. It may be somebody else's, or the link by which you "
        "came was withdrawn. If it is yours, sign in first."
    )
    here = request.full_path.rstrip("?") if request.method == "GET" else "/workshops"
    onward = tag("p", tag("a", "Sign in", href=sign_in_address(here)), " · ", tag("a", "Workshops", href="/workshops"))
    return answer_page("No such workshop", paragraph(words), onward, status=404)
