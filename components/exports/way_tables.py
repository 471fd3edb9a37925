"""A path or loop as tables: the links of its steps, the steps with their signs, and the links beside them."""

from components.exports.evidence_tables import LINK_COLUMNS, PAIR_COLUMNS, Table, Value, link_values, pair_values
from components.link_words import end_label
from domain_model.use_cases.follow_routes import Route
from domain_model.vocabulary import LinkSign

READING = "signs are never multiplied along a path"
"""What each row says, since the main table travels as CSV without its cover."""

_STEP = (
    ("step", "the number of the step along the way, from 1; a step is made by all links between its two cells"),
    ("step_from", "the cell the step starts at, in words"),
    ("step_to", "the cell it ends at, in words"),
    *((f"step_{sign.value}", f"how many links of the step have the sign '{sign.value}'") for sign in LinkSign),
    ("step_links", "how many links the step has in all; signs are never summed or multiplied"),
)
_HOW_TO_READ = ("how_to_read", "what must not be read into the order of the rows")
_BESIDE = (
    (
        "beside",
        "skips_a_step: leads on past a cell of the path, or joins cells of a loop that are no neighbours in it; "
        "leads_back: from a later cell to an earlier one",
    ),
)


def way_links_table(route: Route, own: frozenset[str]) -> Table:
    """One row a link of a step, in the order of the steps, each with the sign counts of its step."""
    rows: list[tuple[Value, ...]] = []
    for number, step in enumerate(route.steps, 1):
        signs = dict(step.signs)
        counts = [signs.get(sign, 0) for sign in LinkSign]
        about = (number, end_label(step.start), end_label(step.end), *counts, len(step.links))
        rows.extend((*about, *link_values(link, own), READING) for link in step.links)
    return Table("links", (*_STEP, *LINK_COLUMNS, _HOW_TO_READ), tuple(rows))


def steps_table(route: Route) -> Table:
    """One row a step, in order, the signs beside one another."""
    columns = (_STEP[0], *PAIR_COLUMNS, _HOW_TO_READ)
    rows = ((number, *pair_values(step), READING) for number, step in enumerate(route.steps, 1))
    return Table("steps", columns, tuple(rows))


def beside_table(route: Route, own: frozenset[str]) -> Table:
    """One row a link between cells of the way that makes no step of it."""
    beside = (("skips_a_step", route.short_cuts), ("leads_back", route.back))
    rows = ((name, *link_values(link, own)) for name, pairs in beside for pair in pairs for link in pair.links)
    return Table("beside", (*_BESIDE, *LINK_COLUMNS), tuple(rows))
