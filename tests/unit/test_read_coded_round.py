"""Coders of a round by their numbers, and who is compared when some are left out."""

from dataclasses import replace
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import cast

import pytest

from domain_model.coding import Choice, CodedPlacement, Coder, CodingRound, OpenRoundError
from domain_model.evidence_vocabulary import CodingCounting
from domain_model.ports import UnitOfWork
from domain_model.use_cases.code_statements import NoSuchRoundError
from domain_model.use_cases.read_coded_round import CodersSaid, coder_shares, read_coded_round
from domain_model.vocabulary import StatementKind

AT = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
SAID = CodersSaid(CodingRound("r1", "owner", "FICTITIOUS", ("S1",), AT, AT), ("cat", "ann", "ben"), ())


def test_coders_keep_the_number_of_their_joining_whoever_is_left_out() -> None:
    assert [SAID.number(coder) for coder in ("ann", "ben", "cat")] == [2, 3, 1]
    assert SAID.numbered((3, 1)) == {"ben", "cat"}
    assert SAID.others({"cat"}) == ("ann", "ben")
    with pytest.raises(ValueError, match="tuple"):
        SAID.number("dan")


def test_a_number_that_nobody_has_leaves_nobody_out() -> None:
    assert SAID.numbered((0, 4, -1)) == frozenset()
    assert SAID.others(frozenset()) == SAID.coders


def test_what_was_taken_back_is_no_share_of_its_coder() -> None:
    kept = tuple(
        CodedPlacement("r1", coder, "S1", 1, choice, "", AT)
        for coder, choice in (("cat", None), ("ann", Choice(StatementKind.THEME, None)))
    )
    shares = coder_shares(replace(SAID, placements=kept), frozenset(), CodingCounting.WITH_NOWHERE)
    assert [(one.coder, one.placed) for one in shares] == [("cat", 0), ("ann", 1), ("ben", 0)]


def store(coding_round: CodingRound | None, *versions: CodedPlacement, coders: str = "cat ann ben") -> UnitOfWork:
    """A store with one round in it and its coders in this order of joining."""
    coding = SimpleNamespace(
        round=lambda _id: coding_round,
        all_versions=lambda _id: versions,
        coders=lambda _id: [Coder("r1", coder, AT) for coder in coders.split()],
    )
    return cast(UnitOfWork, SimpleNamespace(coding=coding))


def test_coders_are_those_who_placed_anything_in_the_order_of_joining_and_the_latest_version_stands() -> None:
    theme, barrier = Choice(StatementKind.THEME, None), Choice(StatementKind.BARRIER, None)
    versions = [
        CodedPlacement("r1", coder, "S1", version, choice, "", AT)
        for coder, version, choice in (
            ("ben", 1, theme), ("ben", 2, barrier), ("ann", 1, theme), ("cat", 1, theme), ("cat", 2, None),
        )
    ]  # fmt: skip
    said = read_coded_round(store(SAID.round, *versions), "r1")
    assert said.coders == ("ann", "ben")
    assert sorted((one.coder, one.version) for one in said.placements) == [("ann", 1), ("ben", 2)]
    assert said == read_coded_round(store(SAID.round, *versions), "r1")
    assert hash(said) == hash(read_coded_round(store(SAID.round, *versions), "r1"))


def test_an_open_round_and_one_that_is_not_there_tell_nothing() -> None:
    with pytest.raises(OpenRoundError):
        read_coded_round(store(replace(SAID.round, closed_at=None)), "r1")
    with pytest.raises(NoSuchRoundError):
        read_coded_round(store(None), "r1")
