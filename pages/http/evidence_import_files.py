"""Files of evidence out: our codebook and chosen evidence as REFI-QDA, and the templates to fill in."""

from flask import Blueprint, Response, request

from components.exports.evidence_template import csv_columns, csv_examples, explained_rows, template_workbook
from components.exports.refi_qda import codebook_bytes, project_bytes
from components.labels import label
from components.matrix_view import MatrixView
from data.current import current_evidence, unit_of_work
from domain_model.evidence_vocabulary import MatrixReading
from domain_model.people_vocabulary import Permission
from domain_model.use_cases.explore_evidence import explore_evidence
from domain_model.use_cases.write_coding_project import codebook_of, coding_project_of
from pages.http.access import allow
from pages.http.csv_files import csv_text, download

evidence_import_files = Blueprint("evidence_import_files", __name__)
CODEBOOK_TYPE, PROJECT_TYPE = "application/x-refi-qdc", "application/x-refi-qdpx"
WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@evidence_import_files.get("/evidence/refi/codebook.qdc")
@allow(Permission.VIEW)
def codebook() -> Response:
    """Our codebook, for coding programs."""
    written = codebook_of(current_evidence().published, label)
    return download(codebook_bytes(written), CODEBOOK_TYPE, "parity-map-codebook.qdc")


@evidence_import_files.get("/evidence/refi/project.qdpx")
@allow(Permission.VIEW)
def project() -> Response:
    """The statements that a view of the matrix passes, as a project; all that stands here where it narrows nothing.

    Links come with the sources of these statements.
    """
    book = current_evidence()
    view = MatrixView.from_search(request.query_string.decode(errors="replace"))
    reading = view.reading if request.args.get("reading") else MatrixReading.EXTENDED
    matching = None
    if view.q.strip():
        with unit_of_work() as work:
            matching = work.search.matching(view.q)
    evidence = book.evidence if reading is MatrixReading.EXTENDED else book.published
    statements = explore_evidence(book, view.filter(matching), reading).statements()
    sources = {statement.source for statement in statements}
    links = [link for link in evidence.links if link.source in sources or not view.is_filtered]
    written = coding_project_of(evidence, label, statements, links)
    return download(project_bytes(written), PROJECT_TYPE, "parity-map-evidence.qdpx")


@evidence_import_files.get("/evidence/import/template.xlsx")
@allow(Permission.VIEW)
def workbook_template() -> Response:
    """The workbook to fill in."""
    evidence = current_evidence().evidence
    content = template_workbook(evidence.sources, evidence.subthemes)
    return download(content, WORKBOOK_TYPE, "parity-map-evidence-template.xlsx")


@evidence_import_files.get("/evidence/import/template.csv")
@allow(Permission.VIEW)
def csv_template() -> Response:
    """The headings of the table to fill in, with an example of each kind of row."""
    return download(csv_text(csv_columns(), csv_examples()), "text/csv", "parity-map-evidence-template.csv")


@evidence_import_files.get("/evidence/import/words.csv")
@allow(Permission.VIEW)
def words() -> Response:
    """What each column is for, and every word that a column with a list takes."""
    evidence = current_evidence().evidence
    rows = explained_rows(evidence.sources, evidence.subthemes)
    content = csv_text(("of", "column_or_word", "what_it_means"), rows)
    return download(content, "text/csv", "parity-map-evidence-words.csv")
