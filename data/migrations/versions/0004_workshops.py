"""The tables of live workshops."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "workshops",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("join_code", sa.Text(), nullable=True),
        sa.Column("first_plan", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("area", sa.Text(), nullable=False),
        sa.Column("is_rehearsal", sa.Boolean(), nullable=False),
        sa.Column("is_imported", sa.Boolean(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["owner"], ["people.id"], name=op.f("fk_workshops_owner")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workshops")),
        sa.UniqueConstraint("join_code", name=op.f("uq_workshops_join_code")),
    )
    op.create_index(op.f("ix_workshops_owner"), "workshops", ["owner"], unique=False)
    op.create_table(
        "workshop_approvals",
        sa.Column("workshop", sa.Text(), nullable=False),
        sa.Column("round", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("approved_by", sa.Text(), nullable=False),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["approved_by"], ["people.id"], name=op.f("fk_workshop_approvals_approved_by")),
        sa.ForeignKeyConstraint(["workshop"], ["workshops.id"], name=op.f("fk_workshop_approvals_workshop")),
        sa.PrimaryKeyConstraint("workshop", "round", "approved_at", name=op.f("pk_workshop_approvals")),
    )
    op.create_table(
        "workshop_ballots",
        sa.Column("workshop", sa.Text(), nullable=False),
        sa.Column("round", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("participant", sa.Text(), nullable=False),
        sa.Column("sequence", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("group", sa.Text(), nullable=False),
        sa.Column("mode", sa.Text(), nullable=False),
        sa.Column("answers", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["workshop"], ["workshops.id"], name=op.f("fk_workshop_ballots_workshop")),
        sa.PrimaryKeyConstraint("workshop", "round", "participant", "sequence", name=op.f("pk_workshop_ballots")),
    )
    op.create_index(op.f("ix_workshop_ballots_participant"), "workshop_ballots", ["participant"], unique=False)
    op.create_table(
        "workshop_events",
        sa.Column("workshop", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["workshop"], ["workshops.id"], name=op.f("fk_workshop_events_workshop")),
        sa.PrimaryKeyConstraint("workshop", "number", name=op.f("pk_workshop_events")),
    )
    op.create_table(
        "workshop_figures",
        sa.Column("workshop", sa.Text(), nullable=False),
        sa.Column("round", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("publication", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("scale", sa.Text(), nullable=False),
        sa.Column("voice", sa.Text(), nullable=False),
        sa.Column("statistic", sa.Text(), nullable=False),
        sa.Column("value", sa.Double(), nullable=True),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("suppression", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["workshop"], ["workshops.id"], name=op.f("fk_workshop_figures_workshop")),
        sa.PrimaryKeyConstraint("workshop", "round", "publication", "place", name=op.f("pk_workshop_figures")),
    )
    op.create_table(
        "workshop_ideas",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("workshop", sa.Text(), nullable=False),
        sa.Column("participant", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("cell", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["workshop"], ["workshops.id"], name=op.f("fk_workshop_ideas_workshop")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workshop_ideas")),
    )
    op.create_index(op.f("ix_workshop_ideas_participant"), "workshop_ideas", ["participant"], unique=False)
    op.create_index(op.f("ix_workshop_ideas_workshop"), "workshop_ideas", ["workshop"], unique=False)
    op.create_table(
        "workshop_links",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("workshop", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("secret_hash", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["workshop"], ["workshops.id"], name=op.f("fk_workshop_links_workshop")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workshop_links")),
        sa.UniqueConstraint("secret_hash", name=op.f("uq_workshop_links_secret_hash")),
    )
    op.create_index(op.f("ix_workshop_links_workshop"), "workshop_links", ["workshop"], unique=False)
    op.create_table(
        "workshop_participants",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("workshop", sa.Text(), nullable=False),
        sa.Column("token_hash", sa.Text(), nullable=True),
        sa.Column("group", sa.Text(), nullable=False),
        sa.Column("mode", sa.Text(), nullable=False),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("return_hash", sa.Text(), nullable=True),
        sa.Column("returns", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["workshop"], ["workshops.id"], name=op.f("fk_workshop_participants_workshop")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workshop_participants")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_workshop_participants_token_hash")),
    )
    op.create_index(
        "ix_workshop_participants_return", "workshop_participants", ["workshop", "return_hash"], unique=False
    )
    op.create_table(
        "workshop_publications",
        sa.Column("workshop", sa.Text(), nullable=False),
        sa.Column("round", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("publication", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("voices", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["workshop"], ["workshops.id"], name=op.f("fk_workshop_publications_workshop")),
        sa.PrimaryKeyConstraint("workshop", "round", "publication", name=op.f("pk_workshop_publications")),
    )
    op.create_table(
        "workshop_receipts",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("workshop", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("participants", sa.Integer(), nullable=False),
        sa.Column("ideas", sa.Integer(), nullable=False),
        sa.Column("ballots", sa.Integer(), nullable=False),
        sa.Column("kept", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["workshop"], ["workshops.id"], name=op.f("fk_workshop_receipts_workshop")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workshop_receipts")),
    )
    op.create_index(op.f("ix_workshop_receipts_workshop"), "workshop_receipts", ["workshop"], unique=False)


def downgrade() -> None:
    """Drop them, with all that workshops published."""
    op.drop_index(op.f("ix_workshop_receipts_workshop"), table_name="workshop_receipts")
    op.drop_table("workshop_receipts")
    op.drop_table("workshop_publications")
    op.drop_index("ix_workshop_participants_return", table_name="workshop_participants")
    op.drop_table("workshop_participants")
    op.drop_index(op.f("ix_workshop_links_workshop"), table_name="workshop_links")
    op.drop_table("workshop_links")
    op.drop_index(op.f("ix_workshop_ideas_workshop"), table_name="workshop_ideas")
    op.drop_index(op.f("ix_workshop_ideas_participant"), table_name="workshop_ideas")
    op.drop_table("workshop_ideas")
    op.drop_table("workshop_figures")
    op.drop_table("workshop_events")
    op.drop_index(op.f("ix_workshop_ballots_participant"), table_name="workshop_ballots")
    op.drop_table("workshop_ballots")
    op.drop_table("workshop_approvals")
    op.drop_index(op.f("ix_workshops_owner"), table_name="workshops")
    op.drop_table("workshops")
