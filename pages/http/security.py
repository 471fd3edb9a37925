"""The headers that every answer carries, and what they forbid a browser to do."""

from collections.abc import Callable, Sequence
from functools import cache

from flask import Flask, Response, request

FIXED_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), interest-cohort=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def content_security_policy(script_hashes: Sequence[str]) -> str:
    """Return the policy: everything from this host, and no inline script but those whose hashes are given.

    Inline styles are allowed: docs/adr/0003-content-security-policy.md says why.
    """
    directives = (
        "default-src 'self'",
        " ".join(("script-src 'self'", *script_hashes)),
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
    return "; ".join(directives)


def add_security_headers(server: Flask, script_hashes: Callable[[], Sequence[str]]) -> None:
    """Send the fixed headers and the content security policy with every answer of `server`.

    `script_hashes` is asked once, with the first answer: before it, Dash does not know its inline scripts.
    """

    @cache
    def policy() -> str:
        return content_security_policy(script_hashes())

    @server.after_request
    def send_headers(response: Response) -> Response:
        response.headers.setdefault("Content-Security-Policy", policy())
        for name, value in FIXED_HEADERS.items():
            response.headers.setdefault(name, value)
        if request.is_secure:
            response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
        if response.mimetype == "text/html":
            response.headers.setdefault("Cache-Control", "no-cache")
        return response
