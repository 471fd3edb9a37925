"""The statements of a closed coding round with what each coder said side by side, and what was agreed in the end."""

from collections.abc import Collection, Mapping, Sequence

from markupsafe import Markup

from components.coding_coders import Called
from components.coding_several import several_mark
from components.coding_since import CHANGED_WORDS
from components.coding_text import LIST_FOLLOWS, TOO_FEW_LEFT
from components.coding_view import CodingView
from components.coding_words import FITS_NOWHERE, choice_words, kind_words, percent
from components.formatting import listed, plural
from components.labels import cell_label
from components.markup import joined, tag
from components.source_words import source_name
from components.statement_card import said_by
from domain_model.cells import Cell
from domain_model.coding import CodedPlacement
from domain_model.evidence import Placement, Source, Statement
from domain_model.use_cases.compare_coders import CodersCompared
from domain_model.use_cases.read_coded_round import Divided
from domain_model.vocabulary import StatementKind

ON_A_PAGE = 50


def agreed_words(placement: Placement) -> str:
    """What was agreed: `■ barrier: Financing, macro and Financing, meso`."""
    return place_words(placement.kind, placement.cells)


def place_words(kind: StatementKind, cells: Sequence[Cell]) -> str:
    """A kind and its cells in words, or that it fits no single cell."""
    return f"{kind_words(kind)}: {listed(cell_label(cell) for cell in cells) or FITS_NOWHERE}"


def list_title(found: CodersCompared, view: CodingView) -> str:
    """What the list of statements is called, with how many it has."""
    if view.all_statements:
        return f"All statements ({len(found.statements):,})"
    return f"Where they disagree ({len(found.disagreements):,})"


def statement_list(
    found: CodersCompared,
    view: CodingView,
    called: Called,
    statements: Mapping[str, Statement],
    sources: Mapping[str, Source],
    agreed: Mapping[str, Placement],
    changed: Collection[str],
) -> Markup:
    """The statements of a page of them, the most divided first; `changed` are those whose words were changed."""
    shown = found.statements if view.all_statements else found.disagreements
    heading = tag("h2", list_title(found, view), id="statements")
    follows = tag("p", LIST_FOLLOWS, class_="hint") if found.left_out else None
    only = "List the disagreements only" if view.all_statements else "List all statements, not only the disagreements"
    other = view.with_(all_statements=not view.all_statements, page=1).to_search() or "?"
    way = tag("a", only, href=f"{other}#statements")
    if not shown:
        is_too_few = len(found.coders) < 2 <= len(found.said.coders)
        words = TOO_FEW_LEFT if is_too_few else "No two coders said different things about any statement."
        return joined((heading, follows, tag("p", f"{words} ", way)))
    pages = (len(shown) - 1) // ON_A_PAGE + 1
    page = min(max(view.page, 1), pages)
    first = (page - 1) * ON_A_PAGE
    on_page = shown[first : first + ON_A_PAGE]
    items = (tag("li", divided_card(one, found, called, statements, sources, agreed, changed)) for one in on_page)
    number = plural(len(shown), "statement")
    words = f"{number}, the most divided first. " if pages == 1 else f"{number}, page {page} of {pages}. "
    cards = tag("ol", *items, class_="coding-cards", start=first + 1)
    return joined((heading, follows, tag("p", words, way), cards, _pages(view, page, pages)))


def divided_card(
    one: Divided,
    found: CodersCompared,
    called: Called,
    statements: Mapping[str, Statement],
    sources: Mapping[str, Source],
    agreed: Mapping[str, Placement],
    changed: Collection[str],
) -> Markup:
    """One statement: its text and place, what each coder said, what was agreed, and the way to agree."""
    statement, placement = statements.get(one.statement), agreed.get(one.statement)
    done = f"Agreed: {agreed_words(placement)}." if placement else "Nothing was agreed yet."
    way = tag(
        "a",
        "Agree on it" if placement is None else "Look at what was agreed",
        href=f"/coding/{found.round.id}/agreed/{one.statement}",
    )
    return tag(
        "article",
        *statement_facts(statement, sources, is_changed=one.statement in changed),
        tag("p", f"{percent(one.agreeing)} of pairs of coders agree.") if one.agreeing is not None else None,
        side_by_side([called[coder] for coder in found.coders], one.placements),
        several_mark(statement, one.placements) if one.is_disagreement else None,
        tag("p", done, " ", way),
        id=f"statement-{one.statement}",
    )


def statement_facts(
    statement: Statement | None, sources: Mapping[str, Source], *, is_changed: bool
) -> tuple[Markup, ...]:
    """The words of a statement and where they stand; `is_changed` where they changed since coders read them."""
    if statement is None:
        return (tag("p", "This statement was withdrawn from the evidence after the round was made."),)
    facts = ", ".join(
        part for part in (source_name(sources.get(statement.source)), statement.place, said_by(statement)) if part
    )
    link = tag("a", statement.text, href=f"/evidence/statements/{statement.id}")
    changed = (tag("p", tag("strong", CHANGED_WORDS)),) if is_changed else ()
    return (tag("p", link, class_="coding-text"), tag("p", facts, class_="coding-facts"), *changed)


def side_by_side(coders: Sequence[str], placements: Sequence[CodedPlacement | None]) -> Markup:
    """What each coder said of a statement, with their notes."""
    said = (
        tag("div", tag("dt", name), tag("dd", *_said(placement)))
        for name, placement in zip(coders, placements, strict=True)
    )
    return tag("dl", *said, class_="coding-side-by-side")


def _said(placement: CodedPlacement | None) -> tuple[Markup | str, ...]:
    words = choice_words(placement.choice if placement else None)
    return (
        (words, tag("span", f" “{placement.note}”", class_="coding-note")) if placement and placement.note else (words,)
    )


def _pages(view: CodingView, page: int, pages: int) -> Markup | None:
    if pages == 1:
        return None
    links = (
        tag("li", tag("a", str(number), href=f"{view.with_(page=number).to_search() or '?'}#statements",
                      aria_current="page" if number == page else None))
        for number in range(1, pages + 1)
    )  # fmt: skip
    return tag("nav", tag("ul", *links), class_="coding-ways", aria_label="Pages of statements")
