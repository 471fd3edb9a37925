"""Fifty thousand statements and twenty thousand links, for the benchmark only.

They are FICTITIOUS: words drawn at random from a short list, seeded, so that some words are common and some rare.
No page may ever be served from such a database.
"""

import random
from dataclasses import replace
from datetime import UTC, datetime

from data.unit_of_work import Store
from domain_model.cells import CELLS
from domain_model.evidence import Link, Source, Statement
from domain_model.evidence_import import Proposed
from domain_model.evidence_vocabulary import Perspective, PlacementBasis, PopulationGroup, RecordKind
from domain_model.own_evidence import Content
from domain_model.people import Person
from domain_model.people_vocabulary import Role
from domain_model.vocabulary import LinkBasis, LinkSign, Reading, StatementKind

STATEMENTS = 50_000
LINKS = 20_000
SOURCES = 200
AUTHOR = "bench-coder"
AT = datetime(2026, 11, 28, 10, 0, tzinfo=UTC)
COMMON = ["care", "service", "staff", "people", "health", "mental", "access", "wait", "time", "money"]
MIDDLING = [
    "ward",
    "clinic",
    "therapy",
    "crisis",
    "record",
    "budget",
    "leader",
    "carer",
    "child",
    "school",
    "nurse",
    "doctor",
    "housing",
    "travel",
    "phone",
    "form",
    "target",
    "audit",
    "training",
    "referral",
    "discharge",
    "liaison",
    "estate",
    "pharmacy",
    "rota",
    "vacancy",
    "board",
    "region",
    "trust",
    "network",
]
RARE = [
    f"{start}{end}"
    for start in ["ba", "be", "bi", "bo", "bam", "da", "de", "di", "do", "du"]
    for end in ["lorn", "mast", "nett", "pold", "rusk"]
]


def add_large_evidence(store: Store) -> None:
    """Add them all in one piece of work, as an import does, and bring the search index up to date."""
    chance = random.Random(20_261_128)
    person = Person(AUTHOR, "FICTITIOUS coder", "coder@example.org", Role.EDITOR, AT)
    records: list[tuple[RecordKind, str, Content | None]] = []
    records += [(RecordKind.SOURCE, f"own-source-{n}", _source(n, chance)) for n in range(SOURCES)]
    records += [(RecordKind.STATEMENT, f"own-statement-{n}", _statement(n, chance)) for n in range(STATEMENTS)]
    records += [(RecordKind.LINK, f"own-link-{n}", _link(n, chance)) for n in range(LINKS)]
    with store.writing_unit_of_work() as work:
        work.people.add(person, "none")
        work.search.renew(work.own_evidence.add(AUTHOR, records, AT))
        work.commit()


def file_of(statements: int) -> Proposed:
    """What a table with so many statements of one source holds, under ids that the product never gave."""
    chance = random.Random(20_261_129)
    source = replace(_source(0, chance), id="bench-report")
    rows = [_statement(number, chance) for number in range(statements)]
    return Proposed((source,), tuple(replace(one, id=f"bench-{n}", source=source.id) for n, one in enumerate(rows)))


def further_statement(number: int) -> tuple[RecordKind, str, Content | None]:
    """One statement more, to be added while everything else is remembered."""
    return RecordKind.STATEMENT, f"own-further-{number}", _statement(number, random.Random(number))


def _words(chance: random.Random) -> str:
    words = chance.choices(COMMON, k=6) + chance.choices(MIDDLING, k=5)
    if chance.random() < 0.1:
        words.append(chance.choice(RARE))
    chance.shuffle(words)
    return "FICTITIOUS " + " ".join(words)


def _source(number: int, chance: random.Random) -> Source:
    year = chance.randint(2003, 2025)
    return Source(
        id=f"own-source-{number}",
        title=f"FICTITIOUS study {number}",
        authors="FICTITIOUS author",
        year=str(year),
        publisher="",
        kind="qualitative study",
        citation=f"FICTITIOUS study {number}, {year}.",
        note="",
        evidence_from=year - 1,
        evidence_to=year,
    )


def _statement(number: int, chance: random.Random) -> Statement:
    cells = chance.sample(CELLS, k=chance.choices((0, 1, 2, 3), weights=(1, 70, 20, 9))[0])
    return Statement(
        id=f"own-statement-{number}",
        kind=chance.choices(tuple(StatementKind), weights=(60, 30, 4, 6))[0],
        cells=tuple(sorted(cells, key=CELLS.index)),
        text=_words(chance),
        source=f"own-source-{chance.randrange(SOURCES)}",
        place=f"page {chance.randint(1, 40)}",
        participant=f"PT.{chance.randint(1, 60)}" if chance.random() < 0.5 else "",
        voice=chance.choice(("participant", "authors", "unknown")),
        reading=Reading.CODED,
        in_table2=(),
        also_in=(chance.choice(CELLS),) if chance.random() < 0.05 else (),
        note="",
        placement="" if cells else "all/all",
        groups=tuple(chance.sample(tuple(PopulationGroup), k=1)) if chance.random() < 0.3 else (),
        basis=chance.choice(tuple(PlacementBasis)),
        perspective=chance.choice(tuple(Perspective)),
    )


def _link(number: int, chance: random.Random) -> Link:
    start, end = chance.sample(CELLS, k=2)
    return Link(
        id=f"own-link-{number}",
        from_block=start.block,
        from_level=start.level,
        to_block=end.block,
        to_level=end.level,
        from_words="",
        to_words="",
        sign=chance.choice(tuple(LinkSign)),
        text=_words(chance),
        basis=chance.choice(tuple(LinkBasis)),
        basis_note="",
        source=f"own-source-{chance.randrange(SOURCES)}",
        place=f"page {chance.randint(1, 40)}",
    )
