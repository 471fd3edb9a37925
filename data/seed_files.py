"""Reads the whole seed folder into domain objects, or refuses it with file, row and reason."""

from hashlib import sha256
from pathlib import Path

from data.published_content import PublishedContent
from data.seed_evidence import read_cell_words, read_evidence, read_glossary
from data.seed_figures import read_figures, read_indicators, read_publications
from data.seed_pairs import read_pairs, read_spreads
from data.seed_rows import SeedRow, read_keyed
from domain_model.geography import ENGLAND, Area, Geography, Succession
from domain_model.vocabulary import AreaKind, Vintage

SEED_FOLDER = Path(__file__).resolve().parent / "seed"
AREAS = "areas.csv"
READING = b"1"
"""Raise it when unchanged files come to be read differently: the database is then seeded again."""

_SUCCESSION_KINDS = ("merger", "split", "acquisition", "recode_boundary_gain")


def read_seed(folder: Path) -> PublishedContent:
    """Everything in a seed folder, checked row by row.

    Raises:
        SeedError: if a row breaks the contract of docs/seed-format.md.
    """
    areas = _areas(folder)
    publications = read_publications(folder)
    indicators = read_indicators(folder, publications)
    observations = read_figures(folder, publications, indicators, areas)
    pairs = read_pairs(folder, indicators, {(figure.indicator, figure.breakdown) for figure in observations})
    return PublishedContent(
        geography=Geography(areas, _successions(folder, areas)),
        publications=tuple(publications.values()),
        indicators=tuple(indicators.values()),
        observations=observations,
        pairs=pairs,
        spreads=read_spreads(folder, {pair.id for pair in pairs}),
        evidence=read_evidence(folder, {pair.id for pair in pairs}),
        cell_words=read_cell_words(folder),
        glossary=read_glossary(folder),
    )


def seed_digest(folder: Path) -> str:
    """A hash of the files as they are, to tell without reading them whether anything changed."""
    digest = sha256(READING)
    for path in sorted(folder.rglob("*.csv")):
        content = path.read_bytes()
        digest.update(f"\n{path.relative_to(folder).as_posix()} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()


def _areas(folder: Path) -> tuple[Area, ...]:
    columns = "code name short_name kind region ons_code population valid_from valid_to geographies"
    read = [(row, _area(row)) for _key, row in read_keyed(folder, AREAS, columns, key="code valid_from")]
    regions = {area.code for _row, area in read if area.kind is AreaKind.REGION}
    parents = {AreaKind.ICB: regions, AreaKind.REGION: {ENGLAND}, AreaKind.COUNTRY: {""}}
    taken: dict[tuple[str, Vintage], int] = {}
    for row, area in read:
        if area.region not in parents[area.kind]:
            raise row.refuse(
                f"region is {area.region!r}: use the code of a region in {AREAS} for a board, "
                f"{ENGLAND} for a region, nothing for the country"
            )
        for vintage in sorted(area.vintages):
            first = taken.setdefault((area.code, vintage), row.number)
            if first != row.number:
                raise row.refuse(f"{area.code} is in {vintage} by row {first}: correct the geographies")
    return tuple(area for _row, area in read)


def _area(row: SeedRow) -> Area:
    row.required("geographies")
    return row.make(
        Area,
        code=row.required("code"),
        name=row.required("name"),
        short_name=row.required("short_name"),
        kind=row.token("kind", AreaKind),
        region=row.text("region"),
        ons_code=row.required("ons_code"),
        population=row.whole("population"),
        valid_from=row.day_or_none("valid_from"),
        valid_to=row.day_or_none("valid_to"),
        vintages=frozenset(row.as_token(part, "geographies", Vintage) for part in row.listed("geographies")),
    )


def _successions(folder: Path, areas: tuple[Area, ...]) -> tuple[Succession, ...]:
    """What became of the boards of 2023; a successor is a board of 2026."""
    old, new = ({a.code for a in areas if vintage in a.vintages} for vintage in (Vintage.ICB2023, Vintage.ICB2026))
    found: list[Succession] = []
    columns = "predecessor successor date share population kind"
    for _key, row in read_keyed(folder, "successions.csv", columns, key="predecessor successor date"):
        if row.text("kind") not in _SUCCESSION_KINDS:
            raise row.refuse(f"kind is {row.text('kind')!r}: use one of {', '.join(_SUCCESSION_KINDS)}")
        share = row.number_or_none("share")
        if share is None:
            raise row.refuse("share is empty: fill it in, 1 for a whole merger")
        found.append(
            row.make(
                Succession,
                predecessor=row.known("predecessor", old, f"{AREAS} for {Vintage.ICB2023}"),
                successor=row.known("successor", new, f"{AREAS} for {Vintage.ICB2026}"),
                date=row.day("date"),
                share=share,
                population=row.whole("population"),
            )
        )
    return tuple(found)
