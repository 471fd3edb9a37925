"""What a coded project says becomes records of ours, by what its codes were chosen to mean; all FICTITIOUS."""

from dataclasses import replace

import pytest

from domain_model.cells import Cell
from domain_model.coding_project import (
    Code,
    CodedSource,
    CodeLink,
    Coding,
    CodingProject,
    LossTally,
    Note,
    Selection,
    UnreadableFileError,
    Variable,
)
from domain_model.evidence import Statement
from domain_model.evidence_import import LEAVE_OUT, Choices, Proposed, WordsKept, own_id
from domain_model.evidence_vocabulary import Dispute, Perspective, PlacementBasis, PopulationGroup, Wording
from domain_model.own_codebook import FIELD_NOTES, LINK_NOTES, NOTHING, CodeRole, Meaning, guid_for
from domain_model.own_evidence import CODERS_DISAGREE, dispute_of
from domain_model.use_cases.read_coding_project import read_coding_project
from domain_model.vocabulary import BuildingBlock, Level, LinkSign, StatementKind

MESO, MICRO, MACRO = (Cell.from_token(f"workforce/{level}") for level in ("meso", "micro", "macro"))
BARRIER, ENABLER = StatementKind.BARRIER, StatementKind.ENABLER


def cell(place: Cell, kind: StatementKind | None = None) -> Meaning:
    return Meaning(CodeRole.CELL, place.token, kind)


MEANINGS = {
    "meso": cell(MESO),
    "micro": cell(MICRO),
    "macro": cell(MACRO),
    "meso-barrier": cell(MESO, BARRIER),
    "micro-enabler": cell(MICRO, ENABLER),
    "barriers": Meaning(CodeRole.KIND, "barrier"),
    "enablers": Meaning(CodeRole.KIND, "enabler"),
    "both": Meaning(CodeRole.KIND, "both"),
    "age": Meaning(CodeRole.GROUP, "age"),
    "veterans": Meaning(CodeRole.GROUP, "veterans"),
    "policy": Meaning(CodeRole.PERSPECTIVE, "policy"),
    "practice": Meaning(CodeRole.PERSPECTIVE, "practice"),
    "sub": Meaning(CodeRole.SUBTHEME, "ST01"),
    "sub2": Meaning(CodeRole.SUBTHEME, "ST02"),
    "wide": Meaning(CodeRole.PLACEMENT, "all/macro"),
    "nothing": NOTHING,
}
CODES = tuple(Code(name, ("Top", name)) for name in MEANINGS)


def piece(*codes: str, coder: str = "ann", text: str = "FICTITIOUS words", **more: object) -> Selection:
    codings = tuple(Coding(f"c-{name}", name, coder) for name in codes)
    made = Selection("p-1", "", 4, 20, text, codings, "FICTITIOUS description")
    return replace(made, **more)


def coded(*pieces: Selection, **more: object) -> CodedSource:
    return replace(CodedSource("s-1", "FICTITIOUS interview", pieces), **more)


def read(*pieces: Selection, words: WordsKept = WordsKept.DESCRIPTION) -> tuple[Proposed, dict[str, tuple[int, str]]]:
    project = CodingProject("FICTITIOUS study", CODES, sources=(coded(*pieces),))
    proposed, losses = read_coding_project(project, Choices(MEANINGS, words=words))
    return proposed, {loss.what: (loss.count, loss.example) for loss in losses}


def one(*pieces: Selection, words: WordsKept = WordsKept.DESCRIPTION) -> Statement:
    statements = read(*pieces, words=words)[0].statements
    assert len(statements) == 1
    return statements[0]


def by_coders(**codes: str) -> Selection:
    said = [(coder, code) for coder, listed in codes.items() for code in listed.split()]
    return piece(codings=tuple(Coding(f"{coder}-{code}", code, coder) for coder, code in said))


def test_a_piece_becomes_a_statement_with_all_that_its_codes_say():
    found = one(piece("meso-barrier", "veterans", "age", "policy", "sub"))
    assert found == Statement(
        id=own_id("statement", "p-1"),
        kind=BARRIER,
        cells=(MESO,),
        text="FICTITIOUS description",
        source=own_id("source", "s-1"),
        place="characters 5 to 20 of the coded text",
        participant="",
        voice="unknown",
        reading=found.reading,
        in_table2=(),
        also_in=(),
        note="",
        subtheme="ST01",
        groups=(PopulationGroup.VETERANS, PopulationGroup.AGE),
        perspective=Perspective.POLICY,
    )
    assert found.reading == "coded" and found.id.startswith("own-")


@pytest.mark.parametrize(
    ("codes", "kind"),
    [
        (("meso", "barriers"), "barrier"),
        (("meso", "enablers"), "enabler"),
        (("meso", "barriers", "enablers"), "both"),
        (("meso", "both"), "both"),
        (("meso",), "theme"),
        (("meso-barrier", "enablers"), "barrier"),
    ],
)
def test_the_kind_comes_from_the_cell_or_from_other_codes_of_the_piece(codes: tuple[str, ...], kind: str):
    assert one(piece(*codes)).kind == kind


def test_cells_of_different_kinds_become_one_statement_a_kind():
    proposed, losses = read(piece("micro-enabler", "meso-barrier", "macro", "barriers"))
    assert [(made.kind, made.cells) for made in proposed.statements] == [
        (ENABLER, (MICRO,)),
        (BARRIER, (MESO, MACRO)),
    ]
    assert len({made.id for made in proposed.statements}) == 2
    assert losses["piece with several kinds"] == (1, "FICTITIOUS interview: characters 5 to 20 of the coded text")


@pytest.mark.parametrize(
    ("codes", "cells", "also_in", "basis"),
    [
        ({"ann": "meso", "bob": "meso"}, (MESO,), (), "agreed"),
        ({"ann": "meso micro", "bob": "meso"}, (MESO,), (MICRO,), "contested"),
        ({"ann": "meso", "bob": "micro"}, (MESO, MICRO), (), "contested"),
        ({"ann": "macro", "bob": "meso", "cat": "meso"}, (MESO,), (MACRO,), "contested"),
        ({"ann": "macro", "bob": "meso micro", "cat": "micro meso"}, (MESO, MICRO), (MACRO,), "contested"),
        ({"ann": "age", "bob": "meso"}, (MESO,), (), "inferred"),
    ],
)
def test_a_piece_sits_where_most_of_its_coders_place_it(
    codes: dict[str, str], cells: tuple[Cell, ...], also_in: tuple[Cell, ...], basis: str
):
    found = one(by_coders(**codes))
    assert (found.cells, found.also_in, found.basis) == (cells, also_in, PlacementBasis(basis))
    is_disputed = basis == "contested"
    assert (found.note.splitlines()[:1] == [CODERS_DISAGREE]) is is_disputed, (
        "first, since long notes are cut at their end"
    )
    assert dispute_of(found) is (Dispute.CODERS if is_disputed else None)


def test_the_kind_that_most_coders_name_counts():
    assert one(by_coders(ann="meso enablers", bob="meso enablers", cat="meso barriers")).kind is ENABLER
    assert one(by_coders(ann="meso enablers", bob="meso barriers")).kind is BARRIER


def test_the_coded_words_are_kept_only_where_that_was_chosen():
    found = one(piece("meso"), words=WordsKept.QUOTATION)
    assert (found.text, found.wording, found.note) == ("FICTITIOUS words", Wording.QUOTATION, "FICTITIOUS description")
    proposed, losses = read(piece("meso"))
    assert "FICTITIOUS words" not in repr((proposed, losses))
    assert proposed.statements[0].wording is Wording.OWN_WORDS
    assert losses["words of a coded piece"][0] == 1


def test_without_a_description_the_first_note_and_then_the_codes_are_the_text():
    notes = (Note("n", "memo", "first FICTITIOUS note"), Note("m", "", "second"))
    noted = one(piece("meso", description="", notes=notes))
    assert (noted.text, noted.note) == ("first FICTITIOUS note", "second")
    bare = one(piece("meso", "age", description=""))
    assert bare.text == "Coded as: Top / age; Top / meso (its coder wrote no words)"
    whole = one(piece("meso", text="", start=0, end=0), words=WordsKept.QUOTATION)
    assert (whole.text, whole.place) == ("FICTITIOUS description", "the text as a whole")


def test_notes_named_as_our_fields_are_these_fields():
    written = {"place": "p. 3", "participant": "PT.4", "voice": "nurse", "note": "a", "in_table2": "T2-001; T2-002"}
    notes = tuple(Note(field, FIELD_NOTES[field], text) for field, text in written.items())
    found = one(piece("meso", notes=(*notes, Note("x", "memo", "b"))))
    assert (found.place, found.participant, found.voice, found.note) == ("p. 3", "PT.4", "nurse", "a\nb")
    assert found.in_table2 == ("T2-001", "T2-002")


def test_pieces_and_codes_without_a_place_are_counted():
    proposed, losses = read(piece("nothing", "barriers"), piece("meso", "unknown", "policy", "practice", "sub", "sub2"))
    assert [made.cells for made in proposed.statements] == [(MESO,)]
    assert losses["coded piece"] == (1, "FICTITIOUS interview: characters 5 to 20 of the coded text")
    assert losses["coding"] == (2, "Top / nothing")
    assert losses["further perspective"][0] == 1
    assert losses["further sub-theme"][0] == 1
    assert (proposed.statements[0].subtheme, proposed.statements[0].perspective) == ("ST01", Perspective.POLICY)


def test_what_names_every_level_belongs_to_no_single_cell():
    found = one(piece("wide", "barriers"))
    assert (found.cells, found.placement, found.kind) == ((), "all/macro", BARRIER)


def test_a_source_without_statements_is_not_taken_over():
    proposed, losses = read(piece("nothing"))
    assert proposed == Proposed()
    assert losses["source"] == (1, "FICTITIOUS interview")


def test_a_source_can_be_left_out_or_be_one_that_is_here():
    project = CodingProject("x", CODES, sources=(coded(piece("meso")),))
    out, losses = read_coding_project(project, Choices(MEANINGS, {"s-1": LEAVE_OUT}))
    assert (out, losses[0].what, losses[0].why) == (Proposed(), "source", "you chose to leave it out")
    here = read_coding_project(project, Choices(MEANINGS, {"s-1": "kings-fund"}))[0]
    assert (here.sources, here.statements[0].source) == ((), "kings-fund")


def test_variables_with_the_names_of_our_fields_describe_the_source():
    names = ("Year", "authors", "Evidence from", "Evidence to", "Age of participant")
    variables = tuple(Variable(name, name) for name in names)
    values = dict(zip(names, ("2021", "Poe", "2019", "soon", "44"), strict=True))
    made = coded(piece("meso"), values={**values, "lost": "x"}, description="about", notes=(Note("n", "", "memo"),))
    proposed, losses = read_coding_project(
        CodingProject("x", CODES, variables=variables, sources=(made,)), Choices(MEANINGS)
    )
    found = proposed.sources[0]
    assert (found.title, found.citation, found.kind) == ("FICTITIOUS interview", "FICTITIOUS interview", "coded text")
    assert (found.year, found.authors, found.evidence_from, found.evidence_to) == ("2021", "Poe", 2019, None)
    assert found.note == "about\nmemo"
    told = [(loss.count, loss.example) for loss in losses if loss.what == "variable"]
    assert told == [(3, "Evidence to: soon")]


def links(*made: CodeLink) -> tuple[Proposed, list[tuple[str, str]]]:
    ours = coded(piece("meso"), guid=guid_for("source", "src"), values={guid_for("variable", "id"): "src"})
    project = CodingProject("x", CODES, sources=(ours,), links=made)
    proposed, losses = read_coding_project(project, Choices(MEANINGS))
    return proposed, [(loss.what, loss.why[:30]) for loss in losses if loss.what == "Link"]


def test_links_need_places_sign_basis_and_source():
    written = {"text": "FICTITIOUS", "sign": "worsens", "basis": "stated", "source": "src", "place": "p. 1"}
    notes = tuple(Note(field, LINK_NOTES[field], text) for field, text in written.items())
    whole = CodeLink("l-1", "leads to", "wide", "micro", notes)
    proposed, told = links(whole)
    found = proposed.links[0]
    assert (found.from_block, found.from_level, found.from_words) == (None, Level.MACRO, "all/macro")
    assert (found.to_block, found.to_level, found.to_words) == (BuildingBlock.WORKFORCE, Level.MICRO, "")
    assert (found.sign, found.text, found.source, found.basis_note) == (LinkSign.WORSENS, "FICTITIOUS", "src", "")
    assert (found.id, told) == (own_id("link", "l-1"), [])
    for missing in ("sign", "basis", "source"):
        rest = tuple(note for note in notes if note.guid != missing)
        assert links(replace(whole, notes=rest))[1] == [("Link", "it has no notes that say its s")]
    for end in ("barriers", "unknown"):
        assert links(replace(whole, target=end))[1] == [("Link", "one of its codes names no plac")]
        assert links(replace(whole, origin=end))[1] == [("Link", "one of its codes names no plac")]


def test_a_piece_of_ours_that_belongs_nowhere_comes_back():
    basis = Meaning(CodeRole.BASIS, "contested")
    nowhere = Selection("p-2", "", 0, 3, "abc", (Coding("a", "barriers"), Coding("b", "basis")), "d")
    project = CodingProject("x", CODES, sources=(coded(nowhere),))
    found = read_coding_project(project, Choices({**MEANINGS, "basis": basis}))[0].statements[0]
    assert (found.cells, found.kind, found.basis) == ((), BARRIER, PlacementBasis.CONTESTED)
    assert dispute_of(found) is Dispute.UNSAID, "the file calls it contested, but not because its coders disagree"


def test_codes_used_by_pieces_and_links_are_counted_once_a_piece():
    twice = piece(codings=(Coding("a", "meso", "ann"), Coding("b", "meso", "bob"), Coding("c", "age", "ann")))
    project = CodingProject(
        "x", CODES, sources=(coded(twice, piece("age")),), links=(CodeLink("l", "", "meso", "macro"),)
    )
    assert project.used_codes == {"meso": 1, "age": 2, "macro": 0}
    assert project.coders_of_pieces == 2
    assert Code("g", ()).name == ""


def test_a_tally_adds_up_and_keeps_the_first_example():
    tally, other = LossTally(), LossTally()
    tally.add("x", "why", "")
    tally.add("x", "why", "first")
    tally.add("x", "another reason")
    tally.add("y", "why", count=0)
    other.add("x", "why", "second", 5)
    tally.add_all(other.report())
    assert [(loss.what, loss.count, loss.example) for loss in tally.report()] == [("x", 7, "first"), ("x", 1, "")]


def test_an_unreadable_file_says_all_of_its_problems():
    assert str(UnreadableFileError("One.", "Two.")) == "One. Two."


def test_ids_of_ours_stay_and_others_are_made_from_what_they_name():
    assert own_id("source", "own-abc") == "own-abc"
    assert own_id("source", "a") != own_id("statement", "a")
    assert own_id("source", "a") == own_id("source", "a")


def test_what_our_own_codes_say_of_wording_and_basis_counts_before_what_was_chosen():
    ours = {"quoted": Meaning(CodeRole.WORDING, "quotation"), "printed": Meaning(CodeRole.BASIS, "printed")}
    made = piece("meso", "quoted", "printed")
    project = CodingProject("x", CODES, sources=(coded(made),))
    found = read_coding_project(project, Choices({**MEANINGS, **ours}))[0].statements[0]
    assert (found.text, found.wording, found.basis) == ("FICTITIOUS words", Wording.QUOTATION, PlacementBasis.PRINTED)
    assert found.note == "FICTITIOUS description"
