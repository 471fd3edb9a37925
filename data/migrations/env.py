"""Runs migrations inside the transaction of whoever brings the database up to date."""

from alembic import context

from data import evidence_tables, judgement_tables, own_evidence_tables, search_tables, workshop_tables
from data.tables import Base

# Importing the other tables is what makes them known to the metadata.
tables = (
    evidence_tables.StatementRow,
    judgement_tables.JudgementRow,
    own_evidence_tables.EvidenceEditRow,
    search_tables.SearchDocumentRow,
    workshop_tables.WorkshopRow,
)
assert all(row.metadata is Base.metadata for row in tables)

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=Base.metadata)
with context.begin_transaction():
    context.run_migrations()
