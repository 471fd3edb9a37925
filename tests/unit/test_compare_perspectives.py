"""Perspectives side by side: who says what of which cell, why a place is empty, and what cannot be placed."""

from dataclasses import replace

from domain_model.cells import Cell
from domain_model.evidence import Emphasis
from domain_model.evidence_vocabulary import Perspective
from domain_model.use_cases.compare_perspectives import PERSPECTIVES, PerspectiveFilter, compare_perspectives
from domain_model.vocabulary import BuildingBlock, Emptiness, Level
from tests.builders import MESO, evidence, statement

POLICY, PRACTICE, LIVED, RESEARCH = PERSPECTIVES
MACRO = Cell.from_token("financing/macro")


def emphasis(
    emphasis_id: str, perspective: Perspective, cells: tuple[Cell, ...], source: str = "blog", text: str = ""
) -> Emphasis:
    return Emphasis(emphasis_id, perspective, "a voice", text or f"FICTITIOUS {emphasis_id}", cells, source, "line 1")


CATALOGUE = replace(
    evidence(
        (
            statement("S1", perspective=PRACTICE, cells=(MESO, MACRO)),
            statement("S2", perspective=Perspective.UNKNOWN),
            statement("S3", perspective=POLICY, source="blog", text="FICTITIOUS: Paying Differently helps"),
        )
    ),
    emphases=(
        emphasis("E1", POLICY, (MACRO,)),
        emphasis("E2", LIVED, ()),
        emphasis("E3", Perspective.UNKNOWN, (MESO,)),
        emphasis("E4", POLICY, (MESO,), text="paying differently"),
    ),
)


def said(wanted: PerspectiveFilter) -> dict[str, dict[str, list[str]]]:
    rows = compare_perspectives(CATALOGUE, wanted).rows
    return {
        row.cell.token if row.cell else "nowhere": {
            perspective.value: [one.id for one in (*what.emphases, *what.statements)]
            for perspective, what in row.said.items()
            if what.number
        }
        for row in rows
    }


def test_each_thing_stands_in_each_of_its_cells_under_its_perspective():
    assert said(PerspectiveFilter()) == {
        "financing/macro": {"policy": ["E1"], "practice": ["S1"]},
        "service_delivery/meso": {"policy": ["E4"], "practice": ["S1"]},
        "nowhere": {"lived_experience": ["E2"]},
    }


def test_a_statement_that_says_what_an_emphasis_says_is_not_said_twice():
    meso = compare_perspectives(CATALOGUE, PerspectiveFilter(block=MESO.block)).rows[0].said[POLICY]
    assert (meso.number, meso.statements) == (1, ())
    assert {key: one.id for key, one in meso.statement_of.items()} == {"E4": "S3"}


def test_an_empty_place_says_why():
    row = compare_perspectives(CATALOGUE, PerspectiveFilter()).rows[0]
    assert row.cell == MACRO and row.number == 2
    assert {one: row.said[one].emptiness for one in PERSPECTIVES} == {
        POLICY: None,
        PRACTICE: None,
        LIVED: Emptiness.NOT_ASKED,
        RESEARCH: Emptiness.NO_DATA,
    }


def test_block_level_and_source_narrow_the_rows():
    assert list(said(PerspectiveFilter(block=BuildingBlock.FINANCING))) == ["financing/macro"]
    assert list(said(PerspectiveFilter(level=Level.MESO))) == ["service_delivery/meso"]
    assert said(PerspectiveFilter(source="src")) == {
        "financing/macro": {"practice": ["S1"]},
        "service_delivery/meso": {"practice": ["S1"]},
    }
    assert said(PerspectiveFilter(block=BuildingBlock.WORKFORCE)) == {}


def test_the_voices_are_those_of_the_source_asked_for():
    assert compare_perspectives(CATALOGUE, PerspectiveFilter()).voices == {POLICY, PRACTICE, LIVED}
    of_source = compare_perspectives(CATALOGUE, PerspectiveFilter(source="src"))
    assert of_source.voices == {PRACTICE}
    assert of_source.rows[0].said[LIVED].emptiness is Emptiness.NO_DATA
    assert compare_perspectives(CATALOGUE, PerspectiveFilter(source="nobody")).voices == frozenset()


def test_silent_cells_and_what_cannot_be_placed_are_counted():
    everything = compare_perspectives(CATALOGUE, PerspectiveFilter())
    assert len(everything.silent) == 16 and MESO not in everything.silent
    assert everything.unplaced == 2
    assert everything.sources == {"blog": 4, "src": 1}
    of_blog = compare_perspectives(CATALOGUE, PerspectiveFilter(source="blog", level=Level.MACRO))
    assert of_blog.unplaced == 1
    assert len(of_blog.silent) == 5
