"""The drawing of the tile map: every board once, regions that hang together, neighbours about where they are."""

import csv
from pathlib import Path

import pytest

from components.tile_names import TILE_NAMES
from domain_model.tile_arrangement import ARRANGEMENTS, Edge, Place, TileArrangement, read_places
from domain_model.vocabulary import Vintage

SEED = Path(__file__).resolve().parents[2] / "data/seed/areas.csv"
BOTH = pytest.mark.parametrize("vintage", list(Vintage))
LONDON, SOUTH_EAST, SOUTH_WEST = "Y56", "Y59", "Y58"


def seeded(vintage: Vintage, kind: str = "icb") -> dict[str, str]:
    """Code and region of the areas of a kind in the published seed."""
    with SEED.open(newline="", encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["kind"] == kind]
    return {row["code"]: row["region"] for row in rows if vintage in row["geographies"].split(";")}


def at(code: str, vintage: Vintage) -> Place:
    return ARRANGEMENTS[vintage].place(code)


@BOTH
def test_every_board_of_a_geography_has_exactly_one_tile(vintage: Vintage):
    drawn = ARRANGEMENTS[vintage].places
    assert set(drawn) == set(seeded(vintage))
    assert len(set(drawn.values())) == len(drawn) == {Vintage.ICB2023: 42, Vintage.ICB2026: 36}[vintage]


@BOTH
def test_the_boards_of_a_region_hang_together_edge_to_edge(vintage: Vintage):
    regions = seeded(vintage)
    places = ARRANGEMENTS[vintage].places
    for region in set(regions.values()):
        left = {places[code] for code in places if regions[code] == region}
        reached = [left.pop()]
        while reached:
            here = reached.pop()
            beside = {here.beyond(edge) for edge in Edge} & left
            left -= beside
            reached.extend(beside)
        assert not left, (region, left)


@BOTH
def test_no_place_inside_the_drawing_is_left_empty(vintage: Vintage):
    """What is empty is sea, Wales or Scotland: it can be reached from the edge of the drawing."""
    drawing = ARRANGEMENTS[vintage]
    taken = set(drawing.places.values())
    every = {Place(row, column) for row in range(-1, drawing.rows + 1) for column in range(-1, drawing.columns + 1)}
    outside, reached = every - taken, [Place(-1, -1)]
    while reached:
        here = reached.pop()
        outside.discard(here)
        reached.extend({here.beyond(edge) for edge in Edge} & outside)
    assert not outside


@BOTH
def test_the_drawing_fits_a_phone(vintage: Vintage):
    assert ARRANGEMENTS[vintage].columns == 7
    assert ARRANGEMENTS[vintage].rows == {Vintage.ICB2023: 10, Vintage.ICB2026: 9}[vintage]


@BOTH
def test_the_corners_of_england_are_the_corners_of_the_drawing(vintage: Vintage):
    places = ARRANGEMENTS[vintage].places
    assert at("QHM", vintage).row == 0
    assert [code for code, place in places.items() if place.row == 0] == ["QHM"]
    cornwall = at("QT6", vintage)
    assert cornwall.row == max(place.row for place in places.values())
    assert [code for code, place in places.items() if place.column == 0] == ["QT6"]


@BOTH
@pytest.mark.parametrize(
    ("northern", "southern"),
    [
        ("QHM", "QOQ"),  # North East and North Cumbria, Humber and North Yorkshire
        ("QOP", "QNC"),  # Greater Manchester, Staffordshire
        ("QF7", "QT1"),  # South Yorkshire, Nottinghamshire
        ("QGH", "QR1"),  # Herefordshire and Worcestershire, Gloucestershire
        ("QMF", "QKK"),  # the Thames between North East and South East London
        ("QKK", "QKS"),  # South East London, Kent
        ("QR1", "QOX"),  # Gloucestershire, Wiltshire
        ("QSL", "QT6"),  # Somerset, Cornwall
    ],
)
def test_north_is_up(vintage: Vintage, northern: str, southern: str):
    assert at(northern, vintage).row <= at(southern, vintage).row
    assert (northern, southern) == ("QSL", "QT6") or at(northern, vintage).row < at(southern, vintage).row


@BOTH
@pytest.mark.parametrize(
    ("western", "eastern"),
    [
        ("QYG", "QOP"),  # Cheshire and Merseyside, Greater Manchester
        ("QE1", "QOQ"),  # Lancashire, North Yorkshire
        ("QOC", "QUA"),  # Shropshire, Black Country
        ("QJ2", "QT1"),  # Derbyshire, Nottinghamshire
        ("QT1", "QJM"),  # Nottinghamshire, Lincolnshire
        ("QUY", "QOX"),  # Bristol, Bath
        ("QT6", "QJK"),  # Cornwall, Devon
        ("QVV", "QRL"),  # Dorset, Hampshire
        ("QWE", "QKK"),  # South West and South East London
    ],
)
def test_west_is_left(vintage: Vintage, western: str, eastern: str):
    assert at(western, vintage).column < at(eastern, vintage).column


@pytest.mark.parametrize(
    ("vintage", "one", "other"),
    [
        (Vintage.ICB2023, "QRV", "QMJ"),  # North West and North Central London
        (Vintage.ICB2023, "QMM", "QJG"),  # Norfolk, Suffolk
        (Vintage.ICB2023, "QU9", "QNQ"),  # Berkshire West, Frimley
        (Vintage.ICB2023, "QNQ", "QXU"),  # Frimley, Surrey
        (Vintage.ICB2023, "QNX", "QKS"),  # Sussex, Kent
        (Vintage.ICB2023, "QM7", "QMJ"),  # Hertfordshire, North Central London
        (Vintage.ICB2026, "T6Y0W", "D7T5G"),  # Norfolk and Suffolk, Essex
        (Vintage.ICB2026, "S1Y5D", "Z9B2Z"),  # Central East, West and North London
        (Vintage.ICB2026, "S9B9J", "QKS"),  # Surrey and Sussex, Kent
        (Vintage.ICB2026, "D7T5G", "QMF"),  # Essex, North East London
    ],
)
def test_neighbours_touch(vintage: Vintage, one: str, other: str):
    assert at(other, vintage) in {at(one, vintage).beyond(edge) for edge in Edge}


def test_kent_lies_east_of_surrey_and_sussex():
    assert at("QKS", Vintage.ICB2023).column > max(at(code, Vintage.ICB2023).column for code in ("QXU", "QNX"))
    assert at("QKS", Vintage.ICB2026).column > at("S9B9J", Vintage.ICB2026).column


@BOTH
def test_a_region_ends_where_another_begins_and_where_nothing_is(vintage: Vintage):
    outlines = ARRANGEMENTS[vintage].outlines(seeded(vintage))
    assert outlines["QHM"] == {Edge.NORTH, Edge.EAST, Edge.WEST}
    assert outlines["QKK"] >= {Edge.SOUTH} and Edge.WEST not in outlines["QKK"]
    assert Edge.SOUTH in outlines["QPM"] and Edge.WEST not in outlines["QPM"]
    assert set(outlines) == set(seeded(vintage))


def test_the_outline_of_a_region_is_drawn_on_both_sides_of_its_border():
    drawing = TileArrangement(Vintage.ICB2023, read_places("A B\nC ."), {})
    outlines = drawing.outlines({"A": "one", "B": "two", "C": "one"})
    assert outlines == {
        "A": {Edge.NORTH, Edge.EAST, Edge.WEST},
        "B": set(Edge),
        "C": {Edge.EAST, Edge.SOUTH, Edge.WEST},
    }
    assert (drawing.columns, drawing.rows) == (2, 2)


@BOTH
def test_every_region_has_its_name_beside_or_above_its_own_tiles_and_on_no_tile(vintage: Vintage):
    drawing, regions = ARRANGEMENTS[vintage], seeded(vintage)
    owners = {place: regions[code] for code, place in drawing.places.items()}
    assert set(drawing.names) == set(seeded(vintage, "region"))
    for region, name in drawing.names.items():
        span = {Place(name.place.row, name.place.column + step) for step in range(name.columns)}
        assert not span & set(owners)
        assert region in {owners.get(place.beyond(edge)) for place in span for edge in Edge}
        assert name.is_upright is (name.place.column >= drawing.columns)


@pytest.mark.parametrize(
    ("drawing", "problem"),
    [("A B\nB .", "board B has two tiles"), ("A B\nC", "row 1 of the drawing has 1 places, the first 2")],
)
def test_a_drawing_that_cannot_be_read_says_why(drawing: str, problem: str):
    with pytest.raises(ValueError, match=problem):
        read_places(drawing)


def test_a_board_without_a_tile_is_named():
    with pytest.raises(LookupError, match="no tile for board 'QMM' in the drawing of icb2026"):
        ARRANGEMENTS[Vintage.ICB2026].place("QMM")


@BOTH
def test_every_board_has_a_short_name_and_letters_of_its_own(vintage: Vintage):
    names = [TILE_NAMES[code] for code in seeded(vintage)]
    assert len({name.words for name in names}) == len({name.letters for name in names}) == len(names)
    assert all(len(name.words) <= 24 and 2 <= len(name.letters) <= 5 for name in names)
