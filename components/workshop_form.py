"""The set-up of a workshop as a form: title, area and a plan to begin with; everything else under 'More choices'."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from components.form_parts import button, error_summary, form, select_field, text_field
from components.labels import label
from components.markup import for_ears, joined, tag
from components.workshop_form_choices import more_choices
from components.workshop_form_items import Problems
from components.workshop_form_values import Draft
from domain_model.cells import CELLS
from domain_model.dataset import Dataset
from domain_model.geography import Geography, regions_first
from domain_model.use_cases.plan_workshop import CELLS_THAT_HURT, TEMPLATE_ITEMS, Template
from domain_model.vocabulary import AreaKind, BuildingBlock, Vintage
from domain_model.workshop.items import Item
from domain_model.workshop.plans import LONGEST_TITLE

SCRIPT = "workshop/setup.js"
CREATE, SHOW = "create", "show"
"""What the buttons of the form ask for under the name `step`."""

TEMPLATE_WORDS: dict[Template, tuple[str, str]] = {
    Template.WHERE_IT_HURTS: (
        "Where does it hurt?",
        f"Rank the barriers of {CELLS_THAT_HURT} cells, then score the cells. They are those in which this area's "
        "figures are worst and the study names most barriers.",
    ),
    Template.ONE_BLOCK: (
        "One building block in depth",
        "Rank what hinders and what helps, then score its three levels.",
    ),
    Template.ALL_CELLS: (
        f"All {len(CELLS)} cells",
        f"Rank {TEMPLATE_ITEMS} barriers from the whole framework, then score all of it. "
        "Set longer timers under 'More choices'.",
    ),
    Template.BLANK: (
        "Blank",
        "Nothing is given to vote on: the room writes it, or you do under 'More choices'.",
    ),
}
"""Name and description of each template."""

_SUGGESTED = "The one that stands worst here"


@dataclass(frozen=True, slots=True)
class SetUp:
    """What the form shows; `kept` are things to vote on beside the catalogue's and own lines.

    `workshop` is the id of the workshop whose set-up is changed, '' for a new one, and `mark` what its plan is known
    by. `is_open` says whether 'More choices' are unfolded, `is_touched` whether what a template gave was changed.
    """

    draft: Draft
    kept: Sequence[Item] = ()
    workshop: str = ""
    mark: str = ""
    problems: Problems = field(default_factory=dict[str, str])
    is_open: bool = False
    is_touched: bool = False


def set_up_form(set_up: SetUp, dataset: Dataset, hidden: Markup) -> Markup:
    """The whole form, with what is wrong in it above."""
    draft, is_new = set_up.draft, not set_up.workshop
    further = more_choices(draft, dataset, set_up.kept, set_up.problems, is_open=set_up.is_open, last=_buttons(set_up))
    title = "The workshop was not made yet" if is_new else "The set-up was not changed"
    return joined(
        (
            error_summary(title, list(set_up.problems.items())),
            form(
                "/workshops/new" if is_new else f"/workshops/{set_up.workshop}/plan",
                tag("div", *_first_fields(set_up, dataset, is_new), class_="set-up-first"),
                _sum(draft),
                _buttons(set_up),
                further,
                hidden=joined((hidden, _hidden(set_up))),
                class_="set-up",
                autocomplete="off",
                data_set_up="new" if is_new else "change",
                data_touched=set_up.is_touched,
            ),
        )
    )  # fmt: skip


def _first_fields(set_up: SetUp, dataset: Dataset, is_new: bool) -> list[Markup]:
    draft, problems = set_up.draft, set_up.problems
    title = text_field(
        "title", "Title", draft.title, problem=problems.get("title", ""), required=True, maxlength=LONGEST_TITLE
    )
    area = _area_field(draft, dataset.geography, problems.get("area", ""))
    return [area, title, _templates(draft)] if is_new else [title, area]


def _area_field(draft: Draft, geography: Geography, problem: str) -> Markup:
    """Every area: England, today's boards under their regions, then boards that have ended."""
    today = geography.in_vintage(Vintage.ICB2026)
    codes = {area.code for area in today}
    ended = [one for one in geography.in_vintage(Vintage.ICB2023, AreaKind.ICB) if one.code not in codes]

    def option(code: str, words: str) -> Markup:
        return tag("option", words, value=code, selected=code == draft.area)

    groups: list[tuple[str, list[Markup]]] = []
    for area in regions_first(today):
        if area.kind is AreaKind.REGION:
            groups.append((area.short_name, [option(area.code, f"All of {area.short_name}")]))
        elif groups:
            groups[-1][1].append(option(area.code, area.short_name))
    by_name = sorted(ended, key=lambda one: one.short_name)
    groups.append(("Boards until March 2026", [option(one.code, one.short_name) for one in by_name]))
    country = [option(area.code, area.short_name) for area in today if area.kind is AreaKind.COUNTRY]
    options = [
        option("", "Choose an area"),
        *country,
        *(tag("optgroup", *choices, label=words) for words, choices in groups if choices),
    ]
    told = tag("p", for_ears("Error: "), problem, id="area-problem", class_="problem") if problem else None
    field_itself = tag(
        "select",
        *options,
        id="area",
        name="area",
        required=True,
        class_="form-select",
        aria_describedby="area-problem" if problem else None,
        aria_invalid="true" if problem else None,
    )
    look = "field has-problem" if problem else "field"
    return tag("div", tag("label", "Area", for_="area"), told, field_itself, class_=look)


def _templates(draft: Draft) -> Markup:
    choices: list[Markup] = []
    for place, (template, (words, about)) in enumerate(TEMPLATE_WORDS.items()):
        own_id = "template" if place == 0 else f"template-{place + 1}"
        radio = tag(
            "input",
            type="radio",
            id=own_id,
            name="template",
            value=template.value,
            checked=template.value == draft.template,
            aria_describedby=f"{own_id}-about",
        )
        about_it = tag("p", about, id=f"{own_id}-about", class_="hint")
        block = _block(draft) if template is Template.ONE_BLOCK else None
        choices.append(tag("div", radio, tag("label", words, for_=own_id), about_it, block, class_="template"))
    return tag("fieldset", tag("legend", "Begin with"), tag("div", *choices, class_="templates"), class_="field")


def _block(draft: Draft) -> Markup:
    blocks = [("", _SUGGESTED), *((block.value, label(block)) for block in BuildingBlock)]
    return tag("div", select_field("block", "Building block", blocks, draft.block), class_="template-block")


def _sum(draft: Draft) -> Markup:
    """What the choices come to; the script keeps it up to date."""
    cells = len(draft.cells)
    items = len(draft.statements) + len(draft.kept) + sum(bool(line.strip()) for line in draft.own.splitlines())
    minutes = sum(int(text) for text in draft.minutes.values() if text.isascii() and text.isdigit() and len(text) < 5)

    def number(value: int, name: str) -> Markup:
        return tag("strong", str(value), data_sum=name)

    return tag(
        "p",
        *("Cells to score: ", number(cells, "cells"), ". Things to rank, before the room adds its own: "),
        *(number(items, "items"), ". Minutes on the timers: ", number(minutes, "minutes"), "."),
        class_="set-up-sum",
    )


def _buttons(set_up: SetUp) -> Markup:
    if not set_up.workshop:
        return tag("div", button("Create the workshop", name="step", value=CREATE), class_="buttons")
    back = tag("a", "Leave it as it was", href=f"/workshops/{set_up.workshop}")
    return tag("div", button("Save the set-up", name="step", value=CREATE), back, class_="buttons")


def _hidden(set_up: SetUp) -> Markup:
    drawn = set_up.draft.drawn
    values = {
        "drawn_template": drawn.template,
        "drawn_area": drawn.area,
        "drawn_block": drawn.block,
        "drawn_title": drawn.title,
        "mark": set_up.mark,
    }
    return joined(tag("input", type="hidden", name=name, value=value) for name, value in values.items())
