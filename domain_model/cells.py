"""The framework of 6 building blocks by 3 levels, and the address of a cell in it."""

from dataclasses import dataclass

from domain_model.vocabulary import BuildingBlock, Level


@dataclass(frozen=True, slots=True, order=True)
class Cell:
    """One place in the framework: a building block at a level."""

    block: BuildingBlock
    level: Level

    @classmethod
    def from_token(cls, token: str) -> "Cell":
        """Read `financing/meso`.

        Raises:
            ValueError: if the token is not a building block and a level joined by a slash.
        """
        block, separator, level = token.partition("/")
        if not separator:
            raise ValueError(f"no such cell: {token!r} (expected building_block/level)")
        try:
            return cls(BuildingBlock(block), Level(level))
        except ValueError as error:
            raise ValueError(f"no such cell: {token!r} ({error})") from None

    @property
    def token(self) -> str:
        """The cell as one word for web addresses and files: `financing/meso`."""
        return f"{self.block}/{self.level}"


CELLS: tuple[Cell, ...] = tuple(Cell(block, level) for block in BuildingBlock for level in Level)
"""The 18 cells in reading order: block by block, macro to micro."""


@dataclass(frozen=True, slots=True)
class CellWords:
    """What a cell is about, in a plain sentence, and a question a board might ask of it."""

    cell: Cell
    meaning: str
    question: str
