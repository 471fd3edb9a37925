"""Notes and saved views in a database."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from sqlalchemy import Connection, Row, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from data.judgement_tables import NoteRow, SavedViewRow
from data.tables import table_of
from domain_model.cells import Cell
from domain_model.notes import Note
from domain_model.ports.contributions import ChangedMeanwhileError
from domain_model.saved_views import SavedView
from domain_model.vocabulary import BuildingBlock, Level

NOTES = table_of(NoteRow)
SAVED_VIEWS = table_of(SavedViewRow)


class SqlNoteRepository:
    """Notes, every version of them."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def at(self, area: str, cell: Cell) -> tuple[Note, ...]:
        """The notes on a cell as they stand, the latest first; withdrawn ones left out."""
        place = (NOTES.c.area == area, NOTES.c.block == cell.block.value, NOTES.c.level == cell.level.value)
        return _standing(self._connection.execute(select(NOTES).where(*place)))

    def of(self, author: str) -> tuple[Note, ...]:
        """The notes of a person as they stand, the latest first; withdrawn ones left out."""
        return _standing(self._connection.execute(select(NOTES).where(NOTES.c.author == author)))

    def versions(self, note_id: str) -> tuple[Note, ...]:
        """All versions of a note in order."""
        rows = self._connection.execute(select(NOTES).where(NOTES.c.id == note_id).order_by(NOTES.c.version))
        return tuple(_note(row) for row in rows)

    def versions_of(self, author: str) -> tuple[tuple[Note, ...], ...]:
        """All versions of every note of a person, withdrawn ones too: note by note, the oldest note first."""
        order = (NOTES.c.id, NOTES.c.version)
        rows = self._connection.execute(select(NOTES).where(NOTES.c.author == author).order_by(*order))
        by_note = (tuple(versions) for _note_id, versions in groupby(map(_note, rows), key=lambda note: note.id))
        return tuple(sorted(by_note, key=lambda versions: (versions[0].at, versions[0].id)))

    def add(self, note: Note) -> None:
        """Keep a version.

        Raises:
            ChangedMeanwhileError: if there is such a version of the note already.
        """
        try:
            with self._connection.begin_nested():
                self._connection.execute(
                    insert(NOTES).values(
                        id=note.id,
                        version=note.version,
                        author=note.author,
                        area=note.area,
                        block=note.cell.block.value,
                        level=note.cell.level.value,
                        text=note.text,
                        at=note.at,
                        is_withdrawn=note.is_withdrawn,
                    )
                )
        except IntegrityError:
            raise ChangedMeanwhileError(f"note {note.id}, version {note.version}") from None

    def erase_of(self, author: str) -> int:
        """Remove all notes of a person; answer how many."""
        asked = select(func.count(NOTES.c.id.distinct())).where(NOTES.c.author == author)
        number = self._connection.scalar(asked) or 0
        self._connection.execute(delete(NOTES).where(NOTES.c.author == author))
        return number


def _standing(rows: Iterable[Row]) -> tuple[Note, ...]:
    latest: dict[str, Note] = {}
    for note in map(_note, rows):
        if note.id not in latest or latest[note.id].version < note.version:
            latest[note.id] = note
    standing = (note for note in latest.values() if not note.is_withdrawn)
    return tuple(sorted(standing, key=lambda note: (note.at, note.id), reverse=True))


def _note(row: Row) -> Note:
    cell = Cell(BuildingBlock(row.block), Level(row.level))
    return Note(row.id, row.author, row.area, cell, row.version, row.text, row.at, row.is_withdrawn)


class SqlSavedViewRepository:
    """Saved views."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, owner: str) -> tuple[SavedView, ...]:
        """One person's, in their order."""
        order = (SAVED_VIEWS.c.position, SAVED_VIEWS.c.created_at, SAVED_VIEWS.c.id)
        rows = self._connection.execute(select(SAVED_VIEWS).where(SAVED_VIEWS.c.owner == owner).order_by(*order))
        return tuple(_view(row) for row in rows)

    def by_id(self, view_id: str) -> SavedView | None:
        """The view of that id."""
        row = self._connection.execute(select(SAVED_VIEWS).where(SAVED_VIEWS.c.id == view_id)).one_or_none()
        return _view(row) if row else None

    def shared(self) -> tuple[SavedView, ...]:
        """All shared ones, by name."""
        views = map(_view, self._connection.execute(select(SAVED_VIEWS).where(SAVED_VIEWS.c.is_shared)))
        # Databases sort letters by rules of their own, each by others.
        return tuple(sorted(views, key=lambda view: (view.name.casefold(), view.id)))

    def add(self, view: SavedView) -> None:
        """Keep a new view."""
        self._connection.execute(insert(SAVED_VIEWS).values(id=view.id, **_view_values(view)))

    def change(self, view: SavedView) -> bool:
        """Keep a changed view; False if it was removed meanwhile, and then it stays so."""
        changed = update(SAVED_VIEWS).where(SAVED_VIEWS.c.id == view.id).values(_view_values(view))
        return self._connection.execute(changed).rowcount == 1

    def remove(self, view_id: str) -> None:
        """Forget one."""
        self._connection.execute(delete(SAVED_VIEWS).where(SAVED_VIEWS.c.id == view_id))

    def reorder(self, owner: str, view_ids: Sequence[str]) -> None:
        """Number the owner's views in this order."""
        for position, view_id in enumerate(view_ids, start=1):
            one = (SAVED_VIEWS.c.id == view_id, SAVED_VIEWS.c.owner == owner)
            self._connection.execute(update(SAVED_VIEWS).where(*one).values(position=position))


def _view_values(view: SavedView) -> dict[str, object]:
    return {
        "owner": view.owner,
        "name": view.name,
        "path": view.path,
        "search": view.search,
        "position": view.position,
        "is_shared": view.is_shared,
        "created_at": view.created_at,
        "changed_at": view.changed_at,
    }


def _view(row: Row) -> SavedView:
    return SavedView(
        id=row.id,
        owner=row.owner,
        name=row.name,
        path=row.path,
        search=row.search,
        position=row.position,
        is_shared=row.is_shared,
        created_at=row.created_at,
        changed_at=row.changed_at,
    )
