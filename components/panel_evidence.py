"""The evidence layer of a cell's panel: barriers and enablers, and links."""

from dash import html
from dash.development.base_component import Component

from components.attributes import attributes
from components.data_table import behind_key
from components.formatting import plural, sentence_case
from components.labels import cell_label, label
from components.statement_card import contested_words
from components.url_state import View
from domain_model.cells import Cell
from domain_model.evidence import Link, Source, Statement
from domain_model.use_cases.count_evidence import EvidenceHalf
from domain_model.use_cases.describe_cell import CellDescription
from domain_model.vocabulary import BuildingBlock, Emptiness, Level, LinkSign, Reading, StatementKind

SIGNS: dict[LinkSign, str] = {
    LinkSign.IMPROVES: "+",
    LinkSign.WORSENS: "−",
    LinkSign.CONDITIONAL: "?",
    LinkSign.NO_CLEAR_EFFECT: "0",
}
_MARKS = {StatementKind.BARRIER: "■", StatementKind.ENABLER: "□"}
_EMPTY = {
    Emptiness.ASKED_NOTHING_REPORTED: (
        "Asked, nothing reported: the published table prints this heading with nothing under it. "
        "That is not a sign that all is well."
    ),
    Emptiness.NOT_ASKED: (
        "Not asked: the published table does not print this level. That is not a sign that all is well."
    ),
}


def evidence_section(description: CellDescription, view: View) -> list[Component]:
    """Barriers and enablers of the reading asked for, with place, voice and marks."""
    evidence = description.evidence
    voices = (
        "voices not given"
        if evidence.voices is None
        else f"{plural(evidence.voices, 'participant')}, known by number only"
    )
    sources = {source.id: source for source in description.sources}
    blocks: list[Component] = [
        html.H3(f"What lies behind: {_counted(evidence.barriers)}, {_counted(evidence.enablers)}"),
        html.P(f"National, not about this area; {voices}.", className="panel-note"),
        _switch(view),
        _half(evidence.barriers, sources),
        _half(evidence.enablers, sources),
    ]
    if evidence.themes:
        listing = html.Ul([_statement(s, "○", sources) for s in evidence.themes])
        blocks.append(behind_key(f"{plural(len(evidence.themes), 'theme')} without a direction", listing))
    blocks.append(_ways_on(evidence.cell))
    return blocks


def _ways_on(cell: Cell) -> html.P:
    """Where a researcher goes from here: the same cell among all, what acts on it, what answers its barriers."""
    return html.P(
        [
            html.A("This cell in the evidence matrix", href=f"/matrix?cell={cell.token}"),
            " · ",
            html.A("What leads to it", href=f"/links?end={cell.token}&table=into"),
            " · ",
            html.A("What answers its barriers", href=f"/strategies?cell={cell.token}"),
        ],
        className="panel-note no-print",
    )


def _switch(view: View) -> html.P:
    """The reading as two links, the one shown marked; the address carries it."""
    parts: list[Component | str] = ["Reading: "]
    for place, reading in enumerate(Reading):
        parts.append(" · " if place else "")
        if reading is view.reading:
            parts.append(html.Strong(label(reading), **attributes(aria_current="true")))
        else:
            parts.append(html.A(label(reading), href=view.with_(reading=reading).to_search() or "?"))
    return html.P(parts, className="panel-switch")


def _half(half: EvidenceHalf, sources: dict[str, Source]) -> html.Div:
    name = label(half.kind)
    if half.emptiness is not None:
        return html.Div(
            html.P([html.Strong(f"No {name}. "), _EMPTY[half.emptiness]]),
            className=f"panel-half panel-half-{half.emptiness.value.replace('_', '-')}",
        )
    listing = html.Ul(
        [_statement(s, _MARKS[half.kind], sources) for s in half.statements], className="panel-statements"
    )
    return html.Div([html.P(html.Strong(sentence_case(_counted(half)))), listing], className="panel-half")


def _counted(half: EvidenceHalf) -> str:
    """`6 barriers in 12 passages`: a statement counts once, however many passages say it."""
    passages = len(half.statements)
    said = f" in {plural(passages, 'passage')}" if passages > half.count else ""
    return f"{plural(half.count, label(half.kind))}{said}"


def _statement(statement: Statement, mark: str, sources: dict[str, Source]) -> html.Li:
    return html.Li(
        [
            html.Span(mark, **attributes(aria_hidden="true"), className="panel-mark"),
            html.Div(
                [
                    statement.text,
                    *(html.Span(text, className="panel-tag") for text in _tags(statement)),
                    html.Small(f"{source_name(sources.get(statement.source))}, {statement.place}"),
                ]
            ),
        ]
    )


def _tags(statement: Statement) -> list[str]:
    """What a reader must know of a statement: dual, contested, one voice, repeated, said by whom."""
    tags: list[str] = []
    if statement.is_dual:
        tags.append("named as barrier and as enabler")
    if statement.is_contested:
        tags.append(contested_words(statement))
    if statement.voice == "participant":
        tags.append(f"one voice: {statement.participant or 'one participant'}")
    elif statement.voice and statement.voice != "unknown":
        tags.append(f"said by {'several participants' if statement.voice == 'participants' else statement.voice}")
    if statement.in_table2:
        tags.append(f"says the same as {', '.join(statement.in_table2)}, counted once")
    return tags


def source_name(source: Source | None) -> str:
    """A source as people name it: its title, else who is behind it and its kind, else how it is cited."""
    if source is None:
        return "source not named"
    if source.title:
        return source.title
    behind = source.publisher or source.authors
    return f"{behind}, {source.kind}" if behind else source.citation.partition(":")[0]


def links_section(description: CellDescription) -> list[Component]:
    """What acts on this cell and what it acts on; signs are never added up."""
    evidence = description.evidence
    into, out = evidence.links_in, evidence.links_out
    if not into and not out:
        return [html.H3("Links"), html.P("No source links this cell with another.")]
    return [
        html.H3(f"Links: {len(into)} in, {len(out)} out"),
        html.P(
            "Each says what happens to parity in the cell it reaches. Signs are never added up.",
            className="panel-note",
        ),
        _links(f"What acts on this cell: {_tally(into)}", into, outward=False),
        _links(f"What this cell acts on: {_tally(out)}", out, outward=True),
    ]


def _tally(links: tuple[Link, ...]) -> str:
    counted = [(sign, sum(link.sign is sign for link in links)) for sign in LinkSign]
    return ", ".join(f"{number} {label(sign)}" for sign, number in counted if number) or "none"


def _links(summary: str, links: tuple[Link, ...], *, outward: bool) -> Component:
    if not links:
        return html.P(f"{summary}.")
    return behind_key(summary, html.Ul([_link(link, outward=outward) for link in links], className="panel-statements"))


def _link(link: Link, *, outward: bool) -> html.Li:
    ends = (
        (link.to_block, link.to_level, link.to_words)
        if outward
        else (link.from_block, link.from_level, link.from_words)
    )
    return html.Li(
        [
            html.Span(SIGNS[link.sign], **attributes(aria_hidden="true"), className="panel-mark"),
            html.Div(
                [
                    html.Strong(f"{end_name(*ends)}: "),
                    f"{label(link.sign)}. {link.text}.",
                    html.Small(f"{sentence_case(label(link.basis))}; {link.place}"),
                ]
            ),
        ]
    )


def end_name(block: BuildingBlock | None, level: Level | None, words: str) -> str:
    """An end of a link: its cell, or its own words where it names no cell."""
    if block is not None and level is not None:
        return cell_label(Cell(block, level))
    return sentence_case(words.replace("_", " "))
