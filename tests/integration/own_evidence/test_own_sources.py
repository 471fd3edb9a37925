"""Sources that people add: what stands on their pages, in use and withdrawn, in lists with pages, and shown as text."""

from flask import Flask
from flask.testing import FlaskClient

from domain_model.people_vocabulary import Role
from tests.own_evidence import LINK, SOURCE, STATEMENT, book, kept, put, words
from tests.people import post, signed_in
from tests.small_server import page_of


def test_an_empty_copy_says_so_and_what_can_be_done(server: Flask, editor: FlaskClient) -> None:
    nobody = words(server.test_client().get("/evidence"))
    assert "Nothing was added here yet" in nobody
    assert "Sign in with the role of editor" in nobody
    assert "Your role is to read" in words(signed_in(server, Role.VIEWER).get("/evidence"))
    links = {link["href"] for link in page_of(editor.get("/evidence")).select("main a")}
    assert {"/evidence/sources/new", "/evidence/statements/new", "/evidence/links/new", "/evidence/import"} <= links


def test_a_source_with_a_statement_and_a_link_stands_in_the_book_and_on_its_pages(
    server: Flask, editor: FlaskClient
) -> None:
    source = kept(editor, "/evidence/sources/new", **SOURCE)
    source_id = source.rpartition("/")[2]
    assert source == f"/evidence/sources/{source_id}"
    statement = kept(editor, "/evidence/statements/new", **{**STATEMENT, "source": source_id})
    link = kept(editor, "/evidence/links/new", **{**LINK, "source": source_id})
    found = book(server).evidence.statements[-1]
    assert (found.text, found.place, found.source) == ("FICTITIOUS: shifts stay unfilled", "p. 12", source_id)
    assert [cell.token for cell in found.cells] == ["financing/macro", "workforce/meso"]
    assert [group.value for group in found.groups] == ["age", "race"]
    assert (found.participant, found.voice, found.subtheme, found.note) == ("P7", "nurse", "ST1", "FICTITIOUS note")
    assert (found.basis, found.perspective, found.reading) == ("stated", "practice", "coded")
    made = book(server).evidence.links[-1]
    assert (made.from_block, made.from_level, made.to_block, made.to_level) == ("financing", "macro", None, "meso")
    assert (made.from_words, made.to_words, made.sign, made.basis) == ("", "all/meso", "worsens", "stated")
    assert book(server).evidence.sources[-1].citation == "Poe A (2021). FICTITIOUS interviews."

    overview = words(editor.get("/evidence"))
    assert "1 source, 1 statement, 1 link" in overview
    assert "added by Ada FICTITIOUS" in overview
    anonymous = words(server.test_client().get("/evidence"))
    assert "added by an editor" in anonymous
    assert "Ada" not in anonymous
    wording = "In the words of who added it; the original stands in FICTITIOUS interviews, p. 12"
    for address, said in ((source, "1 statement"), (statement, wording), (link, "every building block, meso")):
        text = words(server.test_client().get(address))
        assert said in text
        assert "Change this" not in text
        assert "Change this" in words(editor.get(address))


def test_every_page_names_the_version_that_an_addition_makes_beside_that_of_the_published_data(
    server: Flask, editor: FlaskClient
) -> None:
    def versions() -> list[str]:
        footer = page_of(server.test_client().get("/evidence")).footer
        assert footer is not None
        return [code.get_text() for code in footer.select("code")]

    (published,) = versions()
    kept(editor, "/evidence/sources/new", **SOURCE)
    assert versions() == [published, f"{published}+1"]
    assert book(server).version == f"{published}+1"


def test_a_source_with_everything_shows_everything_and_links_to_its_original(editor: FlaskClient) -> None:
    more = {"publisher": "Press", "kind": "report", "evidence_to": "2020", "url": "https://example.org/a", "note": "N"}
    address = kept(editor, "/evidence/sources/new", **{**SOURCE, **more})
    shown = page_of(editor.get(address))
    said = {one.dt.text: one.dd.text for one in shown.select(".record-facts > div")}
    assert said["Evidence gathered"] == "2019 to 2020"
    assert said["Citation"] == "Poe A (2021). FICTITIOUS interviews. Press."
    assert shown.select_one("dd a[rel=noreferrer]")["href"] == "https://example.org/a"


def test_the_same_content_again_is_no_new_version(server: Flask, editor: FlaskClient) -> None:
    address = kept(editor, "/evidence/sources/new", **SOURCE)
    kept(editor, f"{address}/edit", **SOURCE, version="1")
    assert book(server).own.number == 1


def test_the_same_words_as_those_that_were_kept_meanwhile_are_no_quarrel(editor: FlaskClient) -> None:
    address = kept(editor, "/evidence/sources/new", **SOURCE)
    changed = {**SOURCE, "title": "FICTITIOUS second"}
    kept(editor, f"{address}/edit", **changed, version="1")
    answer = post(editor, f"{address}/edit", **changed, version="1")
    assert answer.status_code == 409
    assert "It says what you wrote." in words(answer)


def test_a_source_in_use_is_not_withdrawn_and_what_rests_on_it_is_named(server: Flask, editor: FlaskClient) -> None:
    source = kept(editor, "/evidence/sources/new", **SOURCE)
    source_id = source.rpartition("/")[2]
    statement = kept(editor, "/evidence/statements/new", **{**STATEMENT, "source": source_id})
    answer = put(editor, source, "withdraw")
    assert answer.status_code == 409
    assert "1 record that stands here was taken from it" in words(answer)
    assert page_of(answer).select_one("main li a[href^='/evidence/statements/']")["href"] == statement
    assert post(editor, "/evidence/history/1/undo").status_code == 409
    assert put(editor, statement, "withdraw").status_code == 303
    assert "was withdrawn and counts nowhere" in words(editor.get(statement))
    assert put(editor, source, "withdraw").status_code == 303
    assert put(editor, statement, "restore").status_code == 409
    assert put(editor, source, "restore").status_code == 303
    assert put(editor, statement, "restore").status_code == 303
    assert (list(book(server).own.sources), list(book(server).own.statements)) == (
        [source_id],
        [statement.rpartition("/")[2]],
    )


def test_lists_of_many_sources_and_statements_have_pages(server: Flask, editor: FlaskClient) -> None:
    for number in range(21):
        kept(editor, "/evidence/sources/new", title=f"FICTITIOUS {number}")
    first = page_of(editor.get("/evidence"))
    assert len(first.select(".added-source")) == 20
    assert "Page 1 of 2" in first.text
    second = page_of(editor.get("/evidence?page=99"))
    assert [head.text for head in second.select(".added-source h3")] == ["FICTITIOUS 20"]
    assert second.find("a", string="Previous page")["href"] == "/evidence?page=1"
    source = kept(editor, "/evidence/sources/new", title="FICTITIOUS long")
    source_id = source.rpartition("/")[2]
    for number in range(7):
        kept(editor, "/evidence/statements/new", **{**STATEMENT, "source": source_id, "text": f"FICTITIOUS {number}"})
    assert "2 more of this source" in words(editor.get("/evidence?page=2"))
    for number in range(7, 51):
        kept(editor, "/evidence/statements/new", **{**STATEMENT, "source": source_id, "text": f"FICTITIOUS {number}"})
    assert len(page_of(editor.get(source)).select(".statement-card")) == 50
    last = page_of(editor.get(f"{source}?page=2"))
    (card,) = last.select(".statement-card")
    assert card["id"] == f"statement-{book(server).evidence.statements[-1].id}"
    assert last.select_one("ol.statement-list")["start"] == "51"


def test_what_people_write_is_shown_as_text(editor: FlaskClient) -> None:
    hostile = "<script>alert(1)</script> & FICTITIOUS"
    source = kept(editor, "/evidence/sources/new", title=hostile)
    statement = kept(
        editor, "/evidence/statements/new", **{**STATEMENT, "source": source.rpartition("/")[2], "text": hostile}
    )
    for path in (source, statement, "/evidence", "/evidence/history", f"{statement}/edit", f"{source}/edit"):
        text = editor.get(path).get_data(as_text=True)
        assert "<script>alert" not in text
        assert "&lt;script&gt;alert(1)" in text
