"""Many different views of the heat map, as people get to them by its filters."""

from datetime import date
from itertools import product

from components.url_state import HeatMapView
from domain_model.cells import CELLS
from domain_model.geography import Geography
from domain_model.vocabulary import AreaKind, BuildingBlock, Grade, Level, Vintage

GRADES = (frozenset({Grade.A, Grade.B, Grade.C}), frozenset({Grade.A, Grade.B}), frozenset({Grade.A}))


def varied_views(geography: Geography) -> list[str]:
    """Over two hundred query strings: every filter, alone and with the geographies and grades; all as at today."""
    views: list[HeatMapView] = []
    for vintage, grades in product(Vintage, GRADES):
        start = HeatMapView(vintage=vintage, grades=grades)
        regions = [area.code for area in geography.in_vintage(vintage, AreaKind.REGION)]
        boards = [area.code for area in geography.in_vintage(vintage, AreaKind.ICB)]
        views += [start, start.with_(unmeasured=True), start.with_(closed=frozenset(regions))]
        views += [start.with_(region=region) for region in regions]
        views += [start.with_(closed=frozenset({region})) for region in regions]
        views += [start.with_(block=block) for block in BuildingBlock]
        views += [start.with_(level=level) for level in Level]
        views += [start.with_(sort=cell) for cell in CELLS[::2]]
        views += [start.with_(sort=cell, unmeasured=True, board=boards[3]) for cell in CELLS[1::4]]
    return [view.to_search() for view in views]


def some_views(number: int) -> list[str]:
    """Views in turn of both geographies, all grades and a few orders, without asking the domain for areas."""
    starts = [HeatMapView(vintage=vintage, grades=grades) for vintage, grades in product(Vintage, GRADES)]
    views = [start.with_(sort=cell) for cell in CELLS for start in starts]
    return [view.to_search() for view in views[:number]]


def dates_not_asked_before(period_ends: tuple[date, ...], number: int = 20) -> list[str]:
    """Views as at dates of which no two share a result, spread over all periods, the latest ones left out."""
    ends = [end for end in period_ends if end.year >= 2016][:-1]
    step = max(1, len(ends) // number)
    days = ends[::step][:number]
    return [HeatMapView(as_at=day).to_search() for day in days]
