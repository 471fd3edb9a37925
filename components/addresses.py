"""Addresses of the product's own pages, with what of the view they share."""

from components.url_state import AreaView, PairView, View
from domain_model.cells import Cell


def pair_address(pair_id: str, view: View, area: str = "") -> str:
    """The page of a pair, with the geography, date and area of the view it is reached from."""
    search = PairView(vintage=view.vintage, as_at=view.as_at, grades=view.grades, area=area).to_search()
    return f"/pair/{pair_id}{search}"


def indicator_address(indicator_id: str, view: View, area: str = "") -> str:
    """The page of an indicator, with the geography, date and area of the view it is reached from."""
    search = PairView(vintage=view.vintage, as_at=view.as_at, grades=view.grades, area=area).to_search()
    return f"/indicator/{indicator_id}{search}"


def area_address(area: str, view: View, cell: Cell | None = None) -> str:
    """The page of an area, with a cell opened where one is given."""
    search = AreaView(
        vintage=view.vintage, as_at=view.as_at, grades=view.grades, reading=view.reading, cell=cell
    ).to_search()
    return f"/area/{area}{search}"
