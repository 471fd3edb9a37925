"""The results of a closed coding round: how far coders agree, in words and tables, and with the catalogue."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from components.coding_coders import Called, left_out_notice, whose_placements
from components.coding_several import several_note
from components.coding_statements import list_title
from components.coding_text import (
    AGAINST_CATALOGUE,
    HOW_TO_READ,
    SMALL_NUMBERS,
    TOO_FEW_LEFT,
    TOO_FEW_PLACED,
    WHY_THEY_DIFFER,
)
from components.coding_view import CodingView
from components.coding_words import (
    alpha_sentence,
    aspect_words,
    category_words,
    coefficient_words,
    otherwise_sentence,
    percent,
)
from components.formatting import plural
from components.markup import joined, tag
from components.stacked_table import stacked_table
from domain_model.evidence import Statement
from domain_model.evidence_vocabulary import CodingAspect
from domain_model.use_cases.compare_coders import FEW_PLACEMENTS, FEW_STATEMENTS, Agreement, CodersCompared
from domain_model.use_cases.compare_with_catalogue import AgainstCatalogue

HOW_FAR = "How far coders agree"

_ASPECT_HEADINGS = {
    CodingAspect.CELL: "Each cell against all others",
    CodingAspect.LEVEL: "Each level against all others",
    CodingAspect.BLOCK: "Each building block against all others",
    CodingAspect.KIND: "Each kind against all others",
}


def contents(found: CodersCompared, view: CodingView) -> Markup:
    """The parts of the page as a short list of links, in the order in which they stand."""
    has_figures = len(found.coders) >= 2
    against = view.catalogue and has_figures
    parts = (
        ("in-short", "In short"),
        ("statements", list_title(found, view)),
        ("coders", "Whose placements are compared"),
        ("agreement", HOW_FAR if has_figures else ""),
        ("single", "Cell by cell" if has_figures else ""),
        ("against-catalogue", "Each coder against the catalogue" if against else ""),
        ("methods-paragraph", "Methods paragraph"),
    )
    items = (tag("li", tag("a", words, href=f"#{own_id}")) for own_id, words in parts if words)
    return tag("nav", tag("ul", *items), class_="coding-ways", aria_label="Parts of this page")


def in_short(found: CodersCompared, view: CodingView, called: Called, known: Mapping[str, Statement]) -> Markup:
    """The summary in words: who is left out, how far coders agree by alpha, and where other coefficients differ."""
    parts: list[Markup | None] = [tag("h2", "In short", id="in-short"), _facts(found)]
    parts.append(left_out_notice(found, view, called))
    if len(found.coders) < 2:
        words = TOO_FEW_LEFT if len(found.said.coders) >= 2 else TOO_FEW_PLACED
        return joined((*parts, tag("p", tag("strong", words))))
    return joined((*parts, _in_words(found), _why_they_differ(found), _few(found), several_note(found, known)))


def results(found: CodersCompared, view: CodingView, called: Called, against: Sequence[AgainstCatalogue]) -> Markup:
    """All figures of a round; `called` are coders' names for this reader, `against` is empty unless asked for."""
    parts: list[Markup | None] = [whose_placements(found, view, called)]
    if len(found.coders) < 2:
        return joined(parts)
    parts += [tag("h2", HOW_FAR, id="agreement"), _overall_table(found), _read_it()]
    parts.append(tag("h2", "Cell by cell", id="single"))
    parts += [_folded(aspect, heading, found) for aspect, heading in _ASPECT_HEADINGS.items()]
    if view.catalogue:
        parts += [tag("h2", "Each coder against the catalogue", id="against-catalogue"), _against(against, called)]
    return joined(parts)


def _folded(aspect: CodingAspect, heading: str, found: CodersCompared) -> Markup:
    """The long table of an aspect, folded; on paper it is open."""
    rows = found.of(aspect)
    used = [row for row in rows if row.placements]
    rare = sum(row.is_few for row in used)
    marked = f", {rare} of them marked as small numbers" if rare else ""
    words = f": {plural(len(used), 'row')}{marked}, with placements, pairs that agree and each coefficient"
    unused = "; ".join(category_words(aspect, row.category or "") for row in rows if not row.placements)
    return tag(
        "details",
        tag("summary", tag("strong", heading), words),
        _single_table(heading, used, two=len(found.coders) == 2),
        tag("p", f"Nobody placed anything in: {unused}.", class_="hint") if unused else None,
        class_="coding-fold",
    )


def _facts(found: CodersCompared) -> Markup:
    statements = plural(len(found.round.statements), "statement")
    coders = plural(len(found.said.coders), "coder")
    return tag("p", f"{statements}, {coders} who placed any of them.")


def _in_words(found: CodersCompared) -> Markup:
    said = (" ".join(filter(None, (alpha_sentence(one), otherwise_sentence(one)))) for one in found.overall)
    return tag("ul", *(tag("li", words) for words in said))


def _why_they_differ(found: CodersCompared) -> Markup | None:
    """Why coefficients of one row can say different things, where any do."""
    if not any(map(otherwise_sentence, found.overall)):
        return None
    reasons = tag("ul", *(tag("li", words) for words in WHY_THEY_DIFFER))
    summary = tag("summary", "Why coefficients of one row can differ: missing placements, marginals, interval method")
    return tag("details", summary, reasons, class_="coding-fold")


def _few(found: CodersCompared) -> Markup | None:
    if found.compared >= FEW_STATEMENTS:
        return None
    return tag("p", tag("strong", SMALL_NUMBERS))


def _overall_table(found: CodersCompared) -> Markup:
    two = len(found.coders) == 2
    heads = ("What", "Pairs that agree", *(("Cohen's kappa",) if two else ()), "Fleiss's kappa", "Krippendorff's alpha")
    rows = ((aspect_words(one), percent(one.observed), *_coefficients(one, two=two)) for one in found.overall)
    return stacked_table("Agreement over all categories at once", heads, rows)


def _single_table(caption: str, rows: Sequence[Agreement], *, two: bool) -> Markup:
    heads = ("Category", "Placements", "Pairs that agree", *(("Cohen's kappa",) if two else ()))
    heads = (*heads, "Fleiss's kappa", "Krippendorff's alpha", "Note")
    cells = (
        (
            category_words(row.aspect, row.category or ""),
            f"{row.placements} ({percent(row.share)})",
            percent(row.observed),
            *_coefficients(row, two=two),
            "small numbers" if row.is_few else "",
        )
        for row in rows
    )
    marked = (
        f"'Small numbers': fewer than {FEW_STATEMENTS} statements or {FEW_PLACEMENTS} placements; the marks are ours."
    )
    return stacked_table(f"{caption}. {marked}", heads, cells)


def _coefficients(one: Agreement, *, two: bool) -> tuple[str, ...]:
    cohen = (coefficient_words(one.cohen),) if two else ()
    return (*cohen, coefficient_words(one.fleiss), coefficient_words(one.alpha))


def _read_it() -> Markup:
    more = tag("p", tag("a", "The formulas and their sources", href="/method#agreement"))
    items = tag("ul", *(tag("li", words) for words in HOW_TO_READ))
    return tag("details", tag("summary", "How to read these figures"), items, more, open=True)


def _against(against: Sequence[AgainstCatalogue], called: Called) -> Markup:
    rows = (
        (
            called[one.coder],
            f"{one.inside} of {one.placed}",
            coefficient_words(one.cell),
            coefficient_words(one.kind),
            str(one.several),
        )
        for one in against
    )
    heads = ("Coder", "In a cell that the catalogue names", "Cohen's kappa, cell", "Cohen's kappa, kind", "Left out")
    return joined((tag("p", AGAINST_CATALOGUE), stacked_table("Each coder against the catalogue", heads, rows)))
