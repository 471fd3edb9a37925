"""'More choices' of a workshop's set-up: aim and rules, cells, what to vote on, groups, scales, timers."""

from collections.abc import Callable, Collection, Sequence
from enum import StrEnum

from markupsafe import Markup

from components.form_parts import button, check_field, radio_field, text_area, text_field
from components.formatting import plural, sentence_case
from components.labels import SHORT_BLOCKS, cell_label, label
from components.markup import for_ears, tag
from components.panel_evidence import source_name
from components.workshop_form_items import Problems
from components.workshop_form_values import Draft, minutes_field
from domain_model.cells import CELLS, Cell
from domain_model.dataset import Dataset
from domain_model.evidence import Statement
from domain_model.use_cases.count_evidence import EvidenceCell, count_evidence
from domain_model.use_cases.plan_workshop import statements_of
from domain_model.vocabulary import BuildingBlock, Level
from domain_model.workshop.items import LONGEST_ITEM, Item
from domain_model.workshop.plans import (
    FLOOR,
    LEAST_PEOPLE,
    LONGEST_AIM,
    LONGEST_RULE,
    MINUTES,
    MOST_RANKS,
    MOST_RULES,
)
from domain_model.workshop_vocabulary import FactsPolicy, Group, Scale

_LEAST_HINT = (
    "A result about fewer people is not published, so that nobody's answer can be worked out. "
    f"{LEAST_PEOPLE} is usual; {FLOOR} is the lowest possible, for rooms where people know each other's views anyway."
)
_GROUPS_HINT = (
    "People choose one when they join. "
    "Groups with too few people are put together as 'other voices' before the vote ends."
)
_OWN_HINT = (
    f"One a line, up to {LONGEST_ITEM} characters. To tag one to a cell, write it after an upright stroke: "
    "Long waits after referral | Service delivery, meso"
)
_SHOW = "Show what can be voted on in these cells"


def more_choices(
    draft: Draft, dataset: Dataset, kept: Sequence[Item], problems: Problems, *, is_open: bool, last: Markup
) -> Markup:
    """All further fields, folded away until somebody asks for them; `last` stands below them."""

    def problem(name: str) -> str:
        return problems.get(name, "")

    evidence = count_evidence(dataset)
    return tag(
        "details",
        tag("summary", "More choices"),
        tag("h2", "What it is for"),
        text_area("aim", "Aim", draft.aim, hint="People read it when they join.", problem=problem("aim"), rows=2,
                  maxlength=LONGEST_AIM),
        text_area("rules", "Ground rules", draft.rules, problem=problem("rules"), rows=5,
                  hint=f"One a line: at most {MOST_RULES} rules of {LONGEST_RULE} characters."),
        tag("h2", "Cells and what to vote on"),
        _cells(draft, evidence, problem("cells")),
        tag("div", button(_SHOW, kind="secondary", name="step", value="show"), class_="buttons", data_show=True),
        *(_items(cell, statements, draft, dataset) for cell, statements in statements_of(dataset).items()),
        _kept(kept, draft),
        text_area("own", "Things to vote on in your own words", draft.own, hint=_OWN_HINT, problem=problem("own"),
                  rows=3),
        tag("h2", "Who, how and how long"),
        _checks("groups", "Groups that people may speak for", Group, draft.groups, problem("groups"), _GROUPS_HINT),
        _checks("scales", "Scales on which cells are scored", Scale, draft.scales, problem("scales")),
        text_field("ranks", "How many things each person ranks", draft.ranks, problem=problem("ranks"),
                   hint=f"1 to {MOST_RANKS}; of fewer things, people rank all.", inputmode="numeric", size=3),
        text_field("least", "Least number of people behind a published figure", draft.least, hint=_LEAST_HINT,
                   problem=problem("least"), inputmode="numeric", size=3),
        _minutes(draft, problem),
        radio_field("facts", "When people see on their phones what is measured and reported",
                    [(policy.value, sentence_case(label(policy))) for policy in FactsPolicy], draft.facts,
                    hint="Seeing figures first informs people, and sways them too."),
        check_field("rehearsal", "This is a rehearsal", checked=draft.is_rehearsal,
                    hint="Marked as such on every screen; its scores can never reach the heat map."),
        last,
        class_="more-choices",
        open=is_open,
        data_more=True,
    )  # fmt: skip


def _cells(draft: Draft, evidence: dict[Cell, EvidenceCell], problem: str) -> Markup:
    """The 18 cells as the framework's grid, each a box to tick with how much evidence it has."""
    head = tag("tr", tag("td"), *(tag("th", sentence_case(label(level)), scope="col") for level in Level))
    rows = (
        tag(
            "tr",
            tag("th", SHORT_BLOCKS[block], scope="row"),
            *(tag("td", _cell(evidence[cell], draft)) for cell in CELLS if cell.block is block),
        )
        for block in BuildingBlock
    )
    told = tag("p", for_ears("Error: "), problem, id="cells-problem", class_="problem") if problem else None
    return tag(
        "fieldset",
        tag("legend", "Cells to score"),
        tag("p", "With each, how many barriers and enablers the study names.", class_="hint"),
        told,
        tag("table", tag("thead", head), tag("tbody", *rows), class_="set-up-cells", id="cells", tabindex="-1"),
        class_="field has-problem" if problem else "field",
        aria_describedby="cells-problem" if problem else None,
    )


def _cell(evidence: EvidenceCell, draft: Draft) -> Markup:
    token = evidence.cell.token
    counts = (plural(half.count, label(half.kind)) for half in (evidence.barriers, evidence.enablers) if half.count)
    box = tag("input", type="checkbox", name="cells", value=token, checked=token in draft.cells, data_cell=token)
    said = tag("span", ", ".join(counts) or "none named")
    return tag("label", box, for_ears(f"{cell_label(evidence.cell)}: "), said)


def _items(cell: Cell, statements: Sequence[Statement], draft: Draft, dataset: Dataset) -> Markup | None:
    """What the study says of a cell; out of sight where the cell is not chosen."""
    if not statements:
        return None
    choices = (
        _choice("items", one.id, f"item-{cell.token.replace('/', '-')}-{one.id}", one.id in draft.statements, one.text,
                f"{sentence_case(label(one.kind))}. {source_name(dataset.evidence.source(one.source))}, "
                f"{one.place.partition(',')[0]}.")
        for one in statements
    )  # fmt: skip
    return tag(
        "fieldset",
        tag("legend", cell_label(cell)),
        *choices,
        class_="field set-up-items",
        data_items_of=cell.token,
        hidden=cell.token not in draft.cells,
    )


def _kept(kept: Sequence[Item], draft: Draft) -> Markup | None:
    """What the workshop has to vote on already that came from a room or was reworded."""
    if not kept:
        return None
    choices = (
        _choice("kept", one.id, f"kept-{one.id}", one.id in draft.kept, one.text,
                f"{sentence_case(label(one.origin))}{f'. {cell_label(one.cell)}' if one.cell else ''}.")
        for one in kept
    )  # fmt: skip
    return tag("fieldset", tag("legend", "In this workshop already"), *choices, class_="field set-up-items")


def _choice(name: str, value: str, own_id: str, checked: bool, words: str, note: str) -> Markup:
    box = tag("input", type="checkbox", id=own_id, name=name, value=value, checked=checked, data_item=True)
    return tag("div", box, tag("label", words, " ", tag("small", note), for_=own_id), class_="choice")


def _checks(
    name: str,
    legend: str,
    kind: Collection[StrEnum] | type[StrEnum],
    chosen: Collection[str],
    problem: str,
    hint: str = "",
) -> Markup:
    """Several of a few choices; the first has the id `name`, where a summary of problems leads."""
    choices: list[Markup] = []
    for place, token in enumerate(kind):
        own_id = name if place == 0 else f"{name}-{place + 1}"
        box = tag("input", type="checkbox", id=own_id, name=name, value=token.value, checked=token.value in chosen)
        choices.append(tag("div", box, tag("label", label(token), for_=own_id), class_="choice"))
    parts = {f"{name}-hint": hint, f"{name}-problem": problem}
    return tag(
        "fieldset",
        tag("legend", legend),
        tag("p", hint, id=f"{name}-hint", class_="hint") if hint else None,
        tag("p", for_ears("Error: "), problem, id=f"{name}-problem", class_="problem") if problem else None,
        tag("div", *choices, class_="choices"),
        class_="field has-problem" if problem else "field",
        aria_describedby=" ".join(one for one, words in parts.items() if words) or None,
    )


def _minutes(draft: Draft, problem: Callable[[str], str]) -> Markup:
    fields = (
        text_field(name, label(stage), draft.minutes.get(stage, ""), problem=problem(name), inputmode="numeric",
                   size=4, data_minutes=True)
        for stage in MINUTES
        for name in (minutes_field(stage),)
    )  # fmt: skip
    return tag(
        "fieldset",
        tag("legend", "Minutes for each stage"),
        tag("p", "0 for no timer. You can give more time, or end a stage early, as you go.", class_="hint"),
        tag("div", *fields, class_="set-up-minutes"),
        class_="field",
    )
