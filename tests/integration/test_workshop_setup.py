"""Setting up workshops over HTTP on a real database: the list, a new one, its plan, the same again, a repeat."""

import re
from dataclasses import replace

import pytest
from dash import Dash
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from data.current import current_store
from domain_model.people import Person
from domain_model.people_vocabulary import Role
from domain_model.use_cases.plan_workshop import change_plan, plan_mark, standing_plan
from domain_model.use_cases.run_workshop import act, enter_stage, facilitator_of, open_scoring
from domain_model.use_cases.simulate_people import add_simulated
from domain_model.workshop.event import Event
from domain_model.workshop.events import Closed, StageEntered
from domain_model.workshop.item_events import IdeaShown, ItemReworded
from domain_model.workshop.plans import plan_document
from domain_model.workshop.records import Workshop
from domain_model.workshop.state import OutOfOrderError, WorkshopState
from domain_model.workshop_vocabulary import FactsPolicy, Stage
from pages.http.who import now
from tests.people import add_person, forget_refusals, post, signed_in

NEW = "/workshops/new"
_TICKED = re.compile(r'name="(cells|items|kept|groups|scales)" value="([^"]*)" checked')


@pytest.fixture
def server(application: Dash) -> Flask:
    forget_refusals(application.server)
    return application.server


@pytest.fixture
def fay(server: Flask) -> Person:
    return add_person(server, Role.FACILITATOR, "Fay FICTITIOUS")


@pytest.fixture
def client(server: Flask, fay: Person) -> FlaskClient:
    return signed_in(server, fay)


def fields_of(page: str) -> dict[str, object]:
    """What a browser would send of the form on a page."""
    fields: dict[str, object] = {}
    for name, value in _TICKED.findall(page):
        fields.setdefault(name, []).append(value)  # type: ignore[attr-defined]
    for name, value in re.findall(r'<input type="(?:text|hidden)"[^>]* name="([^"]+)" value="([^"]*)"', page):
        fields[name] = value
    for name, value in re.findall(r'<input type="radio"[^>]* name="([^"]+)" value="([^"]*)" checked', page):
        fields[name] = value
    for name, text in re.findall(r'<textarea[^>]* name="([^"]+)"[^>]*>([^<]*)</textarea>', page):
        fields[name] = text.replace("&#39;", "'")
    area = re.search(r'<option value="([^"]+)" selected>', page)
    return {**{k: v for k, v in fields.items() if not k.startswith(("csrf", "form_"))}, "area": area[1] if area else ""}


def made_by(client: FlaskClient, **changes: object) -> str:
    """A workshop as the form makes it; its id."""
    fields = fields_of(client.get(f"{NEW}?area=QVV").get_data(as_text=True))
    answer = post(client, NEW, **{**fields, "step": "create", **changes})
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return answer.headers["Location"].removeprefix("/workshops/")


def kept(server: Flask, workshop: str) -> tuple[Workshop, WorkshopState]:
    with server.app_context(), current_store().unit_of_work() as work:
        found = work.workshops.by_id(workshop)
        assert found is not None
        return found, work.workshops.state(workshop)


def do(server: Flask, fay: Person, workshop: str, *events: Event) -> None:
    with server.app_context(), current_store().writing_unit_of_work() as work:
        for event in events:
            act(work, facilitator_of(work, workshop, fay), event, now())
        work.commit()


def new_id_of(answer: TestResponse) -> str:
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return answer.headers["Location"].split("/")[2]


def test_a_workshop_is_made_from_the_defaults_and_its_code_is_said(client: FlaskClient, server: Flask, fay: Person):
    workshop = made_by(client)
    record, state = kept(server, workshop)
    assert (record.owner, record.area) == (fay.id, "QVV")
    assert record.title.startswith("Parity workshop, Dorset, ")
    assert (len(state.plan.cells), len(state.plan.items), state.plan.least) == (6, 12, 5)
    assert {item.cell for item in state.plan.items} <= set(state.plan.cells)
    told = client.get("/workshops").get_data(as_text=True)
    assert f"People join with the code {record.join_code[:3]} {record.join_code[3:]}." in told
    assert "Dorset · being set up · 0 people joined" in told


def test_without_a_script_the_area_alone_fills_the_rest(client: FlaskClient, server: Flask):
    """The page was drawn without an area, so that its title and cells are nobody's yet."""
    fields = fields_of(client.get(NEW).get_data(as_text=True))
    assert fields["area"] == ""
    refused = post(client, NEW, **{**fields, "step": "create"})
    assert refused.status_code == 422 and "Choose the area" in refused.get_data(as_text=True)
    workshop = new_id_of(post(client, NEW, **{**fields, "step": "create", "area": "QVV"}))
    expected = kept(server, made_by(client))[1].plan
    assert kept(server, workshop)[1].plan == expected
    block = {"template": "one_block", "block": "workforce", "area": "QK1", "step": "create"}
    plan = kept(server, new_id_of(post(client, NEW, **{**fields, **block})))[1].plan
    assert {cell.block.value for cell in plan.cells} == {"workforce"} and "Leicester" in plan.title


def test_the_step_show_keeps_what_was_typed_and_shows_what_the_chosen_cells_have(client: FlaskClient, server: Flask):
    fields = fields_of(client.get(f"{NEW}?area=QVV&template=blank").get_data(as_text=True))
    shown = post(client, NEW, **{**fields, "title": "Mine & yours", "cells": ["workforce/micro"], "step": "show"})
    page = shown.get_data(as_text=True)
    assert shown.status_code == 200 and 'value="Mine &amp; yours"' in page
    assert re.findall(r'data-items-of="([^"]+)">', page) == ["workforce/micro"]
    assert re.search(r"<details[^>]* open", page) and "data-touched" in page
    again = fields_of(page)
    barrier = re.search(r'data-items-of="workforce/micro">.*?name="items" value="([^"]+)"', page)
    assert barrier
    plan = kept(server, new_id_of(post(client, NEW, **{**again, "items": [barrier[1]], "step": "create"})))[1].plan
    assert ([cell.token for cell in plan.cells], plan.title) == (["workforce/micro"], "Mine &amp; yours")
    assert [item.id for item in plan.items] == [barrier[1]]


def test_what_is_wrong_is_said_and_nothing_is_made(client: FlaskClient):
    fields = fields_of(client.get(f"{NEW}?area=QVV").get_data(as_text=True))
    wrong = {"least": "2", "title": " ", "own": "Text | nowhere", "step": "create"}
    answer = post(client, NEW, **{**fields, **wrong})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert re.findall(r'<li><a href="#(\w+)">', page) == ["title", "own", "least"]
    assert re.search(r"<details[^>]* open", page)
    assert "New workshop" in client.get("/workshops").get_data(as_text=True)
    assert "being set up" not in client.get("/workshops").get_data(as_text=True)


def test_the_set_up_is_changed_until_people_begin(client: FlaskClient, server: Flask, fay: Person):
    workshop = made_by(client)
    plan_page = f"/workshops/{workshop}/plan"
    fields = fields_of(client.get(plan_page).get_data(as_text=True))
    before = kept(server, workshop)
    unchanged = post(client, plan_page, **{**fields, "step": "create"})
    assert unchanged.headers["Location"] == f"/workshops/{workshop}"
    assert kept(server, workshop)[1] == before[1], "nothing was changed, so nothing is in the log"
    changes = {"title": "Other", "facts": "after_vote", "own": "FICTITIOUS own | Financing, meso", "step": "create"}
    assert post(client, plan_page, **{**fields, **changes}).status_code == 303
    record, state = kept(server, workshop)
    assert (record.title, state.version, state.plan.facts) == ("Other", 1, FactsPolicy.AFTER_VOTE)
    assert state.items == state.plan.items == (*before[1].items, state.items[-1])
    stale = post(client, plan_page, **{**fields, "title": "Third", "step": "create"})
    assert stale.status_code == 409 and "meanwhile" in stale.get_data(as_text=True)
    do(server, fay, workshop, StageEntered(Stage.IDEAS.value, 0))
    for answer in (client.get(plan_page), post(client, plan_page, **fields, step="create")):
        assert answer.status_code == 409 and "Go back to its first stage" in answer.get_data(as_text=True)


def test_the_set_up_shows_and_refuses_as_a_new_one_does(client: FlaskClient, server: Flask):
    plan_page = f"/workshops/{made_by(client)}/plan"
    fields = fields_of(client.get(plan_page).get_data(as_text=True))
    shown = post(client, plan_page, **{**fields, "cells": ["workforce/micro"], "step": "show"})
    assert re.findall(r'data-items-of="([^"]+)">', shown.get_data(as_text=True)) == ["workforce/micro"]
    assert f'value="{fields["mark"]}"' in shown.get_data(as_text=True)
    wrong = post(client, plan_page, **{**fields, "ranks": "11", "step": "create"})
    assert wrong.status_code == 422 and 'href="#ranks"' in wrong.get_data(as_text=True)


def test_what_came_from_the_room_survives_a_change_of_the_set_up(client: FlaskClient, server: Flask, fay: Person):
    workshop = made_by(client)
    first = kept(server, workshop)[1].items[0]
    do(
        server, fay, workshop, StageEntered(Stage.SHARE.value, 0), IdeaShown("i-1", "it-1", "FICTITIOUS idea", ""),
        ItemReworded(first.id, "FICTITIOUS words"), StageEntered(Stage.SET_UP.value, 0),
    )  # fmt: skip
    page = client.get(f"/workshops/{workshop}/plan").get_data(as_text=True)
    fields = fields_of(page)
    assert fields["kept"] == [first.id, "it-1"]
    assert (
        post(client, f"/workshops/{workshop}/plan", **{**fields, "title": "Other", "step": "create"}).status_code == 303
    )
    state = kept(server, workshop)[1]
    assert (state.items[0].text, state.items[-1].text) == ("FICTITIOUS words", "FICTITIOUS idea")
    assert len(state.items) == 13


def test_a_set_up_stays_as_it_was_once_people_have_voted(client: FlaskClient, server: Flask, fay: Person):
    workshop = made_by(client)
    with server.app_context(), current_store().writing_unit_of_work() as work:
        facilitator = facilitator_of(work, workshop, fay)
        enter_stage(work, facilitator, Stage.VOTE, now())
        state = open_scoring(work, facilitator, now(), seconds=5)
        with pytest.raises(OutOfOrderError, match="Duplicate it"):
            change_plan(work, facilitator, state.plan, plan_mark(standing_plan(state)), now())
        work.commit()
    assert "Duplicate it" in client.get(f"/workshops/{workshop}/plan").get_data(as_text=True)


def test_a_plan_for_no_area_is_not_kept(client: FlaskClient, server: Flask, fay: Person):
    workshop = made_by(client)
    state = kept(server, workshop)[1]
    with server.app_context(), current_store().writing_unit_of_work() as work:
        facilitator = facilitator_of(work, workshop, fay)
        with pytest.raises(LookupError, match="no such area"):
            change_plan(work, facilitator, replace(state.plan, area="ZZZ"), plan_mark(standing_plan(state)), now())


def test_a_duplicate_has_the_plan_without_what_the_room_added(client: FlaskClient, server: Flask, fay: Person):
    workshop = made_by(client, title="Winter")
    was = kept(server, workshop)[1].plan
    do(server, fay, workshop, StageEntered("share", 0), IdeaShown("i-1", "it-1", "FICTITIOUS idea", ""))
    answer = post(client, f"/workshops/{workshop}/duplicate")
    record, state = kept(server, new_id_of(answer))
    assert answer.headers["Location"] == f"/workshops/{record.id}/plan" and record.id != workshop
    assert plan_document(state.plan) == {**plan_document(was), "title": "Winter (copy)"}
    assert record.join_code != kept(server, workshop)[0].join_code
    rehearsal = post(client, f"/workshops/{workshop}/duplicate", **{"as": "rehearsal"})
    record, state = kept(server, new_id_of(rehearsal))
    assert rehearsal.headers["Location"] == f"/workshops/{record.id}"
    assert (record.title, record.is_rehearsal, state.plan.repeats) == ("Winter (rehearsal)", True, "")
    real = kept(server, new_id_of(post(client, f"/workshops/{record.id}/duplicate")))[0]
    assert not real.is_rehearsal


def test_a_closed_workshop_is_run_again_with_what_was_in_play_at_its_end(
    client: FlaskClient, server: Flask, fay: Person
):
    workshop = made_by(client, title="Winter")
    early = post(client, f"/workshops/{workshop}/repeat")
    assert early.status_code == 409 and "once it is closed" in early.get_data(as_text=True)
    first = kept(server, workshop)[1].items[0]
    do(
        server, fay, workshop, StageEntered("share", 0), IdeaShown("i-1", "it-1", "FICTITIOUS idea", ""),
        ItemReworded(first.id, "FICTITIOUS words"), Closed(),
    )  # fmt: skip
    record, state = kept(server, new_id_of(post(client, f"/workshops/{workshop}/repeat")))
    ended = kept(server, workshop)[1]
    assert (record.title, state.plan.repeats) == ("Winter (repeat)", workshop)
    assert [(item.id, item.text) for item in state.items] == [(item.id, item.text) for item in ended.items_in_play]
    assert (state.items[0].text, state.items[-1].id) == ("FICTITIOUS words", "it-1")
    copy = kept(server, new_id_of(post(client, f"/workshops/{record.id}/duplicate")))[1]
    assert copy.plan.repeats == ""


def test_others_find_no_workshop_and_administrators_find_all(client: FlaskClient, server: Flask):
    workshop = made_by(client, title="FICTITIOUS own workshop")
    other, administrator = signed_in(server, Role.FACILITATOR), signed_in(server, Role.ADMINISTRATOR)
    said = set()
    for asked in (workshop, "unknown-0000"):
        answers = [other.get(f"/workshops/{asked}/plan")]
        answers += [post(other, f"/workshops/{asked}/{what}") for what in ("plan", "duplicate", "repeat")]
        assert [answer.status_code for answer in answers] == [404] * 4
        mains = [answer.get_data(as_text=True).partition("<main")[2] for answer in answers]
        said |= {re.sub(r'value="[^"]*"|next=[^"]*', "", main) for main in mains}
    assert len({text.partition("</main>")[0] for text in said}) == 1
    assert "FICTITIOUS own workshop" not in other.get("/workshops").get_data(as_text=True)
    listed = administrator.get("/workshops").get_data(as_text=True)
    assert "FICTITIOUS own workshop" in listed and "Fay FICTITIOUS" in listed
    assert administrator.get(f"/workshops/{workshop}/plan").status_code == 200
    assert signed_in(server, Role.EDITOR).get("/workshops").status_code == 403
    assert len(kept(server, workshop)[1].plan.items) == 12


def test_a_form_that_is_sent_twice_makes_one_workshop(client: FlaskClient, server: Flask):
    fields = fields_of(client.get(f"{NEW}?area=QVV").get_data(as_text=True))
    session = client.get("/session").get_json()
    hidden = {"csrf_token": session["csrf_token"], "form_id": "abcdefghijkl", "form_person": session["person"]}
    answers = [client.post(NEW, data={**hidden, **fields, "step": "create"}) for _ in range(2)]
    assert answers[0].status_code == 303
    assert client.get("/workshops").get_data(as_text=True).count('id="workshop-') == 1


def test_a_rehearsal_with_simulated_people_does_not_become_a_real_workshop(
    server: Flask, client: FlaskClient, fay: Person
) -> None:
    first, second = made_by(client, rehearsal="yes"), made_by(client, rehearsal="yes")
    with server.app_context(), current_store().writing_unit_of_work() as work:
        add_simulated(work, facilitator_of(work, first, fay), 3, now())
        for workshop, is_refused in ((first, True), (second, False)):
            facilitator, state = facilitator_of(work, workshop, fay), work.workshops.state(workshop)
            assert state.plan.is_rehearsal
            renamed = replace(state.plan, title="FICTITIOUS renamed")
            state = change_plan(work, facilitator, renamed, plan_mark(standing_plan(state)), now())
            real, mark = replace(renamed, is_rehearsal=False), plan_mark(standing_plan(state))
            if is_refused:
                with pytest.raises(OutOfOrderError, match="Simulated people take part"):
                    change_plan(work, facilitator, real, mark, now())
            else:
                assert not change_plan(work, facilitator, real, mark, now()).plan.is_rehearsal
