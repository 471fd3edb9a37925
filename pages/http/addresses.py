"""Under which address other machines reach the product, and which addresses a form may lead on to."""

from urllib.parse import urlencode

from flask import current_app, request

from domain_model.saved_views import split_address

PUBLIC_URL = "PUBLIC_URL"
"""The setting of this name, of the environment and of the server."""


def public_address() -> str:
    """The address from the settings; without one, that of the request at hand. Never with a slash at its end."""
    return str(current_app.config.get(PUBLIC_URL) or request.host_url).rstrip("/")


def next_address(default: str) -> str:
    """Where to go on after this: the `next` of the form or address if it is a page of this site, else the default."""
    asked = request.form.get("next") or request.args.get("next") or ""
    try:
        path, search = split_address(asked)
    except ValueError:
        return default
    return path + search


def sign_in_address(then: str) -> str:
    """The page to sign in on that leads on to `then`."""
    return f"/sign-in?{urlencode({'next': then})}" if then != "/" else "/sign-in"
