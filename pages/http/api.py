"""The API under /api/v1: reads the question, knows who has the answer already, and puts faults into words.

What each address answers is in `api_parity_answers` and `api_evidence_answers`; `api_routes` lists them.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from http import HTTPStatus

from flask import Blueprint, Response, current_app, request
from werkzeug.exceptions import HTTPException, InternalServerError

from data.current import unit_of_work
from data.errors import StoreError
from domain_model.dataset import Dataset
from domain_model.people_vocabulary import Permission
from pages.http.access import allow
from pages.http.api_etags import entity_tag, tagged, unchanged_answer
from pages.http.api_evidence_answers import links, meta, openapi, sources, statements
from pages.http.api_parameters import Query, read_query
from pages.http.api_parity_answers import areas, cells, observations, pair, pairs
from pages.http.api_problems import ApiProblemError, echo, missing
from pages.http.api_routes import PREFIX, ROUTES, ApiRoute

Answer = Callable[..., Response]
"""From the dataset, the question and the variables of the path to what is answered."""

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
    "openapi": openapi,
}
"""What answers each route that is read, by its name."""

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")

api = Blueprint("api", __name__, url_prefix=PREFIX)


def _dataset() -> Dataset:
    with unit_of_work() as work:
        return work.datasets.current()


def _query(route: ApiRoute) -> Query:
    """The question with today's date in it where the answer depends on the date and none is asked for."""
    query = read_query(request.args.items(multi=True), route.parameters)
    return replace(query, as_at=query.as_at or date.today()) if route.follows_today else query


def _serving(route: ApiRoute, answer: Answer) -> Callable[..., Response]:
    """Answers a route: 304 without asking `answer` where the client has the same answer already."""

    @allow(Permission.VIEW)
    def serve(**variables: str) -> Response:
        query, dataset = _query(route), _dataset()
        tag = entity_tag(dataset.version, f"{request.script_root}{request.path}", query)
        return unchanged_answer(tag) or tagged(answer(dataset, query, **variables), tag)

    return serve


for _route in ROUTES:
    _serve = _serving(_route, ANSWERS[_route.name])
    api.add_url_rule(_route.rule, _route.name, _serve, methods=["GET"], provide_automatic_options=False)


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
