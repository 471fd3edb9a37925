"""Building blocks by levels as a table to choose in: one place by radio buttons, or several by boxes."""

from collections.abc import Collection, Mapping

from markupsafe import Markup

from components.coding_words import FITS_NOWHERE
from components.formatting import sentence_case
from components.labels import cell_label, label
from components.markup import for_ears, joined, tag
from domain_model.cells import Cell, CellWords
from domain_model.use_cases.compare_coders import NOWHERE
from domain_model.vocabulary import BuildingBlock, Level


def place_grid(
    name: str, legend: str, chosen: Collection[str], *, several: bool = False, hint: str = "", problem: str = ""
) -> Markup:
    """The 18 cells and 'fits no single cell'; `chosen` are tokens, `several` lets more than one be ticked.

    The first choice has the id `name`, where a summary of problems leads.
    """
    first = f"{next(iter(BuildingBlock)).value}/{next(iter(Level)).value}"
    problem_id, hint_id = f"{name}-problem" if problem else None, f"{name}-hint" if hint else None
    described = " ".join(filter(None, (hint_id, problem_id))) or None

    def choice(token: str, words: str | Markup) -> Markup:
        own_id = name if token == first else f"{name}-{token.replace('/', '-')}"
        field = tag(
            "input",
            type="checkbox" if several else "radio",
            id=own_id,
            name=name,
            value=token,
            checked=token in chosen,
        )
        return tag("label", field, words, for_=own_id, class_="coding-choice")

    rows = [
        tag(
            "tr",
            tag("th", sentence_case(label(block)), scope="row"),
            *(tag("td", choice(Cell(block, level).token, _cell_words(Cell(block, level)))) for level in Level),
        )
        for block in BuildingBlock
    ]
    heads = (tag("th", sentence_case(label(level)), scope="col") for level in Level)
    corner = tag("td", for_ears("Building block"))
    words = joined((for_ears("Error: "), problem))
    return tag(
        "fieldset",
        tag("legend", legend),
        tag("p", hint, id=hint_id, class_="hint") if hint else None,
        tag("p", words, id=problem_id, class_="problem") if problem else None,
        tag("table", tag("thead", tag("tr", corner, *heads)), tag("tbody", *rows), class_="coding-grid"),
        tag("div", choice(NOWHERE, sentence_case(FITS_NOWHERE)), class_="coding-nowhere"),
        class_="field has-problem" if problem else "field",
        aria_describedby=described,
    )


def _cell_words(cell: Cell) -> Markup:
    return for_ears(cell_label(cell))


def meanings(words: Mapping[Cell, CellWords]) -> Markup:
    """What each cell is about, one key away."""
    parts = [part for cell, said in words.items() for part in (tag("dt", cell_label(cell)), tag("dd", said.meaning))]
    return tag("details", tag("summary", "What each cell is about"), tag("dl", *parts), class_="coding-meanings")
