"""What the projector shows at each stage, and what it never shows before a reveal; every workshop is FICTITIOUS."""

from dataclasses import replace
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup, Tag

from components.projector_page import no_such_screen, projector_page
from components.projector_panel import JoinWords
from components.projector_screen import how_to_vote, screen
from components.qr_code import qr_code
from domain_model.cell_summary import summarise_cell
from domain_model.cells import Cell
from domain_model.use_cases.watch_workshop import RoomItem, RoomView, ShownRound, Voting
from domain_model.workshop.ballots import BallotPaper
from domain_model.workshop.items import letter_of
from domain_model.workshop.published import PublishedFigure, RoundResults
from domain_model.workshop_vocabulary import RoundKind, Scale, Stage, Statistic
from tests.builders import MESO

JOIN = JoinWords("https://parity.example.org/j/K7M4PX", "parity.example.org/join")
MICRO = Cell.from_token("workforce/micro")


def items(number: int, words: str = "FICTITIOUS barrier") -> tuple[RoomItem, ...]:
    return tuple(RoomItem(f"i{at}", letter_of(at), f"{words} {at}", MESO) for at in range(number))


def ranking_paper(number: int = 6, ranks: int = 5) -> BallotPaper:
    return BallotPaper(RoundKind.RANK, tuple(f"i{at}" for at in range(number)), ranks=ranks)


def voting(*, is_over: bool = False, is_counted: bool = False, again: bool = False, number: int = 6) -> Voting:
    return Voting(1, ranking_paper(number), "What weighs most?", items(number), again, is_over, is_counted)


VIEW = RoomView(
    version=17,
    title="FICTITIOUS evening",
    aim="Agree what comes first.",
    ground_rules=("Every voice counts.",),
    area="Norfolk and Waveney",
    is_rehearsal=False,
    join_code="K7M4PX",
    least=5,
    stage=Stage.VOTE,
    cells=(MESO, MICRO),
    items=items(6),
    voting=voting(),
    joined=31,
    done=23,
    time_left=timedelta(seconds=160),
)


def results() -> RoundResults:
    """Figures that no other text of a screen has: 6173 points, ranked by 7919, the rank 4447, the agreement 0.4391."""
    found = [PublishedFigure("", "", "everyone", Statistic.PEOPLE, 5813, 5813)]
    found.append(PublishedFigure("", "", "everyone", Statistic.AGREEMENT, 0.4391, 5813))
    for target in ranking_paper().targets:
        for statistic, value in ((Statistic.SUM, 6173), (Statistic.FREQUENCY, 7919), (Statistic.RANK, 4447)):
            found.append(PublishedFigure(target, "", "everyone", statistic, value, 5813))
    return RoundResults(1, 1, tuple(found))


DISTINCTIVE = ("6173", "7919", "4447", "0.44", "5813", "moderate")


def shown(number: int = 6) -> ShownRound:
    return ShownRound(1, ranking_paper(number), "What weighs most?", items(number), results())


def drawn(**changes: object) -> Tag:
    return BeautifulSoup(str(screen(replace(VIEW, **changes), JOIN)), "html.parser")  # type: ignore[arg-type]


def words(page: Tag) -> str:
    return " ".join(page.get_text(" ", strip=True).split())


def test_while_people_vote_the_room_sees_the_question_the_list_the_code_the_count_and_the_clock():
    page = drawn()
    assert page.h1.get_text() == "What weighs most?"
    assert "Rank five on your phone, strongest first. Results stay hidden until the facilitator shows them." in words(
        page
    )
    assert [item.get_text(" ") for item in page.select(".items li")][2] == "C FICTITIOUS barrier 2"
    assert "23 of 31 have voted" in words(page)
    assert (page.select_one(".join-code").get_text(), page.select_one(".join-address").get_text()) == (
        "K7M 4PX", "parity.example.org/join",
    )  # fmt: skip
    assert page.select_one(".clock-digits").get_text() == "2:40"
    assert (page.select_one(".view")["data-version"], page.select_one(".view")["data-voting"]) == ("17", "yes")


@pytest.mark.parametrize(("joined", "done"), [(31, 23), (60, 0)])
def test_up_to_sixty_people_are_dots_of_which_those_who_are_done_are_filled(joined: int, done: int):
    page = drawn(joined=joined, done=done)
    assert (len(page.select(".dot")), len(page.select(".dot.done"))) == (joined, done)
    assert page.select(".done-bar") == []


def test_more_than_sixty_people_are_a_bar():
    page = drawn(joined=120, done=30)
    assert page.select(".dot") == []
    assert page.select_one(".done-bar i")["style"] == "width:25.0%"


BEFORE_REVEAL = {
    "welcome": {"stage": Stage.SET_UP, "voting": None},
    "ideas": {"stage": Stage.IDEAS, "voting": None},
    "share": {"stage": Stage.SHARE, "voting": None, "shared": items(3)},
    "clarify": {"stage": Stage.CLARIFY, "voting": None},
    "ready": {"voting": None},
    "open": {},
    "ending": {"voting": voting(is_over=True)},
    "sealed": {"voting": voting(is_over=True, is_counted=True)},
    "sealed, moved on": {"stage": Stage.DISCUSS, "voting": voting(is_over=True, is_counted=True)},
    "closed": {"stage": Stage.CLOSED, "voting": voting(is_over=True, is_counted=True)},
}


@pytest.mark.parametrize("changes", BEFORE_REVEAL.values(), ids=BEFORE_REVEAL)
def test_before_a_reveal_no_figure_of_the_results_is_in_the_screen(changes: dict[str, object]):
    text = str(drawn(**changes))
    assert [figure for figure in DISTINCTIVE if figure in text] == []


@pytest.mark.parametrize(
    "changes", [one for name, one in BEFORE_REVEAL.items() if name != "sealed, moved on"]
)  # fmt: skip
def test_only_the_discussion_draws_revealed_figures_whatever_else_is_known(changes: dict[str, object]):
    text = str(drawn(**changes, shown=(shown(),)))
    assert [figure for figure in DISTINCTIVE if figure in text] == []


def test_after_the_reveal_the_same_figures_are_there():
    text = str(drawn(stage=Stage.DISCUSS, voting=None, shown=(shown(),)))
    assert [figure for figure in DISTINCTIVE if figure not in text] == []


@pytest.mark.parametrize("name", ["ending", "sealed", "sealed, moved on"])
def test_a_vote_that_is_over_says_that_results_stay_hidden(name: str):
    page = drawn(**BEFORE_REVEAL[name])
    assert "Vote closed. Results stay hidden until the facilitator shows them. 23 of 31 have voted" in words(page)
    assert ("Being counted." in words(page)) is (name == "ending")
    assert page.select_one(".view")["data-voting"] == "no"


def test_a_long_list_is_drawn_whole_in_two_columns_for_the_script_to_turn_its_pages():
    assert "columns" not in drawn(items=items(10), voting=None).select_one(".items")["class"]
    page = drawn(items=items(26), voting=None)
    assert {"columns", "dense"} <= set(page.select_one(".items")["class"])
    assert [item.b.get_text() for item in page.select(".items li")][18:] == list("STUVWXYZ")
    assert page.select_one(".items").has_attr("data-lettered")
    names = [drawn(**changes).select_one(".items")["data-pages"] for changes in (
        {"stage": Stage.CLARIFY, "voting": None}, {"voting": None}, {}, {"stage": Stage.DISCUSS, "voting": None},
    )]  # fmt: skip
    assert names == ["clarify", "ready", "vote 1", "discuss"]
    assert not drawn(stage=Stage.SHARE, voting=None, shared=items(9)).select("[data-pages]")


def scoring_of(number: int) -> Voting:
    targets = tuple(RoomItem(f"c{at}", letter_of(at), "", (MESO, MICRO)[at % 2]) for at in range(number))
    paper = BallotPaper(RoundKind.SCORE, tuple(one.id for one in targets), (Scale.SEVERITY,))
    return Voting(2, paper, "How does it stand?", targets, False, False, False)


def test_up_to_six_cells_that_people_score_have_their_meaning_below_them():
    meanings = {MICRO: "How staff meet a person.", MESO: "How services are run."}
    page = drawn(voting=scoring_of(3), meanings=meanings)
    assert [one.get_text() for one in page.select(".items li .meaning")] == [
        "How services are run.", "How staff meet a person.", "How services are run.",
    ]  # fmt: skip
    assert len(drawn(voting=scoring_of(6), meanings=meanings).select(".meaning")) == 6
    assert not drawn(voting=scoring_of(7), meanings=meanings).select(".meaning")
    assert not drawn(voting=scoring_of(3)).select(".meaning")
    assert not drawn(meanings=meanings).select(".meaning")


def test_a_long_ranking_says_how_many_are_left_to_the_report():
    page = drawn(stage=Stage.DISCUSS, voting=None, shown=(shown(14),))
    assert "First 10 of 14; all are in the report." in words(page)
    assert len(page.select("tbody tr")) == 10


def test_the_welcome_has_the_aim_the_rules_the_code_and_the_key_for_full_screen():
    page = drawn(stage=Stage.SET_UP, voting=None, joined=1, time_left=None)
    for part in ("FICTITIOUS evening", "Agree what comes first.", "Every voice counts.", "K7M 4PX", "Key F: full"):
        assert part in words(page)
    assert "1 person has joined" in words(page)
    assert page.select(".clock") == []


def test_ideas_are_asked_for_in_silence_and_none_is_shown():
    page = drawn(stage=Stage.IDEAS, voting=None, items=items(3, "SECRET"), shared=items(2, "SECRET"))
    assert "Write by yourself, in silence." in words(page)
    assert "SECRET" not in words(page)


def test_the_idea_read_out_last_is_the_heading_and_those_before_follow_latest_first():
    page = drawn(stage=Stage.SHARE, voting=None, shared=items(9))
    assert page.h1.get_text(" ") == "I FICTITIOUS barrier 8"
    assert [one.b.get_text() for one in page.select(".earlier li")] == list("HGFEDCB")
    assert "And 1 more" in words(page)
    assert "One idea at a time" in words(drawn(stage=Stage.SHARE, voting=None))


def test_a_rehearsal_says_so_on_every_screen():
    for stage in Stage:
        assert "REHEARSAL" in words(drawn(stage=stage, is_rehearsal=True))
        assert "REHEARSAL" not in words(drawn(stage=stage))


def test_steps_that_are_done_are_ticked_and_the_one_at_hand_is_marked():
    steps = drawn(stage=Stage.CLARIFY).select(".steps li")
    assert [step.get_text() for step in steps] == ["✓ done: Ideas", "✓ done: Share", "Clarify", "Vote", "Discuss"]
    assert [step.get("aria-current") for step in steps] == [None, None, "step", None, None]


def test_whoever_may_not_join_any_more_is_told():
    page = drawn(join_code="")
    assert "Joining is closed." in words(page) and page.svg is None
    assert "Join:" not in words(drawn(stage=Stage.DISCUSS, join_code=""))


@pytest.mark.parametrize(
    ("left", "is_paused", "said"),
    [
        (0, False, "Time is up 0:00"),
        (0, True, "Clock stopped 0:00"),
        (59, True, "Clock stopped 0:59"),
        (3723, False, "Time left 1:02:03"),
    ],
)
def test_the_clock_says_in_words_whether_it_runs(left: int, is_paused: bool, said: str):
    page = drawn(time_left=timedelta(seconds=left), is_paused=is_paused)
    assert words(page.select_one(".clock")) == said


def test_what_people_typed_is_never_markup():
    evil = (RoomItem("i0", "A", "<img src=x onerror=alert(1)>", None),)
    for stage in (Stage.SHARE, Stage.CLARIFY):
        page = drawn(stage=stage, voting=None, items=evil, shared=evil, title="<script>alert(2)</script>")
        assert page.img is None and page.script is None
        assert "<img src=x" in page.get_text()


def score_results(people: int = 31) -> RoundResults:
    found = [PublishedFigure("", "", "everyone", Statistic.PEOPLE, people, people)]
    for at, cell in enumerate((MESO, MICRO)):
        for scale, median in (("severity", 7.0 - at), ("perception", 2.0 + at)):
            found.append(PublishedFigure(cell.token, scale, "everyone", Statistic.MEDIAN, median, people))
    return RoundResults(2, 1, tuple(found))


def test_a_scoring_has_an_overview_a_slide_for_each_cell_and_the_bands_of_which_the_first_is_seen():
    paper = BallotPaper(RoundKind.SCORE, (MESO.token, MICRO.token), (Scale.PERCEPTION, Scale.SEVERITY))
    cells = (RoomItem(MESO.token, "A", "", MESO), RoomItem(MICRO.token, "B", "", MICRO))
    one = ShownRound(2, paper, "How does it stand?", cells, score_results(), score_results(29))
    page = drawn(stage=Stage.DISCUSS, voting=None, shown=(one, shown()))
    slides = page.select("[data-slide]")
    assert [slide["data-slide"] for slide in slides] == [
        "2/severity", f"2/severity/{MESO.token}", f"2/severity/{MICRO.token}", "2/perception/0", "2/perception/1",
        "1/rank",
    ]  # fmt: skip
    assert [slide.has_attr("hidden") for slide in slides] == [False, True, True, True, True, True]
    assert not page.select("[data-compares]") and page.select_one(".view")["data-facts"] == "no"
    assert [one["data-pages"] for one in page.select("[data-pages]")] == ["2/severity", "1/rank"]
    facts = {cell: summarise_cell(cell, "AAA", ()) for cell in (MESO, MICRO)}
    told = drawn(stage=Stage.DISCUSS, voting=None, shown=(one, shown()), measured=facts)
    assert [slide["data-slide"] for slide in told.select("[data-compares]")] == ["2/perception/0", "2/perception/1"]
    assert told.select_one(".view")["data-facts"] == "yes"
    assert "Round 2: 31 people voted. Asked again." in words(slides[0])


def test_how_to_vote_says_what_the_ends_of_a_scale_mean():
    paper = BallotPaper(RoundKind.SCORE, (MESO.token,), (Scale.PERCEPTION, Scale.FEASIBILITY))
    assert how_to_vote(paper) == (
        "Score each on your phone: much worse to much better than physical health; "
        "how feasible change is (1 not at all, 9 easy)."
    )
    assert how_to_vote(ranking_paper(ranks=3)).startswith("Rank three on your phone")


def test_a_question_that_is_asked_again_says_so():
    assert "Asked again: say what you think now." in words(drawn(voting=voting(again=True)))


def test_the_discussion_without_results_has_the_list_and_a_late_way_in():
    page = drawn(stage=Stage.DISCUSS, voting=None)
    assert len(page.select(".items li")) == 6
    assert "Join: parity.example.org/join , code K7M 4PX" in words(page)


def test_a_code_has_three_finder_patterns_and_a_quiet_zone_of_four():
    page = BeautifulSoup(str(qr_code(JOIN.address, "QR code of it")), "html.parser")
    size = int(page.svg["viewbox"].split()[2] if page.svg.has_attr("viewbox") else page.svg["viewBox"].split()[2])
    path = page.path["d"]
    assert path.startswith("M4 4h7v1h-7z") and f"M{size - 11} 4h7v1h-7z" in path and f"M4 {size - 5}h7v1h-7z" in path
    assert (page.svg["role"], page.svg["aria-label"]) == ("img", "QR code of it")


def test_the_document_names_its_files_and_runs_nothing_inline():
    text = projector_page("FICTITIOUS", screen(VIEW, JOIN), styles=["/a.css", "/b.css"], script="/c.js")
    page = BeautifulSoup(text, "html.parser")
    assert [link["href"] for link in page.select("link[rel=stylesheet]")] == ["/a.css", "/b.css"]
    assert [(script["src"], script.get_text()) for script in page.select("script")] == [("/c.js", "")]
    assert page.html["lang"] == "en-GB" and len(page.select("main")) == 1
    assert "There is no screen at this address" in no_such_screen(styles=["/a.css"])


def test_what_a_hidden_figure_means_stands_on_every_slide_that_has_one_and_on_no_other():
    page = drawn(stage=Stage.DISCUSS, voting=None, shown=(with_ranges(shown()), replace(shown(), number=2)))
    open_slide, hidden = page.select(".slide")
    assert "[c]" not in words(open_slide)
    assert "[c]: not shown, so that nobody's own answer can be worked out; a figure needs 5 people" in words(hidden)


def with_ranges(one: ShownRound) -> ShownRound:
    """The same round, in which the range of every rank is published too."""
    ends = ((Statistic.RANK_LOW, 1), (Statistic.RANK_HIGH, 5))
    more = tuple(
        PublishedFigure(target, "", "everyone", statistic, value, 5813)
        for target in one.paper.targets
        for statistic, value in ends
    )
    return replace(one, results=RoundResults(1, 1, (*one.results.figures, *more)))
