"""Gives addresses that are no page the status 404, where Dash's catch-all answers 200 to everything."""

import re
from collections.abc import Callable, Iterable, Mapping

from flask import Flask
from flask.typing import ResponseReturnValue

CATCH_ALL = "/<path:path>"


def page_at(path: str, pages: Iterable[Mapping[str, object]]) -> Mapping[str, object] | None:
    """Return the registered page that answers `path`, or None. A variable of a template is one path segment."""
    for page in pages:
        template = page.get("path_template") or page["path"]
        pattern = re.sub(r"<[^>]+>", "[^/]+", str(template).strip("/"))
        if re.fullmatch(pattern, path.strip("/")):
            return page
    return None


def answer_unknown_paths(server: Flask, pages: Callable[[], Iterable[Mapping[str, object]]]) -> None:
    """Send Dash's shell, in which its router draws the page for unknown addresses, with the status 404."""
    draw_shell = server.view_functions[CATCH_ALL]

    def shell_or_404(path: str) -> ResponseReturnValue:
        return draw_shell(path=path), 200 if page_at(path, pages()) else 404

    server.view_functions[CATCH_ALL] = shell_or_404
