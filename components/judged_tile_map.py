"""What the tile map needs to show one person's views: its title, its legend, and the field that chooses the layer."""

from collections import Counter
from collections.abc import Mapping

from markupsafe import Markup

from components.author_names import AN_EDITOR, FORMER_MEMBER
from components.formatting import plural, sentence_case
from components.judged_tile_words import NO_ANSWER, NOT_SCORED, NOT_SCORED_SIGN, whose_view
from components.judgement_words import PENCIL, UNEQUAL, Reader
from components.labels import label
from components.markup import for_eyes, joined, tag
from components.tile_map import map_title
from components.url_state import TileMapView
from domain_model.use_cases.fill_judged_tiles import JudgedTiles
from domain_model.vocabulary import Perception

MEASURED = "Measured"
MY_VIEWS = "My views"
NOBODY_HERE = "Nobody has scored this cell yet"


def judged_title(judged: JudgedTiles, reader: Reader) -> str:
    """`Service delivery, meso: one person's view (n = 1), by Ann`."""
    return f"{map_title(judged.measured)}: {whose_view(judged, reader)}"


def judged_legend() -> Markup:
    """What the marks of one person's views mean; bands have the colours and arrows of the legend of the page."""
    lines = (
        _line("judged dont_know", "?", label(Perception.DONT_KNOW)),
        _line("judged no_answer", PENCIL, f"scored, but {NO_ANSWER}"),
        _line("judged not_scored", NOT_SCORED_SIGN, f"{NOT_SCORED}: not parity"),
        tag("li", tag("strong", for_eyes(UNEQUAL)), " measured and judged disagree"),
    )
    return tag("div", tag("ul", joined(lines), class_="legend-strip"), class_="legend judged-legend")


def layer_field(view: TileMapView, people: Mapping[str, int], reader: Reader) -> Markup:
    """The field 'Layer': what is measured, the reader's own views, and one entry for each person who scored the cell.

    `people` says in how many boards each did, by id, most first. Whoever reads no names, reads numbers instead.
    """
    counted = {view.whose: 0, **people} if view.whose and view.whose not in people else dict(people)
    own = reader.person.id if reader.person else ""
    order = sorted(counted, key=lambda author: author != own)
    called = {author: MY_VIEWS if author == own else _called(author, reader) for author in order}
    alike = Counter(called.values())
    number: Counter[str] = Counter()
    options = [tag("option", MEASURED, value="")]
    for author in order:
        name = called[author]
        number[name] += 1
        which = f", {number[name]} of {alike[name]}" if alike[name] > 1 else ""
        boards = plural(counted[author], "board") if counted[author] else "no board"
        options.append(tag("option", f"{name}{which} ({boards})", value=author, selected=author == view.whose))
    if not people:
        options.append(tag("option", NOBODY_HERE, value="", disabled=True))
    field = "filter-whose"
    return tag(
        "div",
        tag("label", "Layer", for_=field),
        tag("select", joined(options), id=field, data_view_param="whose", data_key=field, class_="form-select"),
        class_="filter",
    )


def _called(author: str, reader: Reader) -> str:
    """A person's name as it is; what stands in place of one begins the entry."""
    name = reader.name_of(author)
    return sentence_case(name) if name in (AN_EDITOR, FORMER_MEMBER) else name


def _line(classes: str, sign: str, words: str) -> Markup:
    return tag("li", tag("span", sign, class_=f"chip cell {classes}", aria_hidden="true"), words)
