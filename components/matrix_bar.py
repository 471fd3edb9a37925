"""What stands above the matrix: which reading counts, what its numbers say, words to find, what narrows it."""

from markupsafe import Markup

from components.formatting import plural, sentence_case
from components.labels import label
from components.markup import for_eyes, joined, tag
from components.matrix_facets import chips
from components.matrix_table import CONTESTED, DUAL, PERSON
from components.matrix_view import MatrixView
from components.page_actions import copy_link, page_actions
from components.saved_view_lists import save_view_link
from domain_model.cells import CELLS, Cell
from domain_model.dataset import Evidence
from domain_model.evidence_filter import EVERYWHERE
from domain_model.evidence_vocabulary import MatrixMeasure, MatrixReading
from domain_model.people import Person
from domain_model.people_vocabulary import Permission
from domain_model.use_cases.count_pairs import MeasuredPairs
from domain_model.use_cases.explore_evidence import SIDES, EvidenceMatrix
from domain_model.vocabulary import Emptiness

PATH = "/matrix"
_QUIET = "btn btn-outline-primary btn-sm"


def matrix_bar(matrix: EvidenceMatrix, view: MatrixView, evidence: Evidence, person: Person | None = None) -> Markup:
    """The two switches, the field for words, what narrows the statements, and the actions of the page."""
    whole = matrix.of("all")
    counts = {
        MatrixReading.PUBLISHED: whole.published,
        MatrixReading.CODED: whole.coded,
        MatrixReading.EXTENDED: whole.extended,
    }
    readings = [_choice("reading", reading, view.reading, counts[reading]) for reading in MatrixReading]
    measures = [_choice("measure", measure, view.measure, None) for measure in MatrixMeasure]
    field = tag(
        "div",
        tag("label", "Find words in the statements", for_="filter-q"),
        tag(
            "input", type="search", id="filter-q", value=view.q, maxlength=200, data_view_param="q",
            data_key="filter-q", class_="form-control", autocomplete="off",
        ),
        class_="filter",
    )  # fmt: skip
    switches = tag(
        "div",
        _switch("Which statements count", readings),
        _switch("Numbers as", measures),
        field,
        class_="filters matrix-bar",
    )
    return joined((switches, chips(view, evidence), _actions(view, person)))


def _switch(title: str, choices: list[Markup]) -> Markup:
    heading = tag("span", title, class_="switch-title", aria_hidden="true")
    return tag("div", heading, tag("span", joined(choices), class_="switch"), role="group", aria_label=title)


def _choice(
    name: str, token: MatrixReading | MatrixMeasure, chosen: MatrixReading | MatrixMeasure, count: int | None
) -> Markup:
    default = type(token)(next(iter(type(token))))
    value = "" if token is default else token.value
    number = None if count is None else tag("span", f" {count:,}", class_="facet-count")
    return tag(
        "button", sentence_case(label(token)), number, type="button", class_="choice",
        aria_pressed="true" if token is chosen else "false",
        data_view=f"{name}={value}&page=", data_key=f"{name}-{token.value}",
    )  # fmt: skip


def _actions(view: MatrixView, person: Person | None) -> Markup:
    query = view.to_search().lstrip("?")
    away = f"/evidence/take-away?view=matrix{'&' if query else ''}{query}"
    take = tag("a", "Take this table away", href=away, data_key="take-away", class_=_QUIET)
    code = (
        tag("a", "Code these statements", href=f"/coding/new?{query}", class_=_QUIET)
        if person is not None and person.may(Permission.CODE_STATEMENTS)
        else None
    )
    return page_actions(copy_link(), save_view_link(f"{PATH}{view.to_search()}", person), take, code)


def matrix_legend(matrix: EvidenceMatrix, measured: dict[Cell, MeasuredPairs]) -> Markup:
    """The kinds of emptiness, each drawn as in the table and counted, and the marks."""
    table = matrix.table
    unmeasured = sum(not pairs.compared for pairs in measured.values())
    empties = (
        ("asked", "Asked, nothing reported", _drawn(matrix, Emptiness.ASKED_NOTHING_REPORTED, table.asked)),
        ("not-asked", "Not asked", f"{_drawn(matrix, Emptiness.NOT_ASKED, table.not_asked)}, level never printed"),
        ("unmeasured", "No comparison published", plural(unmeasured, "cell")),
        ("ring", "No gap found", "no source says so of any cell"),
    )
    kinds = [
        tag("li", tag("span", class_=f"key {look}", aria_hidden="true"), tag("strong", words), f" {number}")
        for look, words, number in empties
    ]
    marks = (
        (PERSON, "thin voices: at most one named participant behind the whole half"),
        (for_eyes(CONTESTED), "contested level: text and table, or the coders of a file, disagree on the place"),
        (for_eyes(DUAL), "dual: named as barrier and as enabler, and counted in both"),
    )
    signs = [tag("li", sign, f" {words}") for sign, words in marks]
    return tag(
        "div",
        tag("p", "Four kinds of emptiness, none of them a sign that all is well:"),
        tag("ul", joined(kinds), class_="empty-kinds"),
        tag("ul", joined(signs), class_="mark-kinds"),
        class_="matrix-legend",
    )


def _drawn(matrix: EvidenceMatrix, reason: Emptiness, in_table: int) -> str:
    """How many halves are drawn empty for a reason in the reading shown, and how many are in the published table."""
    if matrix.reading is MatrixReading.PUBLISHED:
        return f"{plural(in_table, 'half', 'halves')} in Table 2"
    drawn = sum(matrix.at(cell, side).emptiness is reason for cell in CELLS for side in SIDES)
    return f"{plural(drawn, 'half', 'halves')} in this reading, {in_table:,} in Table 2"


def no_match(matrix: EvidenceMatrix, view: MatrixView) -> Markup | None:
    """That nothing passes the words and filters, with the ways out; None where something does or nothing narrows."""
    if matrix.total or not view.is_filtered:
        return None
    asked = (
        f"the words \u2018{view.q.strip()}\u2019" if view.q.strip() else "",
        "" if view.filter().is_empty else "the filters",
    )
    narrowed = " and ".join(filter(None, asked))
    coded = matrix.of(EVERYWHERE).coded
    wider = None
    if view.reading is MatrixReading.PUBLISHED and coded:
        words = f"{plural(coded, 'statement matches', 'statements match')} as coded by us"
        wider = tag(
            "button", words, type="button", class_=_QUIET, data_view=f"reading={MatrixReading.CODED}&page=",
            data_key="no-match-coded",
        )  # fmt: skip
    remove = tag(
        "button", "Remove words and filters", type="button", class_=_QUIET,
        data_view=view.without_filters(), data_key="no-match-reset",
    )  # fmt: skip
    where = " among the entries of Table 2" if wider else ""
    said = tag(
        "p",
        tag("strong", f"No statement matches {narrowed}{where}."),
        " Every large number below is 0 for that reason, not for want of evidence.",
    )
    return tag("div", said, tag("p", wider, " " if wider else None, remove), class_="matrix-no-match")
