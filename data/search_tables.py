"""The table that search looks into; private to data.

Everything in it is made from other tables: no backup holds it, and a start or a restore makes it anew. SQLite searches
it by a second, virtual table, which keeps an index of its own in five further ones.
"""

from sqlalchemy import Index, Text, UniqueConstraint
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column

from data.tables import Base

FULL_TEXT = "search_index"
"""The virtual table of SQLite (FTS5) over the words of the documents."""

FULL_TEXT_TABLES = frozenset({FULL_TEXT, *(f"{FULL_TEXT}_{part}" for part in ("data", "idx", "docsize", "config"))})
"""The tables that SQLite keeps for it: no table of ours, and none on PostgreSQL."""


class SearchDocumentRow(Base):
    """A record of the evidence as search sees it.

    `number` has the place of its kind in its first digits, so that a kind is a range of numbers. `words` are the words
    of all three texts as `data.search_index` writes them.
    """

    __tablename__ = "search_documents"
    __table_args__ = (
        UniqueConstraint("kind", "record"),
        # Without GIN's list of what is still to be sorted in: a search right after an import would read all of it.
        Index(
            "ix_search_documents_words", "words", postgresql_using="gin", postgresql_with={"fastupdate": "off"}
        ).ddl_if(dialect="postgresql"),
    )

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[str]
    record: Mapped[str]
    title: Mapped[str]
    body: Mapped[str]
    more: Mapped[str]
    words: Mapped[str] = mapped_column(Text().with_variant(TSVECTOR(), "postgresql"))
