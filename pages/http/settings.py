"""Settings from the environment, each checked before anything starts."""

import os


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
