"""The glossary, the publications and the documents as readable lists."""

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import groupby

from dash import html

from components.attributes import attributes
from components.formatting import plural
from components.labels import label
from domain_model.evidence import (
    Contradiction,
    GlossaryTerm,
    Link,
    QuotedFigure,
    Source,
    Statement,
    StudyFact,
    Subtheme,
)
from domain_model.indicators import Indicator, Publication


def glossary_list(terms: Iterable[GlossaryTerm]) -> html.Div:
    """All terms under their first letters, each of which can be linked to."""
    ordered = sorted(terms, key=lambda entry: entry.term.casefold())
    letters = [(letter, list(group)) for letter, group in groupby(ordered, key=lambda e: e.term[0].upper())]
    return html.Div(
        [
            html.Nav(
                html.Ul([html.Li(html.A(letter, href=f"#letter-{letter}")) for letter, _group in letters]),
                className="letters",
                **attributes(aria_label="Letters of the glossary"),
            ),
            *(
                html.Section([html.H2(letter, id=f"letter-{letter}"), html.Dl([*_definitions(group)])])
                for letter, group in letters
            ),
        ]
    )


def _definitions(terms: Iterable[GlossaryTerm]) -> Iterable[html.Dt | html.Dd]:
    for entry in terms:
        yield html.Dt(entry.term)
        yield html.Dd(f"{entry.plain_meaning} {entry.more}".strip())


def publication_list(publications: Mapping[str, Publication], indicators: Mapping[str, Indicator]) -> html.Section:
    """Every publication with its provenance, and the indicators read from it."""
    by_publication: dict[str, list[Indicator]] = {}
    for indicator in indicators.values():
        by_publication.setdefault(indicator.publication, []).append(indicator)
    copies = Counter(publication.copy_status for publication in publications.values())
    counted = "; ".join(f"{number} {label(status)}" for status, number in sorted(copies.items()))
    return html.Section(
        [
            html.H2("Publications", id="publications"),
            html.P(f"{plural(len(publications), 'publication')}: {counted}."),
            *(
                _publication(publication, by_publication.get(publication.id, []))
                for publication in sorted(publications.values(), key=lambda p: (p.publisher, p.title))
            ),
        ]
    )


def _publication(publication: Publication, indicators: list[Indicator]) -> html.Details:
    facts = (
        ("Publisher", publication.publisher),
        ("Published", publication.publication_date or "date not known"),
        ("Licence", publication.licence),
        ("Obtained from", f"{publication.obtained_via} ({label(publication.copy_status)})"),
        ("Credit", publication.credit),
        ("Beware", publication.caveats),
    )
    return html.Details(
        [
            html.Summary(f"{publication.publisher}: {publication.title}"),
            html.Dl([part for name, text in facts if text for part in (html.Dt(name), html.Dd(text))]),
            html.Ul(
                [
                    html.Li(html.A(indicator.name, href=f"/indicator/{indicator.id}"))
                    for indicator in sorted(indicators, key=lambda i: i.name)
                ]
            ),
        ],
        id=f"publication-{publication.id}",
    )


def document_list(sources: Iterable[Source]) -> html.Section:
    """The documents that the evidence is taken from."""
    return html.Section(
        [
            html.H2("Documents behind the evidence", id="documents"),
            html.P("Every statement is a paraphrase in our own words with its place in the document."),
            html.Ul(
                [
                    html.Li([source.citation, " ", html.Small(source.note)], id=f"source-{source.id}")
                    for source in sources
                ]
            ),
        ]
    )


def study_table(facts: Iterable[StudyFact]) -> html.Section:
    """How the study behind the published table was done, and with whom."""
    return html.Section(
        [
            html.H2("How the study behind the matrix was done", id="study"),
            _table(
                "Participants, dates and methods of the study",
                ("What", "Value", "Note"),
                [(fact.item, fact.value, fact.note) for fact in facts],
            ),
        ]
    )


def contradiction_table(contradictions: Iterable[Contradiction]) -> html.Section:
    """Where the documents disagree with themselves or one another."""
    return html.Section(
        [
            html.H2("Where the documents disagree", id="contradictions"),
            _table(
                "Contradictions found in reading",
                ("Subject", "What we found", "Place"),
                [(c.subject, c.finding, c.place) for c in contradictions],
            ),
        ]
    )


def subtheme_table(subthemes: Iterable[Subtheme]) -> html.Section:
    """The sub-themes that the study names within each building block."""
    return html.Section(
        [
            html.H2("Sub-themes of the study", id="sub-themes"),
            _table(
                "Sub-themes by building block, in our words",
                ("Sub-theme", "Building block", "What it is about", "Place"),
                [(s.label, label(s.block), s.gist, s.place) for s in subthemes],
            ),
        ]
    )


def unplaced_list(statements: Iterable[Statement], links: Iterable[Link]) -> html.Section:
    """Statements and links that name every block or level at once, and so stand in no cell."""
    lines = [f"{s.text} ({label(s.kind)}; {s.place})" for s in statements if not s.cells]
    lines += [
        f"{link.from_words} to {link.to_words}: {label(link.sign)}. {link.text} ({link.place})"
        for link in links
        if None in (link.from_block, link.from_level, link.to_block, link.to_level)
    ]
    return html.Section(
        [
            html.H2("Evidence that belongs to no single cell", id="everywhere"),
            html.P("These name all building blocks, all levels or a cause that cuts across; they count in no cell."),
            html.Ul([html.Li(line) for line in lines]),
        ]
    )


def quoted_table(figures: Iterable[QuotedFigure]) -> html.Section:
    """Numbers that the documents print, with what may be done with each; none of them is in the map."""
    use = {"show": "may be quoted", "do_not_use": "not to be used", "fictitious": "FICTITIOUS"}
    rows = [
        (
            f"{'FICTITIOUS: ' if f.use == 'fictitious' else ''}{f.measure}, {f.group}",
            f.value or " to ".join(part for part in (f.low, f.high) if part) or "no number printed",
            f.unit,
            f.period,
            f.citation,
            f"{use[f.use]}. {f.note}",
        )
        for f in figures
    ]
    return html.Section(
        [
            html.H2("Numbers printed in the documents", id="quoted"),
            html.P("They are no part of the measured layer: most have no comparator, and some have lost their chart."),
            _table("Numbers as printed", ("What", "Value", "Unit", "Period", "Cited as", "Use"), rows),
        ]
    )


def _table(caption: str, heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> html.Div:
    return html.Div(
        html.Table(
            [
                html.Caption(caption),
                html.Thead(html.Tr([html.Th(head, scope="col") for head in heads])),
                html.Tbody(
                    [html.Tr([html.Th(row[0], scope="row"), *(html.Td(text) for text in row[1:])]) for row in rows]
                ),
            ],
            className="data-table",
        ),
        className="data-scroll",
        tabIndex="0",
        role="region",
        **attributes(aria_label=caption),
    )
