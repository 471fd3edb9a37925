"""What is typed becomes words to look for, and texts show where they stand; nothing that is typed is an error."""

import unicodedata

import pytest

from domain_model.search_words import (
    LONGEST_SEARCH,
    MOST_WORDS,
    Pieces,
    SearchWords,
    composed,
    highlighted,
    search_words,
    tokens_of,
)


def marked(text: str, typed: str) -> str:
    """The text with stars around what was found in it."""
    pieces = highlighted(text, search_words(typed))
    assert "".join(piece for piece, _found in pieces) == composed(text)
    return "".join(f"*{piece}*" if found else piece for piece, found in pieces)


def test_words_are_stems_in_the_order_typed_and_the_last_one_may_go_on() -> None:
    assert search_words("Nurses waiting psychiatr") == SearchWords((("nurs",), ("wait",), ("psychiatr",)), "psychiatr")


def test_words_in_quotation_marks_stay_together_and_do_not_go_on() -> None:
    assert search_words('beds "lack of  money"') == SearchWords((("bed",), ("lack", "of", "monei")))
    assert search_words("“lack of money” beds") == SearchWords((("lack", "of", "monei"), ("bed",)), "beds")


def test_a_mark_without_its_partner_goes_to_the_end() -> None:
    assert search_words('beds "lack of').phrases == (("bed",), ("lack", "of"))


def test_words_that_say_nothing_are_not_asked_for_unless_nothing_else_is() -> None:
    assert search_words("the lack of the beds") == SearchWords((("lack",), ("bed",)), "beds")
    assert search_words("beds of the") == SearchWords((("bed",),))
    assert search_words("of the") == SearchWords((("of",), ("the",)))


def test_the_same_word_is_asked_for_once_and_the_last_typed_may_go_on() -> None:
    assert search_words("bed money beds") == SearchWords((("monei",), ("bed",)), "beds")
    assert search_words('"bed" "beds" money') == SearchWords((("bed",), ("monei",)), "money")


def test_one_letter_is_a_word_and_no_beginning() -> None:
    assert search_words("x") == SearchWords((("x",),))


@pytest.mark.parametrize("typed", ["", "   ", '"', '""', "*", "()&|!:<->", "'; --", "\x00", "…", "\\", "\u0301", "_"])
def test_where_there_is_no_word_there_is_nothing_to_look_for(typed: str) -> None:
    assert search_words(typed) == SearchWords(())


@pytest.mark.parametrize("typed", ["NEAR(a b)", "a AND b", "x' OR 'y", "a:*", "{title} : b", "a\x00b", "a & !b"])
def test_signs_of_search_languages_are_no_signs_here(typed: str) -> None:
    words = search_words(typed)
    assert all(part.isalnum() for phrase in words.phrases for part in phrase)
    assert words.beginning.isalnum() or not words.beginning


def test_more_than_can_be_looked_for_is_left_out_and_said() -> None:
    assert search_words("beds " * 2_000).is_cut
    many = search_words(" ".join(f"w{number}" for number in range(MOST_WORDS + 1)))
    assert many.is_cut and len(many.phrases) == MOST_WORDS and many.phrases[-1] == (f"w{MOST_WORDS - 1}",)
    assert not search_words(" ".join(f"w{number}" for number in range(MOST_WORDS))).is_cut
    assert not search_words("b" * LONGEST_SEARCH).is_cut


def test_a_word_is_known_by_its_place_its_form_and_its_stem() -> None:
    (first, second, third) = tokens_of("Café-ﬁles, SERVICES_")
    assert (first.start, first.end, first.form) == (0, 4, "cafe")
    assert (second.form, second.stem) == ("files", "file")
    assert (third.start, third.end, third.form, third.stem) == (11, 19, "services", "servic")
    assert tokens_of("straße ½")[0].form == "strasse"


def test_what_was_looked_for_is_marked_in_every_form_and_nothing_else() -> None:
    assert marked("Services wait; a service waits for serving staff.", "service wait") == (
        "*Services wait*; a *service waits* for serving staff."
    )


def test_of_the_last_word_the_beginning_is_enough() -> None:
    assert marked("Psychiatry and a psychiatrist, no psychology", "psychiatr") == (
        "*Psychiatry* and a *psychiatrist*, no psychology"
    )
    assert marked("Inequalities and inequality, unequal", "inequalit") == "*Inequalities* and *inequality*, unequal"
    assert marked("careless people care", "care people") == "careless *people care*"


def test_a_phrase_is_marked_where_it_stands_as_one_alone() -> None:
    assert marked("mental wards, mental health, health", '"mental health"') == "mental wards, *mental health*, health"


def test_accents_and_how_they_are_written_make_no_difference() -> None:
    assert marked(unicodedata.normalize("NFD", "a café here"), "cafe") == "a *café* here"
    assert marked("a cafe here", "CAFÉ") == "a *cafe* here"


def test_a_text_without_the_words_is_one_piece_and_an_empty_text_is_none() -> None:
    no_pieces: Pieces = ()
    assert highlighted("Nothing of it", search_words("beds")) == (("Nothing of it", False),)
    assert highlighted("", search_words("beds")) == no_pieces
    assert highlighted("Beds", search_words("")) == (("Beds", False),)
