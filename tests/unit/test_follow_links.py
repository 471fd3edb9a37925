"""Links between cells: counts, paths, loops and reach, on small networks that fail if ends or signs are swapped."""

from dataclasses import replace

import pytest

from domain_model.cells import CELLS, Cell
from domain_model.evidence import Link
from domain_model.evidence_book import EvidenceBook
from domain_model.evidence_vocabulary import Firmness, LinkOrigin, LoopPolarity
from domain_model.own_evidence import standing
from domain_model.use_cases.follow_links import LinkMap, firmness, follow_links, link_headline
from domain_model.use_cases.follow_routes import (
    MOST_LOOPS,
    find_loops,
    find_paths,
    loop_of,
    path_of,
    reach_of_cells,
)
from domain_model.use_cases.index_links import LinkFilter, end_of, start_of
from domain_model.vocabulary import BuildingBlock, LinkBasis, LinkSign
from tests.builders import evidence, link

WORSENS, IMPROVES = LinkSign.WORSENS, LinkSign.IMPROVES
A = Cell.from_token("financing/macro")
B = Cell.from_token("workforce/meso")
C = Cell.from_token("service_delivery/meso")
D = Cell.from_token("service_delivery/micro")
E = Cell.from_token("workforce/micro")
EVERYTHING = LinkFilter()


def book(*links: Link, own: tuple[str, ...] = ()) -> EvidenceBook:
    """A book of FICTITIOUS links, those with an id in `own` added here."""
    catalogue = evidence(links=links)
    return EvidenceBook("test", catalogue, catalogue, standing(()), frozenset(), frozenset(), frozenset(own))


def network(*links: Link, own: tuple[str, ...] = ()) -> LinkMap:
    """The map of these links without a filter."""
    return follow_links(book(*links, own=own), EVERYTHING)


def inferred(one: Link) -> Link:
    return replace(one, basis=LinkBasis.INFERRED)


def noted(one: Link) -> Link:
    return replace(one, basis_note="Level inferred.")


def to_nowhere(one: Link) -> Link:
    return replace(one, to_block=None, to_level=None)


def from_nowhere(one: Link) -> Link:
    return replace(one, from_block=None, from_level=None)


PATH = (link("1", A, B), link("2", B, C, IMPROVES), link("3", C, D), link("4", C, D, IMPROVES), link("5", C, D))


def test_every_ordered_pair_of_cells_counts_its_signs_apart():
    links = network(*PATH, link("6", D, C))
    assert [(pair.start, pair.end, pair.signs) for pair in links.between_cells] == [
        (A, B, ((WORSENS, 1),)),
        (C, D, ((IMPROVES, 1), (WORSENS, 2))),
        (D, C, ((WORSENS, 1),)),
        (B, C, ((IMPROVES, 1),)),
    ]
    assert links.signs == {IMPROVES: 2, WORSENS: 4, LinkSign.CONDITIONAL: 0, LinkSign.NO_CLEAR_EFFECT: 0}
    assert links.with_both_signs == 1
    assert (links.of_cell(C).out, links.of_cell(C).into) == (3, 2)
    assert (links.of_cell(A).out, links.of_cell(A).into) == (1, 0)


def test_a_sign_that_depends_does_not_make_both_signs():
    links = network(link("1", A, B), link("2", A, B, LinkSign.CONDITIONAL))
    assert links.with_both_signs == 0


def test_links_with_an_end_that_is_no_single_cell_stand_apart_but_count_at_their_other_end():
    links = network(to_nowhere(link("1", A, B)), from_nowhere(link("2", A, B)), link("3", B, A))
    assert [one.id for one in links.loose] == ["1", "2"]
    assert [(pair.start, pair.end) for pair in links.between_cells] == [(B, A)]
    assert (links.of_cell(A).out, links.of_cell(A).into) == (1, 1)
    assert (links.of_cell(B).out, links.of_cell(B).into) == (1, 1)
    assert start_of(links.loose[1]) is None and end_of(links.loose[1]) == B
    assert find_loops(links, 4).routes == ()


def test_an_end_with_a_block_but_no_level_is_no_single_cell():
    assert end_of(replace(link("1", A, B), to_level=None)) is None
    assert start_of(replace(link("1", A, B), from_level=None)) is None


def test_a_filter_takes_alternatives_within_a_field_and_all_fields_together():
    links = (
        link("1", A, B),
        inferred(link("2", A, B, IMPROVES)),
        replace(link("3", A, C), source="other"),
        replace(inferred(link("4", A, C)), basis=LinkBasis.OPINION),
    )
    whole = book(*links, own=("4",))

    def left(chosen: LinkFilter) -> list[str]:
        return [one.id for one in follow_links(whole, chosen).links]

    assert left(LinkFilter(sources=("src",))) == ["1", "2", "4"]
    assert left(LinkFilter(bases=(LinkBasis.INFERRED, LinkBasis.OPINION))) == ["2", "4"]
    assert left(LinkFilter(signs=(WORSENS,))) == ["1", "3", "4"]
    assert left(LinkFilter(origin=LinkOrigin.ADDED)) == ["4"]
    assert left(LinkFilter(origin=LinkOrigin.CATALOGUE, signs=(WORSENS,), sources=("other", "src"))) == ["1", "3"]
    assert left(LinkFilter(sources=("unheard of",))) == []


def test_choices_count_under_the_other_fields_only():
    links = follow_links(
        book(link("1", A, B), inferred(link("2", A, B)), inferred(link("3", B, A, IMPROVES)), own=("3",)),
        LinkFilter(signs=(WORSENS,)),
    )
    assert links.choices["sign"] == {"improves": 1, "worsens": 2, "conditional": 0, "no_clear_effect": 0}
    assert links.choices["basis"] == {"stated": 1, "inferred": 1, "opinion": 0}
    assert links.choices["origin"] == {"catalogue": 2, "added": 0}
    assert links.choices["source"] == {"src": 2}
    assert links.whole == 3


def test_the_map_of_a_book_and_a_filter_is_made_once():
    whole = book(*PATH)
    assert follow_links(whole, EVERYTHING) is follow_links(whole, LinkFilter())


def test_firmness_falls_from_stated_by_a_note_to_inference_and_opinion():
    one = link("1", A, B)
    assert firmness(one) is Firmness.STATED
    assert firmness(noted(one)) is Firmness.STATED_WITH_NOTE
    assert firmness(inferred(noted(one))) is Firmness.NOT_STATED
    assert firmness(replace(one, basis=LinkBasis.OPINION)) is Firmness.NOT_STATED


def test_the_link_read_first_is_the_firmest_of_the_sign_most_links_carry_and_others_stand_beside_it():
    links = network(
        noted(link("1", A, B)),
        link("2", A, B, IMPROVES),
        link("3", A, B),
        inferred(link("4", A, B, LinkSign.CONDITIONAL)),
    )
    pair = links.pairs[A, B]
    assert pair.leading.id == "3"
    assert [one.id for one in pair.beside] == ["2", "4"]
    assert pair.firmness is Firmness.STATED


def test_the_headline_names_where_most_links_start_and_end():
    found = link_headline(network(*PATH, link("6", A, D), link("7", A, E), to_nowhere(link("8", A, B))))
    assert found is not None
    assert (found.leading, found.starts) == ((A,), 4)
    assert (found.receiving, found.ends, found.levels) == ((BuildingBlock.SERVICE_DELIVERY,), 5, (C, D))


def test_the_headline_names_all_that_tie():
    found = link_headline(network(link("1", A, C), link("2", B, E)))
    assert found is not None
    assert (found.leading, found.starts) == ((A, B), 1)
    assert found.receiving == (BuildingBlock.SERVICE_DELIVERY, BuildingBlock.WORKFORCE)


def test_there_is_no_headline_without_links_between_cells():
    assert link_headline(network()) is None
    assert link_headline(network(to_nowhere(link("1", A, B)))) is None


def test_a_path_leads_one_way_and_has_its_steps_in_order():
    links = network(*PATH)
    paths = find_paths(links, A, D, 3)
    assert (paths.total, paths.by_steps) == (1, (0, 0, 1, 0))
    route = path_of(links, paths, 1)
    assert route.cells == (A, B, C, D)
    assert [[one.id for one in step.links] for step in route.steps] == [["1"], ["2"], ["3", "4", "5"]]
    assert not route.is_loop
    assert find_paths(links, D, A, 4).total == 0


def test_paths_beyond_the_steps_asked_for_are_counted_but_not_listed():
    paths = find_paths(network(*PATH), A, D, 2)
    assert (paths.total, paths.by_steps) == (0, (0, 0, 1, 0))


def test_paths_pass_no_cell_twice_and_none_leads_from_a_cell_to_itself():
    links = network(*PATH, link("6", C, B), link("7", B, B))
    assert find_paths(links, A, D, 4).total == 1
    assert find_paths(links, B, B, 4).by_steps == (0, 0, 0, 0)


def test_paths_come_with_fewest_steps_first_then_the_firmest_then_with_fewest_doubts():
    links = network(
        noted(link("1", A, B)), noted(link("2", B, D)),
        link("3", A, C), noted(link("4", C, D)),
        link("5", A, E), inferred(link("6", E, D)),
        link("7", B, C),
    )  # fmt: skip
    paths = find_paths(links, A, D, 3)
    routes = [path_of(links, paths, number) for number in range(1, 5)]
    assert [route.cells for route in routes] == [(A, C, D), (A, B, D), (A, E, D), (A, B, C, D)]
    assert [route.firmness for route in routes] == [
        Firmness.STATED_WITH_NOTE,
        Firmness.STATED_WITH_NOTE,
        Firmness.NOT_STATED,
        Firmness.STATED_WITH_NOTE,
    ]
    assert [route.least_certain for route in routes] == [(2,), (1, 2), (2,), (1, 3)]


def test_a_step_is_as_firm_as_its_firmest_link():
    links = network(inferred(link("1", A, B)), link("2", A, B, IMPROVES))
    assert path_of(links, find_paths(links, A, B, 1), 1).firmness is Firmness.STATED


def test_a_path_knows_what_skips_its_steps_and_what_leads_back():
    links = network(*PATH, link("6", A, C), link("7", B, D), link("8", C, A), link("9", D, C), link("10", A, E))
    paths = find_paths(links, A, D, 3)
    route = path_of(links, paths, paths.total)
    assert route.cells == (A, B, C, D)
    assert [(pair.start, pair.end) for pair in route.short_cuts] == [(A, C), (B, D)]
    assert [(pair.start, pair.end) for pair in route.back] == [(C, A), (D, C)]


@pytest.mark.parametrize("number", [0, 2])
def test_a_path_that_does_not_exist_is_refused(number: int):
    links = network(*PATH)
    with pytest.raises(LookupError, match=f"no path {number} among 1"):
        path_of(links, find_paths(links, A, D, 3), number)


def test_a_path_and_a_loop_are_found_again_by_their_cells():
    links = network(link("1", A, B), link("2", B, D), link("3", A, D), link("4", D, A), link("5", B, A))
    paths, loops = find_paths(links, A, D, 3), find_loops(links, 3)
    assert [paths.cells_of(number) for number in (1, 2)] == [(A, D), (A, B, D)]
    assert [paths.number_of(cells) for cells in ((A, D), (A, B, D), (A, C, D), (D, A))] == [1, 2, None, None]
    assert [loops.number_of(route.cells) for route in loops.routes] == [1, 2, 3]
    assert loops.number_of((B, D)) is None


@pytest.mark.parametrize("steps", [0, 5])
def test_paths_of_no_steps_or_of_too_many_are_refused(steps: int):
    with pytest.raises(ValueError, match="steps are not between 1 and 4"):
        find_paths(network(), A, D, steps)


def test_a_loop_that_does_not_exist_is_refused() -> None:
    loops = find_loops(network(link("1", A, B), link("2", B, A)), 3)
    assert loop_of(loops, 1) is loops.routes[0]
    for number in (0, 2, -1):
        with pytest.raises(LookupError, match=f"no loop {number} among 1"):
            loop_of(loops, number)


def test_what_acts_on_a_cell_and_what_it_acts_on_are_pairs_with_loose_ends_too() -> None:
    found = network(
        link("1", A, B), link("2", A, B), link("3", B, A), from_nowhere(link("4", A, B)),
        to_nowhere(link("5", A, B)),
    )  # fmt: skip
    assert [[one.id for one in pair.links] for pair in found.into(B)] == [["1", "2"], ["4"]]
    assert [[one.id for one in pair.links] for pair in found.out_of(A)] == [["1", "2"], ["5"]]
    assert [pair.start for pair in found.into(A)] == [B]
    assert found.into(CELLS[-1]) == found.out_of(CELLS[-1]) == ()


@pytest.mark.parametrize("steps", [0, 7])
def test_loops_of_no_steps_or_of_too_many_are_refused(steps: int):
    with pytest.raises(ValueError, match="steps are not between 1 and 6"):
        find_loops(network(), steps)


def test_a_loop_is_told_once_from_its_first_cell_in_the_direction_of_its_links():
    loops = find_loops(network(link("1", C, D), link("2", D, B), link("3", B, C), link("4", A, B)), 3)
    assert [route.cells for route in loops.routes] == [(C, D, B)]
    assert loops.routes[0].is_loop
    assert [(step.start, step.end) for step in loops.routes[0].steps] == [(C, D), (D, B), (B, C)]
    assert not loops.was_cut


def test_loops_longer_than_asked_for_are_left_out():
    links = network(link("1", C, D), link("2", D, B), link("3", B, C))
    assert find_loops(links, 2).routes == ()


def test_a_link_from_a_cell_to_itself_is_a_loop_of_one_step():
    (loop,) = find_loops(network(link("1", A, A)), 2).routes
    assert (loop.cells, len(loop.steps)) == ((A,), 1)


def test_loops_come_with_fewest_steps_first_then_the_firmest_and_keep_their_chords():
    links = network(
        inferred(link("1", A, B)), link("2", B, A),
        link("3", C, D), link("4", D, C),
        link("5", B, C), link("6", D, B),
    )  # fmt: skip
    loops = find_loops(links, 3)
    assert [route.cells for route in loops.routes] == [(C, D), (A, B), (C, D, B)]
    assert [route.least_certain for route in loops.routes] == [(1, 2), (1,), (1, 2, 3)]
    assert [(pair.start, pair.end) for pair in loops.routes[2].short_cuts] == [(D, C)]
    assert loops.routes[2].back == ()


@pytest.mark.parametrize(
    ("signs", "expected"),
    [
        ((WORSENS, WORSENS), LoopPolarity.EACH_WORSENS),
        ((IMPROVES, IMPROVES), LoopPolarity.EACH_IMPROVES),
        ((WORSENS, IMPROVES), LoopPolarity.MIXED),
        ((LinkSign.CONDITIONAL, LinkSign.CONDITIONAL), LoopPolarity.MIXED),
    ],
)
def test_a_loop_has_a_polarity_only_where_every_step_carries_one_and_the_same_sign(
    signs: tuple[LinkSign, LinkSign], expected: LoopPolarity
):
    """Two steps that worsen do not make a loop that improves, as a product of signs would have it."""
    (loop,) = find_loops(network(link("1", A, B, signs[0]), link("2", B, A, signs[1])), 2).routes
    assert loop.polarity is expected


def test_one_link_of_another_sign_beside_a_step_makes_a_loop_mixed():
    (loop,) = find_loops(network(link("1", A, B), link("2", B, A), link("3", B, A, IMPROVES)), 2).routes
    assert loop.polarity is LoopPolarity.MIXED


def test_where_everything_acts_on_everything_loops_are_cut_and_say_so_and_paths_are_not():
    links = network(*(link(f"{a.token}{b.token}", a, b) for a in CELLS for b in CELLS if a != b))
    loops = find_loops(links, 5)
    assert (len(loops.routes), loops.cut_at, loops.was_cut) == (MOST_LOOPS, 3, True)
    assert sum(len(route.steps) == 2 for route in loops.routes) == 153
    assert find_paths(links, A, D, 4).total == 3617


def test_reach_counts_other_cells_within_the_steps_in_each_direction():
    links = network(*PATH, link("6", D, A), link("7", E, E))
    reach = {each.links.cell: (each.reaches, each.reached_from) for each in reach_of_cells(links, 2)}
    assert reach[A] == (2, 2)
    assert reach[B] == (2, 2)
    assert reach[E] == (0, 0)
    within_one = {each.links.cell: (each.reaches, each.reached_from) for each in reach_of_cells(network(*PATH), 1)}
    assert within_one[A] == (1, 0)
    assert within_one[D] == (0, 1)
    assert list(reach) == list(CELLS)
