"""What is voted on: wordings that fit, letters, the history of an item, and ideas that fit as items."""

from dataclasses import replace

import pytest

from domain_model.cells import Cell
from domain_model.workshop.items import LONGEST_ITEM, Item, checked_item, letter_of
from domain_model.workshop.records import LONGEST_IDEA, checked_idea
from domain_model.workshop_vocabulary import ItemOrigin, Statistic

MESO = Cell.from_token("service_delivery/meso")
ITEM = Item("i1", "FICTITIOUS long waits", MESO, ItemOrigin.CATALOGUE, "B7")


def test_an_item_keeps_its_former_wordings_the_first_one_first() -> None:
    changed = ITEM.reworded("FICTITIOUS waits").reworded("FICTITIOUS long queues")
    assert changed.text == "FICTITIOUS long queues"
    assert changed.earlier == ("FICTITIOUS long waits", "FICTITIOUS waits")
    assert (changed.id, changed.cell, changed.origin, changed.source) == ("i1", MESO, ItemOrigin.CATALOGUE, "B7")


def test_the_same_words_again_are_no_history() -> None:
    assert ITEM.reworded("FICTITIOUS long waits") is ITEM


def test_an_item_is_in_play_until_it_is_hidden_or_merged() -> None:
    assert ITEM.is_in_play
    assert not replace(ITEM, is_hidden=True).is_in_play
    assert not replace(ITEM, merged_into="i2").is_in_play


def test_an_item_with_spaces_around_it_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="spaces around"):
        Item("i1", " FICTITIOUS", None, ItemOrigin.IDEA)


@pytest.mark.parametrize("checked", [checked_item, checked_idea])
def test_a_wording_comes_on_one_line_without_spaces_around_it(checked) -> None:
    assert checked("  FICTITIOUS \n long\t waits ") == "FICTITIOUS long waits"


@pytest.mark.parametrize(("checked", "longest"), [(checked_item, LONGEST_ITEM), (checked_idea, LONGEST_IDEA)])
def test_a_wording_has_1_to_200_characters(checked, longest: int) -> None:
    assert longest == 200
    assert checked("x" * longest) == "x" * longest
    for text in ("x" * (longest + 1), "", " \n "):
        with pytest.raises(ValueError, match="1 to 200 characters"):
            checked(text)


@pytest.mark.parametrize("text", ["a\x00b", "a\u202eb", "\u200b\u200b", "a\ud800"])
@pytest.mark.parametrize("checked", [checked_item, checked_idea])
def test_what_could_not_be_seen_or_read_is_neither_an_item_nor_an_idea(checked, text: str) -> None:
    with pytest.raises(ValueError, match="1 to 200 characters"):
        checked(text)


def test_a_script_is_an_idea_like_any_other_text() -> None:
    assert checked_idea("<script>alert(1)</script>") == "<script>alert(1)</script>"


@pytest.mark.parametrize(
    ("place", "letter"), [(0, "A"), (1, "B"), (25, "Z"), (26, "AA"), (27, "AB"), (51, "AZ"), (52, "BA"), (59, "BH")]
)
def test_a_room_speaks_of_items_by_letters(place: int, letter: str) -> None:
    assert letter_of(place) == letter


def test_each_answer_of_a_scale_has_a_statistic_of_its_own() -> None:
    assert Statistic.count_of(1) is Statistic.COUNT_1
    assert Statistic.count_of(9) is Statistic.COUNT_9
    for answer in (0, 10, -1):
        with pytest.raises(ValueError, match="count_"):
            Statistic.count_of(answer)
