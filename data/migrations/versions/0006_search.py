"""The index of the full-text search; the product fills it when it starts."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TSVECTOR

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_FULL_TEXT = (
    "CREATE VIRTUAL TABLE search_index USING fts5(words, content='search_documents', content_rowid='number', "
    "tokenize='unicode61 remove_diacritics 0', prefix='2 3')",
    "CREATE TRIGGER search_documents_added AFTER INSERT ON search_documents BEGIN "
    "INSERT INTO search_index(rowid, words) VALUES (new.number, new.words); END",
    "CREATE TRIGGER search_documents_removed AFTER DELETE ON search_documents BEGIN "
    "INSERT INTO search_index(search_index, rowid, words) VALUES ('delete', old.number, old.words); END",
    "CREATE TRIGGER search_documents_changed AFTER UPDATE ON search_documents BEGIN "
    "INSERT INTO search_index(search_index, rowid, words) VALUES ('delete', old.number, old.words); "
    "INSERT INTO search_index(rowid, words) VALUES (new.number, new.words); END",
)


def upgrade() -> None:
    """Create the table, and what each database searches it by."""
    is_postgresql = op.get_bind().dialect.name == "postgresql"
    op.create_table(
        "search_documents",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("more", sa.Text(), nullable=False),
        sa.Column("words", TSVECTOR() if is_postgresql else sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_search_documents")),
        sa.UniqueConstraint("kind", "record", name=op.f("uq_search_documents_kind_record")),
    )
    if is_postgresql:
        op.create_index(
            "ix_search_documents_words",
            "search_documents",
            ["words"],
            postgresql_using="gin",
            postgresql_with={"fastupdate": "off"},
        )
    else:
        for statement in _FULL_TEXT:
            op.execute(statement)


def downgrade() -> None:
    """Remove the table, and with it all that belongs to it."""
    if op.get_bind().dialect.name != "postgresql":
        op.execute("DROP TABLE search_index")
        for trigger in ("added", "removed", "changed"):
            op.execute(f"DROP TRIGGER search_documents_{trigger}")
    op.drop_table("search_documents")
