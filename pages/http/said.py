"""What is to be said once on the next page, and the mark by which that page knows of it."""

from flask import Response, after_this_request, current_app, flash, get_flashed_messages, request

MARK = "parity-map-said"
"""The cookie that says that there is something; scripts read it, so that nothing is asked where there is nothing."""

_MARK_SECONDS = 120


def say(words: str) -> None:
    """Show a message once, on the next page."""
    flash(words)
    after_this_request(_set_mark)


def take_said() -> list[str]:
    """What was to be said, which is then forgotten."""
    words = [str(one) for one in get_flashed_messages()]
    if words or MARK in request.cookies:
        after_this_request(_remove_mark)
    return words


def _set_mark(answer: Response) -> Response:
    is_secure = bool(current_app.config.get("SESSION_COOKIE_SECURE"))
    answer.set_cookie(MARK, "1", max_age=_MARK_SECONDS, secure=is_secure, httponly=False, samesite="Lax")
    return answer


def _remove_mark(answer: Response) -> Response:
    answer.delete_cookie(MARK, samesite="Lax")
    return answer
