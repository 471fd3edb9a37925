"""The facts of a board's briefing and of the heat map's headline as sentences to be read aloud."""

from components.formatting import listed, plural, sentence_case, side_number
from components.labels import cell_label, label
from components.sentences import gap_sentence, interval_words, side_name
from domain_model.use_cases.brief_board import BoardBriefing, Standing
from domain_model.use_cases.headline import Headline, Outlier
from domain_model.use_cases.judge_reliability import Care
from domain_model.vocabulary import Band, Side


def briefing_sentences(briefing: BoardBriefing) -> tuple[str, str, str]:
    """Three sentences for the meeting: where worse off, where not, and what cannot be compared."""
    return worse_sentence(briefing), better_sentence(briefing), unanswered_sentence(briefing)


def worse_sentence(briefing: BoardBriefing) -> str:
    """Where mental health is worst off, among the cells that can be compared."""
    if not briefing.compared:
        return f"In {briefing.area.short_name} no cell can be compared, so nothing is said about who is worse off."
    worst = briefing.worst
    if worst is None:
        return f"Mental health is not worse off in any of the {_cells_compared(briefing)}."
    much = f", much worse in {briefing.much_worse}" if briefing.much_worse else ""
    start = f"Mental health is worse off in {len(briefing.worse)} of the {_cells_compared(briefing)}{much}."
    return f"{start} {_lead(worst, 'The worst')}"


def better_sentence(briefing: BoardBriefing) -> str:
    """Where mental health is better off or at parity, among the cells that can be compared."""
    if not briefing.compared:
        return f"For the same reason nothing is said about where mental health in {briefing.area.short_name} is at parity."
    start = (
        f"Mental health is better off in {len(briefing.better)} and at parity in {len(briefing.parity)} "
        f"of the {_cells_compared(briefing)}."
    )
    return f"{start} {_lead(briefing.best, 'The best')}" if briefing.best else start


def _cells_compared(briefing: BoardBriefing) -> str:
    return f"{plural(briefing.compared, 'cell')} that can be compared"


def _lead(standing: Standing, which: str) -> str:
    """The cell that leads, as a finding; or, where none is clear, as a question."""
    name = f"{cell_label(standing.cell)} ({label(standing.band)})"
    if standing.is_finding:
        return f"{which} that is clear: {name}. {gap_sentence(standing.gap)}"
    return f"None of these is clear. {which} is a question before it is a finding: {name}. {gap_sentence(standing.gap)}"


def unanswered_sentence(briefing: BoardBriefing) -> str:
    """How many cells cannot be compared, and the chief reason."""
    number = len(briefing.unanswered)
    if not number:
        return f"All {briefing.cells} cells can be compared."
    reason, cells = briefing.chief_reason
    share = "in all of them" if cells == number else f"in {cells} of them"
    return f"{number} of {briefing.cells} cells cannot be compared here; the chief reason, {share}: {reason}."


def care_sentence(care: Care) -> str:
    """Why a figure needs care, in one sentence."""
    gap = care.gap
    concerns: list[str] = []
    if care.likely_break:
        concerns.append("a likely break in the series [b], a question before it is a finding")
    if care.framing_sensitive:
        concerns.append("the result depends on how you count")
    if care.single_organisation:
        sides = listed(side_name(gap.pair, side) for side in care.single_organisation)
        concerns.append(
            f"{sides} {'rest' if len(care.single_organisation) > 1 else 'rests'} on one organisation"
        )
    if care.months_apart:
        concerns.append(f"the two dates lie {care.months_apart} months apart")
    if care.physical_far_below and gap.comparator and care.physical_far_below.comparator:
        here, there = gap.comparator, care.physical_far_below.comparator
        name = side_name(gap.pair, Side.COMPARATOR)
        concerns.append(
            f"it looks good only because {name} here is far behind England, "
            f"{side_number(here.indicator, here.value)} against {side_number(there.indicator, there.value)}"
        )
    verdict = f" ({label(gap.band)})" if gap.band else ""
    return f"{cell_label(gap.pair.cell)}, {gap.pair.words.title}{verdict}: {listed(concerns)}."


def headline_sentences(headline: Headline) -> tuple[str, str]:
    """What stands out across the boards shown, and how many cells have no comparison by board."""
    empty = f"{len(headline.without)} of {headline.cells} cells have no comparison by board."
    if headline.outlier is None:
        return (
            f"In none of the {plural(headline.boards, 'board')} shown is mental health clearly worse off.",
            empty,
        )
    return _outlier_sentence(headline.outlier, headline.boards), empty


def _outlier_sentence(outlier: Outlier, boards: int) -> str:
    much, worse = outlier.bands[Band.MUCH_WORSE], outlier.bands[Band.WORSE]
    first, others = (much, worse) if much >= worse else (worse, 0)
    band = label(Band.MUCH_WORSE if much >= worse else Band.WORSE)
    rest = (
        f", and worse in {others} more"
        if others
        else f", and much worse in {much}"
        if much and much < worse
        else ""
    )
    dates = listed(outlier.periods) or "no date"
    base = (
        f"In {first} of the {plural(outlier.publishing, 'board')} that {'publishes' if outlier.publishing == 1 else 'publish'}"
        f" both, mental health is {band}{rest}"
    )
    text = f"{base}: {outlier.pair.words.title} ({dates}, grade {outlier.pair.grade}; {boards} shown)."
    return f"{text} {_england(outlier)}".rstrip()


def _england(outlier: Outlier) -> str:
    if outlier.england is None:
        return ""
    limits = interval_words(outlier.england)
    claim = gap_sentence(outlier.england).split(" (", 1)[0].rstrip(".")
    return sentence_case(f"England: {claim}{', 95% interval ' + limits if limits else ''}.")
