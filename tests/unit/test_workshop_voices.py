"""Under whose voice each group is published: no voice is small, and nobody is left outside."""

from itertools import product

import pytest

from domain_model.workshop.voices import (
    FLOOR,
    LEAST_PEOPLE,
    has_small_part,
    is_too_few,
    least_for_spread,
    voice_of,
    voices_for,
)
from domain_model.workshop_vocabulary import Group

OTHER = "other_voices"


def test_groups_that_are_large_enough_stand_for_themselves():
    people = {Group.POLICY: 20, Group.PRACTICE: 8, Group.LIVED_EXPERIENCE: 5}
    assert voices_for(people, 5) == {
        Group.POLICY: "policy",
        Group.PRACTICE: "practice",
        Group.LIVED_EXPERIENCE: "lived_experience",
    }


def test_small_groups_are_pooled_when_together_they_are_enough():
    people = {Group.POLICY: 20, Group.CARERS: 3, Group.PUBLIC: 2}
    assert voices_for(people, 5) == {Group.POLICY: "policy", Group.CARERS: OTHER, Group.PUBLIC: OTHER}


def test_the_smallest_group_joins_other_voices_that_are_too_few():
    people = {Group.POLICY: 20, Group.PRACTICE: 6, Group.LIVED_EXPERIENCE: 9, Group.CARERS: 1}
    assert voices_for(people, 5) == {
        Group.POLICY: "policy",
        Group.PRACTICE: OTHER,
        Group.LIVED_EXPERIENCE: "lived_experience",
        Group.CARERS: OTHER,
    }


def test_of_equally_small_groups_the_first_in_order_joins():
    people = {Group.PUBLIC: 6, Group.PRACTICE: 6, Group.CARERS: 1}
    assert voices_for(people, 5) == {Group.PRACTICE: OTHER, Group.CARERS: OTHER, Group.PUBLIC: "public"}


def test_prefer_not_to_say_belongs_to_other_voices_however_many_they_are():
    people = {Group.POLICY: 6, Group.PREFER_NOT_TO_SAY: 12}
    assert voices_for(people, 5) == {Group.POLICY: "policy", Group.PREFER_NOT_TO_SAY: OTHER}


def test_two_groups_of_which_one_is_too_small_are_not_told_apart():
    assert voices_for({Group.POLICY: 20, Group.PRACTICE: 4}, 5) == {}


def test_one_group_alone_or_nobody_is_not_told_apart():
    assert voices_for({Group.POLICY: 20, Group.PRACTICE: 0}, 5) == {}
    assert voices_for({}, 5) == {}
    assert voices_for({Group.PREFER_NOT_TO_SAY: 2}, 5) == {}


def test_a_least_number_below_the_floor_is_refused():
    assert (FLOOR, LEAST_PEOPLE) == (3, 5)
    with pytest.raises(ValueError, match="at least 3 people, not 2"):
        voices_for({Group.POLICY: 20}, 2)
    assert voices_for({Group.POLICY: 3, Group.CARERS: 4}, 3) == {Group.POLICY: "policy", Group.CARERS: "carers"}


def test_every_voice_is_large_enough_and_everybody_is_in_one_whatever_the_sizes():
    shared = 0
    for sizes in product(range(0, 9), repeat=4):
        people = dict(zip((Group.POLICY, Group.CARERS, Group.PUBLIC, Group.PREFER_NOT_TO_SAY), sizes, strict=True))
        voices = voices_for(people, 5)
        if voices:
            shared += 1
            assert set(voices) == {group for group, size in people.items() if size}
            totals = {voice: 0 for voice in voices.values()}
            for group, voice in voices.items():
                totals[voice] += people[group]
            assert len(totals) >= 2
            assert min(totals.values()) >= 5
    assert shared > 1000


def test_a_group_that_came_later_belongs_to_other_voices():
    voices = {Group.POLICY: "policy", Group.PRACTICE: "practice"}
    assert voice_of(Group.PRACTICE, voices) == "practice"
    assert voice_of(Group.CARERS, voices) == OTHER
    assert voice_of(Group.CARERS, {}) == "everyone"


def test_too_few_are_some_but_not_enough():
    assert [is_too_few(people, 5) for people in (0, 1, 4, 5)] == [False, True, True, False]
    assert has_small_part(["x"] * 5 + ["y"] * 4, 5)
    assert not has_small_part(["x"] * 5 + ["y"] * 6, 5)
    assert not has_small_part([], 5)
    assert [least_for_spread(least) for least in (5, 8, 12)] == [8, 8, 12]
