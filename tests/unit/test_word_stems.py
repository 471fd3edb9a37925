"""Stems of words are those that Porter's own paper and program give."""

import pytest

from domain_model.word_stems import stem

PORTER = """
caresses caress ponies poni ties ti caress caress cats cat feed feed agreed agre plastered plaster bled bled
motoring motor sing sing conflated conflat troubled troubl sized size hopping hop tanned tan falling fall hissing hiss
fizzed fizz failing fail filing file happy happi sky sky relational relat conditional condit rational ration
valenci valenc hesitanci hesit digitizer digit conformabli conform radicalli radic differentli differ vileli vile
analogousli analog vietnamization vietnam predication predic operator oper feudalism feudal decisiveness decis
hopefulness hope callousness callous formaliti formal sensitiviti sensit sensibiliti sensibl triplicate triplic
formative form formalize formal electriciti electr electrical electr hopeful hope goodness good revival reviv
allowance allow inference infer airliner airlin gyroscopic gyroscop adjustable adjust defensible defens irritant irrit
replacement replac adjustment adjust dependent depend adoption adopt homologou homolog communism commun
activate activ angulariti angular homologous homolog effective effect bowdlerize bowdler probate probat rate rate
cease ceas controll control roll roll generalizations gener oscillators oscil
""".split()  # noqa: SIM905 - pairs read better as text


@pytest.mark.parametrize(("word", "expected"), list(zip(PORTER[::2], PORTER[1::2], strict=True)))
def test_a_word_has_the_stem_that_porter_gives(word: str, expected: str) -> None:
    assert stem(word) == expected


@pytest.mark.parametrize("word", ["as", "is", "2024s", "café", "naïves", "a" * 39 + "es", ""])
def test_what_is_short_long_or_not_english_letters_stays_as_it_is(word: str) -> None:
    assert stem(word) == word


def test_forms_of_one_word_meet_in_one_stem() -> None:
    assert len({stem(word) for word in ("commission", "commissions", "commissioned", "commissioning")}) == 1
    assert stem("service") == stem("services") != stem("serve")


def test_a_y_is_a_vowel_after_a_consonant_alone() -> None:
    assert (stem("yes"), stem("toying"), stem("trying"), stem("says")) == ("ye", "toi", "try", "sai")


def test_plurals_that_no_rule_finds_meet_their_words() -> None:
    assert [stem(word) for word in ("crises", "children", "women")] == [stem(w) for w in ("crisis", "child", "woman")]
    assert stem("crises") != stem("child")
