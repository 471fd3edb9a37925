"""Whether a reopened round may be published again: enough people changed, overall, in each voice, on each question."""

from domain_model.workshop.ballots import Answers, CountedBallot
from domain_model.workshop.counting import EarlierRound
from domain_model.workshop.publication import may_publish_again
from domain_model.workshop_vocabulary import Group, Scale

VOICES = {
    Group.POLICY: "policy",
    Group.PRACTICE: "practice",
    Group.CARERS: "other_voices",
    Group.PUBLIC: "other_voices",
}


def scored(group, severity, start=0, **further):
    """People of a group with their scores of item A; `further` names other questions by the scale."""
    return [
        CountedBallot(
            f"{group.value}-{start + at}",
            group,
            Answers(scores={"A": {Scale.SEVERITY: score} | {Scale(name): value for name, value in further.items()}}),
        )
        for at, score in enumerate(severity)
    ]


def ranked(group, text, times, start=0):
    return [CountedBallot(f"{group.value}-{start + at}", group, Answers(ranking=tuple(text))) for at in range(times)]


def as_group(ballots, group):
    return [CountedBallot(one.participant, group, one.answers) for one in ballots]


POLICY, PRACTICE = scored(Group.POLICY, [2] * 12), scored(Group.PRACTICE, [3] * 10)
BEFORE = POLICY + PRACTICE


def again(after, before=BEFORE, voices=VOICES, **further):
    return may_publish_again(before, after, voices, 5, **further)


def test_the_same_ballots_are_not_published_again():
    assert not again(BEFORE)


def test_five_changed_ballots_of_one_voice_are_enough_and_four_are_not():
    assert again(scored(Group.POLICY, [9] * 5 + [2] * 7) + PRACTICE)
    assert not again(scored(Group.POLICY, [9] * 4 + [2] * 8) + PRACTICE)


def test_the_order_of_ballots_is_no_change():
    assert not again(list(reversed(BEFORE)))


def test_changed_added_and_withdrawn_ballots_count_together():
    after = scored(Group.POLICY, [9] * 2 + [2] * 9) + scored(Group.POLICY, [4, 5], start=50)
    assert again(after + PRACTICE)
    assert not again(after[:-1] + PRACTICE)


def test_one_changed_ballot_in_a_second_voice_stops_it():
    five_in_policy = scored(Group.POLICY, [9] * 5 + [2] * 7)
    assert not again(five_in_policy + scored(Group.PRACTICE, [4] + [3] * 9))
    assert again(five_in_policy + scored(Group.PRACTICE, [4] * 5 + [3] * 5))


def test_where_nothing_is_published_by_group_only_the_total_of_changes_counts():
    after = scored(Group.POLICY, [9] * 4 + [2] * 8) + scored(Group.PRACTICE, [4] + [3] * 9)
    assert again(after, voices={})
    assert not again(after)


def test_a_small_new_group_belongs_to_other_voices():
    five_in_policy = scored(Group.POLICY, [9] * 5 + [2] * 7)
    assert not again(five_in_policy + PRACTICE + scored(Group.LIVED_EXPERIENCE, [1] * 4))
    assert again(five_in_policy + PRACTICE + scored(Group.LIVED_EXPERIENCE, [1] * 4) + scored(Group.CARERS, [1] * 4))


def test_a_blank_ballot_is_none_and_becomes_one_that_was_added():
    blank = [CountedBallot(f"b{at}", Group.POLICY, Answers()) for at in range(5)]
    assert not again(BEFORE + blank)
    filled = [CountedBallot(one.participant, Group.POLICY, Answers(scores={"A": {Scale.SEVERITY: 7}})) for one in blank]
    assert again(BEFORE + filled, before=BEFORE + blank)


def test_each_question_needs_nobody_or_enough_who_changed():
    before = scored(Group.POLICY, [2] * 12, feasibility=5)
    five_severity = scored(Group.POLICY, [9] * 5, feasibility=5) + scored(Group.POLICY, [2] * 7, 5, feasibility=5)
    assert again(five_severity, before)
    one_feasibility = [*scored(Group.POLICY, [9], feasibility=6), *five_severity[1:]]
    assert not again(one_feasibility, before)


def test_each_place_in_a_ranking_needs_nobody_or_enough_who_moved_it():
    before = ranked(Group.POLICY, "ABC", 12)
    assert again(ranked(Group.POLICY, "BAC", 5) + before[5:], before)
    assert not again(ranked(Group.POLICY, "BAC", 4) + ranked(Group.POLICY, "BCA", 1, 4) + before[5:], before)


def test_a_target_that_is_ranked_for_the_first_time_had_no_place_before():
    before = ranked(Group.POLICY, "ABC", 12)
    assert again(ranked(Group.POLICY, "ABD", 5) + before[5:], before)
    assert not again(ranked(Group.POLICY, "ABD", 4) + ranked(Group.POLICY, "BAC", 1, 4) + before[5:], before)


def perceived(bands, start=0):
    return [
        CountedBallot(f"p{start + at}", Group.POLICY, Answers(scores={"A": {Scale.PERCEPTION: band}}))
        for at, band in enumerate(bands)
    ]


def test_a_perception_counts_once_more_without_dont_know():
    before = perceived([0] * 5 + [2] * 10)
    assert again(perceived([4] * 5 + [2] * 10), before)
    assert not again(before + perceived([0] * 4 + [2], start=50), before)
    assert again(before + perceived([0] * 5, start=50), before)


def test_voices_that_only_the_second_publication_would_show_stop_it():
    few = POLICY + scored(Group.PRACTICE, [3] * 3)
    assert not again(few + scored(Group.PRACTICE, [4] * 6, start=3), before=few)
    assert not again(few, before=few + scored(Group.PRACTICE, [4] * 6, start=3))


def test_counts_by_voice_that_only_the_second_publication_would_show_stop_it():
    six = POLICY + scored(Group.PRACTICE, [3] * 6)
    assert not again(six + scored(Group.PRACTICE, [4] * 5, start=6), before=six)
    ranked_six = ranked(Group.POLICY, "AB", 12) + ranked(Group.PRACTICE, "BA", 6)
    assert again(ranked_six + ranked(Group.PRACTICE, "AB", 5, start=6), before=ranked_six)


def test_where_too_few_answered_at_first_there_is_nothing_to_subtract():
    few = scored(Group.POLICY, [3] * 2)
    assert again(few + scored(Group.POLICY, [4] * 6, start=2), before=few)


def test_somebody_who_changed_voice_counts_in_both():
    moved = as_group(POLICY[:1], Group.PRACTICE) + POLICY[1:]
    assert not again(moved + PRACTICE)
    more = scored(Group.POLICY, [5] * 6, start=30)
    five_moved = as_group(POLICY[:5], Group.PRACTICE) + POLICY[5:]
    assert again(five_moved + more + PRACTICE, before=BEFORE + more)


def test_a_move_that_nearly_empties_a_voice_into_another_stops_it():
    nearly_all = as_group(POLICY[:11], Group.CARERS) + POLICY[11:] + scored(Group.POLICY, [4] * 5, start=40)
    assert not again(nearly_all + PRACTICE)


def test_to_move_between_groups_of_one_voice_is_no_change():
    pooled = scored(Group.CARERS, [4] * 6) + scored(Group.PUBLIC, [5] * 6)
    before = POLICY + pooled
    assert not again(POLICY + as_group(pooled[:6], Group.PUBLIC) + pooled[6:], before)


def test_a_third_publication_counts_whole_histories():
    """The first less the second plus the third would leave the one person of policy who stayed throughout."""
    first = scored(Group.POLICY, [1, 2, 3, 4, 5, 6])
    joined = scored(Group.POLICY, [7] * 5, start=20)
    second, third = first + joined, first[5:] + joined
    assert again(second, first)
    assert again(third, second)
    assert not again(third, second, still_before=[first])
    settled = first + joined + scored(Group.POLICY, [8] * 5, start=40)
    assert again(settled, second, still_before=[first])


ROUND_BEFORE = EarlierRound(scored(Group.POLICY, [3] * 12) + scored(Group.PRACTICE, [4] * 10), VOICES)


def test_with_a_shift_those_who_were_there_before_count_by_themselves():
    newcomers = scored(Group.POLICY, [6] * 8, start=70)
    before = BEFORE + newcomers
    changed = scored(Group.POLICY, [7], start=0) + POLICY[1:] + PRACTICE + scored(Group.POLICY, [5] * 8, start=70)
    assert again(changed, before)
    assert not again(changed, before, earlier=[ROUND_BEFORE])
    only_new = BEFORE + scored(Group.POLICY, [5] * 8, start=70)
    assert again(only_new, before, earlier=[ROUND_BEFORE])


def test_where_neither_publication_shows_a_shift_the_earlier_round_does_not_matter():
    before = BEFORE + scored(Group.POLICY, [6], start=70)
    after = scored(Group.POLICY, [9] * 5 + [2] * 7) + PRACTICE + scored(Group.POLICY, [6], start=70)
    assert again(after, before, earlier=[ROUND_BEFORE])


def test_a_shift_of_a_perception_is_about_bands_only():
    round_before = EarlierRound(perceived([3] * 15), {})
    before = perceived([2] * 15)
    assert again(perceived([0] * 5 + [2] * 10), before, earlier=[round_before])
    ranked_before = ranked(Group.POLICY, "AB", 12)
    assert again(ranked(Group.POLICY, "BA", 12), ranked_before, earlier=[EarlierRound(ranked_before, {})])
