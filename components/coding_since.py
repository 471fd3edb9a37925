"""Which evidence a coding round was about, and whether its statements may read differently today."""

from markupsafe import Markup

from components.coding_text import NOT_KNOWN_WHICH, REPLACED
from components.formatting import plural
from components.markup import joined, tag
from components.times import day_of
from domain_model.coding import CodingRound
from domain_model.use_cases.compare_wording import WordsSince

NOT_RECORDED = "not recorded"
"""In place of a version of the evidence that nobody wrote down."""

CHANGED_WORDS = "The words of this statement were changed after the round was made: coders may have read others."


def closed_version(coding_round: CodingRound) -> str:
    """The version of the evidence when the round was closed."""
    return coding_round.closed_with or NOT_RECORDED


def closing_words(coding_round: CodingRound, version: str) -> Markup:
    """When the round was closed, and at which version of the evidence; `version` is today's."""
    closed_on = day_of(coding_round.closed_at) if coding_round.closed_at else ""
    then = f"Version of the evidence at its closing: {closed_version(coding_round)}"
    today = "" if coding_round.closed_with == version else f"; today: {version}"
    return joined((Markup("Closed on {}. ").format(closed_on), f"{then}{today}. "))


def since_words(since: WordsSince) -> Markup | None:
    """What of the statements may read differently from what coders read; None where nothing can."""
    words: list[str] = []
    if since.is_replaced is None:
        words.append(NOT_KNOWN_WHICH)
    elif since.is_replaced:
        words.append(REPLACED)
    if since.changed:
        number = len(since.changed)
        said = "its words were" if number == 1 else "their words were"
        words.append(
            f"{plural(number, 'statement')} that people added: {said} changed after the round was made. "
            f"{'It is' if number == 1 else 'They are'} marked in the list of statements and in the file of placements."
        )
    return tag("div", *(tag("p", one) for one in words), class_="notice") if words else None
