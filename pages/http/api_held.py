"""What answers of the API are made from, all of one moment: the figures, and what people wrote where it is shown."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from domain_model.cells import CELLS, Cell
from domain_model.dataset import Dataset
from domain_model.judgements import Judgement, JudgementBook
from domain_model.notes import Note
from domain_model.people import Person
from domain_model.ports import UnitOfWork
from pages.http.api_gazetteer import Gazetteer
from pages.http.api_parameters import Query
from pages.http.api_problems import echo, missing
from pages.http.api_routes import ApiRoute, Shows


@dataclass(frozen=True, slots=True, eq=False)
class Held:
    """What an answer is made from; what its route does not show is left empty.

    `names` are those of people who wrote something, by id: empty for a reader whom we do not know.
    """

    dataset: Dataset
    judgements: JudgementBook = field(default_factory=JudgementBook)
    versions: tuple[Judgement, ...] = ()
    notes: tuple[Note, ...] = ()
    reader: Person | None = None
    names: Mapping[str, str] = field(default_factory=dict[str, str])

    @property
    def people(self) -> list[object]:
        """What else people wrote that is shown, and who asks, where that is shown: a change of it changes this."""
        notes = [(note.id, note.version) for note in self.notes]
        return [notes, self.reader.id if self.reader else "", sorted(self.names.items())]

    def author(self, person_id: str) -> str | None:
        """The name of an author, as far as the reader may know it."""
        return self.names.get(person_id) or None

    def is_own(self, person_id: str) -> bool:
        """Whether the reader is the author."""
        return self.reader is not None and self.reader.id == person_id


def hold(work: UnitOfWork, route: ApiRoute, query: Query, reader: Person | None) -> Held:
    """Read what the route shows.

    Raises:
        ApiProblemError: 404 for an area that is in no geography, where that matters for what is read.
    """
    dataset = work.datasets.current()
    if route.shows is Shows.FIGURES:
        return Held(dataset)
    if route.shows is Shows.JUDGEMENTS:
        return Held(dataset, work.judgements.book())
    if query.area is not None and Gazetteer(dataset.geography).area(query.area) is None:
        raise missing(f"no such area: {echo(query.area)!r}", parameter="area", value=query.area)
    area = query.area or ""
    return Held(
        dataset=dataset,
        judgements=JudgementBook() if route.shows is Shows.NOTES else work.judgements.book(),
        versions=work.judgements.histories(area) if route.shows is Shows.HISTORY else (),
        notes=_notes(work, area, query) if route.shows is Shows.NOTES else (),
        reader=reader,
        names=work.people.names() if reader else {},
    )


def _notes(work: UnitOfWork, area: str, query: Query) -> tuple[Note, ...]:
    """The notes of an area as they stand, cell by cell, the latest first."""
    return tuple(note for cell in CELLS if is_asked_for(cell, query) for note in work.notes.at(area, cell))


def is_asked_for(cell: Cell, query: Query) -> bool:
    """Whether the cell is in the block and at the level that the query asks for."""
    return query.block in (None, cell.block) and query.level in (None, cell.level)
