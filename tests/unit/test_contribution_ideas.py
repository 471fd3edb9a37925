"""Small rules of what people write that no other test asks about: what a view is about, and a filter of the log."""

from datetime import UTC, date, datetime

import pytest

from domain_model.audit import EVERY_EVENT, AuditFilter
from domain_model.judgements import Judgement, NothingToUndoError, Opinion, undone
from domain_model.vocabulary import Band, Perception
from tests.builders import MESO

AT = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


def test_an_opinion_is_blank_where_nothing_at_all_was_answered() -> None:
    assert Opinion().is_blank
    assert not Opinion(feasibility=1).is_blank
    assert not Opinion(source="a").is_blank
    assert Opinion(feasibility=1).band is None
    assert Opinion(Perception.MUCH_BETTER).band is Band.MUCH_BETTER


@pytest.mark.parametrize("part", ["reason", "source"])
def test_an_opinion_is_in_signs_that_can_be_shown(part: str) -> None:
    assert getattr(Opinion(**{part: "two\nlines\tand 患者"}), part).startswith("two\n")
    for text in ("nul\0", "bell\a", "half \ud800"):
        with pytest.raises(ValueError, match=f"{part} holds characters that cannot be shown"):
            Opinion(**{part: text})


def test_a_judgement_is_about_an_area_and_a_cell() -> None:
    assert Judgement(7, "ada", "QE1", MESO, 3, None, AT).place == ("QE1", MESO)


def test_without_any_version_there_is_nothing_to_undo() -> None:
    with pytest.raises(NothingToUndoError, match="There is nothing to undo"):
        undone(())


def test_a_filter_of_the_log_goes_forward_in_time() -> None:
    first, last = date(2026, 11, 2), date(2026, 11, 1)
    with pytest.raises(ValueError, match="The first day, 2026-11-02, is after the last, 2026-11-01"):
        AuditFilter(first=first, last=last)
    assert AuditFilter(first=last, last=last).last == AuditFilter(first=last).first
    assert AuditFilter() == EVERY_EVENT
