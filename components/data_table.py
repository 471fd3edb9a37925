"""One accessible table: a caption, headers with their scope, numbers to the right."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from dash import html
from dash.development.base_component import Component

from components.attributes import attributes

Content = str | Component | list[str | Component]


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its heading; `is_number` sets its cells to the right in figures of equal width."""

    heading: str
    is_number: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """A row: what it is about (its header), then its cells; `is_marked` sets it off as the reader's own."""

    header: Content
    cells: Sequence[Content]
    is_marked: bool = False
    group: str = field(default="")


def data_table(
    caption: str, columns: Sequence[Column], rows: Iterable[Row], *, caption_hidden: bool = False
) -> html.Div:
    """A table whose first column holds row headers; it scrolls by itself where the screen is narrow.

    Rows of one `group` stand under a heading row of their own when the group changes.

    Raises:
        ValueError: if a row has not one cell for each column after the first.
    """
    body: list[html.Tr | html.Tbody] = []
    group = ""
    for row in rows:
        if len(row.cells) != len(columns) - 1:
            raise ValueError(f"row {row.header!r} has {len(row.cells)} cells for {len(columns) - 1} columns")
        if row.group and row.group != group:
            body.append(html.Tr(html.Th(row.group, scope="colgroup", colSpan=len(columns)), className="data-group"))
        group = row.group
        body.append(_row(row, columns))
    table = html.Table(
        [
            html.Caption(caption, className="for-ears" if caption_hidden else None),
            html.Thead(html.Tr([html.Th(c.heading, scope="col", className=_class(c)) for c in columns])),
            html.Tbody(body),
        ],
        className="data-table",
    )
    return html.Div(
        table, className="data-scroll", tabIndex="0", role="region", **attributes(aria_label=f"Table: {caption}")
    )


def _row(row: Row, columns: Sequence[Column]) -> html.Tr:
    cells = [html.Td(content, className=_class(column)) for column, content in zip(columns[1:], row.cells, strict=True)]
    return html.Tr(
        [html.Th(row.header, scope="row", className=_class(columns[0])), *cells],
        className="data-own" if row.is_marked else None,
    )


def _class(column: Column) -> str | None:
    return "data-number" if column.is_number else None


def behind_key(summary: str, content: Component | list[Component], *, is_open: bool = False) -> html.Details:
    """Content one key away: the native disclosure, which every screen reader and keyboard knows."""
    children = content if isinstance(content, list) else [content]
    return html.Details([html.Summary(summary), *children], open=is_open, className="behind-key")
