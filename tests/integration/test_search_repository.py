"""Search finds the same on both databases, keeps up with what people add, and takes anything that is typed."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from data.backup import back_up
from data.restore import restore
from data.search_repository import SqlSearchRepository
from data.unit_of_work import Store, open_store
from domain_model.evidence import Link, Source, Statement
from domain_model.evidence_vocabulary import RecordKind, SearchKind
from domain_model.own_evidence import Content
from domain_model.people import Person
from domain_model.people_vocabulary import Role
from domain_model.search import SearchPage
from domain_model.vocabulary import LinkBasis, LinkSign, Reading, StatementKind

AT = datetime(2026, 11, 28, 10, 0, tzinfo=UTC)
ADA = Person("id-ada", "Ada", "ada@example.org", Role.EDITOR, AT)
SOURCE = Source("own-s", "FICTITIOUS zebraic study", "Quagga Q.", "2024", "", "study", "Quagga Q. FICTITIOUS.", "")
STATEMENT = Statement(
    id="own-a",
    kind=StatementKind.BARRIER,
    cells=(),
    text="FICTITIOUS okapi and/or giraffe wards lack whole-person crises plans",
    source="own-s",
    place="page 7",
    participant="PT.77",
    voice="participant",
    reading=Reading.CODED,
    in_table2=(),
    also_in=(),
    note="",
)
LINK = Link("own-l", None, None, None, None, "okapi", "giraffe", LinkSign.WORSENS, "FICTITIOUS okapi link",
            LinkBasis.STATED, "", "own-s", "page 9")  # fmt: skip
Record = tuple[RecordKind, str, Content | None]


@pytest.fixture
def store(copy_of_seeded: Callable[[], str]) -> Iterator[Store]:
    opened = open_store(copy_of_seeded(), progress=lambda _line: None)
    with opened.writing_unit_of_work() as work:
        work.people.add(ADA, "none")
        work.commit()
    add(opened, (RecordKind.SOURCE, "own-s", SOURCE), (RecordKind.STATEMENT, "own-a", STATEMENT))
    yield opened
    opened.close()


def add(store: Store, *records: Record) -> None:
    with store.writing_unit_of_work() as work:
        work.search.renew(work.own_evidence.add(ADA.id, records, AT))
        work.commit()


def statement(number: int, words: str) -> Record:
    made = replace(STATEMENT, id=f"own-n{number:02}", text=f"FICTITIOUS {words}")
    return RecordKind.STATEMENT, made.id, made


def find(store: Store, text: str, *kinds: SearchKind, limit: int = 50, offset: int = 0) -> SearchPage:
    with store.unit_of_work() as work:
        return work.search.find(text, kinds, limit, offset)


def records(store: Store, text: str, *kinds: SearchKind) -> list[str]:
    return [hit.record for hit in find(store, text, *kinds).hits]


def test_everything_that_is_published_can_be_found_from_the_start(store: Store) -> None:
    with store.unit_of_work() as work:
        evidence = work.datasets.current().evidence
        for item in (*evidence.statements[::40], *evidence.links[::20], *evidence.framework_entries[::40]):
            found = work.search.find(f'"{" ".join(item.text.replace(chr(34), " ").split()[:7])}"', limit=500)
            assert item.id in {hit.record for hit in found.hits}, item
        for source in evidence.sources:
            assert source.id in {
                hit.record for hit in work.search.find(" ".join(source.citation.split()[:7]), limit=500).hits
            }
        counts = work.search.find("", ()).counts
    assert dict.fromkeys(SearchKind, 0) == counts


@pytest.mark.parametrize(
    "typed",
    [
        "okapi",
        "OKÁPI",
        "okap",
        "ward",
        "lacking",
        "or giraffe",
        "giraffe okapi",
        '"okapi and or giraffe"',
        '"whole person" crisis',
        "whole-person",
        "crises",
        "zebraic okapi",
        "PT.77",
        "quagga page giraff",
    ],
)
def test_a_statement_is_found_by_its_words_its_source_its_place_and_its_voice(store: Store, typed: str) -> None:
    assert "own-a" in records(store, typed, SearchKind.STATEMENT)


@pytest.mark.parametrize(
    "typed",
    ["okapis zebra2", '"giraffe okapi"', '"okap"', '"person FICTITIOUS"', '"plans quagga"', "kapi", "okapi warden"],
)
def test_what_does_not_hold_all_of_it_as_typed_is_not_found(store: Store, typed: str) -> None:
    assert records(store, typed) == []


@pytest.mark.parametrize(
    "typed",
    [
        "", " ", '"', '""', "*", "( ) & | ! : < - >", "\x00", "okapi\x00", "NEAR(okapi giraffe)", "words:okapi",
        "okapi*",
        "-okapi", "^okapi", "okapi:*", "'okapi'", "\\", "okapi \\", "%", "🦓", "\ud800", "a" * 10_000, "okapi " * 2_000,
        '"okapi', "okapi AND", "OR", "; DROP TABLE search_documents", "{okapi} : x", "\u01c0okapi", "ɪ̈ŋ ½ ﬁ",
    ],
)  # fmt: skip
def test_anything_may_be_typed(store: Store, typed: str) -> None:
    page = find(store, typed)
    assert page.total == sum(page.counts.values()) and len(page.hits) == min(50, page.total)
    with store.unit_of_work() as work:
        assert len(work.search.matching(typed)) == page.counts[SearchKind.STATEMENT]


def test_hits_say_where_the_words_stand_and_come_by_kind_with_counts(store: Store) -> None:
    add(store, (RecordKind.LINK, "own-l", LINK))
    page = find(store, "okapi", SearchKind.LINK)
    assert page.total == 1 and page.is_ranked
    assert (page.counts[SearchKind.STATEMENT], page.counts[SearchKind.LINK], page.counts[SearchKind.SOURCE]) == (
        1,
        1,
        0,
    )
    (hit,) = page.hits
    assert (hit.kind, hit.record, hit.title) == (SearchKind.LINK, "own-l", ())
    assert hit.text == (("FICTITIOUS ", False), ("okapi", True), (" link", False))
    assert hit.more[0] == ("okapi", True)
    (hit,) = find(store, "zebraic", SearchKind.SOURCE).hits
    assert hit.title == (("FICTITIOUS ", False), ("zebraic", True), (" study", False))


def test_pages_follow_one_another_and_equals_come_in_the_order_of_the_index(store: Store) -> None:
    add(store, *(statement(number, "pangolin") for number in range(7)))
    whole = records(store, "pangolin")
    assert whole == [f"own-n{number:02}" for number in range(7)]
    pages = [find(store, "pangolin", limit=3, offset=offset) for offset in (0, 3, 6, 9)]
    assert [len(page.hits) for page in pages] == [3, 3, 1, 0]
    assert {page.total for page in pages} == {7}
    assert [hit.record for page in pages for hit in page.hits] == whole


def test_what_speaks_of_it_more_comes_first(store: Store) -> None:
    add(
        store, statement(1, "pangolin among many other words of every kind and sort"), statement(2, "pangolin pangolin")
    )
    assert records(store, "pangolin") == ["own-n02", "own-n01"]


def test_where_nearly_everything_fits_nothing_is_ranked(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    add(
        store, statement(1, "pangolin among many other words of every kind and sort"), statement(2, "pangolin pangolin")
    )
    monkeypatch.setattr("data.search_repository.RANKED_AT_MOST", 1)
    page = find(store, "pangolin")
    assert ([hit.record for hit in page.hits], page.is_ranked) == (["own-n01", "own-n02"], False)
    assert [hit.record for hit in find(store, "pangolin", limit=1, offset=1).hits] == ["own-n02"]


def test_a_change_is_found_by_its_new_words_alone_and_a_withdrawal_not_at_all(store: Store) -> None:
    add(store, statement(1, "pangolin"), statement(2, "pangolin"))
    add(store, statement(1, "aardvark"))
    assert (records(store, "pangolin"), records(store, "aardvark")) == (["own-n02"], ["own-n01"])
    add(store, (RecordKind.STATEMENT, "own-n01", None))
    assert (records(store, "aardvark"), records(store, "pangolin")) == ([], ["own-n02"])
    add(store, statement(1, "aardvark"))
    assert records(store, "aardvark") == ["own-n01"]


def test_a_source_that_is_renamed_is_found_with_what_was_taken_from_it(store: Store) -> None:
    add(store, (RecordKind.LINK, "own-l", LINK))
    add(store, (RecordKind.SOURCE, "own-s", replace(SOURCE, title="FICTITIOUS tapir study")))
    assert sorted(records(store, "tapir")) == ["own-a", "own-l", "own-s"]
    assert records(store, "zebraic") == []


def test_what_was_not_committed_is_not_found(store: Store) -> None:
    with store.writing_unit_of_work() as work:
        work.search.renew(work.own_evidence.add(ADA.id, [statement(1, "pangolin")], AT))
        assert work.search.matching("pangolin") == {"own-n01"}
    assert records(store, "pangolin") == []
    with store.unit_of_work() as work:
        assert work.search.matching("pangolin") == frozenset()


def test_the_same_search_gives_the_same_ids_until_something_changes(store: Store) -> None:
    def matching(text: str = "pangolin okap") -> frozenset[str]:
        with store.unit_of_work() as work:
            return work.search.matching(text)

    add(store, statement(1, "pangolin okapi"))
    first = matching()
    assert first == {"own-n01"} and matching() is first
    add(store, statement(2, "pangolin okapi"))
    assert matching() == {"own-n01", "own-n02"}
    for number in range(40):
        matching(f"word{number}")
    assert matching() is not first and matching("") == frozenset()
    with store.unit_of_work() as work:
        assert work.search.matching("zebraic", SearchKind.SOURCE) == {"own-s"}


def test_a_restored_backup_can_be_searched(
    store: Store, copy_of_seeded: Callable[[], str], new_database: Callable[[], str], tmp_path: Path
) -> None:
    with store.unit_of_work() as work:
        url = work.connection.engine.url.render_as_string(hide_password=False)
    path, _manifest = back_up(url, tmp_path / "backup.zip", progress=lambda _line: None)
    target = new_database()
    restore(target, path, progress=lambda _line: None)
    restored = open_store(target, progress=lambda _line: None)
    assert records(restored, "okapi zebraic") == ["own-a"]
    assert find(restored, "parity").counts == find(store, "parity").counts
    restored.close()


def test_nothing_is_asked_of_the_database_where_there_is_nothing_to_look_for(store: Store) -> None:
    with store.unit_of_work() as work:
        search: SqlSearchRepository = work.search
        assert search.find("…") == SearchPage(0, (), dict.fromkeys(SearchKind, 0))
