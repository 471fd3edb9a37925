"""What a project of another program brings is kept within what our own forms take; all FICTITIOUS."""

from dataclasses import replace

from domain_model.coding_project import LossTally
from domain_model.draft_reading import statement_from
from domain_model.evidence import Source
from domain_model.evidence_drafts import draft_of_statement
from domain_model.use_cases.bound_records import within_limits
from tests.builders import MESO, link, statement

SOURCE = Source("own-a", "FICTITIOUS title", "A. B.", "2020", "", "article", "FICTITIOUS citation", "a\nb")


def test_a_long_quotation_is_cut_and_said_and_a_form_could_take_it() -> None:
    losses = LossTally()
    long = replace(statement("own-s"), cells=(MESO,), text="word " * 900, voice="loud\nvoice", source="own-a")
    kept = within_limits(long, losses)
    assert kept.text.endswith("word…") and len(kept.text) <= 2000
    assert kept.voice == "loud voice"
    assert [(loss.what, loss.count) for loss in losses.report()] == [("end of a long text (text)", 1)]
    assert statement_from(draft_of_statement(kept), "own-s", {"own-a"}, {kept.subtheme}, kept).text == kept.text


def test_only_addresses_of_the_web_are_kept() -> None:
    losses = LossTally()
    assert within_limits(replace(SOURCE, url="javascript:alert(1)"), losses).url == ""
    assert within_limits(replace(SOURCE, url="https://example.org/a"), losses).url == "https://example.org/a"
    assert [(loss.what, loss.count) for loss in losses.report()] == [("address of a source", 1)]


def test_what_is_within_the_limits_stays_as_it_is() -> None:
    losses = LossTally()
    whole = replace(link("own-l", MESO, MESO), basis_note="FICTITIOUS note")
    assert within_limits(whole, losses) == whole
    assert within_limits(SOURCE, losses) == SOURCE
    assert not losses.report()
