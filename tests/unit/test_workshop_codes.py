"""Codes that people type: from signs that cannot be taken for one another, and forgiving in how they are typed."""

import pytest

from domain_model.workshop.codes import (
    ALPHABET,
    JOIN_CODE_LENGTH,
    RETURN_CODE_LENGTH,
    new_join_code,
    new_return_code,
    spaced_code,
    tidy_code,
)


def test_the_alphabet_has_32_signs_and_none_of_which_two_look_alike() -> None:
    assert len(ALPHABET) == len(set(ALPHABET)) == 32
    assert not set(ALPHABET) & set("01IO")


def test_codes_are_random_of_their_length_and_of_the_alphabet() -> None:
    joins, returns = [new_join_code() for _ in range(200)], [new_return_code() for _ in range(200)]
    assert {len(code) for code in joins} == {6} == {JOIN_CODE_LENGTH}
    assert {len(code) for code in returns} == {16} == {RETURN_CODE_LENGTH}
    assert len(set(joins)) == len(set(returns)) == 200
    assert set("".join(returns)) == set(ALPHABET)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("K7M4PX", "K7M4PX"),
        (" k7m 4px ", "K7M4PX"),
        ("k7m-4px", "K7M4PX"),
        ("K7M\u20134PX", "K7M4PX"),
        ("K7M\u00a04PX", "K7M4PX"),
        ("ABCD EFGH JKLM NPQR", "ABCDEFGHJKLMNPQR"),
        ("ABCDEFGHJKLMNPQRS", ""),
        ("K7M4P0", ""),
        ("K7M4PI", ""),
        ("K7M/4PX", ""),
        ("../x", ""),
        ("", ""),
        (" - ", ""),
    ],
)
def test_a_code_may_be_typed_in_any_way_that_leaves_its_signs(typed: str, code: str) -> None:
    assert tidy_code(typed) == code


def test_a_code_is_read_out_in_pieces() -> None:
    assert spaced_code("K7M4PX") == "K7M 4PX"
    assert spaced_code("ABCDEFGHJKLMNPQR", 4) == "ABCD EFGH JKLM NPQR"
    assert spaced_code("ABCDE", 4) == "ABCD E"
    assert tidy_code(spaced_code("ABCDEFGHJKLMNPQR", 4)) == "ABCDEFGHJKLMNPQR"
