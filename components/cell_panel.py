"""The panel of a cell: how bad, how sure, which pairs, what lies behind, what people think."""

from dash import html
from markupsafe import Markup

from components.attributes import attributes
from components.error_report import cell_permalink
from components.judgement_words import Reader
from components.labels import cell_label, label
from components.panel_empty import (
    not_compared_section,
    sources_section,
    why_nothing_decides,
    would_take_section,
)
from components.panel_evidence import evidence_section, links_section
from components.panel_judgement import disagreement_note, judgement_section
from components.panel_measured import how_bad, which_pairs
from components.panel_sure import has_it_moved, how_sure
from components.panel_workshops import workshop_disagreement
from components.url_state import HeatMapView, View
from domain_model.use_cases.describe_cell import CellDescription

HEADING_ID = "cell-panel-heading"
"""The heading that receives the focus when the panel opens."""


def cell_panel(
    description: CellDescription, view: View, reader: Reader | None = None, *, notes: Markup | None = None
) -> html.Section:
    """Everything about one cell in one area; `view` is the page's, so that links keep its state; `notes` its notes.

    `reader` is who reads; a visitor without an account where nobody is named.
    """
    here = cell_permalink(view, description.area.code, description.cell)
    return html.Section(
        [
            html.Div(
                [
                    html.P(
                        f"{description.area.short_name} · {label(view.vintage)} · as at "
                        f"{view.as_at.isoformat() if view.as_at else 'today'}",
                        className="panel-kicker",
                    ),
                    html.A(
                        [html.Span("×", **attributes(aria_hidden="true")), " Close"],
                        href=close_search(view),
                        className="panel-close",
                        **attributes(aria_label=f"Close {cell_label(description.cell)}"),
                    ),
                ],
                className="panel-head",
            ),
            html.H2(cell_label(description.cell), id=HEADING_ID, tabIndex="-1"),
            *([html.P(description.words.meaning, className="panel-note")] if description.words else []),
            *how_bad(description),
            workshop_disagreement(description.workshops, description.measured.parity_band),
            disagreement_note(description.views),
            *why_nothing_decides(description),
            *how_sure(description),
            *has_it_moved(description, view),
            *which_pairs(description, view),
            *not_compared_section(description, view),
            *evidence_section(description, view),
            *links_section(description),
            judgement_section(description, reader or Reader(), here),
            notes,
            *would_take_section(description),
            *sources_section(description),
        ],
        className="cell-panel",
        **attributes(aria_labelledby=HEADING_ID, data_panel=f"{description.area.code} {description.cell.token}"),
    )


def close_search(view: View) -> str:
    """The search part of the address of the same view with no cell open."""
    changes: dict[str, object] = {"cell": None}
    if isinstance(view, HeatMapView):
        changes["area"] = ""
    return view.with_(**changes).to_search() or "?"


def panel_invitation() -> html.P:
    """What stands in place of the panel while no cell is open."""
    return html.P("Choose a cell to see what lies behind it.", className="panel-invitation")
