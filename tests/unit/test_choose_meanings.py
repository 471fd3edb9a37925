"""What codes of other programs mean is proposed from identifiers and names; all FICTITIOUS."""

from dataclasses import replace

import pytest

from components.labels import label
from domain_model.coding_project import Code, CodedSource, Coding, CodingProject, Selection
from domain_model.dataset import Evidence
from domain_model.evidence import Source, Subtheme
from domain_model.evidence_import import Choices, ImportRow, ImportState
from domain_model.evidence_vocabulary import ImportFormat
from domain_model.own_codebook import NOTHING, CodeRole, Meaning, code_guid, guid_for, own_codes
from domain_model.use_cases.choose_meanings import complete, foreign_codes, own_meanings, proposed_choices
from domain_model.vocabulary import BuildingBlock, StatementKind
from tests.contributions import NOW

SOURCE = Source("nine", "Nine FICTITIOUS principles", "", "", "", "article", "Nine", "")
SUBTHEME = Subtheme("ST01", BuildingBlock.FINANCING, 1, "Funding", "gist", "nine", "p. 1")
EVIDENCE = Evidence(
    sources=(SOURCE,),
    statements=(),
    published_cells=(),
    subthemes=(SUBTHEME,),
    links=(),
    study_facts=(),
    quoted_figures=(),
    contradictions=(),
)


def project(*codes: Code, name: str = "x", guid: str = "s-1") -> CodingProject:
    codings = tuple(Coding(f"c-{code.guid}", code.guid) for code in codes)
    pieces = (Selection("p-1", "", 0, 3, "abc", codings),)
    return CodingProject("FICTITIOUS", codes, sources=(CodedSource(guid, name, pieces),))


def proposed(*path: str) -> str:
    code = Code("g", path)
    return proposed_choices(project(code), EVIDENCE, label, {}).meanings["g"].token


@pytest.mark.parametrize(
    ("path", "token"),
    [
        (("Financing", "Meso", "Barriers"), "cell:financing/meso:barrier"),
        (("LEADERSHIP & governance", "macro level", "enabler"), "cell:leadership_governance/macro:enabler"),
        (("barriers", "micro", "service-delivery"), "cell:service_delivery/micro:barrier"),
        (("financing", "workforce", "meso"), "cell:workforce/meso:"),
        (("technologies_products", "Micro level"), "cell:technologies_products/micro:"),
        (("Anything", "Barrier"), "kind:barrier:"),
        (("Themes",), "kind:theme:"),
        (("Both barrier and enabler",), "kind:both:"),
        (("People", "Veterans"), "group:veterans:"),
        (("Marriage and civil partnership",), "group:marriage_civil_partnership:"),
        (("Lived experience",), "perspective:lived_experience:"),
        (("Financing",), "nothing::"),
        (("Barriers", "Money"), "nothing::"),
        (("Veterans", "Money"), "nothing::"),
    ],
)
def test_names_on_the_way_down_to_a_code_say_what_it_means(path: tuple[str, ...], token: str):
    assert proposed(*path) == token


def test_what_was_chosen_for_the_same_code_before_counts_before_its_name():
    known = {"g": Meaning(CodeRole.GROUP, "age")}
    found = proposed_choices(project(Code("g", ("Financing", "Meso"))), EVIDENCE, label, known)
    assert found.meanings["g"] == known["g"]


def test_codes_of_ours_mean_the_same_under_any_name_and_nobody_changes_that():
    cell = Meaning(CodeRole.CELL, "financing/meso", StatementKind.BARRIER)
    renamed = Code(code_guid(cell), ("My name",))
    wide = Meaning(CodeRole.PLACEMENT, "cross_cutting/macro")
    barrier = replace(wide, kind=StatementKind.BARRIER)
    named = Code(code_guid(wide), ("No single cell", "cross_cutting/macro"), "p")
    below = Code(code_guid(barrier), ("No single cell", "cross_cutting/macro", "barrier"), named.guid)
    file = project(renamed, named, below, Code("g", ("Other/thing",)))
    own = own_meanings(file, EVIDENCE, label)
    assert own == {renamed.guid: cell, named.guid: wide, below.guid: barrier}
    assert [code.guid for code in foreign_codes(file, own)] == ["g"]
    changed = complete(Choices({renamed.guid: NOTHING, "g": Meaning(CodeRole.GROUP, "sex")}), file, EVIDENCE, label)
    assert changed.meanings == {**own, "g": Meaning(CodeRole.GROUP, "sex")}


def test_of_a_codebook_alone_every_code_that_can_be_given_is_asked_about():
    codes = (Code("a", ("Folder",), is_codable=False), Code("b", ("Folder", "Code"), "a"))
    assert [code.guid for code in foreign_codes(CodingProject("x", codes), {})] == ["b"]


@pytest.mark.parametrize(
    ("name", "guid", "found"),
    [
        ("nine fictitious PRINCIPLES", "s", "nine"),
        ("x", guid_for("source", "nine"), "nine"),
        ("Other", "s", ""),
        ("", "s", ""),
    ],
)
def test_a_source_is_known_by_its_identifier_or_title(name: str, guid: str, found: str):
    file = project(Code("g", ("x",)), name=name, guid=guid)
    assert proposed_choices(file, EVIDENCE, label, {}).sources == {guid: found}


def test_every_code_of_ours_has_one_identifier_and_says_what_it_means():
    codes = own_codes(EVIDENCE, label)
    assert len({code.guid for code, _meaning in codes}) == len(codes)
    by_path = {code.path: meaning.token for code, meaning in codes}
    assert by_path["Financing", "meso", "both barrier and enabler"] == "cell:financing/meso:both"
    assert by_path["Sub-themes", "Funding"] == "subtheme:ST01:"
    assert by_path["Also filed under", "Workforce, micro"] == "also_in:workforce/micro:"
    assert by_path["Population groups",] == "nothing::"
    assert (
        guid_for("code", "cell:financing/meso:both") == "fbd5544a-c795-562c-90db-0b3f37039c96"
    )  # in files written before


@pytest.mark.parametrize(
    "token", ["cell:financing:", "cell:x/meso:", "group:wizards:", "cell:financing/meso:maybe", "x"]
)
def test_what_means_nothing_known_is_no_meaning(token: str):
    with pytest.raises(ValueError, match="."):
        Meaning.from_token(token)


def test_a_file_waits_is_taken_in_and_is_taken_back():
    row = ImportRow("i", "ann", ImportFormat.CSV, "x.csv", NOW)
    assert row.state is ImportState.WAITING
    assert replace(row, applied_at=NOW).state is ImportState.APPLIED
    assert replace(row, applied_at=NOW, undone_at=NOW).state is ImportState.UNDONE
