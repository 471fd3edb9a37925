"""REFI-QDA files in the other shapes that the published schema allows are read, with a right loss report."""

from dataclasses import replace

import pytest

from components.exports.refi_qda import project_bytes
from data.importers.refi_qda_xml import read_codebook, read_project
from domain_model.coding_project import (
    Code,
    CodedSource,
    CodeLink,
    Coder,
    Coding,
    CodingProject,
    Note,
    Selection,
    UnreadableFileError,
    Variable,
)
from tests.refi_files import CODEBOOK, code, codebook, guid, packed, piece, qdpx, source

TEXT = "FICTITIOUS 🙂 money is short. Staff leave."
"""A sign beyond the first plane of Unicode: 2 units in UTF-16, 4 bytes in UTF-8, one code point."""

CODES = codebook(code(1, "Financing", code(2, "Cuts")), code(3, "Barriers"))


def losses_of(content: bytes) -> dict[str, tuple[int, str]]:
    return {loss.what: (loss.count, loss.example) for loss in read_project(content)[1]}


def first_piece(content: bytes) -> str:
    project: CodingProject = read_project(content)[0]
    return project.sources[0].selections[0].text


def refused(content: bytes) -> tuple[str, ...]:
    with pytest.raises(UnreadableFileError) as caught:
        read_project(content)
    return caught.value.problems


def test_positions_count_code_points_also_beyond_the_first_plane():
    start = TEXT.index("money")
    at = qdpx(CODES + f"<Sources>{source(9, 's', piece(10, start, start + 14, 2))}</Sources>", {9: TEXT})
    assert first_piece(at) == "money is short"


def test_a_byte_order_mark_is_no_part_of_the_text():
    marked = "\ufeff" + TEXT
    at = qdpx(CODES + f"<Sources>{source(9, 's', piece(10, 0, 12, 2))}</Sources>", {9: marked})
    assert first_piece(at) == "FICTITIOUS 🙂"


@pytest.mark.parametrize(("counted", "start", "end"), [("two", 13, 18), ("one", 10, 15)])
def test_ends_of_lines_of_windows_count_as_the_coded_words_say(counted: str, start: int, end: int):
    at = qdpx(
        CODES + f"<Sources>{source(9, 's', piece(10, start, end, 2))}</Sources>", {9: "first\r\nab\r\n\r\nMoney short"}
    )
    project, losses = read_project(at)
    assert project.sources[0].selections[0].text == "Money"
    assert f"counted as {counted} sign" in losses[0].why


def test_any_prefix_order_and_writing_of_identifiers_is_read():
    braces = "{" + guid(1).upper() + "}"
    written = f"""<q:Project xmlns:q="urn:QDA-XML:project:1.0" name="x">
      <q:Sources><q:TextSource guid="{guid(9)}"><q:PlainTextContent>abc def</q:PlainTextContent>
        <q:PlainTextSelection endPosition="7" startPosition="4" guid="{guid(10)}">
          <q:Coding guid="{guid(11)}"><q:CodeRef targetGUID="{braces}"/></q:Coding></q:PlainTextSelection>
      </q:TextSource></q:Sources>
      <q:CodeBook><q:Codes><q:Code guid="{guid(1)}" name="A"/></q:Codes></q:CodeBook></q:Project>"""
    project, _losses = read_project(packed({"PROJECT.QDE": written}))
    found = project.sources[0]
    assert (found.name, found.selections[0].text) == ("source 1", "def")
    assert found.selections[0].codings[0].code == guid(1)


def test_codes_are_nested_and_can_be_given_unless_they_say_otherwise():
    folder = code(
        1, "Folder", "<Description>about</Description>", code(2, "Inner"), more=' isCodable="false" color="#fff"'
    )
    content = f'<CodeBook xmlns="{CODEBOOK}" origin="x"><Codes>{folder}{code(3, "Last")}</Codes></CodeBook>'
    read, losses = read_codebook(b"\xef\xbb\xbf" + content.encode())
    assert read.codes == (
        Code(guid(1), ("Folder",), "", "about", is_codable=False),
        Code(guid(2), ("Folder", "Inner"), guid(1)),
        Code(guid(3), ("Last",)),
    )
    assert [(loss.what, loss.count, loss.example) for loss in losses] == [("colour of a code", 1, "Folder")]


def test_notes_variables_and_coders_are_read():
    inside = f"""<Users><User guid="{guid(50)}" name="Ann"/><User name="Bob" id="B" guid="{guid(51)}"/></Users>{CODES}
      <Variables><Variable typeOfVariable="Integer" guid="{guid(60)}" name="Year"/></Variables>
      <Sources>{
        source(
            9,
            "Interview",
            piece(
                10, 0, 5, (2, 50), (3, 51), inside=f'<Description>why</Description><NoteRef targetGUID="{guid(70)}"/>'
            ),
            f'<NoteRef targetGUID="{guid(71)}"/>',
            f'<VariableValue><IntegerValue>2024</IntegerValue><VariableRef targetGUID="{guid(60)}"/></VariableValue>',
        )
    }</Sources>
      <Notes><Note guid="{guid(70)}" name="memo" plainTextPath="internal://{guid(70)}.txt"/>
      <Note guid="{guid(71)}"><PlainTextContent>of the source</PlainTextContent></Note>
      <Note guid="{guid(72)}" name="loose"><PlainTextContent>x</PlainTextContent></Note></Notes>"""
    project, losses = read_project(qdpx(inside, {9: TEXT, 70: "FICTITIOUS memo"}))
    found = project.sources[0]
    assert project.coders == (Coder(guid(50), "Ann"), Coder(guid(51), "Bob"))
    assert project.variables == (Variable(guid(60), "Year", "Integer"),)
    assert found.values == {guid(60): "2024"}
    assert found.notes == (Note(guid(71), "", "of the source"),)
    assert found.selections[0].notes == (Note(guid(70), "memo", "FICTITIOUS memo"),)
    assert found.selections[0].description == "why"
    assert [(one.code, one.coder) for one in found.selections[0].codings] == [(guid(2), guid(50)), (guid(3), guid(51))]
    assert [(loss.what, loss.example) for loss in losses] == [("Note", "loose")]


def test_a_source_that_was_coded_as_a_whole_has_one_piece_without_text():
    whole = source(9, "s", f'<Coding guid="{guid(11)}"><CodeRef targetGUID="{guid(3)}"/></Coding>')
    found = read_project(qdpx(CODES + f"<Sources>{whole}</Sources>", {9: TEXT}))[0].sources[0].selections
    assert [(one.guid, one.start, one.end, one.text) for one in found] == [(guid(9), 0, 0, "")]


def test_whatever_has_no_place_is_in_the_loss_report_with_its_number_and_an_example():
    inside = f"""{CODES}<Cases><Case guid="{guid(80)}" name="Patient 1"/>
      <Case guid="{guid(81)}" name="Patient 2"/></Cases>
      <Sources>
        <PictureSource guid="{guid(20)}" name="Photo" path="internal://photo.jpg">
          <PictureSelection name="corner"/></PictureSource>
        <AudioSource guid="{guid(21)}" name="Tape 1"/><AudioSource guid="{guid(22)}" name="Tape 2"/>
        <VideoSource guid="{guid(23)}"/><PDFSource guid="{guid(24)}" name="Paper"/>
        <TextSource guid="{guid(9)}" name="s" richTextPath="internal://x.docx" plainTextPath="internal://{guid(9)}.txt"
          creationDateTime="2024-01-01T00:00:00Z">{piece(10, 0, 4, 2)}</TextSource>
        <TextSource guid="{guid(25)}" name="elsewhere" plainTextPath="absolute://etc/passwd">
          {piece(26, 0, 4, 2)}</TextSource>
      </Sources>
      <Links><Link guid="{guid(30)}" name="l" originGUID="{guid(9)}" targetGUID="{guid(1)}"/></Links>
      <Sets><Set guid="{guid(31)}" name="My set"/></Sets><Graphs><Graph guid="{guid(32)}" name="My map"/></Graphs>
      <Description>of the project</Description>"""
    found = losses_of(qdpx(inside, {9: TEXT}, more={"sources/photo.jpg": b"jpg"}))
    assert found == {
        "PictureSource": (1, "Photo"),
        "PictureSource / PictureSelection": (1, "corner"),
        "AudioSource": (2, "Tape 1"),
        "VideoSource": (1, ""),
        "PDFSource": (1, "Paper"),
        "rich text of a source": (1, "s"),
        "TextSource, creationDateTime": (1, "2024-01-01T00:00:00Z"),
        "text of a TextSource outside the archive": (1, "absolute://etc/passwd"),
        "PlainTextSelection": (1, "elsewhere"),
        "Link": (1, "l"),
        "Set": (1, "My set"),
        "Case": (2, "Patient 1"),
        "Graph": (1, "My map"),
        "Description": (1, "of the project"),
        "file in the archive": (1, "sources/photo.jpg"),
    }


def test_every_place_that_contradicts_the_file_is_told_and_the_file_is_refused():
    inside = CODES + (
        f"<Sources>{source(9, 'Interview', piece(10, 30, 400, 2), piece(11, 5, 2, 2), piece(12, 0, 3, 77))}"
        f"{source(14, 'No text')}</Sources>"
    )
    assert refused(qdpx(inside, {9: TEXT})) == (
        "Source 1 (“Interview”), piece 1: it ends at 400, but the text has 41 characters.",
        "Source 1 (“Interview”), piece 2: it does not say where it begins and ends.",
        "Source 1 (“Interview”), piece 3: it was given a code that the codebook does not hold.",
        f"Source 2 (“No text”): its text “internal://{guid(14)}.txt” is not in the archive.",
    )


@pytest.mark.parametrize(
    ("inside", "told"),
    [
        (codebook(code(1, "A"), code(1, "B")), "is that of another code as well"),
        (codebook('<Code name="A"/>'), "it has no identifier (guid)"),
        (codebook(code(1, "A&#xFFFE;")), "no well-formed XML|characters that are no text"),
    ],
)
def test_codes_without_an_identifier_of_their_own_are_refused(inside: str, told: str):
    assert any(part in " ".join(refused(qdpx(inside))) for part in told.split("|"))


def test_a_text_in_another_encoding_is_refused():
    inside = CODES + f"<Sources>{source(9, 's', piece(10, 0, 3, 2))}</Sources>"
    assert refused(qdpx(inside, {9: "café".encode("latin-1")})) == ("Source 1 (“s”): its text is not in UTF-8.",)


def test_a_file_of_another_sort_is_refused_by_name():
    assert "no zip archive" in refused(b"not a zip")[0]
    assert "has no “project.qde”" in refused(packed({"x.txt": "y"}))[0]
    assert "This is no REFI-QDA project" in refused(packed({"project.qde": "<Project/>"}))[0]
    with pytest.raises(UnreadableFileError, match="This is no REFI-QDA codebook"):
        read_codebook(f'<Project xmlns="{CODEBOOK}"/>'.encode())
    with pytest.raises(UnreadableFileError, match="is empty|no well-formed"):
        read_codebook(b"")


def test_notes_and_values_that_point_nowhere_are_told():
    wrong = source(
        9,
        "s",
        piece(10, 0, 4, inside=f'<NoteRef targetGUID="{guid(77)}"/>'),
        f'<VariableValue><VariableRef targetGUID="{guid(78)}"/><TextValue>x</TextValue></VariableValue>',
        '<PlainTextSelection startPosition="0" endPosition="1"/>',
    )
    nameless = "<TextSource><PlainTextContent>x</PlainTextContent></TextSource><TextSource/>"
    notes = "<Notes><Note name='n'/></Notes>"
    assert refused(qdpx(CODES + f"<Sources>{wrong}{nameless}</Sources>{notes}", {9: TEXT})) == (
        "Note 1 (“n”): it has no identifier.",
        "Source 1 (“s”), piece 1: it refers to a note that the file does not hold.",
        "Source 1 (“s”), piece 2: it has no identifier (guid).",
        "Source 1 (“s”): it has a value of a variable that the file does not hold.",
        "Source 2 (“source 2”): it has no identifier (guid).",
        "Source 3 (“source 3”): it has no identifier (guid).",
    )


def test_long_pieces_are_cut_and_long_lists_of_problems_too(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("data.importers.refi_qda_sources.LONGEST_PIECE", 5)
    at = qdpx(CODES + f"<Sources>{source(9, 's', piece(10, 0, 30, 2))}</Sources>", {9: TEXT})
    assert first_piece(at) == "FICTI"
    assert losses_of(at)["end of a long coded piece"][0] == 1
    monkeypatch.setattr("data.importers.refi_qda_sources.MOST_PIECES", 1)
    monkeypatch.setattr("data.importers.refi_qda_parts.MOST_PROBLEMS", 1)
    two = source(9, "s", piece(10, 0, 3, 2), piece(11, 0, 3, 99))
    assert refused(qdpx(CODES + f"<Sources>{two}</Sources>", {9: TEXT})) == (
        "The project: it has more than 1 coded pieces.",
        "And 1 more.",
    )


def test_formats_and_attributes_that_have_no_place_are_counted_where_they_stand():
    inside = f"""{codebook(code(1, "A", f'<NoteRef targetGUID="{guid(70)}"/>', more=' weight="3"'))}
      <Sources>{source(9, "s", f'<Coding guid="{guid(12)}" targetGUID="{guid(1)}"><Mood/></Coding>')}
        <AudioSource guid="{guid(20)}" name="Tape"><Transcript name="t"/><Coding/></AudioSource></Sources>
      <Notes><Note guid="{guid(70)}" name="n" richTextPath="internal://n.docx"><Description>d</Description></Note></Notes>"""
    found = losses_of(qdpx(inside, {9: TEXT}))
    assert found["Code, weight"] == (1, "3")
    assert found["note on a code"] == (1, "A")
    assert found["Coding / Mood"] == (1, "")
    assert found["rich text of a note"] == (1, "n")
    assert found["AudioSource / Transcript"] == (1, "t")
    assert found["Note"] == (1, "n")


def test_a_note_of_a_link_or_a_coding_is_found():
    coding = f'<Coding guid="{guid(12)}"><CodeRef targetGUID="{guid(1)}"/><NoteRef targetGUID="{guid(70)}"/></Coding>'
    link = f"""<Links><Link guid="{guid(30)}" name="l" originGUID="{guid(1)}" targetGUID="{guid(3)}" color="#fff">
      <NoteRef targetGUID="{guid(70)}"/></Link></Links>"""
    notes = f'<Notes><Note guid="{guid(70)}"><PlainTextContent>why</PlainTextContent></Note></Notes>'
    content = qdpx(f"{CODES}<Sources>{source(9, 's', coding)}</Sources>{notes}{link}", {9: TEXT})
    project, losses = read_project(content)
    assert project.links[0].notes[0].text == "why"
    assert [loss.what for loss in losses] == ["note on a coding", "Link, color"]


def test_a_project_of_another_program_is_written_and_read_back_equal():
    note, other = Note(guid(70), "", "of the piece"), Note(guid(71), "memo", "of the source")
    first = Selection(guid(10), "", 0, 4, "FICT", (Coding(guid(12), guid(1), guid(50)),), "why", (note,), guid(51))
    nobody = replace(first, guid=guid(11), start=5, end=9, codings=(Coding(guid(13), guid(2)),), coder="")
    made = CodedSource(guid(9), "Interview", (first, nobody), {guid(60): "7"})
    project = CodingProject(
        "FICTITIOUS",
        (Code(guid(1), ("A",), "", "about"), Code(guid(2), ("A", "B"), guid(1), is_codable=False)),
        (Coder(guid(50), "Ann"), Coder(guid(51), "Bob")),
        (Variable(guid(60), "Count", "Integer"),),
        (replace(made, notes=(other,)),),
        (CodeLink(guid(30), "leads to", guid(1), guid(2)),),
    )
    assert read_project(project_bytes(project)) == (project, ())
    bare = CodingProject("nothing", ())
    assert read_project(project_bytes(bare)) == (bare, ())


def test_signs_that_are_no_text_are_told_with_their_place():
    inside = CODES + f"<Sources>{source(9, 's', piece(10, 0, 4, 2))}</Sources>"
    assert refused(qdpx(inside, {9: "FICT\x07ITIOUS"}))[0] == "Source 1 (“s”): it holds characters that are no text."
