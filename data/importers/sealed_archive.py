"""Reads a zip archive that somebody sends: bounded while it is unpacked, in memory, nothing ever written to disk."""

import re
import stat
import zlib
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from domain_model.coding_project import UnreadableFileError

MOST_ENTRIES = 2_000
LARGEST_UNPACKED = 100 * 1024**2
"""Bytes of all that is unpacked of one archive, counted while reading: what its directory says is not believed."""

LARGEST_RATIO = 200
"""How many times its packed size an entry may have; text packs 3 to 10 times, a bomb a thousand times."""

SMALL = 1024**2
"""An entry up to this size may have any ratio: a page of blanks packs well and harms nobody."""

_STEP = 64 * 1024
_DRIVE = re.compile(r"^[A-Za-z]:")
_NESTED = (".zip", ".qdpx", ".7z", ".gz", ".bz2", ".xz", ".rar", ".tar", ".tgz")
_ENCRYPTED = 0x1


class SealedArchive:
    """The entries of an archive by their names; each is unpacked when it is asked for, within what is left."""

    def __init__(self, content: bytes) -> None:
        """Open the archive and check every name in it.

        Raises:
            UnreadableFileError: if it is no zip archive, or holds what no project holds.
        """
        try:
            self._packed = ZipFile(BytesIO(content))
        except (BadZipFile, ValueError, OSError, NotImplementedError, IndexError):
            raise UnreadableFileError("The file is no zip archive, or it is damaged.") from None
        listed = self._packed.infolist()
        if len(listed) > MOST_ENTRIES:
            raise UnreadableFileError(f"The archive has more than {MOST_ENTRIES:,} entries.")
        self._entries: dict[str, ZipInfo] = {}
        for entry in listed:
            problem = _problem_of(entry)
            if not problem and entry.filename.casefold() in self._entries:
                problem = "stands in it twice"
            if problem:
                raise UnreadableFileError(f"The archive is refused: the entry “{_shown(entry)}” {problem}.")
            self._entries[entry.filename.casefold()] = entry
        self._left = LARGEST_UNPACKED

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all entries that are files, as the archive writes them."""
        return tuple(entry.filename for entry in self._entries.values() if not entry.is_dir())

    def has(self, name: str) -> bool:
        """Whether there is an entry of that name; programs differ in capital letters."""
        return name.casefold() in self._entries

    def read(self, name: str) -> bytes:
        """What an entry holds.

        Raises:
            UnreadableFileError: if there is none, if it is damaged, or if it is larger than what is left.
        """
        entry = self._entries.get(name.casefold())
        if entry is None:
            raise UnreadableFileError(f"The archive has no entry “{name}”.")
        most = min(self._left, max(SMALL, entry.compress_size * LARGEST_RATIO))
        parts: list[bytes] = []
        size = 0
        try:
            with self._packed.open(entry) as unpacked:
                while part := unpacked.read(_STEP):
                    size += len(part)
                    if size > most:
                        raise UnreadableFileError(
                            f"The archive is refused: the entry “{_shown(entry)}” is too large once it is unpacked."
                        )
                    parts.append(part)
        except (BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError) as error:
            if isinstance(error, UnreadableFileError):
                raise
            raise UnreadableFileError(f"The entry “{_shown(entry)}” of the archive is damaged.") from None
        self._left -= size
        return b"".join(parts)


def _shown(entry: ZipInfo) -> str:
    return "".join(sign if sign.isprintable() else "?" for sign in entry.filename[:80])


def _problem_of(entry: ZipInfo) -> str:
    """Why an entry is refused; '' for one that is taken."""
    name, kind = entry.orig_filename, stat.S_IFMT(entry.external_attr >> 16)
    if "\\" in name or name.startswith("/") or _DRIVE.match(name) or "\0" in name:
        return "has a name that leads out of the archive"
    if any(part in {"..", "."} for part in name.split("/")):
        return "has a name that leads out of the archive"
    if kind not in {0, stat.S_IFREG, stat.S_IFDIR}:
        return "is no file but a link or a device"
    if entry.flag_bits & _ENCRYPTED:
        return "is encrypted"
    if name.casefold().endswith(_NESTED):
        return "is an archive itself"
    return ""
