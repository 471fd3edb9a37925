"""The methods paragraph of a closed coding round: what a paper has to say of it, whose placements count among it."""

from collections.abc import Mapping

from markupsafe import Markup

from components.coding_coders import left_out_words
from components.coding_several import several_sentence
from components.coding_since import NOT_RECORDED
from components.coding_text import NOT_KNOWN_WHICH, REPLACED
from components.formatting import day_words, in_utc, listed, plural
from components.labels import label
from components.markup import joined, tag
from components.take_away_page import text_to_paste
from domain_model.evidence import Statement
from domain_model.statistics.agreement_intervals import RESAMPLES
from domain_model.use_cases.compare_coders import CodersCompared
from domain_model.use_cases.compare_wording import WordsSince


def methods(found: CodersCompared, since: WordsSince, known: Mapping[str, Statement]) -> Markup:
    """The paragraph with the button that copies it."""
    heading = tag("h2", "Methods paragraph", id="methods-paragraph")
    return joined((heading, text_to_paste("methods", "Methods paragraph", methods_text(found, since, known), 10)))


def methods_text(found: CodersCompared, since: WordsSince, known: Mapping[str, Statement]) -> str:
    """How the figures came about, in sentences for a paper; coders by number, so that it names nobody.

    `known` are all statements by id, as they stood before coders agreed on anything.
    """
    sentences = (
        _round(found),
        several_sentence(found, known),
        _since(since),
        _left_out(found),
        _counted(found),
        _coefficients(found),
    )
    return " ".join(sentence for sentence in sentences if sentence)


def _round(found: CodersCompared) -> str:
    closed_at, version = found.round.closed_at, found.round.closed_with
    closed = f"closed on {day_words(in_utc(closed_at))}" if closed_at else "closed"
    evidence = f"version of the evidence {version}" if version else f"version of the evidence {NOT_RECORDED}"
    coders, statements = (
        plural(len(found.said.coders), "coder"),
        plural(len(found.round.statements), "statement"),
    )
    return (
        f"{coders} placed {statements} in building blocks and levels with Parity Map, each in an order of their own "
        f"and blind of one another and of the catalogue, in a round {closed} ({evidence})."
    )


def _since(since: WordsSince) -> str:
    number = len(since.changed)
    changed = f"The words of {plural(number, 'statement')} were changed after the round was made." if number else ""
    catalogue = REPLACED if since.is_replaced else NOT_KNOWN_WHICH if since.is_replaced is None else ""
    return " ".join(filter(None, (catalogue, changed)))


def _left_out(found: CodersCompared) -> str:
    if not found.left_out:
        return "All coders who placed anything are compared."
    number, total = len(found.left_out), len(found.said.coders)
    who = left_out_words(found.said, found.left_out)
    is_or_are = "is" if number == 1 else "are"
    return (
        f"{number} of {total} coders {is_or_are} left out of the comparison, chosen after the round was closed: {who}."
    )


def _counted(found: CodersCompared) -> str:
    placed = listed(f"{share.placed} by coder {number}" for number, share in enumerate(found.shares, start=1))
    numbers = f"Statements placed: {placed}." if placed else ""
    if len(found.coders) < 2:
        return f"{numbers} Fewer than two coders are compared, so that there are no figures.".strip()
    two = f"two or more of those compared placed {plural(found.compared, 'statement')}, all of them {found.by_all}"
    return f"{numbers} Counted: {label(found.counting)}; {two}."


def _coefficients(found: CodersCompared) -> str:
    if len(found.coders) < 2:
        return ""
    cohen = "Cohen's kappa (asymptotic interval; Fleiss, Cohen and Everitt 1969) and " if len(found.coders) == 2 else ""
    return (
        f"{cohen}Fleiss's kappa (interval by linearised variance; Gwet 2021) "
        f"{'rest' if cohen else 'rests'} on what all of them placed, Krippendorff's alpha on what any two of them did "
        f"(interval: {RESAMPLES:,} resamples of the statements); all intervals are 95%."
    )
