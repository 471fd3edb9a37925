"""What the projector shows at each stage of a workshop, readable from ten metres; only what the room may see."""

from collections.abc import Callable, Mapping, Sequence

from markupsafe import Markup

from components.labels import ARROWS, cell_label, label
from components.markup import for_ears, for_eyes, joined, tag
from components.projector_panel import JoinWords, clock, done_block, join_block, join_line, joined_block
from components.projector_slides import draw_slides, slides
from components.round_perception import measured_sentence
from components.round_results import target_heading
from components.round_scores import ends_words
from domain_model.cells import Cell
from domain_model.use_cases.run_workshop import RANK_QUESTION
from domain_model.use_cases.watch_workshop import RoomItem, RoomView, Voting
from domain_model.workshop.ballots import BallotPaper
from domain_model.workshop_vocabulary import RoundKind, Scale, Stage

STEPS = (Stage.IDEAS, Stage.SHARE, Stage.CLARIFY, Stage.VOTE, Stage.DISCUSS)
MOST_IN_ONE_COLUMN = 10
MOST_EARLIER_IDEAS = 7
MOST_MEANINGS = 6
"""Up to so many cells that people score have what they mean below them."""

FEW = 5
"""Up to so many are set in larger type."""

LONG_LIST = 700
"""Characters of a whole list from which it is set in smaller type."""

SEALED = "Results stay hidden until the facilitator shows them."
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def screen(view: RoomView, join: JoinWords) -> Markup:
    """The whole screen: heading with the steps, and what this stage shows. It is drawn anew at each new version."""
    latest = view.shown[0].number if view.shown else 0
    return tag(
        "div",
        tag("p", tag("b", "REHEARSAL"), ": nothing here counts", class_="rehearsal") if view.is_rehearsal else None,
        _heading(view),
        tag("main", _DRAWN_BY[view.stage](view, join), class_=f"stage-{view.stage.value.replace('_', '-')}"),
        _foot(view, join),
        class_="view",
        data_version=view.version,
        data_latest=latest,
        data_facts="yes" if view.measured else "no",
        data_voting="yes" if view.voting and not view.voting.is_over else "no",
    )


def _heading(view: RoomView) -> Markup:
    where = tag("p", tag("b", view.area), f" · {view.title}", class_="where")
    return tag("header", where, tag("ol", *map(_step(view.stage), STEPS), class_="steps"), class_="top")


def _step(now: Stage) -> Callable[[Stage], Markup]:
    order = list(Stage)

    def draw(step: Stage) -> Markup:
        is_past = order.index(step) < order.index(now)
        done = joined((for_eyes("✓ "), for_ears("done: "))) if is_past else None
        return tag("li", done, label(step), aria_current="step" if step is now else None)

    return draw


def _foot(view: RoomView, join: JoinWords) -> Markup | None:
    """The clock and how to join, where no panel says it."""
    if view.stage not in (Stage.SHARE, Stage.CLARIFY, Stage.DISCUSS):
        return None
    return tag("div", join_line(view, join), clock(view), class_="foot")


def _panel(*parts: Markup | None) -> Markup:
    return tag("aside", *parts, class_="panel", aria_label="Taking part")


def _set_up(view: RoomView, join: JoinWords) -> Markup:
    aim = tag("p", view.aim, class_="aim") if view.aim else None
    rules = (tag("li", rule) for rule in view.ground_rules)
    keys = tag("p", "Key F: full screen. Page Down and Page Up: through the results.", class_="keys")
    about = tag(
        "div",
        tag("h1", view.title),
        aim,
        tag("h2", "Ground rules") if view.ground_rules else None,
        tag("ul", *rules, class_="rules"),
        keys,
        class_=f"about-workshop{' dense' if len(''.join(view.ground_rules)) > LONG_LIST / 2 else ''}",
    )
    return joined((about, _panel(join_block(view, join), joined_block(view), clock(view))))


def _ideas(view: RoomView, join: JoinWords) -> Markup:
    asked = tag(
        "div",
        tag("h1", RANK_QUESTION),
        tag("p", "Write by yourself, in silence.", class_="call"),
        tag("p", "Nobody sees an idea until it is read out.", class_="hint"),
        tag("h2", "We speak of"),
        tag("ul", *(tag("li", cell_label(cell)) for cell in view.cells[:6]), class_="topics"),
        _more(len(view.cells), 6),
    )
    return joined((asked, _panel(join_block(view, join), joined_block(view), clock(view))))


def _more(number: int, most: int) -> Markup | None:
    """That the list goes on."""
    return tag("p", f"First {most} of {number}; all are on your phone.", class_="hint") if number > most else None


def _share(view: RoomView, join: JoinWords) -> Markup:
    if not view.shared:
        return tag("div", tag("h1", "One idea at a time"), tag("p", "Read out, without comment.", class_="call"))
    *earlier, latest = view.shared
    where = tag("p", cell_label(latest.cell), class_="where-idea") if latest.cell else None
    large = "long" if len(latest.text) > 90 else "short"
    shown = tag("div", tag("h1", target_heading(latest), class_=f"latest {large}"), where, class_="idea")
    if not earlier:
        return shown
    listed = [*reversed(earlier)][:MOST_EARLIER_IDEAS]
    rest = len(earlier) - len(listed)
    more = tag("p", f"And {rest} more; all are on your phone.", class_="hint") if rest else None
    return joined((shown, tag("div", tag("h2", "Read out before"), _list(listed), more, class_="earlier")))


def _clarify(view: RoomView, join: JoinWords) -> Markup:
    drawn = tag(
        "div",
        tag("h1", "Is it clear what each one means?"),
        tag("p", "Ask, merge, split, reword. Nobody has to defend an idea.", class_="hint"),
        _list(view.items, pages="clarify"),
        class_="clarify-list",
    )
    return joined((drawn, _facts_panel(view) if view.measured else None))


def _facts_panel(view: RoomView) -> Markup:
    """What is measured, in words and signs: the facilitator shows it already here."""

    def fact(cell_at: int) -> Markup:
        cell = view.cells[cell_at]
        band = view.measured[cell].parity_band
        sign = joined((for_eyes(f"{ARROWS[band]} "), label(band))) if band else None
        sentence = tag("p", measured_sentence(view.measured[cell]))
        return tag("li", tag("h3", cell_label(cell)), tag("p", tag("b", sign)) if sign else None, sentence)

    facts = tag("ul", *(fact(at) for at in range(len(view.cells[:2]))), class_="facts")
    return tag("aside", tag("h2", "What is measured"), facts, _more(len(view.cells), 2), class_="panel")


def _vote(view: RoomView, join: JoinWords) -> Markup:
    voting = view.voting
    if voting is None:
        ready = tag(
            "div",
            tag("h1", "Get ready to vote"),
            tag("p", "The question comes to your phone.", class_="hint"),
            _list(view.items, pages="ready"),
        )
        return joined((ready, _panel(join_block(view, join), joined_block(view))))
    if voting.is_over:
        return _over(view)
    is_brief = len(voting.targets) <= MOST_MEANINGS and voting.paper.kind is RoundKind.SCORE
    again = "Asked again: say what you think now. " if voting.asks_again else ""
    asked = tag(
        "div",
        tag("h1", voting.question, class_="long" if len(voting.question) > 70 else None),
        tag("p", f"{again}{how_to_vote(voting.paper)} {SEALED}", class_="hint"),
        _list(voting.targets, pages=f"vote {voting.number}", meanings=view.meanings if is_brief else {}),
    )
    return joined((asked, _panel(join_block(view, join), done_block(view), clock(view))))


def how_to_vote(paper: BallotPaper) -> str:
    """What to do on the phone."""
    if paper.kind is RoundKind.RANK:
        return f"Rank {_NUMBERS[paper.ranks - 1]} on your phone, strongest first."
    scales = "; ".join(
        "much worse to much better than physical health"
        if scale is Scale.PERCEPTION
        else f"{label(scale).casefold()} ({ends_words(scale)})"
        for scale in paper.scales
    )
    return f"Score each on your phone: {scales}."


def _over(view: RoomView) -> Markup:
    """The voting has ended: nothing but how many voted until the facilitator reveals it."""
    voting = view.voting
    assert isinstance(voting, Voting)
    return tag(
        "div",
        tag("p", voting.question, class_="hint"),
        tag("h1", "Vote closed."),
        tag("p", SEALED, class_="call"),
        tag("div", done_block(view), class_="closed-count"),
        None if voting.is_counted else tag("p", "Being counted.", class_="hint"),
        class_="middle-of-screen",
    )


def _discuss(view: RoomView, join: JoinWords) -> Markup:
    drawn = slides(view)
    if drawn:
        return draw_slides(drawn)
    if view.voting is not None:
        return _over(view)
    return tag("div", tag("h1", "Let us talk"), _list(view.items, pages="discuss"))


def _closed(view: RoomView, join: JoinWords) -> Markup:
    return tag(
        "div",
        tag("h1", "Thank you"),
        tag("p", "This workshop is over. The report holds what the room said, and no names.", class_="call"),
        class_="middle-of-screen",
    )


def _list(items: Sequence[RoomItem], *, pages: str = "", meanings: Mapping[Cell, str] | None = None) -> Markup:
    """The lettered list in one column or two, with what cells mean.

    A list with a name in `pages` is turned like pages by the script where not everything fits.
    """
    has_columns = len(items) > MOST_IN_ONE_COLUMN
    is_dense = has_columns or sum(max(len(item.text), 30) for item in items) > LONG_LIST
    size = "dense" if is_dense else "few" if len(items) <= FEW else "some"
    has_both = len({item.is_new for item in items}) > 1

    def row(item: RoomItem) -> Markup:
        new = tag("small", "from the room") if item.is_new and has_both else None
        meaning = meanings.get(item.cell, "") if meanings and item.cell else ""
        return tag("li", target_heading(item), new, tag("p", meaning, class_="meaning") if meaning else None)

    columns = " columns" if has_columns else ""
    return tag("ol", *map(row, items), class_=f"items {size}{columns}", data_pages=pages or None, data_lettered=True)


_DRAWN_BY: Mapping[Stage, Callable[[RoomView, JoinWords], Markup]] = {
    Stage.SET_UP: _set_up,
    Stage.IDEAS: _ideas,
    Stage.SHARE: _share,
    Stage.CLARIFY: _clarify,
    Stage.VOTE: _vote,
    Stage.DISCUSS: _discuss,
    Stage.CLOSED: _closed,
}
