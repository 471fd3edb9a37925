"""Notes and saved views as ideas and as HTML; every name and text is FICTITIOUS."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from markupsafe import Markup

from components.note_text import Citation, citations, named_in_vain, note_text
from components.panel_notes import (
    author_name,
    both_texts,
    cell_address,
    edit_note_form,
    new_note_form,
    notes_section,
    own_notes_list,
    undo_withdrawal,
    versions_list,
    withdrawn_notes_list,
)
from components.saved_view_lists import (
    own_views_list,
    removed_notice,
    save_view_link,
    shared_views_list,
    suggested_name,
    view_form,
    way_to_own_views,
)
from components.times import day_of, moment_of
from domain_model.notes import LONGEST_NOTE, Note, checked_note, parts_of
from domain_model.people import Person
from domain_model.people_vocabulary import Role
from domain_model.saved_views import LONGEST_ADDRESS, LONGEST_NAME, SavedView, checked_view_name, split_address
from domain_model.use_cases.write_notes import NotesHere
from tests.builders import MESO, dataset

AT = datetime(2026, 11, 3, 14, 5, tzinfo=UTC)
NOTE = Note("note-id-0001", "ada", "AAA", MESO, 1, "First line\nsee @src", AT)
ADA = Person("ada", "Ada FICTITIOUS", "ada@example.org", Role.EDITOR, AT)
BEN = Person("ben", "Ben FICTITIOUS", "ben@example.org", Role.VIEWER, AT)
KNOWN = {"src": Citation("src", 'A "study"', "/sources#source-src")}
NAMES = {"ada": "Ada FICTITIOUS", "gone": ""}
VIEW = SavedView("view-id-0001", "ada", "My <view>", "/heat-map", "?region=Y1", 1, False, AT, AT)


class Hidden:
    """Numbers the forms, so that two with the same hidden fields would show."""

    def __init__(self) -> None:
        self.made = 0

    def __call__(self) -> Markup:
        self.made += 1
        return Markup(f"<i>hidden {self.made}</i>")


# ---- Texts and addresses


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  one\r\ntwo\rthree\n\n", "one\ntwo\nthree"),
        ("a\ttab", "a\ttab"),
        ("x" * LONGEST_NOTE, "x" * LONGEST_NOTE),
        (f"\r\n{'y' * LONGEST_NOTE}\r\n", "y" * LONGEST_NOTE),
        ("family 👩‍👧 and café", "family 👩‍👧 and café"),
    ],
)
def test_a_note_is_kept_as_plain_text_with_its_lines(typed: str, kept: str) -> None:
    assert checked_note(typed) == kept


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        (" \r\n ", "this one has 0"),
        ("x" * (LONGEST_NOTE + 1), "this one has 4,001"),
        ("nul\0", "cannot be shown"),
        ("bell\a", "cannot be shown"),
        ("half \ud800 of a character", "cannot be shown"),
    ],
)
def test_a_note_that_is_empty_too_long_or_not_plain_is_refused(typed: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        checked_note(typed)


def test_only_known_sources_are_taken_out_of_a_text() -> None:
    assert parts_of("See @src, not @other or me@src.", {"src"}) == (
        ("See ", ""),
        ("@src", "src"),
        (", not @other or me@src.", ""),
    )
    assert parts_of("@src", {"src"}) == (("@src", "src"),)
    assert parts_of("plain", {"src"}) == (("plain", ""),)


def test_a_note_is_edited_from_its_second_version_on() -> None:
    assert not NOTE.is_edited
    assert replace(NOTE, version=2).is_edited


@pytest.mark.parametrize(
    ("address", "parts"),
    [
        ("/heat-map?region=Y1&level=meso", ("/heat-map", "?region=Y1&level=meso")),
        ("/area/QYG", ("/area/QYG", "")),
        ("/area/QYG?", ("/area/QYG", "")),
        ("/heat-map?cell=service_delivery/meso", ("/heat-map", "?cell=service_delivery/meso")),
        ("/heat-map?next=//example.org", ("/heat-map", "?next=//example.org")),
        ("/", ("/", "")),
    ],
)
def test_an_address_of_this_site_has_a_path_and_a_search(address: str, parts: tuple[str, str]) -> None:
    assert split_address(address) == parts


@pytest.mark.parametrize(
    "address",
    [
        "//example.org/heat-map",
        "/.//example.org",
        "/a/../../b",
        "/./b",
        "https://example.org/",
        "https:heat-map",
        "javascript:alert(1)",
        "heat-map",
        "",
        "/\\example.org",
        "/heat-map?a=\\b",
        "/heat-map\r\nLocation: https://example.org",
        "/heat\tmap",
        "/heat map",
        "/heat-map#there",
        "/" + "x" * LONGEST_ADDRESS,
    ],
)
def test_any_other_address_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match="not the address of a page"):
        split_address(address)


@pytest.mark.parametrize("name", ["", "   ", "x" * (LONGEST_NAME + 1), "a\0b"])
def test_a_view_needs_a_name_that_can_be_shown(name: str) -> None:
    with pytest.raises(ValueError, match="Give the view a name"):
        checked_view_name(name)


def test_a_view_holds_a_tidy_name_and_an_address_of_this_site() -> None:
    assert checked_view_name("  Beds   at night ") == "Beds at night"
    assert VIEW.address == "/heat-map?region=Y1"
    with pytest.raises(ValueError, match="spaces around"):
        replace(VIEW, name=" My view")
    with pytest.raises(ValueError, match="not the address of a page"):
        replace(VIEW, path="//example.org")
    with pytest.raises(ValueError, match="not an address on this site"):
        replace(VIEW, path="/heat-map?a=1", search="")


# ---- Notes as HTML


def test_sources_are_links_and_everything_else_is_escaped() -> None:
    drawn = note_text("<b>bold</b> @src\n@nobody", KNOWN)
    assert "<b>" not in drawn
    assert '<a href="/sources#source-src" title="A &#34;study&#34;">@src</a>' in drawn
    assert "\n@nobody" in drawn
    assert drawn.count("<a ") == 1


def test_documents_and_publications_can_be_named() -> None:
    known = citations(dataset([]))
    assert list(known) == ["pub", "src"]
    assert known["pub"] == Citation("pub", "A publisher: A publication", "/sources#publication-pub")
    assert known["src"] == Citation("src", "A study", "/sources#source-src")


def test_times_are_said_in_words_and_for_programs() -> None:
    assert day_of(AT) == '<time datetime="2026-11-03T14:05:00+00:00">3 November 2026</time>'
    assert "3 November 2026, 14:05 UTC" in moment_of(AT)


@pytest.mark.parametrize(
    ("author", "names", "is_own", "said"),
    [
        ("ada", NAMES, False, "Ada FICTITIOUS"),
        ("ada", NAMES, True, "you"),
        ("ada", {}, False, "an editor"),
        ("gone", NAMES, False, "a former member"),
    ],
)
def test_only_people_who_signed_in_learn_names(author: str, names: dict[str, str], is_own: bool, said: str) -> None:
    assert author_name(author, names, is_own=is_own) == said


def test_a_visitor_reads_notes_without_names_and_is_asked_to_sign_in() -> None:
    here = NotesHere("AAA", MESO, (NOTE,))
    drawn = notes_section(here, KNOWN, "/heat-map?area=AAA&cell=x", Hidden())
    assert "Notes: 1" in drawn
    assert "By an editor" in drawn
    assert "Ada" not in drawn
    assert "<form" not in drawn
    assert "/sign-in?next=%2Fheat-map%3Farea%3DAAA%26cell%3Dx" in drawn
    assert "earlier versions" not in drawn


def test_a_viewer_reads_names_and_is_told_who_may_write() -> None:
    here = NotesHere("AAA", MESO, (NOTE, replace(NOTE, id="note-id-0002", version=3)), NAMES, BEN)
    drawn = notes_section(here, KNOWN, "/", Hidden())
    assert drawn.count("Ada FICTITIOUS") == 2
    assert drawn.count("earlier versions") == 1
    assert "Your role is to read" in drawn
    assert "<form" not in drawn
    assert not here.is_own(replace(NOTE, author="ben"))


def test_an_author_can_change_their_own_notes_only_and_each_form_has_its_own_hidden_fields() -> None:
    hidden = Hidden()
    theirs = replace(NOTE, id="note-id-0002", author="gone")
    drawn = notes_section(NotesHere("AAA", MESO, (NOTE, theirs), NAMES, ADA), KNOWN, "/area/AAA?cell=x", hidden)
    assert "By you" in drawn
    assert "By a former member" in drawn
    assert "/notes/note-id-0001/edit?next=%2Farea%2FAAA%3Fcell%3Dx" in drawn
    assert 'action="/notes/note-id-0001/withdraw"' in drawn
    assert "note-id-0002/edit" not in drawn
    assert "note-id-0002/withdraw" not in drawn
    assert hidden.made == 2
    assert 'data-note-draft="ada AAA service_delivery/meso"' in drawn
    assert '<option value="src">src: A &#34;study&#34;</option>' in drawn


def test_a_cell_without_notes_says_so() -> None:
    drawn = notes_section(NotesHere("AAA", MESO), KNOWN, "/", Hidden())
    assert "Nobody has written one here yet." in drawn
    assert "<ol" not in drawn


def test_a_form_that_comes_back_keeps_what_was_typed_and_says_what_is_wrong() -> None:
    new = new_note_form("AAA", MESO, KNOWN, Hidden(), address="/x", text="<typed>", problem="Too long.")
    assert "&lt;typed&gt;</textarea>" in new
    assert 'aria-describedby="note-hint note-problem"' in new
    assert 'name="cell" value="service_delivery/meso"' in new
    changed = edit_note_form(NOTE, 7, KNOWN, Hidden(), address="/x", text="mine")
    assert 'name="version" value="7"' in changed
    assert ">mine</textarea>" in changed


def test_versions_are_listed_latest_first_and_a_withdrawal_has_no_text() -> None:
    later = replace(NOTE, version=2, text="Second")
    gone = replace(NOTE, version=3, text="", is_withdrawn=True)
    drawn = versions_list((NOTE, later, gone), KNOWN, NAMES, is_own=False)
    assert drawn.index("Withdrawn") < drawn.index("Version 2") < drawn.index("Version 1")
    assert "as it stands" not in drawn
    assert "Version 2 (as it stands)" in versions_list((NOTE, later), KNOWN, NAMES, is_own=False)
    assert 'action="/notes/note-id-0001/restore"' in undo_withdrawal(gone, Hidden(), "/x")


def test_the_answer_to_a_late_change_shows_what_stands_there_by_now() -> None:
    assert "version 2" in both_texts(replace(NOTE, version=2, text="their <text>"))
    assert "their &lt;text&gt;" in both_texts(replace(NOTE, version=2, text="their <text>"))
    assert "It was withdrawn." in both_texts(replace(NOTE, version=2, text="", is_withdrawn=True))


def test_ones_own_notes_are_listed_with_the_cell_that_each_is_on() -> None:
    other = replace(NOTE, id="note-id-0002", area="ZZZ", version=4)
    drawn = own_notes_list((NOTE, other), {"AAA": "Aaa"}, KNOWN, Hidden(), "/notes")
    assert "2 notes" in drawn
    assert f'<a href="{cell_address("AAA", MESO)}">Aaa: Service delivery, meso</a>' in drawn
    assert "ZZZ: Service delivery, meso" in drawn
    assert "version 4" in drawn
    nothing = own_notes_list((), {}, KNOWN, Hidden(), "/notes")
    assert "No note of yours" in nothing
    assert "Write a note" in nothing


def test_who_may_only_read_is_not_told_to_write_and_changes_nothing() -> None:
    nothing = own_notes_list((), {}, KNOWN, Hidden(), "/notes", may_write=False)
    assert "Your role is to read" in nothing
    assert "Write a note" not in nothing
    drawn = own_notes_list((NOTE,), {}, KNOWN, Hidden(), "/notes", may_write=False)
    assert "First line" in drawn
    assert "<form" not in drawn
    assert "/edit" not in drawn


def test_withdrawn_notes_are_listed_latest_first_with_their_last_text_and_the_way_back() -> None:
    def gone(name: str, days: int) -> tuple[Note, ...]:
        first = replace(NOTE, id=name, text=f"First of {name}")
        last = replace(first, version=2, text=f"Last of {name}")
        return first, last, replace(last, version=3, text="", is_withdrawn=True, at=AT.replace(day=days))

    notes = (gone("early", 4), (NOTE,), gone("late", 9))
    drawn = withdrawn_notes_list(notes, {"AAA": "Aaa"}, KNOWN, Hidden(), "/notes", may_write=True) or ""
    assert drawn.index("Last of late") < drawn.index("Last of early")
    assert "First" not in drawn
    assert drawn.count('action="/notes/early/restore"') == 1
    assert drawn.count("Bring it back") == 2
    assert "9 November 2026" in drawn
    reader = withdrawn_notes_list(notes, {}, KNOWN, Hidden(), "/notes", may_write=False) or ""
    assert "Last of late" in reader
    assert "<form" not in reader
    assert withdrawn_notes_list(((NOTE,),), {}, KNOWN, Hidden(), "/notes", may_write=True) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("See @src and me@example.org", ""),
        ("@NHS England, @src, @NHS", "@NHS names no source and stays as written."),
        ("@one @two", "@one and @two name no source and stay as written."),
        ("@a1 @b2 @c3 @d4", "@a1, @b2, @c3 and others name no source and stay as written."),
        ("@" + "x" * 90, f"@{'x' * 40}… names no source and stays as written."),
    ],
)
def test_what_is_written_with_an_at_and_is_no_source_is_told(text: str, said: str) -> None:
    assert named_in_vain(text, KNOWN) == said


def test_the_hint_of_a_note_gives_an_id_that_there_is() -> None:
    assert "for example @src; or choose it below." in new_note_form("AAA", MESO, KNOWN, Hidden(), address="/x")
    assert "for example" not in new_note_form("AAA", MESO, {}, Hidden(), address="/x")


# ---- Saved views as HTML


def in_words(address: str) -> str:
    return f"Shows {address}"


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("/heat-map", "Heat map"),
        ("/", "Home"),
        ("/heat-map?region=Y1&level=meso&block=workforce", "Heat map: Y1, meso level, Workforce"),
        ("/heat-map?sort=financing/macro&board=AAA", "Heat map: sorted by Financing, macro, Aaa"),
        ("/heat-map?as_at=2024-09-30&reading=coded&grades=A,B", None),
        ("/area/AAA?vintage=icb2023&cell=service_delivery/meso", None),
        ("/pair/P1?area=DDD", "Seen in time: Ddd"),
        ("/tile-map?show=P1", "Tile map: Seen in time"),
        ("/tile-map?show=workforce/micro&area=AAA", "Tile map: Workforce, micro, Aaa"),
        ("/indicator/mental", "Name of mental"),
        ("/pair/unknown?area=QQQ&block=mega&cell=x&unmeasured=yes", "Pair"),
    ],
)
def test_a_name_is_proposed_from_page_and_filters_in_words(address: str, name: str | None) -> None:
    said = suggested_name(address, dataset([]))
    assert said == (name or said)
    if "as_at" in address:
        assert said.startswith("Heat map: as at 2024-09-30, ")
        assert said.endswith("grades A, B")
    if "vintage" in address:
        assert said.startswith("Aaa: 42 boards")
        assert said.endswith("Service delivery, meso")


def test_a_proposed_name_is_never_too_long_to_be_taken() -> None:
    address = "/heat-map?" + "&".join(["cell=information_research/micro"] * 9)
    assert checked_view_name(suggested_name(address, dataset([]))).endswith("…")


def test_the_link_to_save_a_view_names_its_address() -> None:
    assert 'href="/views/new?address=%2Fheat-map%3Fregion%3DY1%26level%3Dmeso"' in save_view_link(
        "/heat-map?region=Y1&level=meso"
    )


def test_the_form_of_a_view_keeps_name_and_sharing() -> None:
    drawn = view_form("/views", Hidden(), address="/a?b=<", name='"x"', is_shared=True, problem="Wrong.")
    assert 'value="&#34;x&#34;"' in drawn
    assert " checked" in drawn
    assert 'name="address" value="/a?b=&lt;"' in drawn
    assert "Wrong." in drawn
    assert " checked" not in view_form("/views", Hidden(), address="/a", name="x", is_shared=False)


def test_ones_own_views_can_be_moved_shared_renamed_and_removed() -> None:
    hidden = Hidden()
    second = replace(VIEW, id="view-id-0002", name="Second", position=2, is_shared=True)
    first, last = own_views_list((VIEW, second), hidden, "https://parity.example", in_words).split("<li ")[1:]
    assert "My &lt;view&gt;" in first
    assert "Only you" in first
    assert first.count(" disabled") == 1 == last.count(" disabled")
    assert first.index(" disabled") < first.index("Move up") < first.index("Move down")
    assert 'formaction="/views/view-id-0001/share"' in first
    assert 'name="shared" value="yes"' in first
    assert 'name="shared" value="no"' in last
    assert "opens for you only" in first
    assert "opens for you only" not in last
    assert 'value="https://parity.example/views/view-id-0002"' in last
    assert 'formaction="/views/view-id-0002/remove"' in last
    assert hidden.made == 2
    assert "<p>Shows /heat-map?region=Y1</p>" in first
    assert "You keep no views yet." in own_views_list((), hidden, "", in_words)


def test_views_of_others_are_listed_without_anything_to_change_them() -> None:
    drawn = shared_views_list((VIEW,), NAMES, in_words)
    assert "<p>Shows /heat-map?region=Y1</p>" in drawn
    assert "By Ada FICTITIOUS" in drawn
    assert "<form" not in drawn
    assert "By an editor" in shared_views_list((VIEW,), {}, in_words)
    assert "Nobody else shares" in shared_views_list((), NAMES, in_words)


def test_a_removal_can_be_undone_and_visitors_are_told_how_to_keep_views() -> None:
    assert 'action="/views/restore"' in removed_notice("<Gone>", Hidden())
    assert "&lt;Gone&gt;" in removed_notice("<Gone>", Hidden())
    assert "/sign-in?next=%2Fviews" in (way_to_own_views(None) or "")
    assert "Your role is to read" in (way_to_own_views(BEN) or "")
    assert way_to_own_views(ADA) is None
