"""Which text can be kept, whatever version of Unicode this Python knows."""

import pytest

from domain_model.people import checked_name
from domain_model.plain_text import is_plain, is_plain_line
from domain_model.saved_views import checked_view_name

NEWER_EMOJI = "\U0001fae8"
"""The shaking face of Unicode 15."""

NOT_IN_ANY_TABLE = "\U0001faff"


@pytest.mark.parametrize("sign", [NEWER_EMOJI, NOT_IN_ANY_TABLE, "é", "👩\u200d👧", "\ue000", "a b"])
def test_every_character_of_today_and_tomorrow_is_plain(sign: str) -> None:
    assert is_plain(sign) and is_plain_line(sign)
    assert checked_name(sign) == checked_view_name(sign) == sign


@pytest.mark.parametrize(
    "sign", ["\x00", "\x07", "\x85", "\ud800", "\ufdd0", "\ufdef", "\ufffe", "\uffff", "\U0001fffe", "\U0010ffff"]
)
def test_controls_halves_and_what_is_no_character_are_not(sign: str) -> None:
    assert not is_plain(f"before {sign} after") and not is_plain_line(f"before {sign} after")


@pytest.mark.parametrize("sign", ["\ufdcf", "\ufdf0", "\ufffd", "\U0001fffd"])
def test_their_neighbours_are(sign: str) -> None:
    assert is_plain(sign)


@pytest.mark.parametrize("sign", ["\n", "\t", "\r"])
def test_a_text_has_lines_and_a_name_has_one(sign: str) -> None:
    assert is_plain(f"a{sign}b") and not is_plain_line(f"a{sign}b")


@pytest.mark.parametrize("text", ["", " ", "\u200b", "a\u2028b", "a\u202eb", "a\u2066b"])
def test_a_name_is_seen_and_turns_nothing_around(text: str) -> None:
    assert is_plain(text) and not is_plain_line(text)
