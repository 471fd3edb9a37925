"""The search page over HTTP: what was found, by kind, with its words marked, and what to do where nothing is."""

import re

import pytest
from dash import Dash
from flask.testing import FlaskClient

from domain_model.evidence_vocabulary import SearchKind


@pytest.fixture
def client(application: Dash) -> FlaskClient:
    return application.server.test_client()


def words_of(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", page))


def search(client: FlaskClient, **asked: str) -> str:
    answer = client.get("/search", query_string=asked)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def test_without_words_it_says_what_can_be_found(client: FlaskClient) -> None:
    page = search(client)
    assert "What can be found" in page and 'role="search"' in page and 'method="get"' in page
    assert re.search(r"\d+ statements", page) and re.search(r"\d+ entries of frameworks", page)


def test_hits_of_all_kinds_lead_to_their_place_with_their_words_marked(client: FlaskClient) -> None:
    page = search(client, q="training")
    assert "<mark>" in page and re.search(r"<mark>[Tt]raining</mark>", page)
    assert re.search(r'href="/evidence/statements/[A-Z]', page)
    assert re.search(r'href="/frameworks\?entry=', page)
    assert re.search(r'href="/evidence/sources/[a-z]', search(client, q="equality", kind="source"))
    assert re.search(r'href="/links\?table=pair&amp;pair=', search(client, q="money", kind="link"))


def test_a_kind_alone_is_shown_and_the_counts_of_the_others_stay(client: FlaskClient) -> None:
    whole, alone = search(client, q="money"), search(client, q="money", kind="link")
    counts = re.findall(r'class="search-count">([\d,]+)<', whole)
    assert counts == re.findall(r'class="search-count">([\d,]+)<', alone)
    numbers = [int(count.replace(",", "")) for count in counts]
    assert numbers[0] == sum(numbers[1:]) and len(numbers) == 1 + len(SearchKind)
    assert "statement-card" in whole and "statement-card" not in alone
    assert re.search(r'aria-current="true"[^>]*>Links between cells|Links between cells[^<]*<span[^>]*>\d+', alone)


def test_what_was_found_in_note_source_or_place_says_so(client: FlaskClient) -> None:
    page = search(client, q='"table 2"', kind="statement")
    assert "Found in: " in page and re.search(r"Found in: [^<]*(<mark>[^<]*</mark>|[^<])*<mark>Table 2</mark>", page)


def test_statements_that_were_found_lead_to_the_matrix_and_to_files(client: FlaskClient) -> None:
    page = search(client, q='money "lack of"&x')
    query = "reading=extended&amp;q=money"
    assert f'href="/matrix?{query}' in search(client, q="money")
    assert f'href="/evidence/take-away?view=matrix&amp;{query}' in search(client, q="money")
    assert "<script>alert" not in page


def test_long_lists_come_in_pages_of_fifty(client: FlaskClient) -> None:
    first, second = search(client, q="the"), search(client, q="the", page="2")
    assert "1 to 50 of" in first and "51 to 100 of" in second and 'start="51"' in second
    assert "Next 50" in first and "Previous 50" not in first and "Previous 50" in second
    assert first.count("<li><article") == 50
    assert "There is no such page." in search(client, q="the", page="9999")


@pytest.mark.parametrize("asked", [{"page": "x"}, {"page": "-1"}, {"page": "99999999999"}, {"kind": "none"}])
def test_what_cannot_be_read_of_an_address_is_left_out(client: FlaskClient, asked: dict[str, str]) -> None:
    assert "1 to 50 of" in search(client, q="the", **asked)


@pytest.mark.parametrize("typed", ["…", '""', "-"])
def test_signs_alone_find_nothing_and_say_why(client: FlaskClient, typed: str) -> None:
    page = search(client, q=typed)
    assert "There is no word in what you typed" in page and "Nothing found" in page


def test_nothing_found_comes_with_advice_whose_words_find_something(client: FlaskClient) -> None:
    page = words_of(search(client, q="qqzzx"))
    assert "Nothing holds all of: qqzzx" in page
    tips = re.search(r"such as (.+?)\.", page)
    assert tips
    for word in re.split(r", | or ", tips[1]):
        assert "Nothing found" not in search(client, q=word), word
    assert "Nothing found" not in search(client, q="psychiatr")


def test_what_is_typed_is_shown_as_text_and_cut_where_it_is_too_long(client: FlaskClient) -> None:
    page = search(client, q='<script>alert("x")</script>')
    assert "<script>alert" not in page and "&lt;script&gt;" in page
    long = search(client, q="money " * 2_000)
    assert "More was typed than is looked for" in long and len(long) < 200_000


def test_where_nearly_everything_fits_it_says_that_nothing_is_ranked(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "The best first" in search(client, q="care")
    monkeypatch.setattr("data.search_repository.RANKED_AT_MOST", 3)
    assert "no order says anything" in search(client, q="care")
