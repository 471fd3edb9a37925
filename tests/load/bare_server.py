"""What the product's throughput is set against, served by the same gunicorn: an echo, and a row for each request."""

import os
import secrets
from collections.abc import Callable, Iterable
from typing import Any

import orjson
from flask import Flask, Response, request
from sqlalchemy import text

from data.engine import store_engine, store_url, writing

TABLE = "CREATE TABLE bare_rows (id VARCHAR PRIMARY KEY, body VARCHAR NOT NULL)"
ROW = text("INSERT INTO bare_rows (id, body) VALUES (:id, :body)")

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def create_server() -> Application:
    """POST /echo answers what it was sent, by nothing but gunicorn; POST /row is a Flask route that commits a row."""
    engine = store_engine(store_url(os.environ["DATABASE_URL"]))
    server = Flask("bare")

    @server.post("/row")
    def keep_row() -> Response:
        sent = orjson.loads(request.get_data())
        with writing(engine) as connection:
            connection.execute(ROW, {"id": secrets.token_hex(12), "body": orjson.dumps(sent).decode()})
        return Response(orjson.dumps({"kept": True}), mimetype="application/json")

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if environ["PATH_INFO"] not in ("/echo", "/health"):
            return server(environ, start_response)
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        start_response("200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(body)))])
        return [body]

    return answer
