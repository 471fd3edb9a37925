"""The results of a round in tables, strips and words; every figure here is FICTITIOUS and unlike the others."""

import re
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup, Tag

from components.round_perception import band_place, measured_sentence, middle_words, perception_block, perception_key
from components.round_ranking import ranking_notes, ranking_table
from components.round_results import (
    agreement_sentence,
    disagreement_sentence,
    pooled_words,
    rank_words,
    shift_sentence,
    target_words,
    voice_name,
)
from components.round_scores import distribution, median_words, score_notes, scores_overview, strip, voices_table
from domain_model.cell_summary import summarise_cell
from domain_model.comparison import compare
from domain_model.use_cases.watch_workshop import RoomItem
from domain_model.vocabulary import Certainty
from domain_model.workshop.published import PublishedFigure, RoundResults
from domain_model.workshop_vocabulary import Group, Scale, Statistic, Suppression
from tests.builders import MESO, basis, pair
from tests.builders import figure as one_figure

S = Statistic
SEVERITY = Scale.SEVERITY
ITEMS = tuple(RoomItem(name, name.upper(), f"FICTITIOUS {name}", MESO) for name in "abc")
CELL = RoomItem(MESO.token, "A", "", MESO)
VOICES = {Group.POLICY: "policy", Group.CARERS: "other_voices", Group.PUBLIC: "other_voices"}


def figure(target, scale, voice, statistic, value, people=31, why=Suppression.TOO_FEW):
    return PublishedFigure(target, scale, voice, statistic, value, people, why if value is None else Suppression.SHOWN)


def ranking(**changes):
    """B first with 62 points, A and C share the second place; with each group counted once A is first."""
    raw = {"b": (62, 17, 1, 1, 2), "a": (31, 12, 2, 2, 3), "c": (31, 12, 2, 3, 3)}
    found = [figure("", "", "everyone", S.PEOPLE, 31), figure("", "", "everyone", S.AGREEMENT, changes.get("w", 0.12))]
    for target, values in raw.items():
        for statistic, value in zip((S.SUM, S.FREQUENCY, S.RANK, S.RANK_LOW, S.RANK_HIGH), values, strict=True):
            found.append(figure(target, "", "everyone", statistic, value))
    for target, rank in {"a": 1, "b": 2, "c": 3}.items():
        found.append(figure(target, "", "equal_voice", S.RANK, rank))
        found += [figure(target, "", "policy", S.RANK, {"a": 2, "b": 3, "c": 1}[target], 9),
                  figure(target, "", "policy", S.FREQUENCY, 4, 9)]  # fmt: skip
    return RoundResults(1, 1, tuple(found), VOICES)


def scores(spread=2.0, disagreement=0.0, policy=6.0, other=9.0, **more):
    """Everyone's median is 7; policy says 6 and other voices 9 unless told otherwise."""
    target, scale = MESO.token, "severity"
    counts = (0, 1, 0, 2, 3, 5, 11, 4, 5)
    found = [figure(target, scale, "everyone", S.count_of(at), count) for at, count in enumerate(counts, 1)]
    for statistic, value in {
        S.PEOPLE: 31, S.MEDIAN: 7, S.P30: 6, S.P70: 8, S.SPREAD: spread, S.SPREAD_LIMIT: 5.35,
        S.DISAGREEMENT: disagreement, S.MEDIAN_LOW: 6, S.MEDIAN_HIGH: 8,
    }.items():  # fmt: skip
        found.append(figure(target, scale, "everyone", statistic, value))
    found += [figure(target, scale, "policy", S.MEDIAN, policy, 9), figure(target, scale, "policy", S.PEOPLE, 9, 9)]
    found += [figure(target, scale, "other_voices", S.MEDIAN, other, 5)]
    found += [figure(target, scale, "everyone", statistic, value) for statistic, value in more.get("shift", {}).items()]
    return RoundResults(2, 1, tuple(found), VOICES)


def perception(median=2.0, policy=1.0, counts=(4, 13, 5, 2, 1), dont_know=6.0, **more):
    target, scale = MESO.token, "perception"
    found = [figure(target, scale, "everyone", S.count_of(at), count) for at, count in enumerate(counts, 1)]
    found += [figure(target, scale, "everyone", S.PEOPLE, 31), figure(target, scale, "everyone", S.MEDIAN, median)]
    found += [figure(target, scale, "everyone", S.DONT_KNOW, dont_know)]
    found += [figure(target, scale, "policy", S.MEDIAN, policy, 9)]
    found += [figure(target, scale, "everyone", statistic, value) for statistic, value in more.items()]
    return RoundResults(2, 1, tuple(found), VOICES)


def kept_back(results, why=Suppression.TOO_FEW, keep=()):
    """The same figures without values but those of the statistics to keep."""
    return replace(
        results,
        figures=tuple(
            one if one.statistic in keep else replace(one, value=None, suppression=why) for one in results.figures
        ),
    )


def drawn(markup) -> Tag:
    return BeautifulSoup(str(markup), "html.parser")


def cells(row) -> list[str]:
    return [cell.get_text(" ", strip=True) for cell in row.select("td, th")]


def test_the_ranking_stands_strongest_first_with_joint_ranks_ranges_and_moves():
    rows = [cells(row) for row in drawn(ranking_table(ITEMS, ranking())).select("tbody tr")]
    assert rows == [
        ["1", "B FICTITIOUS b", "62", "17 of 31", "1 to 2", "2", "▼ down 1"],
        ["2=", "A FICTITIOUS a", "31", "12 of 31", "2 to 3", "1", "▲ up 1"],
        ["2=", "C FICTITIOUS c", "31", "12 of 31", "only 3", "3", "▼ down 1"],
    ]


def test_bars_are_as_long_as_their_points():
    widths = [bar["style"] for bar in drawn(ranking_table(ITEMS, ranking())).select(".points-bar span")]
    assert widths == ["width:100.0%", "width:50.0%", "width:50.0%"]


def test_only_the_first_are_drawn_where_there_is_room_for_no_more_but_joint_ranks_stay_joint():
    rows = drawn(ranking_table(ITEMS, ranking(), 2)).select("tbody tr")
    assert [cells(row)[0] for row in rows] == ["1", "2="]


def test_a_ranking_that_may_not_be_shown_says_so_in_every_place():
    page = drawn(ranking_table(ITEMS, kept_back(ranking())))
    assert [cells(row)[0] for row in page.select("tbody tr")] == ["[c]", "[c]", "[c]"]
    assert "62" not in page.get_text() and "17" not in page.get_text()


def test_without_figures_by_group_there_is_no_column_of_groups():
    alone = tuple(one for one in ranking().figures if one.voice == "everyone")
    page = drawn(ranking_table(ITEMS, RoundResults(1, 1, alone)))
    assert "Each group counts once" not in page.get_text()


def test_below_stand_agreement_what_only_groups_put_first_and_who_is_pooled():
    words = drawn(ranking_notes(ITEMS, ranking(), 1, 5)).get_text(" ")
    assert "Agreement in the room is weak: W 0.12" in words
    assert "In Policy's own first 1 but not in the room's: C." in words and "some too" not in words
    assert "Other voices: Carers and Public, pooled so that no figure is about fewer than 5 people." in words
    assert "[c]" not in words and "same points" not in words


def with_ranks_of(*voices):
    """The ranking in which each of these voices has C first."""
    more = [replace(one, voice=voice) for one in ranking().figures if one.voice == "policy" for voice in voices]
    return RoundResults(1, 1, (*ranking().figures, *more), VOICES)


@pytest.mark.parametrize(
    ("voices", "words"),
    [
        (("carers",), "In Policy's own first 1 but not in the room's: C. In Carers' own first 1 but not in the room's"),
        (("carers", "public"), "room's: C. 1 more group has some too; the report names them."),
        (("carers", "public", "practice"), "room's: C. 2 more groups have some too; the report names them."),
    ],
)
def test_what_groups_put_first_is_told_of_two_groups_and_the_others_are_counted(voices, words):
    assert words in drawn(ranking_notes(ITEMS, with_ranks_of(*voices), 1, 5)).get_text(" ")


def test_two_that_have_the_same_points_and_different_ranks_are_explained():
    split = tuple(
        replace(one, value=3) if (one.target, one.voice, one.statistic) == ("c", "everyone", S.RANK) else one
        for one in ranking().figures
    )
    assert "With the same points, what more people ranked stands first." in drawn(
        ranking_notes(ITEMS, RoundResults(1, 1, split), 1, 5)
    ).get_text(" ")


@pytest.mark.parametrize(
    ("w", "words"),
    [(0.29, "is weak: W 0.29"), (0.3, "is moderate: W 0.30"), (0.69, "is moderate"), (0.7, "is strong: W 0.70")],
)
def test_agreement_is_told_by_our_cuts_and_says_that_they_are_ours(w, words):
    sentence = agreement_sentence(ranking(w=w))
    assert words in sentence and "Our cuts" in sentence


def test_agreement_of_few_people_is_not_told():
    few = RoundResults(1, 1, (figure("", "", "everyone", S.AGREEMENT, None, 6, Suppression.SPREAD_OF_FEW),))
    assert agreement_sentence(few) == "[c] Agreement is shown from 8 people up."
    assert agreement_sentence(RoundResults(1, 1, ())) == "Agreement cannot be told."


@pytest.mark.parametrize(
    ("results", "words"),
    [
        (scores(), "People largely agree (spread 2, below the limit of 5.35), yet Policy says 6 and Other voices 9."),
        (scores(policy=7, other=8.5), "People largely agree (spread 2, below the limit of 5.35)."),
        (
            scores(6.4, 1.0),
            "People disagree (spread 6.4, above the limit of 5.35): Policy says 6 and Other voices 9.",
        ),
        (scores(6.5, 1.0, 7, 7), "People disagree (spread 6.5, above the limit of 5.35)."),
        (kept_back(scores(), Suppression.SPREAD_OF_FEW), "[c] Spread and disagreement are shown from 8 people up."),
        (
            kept_back(scores(), Suppression.SPREAD_OF_FEW, keep=(S.MEDIAN,)),
            "[c] Spread and disagreement are shown from 8 people up. Policy says 6 and Other voices 9.",
        ),
    ],
)  # fmt: skip
def test_the_pooled_rule_stands_beside_what_groups_say(results, words):
    assert disagreement_sentence(results, MESO.token, "severity") == words


def test_the_distribution_has_a_column_for_every_score():
    page = drawn(distribution(scores(), MESO.token, SEVERITY))
    assert [one.b.get_text() for one in page.select(".distribution li")] == list("010235") + ["11", "4", "5"]
    heights = [one["style"] for one in page.select(".column")]
    assert heights[6] == "height:100.0%" and heights[1] == "height:9.1%"


def test_single_scores_of_few_people_are_not_drawn():
    few = kept_back(scores(), Suppression.SPREAD_OF_FEW, keep=(S.MEDIAN,))
    assert drawn(distribution(few, MESO.token, SEVERITY)).get_text() == (
        "[c] Single scores are not shown of so few people."
    )
    none = kept_back(scores(), Suppression.NO_ANSWER)
    assert drawn(distribution(none, MESO.token, SEVERITY)).get_text() == "Nobody scored this."


def test_a_strip_has_its_diamond_at_the_median_and_its_bar_over_the_middle_40_percent():
    page = drawn(strip(scores(), MESO.token, SEVERITY, "everyone"))
    assert page.select_one(".diamond")["d"].startswith("M650 ")
    assert (page.rect["x"], page.rect["width"]) == ("550", "200")
    assert page.select_one(".earlier") is None


def test_a_voice_of_few_people_has_a_diamond_and_no_bar_and_a_hollow_one_for_before():
    page = drawn(strip(scores(), MESO.token, SEVERITY, "policy", scores(policy=3.5)))
    assert page.rect is None
    assert page.select_one(".earlier")["d"].startswith("M300 ")
    assert page.select(".diamond")[-1]["d"].startswith("M550 ")
    still = drawn(strip(scores(), MESO.token, SEVERITY, "policy", scores()))
    assert still.select_one(".earlier") is None


def test_each_voice_has_its_people_and_its_median():
    rows = [cells(row) for row in drawn(voices_table(CELL, scores(), SEVERITY)).select("tbody tr")]
    assert [(row[0], row[2]) for row in rows] == [
        ("Everyone 31 people", "7"), ("Policy 9 people", "6"), ("Other voices [c] too few people", "9"),
    ]  # fmt: skip
    assert "middle 40% from 6 to 8" in rows[0][1] and "not shown" in rows[1][1]


def test_the_overview_puts_the_highest_median_first():
    low = [replace(one, target="b", value=3) for one in scores().figures if one.statistic is S.MEDIAN]
    both = RoundResults(2, 1, (*low, *scores().figures), VOICES)
    page = drawn(scores_overview((ITEMS[1], CELL), both, SEVERITY))
    assert [cells(row)[0] for row in page.select("tbody tr")] == ["A Service delivery, meso", "B FICTITIOUS b"]
    assert cells(page.select_one("tbody tr"))[2:] == ["7", "6", "9"]
    assert page.select("[data-pages]") == []
    paged = drawn(scores_overview((ITEMS[1], CELL), both, SEVERITY, pages="2/severity"))
    assert paged.tbody["data-pages"] == "2/severity"


GROUPS = ("policy", "practice", "lived_experience", "carers", "voluntary_sector", "public", "other_voices")


@pytest.mark.parametrize("number", range(1, 8))
def test_axis_numbers_stand_over_their_ticks_whatever_number_of_groups_is_beside_them(number):
    found = [figure(MESO.token, "severity", voice, S.MEDIAN, 7) for voice in ("everyone", *GROUPS[:number])]
    page = drawn(scores_overview((CELL,), RoundResults(2, 1, tuple(found), VOICES), SEVERITY))
    assert len(page.select("tbody .median")) == number + 1
    axis, drawing = page.select_one("thead .score-axis"), page.select_one("tbody .strip")
    width = float((drawing.get("viewbox") or drawing["viewBox"]).split()[2])
    ticks = [float(one) / width for one in re.findall(r"M(\d+) 24v16", drawing.select_one(".axis")["d"])]
    places = {one.get_text(): float(one["style"].removeprefix("left:").rstrip("%")) / 100 for one in axis.select("b")}
    assert list(places) == list("123456789")
    assert list(places.values()) == pytest.approx(ticks, abs=0.0005)
    assert axis.select_one(".low-end").get_text() == "none" and axis.select_one(".high-end").get_text() == "extreme"


def test_the_median_is_told_with_its_interval_where_there_is_one():
    assert median_words(MESO.token, scores(), SEVERITY) == "Median 7, 95% interval 6 to 8, 31 people"
    few = kept_back(scores(), Suppression.SPREAD_OF_FEW, keep=(S.MEDIAN, S.PEOPLE))
    assert median_words(MESO.token, few, SEVERITY) == "Median 7, 31 people"


def test_a_round_that_was_asked_again_says_how_the_same_people_moved():
    again = scores(shift={S.SHIFT: -0.4, S.SHIFT_LOW: -0.7, S.SHIFT_HIGH: -0.1})
    assert shift_sentence(again, MESO.token, SEVERITY) == (
        "The 31 people of both rounds moved by −0.4 points (95% −0.7 to −0.1)."
    )
    words = drawn(score_notes(CELL, again, SEVERITY, 5, scores())).get_text(" ")
    assert "The room's median did not move. The 31 people of both rounds moved by −0.4 points" in words
    assert "◇ before" in words
    assert "◇" not in drawn(score_notes(CELL, scores(), SEVERITY, 5)).get_text()
    without = scores(shift={S.SHIFT: None, S.SHIFT_LOW: None})
    assert shift_sentence(without, MESO.token, SEVERITY) == "[c] How the same people moved is not shown."
    alone = scores(shift={S.SHIFT: 1.25})
    assert shift_sentence(alone, MESO.token, Scale.SEVERITY) == "The 31 people of both rounds moved by +1.2 points."


def test_the_rooms_diamond_stands_over_its_band_before_and_now():
    page = drawn(perception_block(CELL, perception(1), {}, perception(4)))
    lanes = [(lane.select_one(".mark").get_text(), lane.select_one(".mark")["style"]) for lane in page.select(".lane")]
    assert lanes == [("◇", "left:70%"), ("◆", "left:10%")]
    assert page.select_one(".lane .mark-words").get_text() == "The room before: better"
    assert "The median moved from better to much worse." in page.get_text(" ")
    same = drawn(perception_block(CELL, perception(), {}, perception()))
    assert [lane.get_text() for lane in same.select(".mark-words")] == ["The room, before and now: worse, 31 people"]


def test_bands_say_in_words_signs_and_numbers_how_many_chose_each():
    bands = drawn(perception_block(CELL, perception(), {})).select(".bands li")
    assert [band.get_text(" ", strip=True) for band in bands] == [
        "▼▼ much worse 4 people", "▼ worse 13 people", "= about the same 5 people", "▲ better 2 people",
        "▲▲ much better 1 person",
    ]  # fmt: skip


def test_by_group_and_dont_know_are_told_in_words():
    words = drawn(perception_block(CELL, perception(), {})).get_text(" ")
    assert "By group: Policy: much worse." in words
    assert "6 people said: don't know." in words


def test_a_perception_that_may_not_be_shown_has_no_diamond_and_no_number():
    page = drawn(perception_block(CELL, kept_back(perception()), {}))
    assert page.select(".lane") == []
    assert "The room: [c]." in page.get_text() and "[c] too few people" in page.get_text()
    assert not any(character.isdigit() for character in page.get_text())


def test_a_median_between_two_bands_names_both_and_lies_between_them():
    assert middle_words(perception(2.5), MESO.token) == "between worse and about the same"
    assert (band_place(1), band_place(2.5), band_place(5)) == (10, 40, 90)


def test_what_is_not_measured_says_why():
    nothing = summarise_cell(MESO, "AAA", ())
    assert measured_sentence(nothing).startswith("Nothing is measured.")
    page = drawn(perception_block(CELL, None, {MESO: nothing}))
    assert page.select(".lane") == [] and "Nothing is measured." in page.get_text()


def test_the_key_explains_the_signs_that_are_there():
    assert "●" not in drawn(perception_key(perception(), 5, has_facts=False)).get_text()
    assert "◆" not in drawn(perception_key(None, 5, has_facts=True)).get_text()


def test_voices_ranks_and_targets_have_words():
    assert [voice_name(voice) for voice in ("everyone", "other_voices", "carers")] == [
        "Everyone", "Other voices", "Carers",
    ]  # fmt: skip
    assert (rank_words(5.0, True), rank_words(5.0, False)) == ("5=", "5")
    assert target_words(RoomItem("x", "", "", MESO, is_hidden=True)) == "hidden by the facilitator"
    assert target_words(RoomItem("x", "A", "", None)) == ""
    assert "No figures by group" in pooled_words(RoundResults(1, 1, ()), 5)
    assert pooled_words(RoundResults(1, 1, (), {Group.POLICY: "policy"}), 5) == ""


@pytest.mark.parametrize(
    ("certainty", "sign", "words"),
    [
        (Certainty.CLEAR, "●", "Measured: much worse"),
        (Certainty.NO_INTERVAL, "○", "Measured: much worse, how sure is not known"),
        (Certainty.BAND_UNCERTAIN, "○", "Measured: much worse, not sure"),
        (None, "○", "Measured: much worse, not sure"),
    ],
)
def test_only_a_measured_band_that_is_clear_has_a_full_disc(certainty, sign, words):
    rows = [
        one_figure("mental", "AAA", count=20, denominator=100),
        one_figure("physical", "AAA", count=80, denominator=100),
    ]
    gap = replace(compare(pair("A"), "AAA", basis(rows)), certainty=certainty)
    measured = replace(summarise_cell(MESO, "AAA", [gap]), deciding=gap)
    page = drawn(perception_block(CELL, None, {MESO: measured}))
    assert (page.select_one(".fact .mark").get_text(), page.select_one(".mark-words").get_text()) == (sign, words)
