"""Settings from the environment, each checked before anything starts."""

import os
from urllib.parse import urlsplit


class SettingError(Exception):
    """A setting that cannot be used; the message is one line that says which, what it holds and what it may hold."""


def whole_number(name: str, default: int, *, least: int = 0, most: int = 65535) -> int:
    """The whole number in the environment variable of this name, else the default.

    Raises:
        SettingError: if it is not a whole number from `least` to `most`.
    """
    text = os.environ.get(name, "").strip()
    if not text:
        return default
    if not text.isascii() or not text.isdigit() or not least <= int(text) <= most:
        raise SettingError(f"{name} is {text!r}: give a whole number from {least} to {most}")
    return int(text)


def one_of(name: str, *choices: str) -> str:
    """The word in the environment variable of this name, else the first choice.

    Raises:
        SettingError: if it is none of the choices.
    """
    text = os.environ.get(name, "").strip()
    if text and text not in choices:
        raise SettingError(f"{name} is {text!r}: give {' or '.join(choices)}")
    return text or choices[0]


def long_secret(name: str, least: int = 32) -> str:
    """The secret in the environment variable of this name, '' for none; it is never repeated in a message.

    Raises:
        SettingError: if it is too short to be one.
    """
    text = os.environ.get(name, "").strip()
    if text and len(text) < least:
        raise SettingError(f"{name} has {len(text)} characters: give at least {least} random ones")
    return text


def web_address(name: str) -> str:
    """The address in the environment variable of this name without a slash at its end, '' for none.

    Raises:
        SettingError: if it is not the address of a web server.
    """
    text = os.environ.get(name, "").strip().rstrip("/")
    if text and not _is_web_address(text):
        raise SettingError(f"{name} is {text!r}: give an address like https://parity.example.org")
    return text


def _is_web_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
        is_port = parts.port is None or parts.port > 0
    except ValueError:  # half an IPv6 address, or a port that is no number
        return False
    is_plain = not parts.query and not parts.fragment
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and is_port and is_plain
