"""What a workshop puts on paper: the poster by which people join, and ballots for people without a phone; A4."""

from dataclasses import dataclass
from math import ceil

from markupsafe import Markup

from components.form_parts import Options, button, select_field, text_field
from components.join_page import privacy_sentences
from components.labels import label
from components.markup import for_eyes, joined, tag
from components.paper_ballot_form import circle_sign, scale_question
from components.phone_documents import BAND_CHOICES, SCALE_ENDS, target_names
from components.qr_code import qr_code
from domain_model.use_cases.enter_ballots import item_scoring_to_come, ranking_to_come, scoring_to_come
from domain_model.use_cases.run_workshop import RANK_QUESTION, SCORE_QUESTION
from domain_model.workshop.ballots import LEAST_SCORE, MOST_SCORE, BallotPaper
from domain_model.workshop.codes import spaced_code
from domain_model.workshop.plans import WorkshopPlan
from domain_model.workshop.state import WorkshopState
from domain_model.workshop_vocabulary import RoundKind, Scale

MOST_COPIES = 100
USUAL_COPIES = 10

HALF_SHEET = 128
"""Millimetres of a half A4 sheet that can be written on."""

_LINE = 5.5  # millimetres of a line of 12 points
_WIDE_LINE, _ITEM_LINE, _TABLE_LINE = 80, 30, 24  # characters of a line: across, in one of two columns, in a table
_LONGEST_BIG_ADDRESS = 30
_OF_PRIVACY = (0, 4, 5)  # what is kept, how it is shown, when it is erased
_PRINTING = "Print this page with Ctrl+P, on a Mac with ⌘P. Only the sheet is printed, on A4 in portrait."


@dataclass(frozen=True, slots=True)
class PrintableBallot:
    """Something that can be printed: `token` names it in the address, `words` in the list to choose from."""

    token: str
    words: str
    number: int
    question: str
    paper: BallotPaper


def ways_back(base: str) -> Markup:
    """The links above a sheet, which are not printed."""
    pages = (("Console", ""), ("Join poster", "/poster"), ("Paper ballots to print", "/ballot-papers"),
             ("Type in paper ballots", "/paper"))  # fmt: skip
    links = [tag("a", words, href=f"{base}{end}") for words, end in pages]
    return tag("p", Markup(" · ").join(links), class_="paper-ways no-print")


def poster(plan: WorkshopPlan, area: str, code: str, address: str, *, is_unreachable: bool = False) -> Markup:
    """The page with the poster; `address` is that of the product, `code` that to join, '' where nobody can any more."""
    if not code:
        words = (
            "Nobody can join any more, so there is nothing to put on a poster. Make a new code on the console first."
        )
        return tag("p", words, class_="notice")
    warning = tag("p", "Phones cannot open this address: set PUBLIC_URL before you print.", class_="notice warning")
    hint = tag("p", _PRINTING, class_="hint")
    above = tag("div", warning if is_unreachable else None, hint, class_="no-print")
    return joined((above, tag("div", _poster_sheet(plan, area, code, address), class_="sheets")))


def _poster_sheet(plan: WorkshopPlan, area: str, code: str, address: str) -> Markup:
    typed = f"{address.partition('://')[2] or address}/join"
    size = "poster-address" if len(typed) <= _LONGEST_BIG_ADDRESS else "poster-address long"
    code_picture = tag("div", qr_code(f"{address}/j/{code}", f"QR code of the address to join, with the code {code}"))
    camera = tag("div", tag("p", "Point your camera at this square", class_="poster-step"))
    sentences = privacy_sentences(plan)
    return tag(
        "article",
        _rehearsal(plan),
        tag("p", plan.title, class_="poster-title"),
        tag("p", area),
        tag("h2", "Join on your phone"),
        tag("div", code_picture, camera, class_="poster-ways"),
        tag("p", "or open", class_="poster-step"),
        tag("p", typed, class_=size),
        tag("p", "and type the code", class_="poster-step"),
        tag("p", spaced_code(code), class_="poster-code"),
        tag("h3", "No name, no account, no app"),
        tag("ul", *(tag("li", sentences[place]) for place in _OF_PRIVACY)),
        tag("h3", "No phone?"),
        tag("p", "Ask the facilitator for a paper ballot. It counts the same."),
        class_="sheet poster",
    )


def _rehearsal(plan: WorkshopPlan) -> Markup | None:
    words = tag("p", tag("strong", "REHEARSAL"), ": nothing of it counts.", class_="sheet-rehearsal")
    return words if plan.is_rehearsal else None


def printable_ballots(state: WorkshopState) -> tuple[PrintableBallot, ...]:
    """What can be printed: the round that is open, first, and whatever could be opened next."""
    voting, coming = state.open_round, len(state.rounds) + 1
    ranking, items, cells = ranking_to_come(state), item_scoring_to_come(state), scoring_to_come(state)
    found: list[PrintableBallot] = []
    if voting is not None:
        kind = label(voting.paper.kind)
        words = f"Round {voting.number}, which is open: {kind} of {len(voting.paper.targets)}"
        found.append(PrintableBallot("round", words, voting.number, voting.question, voting.paper))
    if ranking is not None:
        words = f"Round {coming}, to come: ranking of the {len(ranking.targets)} in play"
        found.append(PrintableBallot("rank", words, coming, RANK_QUESTION, ranking))
    topics = f"Round {coming}, to come: scoring of topics ({len(cells.targets)})"
    found.append(PrintableBallot("cells", topics, coming, SCORE_QUESTION, cells))
    if items is not None:
        words = f"Round {coming}, to come: scoring of the {len(items.targets)} in play"
        found.append(PrintableBallot("items", words, coming, SCORE_QUESTION, items))
    return tuple(found)


def ballot_papers(state: WorkshopState, base: str, chosen: PrintableBallot, copies: int, problem: str = "") -> Markup:
    """The page with ballots to print: what to print and how often, then the sheets."""
    options: Options = [(one.token, one.words) for one in printable_ballots(state)]
    choosing = tag(
        "form",
        select_field("what", "What to print", options, chosen.token),
        text_field(
            "copies",
            f"Copies, 1 to {MOST_COPIES}",
            str(copies),
            type="number",
            problem=problem,
            min=1,
            max=MOST_COPIES,
        ),
        tag("div", button("Show", kind="secondary")),
        method="get",
        action=f"{base}/ballot-papers",
        class_="filter-form",
        novalidate=True,
    )
    on_one = 2 if fits_half(state, chosen) else 1
    first = "the first sheet is" if copies > on_one else "the sheet is"
    hints = [tag("p", f"{_PRINTING} Copies: {copies}, {on_one} on a sheet; {first} shown here.", class_="hint")]
    if chosen.token != "round":
        words = (
            f"These say 'Round {chosen.number}' and the usual question. Print them again if another vote comes first, "
            "or if you ask something else."
        )
        hints.append(tag("p", words, class_="hint"))
    ballot = _ballot(state, chosen, is_half=on_one == 2)
    starts = range(0, copies, on_one)
    pages = (tag("div", *[ballot] * min(on_one, copies - start), class_="sheet ballot-page") for start in starts)
    sheets = tag(
        "div", *pages, class_="sheets", role="region", aria_label="What is printed: the first sheet", tabindex=0
    )
    return joined((tag("div", choosing, *hints, class_="no-print"), sheets))


def fits_half(state: WorkshopState, chosen: PrintableBallot) -> bool:
    """Whether a ballot fits half a sheet, reckoned by its words with some room to spare."""
    plan, paper = state.plan, chosen.paper
    texts = [words for _letter, words, _cell in (target_names(state)[target] for target in paper.targets)]
    groups = sum(len(label(group)) + 8 for group in plan.groups)
    head = _lines(plan.title, _WIDE_LINE) + _lines(chosen.question, _WIDE_LINE) + ceil(groups / _WIDE_LINE) + 4
    head += 2 if plan.is_rehearsal else 0
    height = head * _LINE + 12
    if paper.kind is RoundKind.RANK:
        rows = [max(10.5, _lines(text, _ITEM_LINE) * _LINE + 2) for text in texts]
        return height + (sum(rows) + max(rows)) / 2 <= HALF_SHEET
    rows = [max(10, _lines(text, _TABLE_LINE) * _LINE + 3) for text in texts]
    return height + len(paper.scales) * (sum(rows) + 4 * _LINE) <= HALF_SHEET


def _lines(text: str, width: int) -> int:
    return ceil(len(text) / width)


def _ballot(state: WorkshopState, chosen: PrintableBallot, *, is_half: bool) -> Markup:
    plan = state.plan
    groups = (tag("li", for_eyes(""), label(group)) for group in plan.groups)
    asks = _ranking if chosen.paper.kind is RoundKind.RANK else _scoring
    return tag(
        "article",
        _rehearsal(plan),
        tag("p", plan.title, class_="ballot-title"),
        tag("h2", f"Round {chosen.number}: {chosen.question}"),
        tag("p", tag("strong", "Do not write your name."), " I speak for (tick one):", class_="ballot-who"),
        tag("ul", *groups, class_="ballot-groups"),
        asks(state, chosen.paper),
        class_="ballot half" if is_half else "ballot",
    )


def _ranking(state: WorkshopState, paper: BallotPaper) -> Markup:
    names = target_names(state)
    last = f", and so on up to {paper.ranks}" if paper.ranks > 3 else ""
    second = ", 2 beside the next" if paper.ranks > 1 else ""
    third = ", 3 beside the third" if paper.ranks == 3 else ""
    words = f"Write 1 in the box of the one that matters most{second}{third}{last}. Leave the others empty."
    rows = (
        tag("li", for_eyes(""), tag("b", names[target][0]), tag("span", names[target][1])) for target in paper.targets
    )
    return joined((tag("p", words), tag("ul", *rows, class_="ballot-ranks")))


def _scoring(state: WorkshopState, paper: BallotPaper) -> Markup:
    words = tag("p", "Put a cross through one circle in each row. Leave a row empty if you cannot say.")
    return joined((words, *(_scale(state, paper, scale) for scale in paper.scales)))


def _scale(state: WorkshopState, paper: BallotPaper, scale: Scale) -> Markup:
    """One scale as a table: a row for each thing, a circle for each answer."""
    names = target_names(state)
    if scale is Scale.PERCEPTION:
        answers = BAND_CHOICES
    else:
        low, high = SCALE_ENDS[scale]
        ends = {LEAST_SCORE: low, MOST_SCORE: high}
        answers = tuple((score, ends.get(score, str(score))) for score in range(LEAST_SCORE, MOST_SCORE + 1))
    heads = (tag("th", words, scope="col") for _number, words in answers)
    circles = [tag("td", tag("span", circle_sign(scale, number), class_="circle")) for number, _words in answers]
    rows = (
        tag("tr", tag("th", tag("b", names[target][0]), " ", names[target][1], scope="row"), *circles)
        for target in paper.targets
    )
    topic = tag("th", "Topic" if paper.targets[0] in {cell.token for cell in state.plan.cells} else "Item", scope="col")
    head = tag("thead", tag("tr", topic, *heads))
    return tag("table", tag("caption", scale_question(scale)), head, tag("tbody", *rows), class_="ballot-scale")
