"""One barrier with what addresses it and what should move; one answer with the barriers that it addresses."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from components.added_words import added_tag, was_added
from components.addresses import area_address, pair_address
from components.formatting import listed, plural
from components.framework_measured import gap_line
from components.framework_words import (
    OUR_WORDS,
    QUOTED,
    THEIR_WORDS,
    cell_chip,
    cell_ways,
    entry_address,
    source_line,
    statement_address,
)
from components.labels import cell_label, label
from components.markup import for_eyes, joined, tag
from components.source_words import source_name
from components.stacked_table import stacked_table
from components.statement_card import KIND_MARKS, said_by
from components.url_state import AreaView
from domain_model.cells import Cell
from domain_model.evidence import FrameworkEntry, Source, Statement
from domain_model.evidence_vocabulary import StrategyStrength, Wording
from domain_model.geography import Area
from domain_model.parity import PairWords
from domain_model.use_cases.find_strategies import BarrierAnswers, FoundAnswer, FoundMove

NO_ANSWER = "nobody offers an answer in these sources"
NO_PAIR = "no published pair measures this"
STRENGTH_SIGNS: dict[StrategyStrength, str] = {
    StrategyStrength.STATED: "●●●",
    StrategyStrength.SAME_SOURCE: "●●○",
    StrategyStrength.INFERRED: "●○○",
}
"""How strongly a source says so in shape, beside its words."""

Sources = Mapping[str, Source]


def strength_mark(strength: StrategyStrength) -> Markup:
    """How strongly a source says that something addresses a barrier, in shape and words."""
    return tag("span", for_eyes(f"{STRENGTH_SIGNS[strength]} "), label(strength), class_=f"strength {strength}")


def barrier_words(one: BarrierAnswers, sources: Sources) -> Markup:
    """Under a barrier in a list: whose it is, and that it says the same as another."""
    statement = one.barrier
    repeats = f"; says the same as {listed(statement.in_table2)}" if statement.in_table2 else ""
    dual = "; also named as an enabler" if statement.is_dual else ""
    where = f"{source_name(sources.get(statement.source))}, {statement.place}{repeats}{dual}"
    added = added_tag(statement.id)
    return tag("small", where, "; " if added else None, added)


def barrier_part(
    one: BarrierAnswers,
    moves: Sequence[FoundMove],
    sources: Sources,
    area: Area,
    lacking: Sequence[Cell],
    cell_address: Mapping[Cell, str],
) -> Markup:
    """The barrier, what addresses it, strongest first, and the figures that should move, as they are in the area.

    `lacking` are its cells in which a registered pair has no comparison there; `cell_address` where a chip leads.
    """
    statement = one.barrier
    return joined(
        (
            tag("h2", f"Barrier: {statement.text}", id="barrier"),
            tag("p", added_tag(statement.id), ", by people who use this copy.") if _is_own(statement) else None,
            _where(statement, sources, cell_address),
            _same(one),
            tag("h3", f"What addresses it: {plural(len(one.answers), 'answer') if one.answers else 'no answer'}"),
            _answers(one, sources) if one.answers else _no_answer(statement),
            tag("h3", "Which figures should move if it is overcome"),
            _moves(moves, area) if moves else _not_judged() if _is_own(statement) else _no_pair(area, lacking),
        )
    )


def _where(statement: Statement, sources: Sources, cell_address: Mapping[Cell, str]) -> Markup:
    chips = joined(joined((cell_chip(cell, cell_address[cell]), " ")) for cell in statement.cells)
    voice = said_by(statement)
    return joined(
        (
            tag("p", "In ", chips, class_="framework-cells")
            if statement.cells
            else tag("p", "It belongs to no single cell."),
            tag("p", f"Said by {voice}." if not voice.startswith("said") else f"{voice.capitalize()}.")
            if voice
            else None,
            source_line(sources, statement.source, statement.place, whose=_whose(statement)),
            tag(
                "p", tag("a", "The statement with its history", href=statement_address(statement.id)), class_="no-print"
            ),
        )
    )


def _whose(statement: Statement) -> str:
    """In whose words it is."""
    if statement.wording is Wording.QUOTATION:
        return QUOTED
    return THEIR_WORDS if _is_own(statement) else OUR_WORDS


def _same(one: BarrierAnswers) -> Markup | None:
    if not one.same:
        return None
    items = (
        tag("li", tag("a", other.text, href=statement_address(other.id)), f" ({other.id}) ", added_tag(other.id))
        for other in one.same
    )
    return tag(
        "details",
        tag("summary", f"{plural(len(one.same), 'other statement')} that says the same; what addresses it counts here"),
        tag("ul", *items),
        class_="behind-key",
    )


def _is_own(statement: Statement) -> bool:
    return was_added(statement.id)


def _no_answer(statement: Statement) -> Markup:
    words = (
        "Not judged yet: this barrier was added here; answers were looked for for the catalogue only."
        if _is_own(statement)
        else "Nobody offers an answer in these sources. That is a gap in what was written, no sign that nothing helps."
    )
    return tag("p", words, class_="strategy-none")


def _not_judged() -> Markup:
    words = "Not judged yet: which pair should move was asked only of barriers of the catalogue."
    return tag("p", words, class_="strategy-none")


def _answers(one: BarrierAnswers, sources: Sources) -> Markup:
    headings = ("What addresses it", "How strongly it is said", "Why we read it so", "Where it stands")
    rows = [
        (
            answer_link(found.answer),
            strength_mark(found.strategy.strength),
            _reason(found),
            _stands(found, sources),
        )
        for found in one.answers
    ]
    return stacked_table("What addresses this barrier, what is said most strongly first", headings, rows)


def answer_link(answer: Statement | FrameworkEntry) -> Markup:
    """An enabler or an entry with what sort of thing it is, as a link to it and to what else it addresses."""
    if isinstance(answer, Statement):
        link = tag("a", answer.text, href=statement_address(answer.id))
        kind = joined((for_eyes(f"{KIND_MARKS[answer.kind]} "), label(answer.kind)))
    else:
        link = tag("a", answer.title, href=entry_address(answer.id))
        kind = joined((label(answer.kind),))
    backwards = tag("a", "what else it addresses", href=f"/strategies?answer={answer.id}", class_="no-print")
    return joined((link, tag("small", kind, " · ", backwards)))


def _reason(found: FoundAnswer) -> Markup:
    said_of = tag("small", f"Recorded for {found.said_of.id}, which says the same.") if found.said_of else None
    return joined((tag("span", found.strategy.reason or "no reason recorded"), said_of))


def _stands(found: FoundAnswer, sources: Sources) -> str:
    if found.strategy.place:
        return f"{source_name(sources.get(found.answer.source))}, {found.strategy.place}"
    return f"our inference; the answer itself: {source_name(sources.get(found.answer.source))}, {found.answer.place}"


def _moves(moves: Sequence[FoundMove], area: Area) -> Markup:
    items = (tag("li", _move(one, area)) for one in moves)
    return joined(
        (
            tag("p", f"As they are in {area.short_name}; that they should move is our expectation, not a forecast.",
                class_="note"),
            tag("ul", *items, class_="strategy-moves"),
        )
    )  # fmt: skip


def _move(one: FoundMove, area: Area) -> Markup:
    gap = one.gap
    if gap is None:
        return joined((f"{one.move.pair}: the register has no such pair any more. {one.move.reason}",))
    address = pair_address(gap.pair.id, AreaView(), area.code)
    link = tag("a", f"{gap.pair.id} {gap.pair.words.title}", href=address)
    take = None if gap.is_comparable or gap.context_band is not None else _would_take(gap.pair.words)
    return joined(
        (tag("p", link, ": ", gap_line(gap, one.england)), tag("p", f"Why it should move: {one.move.reason}"), take)
    )


def _would_take(words: PairWords) -> Markup:
    told = [
        ("Unpublished or not found", words.unpublished),
        ("Who could publish it", words.who_could_publish),
        ("Nearest that is held", words.nearest_proxy),
    ]
    terms = (joined((tag("dt", name), tag("dd", text))) for name, text in told if text)
    return tag("details", tag("summary", "What would it take?"), tag("dl", *terms), class_="behind-key")


def _no_pair(area: Area, lacking: Sequence[Cell]) -> Markup:
    links = [
        tag("li", tag("a", f"What would it take? {cell_label(cell)}", href=area_address(area.code, AreaView(), cell)))
        for cell in lacking
    ]
    return joined(
        (
            tag(
                "p",
                tag("strong", "No published pair measures this. "),
                "Whether it is overcome cannot be seen in published figures of both mental and physical health.",
                class_="strategy-none",
            ),
            tag("ul", *links) if links else None,
        )
    )


def answer_part(
    answer: Statement | FrameworkEntry, found: Sequence[FoundAnswer], sources: Sources, area: str, cell: Cell | None
) -> Markup:
    """An enabler or entry, and which barriers it addresses, what is said most strongly first."""
    title = answer.text if isinstance(answer, Statement) else answer.title
    own = statement_address(answer.id) if isinstance(answer, Statement) else entry_address(answer.id)
    headings = ("Barrier", "How strongly it is said", "Why we read it so")
    rows = [_backwards(one, sources, area) for one in found]
    caption = f"{plural(len(rows), 'barrier')} that this addresses, what is said most strongly first"
    return joined(
        (
            tag("h2", f"What this addresses: {title}"),
            tag("p", label(answer.kind), " · ", tag("a", "open it", href=own)),
            source_line(sources, answer.source, answer.place),
            cell_ways(cell, area, here="/strategies") if cell else None,
            stacked_table(caption, headings, rows)
            if rows
            else tag("p", "No barrier in these sources is tied to it.", class_="strategy-none"),
        )
    )


def _backwards(one: FoundAnswer, sources: Sources, area: str) -> tuple[Markup, Markup, str]:
    barrier = one.said_of
    if barrier is None:
        raise ValueError(f"the strategy {one.strategy} was read backwards without its barrier")
    more = f"&area={area}" if area else ""
    link = tag("a", barrier.text, href=f"/strategies?barrier={barrier.id}{more}")
    added = added_tag(barrier.id)
    where = tag("small", f"{source_name(sources.get(barrier.source))}, {barrier.place}", "; " if added else None, added)
    return joined((link, where)), strength_mark(one.strategy.strength), one.strategy.reason or "no reason recorded"
