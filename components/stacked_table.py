"""A table of words whose rows become blocks where the screen is narrow, each cell under its heading."""

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from components.markup import joined, tag

Cells = Sequence[Markup | str]


def stacked_table(caption: str, headings: Sequence[str], rows: Iterable[Cells]) -> Markup:
    """The table; the first cell of a row is its header.

    Roles are said in full: a style sheet that turns rows into blocks takes them away from screen readers.

    Raises:
        ValueError: if a row has not one cell for each heading.
    """
    head = tag("tr", *(tag("th", words, scope="col", role="columnheader") for words in headings), role="row")
    return tag(
        "table",
        tag("caption", caption),
        tag("thead", head, role="rowgroup"),
        tag("tbody", *(_row(headings, row) for row in rows), role="rowgroup"),
        class_="data-table stacked",
        role="table",
    )


def _row(headings: Sequence[str], cells: Cells) -> Markup:
    if len(cells) != len(headings):
        raise ValueError(f"{len(cells)} cells for {len(headings)} headings: {list(cells)}")
    first, *others = cells
    header = tag("th", first, scope="row", role="rowheader", data_label=headings[0])
    named = zip(headings[1:], others, strict=True)
    return tag("tr", header, joined(tag("td", cell, role="cell", data_label=name) for name, cell in named), role="row")
