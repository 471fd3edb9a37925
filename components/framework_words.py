"""What the pages of frameworks, strategies, perspectives and checklists share: places, cells, addresses and choices."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from urllib.parse import quote, urlencode

from markupsafe import Markup, escape

from components.filters import Choice
from components.formatting import day_words
from components.labels import cell_label, label
from components.markup import for_ears, joined, tag
from components.page_actions import copy_link, page_actions
from components.saved_view_lists import save_view_link
from components.source_words import source_name
from domain_model.cells import Cell
from domain_model.evidence import Source
from domain_model.evidence_book import catalogue_version
from domain_model.evidence_vocabulary import FrameworkKind, PlacementBasis, PopulationGroup
from domain_model.geography import Geography, regions_first
from domain_model.people import Person
from domain_model.vocabulary import AreaKind, Vintage

_QUIET = "btn btn-outline-primary btn-sm"
OUR_WORDS = "wording: ours; the original stands in the source"
THEIR_WORDS = "in the words of who added it; the original stands in the source"
QUOTED = "quoted from the source"


def source_line(
    sources: Mapping[str, Source], source_id: str, place: str, link: str = "", whose: str = OUR_WORDS
) -> Markup:
    """Which source says it and where, with a link to how to cite it and to the address that the source prints.

    `whose` says in whose words it is.
    """
    source = sources.get(source_id)
    cited = tag("a", source_name(source), href=f"/sources#source-{source_id}") if source else "source not known"
    further = link if _is_web_address(link) else source.url if source and _is_web_address(source.url) else ""
    printed = tag("a", "the address it gives", href=further, rel="noreferrer") if further else None
    return tag(
        "p", cited, f", {place}" if place else None, joined((" · ", printed)) if printed else None,
        f" · {whose}", class_="framework-source",
    )  # fmt: skip


def _is_web_address(text: str) -> bool:
    return text.startswith(("https://", "http://"))


def cell_chip(cell: Cell, address: str, *, chosen: bool = False) -> Markup:
    """A cell as a link that leads on."""
    return tag("a", cell_label(cell), href=address, class_="cell-chip", aria_current="true" if chosen else None)


def basis_mark(basis: PlacementBasis) -> Markup:
    """How firmly something sits in its cells, in words; what is ours is set apart by its shape too."""
    ours = basis is PlacementBasis.INFERRED
    return tag("span", label(basis), class_="basis-mark ours" if ours else "basis-mark")


def cell_ways(cell: Cell, area: str, *, here: str) -> Markup:
    """From a cell to the other pages that know it; `here` is the page that shows this."""
    name = for_ears(f" of {cell_label(cell)}")
    figures = f"/heat-map?{urlencode({'area': area or 'ENG', 'cell': cell.token}, safe='/')}"
    ways = (
        (f"/matrix?cell={cell.token}", "Statements"),
        (figures, "Figures on the heat map"),
        (f"/strategies?cell={cell.token}", "Barriers and what addresses them"),
        (f"/frameworks?cell={cell.token}", "Entries of frameworks"),
        (f"/perspectives?block={cell.block}&level={cell.level}", "Perspectives"),
    )
    return tag(
        "ul", *(tag("li", tag("a", words, name, href=href)) for href, words in ways), class_="cell-ways no-print"
    )


def entry_address(entry: str) -> str:
    """The page that shows one entry."""
    return f"/frameworks?{urlencode({'entry': entry})}"


def statement_address(statement: str) -> str:
    """The page of one statement."""
    return f"/evidence/statements/{quote(statement)}"


def checklist_address(area: str, kind: FrameworkKind) -> str:
    """The checklist of a kind for an area."""
    return f"/checklists/{quote(area)}/{kind}"


def highlighted(text: str, words: Iterable[str]) -> Markup:
    """The text with every place marked at which one of the words stands."""
    wanted = [re.escape(word) for word in words]
    pieces = re.split(f"({'|'.join(wanted)})", text, flags=re.IGNORECASE) if wanted else [text]
    return joined(tag("mark", piece) if place % 2 else escape(piece) for place, piece in enumerate(pieces))


def group_words(groups: Iterable[PopulationGroup]) -> str:
    """Whom it is about: `Age; Race`."""
    return "; ".join(label(group) for group in groups)


def area_choices(geography: Geography, first: str) -> list[Choice]:
    """England, the regions and the boards of today; `first` are the words of the empty choice."""
    today = geography.in_vintage(Vintage.ICB2026)
    country = [area for area in today if area.kind is AreaKind.COUNTRY]
    return [("", first), *((area.code, area.short_name) for area in (*country, *regions_first(today)))]


def counted_choices(first: str, choices: Iterable[Choice], counts: Mapping[str, int], chosen: str) -> list[Choice]:
    """Each choice with how much it would leave; what would leave nothing is left out unless it is chosen."""
    return [
        ("", first),
        *(
            (value, f"{words} · {counts.get(value, 0)}")
            for value, words in choices
            if counts.get(value) or value == chosen
        ),
    ]


def view_actions(page: str, search: str, person: Person | None, *, take_away: str = "") -> Markup:
    """What can be done with a view: its link, saving it, printing it and taking it away as a file."""
    files = None
    if take_away:
        query = urlencode({"view": take_away}) + (f"&{search[1:]}" if search else "")
        files = tag("a", "Take away", href=f"/evidence/take-away?{query}", class_=_QUIET)
    printing = tag("button", "Print this page", type="button", class_=_QUIET, data_print="")
    return page_actions(copy_link(), save_view_link(f"{page}{search}", person), printing, files)


def printed_line(address: str, version: str, today: date) -> Markup:
    """What stands on paper only: where the page comes from, of which day and of which version of the evidence."""
    whose = "ours" if version == catalogue_version(version) else "ours, or that of who added it"
    return tag("p", f"From {address}, {day_words(today)}. Evidence {version}. Wording: {whose}.", class_="print-note")
