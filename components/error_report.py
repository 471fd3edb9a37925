"""The message that reports an error in a figure: what was seen, where, and whose figure it is."""

from collections.abc import Iterable, Sequence
from datetime import date
from urllib.parse import quote, urlencode

from dash import html
from dash.development.base_component import Component
from markupsafe import Markup

from components.attributes import attributes
from components.formatting import day_words, gap_number, listed, sentence_case, side_number
from components.labels import cell_label, label
from components.levels import levels_line, sides
from components.markup import joined, tag
from components.sentences import gap_sentence
from components.url_state import AreaView, HeatMapView, View
from domain_model.cells import Cell
from domain_model.indicators import Publication
from domain_model.use_cases.describe_indicator import IndicatorDescription
from domain_model.use_cases.describe_pair import PairDescription
from domain_model.vocabulary import CopyStatus

MESSAGE = "report-message"
"""The id of the field that holds the message."""

ACROSS = 80
"""About how many letters a line of the field holds on a wide screen."""

SUBJECT = "Parity Map: an error in a figure"


def report_address(about: str, figure: str = "") -> str:
    """The page on which an error is reported, for the view and the pair or indicator that it is about."""
    query = [("about", about), *([("figure", figure)] if figure else [])]
    return f"/report-error?{urlencode(query, quote_via=quote)}"


def report_link(about: str, figure: str, name: str) -> html.P:
    """The link beside a figure; `name` says to those who listen which one it is about."""
    words = ["Report an error in a figure", html.Span(f" of {name}", className="for-ears")]
    return html.P(html.A(words, href=report_address(about, figure)), className="report-link no-print")


def cell_permalink(view: View, area: str, cell: Cell) -> str:
    """The relative address of the page at hand with this cell open."""
    if isinstance(view, HeatMapView):
        return f"/heat-map{view.with_(area=area, cell=cell).to_search()}"
    return f"/area/{area}{view.with_(cell=cell).to_search() if isinstance(view, AreaView) else ''}"


def pair_lines(description: PairDescription) -> list[str]:
    """A pair as a message names it: its id, the value in the area and the publications behind it."""
    pair, own = description.pair, description.own
    lines = [f"Figure: pair {pair.id}, {pair.words.title} ({cell_label(pair.cell)})"]
    if own is None:
        return [*lines, *_publication_lines(description.publications)]
    number = f"Value: {gap_number(own.gap)}. " if own.gap.value is not None else ""
    held = [value.publication for _side, value in sides(own.gap)]
    lines += [f"Area: {own.area.short_name} ({own.area.code})", f"{number}In words: {gap_sentence(own.gap)}"]
    lines += [f"Levels: {levels_line(own.gap)}"] if held else []
    return [*lines, *_publication_lines(held)]


def indicator_lines(description: IndicatorDescription) -> list[str]:
    """An indicator as a message names it."""
    own, indicator = description.own, description.indicator
    lines = [f"Figure: indicator {indicator.id}, {indicator.name}"]
    published = description.publications or (description.publication,)
    if own is not None:
        row = own.observation
        value = side_number(indicator, row.value) or "no value" if row else "no figure is held"
        lines.append(f"Area: {own.area.short_name} ({own.area.code})")
        lines.append(f"Value: {value}{f', {row.period.label}' if row else ''}")
        published = [p for p in published if row is None or p.id == row.publication]
    return [*lines, *_publication_lines(published)]


def _publication_lines(publications: Iterable[Publication]) -> list[str]:
    return [
        f"Publication: {p.publisher}, {p.title}, {p.publication_date or 'publication date not known'}"
        + (f" ({label(p.copy_status)})" if p.copy_status is CopyStatus.THIRD_PARTY_COPY else "")
        for p in {p.id: p for p in publications}.values()
    ]


def report_message(address: str, lines: Sequence[str], version: str, day: date) -> str:
    """The whole message, with room to write at its top."""
    return "\n".join(
        (
            "What is wrong? ",
            "What I expected, and where I found it: ",
            "",
            f"Seen at: {address or '(please give the address of the page)'}",
            *(lines or ["Figure: (please say which)"]),
            f"Data version: {version}",
            f"Written on: {day_words(day)}",
        )
    )


def report_form(message: str, contact: str) -> Markup:
    """The message in a field, a button that copies it, and where an address is known the way to one's mail program."""
    mail = f"mailto:{contact}?{urlencode([('subject', SUBJECT), ('body', message)], quote_via=quote)}"
    return joined(
        (
            tag("label", "The message", for_=MESSAGE, class_="report-label"),
            tag("textarea", message, id=MESSAGE, rows=_rows(message), class_="form-control"),
            tag(
                "div",
                tag("button", "Copy the message", type="button", data_copy=MESSAGE, class_="btn btn-primary"),
                tag("a", "Open it in your mail program", href=mail, data_mail=MESSAGE, class_="btn btn-outline-primary")
                if contact
                else None,
                class_="page-actions",
            ),
        )
    )


def _rows(message: str) -> int:
    """How many lines the field shows: all of the message, with long lines broken, and two to spare."""
    return 2 + sum(1 + len(line) // ACROSS for line in message.split("\n"))


def whom_to_tell(contact: str, publishers: Sequence[str]) -> html.Section:
    """Who can mend what: whoever runs this copy, and the publisher."""
    ours: list[Component | str] = (
        ["Errors of this product: ", html.A(contact, href=f"mailto:{contact}"), ", who runs this copy."]
        if contact
        else ["Errors of this product: whoever runs this copy. They have given no address here; ask the person "
              "or team from whom you have its link."]
    )  # fmt: skip
    names = listed(dict.fromkeys(publishers)) or "its publisher, whom the sources name"
    theirs = ["Errors in the publication itself: ", f"{sentence_case(names)}. ", html.A("All sources", href="/sources")]
    return html.Section([html.H2("Whom to tell"), html.Ul([html.Li(ours), html.Li(theirs)])])


def report_content(message: str, contact: str, publishers: Sequence[str], about: str) -> list[Component]:
    """The page below its heading."""
    return [
        html.Div(**attributes(data_markup=str(report_form(message, contact)))),
        whom_to_tell(contact, publishers),
        *([html.P(html.A("Back to what you were looking at", href=about))] if about else []),
    ]
