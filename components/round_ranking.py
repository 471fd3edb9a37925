"""A ranking: each person counted once, and beside it each group counted once, with the range of every rank."""

from collections import Counter
from collections.abc import Sequence

from markupsafe import Markup

from components.formatting import listed
from components.markup import joined, tag
from components.round_results import (
    EQUAL,
    EVERYONE,
    agreement_sentence,
    column_head,
    group_voices,
    number_words,
    pooled_words,
    rank_words,
    reason_words,
    row_head,
    sign,
    table,
    target_heading,
    target_words,
    voice_name,
)
from domain_model.use_cases.watch_workshop import RoomItem
from domain_model.workshop.counting import items_lost
from domain_model.workshop.published import RoundResults
from domain_model.workshop_vocabulary import Statistic

PERSON, GROUP = "Each person counts once", "Each group counts once"
POINTS, RANKED_BY, COULD_BE = "Points", "Ranked by", "Rank could be"
FEW_ROWS = 7
"""Up to so many rows are drawn larger."""

MOST_LOST = 2
"""For how many groups a screen names what the room's first leave out; the report names all."""


def ranking_table(targets: Sequence[RoomItem], results: RoundResults, most: int = 0, pages: str = "") -> Markup:
    """Everything ranked, strongest first, of which the first `most` are drawn (0: all).

    `pages` names the rows to the projector's script, which shows as many at a time as there is room for.
    """
    in_order = _in_order(targets, results)
    drawn = in_order[:most] if most else in_order
    joint = Counter(results.value(Statistic.RANK, target.id) for target in targets)
    joint_equal = Counter(results.value(Statistic.RANK, target.id, voice=EQUAL) for target in targets)
    largest = max((results.value(Statistic.SUM, target.id) or 0 for target in targets), default=0)
    has_equal = any(one.voice == EQUAL for one in results.figures)
    heads = [
        tag("th", PERSON, scope="col", colspan=2),
        *(column_head(words) for words in (POINTS, RANKED_BY, COULD_BE)),
    ]
    rows = (
        tag(
            "tr",
            tag("td", _rank(results, target, EVERYONE, joint), class_="rank", data_head=PERSON),
            row_head(target_heading(target), "item"),
            *_figures(results, target, largest),
            *(_equal_cells(results, target, joint_equal) if has_equal else ()),
        )
        for target in drawn
    )
    if has_equal:
        heads.append(tag("th", GROUP, scope="col", colspan=2))
    size = "roomy" if len(drawn) <= FEW_ROWS else "full"
    return table(heads, rows, "The ranking, strongest first", f"ranking {size}", pages)


def _in_order(targets: Sequence[RoomItem], results: RoundResults) -> list[RoomItem]:
    """By rank; what has none, and joint ranks, in the order of the ballot paper."""
    return sorted(targets, key=lambda target: results.value(Statistic.RANK, target.id) or len(targets) + 1)


def _rank(results: RoundResults, target: RoomItem, voice: str, joint: Counter[float | None]) -> str:
    rank = results.value(Statistic.RANK, target.id, voice=voice)
    if rank is None:
        return reason_words(results.figure(Statistic.RANK, target.id, voice=voice))
    return rank_words(rank, joint[rank] > 1)


def _figures(results: RoundResults, target: RoomItem, largest: float) -> tuple[Markup, ...]:
    points = results.figure(Statistic.SUM, target.id)
    frequency = results.value(Statistic.FREQUENCY, target.id)
    low, high = (results.value(end, target.id) for end in (Statistic.RANK_LOW, Statistic.RANK_HIGH))
    if points is None or points.value is None:
        return tuple(tag("td", reason_words(points), data_head=words) for words in (POINTS, RANKED_BY, COULD_BE))
    width = round(100 * points.value / largest, 1) if largest else 0
    bar = tag("span", tag("span", style=f"width:{width}%"), class_="points-bar", aria_hidden="true")
    possible = f"{int(low)} to {int(high)}" if low is not None and high is not None else "[c]"
    return (
        tag("td", tag("span", bar, tag("b", number_words(points.value)), class_="points"), class_="points-cell"),
        tag("td", f"{int(frequency or 0)} of {points.people}", data_head=RANKED_BY),
        tag("td", f"only {int(low)}" if low is not None and low == high else possible, data_head=COULD_BE),
    )


def _equal_cells(results: RoundResults, target: RoomItem, joint: Counter[float | None]) -> tuple[Markup, ...]:
    """The rank with each group counted once, and how far it lies from the rank beside it."""
    equal, raw = (results.value(Statistic.RANK, target.id, voice=voice) for voice in (EQUAL, EVERYONE))
    rank = tag("td", _rank(results, target, EQUAL, joint), class_="rank", data_head=GROUP)
    if equal is None or raw is None:
        return rank, tag("td")
    steps = int(raw - equal)
    if not steps:
        return rank, tag("td", "same", class_="move")
    word = "up" if steps > 0 else "down"
    arrow = sign("▲ " if steps > 0 else "▼ ", "")
    return rank, tag("td", tag("b", arrow, f"{word} {abs(steps)}"), class_="move")


def ranking_notes(targets: Sequence[RoomItem], results: RoundResults, top: int, least: int) -> Markup:
    """What stands below the table: agreement, what groups put first and the room not, and which groups are pooled."""
    lost = f"{_same_points_sentence(targets, results)} {_lost_sentence(targets, results, top)}".strip()
    notes = (agreement_sentence(results), lost, pooled_words(results, least))
    return joined(tag("p", words) for words in notes if words)


def _same_points_sentence(targets: Sequence[RoomItem], results: RoundResults) -> str:
    """Why two with the same points have different ranks, where there are two; ranks that are joint have a `=`."""
    ranks: dict[float, set[float | None]] = {}
    for target in targets:
        if (points := results.value(Statistic.SUM, target.id)) is not None:
            ranks.setdefault(points, set()).add(results.value(Statistic.RANK, target.id))
    is_split = any(len(found) > 1 for found in ranks.values())
    return "With the same points, what more people ranked stands first." if is_split else ""


def _lost_sentence(targets: Sequence[RoomItem], results: RoundResults, top: int) -> str:
    """`In Policy's own first 5 but not in the room's: S and G.`, for each group of which that is true."""
    names = {target.id: target.letter or target_words(target) for target in targets}
    lost = items_lost(results, top)
    found = [
        f"{_possessive(voice_name(voice))} own first {top} but not in the room's: "
        f"{listed(names.get(one, one) for one in lost[voice])}."
        for voice in group_voices(results)
        if lost.get(voice)
    ]
    rest = len(found) - MOST_LOST
    has = "group has" if rest == 1 else "groups have"
    more = f" {rest} more {has} some too; the report names them." if rest > 0 else ""
    return " ".join(f"In {words}" for words in found[:MOST_LOST]) + more


def _possessive(name: str) -> str:
    return f"{name}'" if name.endswith("s") else f"{name}'s"
