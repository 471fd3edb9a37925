"""What a report of an error may name, checked: an address of this site, and the mailbox of whoever runs this copy."""

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from flask import current_app

from pages.http.settings import SettingError
from pages.http.unknown_paths import Page, is_page

CONTACT_EMAIL = "CONTACT_EMAIL"
"""The setting of this name, of the environment and of the server."""

LONGEST_ADDRESS = 1000
_MAILBOX = re.compile(r"[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")


def own_address(text: str, pages: Iterable[Page]) -> str:
    """A relative address if it is that of a page of this site, else ''.

    Refused is whatever a browser could take for another place: another scheme or host, `//`, backslashes, control
    characters, and paths that are no page.
    """
    if len(text) > LONGEST_ADDRESS or not text.startswith("/") or text.startswith("//"):
        return ""
    if "\\" in text or any(ord(sign) <= 32 or ord(sign) == 127 for sign in text):
        return ""
    parts = urlsplit(text)
    return text if is_page(parts.path, pages) else ""


def mailbox(text: str) -> str:
    """The one mailbox in this text, '' for none.

    Raises:
        SettingError: if it is something else.
    """
    text = text.strip()
    if text and not _MAILBOX.fullmatch(text):
        raise SettingError(f"{CONTACT_EMAIL} is {text!r}: give one address such as parity@example.org, or none")
    return text


def contact() -> str:
    """The mailbox from the settings, '' where there is none."""
    return mailbox(str(current_app.config.get(CONTACT_EMAIL) or ""))
