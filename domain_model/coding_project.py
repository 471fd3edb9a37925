"""What files of coding programs hold, apart from how they are written: codes, coders, coded pieces, notes, links."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


class UnreadableFileError(ValueError):
    """A file that cannot be taken; `problems` are sentences that say where and why, each about one place."""

    def __init__(self, *problems: str) -> None:
        super().__init__(" ".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Coder:
    """Somebody who coded."""

    guid: str
    name: str


@dataclass(frozen=True, slots=True)
class Code:
    """A code of a codebook; `path` are the names from the top down to its own, `parent` the guid above it or ''."""

    guid: str
    path: tuple[str, ...]
    parent: str = ""
    description: str = ""
    is_codable: bool = True

    @property
    def name(self) -> str:
        """Its own name, '' where it has none."""
        return self.path[-1] if self.path else ""


@dataclass(frozen=True, slots=True)
class Note:
    """A memo: what a coder wrote beside something."""

    guid: str
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Variable:
    """Something that is known of each source: its name and what sort of value it has (`Text`, `Integer` ...)."""

    guid: str
    name: str
    kind: str = "Text"


@dataclass(frozen=True, slots=True)
class Coding:
    """A code given to something by a coder (a guid, '' where the file does not say by whom)."""

    guid: str
    code: str
    coder: str = ""


@dataclass(frozen=True, slots=True)
class Selection:
    """A coded piece of a source's text.

    `start` and `end` are positions in Unicode code points of that text, the end not included; `text` is what stands
    between them. A source that was coded as a whole has one piece without text, from 0 to 0.
    """

    guid: str
    name: str
    start: int
    end: int
    text: str
    codings: tuple[Coding, ...]
    description: str = ""
    notes: tuple[Note, ...] = ()
    coder: str = ""


@dataclass(frozen=True, slots=True)
class CodedSource:
    """A text with what was coded in it; of the text itself only the coded pieces are kept.

    `values` are what its variables say, by the guid of the variable.
    """

    guid: str
    name: str
    selections: tuple[Selection, ...]
    values: Mapping[str, str] = field(default_factory=dict[str, str])
    description: str = ""
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class CodeLink:
    """One code acting on another (guids), with the notes that say how."""

    guid: str
    name: str
    origin: str
    target: str
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class CodingProject:
    """All that is taken over of a project, or of a codebook alone (which has codes only)."""

    name: str
    codes: tuple[Code, ...]
    coders: tuple[Coder, ...] = ()
    variables: tuple[Variable, ...] = ()
    sources: tuple[CodedSource, ...] = ()
    links: tuple[CodeLink, ...] = ()

    @property
    def coders_of_pieces(self) -> int:
        """How many people gave codes to pieces; those whom the file does not name count as one."""
        pieces = (piece for source in self.sources for piece in source.selections)
        return len({coding.coder for piece in pieces for coding in piece.codings})

    @property
    def used_codes(self) -> dict[str, int]:
        """How many pieces each code was given to, by its guid; codes that links join are used as well."""
        used: dict[str, int] = {}
        for source in self.sources:
            for selection in source.selections:
                for code in {coding.code for coding in selection.codings}:
                    used[code] = used.get(code, 0) + 1
        for link in self.links:
            for end in (link.origin, link.target):
                used.setdefault(end, 0)
        return used


@dataclass(frozen=True, slots=True)
class Loss:
    """Something that a file holds and that is not taken over: what, how often, one example, and why."""

    what: str
    count: int
    example: str
    why: str


class LossTally:
    """Counts what is not taken over, by what it is; the first of each kind is its example."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str], tuple[int, str]] = {}

    def add(self, what: str, why: str, example: str = "", count: int = 1) -> None:
        """One more, or several, of a kind; nothing for a count of 0."""
        if count:
            before, first = self._found.get((what, why), (0, example))
            self._found[what, why] = (before + count, first or example)

    def add_all(self, losses: Iterable[Loss]) -> None:
        """What another report counts."""
        for loss in losses:
            self.add(loss.what, loss.why, loss.example, loss.count)

    def report(self) -> tuple[Loss, ...]:
        """All kinds in the order in which they were met."""
        return tuple(Loss(what, count, example, why) for (what, why), (count, example) in self._found.items())
