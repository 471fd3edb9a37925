"""What the links page has open is taken away as it is shown: a path by its steps, a loop, a cell's links, a pair."""

from dataclasses import replace
from io import BytesIO

import networkx
import pytest

from components.exports.evidence_json import evidence_document
from components.exports.evidence_words import TakenView
from components.exports.link_graph import NO_CELL, link_graph
from components.exports.link_ways import (
    NEVER_SUMMED,
    NothingOpenError,
    shown_alone,
    take_away_address,
    take_away_link,
)
from components.exports.way_tables import READING
from components.link_view import LinksView, LinkTable, way_token
from components.link_words import NOT_MULTIPLIED, WHY_MIXED
from components.take_away_page import ALL_LINKS, files_of, take_away_parts
from domain_model.cells import Cell
from domain_model.evidence import Link
from domain_model.evidence_book import EvidenceBook
from domain_model.evidence_vocabulary import LinkOrigin
from domain_model.vocabulary import LinkBasis, LinkSign
from tests.taken_evidence import (
    BEDS,
    LINKS,
    MONEY,
    SILENT,
    column,
    into,
    loop,
    of_links_page,
    out,
    pair,
    path,
)


def link(name: str, start: Cell, end: Cell, sign: LinkSign, basis: LinkBasis = LinkBasis.STATED) -> Link:
    return Link(name, start.block, start.level, end.block, end.level, "", "", sign, f"FICTITIOUS {name}", basis, "",
                "study", f"page {name}")  # fmt: skip


@pytest.fixture(scope="module")
def longer(book: EvidenceBook) -> EvidenceBook:
    """Money acts on beds, beds on technology; one link skips beds, one leads back."""
    more = (
        link("M1", BEDS, SILENT, LinkSign.IMPROVES),
        link("M2", MONEY, SILENT, LinkSign.CONDITIONAL),
        link("M3", SILENT, MONEY, LinkSign.WORSENS, LinkBasis.OPINION),
    )
    return replace(book, evidence=replace(book.evidence, links=(*LINKS, *more)))


def test_a_path_has_its_links_step_by_step_with_the_signs_of_each_step(longer: EvidenceBook) -> None:
    taken = path(longer, end=SILENT, path=2)
    assert [column(taken, 0, name) for name in ("step", "id", "sign", "source", "place")] == [
        [1, 1, 2],
        ["L1", "L2", "M1"],
        ["worsens", "improves", "improves"],
        ["study"] * 3,
        ["page 4", "page 5", "page M1"],
    ]
    first, _second, third = taken.main.documents()
    assert [first[f"step_{sign.value}"] for sign in LinkSign] == [
        int(sign in (LinkSign.WORSENS, LinkSign.IMPROVES)) for sign in LinkSign
    ]
    assert (first["step_links"], third["step_links"], third["step_improves"]) == (2, 1, 1)
    assert (first["step_from"], third["step_to"]) == ("Financing, meso", "Technologies and medical products, macro")
    assert {row["how_to_read"] for row in taken.main.documents()} == {READING}
    steps = taken.tables[1].documents()
    assert [(row["step"], row["from"], row["to"], row["links"]) for row in steps] == [
        (1, MONEY.token, BEDS.token, 2),
        (2, BEDS.token, SILENT.token, 1),
    ]
    assert [(row["beside"], row["id"]) for row in taken.tables[2].documents()] == [
        ("skips_a_step", "M2"),
        ("leads_back", "M3"),
    ]
    assert [table.name for table in taken.tables] == ["links", "steps", "beside", "sources"]


def test_the_cover_of_a_path_names_number_ends_way_and_filters_and_that_signs_are_never_multiplied(
    longer: EvidenceBook,
) -> None:
    cover = path(longer, end=SILENT, path=2, steps=2, basis=(LinkBasis.STATED, LinkBasis.INFERRED)).cover
    assert cover.filters == (
        ("path", "2 of 2 of up to 2 steps"),
        ("from", "Financing, meso"),
        ("to", "Technologies and medical products, macro"),
        ("way", "Financing, meso → Service delivery, micro → Technologies and medical products, macro"),
        ("basis", "stated by the source or our inference"),
    )
    assert cover.address == (
        "https://parity.example.org/links?start=financing/meso&end=technologies_products/macro&steps=2"
        "&basis=stated,inferred&way=financing/meso~service_delivery/micro~technologies_products/macro"
    )
    assert "path: 2 of 2 of up to 2 steps" in cover.citation and "evidence version abc123+7" in cover.citation
    assert "step 1, Financing, meso to Service delivery, micro (1 worsens, 1 improves); step 2, " in cover.methods
    assert "with the filters basis: stated by the source or our inference" in cover.methods
    assert NOT_MULTIPLIED in cover.methods and NOT_MULTIPLIED in cover.notes
    assert cover.notes[1] == (
        "Beside the steps, 1 link that skips a step or leads back stands in a further table of the workbook and the "
        "document, not among the steps."
    )


def test_every_file_of_a_path_says_that_signs_are_never_multiplied(book: EvidenceBook) -> None:
    taken = path(book)
    assert ("note", NOT_MULTIPLIED) in taken.cover.rows()
    assert NOT_MULTIPLIED in evidence_document(taken)["about"]["notes"]
    assert taken.graph is not None
    assert NOT_MULTIPLIED in networkx.read_graphml(BytesIO(link_graph(taken.graph, taken.cover))).graph["note"]
    assert taken.cover.notes == (NOT_MULTIPLIED,), "nothing beside it, and so not a word of that"
    assert [one.ending for one in files_of(taken)] == ["csv", "metadata.csv", "xlsx", "json", "ris", "bib", "graphml"]
    page = take_away_parts(taken, dict.fromkeys(files_of(taken), ""), "")
    assert ALL_LINKS not in page and "Signs are never multiplied" in page and "1 step, 2 links, 1 source" in page


def test_a_graph_of_a_path_has_its_cells_and_links_alone_with_their_places(longer: EvidenceBook) -> None:
    taken = path(longer, end=SILENT, path=2)
    assert taken.graph is not None
    graph = networkx.read_graphml(BytesIO(link_graph(taken.graph, taken.cover)), force_multigraph=True)
    assert {name: data["place_in_path"] for name, data in graph.nodes(data=True)} == {
        MONEY.token: 1,
        BEDS.token: 2,
        SILENT.token: 3,
    }
    assert {key: data["step"] for _a, _b, key, data in graph.edges(keys=True, data=True)} == {"L1": 1, "L2": 1, "M1": 2}


def test_a_loop_is_taken_away_with_why_it_has_no_sign(book: EvidenceBook) -> None:
    taken = loop(book)
    assert column(taken, 0, "id") == ["L1", "L2", "L9"] and column(taken, 0, "step") == [1, 1, 2]
    assert taken.cover.filters[0] == ("loop", "1 of 1 of up to 3 steps")
    assert taken.cover.filters[1][1].startswith("Financing, meso →") and "back to" in taken.cover.filters[1][1]
    assert (
        taken.cover.address.endswith(f"/links?way={way_token(taken.graph.cells, is_loop=True)}")
        and WHY_MIXED in taken.cover.notes
    )


def test_what_acts_on_a_cell_what_it_acts_on_and_a_pair_hold_their_links_alone(book: EvidenceBook) -> None:
    on_money = of_links_page(book, TakenView.INTO, end=MONEY)
    assert [column(taken, 0, "id") for taken in (on_money, into(book), out(book), pair(book))] == [
        ["own-l"],
        ["L1", "L2"],
        ["L1", "L2"],
        ["L1", "L2"],
    ]
    assert of_links_page(book, TakenView.OUT, start=BEDS).main.rows == ()
    assert [taken.cover.filters for taken in (into(book), out(book), pair(book))] == [
        (("what acts on", "Service delivery, micro"),),
        (("what is acted on by", "Financing, meso"),),
        (("from", "Financing, meso"), ("to", "Service delivery, micro")),
    ]
    assert on_money.cover.address.endswith("/links?end=financing/meso&table=into")
    assert out(book).cover.address.endswith("/links?start=financing/meso&table=out")
    assert pair(book).cover.address.endswith("/links?table=pair&pair=financing/meso~service_delivery/micro")
    assert into(book).cover.notes == (NEVER_SUMMED,)
    assert column(out(book), 1, "worsens") == [1] and column(out(book), 1, "improves") == [1]
    assert on_money.cover.has_own and not into(book).cover.has_own
    assert on_money.graph is not None and on_money.graph.cells == (MONEY,)
    assert NO_CELL in networkx.read_graphml(BytesIO(link_graph(on_money.graph, on_money.cover))).nodes


def test_a_pair_without_a_link_is_empty_and_a_catalogue_alone_has_its_version(book: EvidenceBook) -> None:
    none = of_links_page(book, TakenView.PAIR, pair=f"{BEDS.token}~{MONEY.token}")
    assert none.main.rows == () and "These are 0 links: none." in none.cover.methods
    assert path(book, origin=LinkOrigin.CATALOGUE).cover.version == "abc123"
    assert path(book).cover.version == "abc123+7"


@pytest.mark.parametrize(
    ("kind", "asked", "said"),
    [
        (TakenView.PATH, {"path": 3}, "There is no path 3: under these choices there is 1 path of up to 3 steps, "),
        (TakenView.PATH, {"path": 0}, "No such path: 0. Nothing else was taken in its place."),
        (TakenView.PATH, {"steps": 9}, "No such steps: 9. "),
        (
            TakenView.PATH,
            {"end": SILENT},
            "No link ends at Technologies and medical products, macro, so that no path does.",
        ),
        (TakenView.PATH, {"source": ("Study",)}, "No such source: Study. "),
        (TakenView.LOOP, {"loop": 1}, "There is no loop 1: under these choices there are 0 loops of up to 3 steps."),
        (TakenView.PAIR, {}, "No pair of cells was named"),
        (TakenView.PAIR, {"pair": "x"}, "No such pair: x. "),
        (TakenView.INTO, {"problems": ("no such end: z",)}, "No such end: z. "),
    ],
)
def test_what_there_is_not_is_said_and_nothing_else_taken(
    book: EvidenceBook, kind: TakenView, asked: dict[str, object], said: str
) -> None:
    with pytest.raises(NothingOpenError) as refused:
        of_links_page(book, kind, **asked)
    assert str(refused.value).startswith(said)


def test_the_address_carries_what_is_open_and_its_filters_and_nothing_else() -> None:
    view = LinksView(start=MONEY, path=4, steps=2, pair="a~b", page=3, table=LinkTable.ALL, sign=(LinkSign.WORSENS,))
    assert take_away_address(TakenView.PATH, view) == (
        "/evidence/take-away?view=path&start=financing/meso&steps=2&path=4&sign=worsens"
    )
    assert take_away_address(TakenView.PATH, LinksView()) == "/evidence/take-away?view=path"
    assert shown_alone(TakenView.INTO, view) == LinksView(table=LinkTable.INTO, sign=(LinkSign.WORSENS,))
    assert 'href="/evidence/take-away?view=loop&amp;loop=2"' in take_away_link(TakenView.LOOP, LinksView(loop=2))
