"""The tables of the evidence: sources, statements, links, and the product's words."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "cell_words",
        sa.Column("block", sa.Text(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("meaning", sa.Text(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("block", "level", name=op.f("pk_cell_words")),
    )
    op.create_table(
        "glossary_terms",
        sa.Column("term", sa.Text(), nullable=False),
        sa.Column("plain_meaning", sa.Text(), nullable=False),
        sa.Column("more", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("term", name=op.f("pk_glossary_terms")),
    )
    op.create_table(
        "published_cells",
        sa.Column("block", sa.Text(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("block", "level", "kind", name=op.f("pk_published_cells")),
    )
    op.create_table(
        "sources",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("authors", sa.Text(), nullable=False),
        sa.Column("year", sa.Text(), nullable=False),
        sa.Column("publisher", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("citation", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sources")),
    )
    op.create_table(
        "contradictions",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("other_source", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("finding", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["source"], ["sources.id"], name=op.f("fk_contradictions_source")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contradictions")),
    )
    op.create_table(
        "links",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("from_block", sa.Text(), nullable=True),
        sa.Column("from_level", sa.Text(), nullable=True),
        sa.Column("to_block", sa.Text(), nullable=True),
        sa.Column("to_level", sa.Text(), nullable=True),
        sa.Column("from_words", sa.Text(), nullable=False),
        sa.Column("to_words", sa.Text(), nullable=False),
        sa.Column("sign", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("basis_note", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["source"], ["sources.id"], name=op.f("fk_links_source")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_links")),
    )
    op.create_table(
        "quoted_figures",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("measure", sa.Text(), nullable=False),
        sa.Column("group", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("low", sa.Text(), nullable=False),
        sa.Column("high", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("period", sa.Text(), nullable=False),
        sa.Column("geography", sa.Text(), nullable=False),
        sa.Column("citation", sa.Text(), nullable=False),
        sa.Column("block", sa.Text(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("comparison", sa.Text(), nullable=False),
        sa.Column("use", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["source"], ["sources.id"], name=op.f("fk_quoted_figures_source")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quoted_figures")),
    )
    op.create_table(
        "statements",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("participant", sa.Text(), nullable=False),
        sa.Column("voice", sa.Text(), nullable=False),
        sa.Column("reading", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("placement", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["source"], ["sources.id"], name=op.f("fk_statements_source")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statements")),
    )
    op.create_index(op.f("ix_statements_source"), "statements", ["source"], unique=False)
    op.create_table(
        "study_facts",
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["source"], ["sources.id"], name=op.f("fk_study_facts_source")),
        sa.PrimaryKeyConstraint("record", "item", name=op.f("pk_study_facts")),
    )
    op.create_table(
        "subthemes",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("block", sa.Text(), nullable=False),
        sa.Column("order", sa.Integer(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("gist", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["source"], ["sources.id"], name=op.f("fk_subthemes_source")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subthemes")),
    )
    op.create_table(
        "statement_cells",
        sa.Column("statement", sa.Text(), nullable=False),
        sa.Column("block", sa.Text(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("is_contested", sa.Boolean(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["statement"], ["statements.id"], name=op.f("fk_statement_cells_statement")),
        sa.PrimaryKeyConstraint("statement", "block", "level", "is_contested", name=op.f("pk_statement_cells")),
    )
    op.create_table(
        "statement_repeats",
        sa.Column("statement", sa.Text(), nullable=False),
        sa.Column("entry", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["entry"], ["statements.id"], name=op.f("fk_statement_repeats_entry")),
        sa.ForeignKeyConstraint(["statement"], ["statements.id"], name=op.f("fk_statement_repeats_statement")),
        sa.PrimaryKeyConstraint("statement", "entry", name=op.f("pk_statement_repeats")),
    )


def downgrade() -> None:
    """Remove the tables, those that refer to others first."""
    op.drop_table("statement_repeats")
    op.drop_table("statement_cells")
    op.drop_table("subthemes")
    op.drop_table("study_facts")
    op.drop_index(op.f("ix_statements_source"), table_name="statements")
    op.drop_table("statements")
    op.drop_table("quoted_figures")
    op.drop_table("links")
    op.drop_table("contradictions")
    op.drop_table("sources")
    op.drop_table("published_cells")
    op.drop_table("glossary_terms")
    op.drop_table("cell_words")
