"""The tables of the published figures: areas, publications, indicators, observations and pairs."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "area_codes",
        sa.Column("code", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_area_codes")),
    )
    op.create_table(
        "publications",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("publisher", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("publication_date", sa.Text(), nullable=False),
        sa.Column("licence", sa.Text(), nullable=False),
        sa.Column("obtained_via", sa.Text(), nullable=False),
        sa.Column("copy_status", sa.Text(), nullable=False),
        sa.Column("retrieved", sa.Text(), nullable=False),
        sa.Column("credit", sa.Text(), nullable=False),
        sa.Column("caveats", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publications")),
    )
    op.create_table(
        "published_dataset",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("seed_digest", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_published_dataset")),
    )
    op.create_table(
        "areas",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("short_name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("region", sa.Text(), nullable=True),
        sa.Column("ons_code", sa.Text(), nullable=False),
        sa.Column("population", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["code"], ["area_codes.code"], name=op.f("fk_areas_code")),
        sa.ForeignKeyConstraint(["region"], ["area_codes.code"], name=op.f("fk_areas_region")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_areas")),
        sa.UniqueConstraint("code", "ons_code", name=op.f("uq_areas_code_ons_code")),
    )
    op.create_table(
        "indicators",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("definition", sa.Text(), nullable=False),
        sa.Column("scale", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("polarity", sa.Text(), nullable=False),
        sa.Column("numerator", sa.Text(), nullable=False),
        sa.Column("denominator", sa.Text(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("frequency", sa.Text(), nullable=False),
        sa.Column("publication", sa.Text(), nullable=False),
        sa.Column("constant", sa.Double(), nullable=True),
        sa.Column("fingertips_id", sa.Text(), nullable=False),
        sa.Column("caveats", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["publication"], ["publications.id"], name=op.f("fk_indicators_publication")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indicators")),
    )
    op.create_table(
        "successions",
        sa.Column("predecessor", sa.Text(), nullable=False),
        sa.Column("successor", sa.Text(), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("share", sa.Double(), nullable=False),
        sa.Column("population", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["predecessor"], ["area_codes.code"], name=op.f("fk_successions_predecessor")),
        sa.ForeignKeyConstraint(["successor"], ["area_codes.code"], name=op.f("fk_successions_successor")),
        sa.PrimaryKeyConstraint("predecessor", "successor", "date", name=op.f("pk_successions")),
    )
    op.create_table(
        "area_vintages",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("vintage", sa.Text(), nullable=False),
        sa.Column("area", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["area"], ["areas.id"], name=op.f("fk_area_vintages_area")),
        sa.ForeignKeyConstraint(["code"], ["area_codes.code"], name=op.f("fk_area_vintages_code")),
        sa.PrimaryKeyConstraint("code", "vintage", name=op.f("pk_area_vintages")),
    )
    op.create_index(op.f("ix_area_vintages_area"), "area_vintages", ["area"], unique=False)
    op.create_table(
        "observations",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("indicator", sa.Text(), nullable=False),
        sa.Column("area", sa.Text(), nullable=False),
        sa.Column("geography", sa.Text(), nullable=False),
        sa.Column("period_label", sa.Text(), nullable=False),
        sa.Column("period_start", sa.Date(), nullable=False),
        sa.Column("period_end", sa.Date(), nullable=False),
        sa.Column("breakdown", sa.Text(), nullable=False),
        sa.Column("value", sa.Double(), nullable=True),
        sa.Column("low", sa.Double(), nullable=True),
        sa.Column("high", sa.Double(), nullable=True),
        sa.Column("count", sa.Double(), nullable=True),
        sa.Column("denominator", sa.Double(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("organisations", sa.Integer(), nullable=True),
        sa.Column("organisations_expected", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("publication", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["area"], ["area_codes.code"], name=op.f("fk_observations_area")),
        sa.ForeignKeyConstraint(["indicator"], ["indicators.id"], name=op.f("fk_observations_indicator")),
        sa.ForeignKeyConstraint(["publication"], ["publications.id"], name=op.f("fk_observations_publication")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_observations")),
        sa.UniqueConstraint(
            "indicator",
            "area",
            "geography",
            "period_end",
            "period_label",
            "breakdown",
            name="uq_observations_figure",
        ),
    )
    op.create_index(op.f("ix_observations_area"), "observations", ["area"], unique=False)
    op.create_index(op.f("ix_observations_publication"), "observations", ["publication"], unique=False)
    op.create_table(
        "pairs",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("block", sa.Text(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("pair_kind", sa.Text(), nullable=False),
        sa.Column("mental_measure", sa.Text(), nullable=False),
        sa.Column("comparator_measure", sa.Text(), nullable=False),
        sa.Column("measure", sa.Text(), nullable=False),
        sa.Column("mental_polarity", sa.Text(), nullable=False),
        sa.Column("comparator_polarity", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("grade", sa.Text(), nullable=False),
        sa.Column("grade_reason", sa.Text(), nullable=False),
        sa.Column("known_bias", sa.Text(), nullable=False),
        sa.Column("decides", sa.Boolean(), nullable=False),
        sa.Column("superseded_by", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("fingertips_id", sa.Text(), nullable=False),
        sa.Column("mental_indicator", sa.Text(), nullable=True),
        sa.Column("mental_reading", sa.Text(), nullable=False),
        sa.Column("mental_breakdown", sa.Text(), nullable=False),
        sa.Column("comparator_indicator", sa.Text(), nullable=True),
        sa.Column("comparator_reading", sa.Text(), nullable=False),
        sa.Column("comparator_breakdown", sa.Text(), nullable=False),
        sa.Column("sides_overlap", sa.Boolean(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("mental_label", sa.Text(), nullable=False),
        sa.Column("comparator_label", sa.Text(), nullable=False),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.Column("unpublished", sa.Text(), nullable=False),
        sa.Column("who_could_publish", sa.Text(), nullable=False),
        sa.Column("nearest_proxy", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["comparator_indicator"], ["indicators.id"], name=op.f("fk_pairs_comparator_indicator")
        ),
        sa.ForeignKeyConstraint(["mental_indicator"], ["indicators.id"], name=op.f("fk_pairs_mental_indicator")),
        sa.ForeignKeyConstraint(
            ["superseded_by"],
            ["pairs.id"],
            name=op.f("fk_pairs_superseded_by"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pairs")),
    )
    op.create_table(
        "spreads",
        sa.Column("pair", sa.Text(), nullable=False),
        sa.Column("period_end", sa.Text(), nullable=False),
        sa.Column("set_name", sa.Text(), nullable=False),
        sa.Column("areas", sa.Integer(), nullable=False),
        sa.Column("standard_deviation", sa.Double(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["pair"], ["pairs.id"], name=op.f("fk_spreads_pair")),
        sa.PrimaryKeyConstraint("pair", "period_end", "set_name", name=op.f("pk_spreads")),
    )


def downgrade() -> None:
    """Remove the tables, those that refer to others first."""
    op.drop_table("spreads")
    op.drop_table("pairs")
    op.drop_index(op.f("ix_observations_publication"), table_name="observations")
    op.drop_index(op.f("ix_observations_area"), table_name="observations")
    op.drop_table("observations")
    op.drop_index(op.f("ix_area_vintages_area"), table_name="area_vintages")
    op.drop_table("area_vintages")
    op.drop_table("successions")
    op.drop_table("indicators")
    op.drop_table("areas")
    op.drop_table("published_dataset")
    op.drop_table("publications")
    op.drop_table("area_codes")
