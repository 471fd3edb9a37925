"""Under which address other machines reach the product: for printed pages and links to hand on."""

from flask import current_app, request

PUBLIC_URL = "PUBLIC_URL"
"""The setting of this name, of the environment and of the server."""


def public_address() -> str:
    """The address from the settings; without one, that of the request at hand. Never with a slash at its end."""
    return str(current_app.config.get(PUBLIC_URL) or request.host_url).rstrip("/")
