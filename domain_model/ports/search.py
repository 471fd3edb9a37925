"""What the domain asks of search."""

from collections.abc import Collection, Iterable
from typing import Protocol

from domain_model.evidence_vocabulary import SearchKind
from domain_model.own_evidence import Edit
from domain_model.search import SearchPage


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

    def renew(self, edits: Iterable[Edit]) -> None:
        """Bring the index up to date with these edits, which were just added in the same work."""
        ...
