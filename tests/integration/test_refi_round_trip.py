"""A project that is exported is read back without loss: the whole catalogue, and what people wrote beside it."""

from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest

from components.exports.refi_qda import codebook_bytes, project_bytes
from components.labels import label
from data.importers.refi_qda_xml import read_codebook, read_project
from data.unit_of_work import Store
from domain_model.cells import Cell
from domain_model.dataset import Evidence
from domain_model.evidence import Link, Source, Statement
from domain_model.evidence_import import Choices
from domain_model.evidence_vocabulary import Perspective, PlacementBasis, PopulationGroup, Wording
from domain_model.use_cases.choose_meanings import foreign_codes, own_meanings, proposed_choices
from domain_model.use_cases.read_coding_project import read_coding_project
from domain_model.use_cases.write_coding_project import codebook_of, coding_project_of
from domain_model.vocabulary import BuildingBlock, Level, LinkBasis, LinkSign, Reading, StatementKind

MESO, MICRO = Cell.from_token("financing/meso"), Cell.from_token("workforce/micro")
SOURCE = Source(
    "own-source",
    "FICTITIOUS & “quoted” <title>",
    "Ann FICTITIOUS; Bob",
    "2024",
    "FICTITIOUS press",
    "report",
    "FICTITIOUS, Ann (2024)",
    "line one\nline two",
    2019,
    2022,
    "https://example.org/?a=1&b=2",
)
HARD = Statement(
    "own-hard",
    StatementKind.BOTH,
    (MICRO, MESO),
    "FICTITIOUS 🙂 beyond the first plane 𝒳, then <&>\n second line",
    "own-source",
    "p. 4",
    "PT.3",
    "participant",
    Reading.CODED,
    ("T2-001", "T2-043"),
    (Cell.from_token("financing/macro"),),
    "a note\nof two lines",
    "",
    "",
    (PopulationGroup.VETERANS, PopulationGroup.AGE),
    PlacementBasis.CONTESTED,
    Perspective.LIVED_EXPERIENCE,
    Wording.QUOTATION,
)
NOWHERE = replace(HARD, id="own-nowhere", kind=StatementKind.ENABLER, cells=(), also_in=(), text="FICTITIOUS nowhere")
WIDE = replace(HARD, id="own-wide", cells=(), also_in=(), placement="cross_cutting/macro", text="FICTITIOUS wide 🙂")
LINK = Link(
    "own-link",
    BuildingBlock.WORKFORCE,
    None,
    BuildingBlock.FINANCING,
    Level.MACRO,
    "workforce/all",
    "",
    LinkSign.CONDITIONAL,
    "FICTITIOUS link",
    LinkBasis.OPINION,
    "because",
    "own-source",
    "p. 9",
)


@pytest.fixture
def evidence(seeded_store: Store) -> Evidence:
    with seeded_store.unit_of_work() as work:
        return work.datasets.current().evidence


@pytest.fixture
def extended(evidence: Evidence) -> Evidence:
    return replace(
        evidence,
        sources=(*evidence.sources, SOURCE),
        statements=(*evidence.statements, HARD, NOWHERE, WIDE),
        links=(*evidence.links, LINK),
    )


def exported(evidence: Evidence) -> bytes:
    return project_bytes(coding_project_of(evidence, label, evidence.statements, evidence.links))


def test_every_statement_source_and_link_comes_back_equal(extended: Evidence):
    project, losses = read_project(exported(extended))
    read, left_out = read_coding_project(project, Choices(own_meanings(project, extended, label)))
    used = {statement.source for statement in extended.statements} | {link.source for link in extended.links}
    assert len(extended.statements) == 169
    assert {one.id: one for one in read.statements} == {one.id: one for one in extended.statements}
    assert read.sources == tuple(source for source in extended.sources if source.id in used)
    assert read.links == extended.links
    assert left_out == ()
    assert losses == ()


def test_it_comes_back_equal_where_the_catalogue_is_unknown(extended: Evidence):
    empty = replace(extended, statements=(), links=(), sources=())
    project, _losses = read_project(exported(extended))
    read, left_out = read_coding_project(project, Choices(own_meanings(project, empty, label)))
    assert {one.id: one for one in read.statements} == {one.id: one for one in extended.statements}
    assert (read.links, left_out) == (extended.links, ())


def test_nobody_is_asked_about_codes_of_ours_and_known_sources_are_found(extended: Evidence):
    project, _losses = read_project(exported(extended))
    assert foreign_codes(project, own_meanings(project, extended, label)) == ()
    chosen = proposed_choices(project, extended, label, {})
    assert set(chosen.sources.values()) == {source.id for source in extended.sources} & {
        statement.source for statement in extended.statements
    } | {link.source for link in extended.links}


def test_the_same_evidence_gives_the_same_bytes_whatever_the_clock_says(extended: Evidence):
    assert exported(extended) == exported(extended)
    with ZipFile(BytesIO(exported(extended))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert exported(extended) != exported(replace(extended, statements=extended.statements[:-1]))


def test_the_codebook_is_read_back_with_each_code_below_its_own(evidence: Evidence):
    written = codebook_of(evidence, label)
    read, losses = read_codebook(codebook_bytes(written))
    assert read.codes == written.codes
    assert ("Financing", "meso", "barrier") in {code.path for code in read.codes}
    assert losses == ()
