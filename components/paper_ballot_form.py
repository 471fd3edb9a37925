"""The page on which paper and proxy ballots are typed in: what was typed, its problems, what was entered."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from markupsafe import Markup

from components.form_parts import Options, button, error_summary, form, radio_field, select_field
from components.formatting import clock_words, in_utc, listed
from components.labels import label
from components.markup import for_ears, joined, tag
from components.phone_documents import BAND_CHOICES, PERCEPTION_QUESTION, SCALE_ENDS, target_names
from domain_model.use_cases.enter_ballots import ENTRY_MODES, EnteredBallots
from domain_model.workshop.ballots import LEAST_SCORE, MOST_SCORE, Answers, BallotPaper
from domain_model.workshop.rounds import Round
from domain_model.workshop.state import WorkshopState
from domain_model.workshop_vocabulary import EntryMode, Group, RoundKind, RoundState, Scale

NOT_ENTERED = "The ballot was not entered"
WIFI_FAILS = (
    "Say calmly that nothing is lost: phones keep ballots and send them when they are back.",
    "Stop the clock on the console, or give more time, so that the vote is not counted meanwhile.",
    "People with mobile data can leave the Wi-Fi and go on.",
    "Hand out the paper ballots that you printed; collect them face down. Whoever has voted on a phone does not vote "
    "on paper as well.",
    "If your computer is cut off too, keep the papers and write down when voting ended.",
    "Once you are connected, type the ballots in on this page, then end the vote. If it was counted already, open it "
    "again first.",
)
"""What to do when the Wi-Fi fails, in at most 120 words."""

_LEFT_EMPTY = ("", "not filled in")
_DONT_KNOW = "?"


@dataclass(frozen=True, slots=True)
class ReadBallot:
    """What was typed: as a ballot where nothing is wrong with it, else `problems` by field."""

    mode: EntryMode = EntryMode.PAPER
    group: Group = Group.PREFER_NOT_TO_SAY
    answers: Answers = field(default_factory=Answers)
    problems: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True)
class PaperPage:
    """What is drawn: `voting` is the round that is typed into, None where no vote takes ballots."""

    workshop_id: str
    state: WorkshopState
    voting: Round | None
    entered: EnteredBallots
    hidden: Callable[[], Markup]
    typed: Mapping[str, str] = field(default_factory=dict[str, str])
    problems: Mapping[str, str] = field(default_factory=dict[str, str])

    @property
    def base(self) -> str:
        """The address of the console."""
        return f"/workshops/{self.workshop_id}"


def rank_field(place: int) -> str:
    """The name of the field with the rank of the target at a place, from 1."""
    return f"rank-{place}"


def score_field(place: int, scale: Scale) -> str:
    """The name of the field with the score of the target at a place, from 1, on a scale."""
    return f"score-{place}-{scale.value}"


def read_ballot(typed: Mapping[str, str], state: WorkshopState, paper: BallotPaper) -> ReadBallot:
    """What was typed into the form of a round."""
    problems: dict[str, str] = {}
    modes = {mode.value: mode for mode in ENTRY_MODES}
    groups = {group.value: group for group in state.plan.groups}
    if typed.get("mode", "") not in modes:
        problems["mode"] = "Say whether it came on paper or by proxy."
    if typed.get("group", "") not in groups:
        problems["group"] = "Choose the group that is ticked on the ballot."
    read = _read_ranking if paper.kind is RoundKind.RANK else _read_scores
    answers = read(typed, state, paper, problems)
    if answers.is_blank and not any(name.startswith(("rank-", "score-")) for name in problems):
        first = rank_field(1) if paper.kind is RoundKind.RANK else score_field(1, paper.scales[0])
        problems[first] = "Nothing is filled in. A ballot without any answer is not entered."
    if problems:
        return ReadBallot(problems=problems)
    return ReadBallot(modes[typed["mode"]], groups[typed["group"]], answers)


def _read_ranking(
    typed: Mapping[str, str], state: WorkshopState, paper: BallotPaper, problems: dict[str, str]
) -> Answers:
    names = target_names(state)
    known = {str(rank): rank for rank in range(1, paper.ranks + 1)}
    by_rank: dict[int, tuple[str, str]] = {}
    for place, target in enumerate(paper.targets, 1):
        name, given = rank_field(place), typed.get(rank_field(place), "")
        if given and given not in known:
            problems[name] = f"Choose a rank from 1 to {paper.ranks}, or leave it empty."
        elif given and known[given] in by_rank:
            letter, other_words, _cell = names.get(by_rank[known[given]][0], ("", "another", ""))
            other = letter or other_words
            problems[name] = f"Rank {given} is given twice, also to {other}. If the paper says so, leave both empty."
        elif given:
            by_rank[known[given]] = (target, name)
    missing = next((rank for rank in range(1, paper.ranks + 1) if rank not in by_rank), paper.ranks + 1)
    beyond = min((rank for rank in by_rank if rank > missing), default=0)
    if beyond and not problems.keys() & {rank_field(place) for place in range(1, len(paper.targets) + 1)}:
        problems[by_rank[beyond][1]] = (
            f"Rank {missing} is missing before rank {beyond}. If the paper leaves it out, move the others up."
        )
    return Answers(ranking=tuple(by_rank[rank][0] for rank in sorted(by_rank)))


def _read_scores(
    typed: Mapping[str, str], _state: WorkshopState, paper: BallotPaper, problems: dict[str, str]
) -> Answers:
    scores: dict[str, dict[Scale, int]] = {}
    for place, target in enumerate(paper.targets, 1):
        for scale in paper.scales:
            name = score_field(place, scale)
            given = typed.get(name, "")
            if given and given not in dict(score_options(scale)):
                problems[name] = "Choose one of the answers of the list, or leave it empty."
            elif given:
                scores.setdefault(target, {})[scale] = int(given)
    return Answers(scores=scores)


def score_options(scale: Scale) -> Options:
    """The answers of a scale as values and words, which begin with the sign that is printed in the circle."""
    if scale is Scale.PERCEPTION:
        return tuple((str(number), f"{circle_sign(scale, number)} {words}") for number, words in BAND_CHOICES)
    low, high = SCALE_ENDS[scale]
    ends = {LEAST_SCORE: f" {low}", MOST_SCORE: f" {high}"}
    return tuple((str(score), f"{score}{ends.get(score, '')}") for score in range(LEAST_SCORE, MOST_SCORE + 1))


def circle_sign(scale: Scale, number: int) -> str:
    """What stands in the circle of an answer on paper: its number, or a question mark for 'don't know'."""
    return _DONT_KNOW if scale is Scale.PERCEPTION and number == 0 else str(number)


def scale_question(scale: Scale) -> str:
    """What a scale asks."""
    return PERCEPTION_QUESTION if scale is Scale.PERCEPTION else label(scale)


def paper_page(page: PaperPage) -> Markup:
    """Everything below the heading of the page."""
    console = tag("a", "Console", href=page.base)
    papers = tag("a", "Paper ballots to print", href=f"{page.base}/ballot-papers")
    ways = tag("p", console, " · ", papers, class_="paper-ways")
    content = (_round_words(page), _time_words(page), _ballot(page)) if page.voting else (_no_vote(page),)
    fails = tag("ol", *(tag("li", words) for words in WIFI_FAILS))
    helping = tag("details", tag("summary", "What to do when the Wi-Fi fails"), fails, class_="paper-help")
    return tag(
        "div",
        error_summary(NOT_ENTERED, list(page.problems.items())),
        ways,
        *content,
        _entered(page) if page.voting else None,
        helping,
        class_="paper-entry",
    )


def _no_vote(page: PaperPage) -> Markup:
    latest = page.state.latest_round
    again = (
        f" Round {latest.number} is counted: to enter ballots in it, open that vote again on the console."
        if latest and not page.state.is_closed
        else ""
    )
    words = f"No vote is open, so no ballot can be entered. Open one on the console first.{again}"
    return tag("p", words, class_="notice", id="vote")


def _round_words(page: PaperPage) -> Markup:
    assert page.voting is not None
    voting = page.voting
    kind = label(voting.paper.kind)
    asked = f"Round {voting.number}, {kind} of {len(voting.paper.targets)}: “{voting.question}”"
    return tag("p", tag("strong", asked), " Type in only ballots that say this round.", class_="lead")


def _time_words(page: PaperPage) -> Markup:
    """Until when ballots may be typed in, and how to have the time for it."""
    assert page.voting is not None
    voting = page.voting
    console = tag("a", "on the console", href=f"{page.base}#stage")
    fair = "A ballot that was filled in while people voted may be typed in until the round is counted. "
    if voting.state is not RoundState.OPEN:
        words = joined(("This round is counted. Open the vote again ", console, ", then send this form once more."))
        return tag("p", words, class_="notice warning", id="vote")
    if voting.paused_at is not None or voting.deadline is None:
        why = "The clock is stopped" if voting.paused_at is not None else "This vote has no timer"
        words = joined((fair, f"{why}: there is time until you go on or end the vote ", console, "."))
        return tag("p", words, class_="notice", id="vote")
    ends = tag("time", clock_words(voting.deadline), datetime=in_utc(voting.deadline).isoformat(timespec="seconds"))
    words = joined(
        (fair, "This vote ends at ", ends, " and is counted three seconds later. If you need longer, stop the clock or "
         "give more time ", console, ".")
    )  # fmt: skip
    return tag("p", words, class_="notice warning", id="vote")


def _ballot(page: PaperPage) -> Markup:
    assert page.voting is not None
    voting, typed, problems = page.voting, page.typed, page.problems
    modes = [(mode.value, label(mode)) for mode in ENTRY_MODES]
    groups = [(group.value, label(group)) for group in page.state.plan.groups]
    draw = _ranks if voting.paper.kind is RoundKind.RANK else _scores
    entering = form(
        f"{page.base}/paper",
        tag("input", type="hidden", name="round", value=voting.number),
        radio_field(
            "mode", "How it came", modes, typed.get("mode", EntryMode.PAPER.value), problem=problems.get("mode", "")
        ),
        radio_field("group", "Group ticked", groups, typed.get("group", ""), problem=problems.get("group", "")),
        draw(page, voting.paper),
        button("Save and enter the next"),
        hidden=page.hidden(),
    )
    heading = tag("h2", f"Ballot {page.entered.total + 1}", id="ballot-title")
    return tag("section", heading, entering, id="ballot", aria_labelledby="ballot-title")


def _ranks(page: PaperPage, paper: BallotPaper) -> Markup:
    names = target_names(page.state)
    options = (_LEFT_EMPTY, *((str(rank), str(rank)) for rank in range(1, paper.ranks + 1)))
    fields = (
        _choice(page, rank_field(place), _lettered(names, target), options)
        for place, target in enumerate(paper.targets, 1)
    )
    legend = tag("legend", f"Ranks 1 to {paper.ranks}, as written beside each")
    return tag("fieldset", legend, tag("div", *fields, class_="paper-ranks"), class_="field")


def _scores(page: PaperPage, paper: BallotPaper) -> Markup:
    names = target_names(page.state)
    options = {scale: (_LEFT_EMPTY, *score_options(scale)) for scale in paper.scales}

    def fields(place: int) -> list[Markup]:
        return [_choice(page, score_field(place, one), scale_question(one), options[one]) for one in paper.scales]

    return joined(
        tag(
            "fieldset",
            tag("legend", _lettered(names, target)),
            tag("div", *fields(place), class_="paper-scores"),
            class_="field",
        )
        for place, target in enumerate(paper.targets, 1)
    )


def _choice(page: PaperPage, name: str, words: str, options: Options) -> Markup:
    return select_field(name, words, options, page.typed.get(name, ""), problem=page.problems.get(name, ""))


def _entered(page: PaperPage) -> Markup:
    """How many ballots were entered by mode, and the last one, to be taken back."""
    assert page.voting is not None
    entered, last = page.entered, page.entered.last
    counts = listed([f"{entered.numbers.get(mode, 0)} {label(mode)}" for mode in ENTRY_MODES])
    heading = tag("h2", "Entered in this round")
    if last is None:
        return tag("section", heading, tag("p", f"None yet: {counts}."), id="entered")
    words = f"The last one: {label(last.mode)}, {label(last.group)}, entered at {clock_words(last.joined_at)}."
    taking_back = form(
        f"{page.base}/paper/take-back",
        tag("input", type="hidden", name="round", value=page.voting.number),
        tag("input", type="hidden", name="participant", value=last.id),
        button(joined(("Take it back", for_ears(f": ballot {entered.total}"))), kind="secondary"),
        hidden=page.hidden(),
        class_="one-button",
    )
    total = tag("p", tag("strong", f"{entered.total} in all"), f": {counts}.")
    may_undo = page.voting.state is RoundState.OPEN
    return tag("section", heading, total, tag("p", words), taking_back if may_undo else None, id="entered")


def _lettered(names: Mapping[str, tuple[str, str, str]], target: str) -> str:
    letter, words, _cell = names.get(target, ("", target, ""))
    return f"{letter}. {words}" if letter else words
