"""Accounts over HTTP: what guards the way in, sessions, links, one's own page; all people are FICTITIOUS."""

import re
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from http.cookies import SimpleCookie
from urllib.parse import parse_qs, urlsplit

import pytest
from dash import Dash
from flask import Flask
from werkzeug.test import TestResponse

from data.current import current_store
from data.passwords import Argon2Passwords
from data.unit_of_work import Store
from domain_model.audit import AuditFilter
from domain_model.people import hash_of, new_secret
from domain_model.people_vocabulary import AuditAction, Role
from domain_model.use_cases.open_accounts import offer_new_password
from pages.http import password_attempts, who
from pages.http.access import VIEWING
from tests.at_once import at_once
from tests.people import PASSWORD, add_person, hidden_fields_of, invitation, post, signed_in
from tests.small_server import account_server, browser, events, name_at, page_of, send_sign_in, signed_in_browser

EVIL = '<script>alert("FICTITIOUS")</script>'
NEW_PASSWORD = "four FICTITIOUS unrelated words"


@pytest.fixture
def server(store: Store) -> Flask:
    return account_server(store)


def cookies_of(answer: TestResponse) -> SimpleCookie:
    return SimpleCookie("; ".join(answer.headers.getlist("Set-Cookie")))


# --- signing in


def test_signing_in_leads_on_to_where_one_wanted_to_be(server: Flask):
    bea = add_person(server, Role.EDITOR)
    client = browser(server)
    asked = client.get("/account?x=1")
    assert (asked.status_code, asked.location) == (303, "/sign-in?next=%2Faccount%3Fx%3D1")
    assert page_of(client.get(asked.location)).select_one("input[name=next]")["value"] == "/account?x=1"
    answer = post(client, "/sign-in", page=asked.location, email=bea.email, password=PASSWORD, next="/account?x=1")
    assert (answer.status_code, answer.location) == (303, "/account?x=1")
    assert name_at(client) == bea.name
    assert client.get("/sign-in?next=/account").location == "/account"


def test_an_address_may_be_typed_in_capitals(server: Flask):
    bea = add_person(server, Role.EDITOR)
    assert send_sign_in(browser(server), f" {bea.email.upper()} ").status_code == 303


@pytest.mark.parametrize(
    "elsewhere",
    ["//evil.example", "https://evil.example/", "/\\evil.example", "\\\\evil.example", "javascript:alert(1)"],
)
def test_nobody_is_led_to_another_site(server: Flask, elsewhere: str):
    bea, client = add_person(server, Role.EDITOR), browser(server)
    page = page_of(client.get("/sign-in", query_string={"next": elsewhere}))
    assert page.select_one("input[name=next]")["value"] == "/"
    assert send_sign_in(client, bea.email, next=elsewhere).location == "/"


@pytest.mark.parametrize("email", ["", "nobody@example.org", "no address", "a\x00b@example.org", EVIL])
def test_a_wrong_sign_in_says_the_same_whoever_it_was_and_keeps_the_address(server: Flask, email: str):
    bea = add_person(server, Role.EDITOR)
    known = page_of(send_sign_in(browser(server), bea.email, "wrong password")).select_one(".notice li").get_text()
    client = browser(server)
    answer = send_sign_in(client, email, "wrong password")
    page = page_of(answer)
    assert answer.status_code == 422
    assert page.select_one(".notice li").get_text() == known
    assert page.select_one("#email")["value"].replace("\ufffd", "\x00") == email
    assert not page.select_one("#password").has_attr("value")
    assert not page.select("main script")
    refused = events(server)[0]
    assert (refused.action, refused.subject) == (AuditAction.SIGNED_IN, "sign in")
    assert refused.network_address == client.environ_base["REMOTE_ADDR"]
    assert "wrong password" not in refused.detail


def test_for_unknown_people_a_password_is_hashed_all_the_same(server: Flask, monkeypatch: pytest.MonkeyPatch):
    asked: list[bool] = []
    verify = Argon2Passwords.is_right

    def spy(self: Argon2Passwords, password: str, kept: str) -> bool:
        asked.append(bool(kept))
        return verify(self, password, kept)

    monkeypatch.setattr(Argon2Passwords, "is_right", spy)
    bea = add_person(server, Role.EDITOR)
    send_sign_in(browser(server), bea.email, "wrong password")
    send_sign_in(browser(server), "nobody@example.org", "wrong password")
    assert asked == [True, False]
    passwords = Argon2Passwords()
    hashed: list[str] = []

    class Hasher:
        def verify(self, kept: str, password: str) -> bool:
            hashed.append(kept)
            return True

    monkeypatch.setattr(passwords, "_hasher", Hasher())
    assert not passwords.is_right("the password of nobody", "")
    assert hashed[0].startswith("$argon2id$")


def test_a_session_begun_by_somebody_else_is_not_taken_over(server: Flask):
    bea, client = add_person(server, Role.EDITOR), browser(server)
    fields = hidden_fields_of(client)
    planted = client.get_cookie("parity-map").value
    client.post("/sign-in", data={**fields, "email": bea.email, "password": PASSWORD})
    assert name_at(client) == bea.name
    assert client.get_cookie("parity-map").value != planted
    other = browser(server)
    other.set_cookie("parity-map", planted)
    assert name_at(other) is None
    late = client.post("/sign-out", data=fields)
    assert late.status_code == 403  # the token of the session before
    assert name_at(client) == bea.name


def test_the_cookie_is_for_this_site_and_not_for_scripts(server: Flask):
    answer = send_sign_in(browser(server), add_person(server, Role.EDITOR).email)
    cookie = cookies_of(answer)["parity-map"]
    assert (cookie["httponly"], cookie["samesite"], cookie["secure"], cookie["path"]) == (True, "Lax", "", "/")
    assert (cookie["domain"], cookie["expires"], cookie["max-age"]) == ("", "", "")


def test_under_https_the_cookie_is_bound_to_host_and_encryption(store: Store, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PUBLIC_URL", "https://parity.example.org")
    server = account_server(store)
    bea, client = add_person(server, Role.EDITOR), browser(server)
    base = {"base_url": "https://parity.example.org"}
    fields = dict(re.findall(r'name="(csrf_token|form_id)" value="([^"]+)"', client.get("/sign-in", **base).text))
    data = {**fields, "email": bea.email, "password": PASSWORD}
    answer = client.post("/sign-in", data=data, headers={"Referer": "https://parity.example.org/sign-in"}, **base)
    assert answer.status_code == 303
    cookie = cookies_of(answer)["__Host-parity-map"]
    assert (cookie["secure"], cookie["httponly"], cookie["samesite"]) == (True, True, "Lax")
    assert (cookie["path"], cookie["domain"]) == ("/", "")


def test_a_flood_of_wrong_passwords_is_told_to_wait(server: Flask):
    bea, client = add_person(server, Role.EDITOR), browser(server)
    statuses = [send_sign_in(client, bea.email, f"wrong {number}").status_code for number in range(7)]
    assert statuses == [422] * 5 + [429] * 2
    right = send_sign_in(client, bea.email)
    assert right.status_code == 429
    assert 0 < int(right.headers["Retry-After"]) <= 15 * 60
    assert "Too many attempts. Try again in 15 minutes." in page_of(right).main.get_text()
    assert {event.detail for event in events(server)} == {"too many attempts", "wrong email address or password"}
    assert send_sign_in(browser(server), bea.email).status_code == 303, "from elsewhere, its owner gets in"


def test_right_passwords_do_not_count(server: Flask):
    bea, client = add_person(server, Role.EDITOR), browser(server)
    for _ in range(7):
        assert send_sign_in(client, bea.email).status_code == 303
        post(client, "/sign-out")
    for number in range(5):
        assert send_sign_in(client, bea.email, f"wrong {number}").status_code == 422


def test_attempts_are_counted_for_an_account_from_everywhere(server: Flask, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(password_attempts, "PER_ACCOUNT", password_attempts.parse("3 per hour"))
    bea, cy = add_person(server, Role.EDITOR), add_person(server, Role.EDITOR)
    statuses = [send_sign_in(browser(server), bea.email, f"wrong {number}").status_code for number in range(4)]
    assert statuses == [422, 422, 422, 429]
    assert send_sign_in(browser(server), cy.email).status_code == 303


def test_attempts_are_counted_for_a_network_address_whoever_is_tried(server: Flask, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(password_attempts, "PER_NETWORK_ADDRESS", password_attempts.parse("3 per hour"))
    client = browser(server)
    statuses = [send_sign_in(client, f"nobody-{number}@example.org", "wrong").status_code for number in range(4)]
    assert statuses == [422, 422, 422, 429]


def test_attempts_are_counted_by_all_servers_together(servers: Callable[[], Store]):
    first, second = account_server(servers()), account_server(servers())
    bea = add_person(first, Role.EDITOR)
    here = browser(first)
    there = second.test_client()
    there.environ_base["REMOTE_ADDR"] = here.environ_base["REMOTE_ADDR"]
    statuses = [
        send_sign_in(client, bea.email, "wrong").status_code for client in (here, there, here, there, here, there)
    ]
    assert statuses == [422] * 5 + [429]


def test_a_sign_in_holds_on_all_servers_and_ends_on_all(servers: Callable[[], Store]):
    first, second = account_server(servers()), account_server(servers())
    client = signed_in_browser(first)
    there = second.test_client()
    there.set_cookie("parity-map", client.get_cookie("parity-map").value)
    assert there.get("/account").status_code == 200
    post(client, "/sign-out")
    assert there.get("/account").status_code == 303


def test_an_outdated_hash_is_made_anew_at_the_next_sign_in(server: Flask, monkeypatch: pytest.MonkeyPatch):
    bea = add_person(server, Role.EDITOR)
    with server.app_context(), current_store().unit_of_work() as work:
        before = work.people.password_hash(bea.id)
    monkeypatch.setattr(Argon2Passwords, "is_outdated", lambda _self, kept: kept == before)
    assert send_sign_in(browser(server), bea.email).status_code == 303
    with server.app_context(), current_store().unit_of_work() as work:
        assert work.people.password_hash(bea.id) != before
    assert send_sign_in(browser(server), bea.email).status_code == 303


# --- sessions


def test_signing_out_ends_the_sign_in_at_the_server(server: Flask):
    client = signed_in_browser(server)
    stolen = client.get_cookie("parity-map").value
    answer = post(client, "/sign-out")
    assert (answer.status_code, answer.location) == (303, "/sign-in")
    assert "You have signed out." in page_of(client.get("/sign-in")).main.get_text()
    other = browser(server)
    other.set_cookie("parity-map", stolen)
    assert name_at(other) is None
    assert other.get("/account").status_code == 303


def test_signing_out_takes_a_form_of_this_session(server: Flask):
    client = signed_in_browser(server)
    assert client.get("/sign-out").status_code == 405
    assert client.post("/sign-out").status_code == 403
    assert name_at(client)


def test_a_session_ends_when_nothing_happens_and_the_sign_in_page_says_so(
    server: Flask, monkeypatch: pytest.MonkeyPatch
):
    client = signed_in_browser(server)
    real = time.time
    later = [0.0]
    monkeypatch.setattr(who.time, "time", lambda: real() + later[0])
    later[0] = 59 * 60
    assert client.get("/account").status_code == 200
    later[0] += 59 * 60
    assert client.get("/account").status_code == 200, "the page before began the time anew"
    later[0] += 61 * 60
    assert client.post("/account/name").status_code == 401
    asked = client.get("/account")
    assert asked.status_code == 303
    page = page_of(client.get(asked.location)).main.get_text()
    assert "You have been signed out: nothing happened for a while" in page
    assert "You have been signed out" not in page_of(client.get("/sign-in")).main.get_text(), "said once"
    assert name_at(client) is None


def test_asking_how_long_it_lasts_does_not_make_it_longer_and_going_on_does(
    server: Flask, monkeypatch: pytest.MonkeyPatch
):
    client = signed_in_browser(server)
    real = time.time
    later = [0.0]
    monkeypatch.setattr(who.time, "time", lambda: real() + later[0])
    asked = client.get("/session").get_json()
    assert 3590 < asked["seconds_left"] <= 3600
    assert asked["warning_seconds"] == 300
    assert 12 * 3600 - 10 < asked["seconds_left_at_most"] <= 12 * 3600
    later[0] = 58 * 60
    assert 110 < client.get("/session").get_json()["seconds_left"] <= 120
    token = {"X-CSRFToken": client.get("/session").get_json()["csrf_token"]}
    assert client.post("/session/longer").status_code == 403
    assert client.post("/session/longer", headers=token).get_json()["seconds_left"] > 3590
    later[0] += 59 * 60
    assert name_at(client)
    later[0] += 2 * 60
    assert name_at(client) is None


def test_nobody_has_no_session(server: Flask):
    answer = browser(server).get("/session")
    assert answer.get_json() == {
        "person": None,
        "name": None,
        "role": None,
        "seconds_left": 0,
        "seconds_left_at_most": 0,
        "warning_seconds": 300,
        "csrf_token": None,
    }
    assert answer.headers["Cache-Control"] == "no-store"
    assert browser(server).post("/session/longer").status_code == 401


def test_a_session_ends_after_its_longest_time_whatever_is_done(server: Flask, monkeypatch: pytest.MonkeyPatch):
    client = signed_in_browser(server)
    real, later = who.now, [timedelta(0)]
    monkeypatch.setattr(who, "now", lambda: real() + later[0])
    later[0] = timedelta(hours=11, minutes=57)
    left = client.get("/session").get_json()
    assert 170 < left["seconds_left"] <= 180
    assert left["seconds_left_at_most"] == left["seconds_left"]
    later[0] = timedelta(hours=12)
    assert name_at(client) is None
    asked = client.get("/account")
    assert "You have been signed out" in page_of(client.get(asked.location)).main.get_text()


def test_a_new_password_ends_all_other_sign_ins(server: Flask):
    bea = add_person(server, Role.EDITOR)
    here, there = signed_in_browser(server, bea), signed_in_browser(server, bea)
    answer = post(here, "/account/password", current_password=PASSWORD, new_password=NEW_PASSWORD)
    assert (answer.status_code, answer.location) == (303, "/account")
    assert "You were signed out at 1 other browser." in page_of(here.get("/account")).main.get_text()
    assert name_at(here) == bea.name
    assert name_at(there) is None
    assert send_sign_in(browser(server), bea.email).status_code == 422
    assert send_sign_in(browser(server), bea.email, NEW_PASSWORD).status_code == 303


@pytest.mark.parametrize(
    ("current", "new", "field"),
    [("wrong", NEW_PASSWORD, "current_password"), (PASSWORD, "short", "new_password"), ("", "", "current_password")],
)
def test_a_password_is_not_changed_without_the_current_one_or_for_a_poor_one(
    server: Flask, current: str, new: str, field: str
):
    bea = add_person(server, Role.EDITOR)
    client = signed_in_browser(server, bea)
    answer = post(client, "/account/password", current_password=current, new_password=new)
    page = page_of(answer)
    assert answer.status_code == 422
    assert [one["id"] for one in page.select("[aria-invalid]")] == [field]
    assert page.select_one(".notice a")["href"] == f"#{field}"
    assert send_sign_in(browser(server), bea.email).status_code == 303


def test_whoever_found_an_open_browser_cannot_try_passwords_for_ever(server: Flask):
    client = signed_in_browser(server)
    statuses = [
        post(
            client, path, current_password=f"wrong {number}", new_password=NEW_PASSWORD, contributions="keep"
        ).status_code
        for number, path in enumerate(["/account/password", "/account/delete"] * 3)
    ]
    assert statuses == [422] * 5 + [429]
    details = {(event.action, event.detail) for event in events(server)}
    assert (AuditAction.PASSWORD_CHANGED, "wrong current password") in details
    assert (AuditAction.ACCOUNT_DELETED, "too many attempts") in details


def test_one_can_sign_out_everywhere_else(server: Flask):
    bea = add_person(server, Role.VIEWER)
    here, there = signed_in_browser(server, bea), signed_in_browser(server, bea)
    page = page_of(here.get("/account"))
    assert len(page.select("table.stacked tbody tr")) == 2
    assert len([row for row in page.select("table.stacked tbody tr") if "this browser" in row.get_text()]) == 1
    post(here, "/account/sign-ins/end")
    assert (name_at(here), name_at(there)) == (bea.name, None)
    assert "You are signed in nowhere else." in page_of(here.get("/account")).main.get_text()


# --- links


def account_fields(
    name: str = "Fictitious Bea", email: str = "bea@example.org", password: str = PASSWORD
) -> dict[str, str]:
    return {"name": name, "email": email, "password": password}


def test_a_link_makes_one_account_and_then_opens_no_more(server: Flask):
    secret = invitation(server, add_person(server, Role.ADMINISTRATOR), Role.EDITOR)
    path, client = f"/welcome/{secret}", browser(server)
    assert client.get(path).status_code == client.get(path).status_code == 200, "looking uses nothing up"
    answer = post(client, path, page=path, **account_fields(email="Bea@Example.org"))
    assert (answer.status_code, answer.location) == (303, "/account")
    welcome = page_of(client.get("/account")).main.get_text()
    assert "Welcome, Fictitious Bea. Your account is made, and you are signed in as an editor." in welcome
    for again in (
        browser(server).get(path),
        post(browser(server), path, page="/sign-in", **account_fields(email="c@d.org")),
    ):
        assert again.status_code == 410
        assert "used already" in page_of(again).main.get_text()
    assert send_sign_in(browser(server), "bea@example.org").status_code == 303


def test_links_that_do_not_open_are_refused_and_recorded_without_their_secret(
    server: Flask, monkeypatch: pytest.MonkeyPatch
):
    administrator = add_person(server, Role.ADMINISTRATOR)
    withdrawn, guess = invitation(server, administrator, Role.EDITOR), new_secret()
    with server.app_context(), current_store().writing_unit_of_work() as work:
        work.links.revoke(work.links.by_secret_hash(hash_of(withdrawn)).id, datetime.now(UTC))
        work.commit()
    client = browser(server)
    said = {}
    for name, secret in (("withdrawn", withdrawn), ("guess", guess)):
        answer = client.get(f"/welcome/{secret}")
        said[name] = (answer.status_code, page_of(answer).main.p.get_text())
    assert said["withdrawn"] == (410, "This link was withdrawn. Ask whoever sent it for a new one.")
    assert said["guess"][0] == 410
    assert "no such link" in said["guess"][1]
    again = invitation(server, administrator, Role.EDITOR)
    real = who.now
    monkeypatch.setattr("pages.http.sign_in.now", lambda: real() + timedelta(days=7))
    old = client.get(f"/welcome/{again}")
    assert (old.status_code, "too old" in page_of(old).main.get_text()) == (410, True)
    sent = post(client, f"/welcome/{again}", page="/sign-in", **account_fields())
    assert sent.status_code == 410
    whole = repr(events(server, AuditFilter()))
    assert [event.action for event in events(server)] == [AuditAction.LINK_OPENED] * 4
    for secret in (withdrawn, guess, again):
        assert secret not in whole


def test_a_form_of_a_link_that_is_refused_is_recorded_without_the_secret(server: Flask):
    secret = invitation(server, add_person(server, Role.ADMINISTRATOR), Role.EDITOR)
    client = browser(server)
    assert client.post(f"/welcome/{secret}", data=account_fields()).status_code == 403
    fields = hidden_fields_of(client, f"/welcome/{secret}")
    assert client.post(f"/welcome/{secret}", data={**fields, **account_fields(name="")}).status_code == 422
    assert client.post(f"/welcome/{secret}", data={**fields, **account_fields()}).status_code == 303
    fresh = hidden_fields_of(client, "/account")
    assert client.post(f"/welcome/{secret}", data={**fresh, **account_fields()}).status_code == 410
    assert secret not in repr(events(server, AuditFilter()))
    assert any(event.subject == "/welcome/<secret>" for event in events(server))


def test_of_two_who_use_one_link_at_once_one_has_an_account(servers: Callable[[], Store]):
    first, second = account_server(servers()), account_server(servers())
    path = f"/welcome/{invitation(first, add_person(first, Role.ADMINISTRATOR), Role.EDITOR)}"
    clients = browser(first), browser(second)
    fields = [hidden_fields_of(client, path) for client in clients]
    statuses = at_once(
        *(
            lambda client=client, hidden=hidden, number=number: (
                client.post(path, data={**hidden, **account_fields(email=f"bea-{number}@example.org")}).status_code
            )
            for number, (client, hidden) in enumerate(zip(clients, fields, strict=True))
        )
    )
    assert sorted(statuses) == [303, 410]
    with first.app_context(), current_store().unit_of_work() as work:
        assert len([one for one in work.people.all() if one.role is Role.EDITOR]) == 1


def test_what_was_typed_is_kept_where_an_account_cannot_be_made(server: Flask):
    taken = add_person(server, Role.EDITOR)
    path = f"/welcome/{invitation(server, add_person(server, Role.ADMINISTRATOR), Role.EDITOR)}"
    client = browser(server)
    answer = post(client, path, page=path, **account_fields(name=EVIL, email=taken.email.upper()))
    page = page_of(answer)
    assert answer.status_code == 422
    assert (page.select_one("#name")["value"], page.select_one("#email")["value"]) == (EVIL, taken.email.upper())
    assert page.select_one("#email-problem").get_text() == "Error: Somebody already signs in with this email address."
    assert page.select_one(".notice a")["href"] == "#email"
    assert not page.select("main script")
    assert post(client, path, page=path, **account_fields()).status_code == 303


def test_a_link_for_a_new_password_sets_it_and_signs_out_elsewhere(server: Flask):
    administrator, bea = add_person(server, Role.ADMINISTRATOR), add_person(server, Role.EDITOR)
    there = signed_in_browser(server, bea)
    with server.app_context(), current_store().writing_unit_of_work() as work:
        made = offer_new_password(work, administrator, bea, datetime.now(UTC))
        work.commit()
    path, client = f"/welcome/{made.secret}", browser(server)
    assert page_of(client.get(path)).h1.get_text() == "Choose a new password"
    assert post(client, path, page=path, password="short").status_code == 422
    assert post(client, path, page=path, password=NEW_PASSWORD).status_code == 303
    assert (name_at(client), name_at(there)) == (bea.name, None)
    assert send_sign_in(browser(server), bea.email, NEW_PASSWORD).status_code == 303


def test_who_tries_many_links_is_sent_away(server: Flask, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("pages.http.sign_in.LINKS_PER_NETWORK_ADDRESS", password_attempts.parse("3 per hour"))
    secret = invitation(server, add_person(server, Role.ADMINISTRATOR), Role.EDITOR)
    client = browser(server)
    statuses = [client.get(f"/welcome/{new_secret()}").status_code for _ in range(3)]
    last = client.get(f"/welcome/{secret}")
    assert statuses + [last.status_code] == [410, 410, 410, 429]
    assert 0 < int(last.headers["Retry-After"]) <= 3600
    assert events(server)[0].detail == "too many attempts"


# --- viewing closed


@pytest.fixture
def closed(application: Dash, monkeypatch: pytest.MonkeyPatch) -> Flask:
    monkeypatch.setitem(application.server.config, VIEWING, "closed")
    return application.server


@pytest.mark.parametrize(
    "path", ["/", "/heat-map", "/area/QYG?cell=service_delivery/meso", "/sources", "/views", "/nowhere"]
)
def test_where_viewing_is_closed_pages_lead_to_the_sign_in_page(closed: Flask, path: str):
    answer = browser(closed).get(path)
    assert answer.status_code == 303
    where = urlsplit(answer.location)
    assert where.path == "/sign-in"
    assert parse_qs(where.query) == ({"next": [path]} if path != "/" else {})


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/_dash-layout"),
        ("GET", "/_dash-dependencies"),
        ("POST", "/_dash-update-component"),
        ("GET", "/api/v1/areas"),
        ("GET", "/api/v1/openapi.json"),
        ("HEAD", "/api/v1/cells"),
    ],
)
def test_where_viewing_is_closed_nothing_is_told_to_programs(closed: Flask, method: str, path: str):
    answer = browser(closed).open(path, method=method, json={} if method == "POST" else None)
    assert answer.status_code == 401
    assert "QYG" not in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    "path", ["/sign-in", "/health", "/session", "/assets/session.js", "/assets/vendor/bootstrap-5.3.9.min.css"]
)
def test_where_viewing_is_closed_the_way_in_is_open(closed: Flask, path: str):
    with browser(closed).get(path) as answer:
        assert answer.status_code == 200


def test_where_viewing_is_closed_a_viewer_sees_everything(closed: Flask):
    client = signed_in(closed, Role.VIEWER)
    for path in ("/heat-map", "/_dash-layout", "/api/v1/areas", "/views"):
        assert client.get(path).status_code == 200, path


def test_where_viewing_is_open_nobody_has_to_sign_in(application: Dash):
    for path in ("/heat-map", "/_dash-layout", "/api/v1/areas"):
        assert browser(application.server).get(path).status_code == 200, path
