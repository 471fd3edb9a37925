"""Whose placements the results of a coding round compare, with which evidence it was closed, and what is remembered."""

import re
from datetime import UTC, datetime
from html import unescape
from typing import Any

import pytest
from dash import Dash
from flask import Flask
from sqlalchemy import update

from data.coding_repository import ROUNDS
from data.current import current_evidence, current_store
from domain_model.evidence import Source, Statement
from domain_model.evidence_vocabulary import RecordKind
from domain_model.people import new_id
from domain_model.people_vocabulary import AuditAction
from domain_model.use_cases import compare_coders
from domain_model.use_cases.keep_evidence import keep_records
from pages.http import coding_results
from tests.builders import statement
from tests.integration.test_coding_pages import Room, rows, text
from tests.people import forget_refusals, post

AGREED = {"cells": ["workforce/micro"], "kind": "both"}


@pytest.fixture(scope="module")
def server(application: Dash) -> Flask:
    return application.server


@pytest.fixture(autouse=True)
def refusals_are_recorded(server: Flask) -> None:
    forget_refusals(server)


@pytest.fixture
def three(server: Flask) -> Room:
    """A closed round of three coders: two placed all but alike, the third, its maker, only the first statement."""
    room = Room(server)
    post(room.owner, f"{room.address}/join")
    first, second, *others = room.statements
    for coder in (room.ann, room.ben):
        room.place(coder, first, "financing/macro")
        for number, other in enumerate(others):
            room.place(coder, other, "financing/meso" if number % 2 else "workforce/micro")
    room.place(room.ann, second, "workforce/micro")
    room.place(room.ben, second, "nowhere")
    room.place(room.owner, first, "technologies_products/macro", note="FICTITIOUS note of the third")
    room.close()
    return room


def words(page: str) -> str:
    """What a page says, without its tags."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page[page.find("<main") :])).split())


def methods_of(page: str) -> str:
    found = re.search(r'<textarea id="methods"[^>]*>(.*?)</textarea>', page, re.DOTALL)
    assert found is not None
    return unescape(found.group(1))


def set_round(room: Room, **columns: object) -> None:
    with room.server.app_context(), current_store().writing_unit_of_work() as work:
        one = ROUNDS.c.id == room.address.rpartition("/")[2]
        work.connection.execute(update(ROUNDS).where(one).values(**columns))
        work.commit()


def keep(room: Room, kind: RecordKind, record: str, content: Source | Statement) -> None:
    """Add something to the evidence, or change it, in the maker's name."""
    with room.server.app_context(), current_store().writing_unit_of_work() as work:
        person = room.people[room.owner]
        keep_records(work, person, [(kind, record, content)], datetime.now(UTC), action=AuditAction.EVIDENCE_ADDED)
        work.commit()


# ---- Whose placements


def test_the_page_always_says_how_many_each_coder_placed_and_how_many_each_choice_compares(three: Room) -> None:
    page, number = text(three.ann, three.address), len(three.statements)
    said = words(page)
    assert "All 3 coders compared placed 1 statement, on which Fleiss's kappa rests" in said
    assert f"Two or more of them placed {number}, on which Krippendorff's alpha rests" in said
    assert f"Coder 1 (you) {number} of {number} yes 1 without this coder" in said
    assert f"Coder 3 (Owner FICTITIOUS) 1 of {number} yes {number} without this coder" in said
    assert page.count('type="checkbox"') == 3 + 2 and 'name="without" value="3"' in page
    assert "are left out of what follows" not in said and "is left out of what follows" not in said
    assert "All coders who placed anything are compared." in methods_of(page)


def test_a_coder_is_left_out_by_the_address_and_page_files_and_methods_say_so(three: Room) -> None:
    address, number = f"{three.address}?without=3", len(three.statements)
    page = text(three.ann, address)
    said = words(page)
    assert "1 of 3 coders is left out of what follows: Coder 3 (Owner FICTITIOUS)." in said
    assert f"Both coders compared placed {number} statements, on which every coefficient rests." in said
    assert f"Coder 3 (Owner FICTITIOUS) 1 of {number} left out 1 with this coder" in said
    assert 'value="3" checked' in page and page.count(" checked") == 1
    assert 'data-label="Cohen&#39;s kappa"' in page
    assert 'data-label="Cohen&#39;s kappa"' not in text(three.ann, three.address)
    chosen = "1 of 3 coders is left out of the comparison, chosen after the round was closed: Coder 3."
    assert chosen in methods_of(page)
    assert f"Statements placed: {number} by coder 1, {number} by coder 2 and 1 by coder 3." in methods_of(page)
    assert "FICTITIOUS" not in methods_of(page)
    for file in ("placements", "agreement"):
        assert f'href="{three.address}/{file}.csv?without=3"' in page
    agreement = rows(three.ann, f"{three.address}/agreement.csv?without=3")
    assert {(row["coders"], row["coders_left_out"], row["left_out"]) for row in agreement} == {("2", "1", "Coder 3")}
    assert (agreement[0]["coefficient"], agreement[0]["statements"]) == ("cohen_kappa", str(number))
    everybody = rows(three.ann, f"{three.address}/agreement.csv")
    assert {(row["coders"], row["coders_left_out"], row["left_out"]) for row in everybody} == {("3", "0", "")}
    assert (everybody[0]["coefficient"], everybody[0]["statements"]) == ("fleiss_kappa", "1")
    placements = rows(three.ann, f"{three.address}/placements.csv?without=3")
    assert {row["coder"] for row in placements} == {"Coder 1 (Ann FICTITIOUS)", "Coder 2 (Ben FICTITIOUS)"}
    assert len(placements) == 2 * number
    assert {(row["coders_left_out"], row["left_out"]) for row in placements} == {("1", "Coder 3")}
    assert len(rows(three.ann, f"{three.address}/placements.csv")) == 3 * number


def test_a_visitor_chooses_among_numbers_and_reads_no_name(three: Room) -> None:
    visitor = three.server.test_client()
    page = text(visitor, f"{three.address}?without=1")
    assert "1 of 3 coders is left out of what follows: Coder 1." in words(page)
    assert "Ann" not in page and "Owner" not in page
    assert 'name="without" value="1" checked' in page
    assert all(person.id not in page for person in three.people.values())


def test_disagreements_follow_the_choice_and_the_page_of_a_statement_shows_everybody(three: Room) -> None:
    first = three.statements[0]
    everybody, chosen = text(three.ann, three.address), text(three.ann, f"{three.address}?without=3")
    assert f'id="statement-{first}"' in everybody and f'id="statement-{first}"' not in chosen
    assert "The list follows the choice of coders on this page" in words(chosen)
    assert "The list follows the choice of coders on this page" not in words(everybody)
    assert "FICTITIOUS note of the third" in everybody and "FICTITIOUS note of the third" not in chosen
    listed = text(three.ann, f"{three.address}?without=1&all_statements=yes")
    assert "<dt>Coder 2 (Ben FICTITIOUS)</dt>" in listed and "<dt>Coder 1 (you)</dt>" not in listed
    assert "FICTITIOUS note of the third" in text(three.ann, f"{three.address}/agreed/{first}")


@pytest.mark.parametrize("search", ["without=1&without=3", "without=1,3", "without=3&without=1&without=1"])
def test_fewer_than_two_coders_left_have_a_message_and_no_figures(three: Room, search: str) -> None:
    page = text(three.ann, f"{three.address}?{search}")
    said = words(page)
    assert "2 of 3 coders are left out of what follows: Coder 1 (you) and Coder 3 (Owner FICTITIOUS)." in said
    assert "Fewer than two coders are left to compare, so that there are no figures." in said
    assert "Krippendorff" not in said.partition("Methods paragraph")[0] and "kappa" not in said
    assert "No two coders said different things" not in said
    assert "Fewer than two coders are compared, so that there are no figures." in methods_of(page)
    figures = rows(three.ann, f"{three.address}/agreement.csv?{search}")
    assert {(row["value"], row["low"], row["coders"]) for row in figures} == {("", "", "1")}


def test_a_coder_whom_the_round_does_not_have_is_named_and_no_file_is_made_for_them(three: Room) -> None:
    said = words(text(three.ann, f"{three.address}?without=9&without=3&without=nonsense&without=0"))
    for unknown in ("9", "nonsense", "0"):
        assert f"Not understood, and passed over: there is no coder {unknown} in this round." in said
    assert "1 of 3 coders is left out of what follows" in said
    for file in ("placements", "agreement"):
        refused = three.ann.get(f"{three.address}/{file}.csv?without=4")
        assert refused.status_code == 404
        assert "there is no coder 4 in this round" in refused.get_data(as_text=True)


def test_the_choice_goes_with_every_link_and_the_form_of_the_page(three: Room) -> None:
    page = text(three.ann, f"{three.address}?counting=coded_only&without=2&catalogue=yes")
    assert f'href="{three.address}/agreement.csv?counting=coded_only&amp;without=2"' in page
    assert 'href="?counting=coded_only&amp;catalogue=yes#coders"' in page, "the way to compare all again"
    assert "selected>" in page and "Each coder against the catalogue" in page
    against = page.partition('id="against-catalogue"')[2]
    assert "Coder 1 (you)" in against.partition("</table>")[0]
    assert "Coder 2" not in against.partition("</table>")[0]
    assert "In a cell" in words(page)


# ---- With which evidence


def test_results_name_the_evidence_at_the_closing_and_say_that_todays_is_another(three: Room) -> None:
    with three.server.app_context():
        closing = current_evidence().version
    post(three.ann, f"{three.address}/agreed/{three.statements[0]}", **AGREED, reason="FICTITIOUS", seen="0")
    with three.server.app_context():
        today = current_evidence().version
    assert closing != today
    page = text(three.ann, three.address)
    assert f"Version of the evidence at its closing: {closing}; today: {today}." in words(page)
    assert f"(version of the evidence {closing})" in methods_of(page)
    assert "may have read" not in words(page)
    assert {row["evidence_version"] for row in rows(three.ann, f"{three.address}/agreement.csv")} == {closing}
    placements = rows(three.ann, f"{three.address}/placements.csv")
    assert {(row["evidence_version"], row["evidence_version_of_text"]) for row in placements} == {(closing, today)}
    assert {row["words_changed"] for row in placements} == {"no"}


def test_a_round_closed_before_versions_were_kept_says_that_it_was_not_recorded(three: Room) -> None:
    set_round(three, made_with=None, closed_with=None)
    said = words(text(three.ann, three.address))
    assert "Version of the evidence at its closing: not recorded; today:" in said
    assert "With which evidence coders worked was not recorded" in said
    assert {row["evidence_version"] for row in rows(three.ann, f"{three.address}/agreement.csv")} == {"not recorded"}


def test_another_release_since_and_words_that_people_changed_are_said(three: Room) -> None:
    set_round(three, made_with="FICTITIOUS+1")
    assert "were replaced by another release after the round was made" in words(text(three.ann, three.address))


def test_a_statement_of_peoples_own_whose_words_changed_is_marked_everywhere(server: Flask) -> None:
    room = Room(server)
    source, own = f"own-{new_id()}", f"own-{new_id()}"
    keep(room, RecordKind.SOURCE, source, Source(source, "FICTITIOUS", "", "2026", "", "interview", "FICTITIOUS", ""))
    keep(room, RecordKind.STATEMENT, own, statement(own, source=source, text="FICTITIOUS words"))
    set_round(room, statements=f'["{own}", "{room.statements[0]}"]', created_at=datetime.now(UTC))
    for coder, place in ((room.ann, "workforce/micro"), (room.ben, "nowhere")):
        room.place(coder, own, place)
    room.close()
    assert "were changed after the round was made" not in words(text(room.ann, room.address))
    keep(room, RecordKind.STATEMENT, own, statement(own, source=source, text="other FICTITIOUS words"))
    page = text(room.ann, room.address)
    assert "1 statement that people added: its words were changed after the round was made." in words(page)
    assert "The words of this statement were changed after the round was made" in page
    assert "The words of 1 statement were changed after the round was made." in methods_of(page)
    assert "The words of this statement were changed" in text(room.ann, f"{room.address}/agreed/{own}")
    found = {row["statement"]: row["words_changed"] for row in rows(room.ann, f"{room.address}/placements.csv")}
    assert found == {own: "yes", room.statements[1]: "no"}


# ---- Remembered


def test_a_second_view_computes_nothing_anew_and_a_choice_does(three: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    compare_coders.all_compared.cache_clear()
    compare_coders.some_compared.cache_clear()
    calls: list[str] = []
    real = compare_coders.krippendorff_agreement

    def counted(*table: Any, **options: Any) -> object:
        calls.append("alpha")
        return real(*table, **options)

    monkeypatch.setattr(compare_coders, "krippendorff_agreement", counted)
    first = text(three.ann, three.address)
    once = len(calls)
    assert once > 20
    assert words(text(three.ann, three.address)) == words(first)
    visitor = three.server.test_client()
    for path in ("", "/agreement.csv", "/placements.csv", f"/agreed/{three.statements[0]}"):
        assert visitor.get(f"{three.address}{path}").status_code == 200
    assert len(calls) == once
    text(three.ann, f"{three.address}?without=3")
    assert len(calls) == 2 * once
    set_round(three, closed_at=None)
    assert "kappa" not in words(text(three.ann, three.address)), "opened again, nothing that is remembered is told"
    assert visitor.get(f"{three.address}/agreement.csv").status_code == 409


def test_choices_of_coders_are_compared_one_at_a_time_and_all_coders_without_waiting(
    three: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(coding_results, "PATIENCE_SECONDS", 0.01)
    visitor = three.server.test_client()
    with coding_results._COMPARING_SOME:
        for path in ("?without=3", "/agreement.csv?without=3"):
            answer = visitor.get(f"{three.address}{path}")
            assert answer.status_code == 503 and answer.headers["Retry-After"] == "10"
            assert "in a few seconds" in answer.get_data(as_text=True)
        assert visitor.get(three.address).status_code == 200
    assert visitor.get(f"{three.address}?without=3").status_code == 200


def test_reading_one_statement_or_the_placements_computes_no_coefficient(three: Room) -> None:
    compare_coders.all_compared.cache_clear()
    compare_coders.some_compared.cache_clear()
    text(three.ann, f"{three.address}/agreed/{three.statements[0]}")
    rows(three.ann, f"{three.address}/placements.csv?without=3")
    for each in (compare_coders.all_compared, compare_coders.some_compared):
        assert each.cache_info().misses == 0


# ---- A conflict over what was agreed


def seen_in(page: str) -> int:
    """The version that a form of the agreed coding was made with; other tests may have agreed on a statement before."""
    found = re.search(r'name="seen" value="(\d+)"', page[page.find('class="coding-form"') :])
    assert found
    return int(found[1])


def test_a_conflict_keeps_what_was_typed_beside_what_somebody_else_kept(three: Room) -> None:
    path = f"{three.address}/agreed/{three.statements[0]}"
    before = seen_in(text(three.ann, path))
    post(three.ben, path, cells=["financing/meso"], kind="barrier", reason="Ben's FICTITIOUS reason", seen=str(before))
    late = post(three.ann, path, cells=["workforce/micro", "financing/macro"], kind="both",
                reason="Ann's FICTITIOUS & long reason", seen=str(before))  # fmt: skip
    page = late.get_data(as_text=True)
    assert late.status_code == 409
    assert 'role="alert"' in page and "The agreed coding was not kept" in page
    form = page[page.find('class="coding-form"') : page.find("</form>", page.find('class="coding-form"'))]
    assert re.search(r"<textarea[^>]*>Ann&#39;s FICTITIOUS &amp; long reason</textarea>", form)
    assert re.findall(r'value="([^"]+)" checked', form) == ["both", "financing/macro", "workforce/micro"]
    assert seen_in(form) == before + 1
    meanwhile = page.partition('id="meanwhile"')[2].partition("</section>")[0]
    assert "barrier: Financing, meso</strong>. Kept by Ben FICTITIOUS in the name of all coders" in meanwhile
    assert "Ben&#39;s FICTITIOUS reason" in meanwhile
    kept = post(
        three.ann, path, cells=["workforce/micro"], kind="both", reason="Ann's FICTITIOUS reason", seen=str(before + 1)
    )
    assert kept.status_code == 303
    history = words(text(three.ann, path))
    assert history.find("Ann's FICTITIOUS reason") < history.find("Ben's FICTITIOUS reason")


def test_a_form_with_a_problem_does_not_write_over_what_was_kept_meanwhile(three: Room) -> None:
    path = f"{three.address}/agreed/{three.statements[0]}"
    before = seen_in(text(three.ann, path))
    post(three.ben, path, cells=["financing/meso"], kind="barrier", reason="FICTITIOUS", seen=str(before))
    refused = post(three.ann, path, cells=["nowhere"], kind="", reason="FICTITIOUS of Ann", seen=str(before))
    assert refused.status_code == 422
    assert seen_in(refused.get_data(as_text=True)) == before, "what Ann has not seen stays unseen"
    again = post(three.ann, path, cells=["nowhere"], kind="theme", reason="FICTITIOUS of Ann", seen=str(before))
    assert again.status_code == 409 and "FICTITIOUS of Ann</textarea>" in again.get_data(as_text=True)


def test_of_several_changes_only_those_that_were_not_seen_stand_beside(three: Room) -> None:
    path = f"{three.address}/agreed/{three.statements[0]}"
    before = seen_in(text(three.ann, path))
    for seen, reason in enumerate(("FICTITIOUS first", "FICTITIOUS second", "FICTITIOUS third")):
        post(three.ben, path, cells=["nowhere"], kind="theme", reason=reason, seen=str(before + seen))
    late = post(three.ann, path, cells=["nowhere"], kind="theme", reason="x", seen=str(before + 1)).get_data(
        as_text=True
    )
    meanwhile = late.partition('id="meanwhile"')[2].partition("</section>")[0]
    assert [word in meanwhile for word in ("first", "second", "third")] == [False, True, True]
    assert f'start="{before + 3}"' in meanwhile
