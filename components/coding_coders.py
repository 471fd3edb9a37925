"""Whose placements a closed coding round compares: what each coder brings, and the form that leaves some out."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from components.coding_text import CHOICE_FOLLOWS, WHO_HOLDS_IT_BACK
from components.coding_view import CodingView
from components.coding_words import coder_name
from components.form_parts import button, check_field, select_field
from components.formatting import listed, plural, sentence_case
from components.labels import label
from components.markup import joined, tag
from components.stacked_table import stacked_table
from domain_model.evidence_vocabulary import CodingCounting
from domain_model.use_cases.compare_coders import CodersCompared
from domain_model.use_cases.read_coded_round import CoderShare, CodersSaid

Called = Mapping[str, str]
"""What this reader calls each coder, by id."""


def left_out_words(said: CodersSaid, left_out: Sequence[str]) -> str:
    """The coders who are left out, by number alone: what is quoted elsewhere names nobody; '' for none."""
    return listed(coder_name(said.number(coder), coder, {}) for coder in left_out)


def whose_placements(found: CodersCompared, view: CodingView, called: Called) -> Markup:
    """How many statements each coder placed and each choice of coders compares, and the choice itself."""
    heading = tag("h2", "Whose placements are compared", id="coders")
    told = (_numbers(found), _shares(found, called))
    return joined((heading, *told, _choices(found, view, called)))


def _numbers(found: CodersCompared) -> Markup:
    counted = f"What counts here: {label(found.counting)}. "
    if len(found.coders) < 2:
        return tag("p", counted)
    number = plural(found.by_all, "statement")
    if len(found.coders) == 2:
        return tag("p", f"{counted}Both coders compared placed {number}, on which every coefficient rests.")
    all_of_them = f"All {len(found.coders)} coders compared placed {number}, on which Fleiss's kappa rests. "
    two = f"Two or more of them placed {found.compared}, on which Krippendorff's alpha rests."
    return tag("p", f"{counted}{all_of_them}{two}")


def left_out_notice(found: CodersCompared, view: CodingView, called: Called) -> Markup | None:
    """Who is left out of all that follows, with the way to compare everybody again; None for nobody."""
    if not found.left_out:
        return None
    number, total = len(found.left_out), len(found.said.coders)
    who = listed(called[coder] for coder in found.left_out)
    words = f"{number} of {plural(total, 'coder')} {'is' if number == 1 else 'are'} left out of what follows: {who}. "
    everybody = tag("a", "Compare all coders", href=f"{view.with_(without=(), page=1).to_search() or '?'}#coders")
    return tag("p", tag("strong", words), everybody, class_="coding-left-out")


def _shares(found: CodersCompared, called: Called) -> Markup | None:
    if not found.shares:
        return None
    total = len(found.round.statements)
    in_a_cell = found.counting is CodingCounting.CODED_ONLY
    heads = ("Coder", "Placed", *(("In a cell",) if in_a_cell else ()), "Compared", "All would have placed")

    def cells(share: CoderShare) -> tuple[str, ...]:
        counting = (str(share.counting),) if in_a_cell else ()
        is_compared = "left out" if share.is_left_out else "yes"
        return (called[share.coder], f"{share.placed} of {total}", *counting, is_compared, _else_words(share))

    caption = f"How many statements each coder placed. {WHO_HOLDS_IT_BACK}"
    return stacked_table(caption, heads, map(cells, found.shares))


def _else_words(share: CoderShare) -> str:
    how = "with this coder" if share.is_left_out else "without this coder"
    return f"too few coders {how}" if share.by_all_else is None else f"{share.by_all_else} {how}"


def _choices(found: CodersCompared, view: CodingView, called: Called) -> Markup:
    """What counts and who is left out, chosen without JavaScript; the page is asked for again."""
    options = [(counting.value, sentence_case(label(counting))) for counting in CodingCounting]
    return tag(
        "form",
        select_field("counting", "What counts", options, view.counting.value),
        _leave_out(found, called),
        check_field("catalogue", "Compare with the catalogue's own placements too", checked=view.catalogue),
        check_field("all_statements", "List all statements, not only the disagreements", checked=view.all_statements),
        tag("div", button("Show", kind="secondary"), class_="buttons"),
        method="get",
        class_="coding-choices",
    )


def _leave_out(found: CodersCompared, called: Called) -> Markup | None:
    if not found.shares:
        return None
    boxes: list[Markup] = []
    for number, share in enumerate(found.shares, start=1):
        own_id = f"without-{number}"
        box = tag("input", type="checkbox", id=own_id, name="without", value=number, checked=share.is_left_out)
        boxes.append(tag("div", box, tag("label", called[share.coder], for_=own_id), class_="choice"))
    return tag(
        "fieldset",
        tag("legend", "Leave out of the comparison"),
        tag("p", CHOICE_FOLLOWS, id="without-hint", class_="hint"),
        tag("div", *boxes, class_="choices"),
        class_="field",
        aria_describedby="without-hint",
    )
