"""Coding rounds keep at which version the evidence was when they were made, and when they were closed."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; of rounds that are there already it was not recorded."""
    op.add_column("coding_rounds", sa.Column("made_with", sa.Text(), nullable=True))
    op.add_column("coding_rounds", sa.Column("closed_with", sa.Text(), nullable=True))


def downgrade() -> None:
    """Remove the columns."""
    op.drop_column("coding_rounds", "closed_with")
    op.drop_column("coding_rounds", "made_with")
