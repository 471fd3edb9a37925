"""Passwords are kept as Argon2id hashes (argon2-cffi, with the parameters of RFC 9106 for little memory)."""

from argon2 import PasswordHasher, profiles
from argon2.exceptions import InvalidHashError, VerificationError


class Argon2Passwords:
    """Hashes passwords and compares them."""

    def __init__(self) -> None:
        self._hasher = PasswordHasher.from_parameters(profiles.RFC_9106_LOW_MEMORY)
        self._of_nobody = self._hasher.hash("the password of nobody")

    def hash(self, password: str) -> str:
        """The hash to keep."""
        return self._hasher.hash(password)

    def is_right(self, password: str, kept: str) -> bool:
        """Whether it is the password; takes as long for a wrong one, and with '' kept."""
        try:
            return self._hasher.verify(kept or self._of_nobody, password) and bool(kept)
        except (VerificationError, InvalidHashError):
            return False

    def is_outdated(self, kept: str) -> bool:
        """Whether the hash was made by other settings than today's; what is no hash is not outdated either."""
        try:
            return self._hasher.check_needs_rehash(kept)
        except InvalidHashError:
            return False
