"""The list of what the API answers: path, parameters and the schema of each answer."""

import re
from dataclasses import dataclass
from enum import Enum

from domain_model.people_vocabulary import Permission

PREFIX = "/api/v1"
PAGING = ("limit", "offset")


class Shows(Enum):
    """What an answer shows besides figures and evidence, which change with a release only."""

    FIGURES = "nothing besides"
    JUDGEMENTS = "what people think, without their names"
    VIEWS = "what people think, with their names for who may know them"
    HISTORY = "what people thought before, with their names for who may know them"
    NOTES = "notes, with the names of their authors for who may know them"

    @property
    def knows_reader(self) -> bool:
        """Whether such an answer differs by who asks."""
        return self not in (Shows.FIGURES, Shows.JUDGEMENTS)


@dataclass(frozen=True, slots=True)
class ApiRoute:
    """One address of the API.

    `answer` names the schema of the whole answer, `item` that of one row, '' where there are none.
    `required` are those of `parameters` that have to be given. `may_be_missing` says that a path or parameter
    can name something that does not exist (404), `is_as_of_today` that the answer rests on today's figures.
    """

    name: str
    path: str
    summary: str
    answer: str
    item: str = ""
    parameters: tuple[str, ...] = ()
    required: tuple[str, ...] = ()
    may_be_missing: bool = False
    shows: Shows = Shows.FIGURES
    permission: Permission = Permission.VIEW
    is_as_of_today: bool = False

    @property
    def rule(self) -> str:
        """The path as Flask writes it."""
        return rule_of(self.path)

    @property
    def follows_today(self) -> bool:
        """Whether its answer is another one tomorrow where no date is asked for."""
        return self.is_as_of_today or "as_at" in self.parameters

    @property
    def has_csv(self) -> bool:
        """Whether it also answers CSV."""
        return "format" in self.parameters


def rule_of(path: str) -> str:
    """A path of the description as Flask writes it, each variable under its own name."""
    owner = {"id": "note_id"} if path.startswith("/notes") else {"id": "pair_id"}
    return re.sub(r"{(\w+)}", lambda found: f"<{owner.get(found[1], found[1])}>", path)


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
        shows=Shows.JUDGEMENTS,
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
    ApiRoute(
        "judgements",
        "/judgements",
        "What people think of each cell as it stands, each view by itself (n = 1), beside the measured band",
        "JudgementList",
        "Judgement",
        ("area", "block", "level", "author", *PAGING, "format"),
        may_be_missing=True,
        shows=Shows.VIEWS,
        is_as_of_today=True,
    ),
    ApiRoute(
        "judgement_history",
        "/judgements/history",
        "All versions of all views of one cell, view by view; for people with an account",
        "JudgementVersionList",
        "JudgementVersion",
        ("area", "block", "level", "author", *PAGING, "format"),
        required=("area", "block", "level"),
        may_be_missing=True,
        shows=Shows.HISTORY,
        permission=Permission.OWN_ACCOUNT,
    ),
    ApiRoute(
        "notes",
        "/notes",
        "The notes on the cells of one area as they stand",
        "NoteList",
        "Note",
        ("area", "block", "level", "author", *PAGING, "format"),
        required=("area",),
        may_be_missing=True,
        shows=Shows.NOTES,
    ),
    ApiRoute("openapi", "/openapi.json", "This description", "OpenApi"),
)

ROUTE: dict[str, ApiRoute] = {route.name: route for route in ROUTES}
"""The same by name."""
