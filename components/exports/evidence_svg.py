"""The matrix and the from-to matrix of links as figures for slides and papers: SVG that needs no font of its own."""

from collections.abc import Iterable, Sequence
from textwrap import wrap

from markupsafe import Markup

from components.exports.evidence_words import Cover, drawable, source_line
from components.labels import SHORT_BLOCKS, cell_label, label
from components.link_words import MARKS
from components.markup import Attribute, joined, tag
from components.shell import NOT_ENDORSED
from components.statement_card import KIND_MARKS
from components.theme import BAND_FILL, COMPARATOR, FURNITURE, MUTED, PAPER, RULE, TEXT
from domain_model.cells import CELLS, Cell
from domain_model.use_cases.explore_evidence import SIDES, EvidenceMatrix, MatrixHalf
from domain_model.use_cases.follow_links import LinkMap
from domain_model.use_cases.index_links import ENDS, End
from domain_model.vocabulary import Band, BuildingBlock, Emptiness, Level, LinkSign

FONT = "sans-serif"
_LETTERS = 155
"""Of small text on a line: few enough for the widest of the usual fonts."""

WIDTH = 1000
MARGIN = 24
_HEAD, _LINE = 250, 17
_CELL_WIDTH, _CELL_HEIGHT = 242, 66
_SIDE, _ACROSS, _DOWN = 188, 40, 27
_DARKEST = 0.42
"""How much of its colour the half with most statements has; text stays readable on it."""

_SIGN_FILL = {
    LinkSign.WORSENS: BAND_FILL[Band.MUCH_WORSE],
    LinkSign.IMPROVES: BAND_FILL[Band.MUCH_BETTER],
    LinkSign.CONDITIONAL: FURNITURE,
    LinkSign.NO_CLEAR_EFFECT: COMPARATOR,
}


def matrix_svg(matrix: EvidenceMatrix, cover: Cover) -> str:
    """The matrix: barriers and enablers by building block and level, emptiness drawn apart."""
    title, at = _title(cover)
    counts = {(cell, side): matrix.at(cell, side) for cell in CELLS for side in SIDES}
    most = max(half.count(matrix.reading) for half in counts.values()) or 1
    at += 30
    heads = [
        _text(label(level).capitalize(), _HEAD + _CELL_WIDTH * number + 8, at + 20, size=15, bold=True)
        for number, level in enumerate(Level)
    ]
    at += 32
    rows: list[Markup] = []
    for block in BuildingBlock:
        rows.append(_lines(wrap(label(block), 26), MARGIN, at + 28, size=15, bold=True))
        for number, level in enumerate(Level):
            cell = Cell(block, level)
            for side_number, side in enumerate(SIDES):
                x = _HEAD + number * _CELL_WIDTH + side_number * (_CELL_WIDTH - 10) // 2
                rows.append(_half(counts[cell, side], matrix, (x, at), most))
        at += _CELL_HEIGHT + 8
    key, at = _matrix_key(at + 8)
    foot, at = _foot(cover, at + 12)
    return _figure(cover, at, (title, joined(heads), joined(rows), key, foot))


def _half(half: MatrixHalf, matrix: EvidenceMatrix, corner: tuple[int, int], most: int) -> Markup:
    x, y = corner
    count, width = half.count(matrix.reading), (_CELL_WIDTH - 14) // 2
    side = half.place.half
    assert side is not None  # the figure draws halves alone
    box: dict[str, Attribute] = {"x": x, "y": y, "width": width, "height": _CELL_HEIGHT, "stroke": MUTED}
    where = tag("title", f"{cell_label(half.place.cell)}, {label(side)}: {count:,}") if half.place.cell else None
    if half.emptiness is Emptiness.NOT_ASKED:
        under = tag("rect", x=x + 4, y=y + 22, width=70, height=22, fill=PAPER)
        words = _text("not asked", x + 8, y + 38, size=13)
        return tag("g", where, tag("rect", fill="url(#not-asked)", **box), under, words)
    if half.emptiness is not None:
        dashed = tag("rect", fill=PAPER, stroke_dasharray="5 4", **box)
        return tag("g", where, dashed, _text("0 asked, none", x + 8, y + 38, size=13))
    shade = tag("rect", fill=FURNITURE, fill_opacity=f"{_DARKEST * count / most:.3f}", **box)
    number = _text(f"{KIND_MARKS[side]} {count:,}", x + 8, y + 34, size=24, bold=True)
    if not count:
        return tag("g", where, shade, number, _text("under the filters", x + 8, y + 54, size=11, fill=MUTED))
    marks = [words for words, holds in (("thin", half.thin), ("contested", half.contested)) if holds]
    return tag("g", where, shade, number, _text(", ".join(marks), x + 8, y + 54, size=11) if marks else None)


def _matrix_key(at: int) -> tuple[Markup, int]:
    items = (
        f"{KIND_MARKS[SIDES[0]]} barriers, {KIND_MARKS[SIDES[1]]} enablers; the darker, the more statements.",
        "Dashed: asked, nothing reported. Hatched: not asked. Neither is a sign that all is well.",
        "Thin: at most one named participant stands behind it. Contested: text and table, or coders, differ on it.",
        "A statement counts in each cell that it names: cells do not add up to the total.",
    )
    return _lines(items, MARGIN, at + 14, size=13), at + 14 + len(items) * _LINE


def links_svg(links: LinkMap, cover: Cover) -> str:
    """From every cell to every cell: how many links of each sign, the signs beside one another."""
    title, at = _title(cover)
    at += 26
    heads: list[Markup] = []
    for number, end in enumerate(ENDS):
        x = MARGIN + _SIDE + number * _ACROSS
        if end is None or end.level is Level.MACRO:
            words = wrap(SHORT_BLOCKS[end.block] if end else "Not one", 16)
            heads.append(_lines(words, x + 2, at + 29 - 15 * len(words), size=12, bold=True))
        heads.append(_text(label(end.level) if end else "cell", x + 2, at + 32, size=11, fill=MUTED))
    heads.append(_text("From ↓ to →", MARGIN, at + 32, size=12, fill=MUTED))
    at += 40
    rows: list[Markup] = []
    for start in ENDS:
        name = f"{SHORT_BLOCKS[start.block]}, {label(start.level)}" if start else "Not one cell"
        rows.append(_text(name, MARGIN, at + 18, size=12))
        rows.extend(_crossing(links, start, end, (MARGIN + _SIDE + n * _ACROSS, at)) for n, end in enumerate(ENDS))
        at += _DOWN
    rows.append(_block_lines(at))
    signs = "; ".join(f"{MARKS[sign]} {label(sign)} ({links.signs.get(sign, 0)})" for sign in MARKS)
    items = (
        f"{signs}. Each sign says what happens to parity in the target.",
        "A number counts links of that sign; signs stand beside one another and are never summed or multiplied.",
    )
    key = _lines(items, MARGIN, at + 26, size=13)
    foot, at = _foot(cover, at + 26 + len(items) * _LINE + 8)
    return _figure(cover, at, (title, joined(heads), joined(rows), key, foot))


def _crossing(links: LinkMap, start: End, end: End, corner: tuple[int, int]) -> Markup:
    x, y = corner
    is_same = start is not None and start == end
    box = tag("rect", x=x, y=y, width=_ACROSS, height=_DOWN, fill=RULE if is_same else PAPER, stroke=RULE)
    pair = links.pairs.get((start, end))
    if pair is None:
        return box
    signs = dict(pair.signs)
    shown = [sign for sign in MARKS if signs.get(sign)]
    parts = (tag("tspan", _mark(sign, signs[sign]), fill=_SIGN_FILL[sign]) for sign in shown)
    size = 12 if len(shown) < 3 else 9
    words = tag("text", joined(parts), x=x + 3, y=y + 18, font_size=size, font_weight="bold")
    ends = " to ".join(cell_label(one) if one else "not one cell" for one in (start, end))
    told = ", ".join(f"{signs[sign]} {label(sign)}" for sign in shown)
    return tag("g", tag("title", f"{ends}: {told}"), box, words)


def _block_lines(bottom: int) -> Markup:
    """Stronger lines around each block of the grid that ends at `bottom`."""
    left, top = MARGIN + _SIDE, bottom - _DOWN * len(ENDS)
    right = left + _ACROSS * len(ENDS)
    steps = [len(Level) * number for number in range(len(BuildingBlock) + 1)]
    across = "".join(f"M{left} {top + _DOWN * step}H{right}" for step in steps)
    down = "".join(f"M{left + _ACROSS * step} {top}V{bottom}" for step in steps)
    return tag("path", d=across + down, stroke=MUTED, fill="none")


def _mark(sign: LinkSign, number: int) -> str:
    """`−3`; a nought has its number only where it is not one, as `01` would read as a figure."""
    if sign is LinkSign.NO_CLEAR_EFFECT:
        return MARKS[sign] if number == 1 else f"{MARKS[sign]}×{number}"
    return f"{MARKS[sign]}{number}"


def _title(cover: Cover) -> tuple[Markup, int]:
    filters = wrap(cover.filter_words, 130)
    parts = (
        _text(cover.title, MARGIN, 40, size=24, bold=True),
        _lines(filters, MARGIN, 64, size=14, fill=MUTED),
    )
    return joined(parts), 64 + (len(filters) - 1) * _LINE


def _foot(cover: Cover, at: int) -> tuple[Markup, int]:
    names = " ".join(source_line(source) for source in cover.sources) or "none"
    lines = [
        *wrap(f"Sources: {names}", _LETTERS),
        *wrap(cover.citation, _LETTERS, break_on_hyphens=False),
        *(line for words in (*cover.warnings, *cover.licence) for line in wrap(words, _LETTERS)),
        NOT_ENDORSED,
    ]
    return _lines(lines, MARGIN, at + 14, size=12, fill=MUTED), at + 14 + len(lines) * 15


def _figure(cover: Cover, height: int, parts: Iterable[Markup]) -> str:
    stripes = f'<path d="M0 8L8 0M-2 2L2 -2M6 10L10 6" stroke="{COMPARATOR}" stroke-width="1"/>'
    hatch = Markup(stripes)
    pattern = tag("pattern", tag("rect", width=8, height=8, fill=PAPER), hatch, id="not-asked", width=8, height=8,
                  patternUnits="userSpaceOnUse")  # fmt: skip
    drawn = tag(
        "svg",
        tag("title", f"{cover.title}: {cover.filter_words}"),
        tag("desc", cover.methods),
        tag("defs", pattern),
        tag("rect", width=WIDTH, height=height, fill=PAPER),
        *parts,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {WIDTH} {height}",
        width=WIDTH,
        height=height,
        font_family=FONT,
        fill=TEXT,
        role="img",
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{drawable(drawn)}\n'


def _text(words: str, x: int, y: int, *, size: int, bold: bool = False, fill: str = TEXT) -> Markup:
    weight = "bold" if bold else None
    return tag("text", words, x=x, y=y, font_size=size, font_weight=weight, fill=fill)


def _lines(lines: Sequence[str], x: int, y: int, *, size: int, bold: bool = False, fill: str = TEXT) -> Markup:
    step = _LINE if size > 12 else 15
    return joined(
        _text(line, x, y + number * step, size=size, bold=bold, fill=fill) for number, line in enumerate(lines)
    )
