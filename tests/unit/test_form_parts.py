"""Forms: every field has its label, hint and problem, tied together; what people typed is never markup."""

from datetime import UTC, datetime, timedelta

import pytest
from bs4 import BeautifulSoup, Tag
from markupsafe import Markup

from components.account_forms import account_form, as_role_may, new_password_form, sign_in_form
from components.account_page import expires_in
from components.audit_page import about_whom, detail_in_words, who_did
from components.form_parts import (
    button,
    check_field,
    error_summary,
    form,
    radio_field,
    select_field,
    text_area,
    text_field,
)
from components.stacked_table import stacked_table
from domain_model.audit import AuditEvent
from domain_model.people_vocabulary import AuditAction, AuditOutcome, Role

HIDDEN = Markup('<input type="hidden" name="csrf_token" value="t">')
EVIL = '"><script>alert(1)</script>'
NOON = datetime(2026, 11, 3, 12, tzinfo=UTC)


def read(text: str) -> Tag:
    return BeautifulSoup(text, "html.parser")


@pytest.mark.parametrize("make", [text_field, text_area])
def test_a_field_is_named_by_its_label_and_described_by_hint_and_problem(make):
    drawn = read(make("reason", "Reason", "typed", hint="Say why.", problem="Too long."))
    field = drawn.select_one("#reason")
    assert drawn.select_one("label[for=reason]").get_text() == "Reason"
    described = [drawn.select_one(f"#{one}").get_text() for one in field["aria-describedby"].split()]
    assert described == ["Say why.", "Error: Too long."]
    assert field["aria-invalid"] == "true"
    assert "has-problem" in drawn.div["class"]


def test_a_field_without_hint_and_problem_claims_none():
    field = read(text_field("name", "Name", "Bea")).input
    assert not field.has_attr("aria-describedby")
    assert not field.has_attr("aria-invalid")
    assert field["value"] == "Bea"


def test_a_password_is_never_written_into_a_page():
    field = read(text_field("password", "Password", "open sesame", type="password")).input
    assert not field.has_attr("value")


def test_the_chosen_one_of_a_list_is_chosen():
    drawn = read(select_field("role", "Role", (("viewer", "Viewer"), ("editor", "Editor")), "editor", problem="No."))
    assert [one["value"] for one in drawn.select("option[selected]")] == ["editor"]
    assert drawn.find("select")["aria-describedby"] == "role-problem"


def test_choices_stand_in_a_named_group_whose_first_takes_the_focus():
    drawn = read(
        radio_field("what", "What becomes of it", (("keep", "Keep"), ("remove", "Remove")), "remove", hint="h")
    )
    assert drawn.legend.get_text() == "What becomes of it"
    assert [one["id"] for one in drawn.select("input")] == ["what", "what-2"]
    assert [one["value"] for one in drawn.select("input[checked]")] == ["remove"]
    assert drawn.select_one("label[for=what-2]").get_text() == "Remove"
    assert drawn.fieldset["aria-describedby"] == "what-hint"


def test_a_box_is_ticked_or_not():
    assert read(check_field("sure", "Sure", checked=True)).input.has_attr("checked")
    assert not read(check_field("sure", "Sure")).input.has_attr("checked")
    assert read(check_field("sure", "Sure", problem="Say so.")).select_one("#sure-problem")


def test_a_form_is_sent_by_post_with_its_hidden_fields_and_checked_by_the_server():
    drawn = read(form("/account", button("Save", kind="warning", name="do", value="it"), hidden=HIDDEN)).form
    assert (drawn["method"], drawn["action"], drawn.has_attr("novalidate")) == ("post", "/account", True)
    assert drawn.input["name"] == "csrf_token"
    assert (drawn.button["type"], drawn.button["class"], drawn.button["value"]) == (
        "submit",
        ["action", "warning"],
        "it",
    )


def test_a_summary_links_each_problem_to_its_field_and_is_not_there_for_none():
    drawn = read(error_summary("Not saved", [("name", "Enter a name."), ("email", "Enter an address.")]))
    assert [(a["href"], a.get_text()) for a in drawn.select("a")] == [
        ("#name", "Enter a name."),
        ("#email", "Enter an address."),
    ]
    assert drawn.div["tabindex"] == "-1"
    assert error_summary("Not saved", []) == ""


@pytest.mark.parametrize(
    "drawn",
    [
        text_field("name", EVIL, EVIL, hint=EVIL, problem=EVIL),
        text_area("name", EVIL, EVIL),
        select_field("name", EVIL, ((EVIL, EVIL),), EVIL),
        radio_field("name", EVIL, ((EVIL, EVIL),)),
        error_summary(EVIL, [("name", EVIL)]),
        sign_in_form(HIDDEN, EVIL, email=EVIL, problem=EVIL),
        account_form(HIDDEN, EVIL, Role.EDITOR, name=EVIL, email=EVIL, problem=EVIL),
        stacked_table(EVIL, (EVIL,), [(EVIL,)]),
    ],
    ids=range(8),
)
def test_what_people_typed_is_never_markup(drawn: Markup):
    assert "alert(1)" in drawn
    assert not read(drawn).select("script")


@pytest.mark.parametrize(
    ("problem", "field"),
    [
        ("Enter a name of 1 to 80 characters.", "name"),
        ("Enter an email address, like name@example.org.", "email"),
        ("Somebody already signs in with this email address.", "email"),
        ("Choose a password of 12 to 200 characters; three or four words are good.", "password"),
    ],
)
def test_a_problem_stands_beside_the_field_that_it_is_about(problem: str, field: str):
    drawn = read(account_form(HIDDEN, "/welcome/x", Role.VIEWER, name="Bea", email="bea@", problem=problem))
    assert [one["id"] for one in drawn.select("[aria-invalid]")] == [field]
    assert drawn.select_one(".notice a")["href"] == f"#{field}"
    assert drawn.select_one("#name")["value"] == "Bea"


def test_password_managers_are_told_which_password_is_which():
    kept = [one["autocomplete"] for one in read(sign_in_form(HIDDEN, "/")).select("input[autocomplete]")]
    assert kept == ["username", "current-password"]
    assert read(new_password_form(HIDDEN, "/welcome/x")).select_one("#password")["autocomplete"] == "new-password"


def test_a_role_is_said_with_its_article():
    assert as_role_may(Role.EDITOR).startswith("As an editor you may score")
    assert as_role_may(Role.VIEWER).startswith("As a viewer you may look")


def test_a_stacked_table_keeps_its_roles_and_names_every_cell():
    drawn = read(stacked_table("People", ("Name", "Role"), [("Bea", "editor")]))
    assert drawn.table["role"] == "table"
    assert [one["role"] for one in drawn.select("tbody tr > *")] == ["rowheader", "cell"]
    assert drawn.td["data-label"] == "Role"
    with pytest.raises(ValueError, match="1 cells for 2 headings"):
        stacked_table("People", ("Name", "Role"), [("Bea",)])


def test_the_time_that_is_left_is_said_in_the_unit_that_fits():
    assert expires_in(NOON + timedelta(days=7), NOON) == "7 days"
    assert expires_in(NOON + timedelta(hours=24), NOON) == "24 hours"
    assert expires_in(NOON + timedelta(minutes=20), NOON) == "20 minutes"
    assert expires_in(NOON - timedelta(minutes=20), NOON) == "0 minutes"


def test_the_log_names_people_and_knows_who_is_gone():
    names = {"a": "Fictitious Ada", "z": ""}

    def event(person: str, subject: str) -> AuditEvent:
        return AuditEvent(NOON, AuditAction.ROLE_CHANGED, AuditOutcome.DONE, person, subject)

    both = [(who_did(one, names), about_whom(one, names)) for one in (event("a", "z"), event("", "/people"))]
    assert both == [("Fictitious Ada", "a former member"), ("not signed in", "/people")]
    assert who_did(event("q", ""), names) == "a former member"


@pytest.mark.parametrize(
    ("detail", "words"),
    [
        ("first_administrator, administrator", "first administrator, administrator"),
        ("new_password", "new password"),
        ("withdrawn: 1", "1 score withdrawn"),
        ("tokens withdrawn: 2", "tokens withdrawn: 2"),
    ],
)
def test_the_log_says_its_details_in_words_but_of_refusals_as_they_were_recorded(detail: str, words: str):
    done = AuditEvent(NOON, AuditAction.LINK_MADE, AuditOutcome.DONE, "a", "z", detail)
    assert detail_in_words(done) == words
    assert detail_in_words(AuditEvent(NOON, done.action, AuditOutcome.REFUSED, "a", "z", detail)) == detail
