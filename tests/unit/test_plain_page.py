"""A plain page is a whole document with the frame of all pages, and nothing that people wrote is taken for HTML."""

from datetime import UTC, datetime
from html.parser import HTMLParser

import pytest
from markupsafe import Markup

from components.markup import tag
from components.plain_page import plain_page
from domain_model.people import Person
from domain_model.people_vocabulary import Role

VOID = {"meta", "link", "input", "br", "hr"}
ADA = Person("p-ada", "Ada <b>FICTITIOUS</b>", "ada@example.org", Role.EDITOR, datetime(2026, 11, 22, tzinfo=UTC))
NASTY = "<script>alert('x')</script> & \"more\""


class Outline(HTMLParser):
    """Each element with its attributes and the elements around it, and the words inside each."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None], tuple[str, ...]]] = []
        self.words: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs), tuple(self.open)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open:
            self.words[self.open[-1]] = self.words.get(self.open[-1], "") + data

    def all(self, name: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes, _around in self.elements if tag == name]


def drawn(title: str = "Sign in", *content: Markup | str, **options: object) -> str:
    return plain_page(title, content, **({"styles": [], "scripts": []} | options))  # type: ignore[arg-type]


def outline(text: str) -> Outline:
    found = Outline()
    found.feed(text)
    found.close()
    assert found.open == [], "every element is closed"
    return found


def test_the_document_says_its_language_and_letters_and_fits_a_phone() -> None:
    text = drawn()
    assert text.startswith("<!DOCTYPE html>\n<html ")
    page = outline(text)
    assert page.all("html") == [{"lang": "en-GB"}]
    assert page.all("meta")[0] == {"charset": "utf-8"}
    assert page.all("meta")[1] == {"name": "viewport", "content": "width=device-width, initial-scale=1"}
    assert page.words["title"] == "Sign in - Parity Map"


def test_styles_come_in_their_order_and_scripts_after_everything_and_deferred() -> None:
    page = outline(
        drawn(styles=["/assets/b.css?m=2", "/assets/a.css?m=1&x=<"], scripts=["/assets/z.js", "/assets/y.js"])
    )
    links = page.all("link")
    assert [link["href"] for link in links] == ["/_favicon.ico", "/assets/b.css?m=2", "/assets/a.css?m=1&x=<"]
    assert [link["rel"] for link in links] == ["icon", "stylesheet", "stylesheet"]
    assert page.all("script") == [{"src": "/assets/z.js", "defer": None}, {"src": "/assets/y.js", "defer": None}]
    names = [name for name, _attributes, _around in page.elements]
    assert names[-2:] == ["script", "script"]
    around = {name: above for name, _attributes, above in page.elements}
    assert around["link"] == ("html", "head") and around["script"] == ("html", "body")


def test_there_is_no_script_or_style_of_the_page_itself() -> None:
    page = outline(drawn("Title", tag("p", "words"), scripts=["/assets/a.js"], styles=["/assets/a.css"], person=ADA))
    assert "script" not in page.words and not page.all("style")
    assert all(not name.startswith("on") for _tag, attributes, _around in page.elements for name in attributes)


def test_the_page_has_the_landmarks_of_all_pages_once_and_one_heading_of_the_first_rank() -> None:
    page = outline(drawn("Sign in", tag("h2", "More")))
    for landmark in ("header", "main", "footer", "h1"):
        assert len(page.all(landmark)) == 1, landmark
    assert [nav["aria-label"] for nav in page.all("nav")] == ["Main", "Account"]
    assert page.all("main")[0]["id"] == "main"
    assert page.all("main")[0]["tabindex"] == "-1"
    first_link = page.all("a")[0]
    assert (first_link["href"], first_link["class"]) == ("#main", "skip-link")
    assert page.words["h1"] == "Sign in"
    assert next(above for name, _attributes, above in page.elements if name == "h1")[-1] == "main"


def test_a_title_and_content_that_people_wrote_are_words_and_markup_of_ours_is_not() -> None:
    text = drawn(NASTY, NASTY, tag("p", NASTY))
    page = outline(text)
    assert page.all("script") == []
    assert page.words["title"] == f"{NASTY} - Parity Map"
    assert page.words["h1"] == page.words["p"][: len(NASTY)] == NASTY
    assert page.words["main"] == NASTY
    assert "<script>" not in text and "&lt;script&gt;" in text


def test_messages_are_announced_above_the_heading_and_are_words() -> None:
    page = outline(drawn("Account", "Content", messages=[NASTY, "Second message."]))
    names = [(name, attributes.get("role")) for name, attributes, _around in page.elements]
    said = names.index(("div", "status"))
    assert names[said + 1 : said + 4] == [("p", None), ("p", None), ("h1", None)]
    assert page.elements[said][2][-1] == "main"
    assert page.words["p"].startswith(f"{NASTY}Second message.")
    assert page.all("script") == []


def test_without_messages_nothing_is_announced_in_the_main_part() -> None:
    page = outline(drawn("Account", "Content"))
    inside = [name for name, _attributes, above in page.elements if "main" in above]
    assert inside == ["h1"]


@pytest.mark.parametrize(("path", "current"), [("/sign-in", ["/sign-in"]), ("/method", ["/method"]), ("/other", [])])
def test_the_navigation_marks_the_page_at_hand(path: str, current: list[str]) -> None:
    page = outline(drawn(path=path))
    assert [link["href"] for link in page.all("a") if link.get("aria-current") == "page"] == current


def test_who_is_signed_in_is_named_and_sees_what_their_role_may_do() -> None:
    signed_out, signed_in = outline(drawn()), outline(drawn(person=ADA))
    addresses = {link["href"] for link in signed_in.all("a")}
    assert {"/account", "/score", "/views"} <= addresses
    assert "/people" not in addresses and "/sign-in" not in addresses
    assert not {"/account", "/score", "/views", "/people"} & {link["href"] for link in signed_out.all("a")}
    assert "Ada <b>FICTITIOUS</b>" in signed_in.words["a"]
    assert signed_in.all("b") == []


def test_the_footer_names_the_data_where_they_can_be_read() -> None:
    assert "Data version" not in drawn()
    page = outline(drawn(evidence_version="v<7>"))
    assert page.words["code"] == "v<7>"
