"""What the domain asks of search."""

from collections.abc import Collection, Iterable
from typing import Protocol

from domain_model.evidence_vocabulary import SearchKind
from domain_model.own_evidence import Content, Edit
from domain_model.search import SearchEntry, SearchPage


class SearchRepository(Protocol):
    """The full-text search over the evidence: statements, sources, links and entries of frameworks."""

    def find(self, text: str, kinds: Collection[SearchKind] = (), limit: int = 50, offset: int = 0) -> SearchPage:
        """What holds all the words of the text, the best first; of these kinds only, if any are named.

        Words in quotation marks have to stand one after the other; of the last word its beginning is enough.
        Anything may be typed: where there is no word in it, nothing is found.
        """
        ...

    def matching(self, text: str, kind: SearchKind = SearchKind.STATEMENT) -> frozenset[str]:
        """The ids of all records of a kind that hold the words."""
        ...

    def entries(self, contents: Iterable[Content]) -> tuple[SearchEntry, ...]:
        """The entries of new records, for `renew`: what takes long of it and needs no turn to write.

        They may rest on one another and on what stands.
        """
        ...

    def renew(self, edits: Iterable[Edit], entries: Iterable[SearchEntry] | None = None) -> None:
        """Bring the index up to date with these edits, which were just added in the same work.

        `entries` are theirs, where all of them are of new records and nothing was changed since those were made.
        """
        ...
