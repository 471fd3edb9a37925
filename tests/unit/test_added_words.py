"""What was added in a copy is marked, counted and can be left out; nothing is said where nothing was added."""

import re
from dataclasses import replace

from markupsafe import Markup

from components.added_words import added_note, added_tag, added_words
from components.perspective_view import PerspectivesView, added_among_voices, perspectives_part
from components.strategy_parts import barrier_part
from components.strategy_view import StrategiesView, added_among_barriers, barrier_choice
from domain_model.cells import CELLS
from domain_model.evidence_book import EvidenceBook, catalogue_alone
from domain_model.evidence_vocabulary import Perspective, Wording
from domain_model.own_evidence import standing
from domain_model.use_cases.compare_perspectives import compare_perspectives
from domain_model.use_cases.find_strategies import answers_to, barriers_by_cell
from domain_model.vocabulary import Reading
from tests.builders import MESO, area, evidence, statement

POLICY = Perspective.POLICY
CATALOGUE = evidence((statement("B1", perspective=POLICY), statement("B2", perspective=POLICY)))
ADDED = replace(
    CATALOGUE,
    statements=(*CATALOGUE.statements, statement("own-1", reading=Reading.CODED, perspective=POLICY, in_table2=())),
)


def words(markup: object) -> str:
    return " ".join(Markup(re.sub(r"<[^>]+>", "", str(markup))).unescape().split())


def test_the_sentence_counts_what_was_added_and_offers_the_opposite():
    assert added_words(0, 9, "link", left_out=False) is None and added_words(0, 9, "link", left_out=True) is None
    assert added_words(1, 74, "link", left_out=False) == (
        "1 of these 74 links was added here, by people who use this copy. ", "Show the catalogue alone",
    )  # fmt: skip
    some, many = (
        added_words(2, 5, "thing said", "things said", left_out=False),
        added_words(2, 2, "link", left_out=False),
    )
    assert some and some[0].startswith("2 of these 5 things said were added here")
    assert many and many[0].startswith("All 2 links were added here")
    one = added_words(1, 1, "link", left_out=False)
    assert one and one[0].startswith("This link was added here")
    assert added_words(2, 5, "link", left_out=True) == (
        "The catalogue alone is shown, without 2 links that were added here. ", "Show it with what was added here",
    )  # fmt: skip
    assert added_note(None, "?") is None


def test_only_what_was_added_is_marked():
    assert words(added_tag("own-1")) == "added here" and added_tag("B1") is None


def test_perspectives_mark_and_count_what_was_added_and_can_leave_it_out():
    view = PerspectivesView()
    found = compare_perspectives(ADDED, view.filter())
    note = added_among_voices(view, found)
    assert words(note).startswith("1 of these 3 things said was added here") and 'href="?catalogue_only=yes"' in str(
        note
    )
    drawn = str(perspectives_part(view, found, {}, ()))
    assert drawn.count("added here") == 1
    assert re.search(r"Text of own-1</a>(?:(?!</li>).)*added here", drawn)
    alone = added_among_voices(view.with_(catalogue_only=True), found)
    assert words(alone).startswith("The catalogue alone is shown, without 1 thing said that was added here")
    assert 'href="?"' in str(alone)
    assert added_among_voices(view, compare_perspectives(CATALOGUE, view.filter())) is None
    assert PerspectivesView.from_search("?catalogue_only=yes").catalogue_only


def test_barriers_mark_and_count_what_was_added_and_can_leave_it_out():
    view, by_cell = StrategiesView(cell=MESO, page=2), barriers_by_cell(ADDED)
    note = added_among_barriers(view, by_cell)
    assert words(note).startswith("1 of these 3 barriers was added here")
    assert 'href="?cell=service_delivery/meso&amp;catalogue_only=yes"' in str(note)
    assert added_among_barriers(view, barriers_by_cell(CATALOGUE)) is None
    assert added_among_barriers(view.with_(cell=CELLS[0]), by_cell) is None, "of another cell none was added"
    assert words(added_among_barriers(view.with_(cell=None), by_cell)).startswith("1 of these 3 barriers")
    choice = words(barrier_choice(view, by_cell))
    assert "Text of own-1 (added here)" in choice and choice.count("added here") == 1


def test_a_barrier_that_was_added_is_not_said_to_be_in_our_words():
    def drawn(barrier: str, wording: Wording = Wording.OWN_WORDS) -> str:
        made = replace(ADDED, statements=tuple(replace(one, wording=wording) for one in ADDED.statements))
        return words(barrier_part(answers_to(made, barrier), (), {}, area("AAA"), (), {MESO: "?"}))

    theirs, ours = drawn("own-1"), drawn("B1")
    assert "added here, by people who use this copy." in theirs and "in the words of who added it" in theirs
    assert "wording: ours" not in theirs
    assert "wording: ours" in ours and "added" not in ours
    assert "quoted from the source" in drawn("own-1", Wording.QUOTATION)


def test_the_catalogue_alone_has_its_own_version_and_nothing_that_was_added():
    own = frozenset({"own-1"})
    book = EvidenceBook("abc+3", ADDED, CATALOGUE, standing(()), own, own, own)
    alone = catalogue_alone(book)
    assert (alone.version, alone.evidence) == ("abc", CATALOGUE)
    assert not alone.own_sources | alone.own_statements | alone.own_links
