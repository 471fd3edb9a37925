"""The route that a load balancer asks: is this process able to answer?"""

from collections.abc import Callable

from flask import Flask, Response, jsonify

from pages.http.access import open_to_all


def add_health_route(server: Flask, problem: Callable[[], str | None]) -> None:
    """Answer `/health` with 200, or with 503 and one line when `problem` names what is wrong."""

    @server.get("/health")
    @open_to_all
    def health() -> tuple[Response, int]:
        found = problem()
        body = jsonify(status="ok") if found is None else jsonify(status="unavailable", detail=found)
        body.headers["Cache-Control"] = "no-store"
        return body, 200 if found is None else 503
