"""The full-text search over the evidence, on SQLite (FTS5) and PostgreSQL (tsvector)."""

from collections import OrderedDict
from collections.abc import Callable, Collection, Iterable, Mapping
from threading import Lock
from typing import Any, TypeVar, cast

from sqlalchemy import Connection, Row, text

from data.engine import is_writing
from data.own_evidence_repository import SqlOwnEvidenceRepository
from data.repositories import SqlDatasetRepository
from data.search_index import MARK, SPAN, entries_of, kind_of, numbers_of, put_documents, with_own
from domain_model.evidence import Link, Source, Statement
from domain_model.evidence_vocabulary import RecordKind, SearchKind
from domain_model.own_evidence import Content, Edit
from domain_model.search import (
    SearchDocument,
    SearchEntry,
    SearchHit,
    SearchPage,
    record_documents,
    subtheme_labels,
)
from domain_model.search_words import SearchWords, highlighted, search_words

RANKED_AT_MOST = 10_000
"""Where more is found the words are in nearly everything: to rank it would take long and say nothing."""

_KINDS = {
    RecordKind.SOURCE: SearchKind.SOURCE,
    RecordKind.STATEMENT: SearchKind.STATEMENT,
    RecordKind.LINK: SearchKind.LINK,
}
_FTS5 = "FROM search_index WHERE search_index MATCH :asked"
_TSVECTOR = "FROM search_documents WHERE words @@ CAST(:asked AS tsquery)"
_TSVECTOR_ONE_BY_ONE = "FROM search_documents WHERE ts_match_vq(words, CAST(:asked AS tsquery))"
"""The same without the index: PostgreSQL then takes the documents in the order of their numbers until it has enough."""

_COLUMNS = "d.kind, d.record, d.title, d.body, d.more"
_REMEMBERED = 16

Answer = TypeVar("Answer")


class RememberedSearches:
    """What the last searches of this process counted and found, by their words and the state of the evidence."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.found: OrderedDict[tuple[object, ...], object] = OrderedDict()


class SqlSearchRepository:
    """What can be searched: statements, sources, links and entries of frameworks."""

    def __init__(
        self,
        connection: Connection,
        datasets: SqlDatasetRepository,
        own_evidence: SqlOwnEvidenceRepository,
        remembered: RememberedSearches,
    ) -> None:
        self._connection = connection
        self._datasets = datasets
        self._own_evidence = own_evidence
        self._remembered = remembered
        self._is_postgresql = connection.dialect.name == "postgresql"

    def find(self, text: str, kinds: Collection[SearchKind] = (), limit: int = 50, offset: int = 0) -> SearchPage:
        """What holds all the words of the text, the best first; of these kinds only, if any are named.

        Words in quotation marks have to stand one after the other; of the last word its beginning is enough.
        Anything may be typed: where there is no word in it, nothing is found.
        """
        words = search_words(text)
        if not words.phrases:
            return SearchPage(0, (), dict.fromkeys(SearchKind, 0))
        counts = self._once((words,), lambda: self._counts(words))
        chosen = [kind for kind in SearchKind if kind in kinds] or list(SearchKind)
        total = sum(counts[kind] for kind in chosen)
        is_ranked = total <= RANKED_AT_MOST
        if offset >= total:
            return SearchPage(total, (), counts, is_ranked)
        where = "" if len(chosen) == len(SearchKind) else f" AND ({self._within(chosen)})"
        sql = self._ranked_sql(where) if is_ranked else self._plain_sql(where)
        rows = self._run(sql, words, limit=limit, offset=offset)
        return SearchPage(total, tuple(_hit(row, words) for row in rows), counts, is_ranked)

    def matching(self, text: str, kind: SearchKind = SearchKind.STATEMENT) -> frozenset[str]:
        """The ids of all records of a kind that hold the words; the same object while the evidence stays the same."""
        words = search_words(text)
        if not words.phrases:
            return frozenset()
        return self._once((words, kind), lambda: self._matching(words, kind))

    def entries(self, contents: Iterable[Content]) -> tuple[SearchEntry, ...]:
        """The entries of new records, for `renew`; they may rest on one another and on what stands."""
        new = tuple(contents)
        evidence = with_own(self._datasets.current().evidence, self._own_evidence.standing())
        sources = {source.id: source for source in evidence.sources}
        sources |= {content.id: content for content in new if isinstance(content, Source)}
        return self._written(record_documents(new, sources, subtheme_labels(evidence)))

    def renew(self, edits: Iterable[Edit], entries: Iterable[SearchEntry] | None = None) -> None:
        """Bring the index up to date with these edits, which were just added in the same work.

        A source is found with what was taken from it, so that this is renewed with it; nothing is as yet from a new
        one, whose `entries` are known.
        """
        affected = {(_KINDS[edit.kind], edit.record) for edit in edits if edit.kind in _KINDS}
        if not affected:
            return
        if entries is not None:
            put_documents(self._connection, entries, ())
            return
        own, catalogue = self._own_evidence.standing(), self._datasets.current().evidence
        renewed = {record for kind, record in affected if kind is SearchKind.SOURCE}
        evidence = with_own(catalogue, own)
        sources, subthemes = {source.id: source for source in evidence.sources}, subtheme_labels(evidence)
        standing = (*own.sources.values(), *own.statements.values(), *own.links.values())
        changed = [
            content
            for edit in standing
            if isinstance(content := edit.content, Source | Statement | Link)
            and ((_KINDS[edit.kind], edit.record) in affected or getattr(content, "source", None) in renewed)
        ]
        documents = tuple(record_documents(changed, sources, subthemes))
        gone = affected - {(one.kind, one.record) for one in documents}
        put_documents(self._connection, self._written(documents), gone)

    def _written(self, documents: Iterable[SearchDocument]) -> tuple[SearchEntry, ...]:
        return entries_of(documents, self._connection.dialect.name)

    def _once(self, asked: tuple[object, ...], answer: Callable[[], Answer]) -> Answer:
        """The answer to a question about the evidence as it stands, found once for as long as it stands."""
        key = (*asked, self._datasets.current().version, self._own_evidence.standing().number)
        with self._remembered.lock:
            known = self._remembered.found.get(key)
        if known is not None:
            return cast(Answer, known)
        found = answer()
        if not is_writing(self._connection):  # what a writer sees may never be committed
            with self._remembered.lock:
                self._remembered.found[key] = found
                while len(self._remembered.found) > _REMEMBERED:
                    self._remembered.found.popitem(last=False)
        return found

    def _matching(self, words: SearchWords, kind: SearchKind) -> frozenset[str]:
        # As one text: to hand over tens of thousands of rows one by one takes ten times as long.
        within = self._within([kind])
        if self._is_postgresql:
            sql = f"SELECT string_agg(record, chr(10)) {_TSVECTOR} AND {within}"
        else:
            numbers = f"SELECT rowid {_FTS5} AND {within}"
            sql = f"SELECT group_concat(record, char(10)) FROM search_documents WHERE number IN ({numbers})"
        ((together,),) = self._run(sql, words)
        return frozenset((together or "").split("\n")) - {""}

    def _counts(self, words: SearchWords) -> Mapping[SearchKind, int]:
        number, found = ("number", _TSVECTOR) if self._is_postgresql else ("rowid", _FTS5)
        rows = self._run(f"SELECT {number} / {SPAN} AS place, count(*) {found} GROUP BY place", words)
        return dict.fromkeys(SearchKind, 0) | {kind_of(place): count for place, count in rows}

    def _within(self, kinds: Collection[SearchKind]) -> str:
        number = "number" if self._is_postgresql else "rowid"
        return " OR ".join("{} BETWEEN {} AND {}".format(number, *numbers_of(kind)) for kind in kinds)

    def _ranked_sql(self, where: str) -> str:
        """The best first; of equals, the one that comes first in the index."""
        if self._is_postgresql:
            place = f"SELECT number, ts_rank(words, CAST(:asked AS tsquery)) AS rank {_TSVECTOR}{where}"
            return self._with_texts(f"{place} ORDER BY rank DESC, number", "found.rank DESC, d.number")
        return self._with_texts(
            f"SELECT rowid AS number, rank {_FTS5}{where} ORDER BY rank, rowid", "found.rank, d.number"
        )

    def _plain_sql(self, where: str) -> str:
        """In the order of the index; so much fits that a page is full long before everything was looked at."""
        number, found = ("number", _TSVECTOR_ONE_BY_ONE) if self._is_postgresql else ("rowid", _FTS5)
        return self._with_texts(f"SELECT {number} AS number {found}{where} ORDER BY {number}", "d.number")

    def _with_texts(self, found: str, order: str) -> str:
        """The page first, then the texts of what is on it alone."""
        page = f"SELECT * FROM ({found} LIMIT :limit OFFSET :offset) AS page"
        joined = f"({page}) AS found JOIN search_documents AS d ON d.number = found.number"
        return f"SELECT {_COLUMNS} FROM {joined} ORDER BY {order}"

    def _run(self, sql: str, words: SearchWords, **values: int) -> list[Row[*tuple[Any, ...]]]:
        asked = _tsquery(words) if self._is_postgresql else _fts5_query(words)
        return list(self._connection.execute(text(sql), {"asked": asked, **values}))


def _hit(row: Row[str, str, str, str, str], words: SearchWords) -> SearchHit:
    """A hit of a row: its kind, its id, and its three texts."""
    kind, record, title, body, more = row
    return SearchHit(SearchKind(kind), record, *(highlighted(one, words) for one in (title, body, more)))


def _fts5_query(words: SearchWords) -> str:
    """The words as FTS5 reads them; they are letters and digits alone, so that none is an operator."""
    parts = [f'"{" ".join(phrase)}"' for phrase in words.phrases]
    if words.beginning:
        parts[-1] = f'({parts[-1]} OR "{MARK}{words.beginning}" *)'
    return " AND ".join(parts)


def _tsquery(words: SearchWords) -> str:
    """The words as PostgreSQL reads them."""
    parts = ["(" + " <-> ".join(f"'{stem}'" for stem in phrase) + ")" for phrase in words.phrases]
    if words.beginning:
        parts[-1] = f"({parts[-1]} | '{MARK}{words.beginning}':*)"
    return " & ".join(parts)
