"""The list of what the API answers: path, parameters and the schema of each answer."""

from dataclasses import dataclass

PREFIX = "/api/v1"
PAGING = ("limit", "offset")


@dataclass(frozen=True, slots=True)
class ApiRoute:
    """One address of the API.

    `answer` names the schema of the whole answer, `item` that of one row, '' where there are none.
    `may_be_missing` says that a path or parameter can name something that does not exist (404).
    """

    name: str
    path: str
    summary: str
    answer: str
    item: str = ""
    parameters: tuple[str, ...] = ()
    may_be_missing: bool = False

    @property
    def rule(self) -> str:
        """The path as Flask writes it."""
        return self.path.replace("{id}", "<pair_id>")

    @property
    def follows_today(self) -> bool:
        """Whether its answer is another one tomorrow where no date is asked for."""
        return "as_at" in self.parameters

    @property
    def has_csv(self) -> bool:
        """Whether it also answers CSV."""
        return "format" in self.parameters


ROUTES: tuple[ApiRoute, ...] = (
    ApiRoute(
        "meta",
        "/meta",
        "Version, vocabularies with their words, thresholds, counts and licences",
        "Meta",
        parameters=("format",),
    ),
    ApiRoute(
        "areas",
        "/areas",
        "Boards, regions and England of a vintage, with what became of whom",
        "AreaList",
        "Area",
        ("vintage", "area", "area_kind", *PAGING, "format"),
        may_be_missing=True,
    ),
    ApiRoute(
        "cells",
        "/cells",
        "The measured, evidence and judgement layers of every cell in every area",
        "CellList",
        "Cell",
        ("vintage", "as_at", "reading", "grade", "area", "area_kind", "block", "level", *PAGING, "format"),
        may_be_missing=True,
    ),
    ApiRoute(
        "pairs",
        "/pairs",
        "The register of parity pairs with grade, reason and known bias",
        "PairList",
        "Pair",
        ("block", "level", "grade", "pair_kind", *PAGING, "format"),
    ),
    ApiRoute(
        "pair",
        "/pairs/{id}",
        "One parity pair: its metadata, and the gap with both sides in every area",
        "PairInAreas",
        "PairInArea",
        ("vintage", "as_at", "area", "area_kind", *PAGING, "format"),
        may_be_missing=True,
    ),
    ApiRoute(
        "observations",
        "/observations",
        "The published figures themselves, each with its period, counts, status and publication",
        "ObservationList",
        "Observation",
        (
            "indicator",
            "area",
            "area_kind",
            "geography",
            "publication",
            "period_from",
            "period_to",
            *PAGING,
            "format",
        ),  # fmt: skip
        may_be_missing=True,
    ),
    ApiRoute(
        "statements",
        "/statements",
        "What sources say helps or hinders parity",
        "StatementList",
        "Statement",
        ("reading", "block", "level", "kind", "source", *PAGING, "format"),
        may_be_missing=True,
    ),
    ApiRoute(
        "links",
        "/links",
        "How cells act on one another",
        "LinkList",
        "Link",
        ("block", "level", "sign", "source", *PAGING, "format"),
        may_be_missing=True,
    ),
    ApiRoute(
        "sources",
        "/sources",
        "The documents behind the evidence and the publications behind the figures",
        "SourceList",
        "Source",
        (*PAGING, "format"),
    ),
    ApiRoute("openapi", "/openapi.json", "This description", "OpenApi"),
)

ROUTE: dict[str, ApiRoute] = {route.name: route for route in ROUTES}
"""The same by name."""
