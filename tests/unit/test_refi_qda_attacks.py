"""Archives and documents that are made to do harm are refused, and nothing of them is unpacked or fetched."""

import struct
import tracemalloc
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest
from openpyxl import Workbook

from data.importers import evidence_tables, refi_qda_sources, sealed_archive
from data.importers.bounded_xml import DEEPEST
from data.importers.evidence_tables import rows_of_workbook
from data.importers.refi_qda_xml import read_codebook, read_project
from data.importers.sealed_archive import SealedArchive
from domain_model.coding_project import UnreadableFileError
from tests.refi_files import CODEBOOK, PROJECT, code, codebook, guid, packed, piece, qdpx, source


def problem_of(content: bytes) -> str:
    with pytest.raises(UnreadableFileError) as caught:
        read_project(content)
    return str(caught.value)


@pytest.mark.parametrize(
    "name",
    [
        "../evil.txt",
        "sources/../../evil.txt",
        "/etc/passwd",
        "C:/evil.txt",
        "c:evil.txt",
        "sources\\..\\evil.txt",
        "\\\\server\\share",
        "./project2",
    ],
)
def test_names_that_lead_out_of_the_archive_are_refused(name: str):
    assert "leads out of the archive" in problem_of(qdpx("", more={name: "x"}))


@pytest.mark.parametrize("name", ["inner.zip", "sources/other.QDPX", "x.tar.gz"])
def test_archives_in_the_archive_are_refused(name: str):
    assert "is an archive itself" in problem_of(qdpx("", more={name: "x"}))


def test_links_and_devices_are_refused():
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        archive.writestr("project.qde", "<x/>")
        link = ZipInfo("sources/link.txt")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    assert "is no file but a link or a device" in problem_of(out.getvalue())


def test_a_name_that_stands_there_twice_is_refused_whatever_its_capitals():
    assert "stands in it twice" in problem_of(packed({"project.qde": "<x/>", "PROJECT.qde": "<y/>"}))


def test_encrypted_entries_are_refused():
    content = bytearray(packed({"project.qde": "<x/>"}))
    at = content.index(b"PK\x01\x02")
    content[at + 8] |= 1
    assert "is encrypted" in problem_of(bytes(content))


def test_too_many_entries_are_refused():
    many = {f"sources/{number}.txt": "" for number in range(sealed_archive.MOST_ENTRIES + 1)}
    assert "more than 2,000 entries" in problem_of(packed(many))


def test_a_bomb_is_refused_while_it_is_unpacked_and_never_held():
    bomb = packed({"project.qde": b" " * (50 * 1024 * 1024)})
    assert len(bomb) < 100_000
    tracemalloc.start()
    try:
        assert "too large once it is unpacked" in problem_of(bomb)
        assert tracemalloc.get_traced_memory()[1] < 30 * 1024 * 1024
    finally:
        tracemalloc.stop()


def test_a_bomb_whose_directory_says_that_it_is_small_is_refused_too():
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        archive.writestr("project.qde", b" " * (50 * 1024 * 1024))
    content = bytearray(out.getvalue())
    for signature, offset in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        at = content.index(signature)
        struct.pack_into("<I", content, at + offset, 100)
    assert "damaged" in problem_of(bytes(content)) or "too large" in problem_of(bytes(content))


def test_what_all_entries_hold_together_is_bounded(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sealed_archive, "LARGEST_UNPACKED", 2_000)
    archive = SealedArchive(packed({"a.txt": "x" * 1_500, "b.txt": "y" * 1_500}))
    assert len(archive.read("a.txt")) == 1_500
    with pytest.raises(UnreadableFileError, match=r"“b\.txt” is too large"):
        archive.read("b.txt")
    with pytest.raises(UnreadableFileError, match="no entry “c.txt”"):
        archive.read("c.txt")


def test_a_damaged_entry_is_refused():
    content = bytearray(packed({"project.qde": "x" * 2_000}))
    at = content.index(b"project.qde") + len("project.qde")
    content[at : at + 6] = b"\xff" * 6
    assert "damaged" in problem_of(bytes(content))


def test_entity_expansion_is_refused():
    laughs = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))
    document = f'<!DOCTYPE x [<!ENTITY l0 "ha">{laughs}]><Project xmlns="{PROJECT}" name="&l9;"/>'
    assert "declares a document type or entities" in problem_of(packed({"project.qde": document}))
    wide = document.encode("utf-16")
    assert "declares a document type or entities" in problem_of(packed({"project.qde": wide}))


def test_external_entities_and_document_types_are_refused():
    outside = '<!DOCTYPE x [<!ENTITY file SYSTEM "file:///etc/passwd">]><CodeBook>&file;</CodeBook>'
    with pytest.raises(UnreadableFileError, match="declares a document type"):
        read_codebook(outside.encode())
    with pytest.raises(UnreadableFileError, match="declares a document type"):
        read_codebook(b'<!DOCTYPE CodeBook SYSTEM "https://example.org/x.dtd"><CodeBook/>')


def test_deep_nesting_is_refused():
    nested = "<Code>" * (DEEPEST + 1) + "</Code>" * (DEEPEST + 1)
    with pytest.raises(UnreadableFileError, match="deep in one another"):
        read_codebook(f'<CodeBook xmlns="{CODEBOOK}"><Codes>{nested}</Codes></CodeBook>'.encode())


def test_too_many_elements_and_codes_are_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("data.importers.bounded_xml.MOST_ELEMENTS", 20)
    assert "more than 20 elements" in problem_of(qdpx(codebook(*(code(n, "x") for n in range(30)))))
    monkeypatch.setattr("data.importers.bounded_xml.MOST_ELEMENTS", 1000)
    monkeypatch.setattr("data.importers.refi_qda_codes.MOST_CODES", 20)
    assert "more than 20 codes" in problem_of(qdpx(codebook(*(code(n, "x") for n in range(30)))))


def test_external_paths_of_sources_are_never_followed():
    inside = '<Sources><TextSource guid="00000000-0000-4000-8000-000000000001" plainTextPath="internal://../../etc/passwd"/></Sources>'
    assert "is not in the archive" in problem_of(qdpx(inside))


def test_names_of_codes_that_every_code_below_would_keep_are_bounded():
    name = "FICTITIOUS " * 100
    assert read_project(qdpx(codebook(code(1, name))))
    assert "have more than 2,000 characters" in problem_of(qdpx(codebook(code(1, name, code(2, name)))))


def test_notes_that_many_pieces_would_keep_are_bounded(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(refi_qda_sources, "LONGEST_NOTES", 90)
    noted = f'<NoteRef targetGUID="{guid(7)}"/>'
    pieces = [piece(number, 0, 3, 1, inside=noted) for number in (11, 12, 13)]
    notes = f'<Notes><Note guid="{guid(7)}" name=""><PlainTextContent>{"x" * 40}</PlainTextContent></Note></Notes>'

    def project(*some: str) -> bytes:
        listed = f"<Sources>{source(3, 'FICTITIOUS', *some)}</Sources>"
        return qdpx(codebook(code(1, "a")) + listed + notes, {3: "abcdef"})

    assert read_project(project(*pieces[:2]))
    assert "its notes are too long for how often they are referred to" in problem_of(project(*pieces))


def test_a_cell_of_a_workbook_that_many_could_share_is_refused_before_it_is_copied():
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "statements"
    sheet.append(["id", "text"])
    sheet.append(["own-1", "_x000D_" * 3_000])
    out = BytesIO()
    book.save(out)
    with pytest.raises(UnreadableFileError, match="a cell holds more than 16,000 characters"):
        rows_of_workbook(out.getvalue())


def test_what_all_cells_of_a_sheet_hold_together_is_bounded(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(evidence_tables, "LONGEST_TABLE", 20)
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "statements"
    sheet.append(["id", "text"])
    sheet.append(["own-1", "FICTITIOUS words"])
    out = BytesIO()
    book.save(out)
    with pytest.raises(UnreadableFileError, match="it holds more than 20 characters"):
        rows_of_workbook(out.getvalue())
