"""The tile map: one square button a board, placed as on a map, with the outlines and names of the regions."""

from collections.abc import Iterable

from markupsafe import Markup

from components.formatting import plural
from components.labels import cell_label, label
from components.markup import for_ears, joined, tag
from components.tile_names import tile_name
from components.tile_words import FaceOf, TileFace, measured_face
from domain_model.cells import Cell
from domain_model.tile_arrangement import Edge, NamePlace, Place, TileArrangement
from domain_model.use_cases.fill_tiles import FilledTiles, Tile

ROOM = 4
"""A number of more signs than these is written smaller, to stand on one line with its arrow."""


def tile_map(
    filled: FilledTiles, arrangement: TileArrangement, opened: str = "", face_of: FaceOf = measured_face
) -> Markup:
    """The map as markup, for the host that `markup_host` makes; `opened` is the board whose tile is open.

    `face_of` writes what each tile says: what is measured, or somebody's view.

    `assets/tile_map.js` moves the focus from tile to tile and writes the open one into the address.

    Raises:
        LookupError: if the drawing has no tile for one of the boards.
    """
    places = {tile.area.code: arrangement.place(tile.area.code) for tile in filled.boards}
    regions = {tile.area.code: tile.area.region for tile in filled.boards}
    edges = arrangement.outlines(regions)
    stop = opened if opened in places else min(places, key=places.__getitem__)
    groups = []
    for region, area in _from_the_north(filled, places):
        boards = sorted((t for t in filled.boards if t.area.region == region), key=lambda t: places[t.area.code])
        tiles = joined(
            _tile(tile, face_of(tile, area), places[tile.area.code], edges[tile.area.code], stop=stop, opened=opened)
            for tile in boards
        )
        groups.append(tag("ul", tiles, aria_label=f"{area}, {plural(len(boards), 'board')}"))
    names = (_name(filled, region, place, arrangement, regions) for region, place in arrangement.names.items())
    margin = any(name.is_upright for name in arrangement.names.values())
    return tag(
        "div",
        joined(groups),
        joined(names),
        class_=f"tile-map{' has-margin' if margin else ''}",
        style=f"--columns:{arrangement.columns};--rows:{arrangement.rows}",
        role="group",
        aria_label=f"{label(filled.vintage)}, placed as on a map",
    )


def map_title(filled: FilledTiles) -> str:
    """What the tiles show: `Service delivery, meso`, or the pair by id and title."""
    shown = filled.shown
    return cell_label(shown) if isinstance(shown, Cell) else f"Pair {shown.id}: {shown.words.title}"


def _from_the_north(filled: FilledTiles, places: dict[str, Place]) -> Iterable[tuple[str, str]]:
    """Code and name of the regions, in the order of their northernmost boards."""
    first: dict[str, Place] = {}
    for tile in filled.boards:
        place = places[tile.area.code]
        first[tile.area.region] = min(place, first.get(tile.area.region, place))
    return ((code, filled.regions[code].short_name) for code in sorted(first, key=first.__getitem__))


def _tile(tile: Tile, face: TileFace, place: Place, edges: frozenset[Edge], *, stop: str, opened: str) -> Markup:
    code = tile.area.code
    name = tile_name(code, tile.area.short_name)
    drawn = tag(
        "b",
        tag("span", face.sign),
        tag("span", face.value) if face.value else None,
        tag("i", face.marks) if face.marks else None,
        class_="long" if len(face.value) > ROOM else None,
        aria_hidden="true",
    )
    button = tag(
        "button",
        for_ears(face.sentence),
        tag("span", name.words, class_="tile-words", aria_hidden="true"),
        tag("span", name.letters, class_="tile-letters", aria_hidden="true"),
        drawn,
        tag("small", face.under, aria_hidden="true"),
        tag("small", face.base, class_="tile-base", aria_hidden="true"),
        type="button", class_=f"tile {face.classes}", data_tile=code, data_key=f"tile {code}",
        data_row=place.row, data_column=place.column,
        tabindex=0 if code == stop else -1, aria_current="true" if code == opened else None,
    )  # fmt: skip
    ends = "".join(f" {edge.name.lower()}" for edge in Edge if edge in edges)
    return tag("li", button, class_=f"tile-place{ends}", style=_area(place))


def _name(
    filled: FilledTiles, region: str, name: NamePlace, arrangement: TileArrangement, regions: dict[str, str]
) -> Markup:
    """The name of a region, leaning towards its tiles; screen readers hear it with every tile."""
    place = name.place
    neighbours = {
        edge: {
            regions.get(code)
            for code, other in arrangement.places.items()
            if other in {one.beyond(edge) for one in _span(name)}
        }
        for edge in Edge
    }
    leaning = [
        "upright" if name.is_upright else "",
        "to-east" if region in neighbours[Edge.EAST] else "",
        "to-south" if region in neighbours[Edge.SOUTH] else "",
        "to-north" if region in neighbours[Edge.NORTH] else "",
    ]
    rows = 2 if name.is_upright else 1
    classes = " ".join(["tile-region", *(one for one in leaning if one)])
    return tag(
        "p",
        filled.regions[region].short_name,
        class_=classes,
        style=_area(place, rows, name.columns),
        aria_hidden="true",
    )


def _span(name: NamePlace) -> set[Place]:
    return {Place(name.place.row, name.place.column + step) for step in range(name.columns)}


def _area(place: Place, rows: int = 1, columns: int = 1) -> str:
    """Where something stands in the grid of the style sheet, which counts from 1."""
    return f"grid-area:{place.row + 1}/{place.column + 1}/span {rows}/span {columns}"
