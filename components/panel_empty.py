"""What a panel says where something is not there: why, what it would take, and whose figures they are."""

from dash import html
from dash.development.base_component import Component

from components.addresses import pair_address
from components.data_table import behind_key
from components.formatting import plural, sentence_case, side_number
from components.labels import EMPTY_CODE, label
from components.levels import level, sides
from components.panel_measured import grade_chip
from components.sentences import empty_cell_sentence, side_name
from components.url_state import View
from domain_model.parity import ParityGap, ParityPair, SideValue
from domain_model.use_cases.describe_cell import CellDescription, WouldTake
from domain_model.vocabulary import CopyStatus, Emptiness

_EXPLAINED = {
    Emptiness.NO_DATA: "Not published is not the same as no gap: nobody can tell from here.",
    Emptiness.CANNOT_COMPARE: (
        "Something is published here, but no fair comparison can be made of it. That is a result of its own."
    ),
    Emptiness.SUPPRESSED: "A figure is held back to protect people's confidentiality.",
}


def why_nothing_decides(description: CellDescription) -> list[Component]:
    """The emptiness of a cell in its own words; nothing where a pair decides."""
    measured = description.measured
    if measured.deciding is not None:
        return []
    emptiness = measured.emptiness or Emptiness.NO_DATA
    code = EMPTY_CODE.get(emptiness)
    return [
        html.P(
            [
                html.Span(f"[{code.value}] " if code else "", className="panel-code"),
                html.Strong(sentence_case(label(emptiness))),
            ],
            className="panel-verdict panel-verdict-empty",
        ),
        html.P(empty_cell_sentence(measured)),
        html.P(_EXPLAINED[emptiness], className="panel-note"),
        *_hints(description),
    ]


def _hints(description: CellDescription) -> list[Component]:
    """What region and England show where the area shows nothing; a hint that never counts."""
    shown = [
        f"{name}: {label(measured.band)}"
        for name, measured in (
            (description.region_area.short_name if description.region_area else "", description.region),
            ("England", description.england),
        )
        if measured is not None and measured.band is not None
    ]
    if not shown:
        return []
    return [html.P(f"A hint that does not count for this area. {'; '.join(shown)}.", className="panel-note")]


def not_compared_section(description: CellDescription, view: View) -> list[Component]:
    """The pairs that cannot be compared, each with its reason and what is held of it."""
    gaps = description.not_compared
    if not gaps and not description.superseded:
        return []
    blocks: list[Component] = [html.H3("What cannot be compared, and why")]
    if gaps:
        listing = html.Ul([_gap(gap, view) for gap in gaps], className="panel-list")
        blocks.append(behind_key(f"{plural(len(gaps), 'pair')} without a comparison here", listing))
    if description.superseded:
        old = [
            html.Li(
                [
                    html.A(pair.words.title, href=pair_address(pair.id, view, description.area.code)),
                    f": replaced by pair {pair.superseded_by}",
                ]
            )
            for pair in description.superseded
        ]
        blocks.append(
            behind_key(f"{plural(len(old), 'pair')} replaced by a better one", html.Ul(old, className="panel-list"))
        )
    return blocks


def _gap(gap: ParityGap, view: View) -> html.Li:
    held = [text for side, value in sides(gap) for text in _held(gap.pair, side_name(gap.pair, side), value)]
    return html.Li(
        [
            html.A(gap.pair.words.title, href=pair_address(gap.pair.id, view, gap.area)),
            " ",
            grade_chip(gap),
            html.Div(f"{sentence_case(gap.reason).rstrip('.')}."),
            *([html.Small(f"Held: {'; '.join(held)}.")] if held else []),
        ]
    )


def _held(pair: ParityPair, name: str, value: SideValue) -> list[str]:
    """What is held of a side, in its area or in the boards that it was made of."""
    if value.value is not None:
        period = f" ({value.period.label})" if value.period else ""
        return [f"{name} {level(pair, value)}{period}"]
    return [
        f"{name} {side_number(value.indicator, row.value)} in {row.area} ({row.period.label})"
        for row in value.predecessors
        if row.value is not None
    ]


def would_take_section(description: CellDescription) -> list[Component]:
    """What would it take? For each pair without a comparison."""
    if not description.would_take:
        return []
    items = [_would_take(answer) for answer in description.would_take]
    return [
        html.H3("What would it take?"),
        behind_key(f"What is unpublished, and who could publish it: {plural(len(items), 'pair')}", html.Div(items)),
    ]


def _would_take(answer: WouldTake) -> html.Div:
    return html.Div(
        [
            html.P(html.Strong(answer.pair.words.title)),
            html.Dl(
                [
                    html.Dt("Unpublished or not found"),
                    html.Dd(answer.unpublished),
                    html.Dt("Who could publish it"),
                    html.Dd(answer.who_could_publish),
                    html.Dt("Nearest that is held"),
                    html.Dd(answer.nearest_proxy),
                ]
            ),
        ],
        className="panel-take",
    )


def sources_section(description: CellDescription) -> list[Component]:
    """Whose figures these are; the mark of third-party copies once for the panel."""
    if not description.publications:
        return []
    copies = description.third_party_copies
    rows = [
        html.Li(
            [
                f"{p.publisher}, {p.title}, {p.publication_date or 'publication date not known'}",
                "*" if p.copy_status is CopyStatus.THIRD_PARTY_COPY else "",
                html.Small(". ".join(part for part in (p.licence, p.credit) if part)),
            ]
        )
        for p in description.publications
    ]
    mark = (
        [
            html.P(
                f"* {sentence_case(label(CopyStatus.THIRD_PARTY_COPY))} ({len(copies)} of {len(rows)}).",
                className="panel-care",
            )
        ]
        if copies
        else []
    )
    return [
        html.H3("Sources of the figures"),
        *mark,
        behind_key(plural(len(rows), "publication"), html.Ul(rows, className="panel-list")),
    ]
