"""The parts of the links page: address, words, picture, matrix and tables, on FICTITIOUS links."""

import re
from collections.abc import Mapping
from dataclasses import replace
from itertools import combinations, permutations

import pytest
from markupsafe import Markup

from components.labels import label
from components.link_filters import link_filters
from components.link_geometry import BOX_HEIGHT, BOX_WIDTH, HEIGHT, corner, lines
from components.link_map import link_map, map_note
from components.link_matrix import link_matrix
from components.link_path import path_card
from components.link_route import lasting, loop_href, numbered, path_href
from components.link_table import link_tables
from components.link_view import (
    NO_CELL,
    ROWS,
    LinksView,
    LinkTable,
    cells_of_way,
    checked,
    ends_of,
    pair_token,
    way_token,
)
from components.link_words import (
    basis_in_words,
    firmness_of_route,
    headline_sentences,
    influence_sentences,
    no_path,
    route_in_words,
    signs_in_words,
    tally,
)
from domain_model.cells import CELLS, Cell
from domain_model.evidence import Link, Source
from domain_model.evidence_book import EvidenceBook
from domain_model.evidence_vocabulary import LinkOrigin
from domain_model.own_evidence import standing
from domain_model.use_cases.follow_links import LinkMap, follow_links, link_headline
from domain_model.use_cases.follow_routes import Loops, Paths, Route, find_loops, find_paths, path_of, reach_of_cells
from domain_model.vocabulary import LinkBasis, LinkSign
from tests.builders import evidence, link

WORSENS, IMPROVES = LinkSign.WORSENS, LinkSign.IMPROVES
A = Cell.from_token("financing/macro")
B = Cell.from_token("workforce/meso")
C = Cell.from_token("service_delivery/meso")
D = Cell.from_token("service_delivery/micro")
SOURCES: Mapping[str, Source] = {source.id: source for source in evidence().sources}
PATH = (
    link("X1", A, B),
    replace(link("X2", A, B, LinkSign.CONDITIONAL), basis=LinkBasis.OPINION),
    replace(link("X3", B, D, IMPROVES), basis_note="Level inferred."),
    link("X4", A, D),
    link("X5", D, A, IMPROVES),
)
VIEW = LinksView()


def network(*links: Link, own: tuple[str, ...] = (), view: LinksView = VIEW) -> LinkMap:
    catalogue = evidence(links=links)
    book = EvidenceBook("test", catalogue, catalogue, standing(()), frozenset(), frozenset(), frozenset(own))
    return follow_links(book, view.filter())


def drawn(links: LinkMap, view: LinksView = VIEW) -> tuple[Paths, Loops, Route | None]:
    paths, loops = find_paths(links, view.start, view.end, view.steps), find_loops(links, view.loop_steps)
    if view.loop:
        return paths, loops, loops.routes[view.loop - 1]
    return paths, loops, path_of(links, paths, view.path) if paths.total else None


def card(links: LinkMap, view: LinksView = VIEW) -> str:
    paths, loops, route = drawn(links, view)
    return plain(path_card(links, paths, loops, route, view, SOURCES))


def tables(links: LinkMap, view: LinksView = VIEW) -> Markup:
    paths, loops, route = drawn(links, view)
    return link_tables(links, paths, loops, route, reach_of_cells(links, view.steps), view, SOURCES)


def plain(markup: str) -> str:
    """The words of markup, with one space between them."""
    return re.sub(r"\s+", " ", Markup(re.sub(r"<[^>]+>", " ", markup)).unescape()).strip()


FULL = LinksView(
    start=C, end=B, steps=2, path=3, loop=2, loop_steps=5, source=("a", "b"), basis=(LinkBasis.INFERRED,),
    sign=(IMPROVES, WORSENS), origin=LinkOrigin.ADDED, table=LinkTable.PAIR, pair=pair_token(A, None), page=4,
)  # fmt: skip


def test_the_whole_view_comes_back_from_its_address():
    assert LinksView.from_search(FULL.to_search()) == FULL
    assert VIEW.to_search() == ""
    assert "pair=financing/macro~no_single_cell" in FULL.to_search()


def test_an_address_names_a_path_by_its_cells_and_not_by_its_number():
    view = VIEW.with_(way=way_token((A, B, D)), path=2, sign=(IMPROVES,))
    assert view.to_search() == "?sign=improves&way=financing/macro~workforce/meso~service_delivery/micro"
    assert cells_of_way(way_token((A, B, D))) == (A, B, D)
    assert cells_of_way(way_token((A, D), is_loop=True)) == (A, D, A)
    longest = sorted(CELLS, key=lambda cell: -len(cell.token))[:6]
    address = VIEW.with_(way=way_token(longest, is_loop=True)).to_search()
    assert LinksView.from_search(address) == VIEW.with_(way=way_token(longest, is_loop=True))


@pytest.mark.parametrize(
    "way",
    [
        "financing/macro", "moon", way_token((A, B, B, D)), way_token((A, B, A, D)), way_token(CELLS[:6]),
        way_token(CELLS[:7], is_loop=True),
    ],
)  # fmt: skip
def test_a_way_that_is_none_is_named_and_left_out(way: str):
    found = checked(VIEW.with_(way=way), frozenset())
    assert (found.way, found.problems) == ("", (f"no such way: {way}",))


def test_a_way_says_its_ends_and_how_many_steps_are_looked_for():
    found = checked(VIEW.with_(way=way_token((B, C, A, D, CELLS[-1])), start=D, loop=3, steps=2), frozenset())
    assert (found.start, found.end, found.steps, found.loop, found.problems) == (B, CELLS[-1], 4, 0, ())
    loop = checked(VIEW.with_(way=way_token((A, B, C, D), is_loop=True), start=B), frozenset())
    assert (loop.start, loop.loop_steps, loop.steps) == (B, 4, VIEW.steps)


def test_a_way_keeps_its_path_when_a_link_is_added_and_says_so_when_it_is_gone():
    way = way_token((A, B, D))
    asked, more = checked(VIEW.with_(way=way), frozenset()), (link("own-1", A, C), link("own-2", C, D))
    for links, number in ((network(*PATH), 2), (network(*PATH, *more, own=("own-1", "own-2")), 3)):
        paths, loops, _route = drawn(links)
        found = numbered(asked, links, paths, loops)
        assert (found.path, path_of(links, paths, found.path).cells) == (number, (A, B, D))
        assert lasting(found, paths, loops).way == way
        listing = VIEW.with_(table=LinkTable.PATHS)
        assert f'href="{html(path_href(listing, paths, number))}"' in tables(links, listing)
    fewer = network(*PATH[:2], PATH[3])
    paths, loops, _route = drawn(fewer)
    gone = numbered(asked.with_(path=9), fewer, paths, loops)
    assert (gone.way, gone.path) == ("", 1)
    assert gone.problems == (
        "There is no path Financing, macro → Workforce, meso → Service delivery, micro: "
        "under these choices no link leads from Workforce, meso to Service delivery, micro.",
    )


def test_a_way_that_comes_back_is_the_loop_of_its_cells():
    links = network(*PATH)
    paths, loops, _route = drawn(links)
    for number, cells in ((1, (A, D)), (2, (A, B, D))):
        view = checked(VIEW.with_(way=way_token(cells, is_loop=True)), frozenset())
        found = numbered(view, links, paths, loops)
        assert found.loop == number and lasting(found.with_(way=""), paths, loops).way == view.way
        listed = tables(links, VIEW.with_(table=LinkTable.LOOPS))
        assert f'href="{html(loop_href(VIEW.with_(table=LinkTable.LOOPS), loops, number))}"' in listed
    none = numbered(VIEW.with_(way=way_token((B, C), is_loop=True)), links, paths, loops)
    assert none.loop == 1 and "no link leads from Workforce, meso to Service delivery, meso" in none.problems[0]
    cut = numbered(VIEW.with_(way=way_token((D, A), is_loop=True)), links, paths, loops)
    assert "is not among those that are listed" in cut.problems[0]
    assert lasting(VIEW, *drawn(network())[:2]) == VIEW


def test_what_was_added_is_said_to_be_wherever_it_stands_in_a_path():
    own = replace(link("own-1", A, B), basis=LinkBasis.INFERRED)
    words = card(network(own, PATH[2], own=("own-1",)))
    assert "own-1 · A study, p. 2 · Inference of who added it. Added here." in words and "Our inference" not in words
    assert words.count("Added here.") == 1
    beside = card(network(PATH[0], PATH[2], link("own-2", A, B, IMPROVES), own=("own-2",)))
    assert "Beside it, + improves: Text of own-2 (own-2). Added here." in beside
    many = card(network(link("1", A, D), link("2", A, D), link("own-3", A, D), own=("own-3",)))
    assert "And 2 more links of the same signs, of which 1 added here." in many
    assert "dded here" not in card(network(*PATH))


def html(address: str) -> str:
    """An address as an attribute has it."""
    return str(Markup.escape(address))


def test_a_pair_of_ends_comes_back_from_its_token():
    assert ends_of(pair_token(A, B)) == (A, B)
    assert ends_of(pair_token(None, B)) == (None, B)
    assert ends_of(f"{NO_CELL}~{NO_CELL}") == (None, None)


@pytest.mark.parametrize("token", ["", "financing/macro", "financing/macro~", "financing/macro~money"])
def test_what_names_no_two_ends_is_refused(token: str):
    with pytest.raises(ValueError, match="no such"):
        ends_of(token)


def test_what_cannot_be_shown_becomes_the_default_and_is_named():
    view = LinksView.from_search(
        "?steps=9&loop_steps=1&path=0&loop=-1&page=0&source=known,unknown&pair=nothing&start=moon"
    )
    found = checked(view, frozenset({"known"}))
    assert found == VIEW.with_(source=("known",))
    assert found.problems == (
        "no such start: moon",
        "no such steps: 9",
        "no such loop steps: 1",
        "no such path: 0",
        "no such loop: -1",
        "no such page: 0",
        "no such source: unknown",
        "no such pair: nothing",
    )


def test_what_can_be_shown_is_left_as_it_is():
    assert checked(FULL, frozenset({"a", "b"})).problems == ()


def test_signs_stand_beside_one_another_and_a_single_nought_has_no_number():
    assert signs_in_words([(IMPROVES, 1), (WORSENS, 3)]) == "3 worsen, 1 improves"
    assert signs_in_words([]) == "none"
    assert plain(tally([(LinkSign.NO_CLEAR_EFFECT, 1), (LinkSign.CONDITIONAL, 2)])) == (
        "?2 0 2 depend on conditions, 1 has no clear effect"
    )
    assert plain(tally([(LinkSign.NO_CLEAR_EFFECT, 2)])).startswith("0×2 ")


def said(*links: Link) -> str:
    found = network(*links)
    return " ".join(headline_sentences(found, link_headline(found)))


def test_the_headline_is_computed_from_the_links():
    assert said(*PATH, link("X6", A, B, IMPROVES), replace(link("X7", A, B), to_block=None, to_level=None)) == (
        "5 of 7 links start at Financing, macro and 3 end at Workforce, meso. "
        "1 of 4 pairs of cells carries both signs, so that no arrow stands for a net sign. "
        "1 has an end that is no single cell."
    ).replace("5 of 7", "Money leads and workforce receives: 5 of 7")


def test_the_headline_names_levels_that_receive_and_a_block_that_does_both():
    assert said(link("1", C, D), link("2", C, C), link("3", A, C)).startswith(
        "Delivery both leads and receives: 2 of 3 links start at Service delivery, meso "
        "and 3 end at Service delivery, meso or micro. 0 of 3 pairs of cells carry"
    )


def test_a_headline_of_what_ties_names_no_leader():
    assert said(link("1", A, C), link("2", B, B)).startswith(
        "1 of 2 links starts at Financing, macro and Workforce, meso each "
        "and 1 ends at Service delivery and Workforce each."
    )


def test_a_headline_of_no_links_says_so():
    assert said() == "No source links one cell with another."
    view = LinksView(sign=(LinkSign.CONDITIONAL,))
    found = network(link("1", A, B), view=view)
    assert headline_sentences(found, link_headline(found)) == ("No link fits these choices.",)


def test_a_path_reads_in_its_direction_with_its_doubts_and_what_stands_beside():
    words = card(network(*PATH), LinksView(path=2))
    assert "Path 2 of 2 of up to 3 steps: Financing, macro to Service delivery, micro" in words
    assert "Step 1 Financing, macro → to Workforce, meso" in words
    assert "Text of X1." in words and "X1 · A study, p. 2 · Stated by the source" in words
    assert "Beside it, ? depends on conditions: Text of X2 (X2)." in words
    assert "X3 · A study, p. 2 · Stated by the source. Level inferred." in words
    firm = "no firmer than its least certain step, which is step 2: stated by the source, with a reservation."
    assert f"This path is {firm}" in words
    assert words.index("−3 means that three links say it worsens parity") < words.index("Step 1 Financing, macro")
    assert "never multiplied" in words
    assert "Dashed: 1 link that skips a step." in words
    assert "Previous" in words and "Next" not in words


def test_more_links_of_the_same_signs_are_counted_not_dropped():
    assert "And 1 more link of the same signs." in card(network(link("1", A, D), link("2", A, D)))


def test_a_loop_says_what_its_steps_have_in_common_and_why_it_has_no_sign():
    words = card(network(*PATH), LinksView(loop=1))
    assert "Loop 1 of 2 of up to 3 steps" in words
    assert "The steps of this loop: mixed signs." in words and "no plus or minus of its own" in words
    assert "Back to paths" in words
    each = network(link("1", A, D), link("2", D, A))
    assert "The steps of this loop: each step worsens." in card(each, LinksView(loop=1))


def test_a_way_in_words_and_its_firmness():
    links = network(*PATH)
    paths, loops, _route = drawn(links)
    assert route_in_words(path_of(links, paths, 2)) == "Financing, macro → Workforce, meso → Service delivery, micro"
    assert firmness_of_route(path_of(links, paths, 1)) == "Every step is stated by the source."
    assert route_in_words(loops.routes[0]) == "Financing, macro → Service delivery, micro → back to Financing, macro"
    doubtful = network(*(replace(each, basis=LinkBasis.INFERRED) for each in PATH[:3]))
    assert firmness_of_route(path_of(doubtful, find_paths(doubtful, A, D, 2), 1)) == (
        "This path is no firmer than its least certain steps, which are steps 1 and 2: "
        "an inference or an opinion, not stated by the source."
    )


def test_the_basis_carries_its_note():
    assert basis_in_words(PATH[0]) == "Stated by the source"
    assert basis_in_words(PATH[1]) == "An opinion"
    assert basis_in_words(PATH[2]) == "Stated by the source. Level inferred."


def none(links: LinkMap, start: Cell = A, end: Cell = D, steps: int = 1) -> str:
    return no_path(find_paths(links, start, end, steps), links)


def test_an_empty_path_says_why_and_what_would_show_one():
    longer = network(link("1", A, B), link("2", B, D), link("3", C, C))
    assert none(longer) == "No path of up to 1 step; of 2 steps there is 1."
    assert none(longer, D, A) == "No link starts at Service delivery, micro, so that no path does."
    assert none(longer, B, A) == "No link ends at Financing, macro, so that no path does."
    assert none(longer, C, D) == "No path of up to 4 steps joins these two cells under these choices."
    assert none(longer, C, C).startswith("Both ends are the same cell")
    assert "No path: Financing, macro to Service delivery, micro" in card(longer, LinksView(steps=1))


def test_the_picture_says_in_words_what_it_draws_and_colours_no_sign():
    links = network(*PATH)
    picture = link_map(links, path_of(links, find_paths(links, A, D, 3), 2))
    name = re.search(r'aria-label="([^"]+)"', picture)
    assert name is not None
    assert "Path drawn: Financing, macro → Workforce, meso → Service delivery, micro." in name[1]
    assert "skip a step: Financing, macro to Service delivery, micro (1 worsens)." in name[1]
    assert not re.search(r"worsens|improves", picture.replace(name[0], ""))
    assert picture.count('class="link-badge"') == 2
    assert picture.count("link-box on-way") == 3
    assert "3 out" in picture and "1 in" in picture
    assert picture.count("no link</text>") == 15


def test_the_picture_without_a_path_says_so():
    links = network()
    assert "No path is drawn." in link_map(links, None)
    assert map_note(None) == "Bars: links out (filled) and in (open)."


def test_a_bar_is_as_long_as_its_count_is_of_the_longest():
    picture = link_map(network(*PATH), None)
    out = re.findall(r'<text[^>]*>(\d+) out</text><rect[^>]*width="([\d.]+)%"', picture)
    assert ("3", "34.00") in out and ("1", "11.33") in out


def test_lines_run_in_the_gaps_and_through_no_box():
    for start, end in permutations(CELLS, 2):
        (line,) = lines([(start, end)])
        for (x, y), (to_x, to_y) in line.segments:
            assert x == to_x or y == to_y
            for cell in CELLS:
                left, top = corner(cell)
                across = max(x, to_x) > left + 0.01 and min(x, to_x) < left + BOX_WIDTH - 0.01
                down = max(y, to_y) > top + 0.01 and min(y, to_y) < top + BOX_HEIGHT - 0.01
                assert not (across and down), (start, end, cell)
        assert all(0 <= x <= 100 and 0 <= y <= HEIGHT for x, y in line.points)


def test_a_line_starts_at_its_first_cell_and_points_into_its_second():
    (right, left, down, up) = lines([(C, D), (D, C), (C, B), (B, C)])
    assert (right.heading, left.heading, down.heading, up.heading) == ("right", "left", "down", "up")
    assert right.points[0][0] < right.points[-1][0] and down.points[0][1] < down.points[-1][1]
    assert right.middle[0] == sum(x for x, _y in right.points) / 2
    assert right.points[0][1] != left.points[0][1], "lines that go both ways keep apart"


def test_lines_that_share_a_gap_keep_to_lanes_of_their_own():
    drawn_lines = lines([(A, B), (A, C), (A, D), (D, A)])
    upright = [x for line in drawn_lines for (x, _y), (to_x, _to_y) in line.segments if x == to_x]
    beside_first = [x for x in upright if BOX_WIDTH < x < BOX_WIDTH + 10]
    assert len(beside_first) == len(set(beside_first)) >= 3


def test_lanes_are_used_again_where_nothing_is_in_the_way():
    top, bottom = (Cell.from_token(t) for t in ("leadership_governance/macro", "financing/meso"))
    low, lowest = (Cell.from_token(t) for t in ("information_research/macro", "technologies_products/meso"))
    first, second = lines([(top, bottom), (low, lowest)])
    assert first.points[1][0] == second.points[1][0]


def test_a_line_from_a_cell_to_itself_leaves_and_comes_back():
    (line,) = lines([(A, A)])
    assert line.heading == "up" and len(line.segments) == 4


def test_the_matrix_has_a_cell_for_every_pair_and_opens_those_with_links():
    links = network(*PATH, replace(link("X6", A, B), to_block=None, to_level=None))
    paths, _loops, route = drawn(links, LinksView(path=2))
    matrix = link_matrix(links, route, LinksView(path=2, table=LinkTable.PAIR, pair=pair_token(D, A)))
    assert matrix.count("<td") == 19 * 20
    assert matrix.count('data-key="pair-') == 5
    assert "Financing, macro to Workforce, meso: " in matrix
    assert "Financing, macro to Not one cell: " in matrix
    assert len(re.findall(r'<td class="[^"]*step[^"]*"', matrix)) == 2
    assert len(re.findall(r'aria-current="true"', matrix)) == 1
    assert matrix.count('same"') == 18 and paths.total == 2
    assert "1 link with an end that is no single cell; 1 inference or opinion; " in matrix
    assert "1 stated with a reservation: the source states such a link" in matrix


def test_rows_act_on_columns():
    (row,) = re.findall(
        r"<tr>(?:(?!</tr>).)*Financing, </span>macro</th>.*?</tr>", link_matrix(network(*PATH), None, VIEW)
    )
    cells = re.findall(r"<td.*?</td>", row)
    assert ">4<" not in cells[0] and ">3<" in cells[0]
    assert [number for number, cell in enumerate(cells[1:]) if "<a" in cell] == [CELLS.index(D), CELLS.index(B)]


def test_the_table_of_a_path_lists_its_steps_then_short_cuts_then_what_leads_back():
    words = plain(tables(network(*PATH), LinksView(path=2)))
    places = [words.index(part) for part in ("X1 Step 1", "X2 Step 1", "X3 Step 2", "X4 Skips a step", "X5 Leads back")]
    assert places == sorted(places)
    assert "Links of this path: 5 links" in words


def test_the_table_of_a_pair_lists_only_that_pair_and_says_where_there_is_none():
    links = network(*PATH, own=("X4",))
    pair = tables(links, LinksView(table=LinkTable.PAIR, pair=pair_token(A, D)))
    assert "Financing, macro to Service delivery, micro: 1 link" in plain(pair)
    assert 'href="/evidence/links/X4"' in pair and "Added here." in pair
    assert "X1" not in pair
    none_there = tables(links, LinksView(table=LinkTable.PAIR, pair=pair_token(B, None)))
    assert "Workforce, meso to not one cell: no link stated under these choices." in plain(none_there)
    assert "Open a cell of the matrix" in tables(links, LinksView(table=LinkTable.PAIR))


def test_an_end_that_is_no_single_cell_is_named_as_the_source_has_it():
    odd = replace(link("X6", A, B), to_block=None, to_level=None, to_words="all_domains")
    bare = replace(link("X7", A, B), from_block=None, from_level=None, from_words="")
    words = plain(tables(network(odd, bare), LinksView(table=LinkTable.ALL)))
    assert "Financing, macro → to All domains" in words and "Not one cell → to Workforce, meso" in words


def test_a_long_table_shows_fifty_and_leads_on_and_back():
    links = network(*(link(f"L{number}", A, B) for number in range(120)))
    first = plain(tables(links, LinksView(table=LinkTable.ALL)))
    assert "120 links, of which 1 to 50" in first and "Show more" in first and "fifty before" not in first
    last = tables(links, LinksView(table=LinkTable.ALL, page=99))
    assert "120 links, of which 101 to 120" in last and "page=2" in last and "Show more" not in last
    assert last.count('role="rowheader"') == 120 - 2 * ROWS


def test_all_paths_are_listed_with_the_signs_of_each_step():
    words = plain(tables(network(*PATH), LinksView(table=LinkTable.PATHS)))
    assert "Path 1 : Financing, macro −1 1 worsens Service delivery, micro 1 Every step" in words
    assert "Path 2 : Financing, macro −1 ?1 1 worsens, 1 depends on conditions Workforce, meso" in words
    assert "Between these two cells there are 1 of 1 step; 1 of 2 steps." in words
    assert "No link starts" in tables(network(), LinksView(table=LinkTable.PATHS))
    assert "No link starts" in tables(network())


def test_loops_are_listed_with_what_their_steps_have_in_common_and_never_a_product():
    links = network(link("1", A, D), link("2", D, A))
    table = tables(links, LinksView(table=LinkTable.LOOPS))
    words = plain(table)
    assert (
        "Loop 1 : Financing, macro −1 1 worsens Service delivery, micro −1 1 worsens back to Financing, macro 2"
        in words
    )
    assert "Each step worsens" in words and "would multiply signs" in words
    assert "What the signs of its steps have in common, and how firm it is" in words
    paths = plain(tables(links, LinksView(table=LinkTable.PATHS)))
    assert "How firm" in paths and "in common" not in paths
    assert 'data-view-param="loop_steps"' in table and "There are more" not in words
    assert "No feedback loop of up to 3 steps" in tables(network(link("1", A, D)), LinksView(table=LinkTable.LOOPS))
    assert "This loop (2)" in tables(links, LinksView(loop=1))


def test_a_list_of_loops_that_was_cut_says_so():
    links = network(
        *(link(f"{a.token}{b.token}", a, b) for one in combinations(CELLS, 2) for a, b in permutations(one))
    )
    view = LinksView(table=LinkTable.LOOPS)
    words = plain(tables(links, view))
    assert "There are more of 3 steps and of more steps than these 300" in words
    assert "Feedback loops (300 or more)" in words
    assert "Loop 1 of 300 or more" in card(links, view.with_(loop=1))


def test_the_most_influential_and_the_most_influenced_cells_are_named_with_their_base():
    links = network(*PATH)
    assert influence_sentences(reach_of_cells(links, 1), 1) == (
        "Most influential (within 1 step, of 17 other cells): Financing, macro (3 links out, reaches 2), "
        "Service delivery, micro (1 link out, reaches 1) and Workforce, meso (1 link out, reaches 1).",
        "Most influenced (within 1 step, of 17 other cells): Service delivery, micro (2 links in, reached from 2), "
        "Workforce, meso (2 links in, reached from 1) and Financing, macro (1 link in, reached from 1).",
    )
    table = tables(links, LinksView(table=LinkTable.CELLS))
    assert plain(table).index("Financing, macro 3 2 1 2") < plain(table).index("Workforce, meso 1 2 2 2")
    assert "No link stated." in tables(network(), LinksView(table=LinkTable.CELLS))


def test_fields_say_how_many_links_each_choice_leaves_and_clear_what_no_longer_stands():
    view = LinksView(sign=(WORSENS, IMPROVES))
    bar = link_filters(view, network(*PATH, view=view), SOURCES)
    assert '<option value="" selected>Financing, macro (2 out)</option>' in bar
    assert "Service delivery, micro (2 in)" in bar
    assert '<option value="worsens,improves" selected>worsens or improves</option>' in bar
    assert '<option value="conditional">depends on conditions (1)</option>' in bar
    assert '<option value="src">A study (4)</option>' in bar
    assert bar.count('data-view-clears="path loop way page"') == 7
    one = LinksView(origin=LinkOrigin.ADDED, steps=2)
    bar = link_filters(one, network(*PATH, view=one), {})
    assert f'<option value="added" selected>{label(LinkOrigin.ADDED)} (0)</option>' in bar
    assert '<option value="2" selected>up to 2 steps</option>' in bar
