"""How ballots become figures: the check figures of the method, and what is kept back."""

import random

import pytest

from domain_model.workshop.ballots import Answers, BallotPaper, CountedBallot
from domain_model.workshop.counting import EarlierRound, count_round, items_lost
from domain_model.workshop_vocabulary import Group, RoundKind, Scale, Statistic, Suppression

SIX = BallotPaper(RoundKind.RANK, tuple("ABCDEF"), ranks=5)
SEVERITY = BallotPaper(RoundKind.SCORE, ("A",), (Scale.SEVERITY,))
PERCEPTION = BallotPaper(RoundKind.SCORE, ("A",), (Scale.PERCEPTION,))
RATINGS = (7, 7, 7, 7, 7, 8, 8, 8, 8, 8, 9, 9, 3, 4, 5)


def ballots(group, answers):
    return [CountedBallot(f"{group.value}-{at:03}", group, one) for at, one in enumerate(answers)]


def rankings(group, text, times):
    return ballots(group, [Answers(ranking=tuple(text))] * times)


def scored(group, scores, scale=Scale.SEVERITY, target="A"):
    answers = [Answers() if score is None else Answers(scores={target: {scale: score}}) for score in scores]
    return ballots(group, answers)


def counted(paper, cast, **further):
    return count_round(paper, cast, **({"round_number": 2, "publication": 1, "least": 5, "seed": 7} | further))


def scale_of(paper):
    return paper.scales[0].value


def shown(results, statistic, paper=SEVERITY, voice="everyone"):
    found = results.figure(statistic, "A", scale_of(paper), voice)
    return found.value if found.suppression is Suppression.SHOWN else found.suppression


THE_ROOM = [
    *rankings(Group.POLICY, "ABCDE", 20),
    *rankings(Group.PRACTICE, "BADCF", 8),
    *rankings(Group.LIVED_EXPERIENCE, "FECBA", 5),
]


def by_target(results, statistic, voice="everyone"):
    return "".join(f"{target}{results.value(statistic, target, voice=voice):g} " for target in "ABCDEF").strip()


def test_the_check_figure_of_the_raw_sum_is_held():
    results = counted(SIX, THE_ROOM)
    assert by_target(results, Statistic.SUM) == "A137 B130 C91 D64 E40 F33"
    assert by_target(results, Statistic.RANK) == "A1 B2 C3 D4 E5 F6"
    assert by_target(results, Statistic.FREQUENCY) == "A33 B33 C33 D28 E25 F13"
    assert results.people == 33
    assert (results.round_number, results.publication) == (2, 1)


def test_the_check_figure_of_equal_voice_is_held_with_its_joint_ranks():
    results = counted(SIX, THE_ROOM)
    assert by_target(results, Statistic.POINTS, "equal_voice") == "A13 B14 C11 D8 E8 F9"
    assert by_target(results, Statistic.RANK, "equal_voice") == "A2 B1 C3 D5 E5 F4"
    assert results.figure(Statistic.POINTS, "A", voice="equal_voice").people == 33


def test_each_voice_has_its_own_sums_ranks_and_number_of_people():
    results = counted(SIX, THE_ROOM)
    assert by_target(results, Statistic.SUM, "practice") == "A32 B40 C16 D24 E0 F8"
    assert by_target(results, Statistic.RANK, "lived_experience") == "A5 B4 C3 D6 E2 F1"
    assert results.value(Statistic.PEOPLE, voice="practice") == 8
    assert results.published_voices == ("everyone", "policy", "practice", "lived_experience", "equal_voice")


def test_the_range_of_a_rank_is_drawn_by_the_seed_and_holds_the_rank():
    results = counted(SIX, THE_ROOM)
    for target in "ABCDEF":
        low, high = (results.value(one, target) for one in (Statistic.RANK_LOW, Statistic.RANK_HIGH))
        assert 1 <= low <= results.value(Statistic.RANK, target) <= high <= 6
    assert results.figure(Statistic.RANK_LOW, "A", voice="policy") is None


def test_agreement_is_shown_from_eight_people_up():
    results = counted(SIX, THE_ROOM)
    assert 0 < results.value(Statistic.AGREEMENT) < 1
    assert results.value(Statistic.AGREEMENT, voice="practice") == pytest.approx(1)
    assert results.figure(Statistic.AGREEMENT, voice="lived_experience").suppression is Suppression.SPREAD_OF_FEW


def test_seven_people_have_ranks_but_no_range_of_them():
    results = counted(SIX, rankings(Group.POLICY, "ABC", 7))
    assert results.value(Statistic.SUM, "A") == 35
    assert results.figure(Statistic.RANK_LOW, "A").suppression is Suppression.SPREAD_OF_FEW
    assert results.figure(Statistic.RANK_HIGH, "A").people == 7
    assert results.published_voices == ("everyone",)


def test_four_people_are_counted_but_what_they_say_is_not_told():
    results = counted(SIX, rankings(Group.POLICY, "ABC", 4))
    assert results.people == 4
    hidden = [one for one in results.figures if one.statistic is not Statistic.PEOPLE]
    assert hidden
    assert {(one.value, one.suppression, one.people) for one in hidden} == {(None, Suppression.TOO_FEW, 0)}


def test_blank_ballots_are_no_answers_and_nobody_at_all_gives_empty_figures():
    results = counted(SIX, [*rankings(Group.POLICY, "ABC", 6), *ballots(Group.CARERS, [Answers()] * 9)])
    assert results.people == 6
    nobody = counted(SIX, ballots(Group.CARERS, [Answers()] * 9))
    assert nobody.people == 0
    assert nobody.figure(Statistic.SUM, "B").suppression is Suppression.NO_ANSWER
    assert shown(counted(SEVERITY, []), Statistic.MEDIAN) is Suppression.NO_ANSWER


def test_voices_of_an_earlier_publication_stay_and_a_new_group_joins_other_voices():
    voices = {Group.POLICY: "policy", Group.PRACTICE: "other_voices"}
    cast = [
        *rankings(Group.POLICY, "ABC", 6),
        *rankings(Group.PRACTICE, "BCA", 7),
        *rankings(Group.CARERS, "CAB", 1),
    ]
    results = counted(SIX, cast, voices=voices, publication=2)
    assert results.voices == voices | {Group.CARERS: "other_voices"}
    assert results.value(Statistic.PEOPLE, voice="other_voices") == 8
    assert results.value(Statistic.SUM, "C", voice="other_voices") == 7 * 4 + 5


def test_where_nothing_was_published_by_group_nothing_is_later():
    results = counted(SIX, THE_ROOM, voices={}, publication=2)
    assert results.published_voices == ("everyone",)
    assert results.voices == {}


def test_a_voice_that_became_too_small_hides_all_voices_and_equal_voice():
    voices = {Group.POLICY: "policy", Group.PRACTICE: "practice", Group.CARERS: "carers"}
    cast = [*rankings(Group.POLICY, "ABC", 9), *rankings(Group.PRACTICE, "BCA", 8), *rankings(Group.CARERS, "CAB", 2)]
    results = counted(SIX, cast, voices=voices, publication=2)
    assert results.value(Statistic.SUM, "A") == 9 * 5 + 8 * 3 + 2 * 4
    for voice in ("policy", "practice", "carers"):
        assert results.figure(Statistic.SUM, "A", voice=voice).suppression is Suppression.TOO_FEW
        assert results.figure(Statistic.PEOPLE, voice=voice).suppression is Suppression.TOO_FEW
    assert results.figure(Statistic.POINTS, "A", voice="equal_voice").suppression is Suppression.TOO_FEW
    assert results.figure(Statistic.RANK, "A", voice="equal_voice").people == 0


def test_a_voice_of_which_nobody_voted_in_the_end_leaves_equal_voice_to_the_others():
    voices = {Group.POLICY: "policy", Group.PRACTICE: "practice", Group.CARERS: "carers"}
    cast = [*rankings(Group.POLICY, "ABCDE", 9), *rankings(Group.PRACTICE, "BADCF", 8)]
    results = counted(SIX, cast, voices=voices, publication=2)
    assert by_target(results, Statistic.POINTS, "equal_voice") == "A11 B11 C7 D7 E3 F3"
    assert results.figure(Statistic.SUM, "A", voice="carers").suppression is Suppression.NO_ANSWER


def test_ballots_in_any_order_give_the_same_figures():
    shuffled = list(THE_ROOM)
    random.Random(3).shuffle(shuffled)
    assert counted(SIX, shuffled).figures == counted(SIX, THE_ROOM).figures


def test_a_ballot_counted_twice_and_a_least_number_below_the_floor_are_refused():
    with pytest.raises(ValueError, match="twice"):
        counted(SIX, [*THE_ROOM, THE_ROOM[0]])
    with pytest.raises(ValueError, match="at least 3"):
        counted(SIX, THE_ROOM, least=2, voices={})


def test_what_a_voice_would_lose_is_what_its_own_list_has_and_the_raw_list_has_not():
    results = counted(SIX, THE_ROOM)
    assert items_lost(results, 2) == {"lived_experience": ("F", "E")}
    assert items_lost(results, 3) == {"practice": ("D",), "lived_experience": ("F", "E")}
    assert items_lost(results, 6) == {}


def test_what_nobody_of_a_voice_ranked_is_not_lost_to_it():
    cast = [*rankings(Group.POLICY, "ABC", 20), *rankings(Group.PRACTICE, "F", 5)]
    assert items_lost(counted(SIX, cast), 3) == {"practice": ("F",)}


def test_the_check_figure_of_fifteen_ratings_is_held():
    results = counted(SEVERITY, scored(Group.POLICY, RATINGS))
    expected = {
        Statistic.PEOPLE: 15,
        Statistic.MEDIAN: 7,
        Statistic.P30: 7,
        Statistic.P70: 8,
        Statistic.SPREAD: 1,
        Statistic.SPREAD_LIMIT: pytest.approx(6.1),
        Statistic.DISAGREEMENT: 0,
        Statistic.CONSENSUS: 1,
        Statistic.COUNT_7: 5,
        Statistic.COUNT_8: 5,
        Statistic.COUNT_9: 2,
        Statistic.COUNT_1: 0,
    }
    assert {statistic: shown(results, statistic) for statistic in expected} == expected
    low, high = shown(results, Statistic.MEDIAN_LOW), shown(results, Statistic.MEDIAN_HIGH)
    assert low <= 7 <= high
    assert results.figure(Statistic.PEOPLE).value == 15


def test_consensus_and_disagreement_are_told_from_eight_people_up():
    agreed = counted(SEVERITY, scored(Group.POLICY, [8] * 8))
    assert (shown(agreed, Statistic.CONSENSUS), shown(agreed, Statistic.DISAGREEMENT)) == (1, 0)
    torn = counted(SEVERITY, scored(Group.POLICY, [1] * 4 + [9] * 4))
    assert (shown(torn, Statistic.CONSENSUS), shown(torn, Statistic.DISAGREEMENT)) == (0, 1)


def test_a_unanimous_five_show_their_median_and_no_spread():
    results = counted(SEVERITY, scored(Group.POLICY, [6] * 5))
    told = {one.statistic for one in results.figures if one.target and one.suppression is Suppression.SHOWN}
    assert told == {Statistic.PEOPLE, Statistic.MEDIAN}
    why = {one.suppression for one in results.figures if one.target and one.value is None}
    assert why == {Suppression.SPREAD_OF_FEW}


def test_a_least_number_above_eight_holds_for_spreads_too():
    results = counted(SEVERITY, scored(Group.POLICY, [6] * 11), least=12)
    assert shown(results, Statistic.MEDIAN) is Suppression.TOO_FEW
    assert shown(counted(SEVERITY, scored(Group.POLICY, [6] * 12), least=12), Statistic.P30) == 6


def test_neither_mean_nor_extremes_are_published():
    statistics = {one.statistic for one in counted(SEVERITY, scored(Group.POLICY, RATINGS)).figures}
    assert not {statistic for statistic in statistics if statistic.value in ("mean", "sd", "min", "max", "sum")}


def test_a_voice_of_five_keeps_the_counts_of_all_voices_back_but_not_their_spread():
    cast = scored(Group.POLICY, RATINGS) + scored(Group.CARERS, [1, 2, 3, 4, 5])
    results = counted(SEVERITY, cast)
    assert shown(results, Statistic.COUNT_7) == 5
    assert shown(results, Statistic.COUNT_7, voice="policy") is Suppression.SPREAD_OF_FEW
    assert shown(results, Statistic.P70, voice="policy") == 8
    assert shown(results, Statistic.P70, voice="carers") is Suppression.SPREAD_OF_FEW
    assert shown(results, Statistic.MEDIAN, voice="carers") == 3


def test_voices_of_eight_and_more_have_counts():
    results = counted(SEVERITY, scored(Group.POLICY, RATINGS) + scored(Group.CARERS, [1, 2, 3, 4, 5, 5, 5, 5]))
    assert shown(results, Statistic.COUNT_5, voice="carers") == 4
    assert shown(results, Statistic.COUNT_5, voice="policy") == 1


def test_a_question_that_too_few_of_a_voice_answered_is_not_told_by_voice():
    cast = scored(Group.POLICY, RATINGS) + scored(Group.CARERS, [1, 2, None, None, None, None])
    cast += [CountedBallot("c", Group.CARERS, Answers(scores={"B": {Scale.SEVERITY: 4}}))]
    cast += [CountedBallot(f"c{at}", Group.CARERS, Answers(scores={"B": {Scale.SEVERITY: 4}})) for at in range(6)]
    paper = BallotPaper(RoundKind.SCORE, ("A", "B"), (Scale.SEVERITY,))
    results = counted(paper, cast)
    assert results.value(Statistic.PEOPLE, voice="carers") == 9
    assert shown(results, Statistic.PEOPLE) == 17
    for voice in ("policy", "carers"):
        for statistic in (Statistic.PEOPLE, Statistic.MEDIAN, Statistic.P30, Statistic.COUNT_4):
            assert shown(results, statistic, voice=voice) is Suppression.TOO_FEW
    of_b = {voice: results.figure(Statistic.MEDIAN, "B", "severity", voice) for voice in ("policy", "carers")}
    assert of_b["carers"].value == 4
    assert of_b["policy"].suppression is Suppression.NO_ANSWER
    assert results.value(Statistic.PEOPLE, "B", "severity", "policy") == 0


def test_a_perception_has_its_median_band_and_counts_dont_know_among_the_people():
    results = counted(PERCEPTION, scored(Group.POLICY, [0, 0, 1, 2, 2, 2, 3, 4, 4, 5, 2], Scale.PERCEPTION))
    expected = {
        Statistic.PEOPLE: 11,
        Statistic.DONT_KNOW: 2,
        Statistic.MEDIAN: 2,
        Statistic.COUNT_2: 4,
        Statistic.COUNT_5: 1,
    }
    assert {statistic: shown(results, statistic, PERCEPTION) for statistic in expected} == expected
    assert shown(results, Statistic.MEDIAN_LOW, PERCEPTION) <= 2 <= shown(results, Statistic.MEDIAN_HIGH, PERCEPTION)
    assert results.figure(Statistic.MEDIAN, "A", "perception").people == 11
    assert results.figure(Statistic.COUNT_6, "A", "perception") is None
    assert results.figure(Statistic.P30, "A", "perception") is None


def test_too_few_bands_among_many_answers_are_not_told():
    results = counted(PERCEPTION, scored(Group.POLICY, [0] * 9 + [4, 4], Scale.PERCEPTION))
    assert shown(results, Statistic.DONT_KNOW, PERCEPTION) == 9
    for statistic in (Statistic.MEDIAN, Statistic.MEDIAN_LOW, Statistic.COUNT_4):
        assert shown(results, statistic, PERCEPTION) is Suppression.TOO_FEW


def test_six_people_keep_dont_know_to_themselves():
    results = counted(PERCEPTION, scored(Group.POLICY, [0, 2, 2, 3, 3, 3], Scale.PERCEPTION))
    assert shown(results, Statistic.MEDIAN, PERCEPTION) == 3
    assert shown(results, Statistic.DONT_KNOW, PERCEPTION) is Suppression.SPREAD_OF_FEW
    assert shown(results, Statistic.COUNT_3, PERCEPTION) is Suppression.SPREAD_OF_FEW
    assert results.figure(Statistic.MEDIAN, "A", "perception").people == 6


def test_bands_of_six_among_nine_have_a_median_and_no_counts():
    results = counted(PERCEPTION, scored(Group.POLICY, [0, 0, 0, 2, 2, 3, 4, 4, 4], Scale.PERCEPTION))
    assert shown(results, Statistic.MEDIAN, PERCEPTION) == 3.5
    assert shown(results, Statistic.DONT_KNOW, PERCEPTION) == 3
    assert shown(results, Statistic.COUNT_4, PERCEPTION) is Suppression.SPREAD_OF_FEW


def test_that_everybody_said_dont_know_is_told_of_eight_but_not_of_seven():
    eight = counted(PERCEPTION, scored(Group.POLICY, [0] * 8, Scale.PERCEPTION))
    assert shown(eight, Statistic.MEDIAN, PERCEPTION) is Suppression.NO_ANSWER
    assert shown(eight, Statistic.DONT_KNOW, PERCEPTION) == 8
    seven = counted(PERCEPTION, scored(Group.POLICY, [0] * 7, Scale.PERCEPTION))
    assert shown(seven, Statistic.MEDIAN, PERCEPTION) is Suppression.TOO_FEW
    assert shown(seven, Statistic.DONT_KNOW, PERCEPTION) is Suppression.SPREAD_OF_FEW


@pytest.mark.parametrize("of_carers", [[0] * 6, [0] * 4 + [2] * 2], ids=["all of six", "four of six"])
def test_a_voice_that_hardly_knows_hides_the_median_of_every_voice_so_that_the_reason_tells_nothing(of_carers):
    cast = scored(Group.POLICY, [1, 2, 2, 2, 3, 3, 3, 3, 4], Scale.PERCEPTION)
    results = counted(PERCEPTION, cast + scored(Group.CARERS, of_carers, Scale.PERCEPTION))
    for voice in ("policy", "carers"):
        assert shown(results, Statistic.MEDIAN, PERCEPTION, voice) is Suppression.TOO_FEW
        assert shown(results, Statistic.COUNT_2, PERCEPTION, voice) is Suppression.TOO_FEW
        assert shown(results, Statistic.DONT_KNOW, PERCEPTION, voice) is Suppression.SPREAD_OF_FEW


FIRST = scored(Group.POLICY, [3, 3, 4, 5, 5, 6, 6, 7, 7, 8]) + scored(Group.CARERS, [2, 2, 3, 3, 4, 9])
VOICES = {Group.POLICY: "policy", Group.CARERS: "carers"}


def second(of_policy, of_carers):
    return scored(Group.POLICY, of_policy) + scored(Group.CARERS, of_carers)


UP_BY_ONE = second([4, 4, 5, 6, 6, 7, 7, 8, 8, 9], [3, 3, 4, 4, 5, 9])


def test_shift_and_stability_are_those_of_the_same_people():
    results = counted(SEVERITY, UP_BY_ONE, earlier=[EarlierRound(FIRST, VOICES)])
    assert shown(results, Statistic.SHIFT) == pytest.approx(15 / 16)
    assert shown(results, Statistic.SHIFT, voice="policy") == 1
    assert shown(results, Statistic.SHIFT, voice="carers") == pytest.approx(5 / 6)
    assert shown(results, Statistic.SHIFT_LOW) < 15 / 16 < shown(results, Statistic.SHIFT_HIGH)
    assert 0 < shown(results, Statistic.STABILITY, voice="carers") < 1
    for voice in ("policy", "carers"):
        assert shown(results, Statistic.SHIFT_HIGH, voice=voice) is Suppression.SPREAD_OF_FEW


def test_without_an_earlier_round_there_is_no_shift():
    assert counted(SEVERITY, UP_BY_ONE).figure(Statistic.SHIFT, "A", "severity") is None


@pytest.mark.parametrize(
    "first",
    [
        pytest.param(FIRST[1:], id="somebody new"),
        pytest.param(
            [*FIRST, CountedBallot("gone", Group.CARERS, Answers(scores={"A": {Scale.SEVERITY: 1}}))], id="gone"
        ),
        pytest.param(
            [CountedBallot("policy-000", Group.CARERS, FIRST[0].answers), *FIRST[1:]], id="another voice then"
        ),
    ],
)
def test_somebody_alone_in_one_of_two_rounds_or_in_another_voice_keeps_the_shift_back(first):
    results = counted(SEVERITY, UP_BY_ONE, earlier=[EarlierRound(first, VOICES)])
    for voice in ("everyone", "policy", "carers"):
        for statistic in (Statistic.STABILITY, Statistic.SHIFT, Statistic.SHIFT_LOW):
            assert shown(results, statistic, voice=voice) is Suppression.TOO_FEW
    assert shown(results, Statistic.MEDIAN, voice="policy") == 6.5


def test_five_new_people_of_one_voice_do_not_keep_the_shift_back():
    results = counted(SEVERITY, UP_BY_ONE, earlier=[EarlierRound(FIRST[5:], VOICES)])
    assert shown(results, Statistic.SHIFT) == pytest.approx(10 / 11)
    assert shown(results, Statistic.SHIFT, voice="policy") == 1
    assert shown(results, Statistic.SHIFT_LOW, voice="policy") is Suppression.SPREAD_OF_FEW


def test_the_shift_of_a_perception_is_of_those_who_gave_a_band_twice():
    first = scored(Group.POLICY, [2] * 8 + [0] * 5, Scale.PERCEPTION)
    again = scored(Group.POLICY, [3] * 4 + [4] * 4 + [5] * 5, Scale.PERCEPTION)
    results = counted(PERCEPTION, again, earlier=[EarlierRound(first, {})])
    assert shown(results, Statistic.SHIFT, PERCEPTION) == 1.5
    one_less = scored(Group.POLICY, [2] * 9 + [0] * 4, Scale.PERCEPTION)
    hidden = counted(PERCEPTION, again, earlier=[EarlierRound(one_less, {})])
    assert shown(hidden, Statistic.SHIFT, PERCEPTION) is Suppression.TOO_FEW


def test_with_nobody_in_both_rounds_there_is_nothing_to_compare():
    first = [CountedBallot(f"x{at}", Group.POLICY, one.answers) for at, one in enumerate(FIRST)]
    results = counted(SEVERITY, UP_BY_ONE, earlier=[EarlierRound(first, {})])
    assert shown(results, Statistic.SHIFT) is Suppression.NO_ANSWER


def test_a_stability_that_does_not_exist_is_no_answer():
    same = scored(Group.POLICY, [6] * 9)
    results = counted(SEVERITY, same, earlier=[EarlierRound(same, {})])
    assert shown(results, Statistic.STABILITY) is Suppression.NO_ANSWER
    assert shown(results, Statistic.SHIFT) == 0
