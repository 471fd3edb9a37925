"""Reads a file of evidence by the end of its name."""

from components.labels import label
from data.importers.evidence_tables import rows_of_csv, rows_of_workbook
from data.importers.refi_qda_xml import read_codebook, read_project
from domain_model.coding_project import CodingProject, Loss, UnreadableFileError
from domain_model.evidence_book import EvidenceBook
from domain_model.evidence_import import Proposed
from domain_model.evidence_vocabulary import ImportFormat
from domain_model.use_cases.read_evidence_rows import read_evidence_rows

LARGEST_FILE = 20 * 1024**2

Read = tuple[ImportFormat, CodingProject | Proposed, tuple[Loss, ...]]
"""The format of a file, what it holds, and what of it is not taken over."""


def read_file(name: str, content: bytes, book: EvidenceBook) -> Read:
    """What a file holds.

    Raises:
        UnreadableFileError: if it cannot be taken, with everything that is wrong in it.
    """
    if len(content) > LARGEST_FILE:
        raise UnreadableFileError(f"The file is larger than {LARGEST_FILE // 1024**2} MB.")
    ending = name.rpartition(".")[2].casefold()
    if ending == ImportFormat.QDC:
        return (ImportFormat.QDC, *read_codebook(content))
    if ending == ImportFormat.QDPX:
        return (ImportFormat.QDPX, *read_project(content))
    if ending == ImportFormat.XLSX:
        return (ImportFormat.XLSX, *read_evidence_rows(rows_of_workbook(content), book, label))
    if ending == ImportFormat.CSV:
        return (ImportFormat.CSV, *read_evidence_rows(rows_of_csv(content), book, label))
    raise UnreadableFileError("The name of the file ends in none of .csv, .xlsx, .qdc, .qdpx: choose another file.")
