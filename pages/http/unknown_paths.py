"""Gives addresses that are no page the status 404, where Dash's catch-all answers 200 to everything."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from flask import Flask, Response, current_app

CATCH_ALL = "/<path:path>"
PAGES = "parity_map_pages"
"""Under this name the application keeps the function that lists its pages."""

Page = Mapping[str, Any]


def is_page(path: str, pages: Iterable[Page]) -> bool:
    """Whether a registered page answers `path`.

    A variable of a page's template is one segment of the path. A page that has values only for some of them
    registers with `exists=`, a function of its variables.
    """
    for page in pages:
        template = str(page.get("path_template") or page["path"]).strip("/")
        pattern = re.sub(r"<([^>]+)>", r"(?P<\1>[^/]+)", template)
        found = re.fullmatch(pattern, path.strip("/"))
        if found:
            exists = page.get("exists")
            return exists is None or bool(exists(**found.groupdict()))
    return False


def is_current_page(path: str) -> bool:
    """Whether a page of the running application answers `path`."""
    return is_page(path, current_app.extensions[PAGES]())


def answer_unknown_paths(server: Flask, pages: Callable[[], Iterable[Page]]) -> None:
    """Send Dash's shell, in which its router draws the page for unknown addresses, with the status 404."""
    server.extensions[PAGES] = pages
    draw_shell = server.view_functions[CATCH_ALL]

    def shell_or_404(path: str) -> Response:
        answer = current_app.make_response(current_app.ensure_sync(draw_shell)(path=path))
        if not is_page(path, pages()):
            answer.status_code = 404
        return answer

    server.view_functions[CATCH_ALL] = shell_or_404
