"""Drafts of evidence: what each field must be, the records they make, and that a record makes its draft again."""

from dataclasses import replace
from typing import Any

import pytest

from domain_model.cells import Cell
from domain_model.draft_reading import (
    LONGEST_LINE,
    LONGEST_TEXT,
    confidence_from,
    link_from,
    source_from,
    statement_from,
)
from domain_model.evidence import ConfidenceRating, Link, Source, Statement
from domain_model.evidence_drafts import (
    ConfidenceDraft,
    DraftProblemsError,
    LinkDraft,
    SourceDraft,
    StatementDraft,
    draft_of_confidence,
    draft_of_link,
    draft_of_source,
    draft_of_statement,
    made_citation,
    same_words,
)
from domain_model.evidence_vocabulary import (
    Concern,
    FindingConfidence,
    Perspective,
    PlacementBasis,
    PopulationGroup,
    Wording,
)
from domain_model.vocabulary import BuildingBlock, Level, LinkBasis, LinkSign, Reading, StatementKind

SOURCES, SUBTHEMES = {"study", "own-a"}, {"ST1", "ST2"}
SOURCE = SourceDraft(
    title=" FICTITIOUS  interviews ", authors="Poe A", year="2021", publisher="Press", kind="report",
    evidence_from="2018", evidence_to=" 2019", url="https://example.org/a", note="One\r\ntwo\n",
)  # fmt: skip
STATEMENT = StatementDraft(
    source="own-a", place="p. 4", text=" FICTITIOUS\r\ntext ", wording="quotation", kind="both",
    cells=("workforce/meso", "financing/macro"), basis="printed", participant="P7", voice=" staff  nurse ",
    perspective="practice", subtheme="ST2", groups=("race", "age"), note="n",
)  # fmt: skip
LINK = LinkDraft(
    from_block="financing", from_level="macro", sign="conditional", to_block="workforce", to_level="meso",
    text="FICTITIOUS", basis="opinion", basis_note="b", source="study", place="p. 5",
)  # fmt: skip
MONEY, STAFF = (BuildingBlock.FINANCING, Level.MACRO), (BuildingBlock.WORKFORCE, Level.MESO)
RATING = ConfidenceDraft(
    "none_or_very_minor", "why 1", "minor", "why 2", "moderate", "why 3", "serious", "why 4", "very_low", "whole"
)


def problems_of(error: pytest.ExceptionInfo[DraftProblemsError]) -> list[str]:
    return [field for field, _words in error.value.problems]


def read_statement(draft: StatementDraft, earlier: Statement | None = None) -> Statement:
    return statement_from(draft, "own-s", SOURCES, SUBTHEMES, earlier)


# ---- Sources


def test_a_source_is_tidied_and_cited_from_its_fields() -> None:
    assert source_from(SOURCE, "own-a") == Source(
        "own-a", "FICTITIOUS interviews", "Poe A", "2021", "Press", "report",
        "Poe A (2021). FICTITIOUS interviews. Press.", "One\ntwo", 2018, 2019, "https://example.org/a",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "citation"),
    [
        ({"citation": " As I like it "}, "As I like it"),
        ({"authors": ""}, "FICTITIOUS interviews (2021). Press."),
        ({"year": ""}, "Poe A. FICTITIOUS interviews. Press."),
        ({"authors": "", "year": "", "publisher": ""}, "FICTITIOUS interviews."),
        ({"title": "What now.", "authors": "Poe A."}, "Poe A. (2021). What now. Press."),
    ],
)
def test_a_citation_is_as_typed_or_made_of_what_is_known(fields: dict[str, Any], citation: str) -> None:
    assert source_from(replace(SOURCE, **fields), "own-a").citation == citation


def test_a_citation_that_was_made_is_made_again_when_the_fields_change() -> None:
    source = source_from(SOURCE, "own-a")
    again = draft_of_source(source)
    assert again.citation == ""
    assert source_from(again, "own-a") == source
    assert source_from(replace(again, year="2022"), "own-a").citation == "Poe A (2022). FICTITIOUS interviews. Press."
    typed = replace(source, citation="As I like it", evidence_from=None, evidence_to=None)
    assert draft_of_source(typed) == replace(again, citation="As I like it", evidence_from="", evidence_to="")
    assert made_citation(typed) != typed.citation


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"title": "  "}, ["title"]),
        ({"title": "x" * (LONGEST_LINE + 1)}, ["title"]),
        ({"title": "a\x00b"}, ["title"]),
        ({"note": "x" * (LONGEST_TEXT + 1)}, ["note"]),
        ({"note": "a\x07b"}, ["note"]),
        ({"evidence_from": "19"}, ["evidence_from"]),
        ({"evidence_from": "٢٠١٨"}, ["evidence_from"]),
        ({"evidence_to": "1799"}, ["evidence_to"]),
        ({"evidence_to": "2101"}, ["evidence_to"]),
        ({"evidence_to": "20x1"}, ["evidence_to"]),
        ({"evidence_to": "2017"}, ["evidence_to"]),
        ({"url": "javascript:alert(1)"}, ["url"]),
        ({"url": "example.org", "title": ""}, ["url", "title"]),
    ],
)
def test_everything_that_is_wrong_in_a_source_is_said_at_once(fields: dict[str, Any], wrong: list[str]) -> None:
    with pytest.raises(DraftProblemsError) as error:
        source_from(replace(SOURCE, **fields), "own-a")
    assert problems_of(error) == wrong


@pytest.mark.parametrize(
    "fields",
    [
        {"title": "x" * LONGEST_LINE},
        {"note": "x" * LONGEST_TEXT},
        {"evidence_from": "2019"},
        {"evidence_from": ""},
        {"evidence_to": "", "url": "HTTP://EXAMPLE.ORG"},
        {"evidence_from": "1800", "evidence_to": "2100"},
    ],
)
def test_what_is_just_in_bounds_is_taken(fields: dict[str, Any]) -> None:
    assert source_from(replace(SOURCE, **fields), "own-a").id == "own-a"


# ---- Statements


def test_a_statement_is_read_field_by_field() -> None:
    assert read_statement(STATEMENT) == Statement(
        id="own-s",
        kind=StatementKind.BOTH,
        cells=(Cell.from_token("financing/macro"), Cell.from_token("workforce/meso")),
        text="FICTITIOUS\ntext",
        source="own-a",
        place="p. 4",
        participant="P7",
        voice="staff nurse",
        reading=Reading.CODED,
        in_table2=(),
        also_in=(),
        note="n",
        placement="",
        subtheme="ST2",
        groups=(PopulationGroup.AGE, PopulationGroup.RACE),
        basis=PlacementBasis.PRINTED,
        perspective=Perspective.PRACTICE,
        wording=Wording.QUOTATION,
    )


@pytest.mark.parametrize(
    ("ticked", "cells", "placement"),
    [
        (("all/all",), [], "all/all"),
        (("all/micro", "all/macro"), [], "all/macro;all/micro"),
        (
            ("all/meso", "workforce/micro", "financing/all"),
            ["workforce/micro"],
            "financing/all;workforce/micro;all/meso",
        ),
        (("workforce/micro", "workforce/micro"), ["workforce/micro"], ""),
    ],
)
def test_a_place_that_names_every_block_or_level_is_no_single_cell(
    ticked: tuple[str, ...], cells: list[str], placement: str
) -> None:
    made = read_statement(replace(STATEMENT, cells=ticked))
    assert ([cell.token for cell in made.cells], made.placement) == (cells, placement)
    assert read_statement(draft_of_statement(made)) == made


def test_what_no_form_asks_for_stays_as_it_was() -> None:
    earlier = replace(
        read_statement(STATEMENT),
        in_table2=("T2-1",),
        also_in=(Cell.from_token("workforce/macro"),),
        basis=PlacementBasis.AGREED,
    )
    made = read_statement(replace(draft_of_statement(earlier), text="FICTITIOUS new"), earlier)
    assert made == replace(earlier, text="FICTITIOUS new")


def test_a_voice_that_nobody_named_is_unknown_and_empty_in_the_form() -> None:
    made = read_statement(replace(STATEMENT, voice=" ", subtheme=""))
    assert (made.voice, made.subtheme) == ("unknown", "")
    assert draft_of_statement(made).voice == ""
    assert read_statement(draft_of_statement(made)) == made


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"source": "nowhere"}, ["source"]),
        ({"place": ""}, ["place"]),
        ({"text": " \n"}, ["text"]),
        ({"wording": "x"}, ["wording"]),
        ({"kind": ""}, ["kind"]),
        ({"cells": ()}, ["cells"]),
        ({"cells": ("workforce/meso", "nowhere/meso")}, ["cells"]),
        ({"basis": "agreed"}, ["basis"]),
        ({"basis": "x"}, ["basis"]),
        ({"perspective": "x"}, ["perspective"]),
        ({"subtheme": "ST9"}, ["subtheme"]),
        ({"groups": ("age", "x")}, ["groups"]),
        ({"participant": "a\x00"}, ["participant"]),
    ],
)
def test_everything_that_is_wrong_in_a_statement_is_said(fields: dict[str, Any], wrong: list[str]) -> None:
    with pytest.raises(DraftProblemsError) as error:
        read_statement(replace(STATEMENT, **fields))
    assert problems_of(error) == wrong
    assert str(error.value) == error.value.problems[0][1]


def test_a_statement_that_was_inferred_does_not_become_agreed_by_a_form() -> None:
    with pytest.raises(DraftProblemsError):
        read_statement(replace(STATEMENT, basis="agreed"), read_statement(STATEMENT))


# ---- Links


@pytest.mark.parametrize(
    ("fields", "start", "end", "words"),
    [
        ({}, MONEY, STAFF, ("", "")),
        ({"from_block": "all"}, (None, Level.MACRO), STAFF, ("all/macro", "")),
        ({"to_level": "all"}, MONEY, (BuildingBlock.WORKFORCE, None), ("", "workforce/all")),
        ({"from_block": "cross_cutting", "from_level": "all"}, (None, None), STAFF, ("cross_cutting/all", "")),
        (
            {"from_block": "all", "from_level": "all", "to_block": "all", "to_level": "all"},
            *((None, None), (None, None)),
            ("all/all", "all/all"),
        ),
    ],
)
def test_an_end_of_a_link_is_a_cell_or_names_every_one(
    fields: dict[str, Any], start: tuple[object, ...], end: tuple[object, ...], words: tuple[str, str]
) -> None:
    made = link_from(replace(LINK, **fields), "own-l", SOURCES)
    assert made == Link(
        "own-l", *start, *end, *words, LinkSign.CONDITIONAL, "FICTITIOUS", LinkBasis.OPINION, "b", "study", "p. 5"  # type: ignore[arg-type] - blocks and levels as in the table above
    )  # fmt: skip
    assert link_from(draft_of_link(made), "own-l", SOURCES) == made


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"from_block": "x"}, ["from_block"]),
        ({"from_level": ""}, ["from_level"]),
        ({"to_block": ""}, ["to_block"]),
        ({"to_level": "x"}, ["to_level"]),
        ({"to_block": "financing", "to_level": "macro"}, ["to_block"]),
        (
            {"sign": "x", "text": "", "basis": "", "source": "", "place": ""},
            ["sign", "text", "basis", "source", "place"],
        ),
    ],
)
def test_everything_that_is_wrong_in_a_link_is_said(fields: dict[str, Any], wrong: list[str]) -> None:
    with pytest.raises(DraftProblemsError) as error:
        link_from(replace(LINK, **fields), "own-l", SOURCES)
    assert problems_of(error) == wrong


# ---- Confidence


def test_confidence_has_four_components_each_with_its_reason() -> None:
    made = confidence_from(RATING, "S2")
    assert made == ConfidenceRating(
        "S2",
        Concern.NONE_OR_VERY_MINOR,
        Concern.MINOR,
        Concern.MODERATE,
        Concern.SERIOUS,
        FindingConfidence.VERY_LOW,
        "whole",
        ("why 1", "why 2", "why 3", "why 4"),
    )
    assert draft_of_confidence(made) == RATING
    without = draft_of_confidence(replace(made, component_reasons=()))
    assert (without.adequacy, without.adequacy_reason, without.reason) == ("moderate", "", "whole")


def test_confidence_without_a_concern_or_a_reason_is_not_taken() -> None:
    with pytest.raises(DraftProblemsError) as error:
        confidence_from(replace(RATING, coherence="", relevance_reason=" ", overall="", reason=""), "S2")
    assert problems_of(error) == ["coherence", "relevance_reason", "overall", "reason"]


def test_each_problem_of_a_rating_names_the_field_that_it_is_about() -> None:
    with pytest.raises(DraftProblemsError) as error:
        confidence_from(ConfidenceDraft(), "S2")
    told = dict(error.value.problems)
    assert len(told) == len(set(told.values())) == 10
    assert told["coherence"] == "Coherence: choose how much concern there is."
    assert told["methodological_limitations_reason"] == "Methodological limitations: say why, in a sentence."


# ---- Words


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Staff are short", " staff  ARE\nshort ", True),
        ("Staff are short", "Staff are short.", False),
        ("Staff are short", "short are Staff", False),
    ],
)
def test_words_are_the_same_but_for_capitals_and_spaces(one: str, other: str, same: bool) -> None:
    assert same_words(one, other) is same
