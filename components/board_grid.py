"""The 6 by 3 grid of one board: blocks as rows, levels as columns, each cell in words."""

from markupsafe import Markup

from components.formatting import codes, gap_limits, gap_number, sentence_case
from components.grid_cell import (
    DEPENDS_ON_COUNTING,
    cell_classes,
    context_gap,
    context_words,
    empty_code,
    hint_words,
    judged_sign,
    region_hint,
    workshops_sign,
)
from components.grid_heads import half_count, half_words
from components.labels import ARROWS, label
from components.levels import level as level_words
from components.levels import sides
from components.markup import for_ears, joined, tag
from components.sentences import cell_sentence, certainty_label, dates_words, side_name
from components.url_state import AreaView
from domain_model.cell_summary import MeasuredCell
from domain_model.cells import Cell
from domain_model.geography import Area
from domain_model.judgements import JudgementBook
from domain_model.parity import ParityGap
from domain_model.use_cases.compare_areas import ParityGrid
from domain_model.use_cases.compare_judgements import judged_mark
from domain_model.use_cases.count_evidence import EvidenceCell
from domain_model.use_cases.explain_emptiness import why_not_compared
from domain_model.vocabulary import AreaKind, Band, BuildingBlock, Emptiness, Level, PairKind, Side
from domain_model.workshop.judged_cells import NO_WORKSHOPS, WorkshopBook


def board_grid(
    grid: ParityGrid,
    evidence: dict[Cell, EvidenceCell],
    area: Area,
    view: AreaView,
    book: JudgementBook | None = None,
    workshops: WorkshopBook = NO_WORKSHOPS,
) -> Markup:
    """The table of one area as markup, for the host that `markup_host` makes; the books hold what people think.

    Roles are written out because a phone shows its cells one under another, which takes away those of a table.
    """
    stop = view.cell or Cell(next(iter(BuildingBlock)), next(iter(Level)))
    corner = tag("th", "Building block", scope="col", role="columnheader")
    head = tag("tr", corner, *(_level(level) for level in Level), role="row")
    rows = (
        tag(
            "tr",
            tag("th", label(block), scope="row", role="rowheader"),
            *(_cell(grid, area, evidence[Cell(block, level)], view, stop, book, workshops) for level in Level),
            role="row",
        )
        for block in BuildingBlock
    )
    return tag(
        "table",
        tag("caption", f"{area.short_name}: six building blocks, three levels"),
        tag("thead", head, role="rowgroup"),
        tag("tbody", joined(rows), role="rowgroup"),
        class_="board-grid",
        data_grid="cell",
        role="table",
    )


def _level(level: Level) -> Markup:
    return tag("th", sentence_case(label(level)), scope="col", role="columnheader")


def _cell(
    grid: ParityGrid,
    area: Area,
    evidence: EvidenceCell,
    view: AreaView,
    stop: Cell,
    book: JudgementBook | None,
    workshops: WorkshopBook,
) -> Markup:
    measured = grid.at(area.code, evidence.cell)
    hint = region_hint(grid, area.region if area.kind is AreaKind.ICB else "", measured)
    need = context_gap(measured)
    mark = judged_mark(book, measured) if book else None
    if measured.deciding is not None:
        face = _compared(measured, measured.deciding)
    elif need is not None:
        face = _context(need)
    else:
        face = _empty(measured)
    name = [cell_sentence(measured, area.short_name)]
    if need is not None:
        name.append(f"Context only, {context_words(need)}.")
    if hint is not None:
        name.append(hint_words(hint))
    name.append(sentence_case("; ".join(half_words(h) for h in (evidence.barriers, evidence.enablers))) + ".")
    button = tag(
        "button",
        for_ears(" ".join(name)),
        tag("span", face, class_="face", aria_hidden="true"),
        _region_hint(hint),
        tag("span", _evidence(evidence), aria_hidden="true", class_="foot"),
        workshops_sign(workshops, measured),
        judged_sign(mark) if mark else None,
        type="button", class_=cell_classes(measured), data_area=area.code, data_cell=evidence.cell.token,
        tabindex=0 if evidence.cell == stop else -1,
        aria_current="true" if evidence.cell == view.cell else None,
    )  # fmt: skip
    return tag("td", button, role="cell", data_level=sentence_case(label(evidence.cell.level)))


def _region_hint(hint: Band | None) -> Markup | None:
    """The direction of the region, for the eye; the name of the cell says it too."""
    if hint is None:
        return None
    return tag("small", f"region {ARROWS[hint]} {label(hint)}, not counted", class_="hint", aria_hidden="true")


def _compared(measured: MeasuredCell, gap: ParityGap) -> Markup:
    """Direction, number and verdict; the deciding pair with both levels; how sure, when, and on what base."""
    assert gap.band is not None and gap.certainty is not None
    limits = gap_limits(gap)
    sure = f"{limits}, {certainty_label(gap)}" if limits else certainty_label(gap)
    if gap.framing_sensitive:
        sure = f"{sure}; {DEPENDS_ON_COUNTING}"
    return joined(
        (
            tag("b", f"{ARROWS[gap.band]} {gap_number(gap)} {codes(gap.status)}".strip()),
            tag("em", label(gap.band) + (", between groups" if gap.pair.pair_kind is PairKind.GROUP else "")),
            tag("span", gap.pair.words.title, class_="pair"),
            _both_levels(gap),
            tag("small", sentence_case(sure)),
            tag("small", f"{dates_words(gap)} · grade {gap.pair.grade} · {_base(measured)}"),
        )
    )


def _both_levels(gap: ParityGap) -> Markup | None:
    """Both sides' own values: a parity figure never stands without them."""
    values = [
        f"{_side(gap, side)} {level_words(gap.pair, value)}" for side, value in sides(gap) if value.value is not None
    ]
    return tag("small", ", ".join(values), class_="levels") if values else None


def _side(gap: ParityGap, side: Side) -> str:
    """Mental or physical health; of two groups, which people they are."""
    if gap.pair.pair_kind is not PairKind.GROUP:
        return sentence_case(side_name(gap.pair, side))
    words = gap.pair.words
    return sentence_case(words.mental_label if side is Side.MENTAL else words.comparator_label)


def _context(gap: ParityGap) -> Markup:
    return joined(
        (
            tag("b", sentence_case(context_words(gap).partition(",")[0])),
            tag("em", "no judgement"),
            tag("span", gap.pair.words.title, class_="pair"),
            tag("small", f"{dates_words(gap)} · grade {gap.pair.grade}"),
        )
    )


def _empty(measured: MeasuredCell) -> Markup:
    why = sentence_case(why_not_compared(measured))
    return joined(
        (
            tag("b", empty_code(measured)),
            tag("em", label(measured.emptiness or Emptiness.NO_DATA)),
            tag("span", why, class_="pair"),
            tag("small", _base(measured)),
        )
    )


def _evidence(evidence: EvidenceCell) -> str:
    """`■ 7 barriers, □ 2 enablers`."""
    halves = (evidence.barriers, evidence.enablers)
    return ", ".join(f"{half_count(half)} {label(half.kind)}{'' if half.count == 1 else 's'}" for half in halves)


def _base(measured: MeasuredCell) -> str:
    return f"{measured.comparable} of {measured.registered} pairs"
