"""Areas with dates of validity, the two geographies of boards, and what became of whom."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from domain_model.vocabulary import AreaKind, Vintage

ENGLAND = "ENG"


@dataclass(frozen=True, slots=True)
class Area:
    """A place that figures are published for.

    `code` is the ODS code (`ENG` for England), `population` that of mid-2022, `vintages` the
    geographies of boards it belongs to (regions and England belong to both).
    """

    code: str
    name: str
    short_name: str
    kind: AreaKind
    region: str
    ons_code: str
    population: int
    valid_from: date | None
    valid_to: date | None
    vintages: frozenset[Vintage]

    def __post_init__(self) -> None:
        if not self.code:
            raise ValueError("an area needs a code")
        if self.valid_from and self.valid_to and self.valid_from > self.valid_to:
            raise ValueError(f"{self.code}: valid from {self.valid_from} after its end {self.valid_to}")


@dataclass(frozen=True, slots=True)
class Succession:
    """A share of one board's population that moved to another board on a date."""

    predecessor: str
    successor: str
    date: date
    share: float
    population: int

    def __post_init__(self) -> None:
        if not 0 < self.share <= 1:
            raise ValueError(f"{self.predecessor} to {self.successor}: share {self.share} is not in (0, 1]")

    @property
    def is_whole(self) -> bool:
        """Whether the whole predecessor moved, so that its counts add exactly."""
        return self.share == 1


@dataclass(frozen=True, slots=True)
class Geography:
    """All areas and successions; answers who is where in which vintage."""

    areas: tuple[Area, ...]
    successions: tuple[Succession, ...]

    @property
    def codes(self) -> frozenset[str]:
        """The codes of all areas, of either geography."""
        return frozenset(area.code for area in self.areas)

    def has(self, code: str) -> bool:
        """Whether some geography has an area of this code."""
        return any(area.code == code for area in self.areas)

    def in_vintage(self, vintage: Vintage, kind: AreaKind | None = None) -> tuple[Area, ...]:
        """The areas of a vintage, in the order of their codes, optionally of one kind."""
        return tuple(a for a in self.areas if vintage in a.vintages and kind in (None, a.kind))

    def area(self, code: str, vintage: Vintage) -> Area:
        """One area of a vintage.

        Raises:
            LookupError: if the code is not an area of that vintage.
        """
        for area in self.areas:
            if area.code == code and vintage in area.vintages:
                return area
        raise LookupError(f"no such area: {code!r} in {vintage}")

    def vintage_of(self, code: str) -> Vintage:
        """The geography that an area is looked up in: today's where it has it.

        Raises:
            LookupError: if no geography has it.
        """
        for vintage in Vintage:
            if any(area.code == code and vintage in area.vintages for area in self.areas):
                return vintage
        raise LookupError(f"no such area: {code!r}")

    def boards_of(self, region: str, vintage: Vintage) -> tuple[Area, ...]:
        """The boards of a region (all boards for England) in a vintage."""
        boards = self.in_vintage(vintage, AreaKind.ICB)
        return boards if region == ENGLAND else tuple(a for a in boards if a.region == region)

    def predecessors(self, code: str) -> tuple[Succession, ...]:
        """The successions that made a board of today; empty when its area never changed."""
        return tuple(s for s in self.successions if s.successor == code)

    def successors(self, code: str) -> tuple[Succession, ...]:
        """The successions out of a board, empty when it still exists unchanged."""
        return tuple(s for s in self.successions if s.predecessor == code)

    def other_vintages(self, code: str, vintage: Vintage) -> tuple[Area, ...]:
        """The areas of other vintages that carry this code, for a helpful 'did you mean'."""
        return tuple(a for a in self.areas if a.code == code and vintage not in a.vintages)


def regions_first(areas: Iterable[Area]) -> tuple[Area, ...]:
    """Order for a table: each region by name, then its boards by name."""
    listed = tuple(areas)
    region_names = {a.code: a.short_name for a in listed if a.kind is AreaKind.REGION}

    def position(area: Area) -> tuple[str, int, str]:
        if area.kind is AreaKind.REGION:
            return (area.short_name, 0, "")
        return (region_names.get(area.region, ""), 1, area.short_name)

    return tuple(sorted((a for a in listed if a.kind is not AreaKind.COUNTRY), key=position))
