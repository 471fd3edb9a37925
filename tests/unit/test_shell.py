"""What stands around every page, the legend, the notices, and the colours that style sheet and Python share."""

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from dash import dcc, html
from markupsafe import Markup

from components import theme
from components.component_markup import as_markup
from components.evidence_tabs import evidence_tabs_markup, tab_of
from components.labels import ARROWS
from components.legend import legend, threshold_words
from components.markup import joined, markup_host, markup_store, tag
from components.notices import key_sentence, problems_notice
from components.shell import ANNOUNCEMENTS, LICENCE, NOT_ENDORSED, PLACES, page_frame, shell
from domain_model.parity import Thresholds
from domain_model.people import Person
from domain_model.people_vocabulary import Role
from domain_model.vocabulary import Band

ASSETS = Path(__file__).resolve().parents[2] / "assets"


def read(component: object) -> Tag:
    return BeautifulSoup(as_markup(component), "html.parser")


NOW = datetime(2026, 11, 1, tzinfo=UTC)


def page(**options: Any) -> Tag:
    whole = shell(html.P("Content"), **options)
    whole.children = [child for child in whole.children if not isinstance(child, dcc.Store)]
    return read(whole)


def somebody(role: Role) -> Person:
    return Person("p1", "Fictitious <Ada>", "ada@example.org", role, NOW)


def test_the_first_link_skips_to_the_one_main_landmark():
    drawn = page()
    first = drawn.find("a")
    assert (first.get_text(), first["href"]) == ("Skip to main content", "#main")
    (main,) = drawn.select("main")
    assert (main["id"], main["tabindex"], main.get_text()) == ("main", "-1", "Content")
    assert len(drawn.select("header")) == len(drawn.select("footer")) == 1
    assert [nav["aria-label"] for nav in drawn.select("nav")] == ["Main", "Account"]


def test_the_navigation_lists_the_places_and_marks_the_page_where_it_is_known():
    drawn = read(html.Div(page_frame("Content", path="/sign-in")))
    assert [a.get_text() for a in drawn.select('nav[aria-label="Main"] a')] == [place.words for place in PLACES]
    assert [a["href"] for a in drawn.select('nav a[aria-current="page"]')] == ["/sign-in"]
    assert not page().select("[aria-current]")


@pytest.mark.parametrize(
    ("path", "current"),
    [("/matrix", "page"), ("/search", "true"), ("/evidence/statements/x", "true"), ("/linksx", None)],
)
def test_every_page_of_the_evidence_belongs_to_its_place_in_the_navigation(path: str, current: str | None):
    drawn = read(html.Div(page_frame("Content", path=path)))
    assert drawn.select_one("#nav-matrix").get("aria-current") == current


@pytest.mark.parametrize(
    ("role", "offered"),
    [
        (Role.VIEWER, ["Saved views", "Fictitious <Ada>"]),
        (Role.EDITOR, ["Score", "Saved views", "Fictitious <Ada>"]),
        (Role.FACILITATOR, ["Score", "Saved views", "Workshops", "Fictitious <Ada>"]),
        (Role.ADMINISTRATOR, ["Score", "Saved views", "Workshops", "People", "Fictitious <Ada>"]),
    ],
)
def test_somebody_who_is_signed_in_is_offered_what_their_role_allows(role: Role, offered: list[str]):
    links = page(person=somebody(role)).select('nav[aria-label="Account"] a')
    assert [link.get_text() for link in links] == offered
    assert (links[-1]["href"], links[-1].has_attr("data-signed-in")) == ("/account", True)


def test_somebody_who_is_not_signed_in_is_offered_to():
    (link,) = page().select('nav[aria-label="Account"] a')
    assert (link.get_text(), link["href"], link.has_attr("data-signed-in")) == ("Sign in", "/sign-in", False)


def test_the_footer_says_version_licence_and_that_nobody_endorses_it():
    footer = page(evidence_version="aad0f9f2b3f8").footer.get_text(" ")
    assert "aad0f9f2b3f8" in footer
    assert LICENCE in footer
    assert NOT_ENDORSED in footer
    assert page().footer.select_one("a[href='/accessibility']")
    assert "Data version" not in page().footer.get_text()
    assert "Evidence version" not in footer


def test_the_footer_tells_the_published_data_from_what_was_added_to_the_evidence():
    footer = page(evidence_version="aad0f9f2b3f8+15").footer
    assert [code.get_text() for code in footer.select("code")] == ["aad0f9f2b3f8", "aad0f9f2b3f8+15"]
    assert "Evidence version, with what was added here" in footer.get_text(" ")


def test_a_polite_live_region_waits_for_announcements():
    region = page().select_one(f"#{ANNOUNCEMENTS}")
    assert (region["aria-live"], region.get_text()) == ("polite", "")


def test_the_legend_shows_every_band_and_the_thresholds_in_force():
    drawn = read(legend(Thresholds(ratio_parity=0.9, ratio_much=0.75, points_much=7)))
    text = drawn.get_text(" ")
    assert [chip.get_text() for chip in drawn.select(".chip")][:5] == [ARROWS[band] for band in Band]
    assert "parity is 90 to 111, much worse below 75, much better above 133" in text
    assert "parity is within 2, much beyond 7" in text
    assert drawn.details.has_attr("data-close-on-phone")


def test_the_default_thresholds_are_those_of_the_method():
    ratios, scores, points = threshold_words()
    assert "95 to 105, much worse below 80, much better above 125" in ratios
    assert "within 0.2, much beyond 0.5" in scores
    assert "within 2, much beyond 5" in points


def test_the_legend_explains_every_code_and_every_doubt():
    text = read(legend()).get_text()
    for code in "xzcupbe":
        assert f"[{code}]" in text
    for words in ("clear", "size not sure", "maybe parity", "no interval", "asked, nothing reported", "not asked"):
        assert words in text


def test_the_legend_explains_the_marks_of_what_people_think():
    (said,) = [p.get_text() for p in read(legend()).select("p") if "✎" in p.get_text()]
    assert said == (
        "What people think: ✎ 2 scored by 2 people, each one person's view (n = 1), never averaged; "
        "≠ the view of one of them or more contradicts the measured band."
    )


def test_problems_are_named_and_a_default_is_owned_up_to():
    drawn = read(problems_notice(("no such area: QQQ", "no such level: mega")))
    assert [item.get_text() for item in drawn.select("li")] == ["no such area: QQQ", "no such level: mega"]
    assert drawn.div["role"] == "alert"
    assert drawn.a["href"] == "?"
    assert problems_notice(()) is None


def test_sentences_stand_in_one_box():
    assert [p.get_text() for p in read(key_sentence("First.", "Second.")).select(".key-sentence p")] == [
        "First.", "Second.",
    ]  # fmt: skip


def test_markup_escapes_words_and_attributes_and_leaves_out_what_is_not_there():
    assert tag("td", "5 < 6", None, title='"a" & b', hidden=None, lang=False) == (
        '<td title="&#34;a&#34; &amp; b">5 &lt; 6</td>'
    )
    assert tag("input", type="date", required=True, data_view_param="as_at") == (
        '<input type="date" required data-view-param="as_at">'
    )
    assert joined(["<", Markup("<b>"), None]) == "&lt;<b>"


def test_a_labelled_host_can_be_scrolled_by_keyboard():
    store, host = markup_host("map", label="Heat map", class_name="grid-region").children
    assert store.id == markup_store("map") == "map-markup"
    assert (host.id, host.tabIndex, host.role, getattr(host, "aria-label")) == ("map", 0, "region", "Heat map")
    assert not hasattr(markup_host("plain").children[1], "role")


@pytest.mark.parametrize(
    ("path", "tab"),
    [
        ("/evidence", "/evidence"), ("/evidence/statements/new", "/evidence"), ("/evidence/history", "/evidence"),
        ("/evidence/statements/own-1", "/evidence"), ("/evidence/sources/own-1/edit", "/evidence"),
        ("/evidence/statements/T2-1", ""), ("/evidence/sources/nccmh-amhe", ""), ("/evidence/links/L1", ""),
        ("/evidence/confidence/T2-1/edit", ""),
    ],
)  # fmt: skip
def test_who_reads_a_record_of_the_catalogue_is_adding_nothing(path: str, tab: str) -> None:
    assert tab_of(path) == tab
    marked = read(evidence_tabs_markup(tab_of(path))).select("[aria-current]")
    assert [link["href"] for link in marked] == ([tab] if tab else [])


def tokens() -> dict[str, str]:
    text = (ASSETS / "00-tokens.css").read_text()
    return {name: value.upper() for name, value in re.findall(r"--([a-z-]+): (#[0-9A-Fa-f]{6});", text)}


@pytest.mark.parametrize("band", Band)
def test_style_sheet_and_python_give_a_band_the_same_colours(band: Band):
    name = f"band-{band.value.replace('_', '-')}"
    assert (tokens()[name], tokens()[f"{name}-ink"]) == (theme.BAND_FILL[band].upper(), theme.BAND_INK[band].upper())


@pytest.mark.parametrize("name", ["FURNITURE", "TEXT", "MUTED", "RULE", "PAPER", "MENTAL", "COMPARATOR"])
def test_style_sheet_and_python_share_the_other_colours(name: str):
    assert tokens()[name.lower().replace("_", "-")] == getattr(theme, name).upper()


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours (WCAG 2.2)."""

    def luminance(colour: str) -> float:
        parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("band", Band)
def test_words_on_a_band_can_be_read(band: Band):
    assert contrast(theme.BAND_FILL[band], theme.BAND_INK[band]) >= 4.5


def test_words_on_the_page_and_on_the_furniture_can_be_read():
    assert contrast(theme.TEXT, tokens()["ground"]) >= 7
    assert contrast(theme.MUTED, tokens()["ground"]) >= 4.5
    assert contrast(theme.PAPER, theme.FURNITURE) >= 7
    assert contrast(tokens()["link"], tokens()["ground"]) >= 4.5
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
