"""The tables of the published figures, on SQLite and PostgreSQL alike; private to data."""

import datetime
from typing import Annotated

from sqlalchemy import Date, Double, ForeignKey, MetaData, Table, Text, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

Key = Annotated[str, mapped_column(primary_key=True)]
AreaCode = Annotated[str, mapped_column(ForeignKey("area_codes.code"))]
SourceId = Annotated[str, mapped_column(ForeignKey("sources.id"))]
IndicatorId = Annotated[str, mapped_column(ForeignKey("indicators.id"))]
PublicationId = Annotated[str, mapped_column(ForeignKey("publications.id"))]


class Base(DeclarativeBase):
    """All tables; constraints are named by rule, so that a migration can name them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {str: Text(), float: Double(), datetime.date: Date()}


def table_of(row: type[Base]) -> Table:
    """The table of a kind of row, for plain selects and inserts."""
    table = row.__table__
    assert isinstance(table, Table)
    return table


class PublishedDatasetRow(Base):
    """The one row that says which dataset the others hold, and which seed files it was read from."""

    __tablename__ = "published_dataset"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    version: Mapped[str]
    seed_digest: Mapped[str]


class AreaCodeRow(Base):
    """A code that an area carries, or several areas one after the other."""

    __tablename__ = "area_codes"

    code: Mapped[Key]


class AreaRow(Base):
    """An area for as long as its boundary did not change."""

    __tablename__ = "areas"
    __table_args__ = (UniqueConstraint("code", "ons_code"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    code: Mapped[AreaCode]
    name: Mapped[str]
    short_name: Mapped[str]
    kind: Mapped[str]
    region: Mapped[str | None] = mapped_column(ForeignKey("area_codes.code"))
    ons_code: Mapped[str]
    population: Mapped[int]
    valid_from: Mapped[datetime.date | None]
    valid_to: Mapped[datetime.date | None]


class AreaVintageRow(Base):
    """A geography of boards that an area belongs to; a code is one area in each."""

    __tablename__ = "area_vintages"

    code: Mapped[AreaCode] = mapped_column(primary_key=True)
    vintage: Mapped[Key]
    area: Mapped[int] = mapped_column(ForeignKey("areas.id"), index=True)


class SuccessionRow(Base):
    """A share of one board that moved to another."""

    __tablename__ = "successions"

    predecessor: Mapped[AreaCode] = mapped_column(primary_key=True)
    successor: Mapped[AreaCode] = mapped_column(primary_key=True)
    date: Mapped[datetime.date] = mapped_column(primary_key=True)
    share: Mapped[float]
    population: Mapped[int]


class PublicationRow(Base):
    """Where figures come from."""

    __tablename__ = "publications"

    id: Mapped[Key]
    publisher: Mapped[str]
    title: Mapped[str]
    publication_date: Mapped[str]
    licence: Mapped[str]
    obtained_via: Mapped[str]
    copy_status: Mapped[str]
    retrieved: Mapped[str]
    credit: Mapped[str]
    caveats: Mapped[str]


class IndicatorRow(Base):
    """A published measure."""

    __tablename__ = "indicators"

    id: Mapped[Key]
    name: Mapped[str]
    definition: Mapped[str]
    scale: Mapped[str]
    unit: Mapped[str]
    polarity: Mapped[str]
    numerator: Mapped[str]
    denominator: Mapped[str]
    basis: Mapped[str]
    frequency: Mapped[str]
    publication: Mapped[PublicationId]
    constant: Mapped[float | None]
    fingertips_id: Mapped[str]
    caveats: Mapped[str]


class ObservationRow(Base):
    """A figure: an indicator in an area of a geography, a period and a breakdown."""

    __tablename__ = "observations"
    __table_args__ = (
        UniqueConstraint(
            *("indicator", "area", "geography", "period_end", "period_label", "breakdown"),
            name="uq_observations_figure",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    indicator: Mapped[IndicatorId]
    area: Mapped[AreaCode] = mapped_column(index=True)
    geography: Mapped[str]
    period_label: Mapped[str]
    period_start: Mapped[datetime.date]
    period_end: Mapped[datetime.date]
    breakdown: Mapped[str]
    value: Mapped[float | None]
    low: Mapped[float | None]
    high: Mapped[float | None]
    count: Mapped[float | None]
    denominator: Mapped[float | None]
    status: Mapped[str]
    organisations: Mapped[int | None]
    organisations_expected: Mapped[int | None]
    note: Mapped[str]
    publication: Mapped[PublicationId] = mapped_column(index=True)


class PairRow(Base):
    """A pair of the register with the words people read about it."""

    __tablename__ = "pairs"

    id: Mapped[Key]
    block: Mapped[str]
    level: Mapped[str]
    pair_kind: Mapped[str]
    mental_measure: Mapped[str]
    comparator_measure: Mapped[str]
    measure: Mapped[str]
    mental_polarity: Mapped[str]
    comparator_polarity: Mapped[str]
    unit: Mapped[str]
    grade: Mapped[str]
    grade_reason: Mapped[str]
    known_bias: Mapped[str]
    decides: Mapped[bool]
    # Checked at commit: the pair that supersedes may be written after the one it supersedes.
    superseded_by: Mapped[str | None] = mapped_column(ForeignKey("pairs.id", deferrable=True, initially="DEFERRED"))
    source: Mapped[str]
    fingertips_id: Mapped[str]
    mental_indicator: Mapped[str | None] = mapped_column(ForeignKey("indicators.id"))
    mental_reading: Mapped[str]
    mental_breakdown: Mapped[str]
    comparator_indicator: Mapped[str | None] = mapped_column(ForeignKey("indicators.id"))
    comparator_reading: Mapped[str]
    comparator_breakdown: Mapped[str]
    sides_overlap: Mapped[bool]
    title: Mapped[str]
    mental_label: Mapped[str]
    comparator_label: Mapped[str]
    sentence: Mapped[str]
    unpublished: Mapped[str]
    who_could_publish: Mapped[str]
    nearest_proxy: Mapped[str]


class SpreadRow(Base):
    """The standard deviation of a named set that a pair is measured in."""

    __tablename__ = "spreads"

    pair: Mapped[str] = mapped_column(ForeignKey("pairs.id"), primary_key=True)
    period_end: Mapped[Key]
    set_name: Mapped[Key]
    areas: Mapped[int]
    standard_deviation: Mapped[float]
    note: Mapped[str]
