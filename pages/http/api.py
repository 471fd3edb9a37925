"""The API under /api/v1: reads the question, knows who has the answer already, and puts faults into words.

What each address answers is in the modules `api_..._answers`, what is written in `api_write`; `api_routes` and
`api_write_routes` list them.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from http import HTTPStatus

from flask import Blueprint, Response, current_app, request
from werkzeug.exceptions import HTTPException, InternalServerError

from data.current import unit_of_work
from data.errors import StoreError
from domain_model.people_vocabulary import AuditAction
from pages.http.access import allow
from pages.http.api_contribution_answers import judgement_history, judgements, notes
from pages.http.api_etags import entity_tag, tagged, unchanged_answer
from pages.http.api_evidence_answers import links, meta, openapi, sources, statements
from pages.http.api_held import Held, hold
from pages.http.api_parameters import Query, read_query
from pages.http.api_parity_answers import areas, cells, observations, pair, pairs
from pages.http.api_problems import CHALLENGE, ApiProblemError, echo, missing
from pages.http.api_routes import PREFIX, ROUTES, ApiRoute
from pages.http.api_write import WRITES
from pages.http.api_write_conditions import KEY, SentBeforeError
from pages.http.api_write_routes import WRITE_ROUTES
from pages.http.refusals import asked_for, record_refusal
from pages.http.who import RefusedTokenError, current_person, is_by_token

Answer = Callable[..., Response]
"""From what is held, the question and the variables of the path to what is answered."""

ANSWERS: dict[str, Answer] = {
    "meta": meta,
    "areas": areas,
    "cells": cells,
    "pairs": pairs,
    "pair": pair,
    "observations": observations,
    "statements": statements,
    "links": links,
    "sources": sources,
    "judgements": judgements,
    "judgement_history": judgement_history,
    "notes": notes,
    "openapi": openapi,
}
"""What answers each route that is read, by its name."""

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")

api = Blueprint("api", __name__, url_prefix=PREFIX)


def _held(route: ApiRoute, query: Query) -> Held:
    reader = current_person() if route.shows.knows_reader else None
    with unit_of_work() as work:
        return hold(work, route, query, reader)


def _query(route: ApiRoute) -> Query:
    """The question with today's date in it where the answer depends on the date and none is asked for."""
    query = read_query(request.args.items(multi=True), route.parameters, route.required)
    return replace(query, as_at=query.as_at or date.today()) if route.follows_today else query


def _serving(route: ApiRoute, answer: Answer) -> Callable[..., Response]:
    """Answers a route: 304 without asking `answer` where the client has the same answer already."""

    @allow(route.permission)
    def serve(**variables: str) -> Response:
        query = _query(route)
        held = _held(route, query)
        path = f"{request.script_root}{request.path}"
        tag = entity_tag(held.dataset.version, path, query, judgements=held.judgements.change, people=held.people)
        return unchanged_answer(tag, route.shows) or tagged(answer(held, query, **variables), tag, route.shows)

    return serve


for _route in ROUTES:
    _serve = _serving(_route, ANSWERS[_route.name])
    api.add_url_rule(_route.rule, _route.name, _serve, methods=["GET"], provide_automatic_options=False)
for _write in WRITE_ROUTES:
    _view = allow(_write.permission)(WRITES[_write.name])
    api.add_url_rule(_write.rule, _write.name, _view, methods=[_write.method], provide_automatic_options=False)


@api.before_request
def check_token() -> None:
    """Look at the token that was sent, if any, also where everybody may read: a wrong one is told so at once."""
    is_by_token()


@api.app_errorhandler(RefusedTokenError)
def answer_refused_token(refusal: RefusedTokenError) -> Response:
    """Refuse a program that did not say who it is, or not so that we know it, and record that."""
    record_refusal(AuditAction.PAGE_ASKED_FOR, f"{request.method} {asked_for()}", str(refusal))
    if refusal.wait:
        detail = f"{refusal}; try again in {refusal.wait} seconds"
        answer = ApiProblemError(HTTPStatus.TOO_MANY_REQUESTS, detail).response()
        answer.headers["Retry-After"] = str(refusal.wait)
        return answer
    answer = ApiProblemError(HTTPStatus.UNAUTHORIZED, f"{refusal}; nothing was done").response()
    if refusal.is_sent:
        answer.headers["WWW-Authenticate"] = f'{CHALLENGE}, error="invalid_token", error_description="{refusal}"'
    return answer


@api.after_app_request
def answer_conditions(response: Response) -> Response:
    """Hold the conditions of a request against the tag that the answer has at the very end.

    This runs after the answer is compressed, as long as the blueprint is registered before Flask-Compress is:
    functions run after a request in the opposite order.
    """
    if request.blueprint == api.name and response.status_code == HTTPStatus.OK:
        response.make_conditional(request)
    return response


@api.errorhandler(ApiProblemError)
def answer_problem(problem: ApiProblemError) -> Response:
    """A request that cannot be answered gets a problem document."""
    return problem.response()


@api.errorhandler(SentBeforeError)
def answer_sent_before(_error: SentBeforeError) -> Response:
    """A write whose key was sent before is not done a second time, and that is recorded."""
    record_refusal(AuditAction.FORM_SENT, asked_for(), f"the same {KEY} was sent before")
    detail = f"this {KEY} was sent before, and was not taken a second time; what came with it the first time is kept"
    return ApiProblemError(HTTPStatus.CONFLICT, detail).response()


@api.errorhandler(StoreError)
def answer_store_failure(error: StoreError) -> Response:
    """A database that cannot be reached gets a problem document; what it said is for the log."""
    current_app.logger.error("%s", error)
    detail = "the database cannot be reached just now; try again in a moment"
    return ApiProblemError(HTTPStatus.SERVICE_UNAVAILABLE, detail).response()


@api.errorhandler(InternalServerError)
def answer_failure(_error: InternalServerError) -> Response:
    """A fault of ours gets a problem document too, without its inside."""
    detail = "the server could not answer; the fault is ours, and it has been logged"
    return ApiProblemError(HTTPStatus.INTERNAL_SERVER_ERROR, detail).response()


@api.before_app_request
def answer_other_addresses() -> Response | None:
    """Under /api, answer what is none of our routes with a problem document: no page ever stands there."""
    path = request.path
    if request.blueprint == api.name or not (path == "/api" or path.startswith("/api/")):
        return None
    allowed = _allowed_methods()
    if not allowed:
        return missing(f"no such path: {echo(path)!r}; see {PREFIX}/openapi.json").response()
    detail = f"{request.method} is not possible here; allowed: {', '.join(allowed)}"
    answer = ApiProblemError(HTTPStatus.METHOD_NOT_ALLOWED, detail, allowed=allowed).response()
    answer.headers["Allow"] = ", ".join(allowed)
    return answer


def _allowed_methods() -> tuple[str, ...]:
    """The methods that a route of ours takes at the path of this request; none where there is no such route."""
    adapter = current_app.create_url_adapter(request)
    allowed: list[str] = []
    for method in METHODS:
        try:
            endpoint, _variables = adapter.match(method=method)  # type: ignore[union-attr]
        except HTTPException:
            continue
        if endpoint.startswith(f"{api.name}."):
            allowed.append(method)
    return tuple(allowed)
