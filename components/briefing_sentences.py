"""The facts of a board's briefing and of the heat map's headline as sentences to be read aloud."""

from collections.abc import Iterable

from components.formatting import codes, gap_number, listed, plural, sentence_case
from components.labels import cell_label, label
from components.levels import level
from components.sentences import gap_claim, gap_sentence, interval_words, side_name, verdict_words
from domain_model.use_cases.brief_board import BoardBriefing, Standing, Surroundings
from domain_model.use_cases.headline import Headline, Outlier
from domain_model.use_cases.judge_reliability import Care
from domain_model.vocabulary import Band, Side


def briefing_sentences(briefing: BoardBriefing) -> tuple[str, ...]:
    """Where mental health is worse off, where not, what cannot be compared; then any pairs of groups."""
    three = (worse_sentence(briefing), better_sentence(briefing), unanswered_sentence(briefing))
    groups = groups_sentence(briefing)
    return (*three, groups) if groups else three


def worse_sentence(briefing: BoardBriefing) -> str:
    """Where mental health is worst off, among the cells in which it is set against physical health."""
    if not _against_physical(briefing):
        return f"In {briefing.area.short_name} no cell sets mental against physical health: no gap can be named."
    worst = briefing.worst
    if worst is None:
        return f"Mental health is worse off than physical health in none of the {_base(briefing)}."
    much = f", much worse in {briefing.much_worse}" if briefing.much_worse else ""
    number = len(briefing.worse)
    start = f"Mental health is worse off than physical health in {number} of the {_base(briefing)}{much}."
    return f"{start} {_lead(worst, 'worst', 'worse', briefing.around_worst)}"


def better_sentence(briefing: BoardBriefing) -> str:
    """Where mental health is better off or at parity, among the same cells."""
    if not _against_physical(briefing):
        return "For the same reason no cell can be called better or at parity."
    better, parity = len(briefing.better), len(briefing.parity)
    number = _against_physical(briefing)
    these = "this one cell" if number == 1 else f"these {number} cells"
    start = f"Mental health is better off in {better or 'none'} of {these} and at parity in {parity or 'none'}."
    if briefing.best is None:
        return start
    return f"{start} {_lead(briefing.best, 'best', 'better', briefing.around_best)}"


def groups_sentence(briefing: BoardBriefing) -> str:
    """The cells that compare two groups of people and not mental with physical health; '' for none."""
    if not briefing.groups:
        return ""
    worst = briefing.groups[0]
    number = len(briefing.groups)
    start = f"{plural(number, 'cell')} {'compares' if number == 1 else 'compare'} two groups of people instead."
    return f"{start} {cell_label(worst.cell)}: {label(worst.band)}. {gap_sentence(worst.gap)}"


def unanswered_sentence(briefing: BoardBriefing) -> str:
    """How many cells cannot be compared, the chief reason, and what the boards before could compare."""
    number = len(briefing.unanswered)
    if not number:
        return f"All {briefing.cells} cells can be compared."
    reason, cells = briefing.chief_reason
    share = "in all of them" if cells == number else f"in {cells} of them"
    said = f"{number} of {briefing.cells} cells cannot be compared here; the chief reason, {share}: {reason}."
    return f"{said} {predecessors_sentence(briefing)}".rstrip()


def predecessors_sentence(briefing: BoardBriefing) -> str:
    """In how many cells the boards that this one was made of could be compared; '' for a board that never changed."""
    before = briefing.predecessors
    if not before:
        return ""
    names = listed(f"{one.area.short_name}{'' if one.is_whole else ' (in part)'}" for one in before)
    who = "predecessor" if len(before) == 1 else "predecessors"
    counts = listed(str(one.compared) for one in before)
    until = max(one.until for one in before)
    return f"To {until:%B %Y} its {who} {names} could be compared in {counts} of {briefing.cells} cells."


def _against_physical(briefing: BoardBriefing) -> int:
    return len(briefing.worse) + len(briefing.parity) + len(briefing.better)


def _base(briefing: BoardBriefing) -> str:
    number = _against_physical(briefing)
    return f"{'one cell' if number == 1 else f'{number} cells'} where the two can be compared"


def _lead(standing: Standing, superlative: str, comparative: str, around: Surroundings | None) -> str:
    """The cell that leads, as a finding; or, where nothing is clear, as a question; with what surrounds it."""
    name = f"{cell_label(standing.cell)} ({label(standing.band)})"
    if standing.is_finding:
        how = f"The {superlative} of those that are clear is"
    elif standing.is_direction_clear:
        how = f"None is clear in size; the {superlative} that is surely {comparative} is"
    else:
        how = f"None of these is clear; the {superlative}, a question before it is a finding, is"
    return f"{how} {name}. {gap_sentence(standing.gap)} {surroundings_sentence(around)}".rstrip()


def surroundings_sentence(around: Surroundings | None) -> str:
    """`England 62, East of England 72; 4 of 8 ways of looking give this band.`; '' where neither is known."""
    if around is None:
        return ""
    places = (f"{area.short_name} {gap_number(gap)} {codes(gap.status)}".rstrip() for area, gap in around.elsewhere)
    parts = [", ".join(places)]
    if around.robustness:
        parts.append(
            f"{around.robustness.agreeing} of {len(around.robustness.variants)} ways of looking give this band"
        )
    return sentence_case("; ".join(part for part in parts if part) + ".") if any(parts) else ""


def care_sentences(briefing: BoardBriefing) -> tuple[str, ...]:
    """The figures that need care: the grave ones each, the common ones together, the rest as a count."""
    deciding = [care for care in briefing.care if care.decides]
    grave = [care for care in deciding if care.likely_break or care.framing_sensitive or care.physical_far_below]
    looks_good = [care for care in briefing.care if not care.decides and care.physical_far_below]
    said = [care_sentence(care) for care in (*grave, *looks_good)]
    rest = [care for care in deciding if care not in grave]
    single = [care for care in rest if care.single_organisation]
    if single:
        said.append(f"{_cells(single)}: the figure that decides rests on one organisation on at least one side.")
    apart = sorted(care.months_apart for care in rest if care.months_apart)
    if apart:
        months = f"{apart[0]}" if apart[0] == apart[-1] else f"{apart[0]} to {apart[-1]}"
        said.append(f"{_cells(care for care in rest if care.months_apart)}: the two periods end {months} months apart.")
    others = len(briefing.care) - len(deciding) - len(looks_good)
    if others:
        said.append(
            f"{plural(others, 'more figure')} that {'does' if others == 1 else 'do'} not decide a cell "
            f"{'needs' if others == 1 else 'need'} care; the panel of the cell says why."
        )
    return tuple(said)


def _cells(cares: Iterable[Care]) -> str:
    return listed(f"{cell_label(care.gap.pair.cell).replace(', ', ' ')}" for care in cares)


def looks_good_words(care: Care) -> str:
    """That a figure looks good only because the other side lies far behind England; '' where it does not."""
    gap, england = care.gap, care.physical_far_below
    if england is None or gap.comparator is None or england.comparator is None:
        return ""
    name, what = side_name(gap.pair, Side.COMPARATOR), gap.pair.words.comparator_label
    here, there = (level(gap.pair, side) for side in (gap.comparator, england.comparator))
    return f"it looks good only because {name} here ({what}) is far behind England, {here} against {there}"


def care_sentence(care: Care) -> str:
    """Why a figure needs care, in one sentence."""
    gap = care.gap
    concerns: list[str] = []
    if care.likely_break:
        concerns.append("a likely break in the series [b], so a question before it is a finding")
    if care.framing_sensitive:
        concerns.append("the result depends on how you count")
    looks_good = looks_good_words(care)
    if looks_good:
        concerns.append(looks_good)
    if care.single_organisation:
        sides = listed(side_name(gap.pair, side) for side in care.single_organisation)
        rests = "rest" if len(care.single_organisation) > 1 else "rests"
        concerns.append(f"{sides} {rests} on one organisation")
    if care.months_apart:
        concerns.append(f"the two periods end {care.months_apart} months apart")
    where = cell_label(gap.pair.cell)
    return f"{where}, {gap.pair.words.title} ({verdict_words(gap)}): {'; '.join(concerns)}."


def headline_sentences(headline: Headline) -> tuple[str, str]:
    """What stands out across the boards shown, and how many cells have no comparison by board."""
    empty = f"{len(headline.without)} of {headline.cells} cells have no comparison by board."
    if headline.outlier is None:
        return (
            f"In none of the {plural(headline.boards, 'board')} shown is mental health clearly worse off.",
            empty,
        )
    return _outlier_sentence(headline.outlier), empty


def _outlier_sentence(outlier: Outlier) -> str:
    much, worse = outlier.bands[Band.MUCH_WORSE], outlier.bands[Band.WORSE]
    number, band, rest = (
        (much, Band.MUCH_WORSE, f", and worse in {worse} more" if worse else "")
        if much >= worse
        else (worse, Band.WORSE, f", and much worse in {much} more" if much else "")
    )
    base = (
        "In the one board that publishes both"
        if outlier.publishing == 1
        else f"In {number} of the {outlier.publishing} boards that publish both"
    )
    text = (
        f"{base}, mental health is {label(band)}{rest}. {outlier.pair.words.title} "
        f"(pair {outlier.pair.id} of {cell_label(outlier.cell)}; {listed(outlier.periods) or 'no date'}, "
        f"grade {outlier.pair.grade})."
    )
    sure = f"Clearly worse, without a likely break: {outlier.clearly_worse} of {outlier.publishing}."
    return f"{text} {sure} {_england(outlier)}".rstrip()


def _england(outlier: Outlier) -> str:
    if outlier.england is None:
        return ""
    limits = interval_words(outlier.england)
    claim = gap_claim(outlier.england).rstrip(".")
    return sentence_case(f"England: {claim}{', 95% interval ' + limits if limits else ''}.")
