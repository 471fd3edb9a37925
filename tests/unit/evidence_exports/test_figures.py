"""The graph of links and the drawings of matrix and links say what was shown, and run nobody's markup."""

from dataclasses import replace
from io import BytesIO

import networkx
from defusedxml import ElementTree

from components.exports.evidence_svg import links_svg, matrix_svg
from components.exports.evidence_taken import Taken
from components.exports.link_graph import NO_CELL, link_graph
from domain_model.cells import CELLS
from domain_model.evidence_book import EvidenceBook
from domain_model.vocabulary import LinkSign, StatementKind
from tests.taken_evidence import BEDS, LINKS, MONEY, links, matrix


def words_in(svg: str) -> list[str]:
    root = ElementTree.fromstring(svg.encode())
    assert root.tag == "{http://www.w3.org/2000/svg}svg" and root.get("font-family") == "sans-serif"
    assert not [node for node in root.iter() if node.tag.endswith(("script", "image", "foreignObject", "}a"))]
    return ["".join(node.itertext()) for node in root.iter("{http://www.w3.org/2000/svg}text")]


def matrix_words(taken: Taken) -> list[str]:
    assert taken.matrix is not None
    return words_in(matrix_svg(taken.matrix, taken.cover))


def test_a_graph_has_every_cell_and_every_link_with_its_sign_and_source(book: EvidenceBook) -> None:
    taken = links(book)
    assert taken.graph is not None
    graph = networkx.read_graphml(BytesIO(link_graph(taken.graph, taken.cover)), force_multigraph=True)
    assert graph.is_directed() and set(graph.nodes) == {cell.token for cell in CELLS} | {NO_CELL}
    edges = {key: (start, end, data) for start, end, key, data in graph.edges(keys=True, data=True)}
    assert edges.keys() == {"L1", "L2", "own-l"}
    start, end, data = edges["L1"]
    assert (start, end, data["sign"], data["source"]) == (MONEY.token, BEDS.token, "worsens", "study")
    assert data["text"] == "FICTITIOUS <b>cut</b>" and data["added_here"] is False
    assert edges["own-l"][0] == NO_CELL and edges["own-l"][2]["text"].strip() == "FICTITIOUS"
    assert graph.nodes[MONEY.token]["label"] == "Financing, meso"
    assert graph.graph["evidence_version"] == "abc123+7" and "MIT" in graph.graph["licence"]


def test_a_graph_of_whole_cells_has_no_node_for_what_is_none(book: EvidenceBook) -> None:
    taken = links(book, source=("study",))
    assert taken.graph is not None
    assert NO_CELL not in networkx.read_graphml(BytesIO(link_graph(taken.graph, taken.cover))).nodes


def test_a_figure_of_the_matrix_has_its_numbers_its_emptiness_and_its_source_line(book: EvidenceBook) -> None:
    words = matrix_words(matrix(book))
    assert words[0] == "Matrix of barriers and enablers"
    assert words.count("■ 2") == 2 and words.count("□ 2") == 1 and words.count("□ 1") == 1
    assert words.count("not asked") == 2 and words.count("0 asked, none") == 30
    foot = " ".join(words)
    assert "evidence version abc123+7" in foot and "https://parity.example.org/matrix?reading=extended" in foot
    assert words[-1] == "Not an NHS or WHO product; endorsed by neither." and "<script>" in foot


def test_what_the_filters_keep_back_is_not_drawn_as_empty(book: EvidenceBook) -> None:
    words = matrix_words(matrix(book, kinds=(StatementKind.ENABLER,)))
    assert words.count("under the filters") == 2 and words.count("0 asked, none") == 30


def test_a_figure_of_links_has_signs_beside_one_another(book: EvidenceBook) -> None:
    taken = links(book)
    assert taken.links is not None
    words = words_in(links_svg(taken.links, taken.cover))
    assert "−1+1" in words and words.count("0") == 1
    assert any("− worsens (1); + improves (1)" in line for line in words)


def test_a_figure_of_many_signs_is_smaller_and_a_nought_of_several_says_how_many(book: EvidenceBook) -> None:
    more = (replace(LINKS[0], id="L4", sign=LinkSign.CONDITIONAL), replace(LINKS[2], id="own-m"))
    many = replace(book, evidence=replace(book.evidence, links=(*LINKS, *more)))
    taken = links(many)
    assert taken.links is not None
    words = words_in(links_svg(taken.links, taken.cover))
    assert "−1+1?1" in words and "0×2" in words
