"""The tables of frameworks and strategies, of evidence that people add, of coding rounds and of checklists."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables, and the one row that numbers edits to evidence."""
    op.create_table(
        "evidence_numbers",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("latest", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence_numbers")),
    )
    op.create_table(
        "checklist_marks",
        sa.Column("area", sa.Text(), nullable=False),
        sa.Column("entry", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("state", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["author"], ["people.id"], name=op.f("fk_checklist_marks_author")),
        sa.PrimaryKeyConstraint("area", "entry", "version", name=op.f("pk_checklist_marks")),
    )
    op.create_index("ix_checklist_marks_author", "checklist_marks", ["author"], unique=False)
    op.create_table(
        "coding_rounds",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("statements", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["owner"], ["people.id"], name=op.f("fk_coding_rounds_owner")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coding_rounds")),
    )
    op.create_index(op.f("ix_coding_rounds_owner"), "coding_rounds", ["owner"], unique=False)
    op.create_table(
        "emphases",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("perspective", sa.Text(), nullable=False),
        sa.Column("voice", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("cells", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["source"], ["sources.id"], name=op.f("fk_emphases_source")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_emphases")),
    )
    op.create_table(
        "evidence_edits",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("content", sa.Text(), nullable=True),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("batch", sa.Text(), nullable=False),
        sa.Column("undoes", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["author"], ["people.id"], name=op.f("fk_evidence_edits_author")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_evidence_edits")),
        sa.UniqueConstraint("kind", "record", "version", name="uq_evidence_edits_version"),
    )
    op.create_index(op.f("ix_evidence_edits_author"), "evidence_edits", ["author"], unique=False)
    op.create_index(op.f("ix_evidence_edits_batch"), "evidence_edits", ["batch"], unique=False)
    op.create_table(
        "evidence_imports",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("format", sa.Text(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("choices", sa.Text(), nullable=False),
        sa.Column("report", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("applied_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["owner"], ["people.id"], name=op.f("fk_evidence_imports_owner")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence_imports")),
    )
    op.create_index(op.f("ix_evidence_imports_owner"), "evidence_imports", ["owner"], unique=False)
    op.create_table(
        "framework_entries",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("framework", sa.Text(), nullable=False),
        sa.Column("order", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("cells", sa.Text(), nullable=False),
        sa.Column("cells_basis", sa.Text(), nullable=False),
        sa.Column("groups", sa.Text(), nullable=False),
        sa.Column("criterion", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("link", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["source"], ["sources.id"], name=op.f("fk_framework_entries_source")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_framework_entries")),
    )
    op.create_table(
        "coding_coders",
        sa.Column("round", sa.Text(), nullable=False),
        sa.Column("coder", sa.Text(), nullable=False),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["coder"], ["people.id"], name=op.f("fk_coding_coders_coder")),
        sa.ForeignKeyConstraint(["round"], ["coding_rounds.id"], name=op.f("fk_coding_coders_round")),
        sa.PrimaryKeyConstraint("round", "coder", name=op.f("pk_coding_coders")),
    )
    op.create_table(
        "coding_placements",
        sa.Column("round", sa.Text(), nullable=False),
        sa.Column("coder", sa.Text(), nullable=False),
        sa.Column("statement", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("block", sa.Text(), nullable=True),
        sa.Column("level", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("is_withdrawn", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["coder"], ["people.id"], name=op.f("fk_coding_placements_coder")),
        sa.ForeignKeyConstraint(["round"], ["coding_rounds.id"], name=op.f("fk_coding_placements_round")),
        sa.PrimaryKeyConstraint("round", "coder", "statement", "version", name=op.f("pk_coding_placements")),
    )
    op.create_table(
        "strategies",
        sa.Column("barrier", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("strength", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["barrier"], ["statements.id"], name=op.f("fk_strategies_barrier")),
        sa.PrimaryKeyConstraint("barrier", "answer", name=op.f("pk_strategies")),
    )
    op.create_table(
        "expected_moves",
        sa.Column("barrier", sa.Text(), nullable=False),
        sa.Column("pair", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["barrier"], ["statements.id"], name=op.f("fk_expected_moves_barrier")),
        sa.ForeignKeyConstraint(["pair"], ["pairs.id"], name=op.f("fk_expected_moves_pair")),
        sa.PrimaryKeyConstraint("barrier", "pair", name=op.f("pk_expected_moves")),
    )
    op.add_column("sources", sa.Column("evidence_from", sa.Integer(), nullable=True))
    op.add_column("sources", sa.Column("evidence_to", sa.Integer(), nullable=True))
    op.add_column("sources", sa.Column("url", sa.Text(), nullable=False, server_default=""))
    op.add_column("statements", sa.Column("subtheme", sa.Text(), nullable=False, server_default=""))
    op.add_column("statements", sa.Column("groups", sa.Text(), nullable=False, server_default=""))
    op.add_column("statements", sa.Column("basis", sa.Text(), nullable=False, server_default="inferred"))
    op.add_column("statements", sa.Column("perspective", sa.Text(), nullable=False, server_default="unknown"))
    op.add_column("statements", sa.Column("wording", sa.Text(), nullable=False, server_default="own_words"))
    op.execute("INSERT INTO evidence_numbers (id, latest) VALUES (1, 0)")


def downgrade() -> None:
    """Remove the tables and the columns."""
    op.drop_column("statements", "wording")
    op.drop_column("statements", "perspective")
    op.drop_column("statements", "basis")
    op.drop_column("statements", "groups")
    op.drop_column("statements", "subtheme")
    op.drop_column("sources", "url")
    op.drop_column("sources", "evidence_to")
    op.drop_column("sources", "evidence_from")
    op.drop_table("expected_moves")
    op.drop_table("strategies")
    op.drop_table("coding_placements")
    op.drop_table("coding_coders")
    op.drop_table("framework_entries")
    op.drop_index(op.f("ix_evidence_imports_owner"), table_name="evidence_imports")
    op.drop_table("evidence_imports")
    op.drop_index(op.f("ix_evidence_edits_batch"), table_name="evidence_edits")
    op.drop_index(op.f("ix_evidence_edits_author"), table_name="evidence_edits")
    op.drop_table("evidence_edits")
    op.drop_table("emphases")
    op.drop_index(op.f("ix_coding_rounds_owner"), table_name="coding_rounds")
    op.drop_table("coding_rounds")
    op.drop_index("ix_checklist_marks_author", table_name="checklist_marks")
    op.drop_table("checklist_marks")
    op.drop_table("evidence_numbers")
