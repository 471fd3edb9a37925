"""The report of a workshop in words and tables; FICTITIOUS ballots, counted as real ones are."""

from dataclasses import replace

from bs4 import BeautifulSoup

from components.report_findings import findings, latest_of_each_kind, worst_first
from components.report_perception import difference_words, measured_words, perception_table
from components.report_rounds import round_tables, voices_words
from components.report_tables import figure_table
from components.report_words import number_words, range_words, target_names, uk_time, why_words
from components.workshop_report import report_page
from domain_model.cells import Cell
from domain_model.use_cases.compare_areas import compare_areas
from domain_model.use_cases.report_workshop import RoundReport, WorkshopReport, published_part
from domain_model.vocabulary import Band, Vintage
from domain_model.workshop.ballots import Answers, BallotPaper, CountedBallot
from domain_model.workshop.counting import EarlierRound, count_round
from domain_model.workshop.published import PublishedFigure, RoundResults
from domain_model.workshop.records import Workshop
from domain_model.workshop.results_file import HIDDEN_TEXT
from domain_model.workshop.rounds import Round
from domain_model.workshop.state import WorkshopState
from domain_model.workshop_vocabulary import (
    EntryMode,
    Group,
    RoundKind,
    RoundState,
    Scale,
    Statistic,
    Suppression,
)
from tests.builders import TODAY, dataset, figure, pair
from tests.workshops import ITEMS, MESO, MICRO, a_plan, second

SCORING = BallotPaper(RoundKind.SCORE, (MESO.token, MICRO.token), (Scale.PERCEPTION, Scale.SEVERITY))
RANKING = BallotPaper(RoundKind.RANK, tuple(item.id for item in ITEMS), ranks=5)
PLAN = a_plan(area="DDD", repeats="w0", aim="FICTITIOUS aim")
WORKSHOP = Workshop("w1", "owner", "", PLAN, second(0), 9, PLAN.title, "DDD")
NAMES = target_names(ITEMS, PLAN.cells)
ROWS = [
    figure("mental", "DDD", count=5000, denominator=10000),
    figure("physical", "DDD", count=9000, denominator=10000),
]
GRID = compare_areas(dataset(ROWS, (pair("P1"),)), Vintage.ICB2023, TODAY)


def measured(_one: Round, cell: Cell):
    return GRID.at("DDD", cell)


def ballots(severity: int, perception: int) -> list[CountedBallot]:
    def answers(place: int) -> Answers:
        meso = {Scale.PERCEPTION: perception, Scale.SEVERITY: severity + place % 2}
        return Answers(
            scores={MESO.token: meso, MICRO.token: {Scale.PERCEPTION: 0, Scale.SEVERITY: 1 + 8 * (place % 2)}}
        )

    groups = [Group.POLICY] * 12 + [Group.CARERS] * 9
    return [CountedBallot(f"p{place:02}", group, answers(place)) for place, group in enumerate(groups)]


def scoring(number: int, severity: int, perception: int, earlier: list[EarlierRound]) -> tuple[Round, RoundResults]:
    results = count_round(
        SCORING, ballots(severity, perception), round_number=number, publication=1, least=5, seed=1, earlier=earlier
    )
    one = Round(
        number, SCORING, "How?", second(number), None, RoundState.REVEALED, repeats=number - 1,
        after_facts=number == 2, publication=1, counted_at=second(60), voices=results.voices,
    )  # fmt: skip
    return one, results


FIRST = scoring(1, 6, 2, [])
SECOND = scoring(2, 8, 1, [EarlierRound(ballots(6, 2), FIRST[1].voices)])


def a_report(*rounds: RoundReport, **changes: object) -> WorkshopReport:
    state = WorkshopState(PLAN, items=PLAN.items, rounds=tuple(one.round for one in rounds))
    known: dict[str, object] = {
        "workshop": WORKSHOP, "state": state, "items": ITEMS, "joined": 21, "modes": {EntryMode.PHONE: 21},
        "rounds": rounds,
    }  # fmt: skip
    return WorkshopReport(**(known | changes))  # pyright: ignore[reportArgumentType] - a test gives what fits


def text_of(markup: object) -> str:
    return BeautifulSoup(str(markup), "html.parser").get_text(" ", strip=True)


def table(markup: object, caption: str) -> list[list[str]]:
    soup = BeautifulSoup(str(markup), "html.parser")
    found = next(one for one in soup.select("table") if one.caption is not None and one.caption.get_text() == caption)
    return [[cell.get_text() for cell in row.select("th, td")] for row in found.select("tbody tr")]


def test_a_scoring_tells_median_interval_spread_disagreement_consensus_and_each_answer() -> None:
    drawn = round_tables(*SECOND, NAMES)
    rows = table(drawn, "Round 2: Severity of the gap, 1 to 9")
    assert rows[0] == [
        "Service delivery, meso", "Everyone", "21", "8", "8 to 9", "8 to 9",
        "no disagreement (spread 1, limit 7.6)", "yes",
    ]  # fmt: skip
    assert [row[:3] for row in rows[1:3]] == [
        ["Service delivery, meso", "Policy", "12"], ["Service delivery, meso", "Carers", "9"],
    ]  # fmt: skip
    assert rows[3][5:] == ["1 to 9", "they disagree (spread 8, limit 2.35)", "no"]
    counts = table(drawn, "Round 2: Severity of the gap, people who gave each score")
    assert counts[0][2:] == ["0", "0", "0", "0", "0", "0", "0", "11", "10"]
    bands = table(drawn, "Round 2: compared with physical health, mental health is")
    assert bands[0] == [
        "Service delivery, meso", "Everyone", "21", "much worse", "much worse", "21", "0", "0", "0", "0", "0",
    ]  # fmt: skip
    assert bands[3][2:5] == ["21", "no answer", "no answer"]
    assert bands[3][-1] == "21"


def test_what_changed_since_the_round_before_is_told_with_its_interval() -> None:
    rows = table(round_tables(*SECOND, NAMES), "Round 2, since round 1")
    severity = next(row for row in rows if row[:3] == ["Service delivery, meso", "Severity of the gap", "Everyone"])
    assert severity[3] == "21"
    assert severity[5:] == ["+2.00", "+2.00 to +2.00"]
    assert "Stability" in str(round_tables(*SECOND, NAMES))
    assert "since round" not in str(round_tables(*FIRST, NAMES))


def test_what_moved_since_the_workshop_before_is_split_into_the_same_people_and_others() -> None:
    def moved(what: Statistic, value: float | None, cell: Cell = MESO) -> PublishedFigure:
        reason = Suppression.TOO_FEW if value is None else Suppression.SHOWN
        return PublishedFigure(cell.token, Scale.SEVERITY.value, "everyone", what, value, 21, reason)

    kinds = (
        Statistic.DRIFT, Statistic.DRIFT_WITHIN, Statistic.DRIFT_WITHIN_LOW, Statistic.DRIFT_WITHIN_HIGH,
        Statistic.DRIFT_PANEL,
    )  # fmt: skip
    shown = [moved(what, value) for what, value in zip(kinds, (1.5, 0.5, 0.25, 0.75, 1.0), strict=True)]
    hidden = [moved(what, None, MICRO) for what in kinds]
    drawn = round_tables(FIRST[0], replace(FIRST[1], figures=(*FIRST[1].figures, *shown, *hidden)), NAMES)
    assert table(drawn, "Round 1, since the workshop before, everyone") == [
        ["Service delivery, meso", "Severity of the gap", "+1.50", "+0.50", "+0.25 to +0.75", "+1.00"],
    ]
    assert "Not shown for 1 more question: too few people. The files hold every line." in text_of(drawn)


def test_perception_stands_against_the_measured_band_by_cell_and_voice() -> None:
    drawn = perception_table(*SECOND, NAMES, measured)
    rows = table(drawn, "Round 2: perception against the measure")
    assert rows[0][:4] == ["Service delivery, meso", "Everyone", "much worse", "much worse"]
    assert rows[0][5:] == ["as measured", "\N{MINUS SIGN}1.00 (\N{MINUS SIGN}1.00 to \N{MINUS SIGN}1.00)"]
    assert rows[3][2:4] == ["not published", "no answer"]
    assert "What is measured had been shown to the room before this round." in text_of(drawn)
    before = perception_table(*FIRST, NAMES, lambda _one, _cell: None)
    assert "had not been shown" in text_of(before)
    assert table(before, "Round 1: perception against the measure")[0][5:] == ["nothing to compare"]


def test_a_difference_is_said_in_bands_and_its_direction() -> None:
    assert difference_words(Band.PARITY, Band.MUCH_WORSE) == "2 bands worse than measured"
    assert difference_words(Band.WORSE, Band.PARITY) == "1 band better than measured"


def test_a_ranking_tells_joint_ranks_ranges_groups_and_what_a_group_would_lose() -> None:
    given = ["abcde"] * 12 + ["fedca"] * 9
    cast = [
        CountedBallot(
            f"p{place:02}", Group.POLICY if place < 12 else Group.CARERS, Answers(tuple(f"item-{x}" for x in order))
        )
        for place, order in enumerate(given)
    ]
    results = count_round(RANKING, cast, round_number=1, publication=1, least=5, seed=1)
    one = Round(1, RANKING, "What?", second(1), None, RoundState.REVEALED, publication=1, voices=results.voices)
    drawn = round_tables(one, results, NAMES)
    rows = table(drawn, "Round 1, everyone")
    assert [(row[0][-1], row[1], row[3], row[4]) for row in rows] == [
        ("a", "1", "69", "21"), ("c", "2", "54", "21"), ("d", "3", "51", "21"),
        ("e", "4", "48", "21"), ("b", "5", "48", "12"), ("f", "6", "45", "9"),
    ]  # fmt: skip
    assert "Agreement (Kendall's W) is" in text_of(drawn)
    assert "Carers: FICTITIOUS barrier f" in text_of(drawn)
    equal = table(drawn, "Round 1, each person once and each group once")
    assert {row[0][-1] for row in equal} == set("abcdef")
    groups = table(drawn, "Round 1, groups: rank, points, people who ranked it")
    assert groups[0][1] == "1, 60 points, 12 people"


def a_ranking(number: int, policy: str, carers: str, *, sizes: tuple[int, int] = (12, 9)) -> tuple[Round, RoundResults]:
    groups = [Group.POLICY] * sizes[0] + [Group.CARERS] * sizes[1]
    cast = [
        CountedBallot(
            f"p{place:02}", group, Answers(tuple(f"item-{x}" for x in (policy if group is Group.POLICY else carers)))
        )
        for place, group in enumerate(groups)
    ]
    results = count_round(RANKING, cast, round_number=number, publication=1, least=5, seed=1)
    one = Round(
        number, RANKING, "What?", second(1), None, RoundState.REVEALED, publication=1, counted_at=second(60),
        voices=results.voices,
    )  # fmt: skip
    return one, results


def test_the_first_screen_tells_the_first_five_with_points_ranges_bases_and_where_groups_differ() -> None:
    ranking = a_ranking(3, "abcde", "fedca")
    report = a_report(RoundReport(*SECOND, 21, None), RoundReport(*ranking, 21, None))
    drawn = findings(report, NAMES, measured)
    rows = table(drawn, "“What?” The first 5 of 6")
    assert [row[0][-1] for row in rows] == list("acdeb")
    assert (rows[0][1], rows[0][3:], rows[4][4]) == ("1", ["69", "21 of 21"], "12 of 21")
    assert rows[0][2].startswith("1")
    text = text_of(drawn)
    assert "In Carers’ own first five (9 people), not in the room's: FICTITIOUS barrier f." in text
    assert "Policy’s" not in text
    assert "21 people took part; 21 voted in round 3: Policy 12 and Carers 9." in text
    assert "Round 3 : 21 people voted, 12 November 2026." in text
    alike = text_of(findings(a_report(RoundReport(*a_ranking(1, "abcde", "abcde"), 21, None)), NAMES, measured))
    assert "No group's own first five holds anything that is not in the room's: Policy (12) and Carers (9)." in alike


def test_the_first_screen_sets_the_cells_scored_beside_the_measure_the_worst_first() -> None:
    drawn = findings(a_report(RoundReport(*FIRST, 21, None), RoundReport(*SECOND, 21, None)), NAMES, measured)
    assert table(drawn, "Compared with physical health, mental health is") == [
        ["Service delivery, meso", "much worse (21 people)", "much worse", "as measured", "8 (21 people)"],
        ["Workforce, micro", "no answer", "not published", "nothing to compare", "1 (21 people)"],
    ]
    text = text_of(drawn)
    assert "Agreement: On severity of the gap, 21 people disagree in 1 of 2 cells: Workforce, micro." in text
    assert "Round 1" not in text
    turned = replace(SECOND[0], paper=replace(SCORING, targets=(MICRO.token, MESO.token)))
    assert worst_first(turned, SECOND[1]) == [MESO.token, MICRO.token]


def test_the_first_screen_takes_the_latest_of_each_kind_rankings_first() -> None:
    rounds = [FIRST, SECOND, a_ranking(3, "abcde", "fedca"), a_ranking(4, "abcde", "abcde")]
    assert [one.number for one, _results in latest_of_each_kind(rounds)] == [4, 2]


def test_the_first_screen_of_a_small_or_sealed_room_says_why_it_tells_nothing() -> None:
    sealed = RoundReport(replace(FIRST[0], state=RoundState.COUNTED), None, 21, None)
    assert "no results of this workshop have been revealed" in text_of(findings(a_report(sealed), NAMES, measured))
    few = a_ranking(1, "abcde", "fedca", sizes=(2, 2))
    text = text_of(findings(a_report(RoundReport(*few, 4, None), joined=None), NAMES, measured))
    assert "Not shown: too few people." in text
    assert "On the order not shown (too few people)." in text
    assert "Who took part: 4 voted in round 1: numbers by group are not published." in text
    seven = text_of(
        findings(a_report(RoundReport(*a_ranking(1, "abcde", "abcde", sizes=(7, 0)), 7, None)), NAMES, measured)
    )
    assert "Ranges of the ranks: Not shown: fewer than 8 people." in seven
    assert "[c]" not in seven


def test_rows_without_any_figure_become_one_line_and_reasons_stand_once() -> None:
    few = "[c] fewer than 8 people"
    rows = [
        ("a", "Everyone", "9", "7"), ("a", "Carers", "6", few), ("a", "Public", few, few), ("b", "Public", few, few),
    ]  # fmt: skip
    drawn = figure_table("FICTITIOUS", ("What", "Voice", "People", "Median"), rows, labels=(0, 1), voice=1)
    assert table(drawn, "FICTITIOUS") == [["a", "Everyone", "9", "7"], ["a", "Carers", "6", "[c]"]]
    text = text_of(drawn)
    assert "Not shown for 2 more answers of groups (Public): fewer than 8 people" in text
    assert text.count("fewer than 8 people") == 2


def test_rounds_are_folded_and_carry_their_id_inside_the_fold() -> None:
    soup = BeautifulSoup(str(report_page(a_report(RoundReport(*FIRST, 21, None)), "D", measured, "v1")), "html.parser")
    target = soup.select_one("#round-1")
    assert target is not None and target.parent is not None
    assert (target.parent.name, target.parent.has_attr("open")) == ("details", False)
    assert [h2.get_text() for h2 in soup.select("h2")] == [
        "What the room said", "Round 1: scoring", "Set-up and who took part",
        "How the figures are made, what is not shown, and the source",
    ]  # fmt: skip


def test_a_moment_is_said_once_by_the_clocks_of_london() -> None:
    assert text_of(uk_time(second(300))) == "12 November 2026, 10:05 UK time"
    summer = second(300).replace(month=6, hour=23)
    assert text_of(uk_time(summer)) == "13 June 2026, 00:05 UK time"
    assert "UTC" not in text_of(report_page(a_report(RoundReport(*FIRST, 21, None)), "D", measured, "v1"))


def test_what_is_measured_is_said_in_words_or_as_no_comparison() -> None:
    assert measured_words(None) == "cannot compare"
    assert measured_words(GRID.at("DDD", MESO)) == "much worse"


def test_a_rank_that_is_shared_has_an_equals_sign() -> None:
    cast = [CountedBallot(f"p{place}", Group.POLICY, Answers(("item-c",))) for place in range(9)]
    results = count_round(RANKING, cast, round_number=1, publication=1, least=5, seed=1)
    one = Round(1, RANKING, "What?", second(1), None, RoundState.REVEALED, publication=1)
    rows = table(round_tables(one, results, NAMES), "Round 1, everyone")
    assert [(row[0][-1], row[1]) for row in rows[:3]] == [("c", "1"), ("a", "2="), ("b", "2=")]


def test_figures_that_are_not_shown_say_why() -> None:
    few = PublishedFigure("", "", "everyone", Statistic.MEDIAN, None, 0, Suppression.TOO_FEW)
    assert (why_words(few), why_words(None)) == ("[c] too few people", "[c] not published")
    assert number_words(few) == range_words(few, few) == "[c] too few people"
    shown = replace(few, value=2.5, suppression=Suppression.SHOWN)
    assert (number_words(shown), range_words(shown, shown)) == ("2.5", "2.5")
    assert number_words(replace(shown, value=1 / 3)) == "0.33"


def test_small_rooms_say_that_nothing_is_shown() -> None:
    few = count_round(SCORING, ballots(6, 2)[:4], round_number=1, publication=1, least=5, seed=1)
    text = text_of(round_tables(FIRST[0], few, NAMES))
    assert "4 people voted. No figures by group are published." in text
    assert "Not shown for 2 questions: too few people." in text
    assert "[c] is not shown: too few people." in text
    ranked = count_round(
        RANKING,
        [CountedBallot("p", Group.POLICY, Answers(("item-a",)))],
        round_number=1,
        publication=1,
        least=5,
        seed=1,
    )
    one = Round(1, RANKING, "What?", second(1), None, RoundState.REVEALED, publication=1)
    assert "Agreement (Kendall's W): [c] too few people." in text_of(round_tables(one, ranked, NAMES))
    pooled = RoundResults(1, 1, (), {Group.POLICY: "policy", Group.PUBLIC: "other_voices"})
    assert voices_words(pooled) == "Groups that stand for themselves: Policy. Among other voices: Public."


def test_the_report_says_what_is_sealed_erased_imported_or_rehearsed() -> None:
    sealed = RoundReport(replace(FIRST[0], state=RoundState.COUNTED), None, 21, None)
    text = text_of(report_page(a_report(sealed), "NHS D Board", measured, "v1"))
    assert "21 people took part. All ballots by phone." in text
    assert "21 people sent a ballot. Its results are not revealed" in text
    assert "This workshop is not closed: more may follow." in text
    assert "FICTITIOUS aim" in text and "Repeats workshop w0" in text and "data version v1" in text
    lost = replace(sealed, round=FIRST[0], done=None)
    assert "Its figures are not here." in text_of(report_page(a_report(lost), "D", measured, "v1"))
    erased = a_report(sealed, joined=None, modes={})
    state = replace(erased.state, closed_at=second(90), erased_at=second(90))
    text = text_of(report_page(replace(erased, state=state), "D", measured, "v1"))
    assert "its ballots are erased: its results stay sealed" in text
    assert "How many people took part in all is not known any more" in text
    marked = a_report(
        workshop=replace(WORKSHOP, is_rehearsal=True, is_imported=True), imported_from="w9", modes={}, items=()
    )
    text = text_of(report_page(marked, "D", measured, "v1"))
    assert "REHEARSAL" in text and "These results came from a file." in text and "w9" in text
    assert "because one of the ways has too few people" in text
    mixed = a_report(modes={EntryMode.PHONE: 15, EntryMode.PAPER: 6})
    assert "6 on paper and 15 by phone" in text_of(report_page(mixed, "D", measured, "v1"))


def test_a_revealed_and_approved_round_that_was_opened_again_says_so() -> None:
    shown = RoundReport(replace(SECOND[0], publication=2), SECOND[1], 21, second(99))
    report = a_report(RoundReport(*FIRST, 21, second(98)), shown, approved=frozenset({2}))
    text = text_of(report_page(report, "D", measured, "v1"))
    assert "this is publication 2" in text
    assert text.count("An editor approved this round for the heat map") == 1
    assert "Round 2: perception against the measure" in text


def test_what_was_hidden_has_no_wording_but_what_a_file_says_has() -> None:
    hidden = replace(ITEMS[0], is_hidden=True)
    assert target_names([hidden], ())["item-a"] == HIDDEN_TEXT
    assert target_names([hidden], (MESO,), is_imported=True) == {
        "item-a": "FICTITIOUS barrier a", "service_delivery/meso": "Service delivery, meso",
    }  # fmt: skip


def test_everybody_is_told_of_the_approved_round_alone_and_of_the_set_up_in_brief() -> None:
    ranking = Round(
        3, RANKING, "What holds FICTITIOUS back?", second(3), None, RoundState.COUNTED, counted_at=second(5)
    )
    plan = replace(PLAN, cells=(MESO, MICRO, Cell.from_token("financing/macro")))
    report = a_report(
        RoundReport(*FIRST, 21, second(98)),
        RoundReport(*SECOND, 21, second(99)),
        RoundReport(ranking, None, 19, None),
        approved=frozenset({2}),
    )
    report = replace(report, state=replace(report.state, plan=plan), modes={EntryMode.PHONE: 15, EntryMode.PAPER: 6})
    found = published_part(report)
    assert [one.round.number for one in found.rounds] == [one.number for one in found.state.rounds] == [2]
    assert (found.items, found.state.items, found.receipts, dict(found.modes)) == ((), (), (), {})
    brief = found.state.plan
    assert (brief.title, brief.area, brief.aim, brief.cells) == (PLAN.title, "DDD", "FICTITIOUS aim", (MESO, MICRO))
    assert (brief.ground_rules, dict(brief.minutes), brief.repeats, brief.items) == ((), {}, "", ())
    text = text_of(report_page(found, "D", measured, "v1"))
    assert "Other votes of this workshop are not published here." in text
    assert "Held 12 November 2026" in text and "21 people took part." in text
    assert "Round 2: perception against the measure" in text
    for hidden in (
        "Round 1",
        "since round",
        "Round 3",
        "barrier",
        "Ground rules",
        "w0",
        "minutes",
        "by phone",
        "one of the ways",
    ):
        assert hidden not in text, hidden
    assert "Other votes of this workshop" not in text_of(report_page(report, "D", measured, "v1"))


def test_how_answers_moved_is_told_to_everybody_where_the_round_before_is_published_too() -> None:
    drift = PublishedFigure(MESO.token, Scale.SEVERITY.value, "everyone", Statistic.DRIFT, 1.5, 21)
    second_round = (SECOND[0], replace(SECOND[1], figures=(*SECOND[1].figures, drift)))
    report = a_report(RoundReport(*FIRST, 21, None), RoundReport(*second_round, 21, None), approved=frozenset({1, 2}))
    both = published_part(report).rounds[1]
    assert (both.round.repeats, both.results) == (1, SECOND[1])
    (alone,) = published_part(replace(report, approved=frozenset({2}))).rounds
    assert alone.round.repeats == 0
    told = {figure.statistic for figure in alone.results.figures} if alone.results else set()
    assert Statistic.MEDIAN in told
    assert told.isdisjoint({Statistic.SHIFT, Statistic.SHIFT_LOW, Statistic.SHIFT_HIGH, Statistic.STABILITY})
    assert Statistic.SHIFT in {figure.statistic for figure in SECOND[1].figures}


def test_of_a_round_without_figures_and_of_things_that_were_scored_everybody_is_told_their_words() -> None:
    paper = BallotPaper(RoundKind.SCORE, ("item-b",), (Scale.SEVERITY,))
    one = Round(1, paper, "How bad?", second(1), None, RoundState.REVEALED)
    found = published_part(a_report(RoundReport(one, None, None, None), approved=frozenset({1})))
    assert [item.id for item in found.items] == ["item-b"]
    assert found.state.plan.cells == PLAN.cells
