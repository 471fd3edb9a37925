"""What workshops found: the report of each, and the same as files, for whoever may see it."""

from datetime import date

import orjson
from flask import Blueprint, Response, current_app
from markupsafe import Markup

from components.exports.results_tables import LONG_COLUMNS, export_document, long_rows
from components.exports.results_workbook import workbook_bytes
from components.markup import joined, tag
from components.workshop_report import report_page
from data.current import current_dataset, unit_of_work
from domain_model.cell_summary import MeasuredCell
from domain_model.cells import Cell
from domain_model.people_vocabulary import Permission
from domain_model.use_cases.compare_areas import compare_areas
from domain_model.use_cases.import_workshop import file_of
from domain_model.use_cases.report_workshop import WorkshopReport, is_public, published_part, report_workshop
from domain_model.use_cases.run_workshop import Facilitator, NoSuchWorkshopError
from domain_model.vocabulary import Vintage
from domain_model.workshop.judged_cells import judges_cells
from domain_model.workshop.rounds import Round
from pages.http.access import VIEWING, open_to_all
from pages.http.csv_files import csv_text, download
from pages.http.plain_pages import answer_page, paragraph
from pages.http.who import current_person, now
from pages.http.workshop_access import facilitator
from pages.http.workshop_approvals import workshop_approvals
from pages.http.workshop_erasure import workshop_erasure
from pages.http.workshop_import import workshop_import

workshop_results = Blueprint("workshop_results", __name__)
for part in (workshop_approvals, workshop_erasure, workshop_import):
    workshop_results.register_blueprint(part)

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@workshop_results.get("/workshops/<workshop_id>/report")
@open_to_all
def report(workshop_id: str) -> Response:
    """What may be known of a workshop: before a reveal set-up and counts, afterwards each figure."""
    found, run_by = readable_report(workshop_id)
    plan, dataset = found.state.plan, current_dataset()
    name = next((area.name for area in dataset.geography.areas if area.code == plan.area), plan.area)

    def measured(one: Round, cell: Cell) -> MeasuredCell | None:
        day = one.counted_at.date() if one.counted_at else date.today()
        for vintage in (Vintage.ICB2026, Vintage.ICB2023):
            grid = compare_areas(dataset, vintage, day)
            if (plan.area, cell) in grid.cells:
                return grid.at(plan.area, cell)
        return None

    content = report_page(found, name, measured, dataset.version, _actions(found, run_by))
    title = f"Report: {plan.title}"
    return answer_page(f"REHEARSAL. {title}" if plan.is_rehearsal else title, content, help_page="workshop_report")


@workshop_results.get("/workshops/<workshop_id>/export.csv")
@open_to_all
def export_csv(workshop_id: str) -> Response:
    """Set-up and figures as one long table."""
    found, _run_by = readable_report(workshop_id)
    document = export_document(file_of(found, current_dataset().version, now()))
    return download(csv_text(LONG_COLUMNS, long_rows(document)), "text/csv", _name(found, "csv"))


@workshop_results.get("/workshops/<workshop_id>/export.xlsx")
@open_to_all
def export_xlsx(workshop_id: str) -> Response:
    """Set-up and figures as a workbook."""
    found, _run_by = readable_report(workshop_id)
    file = file_of(found, current_dataset().version, now())
    return download(workbook_bytes(export_document(file), file), WORKBOOK, _name(found, "xlsx"))


@workshop_results.get("/workshops/<workshop_id>/export.json")
@open_to_all
def export_json(workshop_id: str) -> Response:
    """Set-up and figures as a document."""
    found, _run_by = readable_report(workshop_id)
    document = export_document(file_of(found, current_dataset().version, now()))
    return download(orjson.dumps(document), "application/json", _name(found, "json"))


def readable_report(workshop_id: str) -> tuple[WorkshopReport, Facilitator | None]:
    """The report, and as whom whoever asks runs the workshop.

    Others, who do not, read what is published of it, once a round of it is on the heat map.

    Raises:
        NoSuchWorkshopError: if there is no such workshop, or whoever asks may not see its report.
    """
    with unit_of_work() as work:
        try:
            run_by = facilitator(work, workshop_id)
        except NoSuchWorkshopError:
            if not (_may_view() and is_public(work, workshop_id)):
                raise
            return published_part(report_workshop(work, workshop_id)), None
        return report_workshop(work, workshop_id), run_by


def _may_view() -> bool:
    person = current_person()
    if person is None:
        return current_app.config.get(VIEWING, "open") == "open"
    return person.may(Permission.VIEW)


def _actions(found: WorkshopReport, run_by: Facilitator | None) -> Markup | None:
    """What whoever reads may do with the workshop."""
    person, address = current_person(), f"/workshops/{found.workshop.id}"
    links: list[Markup] = []
    if run_by is not None and not found.workshop.is_imported:
        links.append(tag("a", "Run the workshop", href=address))
        if not run_by.is_by_link:
            links.append(tag("a", "Erase ballots and ideas", href=f"{address}/erase"))
        links += [tag("a", f"Receipt {one.id}", href=f"{address}/receipts/{one.id}") for one in found.receipts]
    is_real = not (found.workshop.is_rehearsal or found.workshop.is_imported)
    if person is not None and person.may(Permission.SCORE) and is_real:
        for one, _results in found.revealed:
            if judges_cells(one) and one.number not in found.approved:
                words = f"Approve round {one.number} for the heat map"
                links.append(tag("a", words, href=f"{address}/approve/{one.number}"))
    return tag("p", joined(links), class_="buttons no-print") if links else None


def _name(found: WorkshopReport, kind: str) -> str:
    """The name of the file, which says so where it is a rehearsal."""
    mark = "REHEARSAL-" if found.workshop.is_rehearsal else ""
    return f"{mark}parity-map-workshop-{found.workshop.id}.{kind}"


@workshop_results.errorhandler(NoSuchWorkshopError)
def answer_no_report(_error: NoSuchWorkshopError) -> Response:
    """Say the same of workshops that do not exist and of those that are not for whoever asks."""
    words = (
        "There is no workshop at this address whose results you can see. Everybody sees a report once an editor has "
        "approved a round of it for the heat map; before that, only whoever runs the workshop. If it is yours, sign in."
    )
    return answer_page("No such workshop", paragraph(words), status=404)
