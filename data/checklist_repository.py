"""Checklists of areas in a database, every version of every mark."""

from collections.abc import Mapping, Sequence

from sqlalchemy import ColumnElement, Connection, Row, Select, func, insert, select, true
from sqlalchemy.exc import IntegrityError

from data.own_evidence_tables import ChecklistMarkRow
from data.tables import table_of
from domain_model.checklists import ChecklistMark
from domain_model.evidence_vocabulary import ChecklistState
from domain_model.ports.contributions import ChangedMeanwhileError

MARKS = table_of(ChecklistMarkRow)


class SqlChecklistRepository:
    """What editors say of the entries of frameworks for areas, every version of it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def standing(self, area: str) -> Mapping[str, ChecklistMark]:
        """The latest version of each mark of an area by its entry, those taken back among them."""
        rows = self._connection.execute(_latest(MARKS.c.area == area))
        return {mark.entry: mark for mark in map(_mark, rows)}

    def everywhere(self) -> tuple[ChecklistMark, ...]:
        """The latest version of each mark of every area, those taken back among them, by area and entry."""
        return tuple(map(_mark, self._connection.execute(_latest(true()))))

    def history(self, area: str, entry: str) -> tuple[ChecklistMark, ...]:
        """All versions of a mark in order."""
        one = (MARKS.c.area == area, MARKS.c.entry == entry)
        return tuple(map(_mark, self._connection.execute(select(MARKS).where(*one).order_by(MARKS.c.version))))

    def of(self, author: str) -> tuple[ChecklistMark, ...]:
        """All versions that a person wrote, in the order of their making."""
        order = (MARKS.c.at, MARKS.c.area, MARKS.c.entry, MARKS.c.version)
        return tuple(
            map(_mark, self._connection.execute(select(MARKS).where(MARKS.c.author == author).order_by(*order)))
        )

    def add(self, marks: Sequence[ChecklistMark]) -> None:
        """Keep these versions, all or none.

        Raises:
            ChangedMeanwhileError: if one of these versions is there already.
        """
        if not marks:
            return
        try:
            with self._connection.begin_nested():
                self._connection.execute(insert(MARKS), [_values_of(mark) for mark in marks])
        except IntegrityError:
            raise ChangedMeanwhileError(f"the checklist of {marks[0].area} was changed meanwhile") from None


def _latest(wanted: ColumnElement[bool]) -> Select[tuple[object, ...]]:
    """The versions that no later one follows."""
    newest = (
        select(MARKS.c.area, MARKS.c.entry, func.max(MARKS.c.version).label("version"))
        .where(wanted)
        .group_by(MARKS.c.area, MARKS.c.entry)
        .subquery()
    )
    is_newest = (
        (MARKS.c.area == newest.c.area) & (MARKS.c.entry == newest.c.entry) & (MARKS.c.version == newest.c.version)
    )
    return select(MARKS).join(newest, is_newest).order_by(MARKS.c.area, MARKS.c.entry)


def _values_of(mark: ChecklistMark) -> dict[str, object]:
    return {
        "area": mark.area,
        "entry": mark.entry,
        "version": mark.version,
        "state": mark.state.value if mark.state else None,
        "note": mark.note,
        "author": mark.author,
        "at": mark.at,
    }


def _mark(row: Row) -> ChecklistMark:
    state = ChecklistState(row.state) if row.state else None
    return ChecklistMark(row.area, row.entry, row.version, state, row.note, row.author, row.at)
