"""The names that stand beside the codes of areas and cells."""

from components.labels import label
from domain_model.cells import Cell
from domain_model.geography import Area, Geography
from domain_model.vocabulary import BuildingBlock, Level, Vintage
from pages.http.api_values import Document, known, token


class Gazetteer:
    """Names of areas by code, in the geography that a row is on; made once for an answer."""

    def __init__(self, geography: Geography) -> None:
        self._areas = {(area.code, vintage.value): area for area in geography.areas for vintage in area.vintages}

    def area(self, code: str, geography: str = "") -> Area | None:
        """The area of a code, preferably in the geography named, else in the newest that has it; None for no area."""
        found = (self._areas.get((code, name)) for name in (geography, *Vintage))
        return next((area for area in found if area is not None), None)

    def name(self, code: str, geography: str = "") -> str | None:
        """The name of an area; None for a code that is none."""
        area = self.area(code, geography)
        return area.name if area else None

    def place(self, code: str, geography: str = "") -> Document:
        """An area and the region it lies in, each with its name."""
        area = self.area(code, geography)
        region = area.region if area else ""
        return {
            "area": code,
            "area_name": area.name if area else None,
            "region": known(region),
            "region_name": self.name(region, geography),
        }


def cell_fields(block: BuildingBlock | None, level: Level | None) -> Document:
    """A block and a level, each with the words for it."""
    return {
        "block": token(block),
        "block_name": label(block) if block else None,
        "level": token(level),
        "level_name": label(level) if level else None,
    }


def fields_of(cell: Cell) -> Document:
    """The block and the level of a cell, each with the words for it."""
    return cell_fields(cell.block, cell.level)
