"""What people think of a cell: one person's view, every version of it kept, never mixed with anybody else's."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from domain_model.cells import Cell
from domain_model.plain_text import is_plain
from domain_model.vocabulary import Band, Confidence, Perception

LEAST, MOST = 1, 9
"""The ends of the scales of severity and feasibility."""

LONGEST_REASON = 2000
LONGEST_SOURCE = 500

Place = tuple[str, Cell]
"""An area's code and a cell."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """What one person says of a cell in an area.

    `perception` answers 'compared with physical health, mental health here is ...'; `severity` and
    `feasibility`, 1 to 9, only prioritise; None and '' stand for 'not answered'.
    """

    perception: Perception | None = None
    severity: int | None = None
    feasibility: int | None = None
    confidence: Confidence | None = None
    reason: str = ""
    source: str = ""

    def __post_init__(self) -> None:
        for name in ("severity", "feasibility"):
            value = getattr(self, name)
            if value is not None and not LEAST <= value <= MOST:
                raise ValueError(f"{name} is {value}: give a whole number from {LEAST} to {MOST}")
        for name, longest in (("reason", LONGEST_REASON), ("source", LONGEST_SOURCE)):
            if len(getattr(self, name)) > longest:
                raise ValueError(f"{name} has {len(getattr(self, name))} characters: give at most {longest}")
            if not is_plain(getattr(self, name)):
                raise ValueError(f"{name} holds characters that cannot be shown: write it again as plain text")

    @property
    def is_blank(self) -> bool:
        """Whether nothing at all was answered."""
        return self == _BLANK

    @property
    def band(self) -> Band | None:
        """The band that the perception stands for."""
        return self.perception.band if self.perception else None


_BLANK = Opinion()


@dataclass(frozen=True, slots=True)
class Judgement:
    """One version of one person's view of a cell in an area.

    `change` numbers the changes to all judgements in the order in which they were committed; `version`
    counts from 1 within author, area and cell. `opinion` is None where the view was withdrawn;
    `restores` is the earlier version that an undo brought back (0: the time before the first), None
    for a version that somebody wrote.
    """

    change: int
    author: str
    area: str
    cell: Cell
    version: int
    opinion: Opinion | None
    at: datetime
    restores: int | None = None

    @property
    def place(self) -> Place:
        """Where it is about."""
        return (self.area, self.cell)


class NothingToUndoError(Exception):
    """There is no earlier state of a view to go back to."""


def undone(history: tuple[Judgement, ...]) -> tuple[int, Opinion | None]:
    """Which version an undo brings back, and what stood there; 0 and None for 'nothing yet'.

    `history` holds all versions of one view in order. Undoing again goes one step further back, since a
    version that restores an earlier one stands where that one stood. Where the first versions were removed,
    nothing stood before the first that is left.

    Raises:
        NothingToUndoError: if the view stands at its beginning.
    """
    stands_at = {0: 0}
    for judgement in history:
        was = judgement.restores
        stands_at[judgement.version] = judgement.version if was is None else stands_at.get(was, 0)
    now = stands_at[history[-1].version] if history else 0
    if now == 0:
        raise NothingToUndoError("There is nothing to undo.")
    target = stands_at.get(now - 1, 0)
    return target, next((j.opinion for j in history if j.version == target), None)


@dataclass(frozen=True, slots=True, eq=False)
class JudgementBook:
    """Everybody's view of every cell as it stands, up to the change of that number; withdrawn ones left out."""

    change: int = 0
    by_place: Mapping[Place, tuple[Judgement, ...]] = field(default_factory=dict[Place, tuple[Judgement, ...]])

    def at(self, area: str, cell: Cell) -> tuple[Judgement, ...]:
        """The views of a cell in an area, the latest first."""
        return self.by_place.get((area, cell), ())

    def of(self, author: str, area: str) -> dict[Cell, Judgement]:
        """One person's views of an area, cell by cell."""
        return {
            cell: j
            for (code, cell), views in self.by_place.items()
            if code == area
            for j in views
            if j.author == author
        }

    def with_changes(self, versions: Iterable[Judgement], change: int) -> "JudgementBook":
        """The book after further changes, `versions` in the order in which they were committed."""
        by_place = dict(self.by_place)
        for new in versions:
            others = tuple(j for j in by_place.get(new.place, ()) if j.author != new.author)
            views = others if new.opinion is None else (new, *others)
            if views:
                by_place[new.place] = views
            else:
                by_place.pop(new.place, None)
        return JudgementBook(change, by_place)


def layers_disagree(measured: Band | None, judged: Band | None) -> bool | None:
    """Whether the measured and the judged band contradict one another; None where one of them is missing.

    They do where they point in opposite directions, or one is at parity and the other much worse or much better.
    """
    if measured is None or judged is None:
        return None
    opposite = measured.step * judged.step < 0
    return opposite or (0 in (measured.step, judged.step) and 2 in (abs(measured.step), abs(judged.step)))
