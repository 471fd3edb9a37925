"""The pages on a phone are whole documents that need nothing but their own small files, and say what is kept."""

import re
from pathlib import Path

import pytest
from markupsafe import Markup

from components.join_page import code_page, join_page, message_page, privacy_sentences
from components.phone_page import PHONE_SCRIPTS, PHONE_STYLE, phone_page
from domain_model.cells import Cell
from domain_model.workshop.plans import WorkshopPlan
from domain_model.workshop_vocabulary import Group
from tests.unit.test_plain_page import NASTY, Outline, outline

ASSETS = Path(__file__).parents[2] / "assets"
MOST_BYTES = 50 * 1024
STYLE = "/assets/workshop/phone.css?m=7"
SCRIPTS = ("/assets/first.js", "/assets/second.js")
MESO = Cell.from_token("service_delivery/meso")


def a_plan(**changes: object) -> WorkshopPlan:
    standard: dict[str, object] = {
        "title": "FICTITIOUS workshop",
        "area": "AAA",
        "cells": (MESO,),
        "aim": "A FICTITIOUS aim",
        "groups": (Group.CARERS, Group.PUBLIC),
        "least": 7,
    }
    return WorkshopPlan(**(standard | changes))  # pyright: ignore[reportArgumentType] - a test gives what fits


def phone(title: str = "FICTITIOUS workshop", *, is_rehearsal: bool = False, workshop: str = "w-1") -> str:
    return phone_page(workshop, title, style=STYLE, scripts=SCRIPTS, is_rehearsal=is_rehearsal)


def joining(**options: object) -> str:
    plan = options.pop("plan", a_plan())
    return join_page("K7M4PX", plan, "Northshire FICTITIOUS", style=STYLE, **options)  # type: ignore[arg-type]


def words(text: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def fields(page: Outline) -> list[tuple[str | None, str | None, str | None]]:
    return [(one["type"], one["name"], one["value"]) for one in page.all("input")]


PAGES = {
    "phone": phone(),
    "rehearsal": phone(is_rehearsal=True),
    "code": code_page(style=STYLE),
    "wrong code": code_page(style=STYLE, typed="K7M", problem="No workshop has this code."),
    "joining": joining(),
    "over": message_page("This workshop is over", "Ask the facilitator.", style=STYLE),
}


@pytest.mark.parametrize("name", PAGES)
def test_each_page_says_its_language_fits_a_phone_and_has_one_heading_in_its_main_landmark(name: str):
    page = outline(PAGES[name])
    assert PAGES[name].startswith("<!DOCTYPE html>\n<html ")
    assert page.all("html") == [{"lang": "en-GB"}]
    assert {"name": "viewport", "content": "width=device-width, initial-scale=1"} in page.all("meta")
    assert [around[-1] for tag, _attributes, around in page.elements if tag == "h1"] == ["main"]
    assert [len(page.all(landmark)) for landmark in ("header", "main", "nav")] == [1, 1, 0]
    assert page.words["title"].endswith(" - Parity Map")


@pytest.mark.parametrize("name", PAGES)
def test_each_page_asks_for_its_own_files_only_and_runs_nothing_inline(name: str):
    page = outline(PAGES[name])
    linked = [one["href"] for one in page.all("link")]
    assert linked == ["data:,", STYLE], "an icon in the page spares a request"
    assert all(one["src"] and one["type"] == "module" for one in page.all("script"))
    assert not [key for _tag, attributes, _around in page.elements for key in attributes if key.startswith("on")]


def test_the_phone_page_runs_its_scripts_in_order_for_its_workshop():
    page = outline(phone(workshop="w-&2"))
    assert [one["src"] for one in page.all("script")] == list(SCRIPTS)
    assert [one["data-workshop"] for one in page.all("body")] == ["w-&2"]
    assert [one["src"] for one in outline(code_page(style=STYLE)).all("script")] == []


def test_every_element_that_the_script_looks_for_is_there_once():
    script = "".join((ASSETS / name).read_text(encoding="utf-8") for name in PHONE_SCRIPTS)
    looked_for = set(re.findall(r'byId\("([a-z-]+)"\)', script))
    drawn = set(re.findall(r'id: "([a-z-]+)"', script))
    ids = [attributes["id"] for _tag, attributes, _around in outline(phone()).elements if "id" in attributes]
    assert looked_for - drawn == set(ids) & looked_for
    assert len(ids) == len(set(ids))
    assert {"content", "live", "kept-words", "send", "offline", "told"} <= looked_for


def test_without_a_script_the_page_says_how_to_take_part_on_paper():
    page = outline(phone())
    noscript = [around for tag, _attributes, around in page.elements if tag == "p" and "noscript" in around]
    assert len(noscript) == 1
    assert "Ask the facilitator for a paper ballot." in phone()


def test_only_a_rehearsal_says_that_nothing_counts():
    assert "REHEARSAL: nothing here counts" in words(phone(is_rehearsal=True))
    assert "REHEARSAL" not in phone()
    assert "REHEARSAL: nothing here counts" in words(joining(plan=a_plan(is_rehearsal=True)))
    assert "REHEARSAL" not in joining()


def test_what_people_wrote_is_not_taken_for_html():
    title = " ".join(NASTY.split())
    nasty = (
        phone(title),
        joining(plan=a_plan(title=title, aim=NASTY), typed={"group": NASTY}),
        code_page(style=STYLE, typed=NASTY, problem=NASTY),
        message_page(NASTY, NASTY, style=STYLE),
    )
    for text in nasty:
        assert "<script>" not in text
        assert "alert(&#39;x&#39;)" in text


def test_the_scripts_write_text_and_never_markup():
    script = "".join((ASSETS / name).read_text(encoding="utf-8") for name in PHONE_SCRIPTS)
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function", script)


def test_page_style_and_scripts_weigh_at_most_50_kilobytes():
    weights = {name: (ASSETS / name).stat().st_size for name in (PHONE_STYLE, *PHONE_SCRIPTS)}
    weights["page"] = len(phone(is_rehearsal=True).encode())
    assert min(weights.values()) > 1000
    assert sum(weights.values()) <= MOST_BYTES, weights


def test_the_code_is_typed_into_one_field_that_keeps_what_was_typed():
    page = outline(PAGES["wrong code"])
    assert [(one["method"], one["action"]) for one in page.all("form")] == [("post", "/join")]
    assert fields(page) == [("text", "code", "K7M")]
    assert page.all("input")[0]["aria-invalid"] == "true"
    assert [one["href"] for one in page.all("a")] == ["#code"]
    assert page.words["title"] == "Error: Join a workshop - Parity Map"
    assert outline(PAGES["code"]).words["title"] == "Join a workshop - Parity Map"


def test_joining_needs_consent_and_one_of_the_groups_of_the_workshop():
    page = outline(joining())
    assert [(one["method"], one["action"]) for one in page.all("form")] == [("post", "/j/K7M4PX")]
    assert fields(page) == [("radio", "group", "carers"), ("radio", "group", "public"), ("checkbox", "consent", "yes")]
    assert not [one for one in page.all("input") if "checked" in one]
    said = words(joining())
    for part in ("FICTITIOUS workshop", "Northshire FICTITIOUS", "A FICTITIOUS aim", "Carers", "Public"):
        assert part in said
    assert "Policy" not in said


def test_the_notice_says_what_is_kept_who_sees_it_and_for_how_long():
    said = " ".join(privacy_sentences(a_plan()))
    for part in (
        "the group you choose, your answers and your ideas",
        "your name or your e-mail",
        "the address of your phone",
        "at least 7 people",
        "erased 30 days after the end",
        "erase your answers at any time",
    ):
        assert part in said
    assert all(sentence in words(joining()) for sentence in privacy_sentences(a_plan()))
    assert all(len(part.split()) <= 22 for sentence in privacy_sentences(a_plan()) for part in sentence.split(". "))


def test_a_code_to_come_back_with_is_asked_for_only_where_a_workshop_is_held_again():
    again = outline(joining(plan=a_plan(repeats="w-0"), typed={"return_code": "ABCD EFGH"}))
    assert ("text", "return_code", "ABCD EFGH") in fields(again)
    assert "return_code" not in joining(typed={"return_code": "ABCD EFGH"})


def test_what_is_missing_is_listed_in_the_order_of_the_page_and_what_was_chosen_stays():
    problems = {"consent": "Tick the box.", "group": "Choose a group."}
    page = outline(joining(typed={"group": "public", "consent": "yes"}, problems=problems))
    assert [one["href"] for one in page.all("a")] == ["#group", "#consent"]
    assert [one["value"] for one in page.all("input") if "checked" in one] == ["public", "yes"]
    assert {"#group", "#consent"} <= {f"#{one['id']}" for one in page.all("input")}
    assert page.words["title"].startswith("Error: FICTITIOUS workshop")


def test_hidden_fields_are_taken_into_both_forms():
    hidden = Markup('<input type="hidden" name="token" value="t-9">')
    assert fields(outline(code_page(style=STYLE, hidden=hidden)))[0] == ("hidden", "token", "t-9")
    assert fields(outline(joining(hidden=hidden)))[0] == ("hidden", "token", "t-9")


def test_a_message_leads_back_to_the_code():
    page = outline(PAGES["over"])
    assert [one["href"] for one in page.all("a")] == ["/join"]
    assert "This workshop is over Ask the facilitator." in words(PAGES["over"])
