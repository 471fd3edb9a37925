"""An attacker who reads all published figures and adds and subtracts them learns nobody's ballot."""

from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import product

import numpy as np
import pytest

from domain_model.workshop.ballots import Answers, BallotPaper, CountedBallot
from domain_model.workshop.counting import EarlierRound, count_round
from domain_model.workshop.publication import may_publish_again
from domain_model.workshop.published import RoundResults
from domain_model.workshop_vocabulary import Group, RoundKind, Scale, Statistic, Suppression

LEAST = 5
SEVERITY = BallotPaper(RoundKind.SCORE, ("A",), (Scale.SEVERITY,))
TWO_ITEMS = BallotPaper(RoundKind.SCORE, ("A", "B"), (Scale.SEVERITY,))
PERCEPTION = BallotPaper(RoundKind.SCORE, ("A",), (Scale.PERCEPTION,))
RANKING = BallotPaper(RoundKind.RANK, ("A", "B", "C"), ranks=2)
SINCE_BEFORE = (Statistic.STABILITY, Statistic.SHIFT, Statistic.SHIFT_LOW, Statistic.SHIFT_HIGH)


@dataclass(frozen=True)
class Publication:
    """One publication: its figures, and the ballots behind it, which the attacker does not see."""

    paper: BallotPaper
    ballots: list[CountedBallot]
    results: RoundResults
    earlier: list["Publication"] = field(default_factory=list)


def publish(paper, series, earlier=()):
    """The publications of a round that was reopened for each further list of ballots, as a workshop does it."""
    rounds = [EarlierRound(one.ballots, one.results.voices) for one in earlier]
    number = len(earlier) + 1

    def count(ballots, publication, voices):
        asked = {"round_number": number, "publication": publication, "least": LEAST, "seed": 1}
        results = count_round(paper, ballots, voices=voices, earlier=rounds, **asked)
        return Publication(paper, ballots, results, list(earlier))

    published = [count(series[0], 1, None)]
    for ballots in series[1:]:
        so_far = [one.ballots for one in published]
        voices = published[-1].results.voices
        if may_publish_again(so_far[-1], ballots, voices, LEAST, still_before=so_far[:-1], earlier=rounds):
            published.append(count(ballots, len(published) + 1, voices))
    return published


def publish_naively(paper, series, earlier=()):
    """Every group by itself and every reopening, whoever it is about: what must not be done."""
    return [
        Publication(
            paper,
            ballots,
            RoundResults(len(earlier) + 1, at, naive_figures(paper, ballots, earlier), naive_voices(ballots)),
            list(earlier),
        )
        for at, ballots in enumerate(series, start=1)
    ]


def naive_voices(ballots):
    return {ballot.group: ballot.group.value for ballot in ballots}


def eight_of_each(ballots):
    return [replace(ballot, participant=f"{ballot.participant}/{copy}") for ballot in ballots for copy in range(8)]


def naive_figures(paper, ballots, earlier):
    """The rows that `count_round` would show if one person were enough: here each person comes eight times."""
    asked = {"round_number": 1, "publication": 1, "least": LEAST, "seed": 1, "voices": naive_voices(ballots)}
    rounds = [EarlierRound(eight_of_each(one.ballots), {}) for one in earlier]
    return count_round(paper, eight_of_each(ballots), earlier=rounds, **asked).figures


# The independent model: whose answers, in which version, a figure is about.


def group_members(publication, voice):
    voices = publication.results.voices
    return [
        ballot
        for ballot in publication.ballots
        if voice in ("everyone", "equal_voice") or voices.get(ballot.group) == voice
    ]


def place(answers, target):
    return answers.ranking.index(target) if target in answers.ranking else -1


def contribution(publication, ballot, figure):
    """What one ballot puts into a figure: by (person, what was asked, the answer that stood), plus or minus one."""
    answers, person, asked = ballot.answers, ballot.participant, (len(publication.earlier), figure.target, figure.scale)
    if publication.paper.kind is RoundKind.RANK:
        if not answers.ranking:
            return {}
        said = place(answers, figure.target) if figure.target else answers.ranking
        return {(person, asked, said): 1}
    score = answers.scores.get(figure.target, {}).get(Scale(figure.scale))
    if figure.statistic is Statistic.DONT_KNOW:
        # It counts one of six answers of everybody asked; those of the bands are of whoever gave a band.
        return {} if score is None else {(person, (*asked, "of six"), score): 1}
    if not score:
        return {}
    if figure.statistic not in SINCE_BEFORE:
        return {(person, asked, score): 1}
    before = {one.participant: one.answers for one in publication.earlier[0].ballots}.get(person, Answers())
    former = before.scores.get(figure.target, {}).get(Scale(figure.scale))
    asked_then = (asked[0] - 1, *asked[1:])
    return {(person, asked, score): 1, (person, asked_then, former): -1} if former else {}


def populations(publications):
    """The different populations of all figures that have a value; how many answered is not an answer."""
    found = {}
    for publication in publications:
        for figure in publication.results.figures:
            if figure.suppression is Suppression.SHOWN and figure.statistic is not Statistic.PEOPLE:
                whole = {}
                for ballot in group_members(publication, figure.voice):
                    whole |= contribution(publication, ballot, figure)
                found[frozenset(whole.items())] = figure
    found.pop(frozenset(), None)
    return list(found)


@dataclass(frozen=True)
class Attacker:
    """The populations as rows of a matrix, and which column belongs to whom."""

    rows: np.ndarray
    owners: np.ndarray

    @classmethod
    def of(cls, publications):
        known = populations(publications)
        columns = {key: at for at, key in enumerate(sorted({key for one in known for key, _ in one}, key=repr))}
        people = {person: at for at, person in enumerate(sorted({key[0] for key in columns}))}
        rows = np.zeros((len(known), len(columns)), dtype=np.float32)
        for row, one in enumerate(known):
            for key, sign in one:
                rows[row, columns[key]] = sign
        owners = np.zeros((len(columns), len(people)), dtype=np.float32)
        for (person, *_), column in columns.items():
            owners[column, people[person]] = 1
        return cls(rows, owners)

    def revealed(self, coefficients):
        """How many of the combinations (rows of coefficients) are about somebody, but fewer than the least number."""
        left = np.abs(coefficients.astype(np.float32) @ self.rows) > 0
        support = (left.astype(np.float32) @ self.owners > 0).sum(axis=1)
        return int(((support > 0) & (support < LEAST)).sum())

    def all_combinations(self, most=9):
        """Every combination with coefficients -1, 0 and 1 of up to nine populations, else of many random nine."""
        size = len(self.rows)
        every = np.array(list(product((-1, 0, 1), repeat=min(size, most))), dtype=np.int8)
        if size <= most:
            return every
        generator = np.random.default_rng(size)
        drawn = []
        for _ in range(12):
            some = np.zeros((len(every), size), dtype=np.int8)
            some[:, generator.choice(size, most, replace=False)] = every
            drawn.append(some)
        return np.concatenate(drawn)

    def all_pairs(self):
        """Every population, and every difference of two."""
        size = len(self.rows)
        first, second = np.triu_indices(size, 1)
        differences = np.zeros((len(first), size), dtype=np.int8)
        differences[np.arange(len(first)), first] = 1
        differences[np.arange(len(first)), second] = -1
        return np.concatenate([np.eye(size, dtype=np.int8), differences])

    def random_combinations(self, generator, attacks):
        """Two to four populations at a time, each added or subtracted."""
        size = len(self.rows)
        combinations = np.zeros((attacks, size), dtype=np.int8)
        for combination in combinations:
            number = min(size, int(generator.integers(2, 5)))
            combination[generator.choice(size, number, replace=False)] = generator.choice((-1, 1), number)
        return combinations


# Named attacks: each is a round as it went, with what was asked and the rounds before it.


def scored(group, scores, start=0, scale=Scale.SEVERITY, target="A"):
    return [
        CountedBallot(f"{group.value}-{start + at}", group, Answers(scores={target: {scale: score}}))
        for at, score in enumerate(scores)
        if score is not None
    ]


def ranked(group, text, times):
    return [CountedBallot(f"{group.value}-{at}", group, Answers(ranking=tuple(text))) for at in range(times)]


def both_items(group, first, second):
    return [
        CountedBallot(
            f"{group.value}-{at}",
            group,
            Answers(scores={t: {Scale.SEVERITY: s} for t, s in (("A", one), ("B", two)) if s is not None}),
        )
        for at, (one, two) in enumerate(zip(first, second, strict=True))
    ]


POLICY, PRACTICE = (
    scored(Group.POLICY, [1, 2, 3, 4, 5, 6, 7, 8, 9, 1]),
    scored(Group.PRACTICE, [3, 4, 5, 6, 7, 8, 9, 9]),
)
ROOM = POLICY + PRACTICE
SIX = scored(Group.POLICY, [1, 2, 3, 4, 5, 6])
JOINED = scored(Group.POLICY, [7] * 5, start=20)
TEN_OF_BOTH = [*range(1, 6), *range(1, 6)]

ATTACKS = {
    "total minus groups": (SEVERITY, [ROOM + scored(Group.CARERS, [2, 2])], []),
    "total minus all but one group": (
        SEVERITY,
        [ROOM + scored(Group.LIVED_EXPERIENCE, [4] * 6) + scored(Group.CARERS, [2] * 3)],
        [],
    ),
    "prefer not to say is what remains": (SEVERITY, [ROOM + scored(Group.PREFER_NOT_TO_SAY, [9])], []),
    "before and after one changed ballot": (SEVERITY, [ROOM, scored(Group.POLICY, [9]) + ROOM[1:]], []),
    "one added in one group while five changed in another": (
        SEVERITY,
        [ROOM, scored(Group.POLICY, [9] * 5) + ROOM[5:] + scored(Group.PRACTICE, [1], start=50)],
        [],
    ),
    "raw against equal voice": (
        RANKING,
        [ranked(Group.POLICY, "AB", 10) + ranked(Group.PRACTICE, "BC", 6) + ranked(Group.PUBLIC, "CA", 1)],
        [],
    ),
    "who answered item B": (
        TWO_ITEMS,
        [both_items(Group.POLICY, [5] * 9, [4] * 9) + both_items(Group.PRACTICE, [6] * 8, [3, 3] + [None] * 6)],
        [],
    ),
    "all but a few do not know": (
        PERCEPTION,
        [
            scored(Group.POLICY, [2] * 10, scale=Scale.PERCEPTION)
            + scored(Group.PRACTICE, [0] * 7 + [4, 4], scale=Scale.PERCEPTION)
        ],
        [],
    ),
    "a series of three publications": (SEVERITY, [SIX, SIX + JOINED, SIX[5:] + JOINED], []),
    "five swing there and four of them back": (
        SEVERITY,
        [
            ROOM,
            scored(Group.POLICY, [9] * 6) + ROOM[6:],
            scored(Group.POLICY, [9] * 6) + ROOM[6:10] + scored(Group.PRACTICE, [1] * 8),
            ROOM[:5] + scored(Group.POLICY, [9], start=5) + ROOM[6:10] + scored(Group.PRACTICE, [1] * 8),
        ],
        [],
    ),
    "a voice that grew out of the few": (
        SEVERITY,
        [
            ROOM + scored(Group.LIVED_EXPERIENCE, [4] * 9),
            ROOM[:13] + scored(Group.LIVED_EXPERIENCE, [4] * 9),
            ROOM + scored(Group.LIVED_EXPERIENCE, [4] * 9),
        ],
        [],
    ),
    "item B answered by few, then by many": (
        TWO_ITEMS,
        [
            both_items(Group.POLICY, [5] * 9, [4] * 9) + both_items(Group.PRACTICE, [6] * 9, [3] * 3 + [None] * 6),
            both_items(Group.POLICY, [5] * 9, [4] * 9) + both_items(Group.PRACTICE, [6] * 9, [3] * 9),
        ],
        [],
    ),
    "all but one move to another voice": (
        SEVERITY,
        [
            ROOM,
            [replace(one, group=Group.PRACTICE) for one in POLICY[:9]]
            + POLICY[9:]
            + scored(Group.POLICY, [2] * 8, start=60)
            + PRACTICE,
        ],
        [],
    ),
    "a paired shift against the totals": (SEVERITY, [ROOM], [ROOM[1:]]),
    "a paired shift and somebody gone": (SEVERITY, [ROOM[1:]], [ROOM]),
    "a paired shift and somebody of another voice": (
        SEVERITY,
        [ROOM],
        [[replace(ROOM[0], group=Group.PRACTICE), *ROOM[1:]]],
    ),
    "a paired shift after a reopening": (
        SEVERITY,
        [
            ROOM + scored(Group.POLICY, [6] * 8, start=70),
            scored(Group.POLICY, [9]) + ROOM[1:] + scored(Group.POLICY, [5] * 8, start=70),
        ],
        [ROOM],
    ),
    "a chain of three rounds": (
        SEVERITY,
        [scored(Group.POLICY, TEN_OF_BOTH)[1:] + scored(Group.POLICY, [4], start=20)],
        [
            scored(Group.POLICY, TEN_OF_BOTH),
            scored(Group.POLICY, TEN_OF_BOTH) + scored(Group.POLICY, [6] * 5, start=20),
        ],
    ),
}


def played(name, publisher):
    """All publications of the rounds of a named attack."""
    paper, series, rounds_before = ATTACKS[name]
    last, every = [], []
    for ballots in rounds_before:
        published = publisher(paper, [ballots], last)
        last = [published[-1], *last]
        every += published
    return every + publisher(paper, series, last)


@pytest.mark.parametrize("name", ATTACKS)
def test_a_named_attack_reveals_no_ballot(name):
    attacker = Attacker.of(played(name, publish))
    assert len(attacker.rows) >= 1
    assert attacker.revealed(attacker.all_combinations()) == 0
    assert attacker.revealed(attacker.all_pairs()) == 0


@pytest.mark.parametrize("name", ATTACKS)
def test_a_named_attack_would_reveal_a_ballot_of_a_naive_publisher(name):
    attacker = Attacker.of(played(name, publish_naively))
    assert attacker.revealed(attacker.all_combinations()) + attacker.revealed(attacker.all_pairs()) > 0


def values(results, voice, statistic, target="A", scale="severity"):
    return results.value(statistic, target, scale, voice)


def test_the_total_less_the_large_voices_does_not_give_the_spread_of_a_small_one():
    ballots = ROOM + scored(Group.CARERS, [2, 2, 2, 2, 2])
    results = publish(SEVERITY, [ballots])[0].results
    assert values(results, "everyone", Statistic.COUNT_2) == 6
    assert values(results, "carers", Statistic.MEDIAN) == 2
    counts = [Statistic.count_of(answer) for answer in range(1, 10)]
    assert {values(results, voice, one) for voice in ("policy", "practice", "carers") for one in counts} == {None}


def test_a_unanimous_small_group_looks_like_one_that_only_agrees_on_its_middle():
    alike, unlike = (
        publish(SEVERITY, [ROOM + scored(Group.CARERS, scores)])[0].results for scores in ([7] * 5, [5, 6, 7, 8, 9])
    )
    of_carers = [
        {(one.statistic, one.value, one.suppression) for one in results.figures if one.voice == "carers"}
        for results in (alike, unlike)
    ]
    assert of_carers[0] == of_carers[1]
    assert (Statistic.MEDIAN, 7.0, Suppression.SHOWN) in of_carers[0]


# Random attacks.

WORKSHOPS, ATTACKS_EACH = 1000, 10


def random_answers(generator, paper):
    if paper.kind is RoundKind.RANK:
        return Answers(ranking=tuple(generator.permutation(paper.targets)[: generator.integers(0, paper.ranks + 1)]))
    blank = generator.choice((0, 0, 0.1, 0.5))
    scores = {}
    for target in paper.targets:
        given = {}
        for scale in paper.scales:
            if generator.random() >= blank:
                most = 6 if scale is Scale.PERCEPTION else 10
                given[scale] = int(generator.integers(0 if scale is Scale.PERCEPTION else 1, most))
        scores[target] = given
    return Answers(scores=scores)


def random_room(generator, paper):
    groups = list(generator.choice(list(Group), int(generator.integers(1, 5)), replace=False))
    weights = generator.dirichlet([1] * len(groups))
    return [
        CountedBallot(
            f"p{at}", Group(groups[generator.choice(len(groups), p=weights)]), random_answers(generator, paper)
        )
        for at in range(int(generator.integers(0, 61)))
    ]


def reopened(generator, paper, room, chance):
    """The room with some people of some groups changed, gone, added or moved."""
    touched = set(generator.choice(list(Group), 3, replace=False))
    after = []
    for ballot in room:
        lot = generator.random()
        if ballot.group not in touched or lot > chance:
            after.append(ballot)
        elif lot < 0.95 * chance:
            after.append(replace(ballot, answers=random_answers(generator, paper)))
        elif lot < 0.98 * chance:
            after.append(replace(ballot, group=Group(generator.choice(list(Group)))))
    added = int(generator.choice((0, 0, 0, 1, 6)))
    group = Group(generator.choice(list(Group)))
    return after + [
        CountedBallot(f"n{generator.integers(10**9)}-{at}", group, random_answers(generator, paper))
        for at in range(added)
    ]


PAPERS = (
    SEVERITY,
    RANKING,
    PERCEPTION,
    BallotPaper(RoundKind.SCORE, ("A", "B"), (Scale.PERCEPTION, Scale.FEASIBILITY)),
)


def random_workshop(generator, publisher):
    paper = PAPERS[generator.integers(len(PAPERS))]
    room = random_room(generator, paper)
    earlier, every = [], []
    for _ in range(int(generator.integers(0, 3)) if paper.kind is RoundKind.SCORE else 0):
        every += publisher(paper, [room], earlier)
        earlier = [every[-1], *earlier]
        room = reopened(generator, paper, room, float(generator.choice((0.3, 1))))
    series = [room]
    for _ in range(int(generator.integers(0, 3))):
        series.append(reopened(generator, paper, series[-1], float(generator.choice((0.3, 0.7, 1)))))
    return every + publisher(paper, series, earlier)


def attack_many(publisher, workshops, seed=2024):
    """Revealed ballots and attacks made, with how many publications and shifts there were."""
    generator = np.random.default_rng(seed)
    tally = Counter()
    for _ in range(workshops):
        publications = random_workshop(generator, publisher)
        attacker = Attacker.of(publications)
        tally["again"] += sum(one.results.publication > 1 for one in publications)
        tally["by voice"] += any(one.results.voices for one in publications)
        tally["shift"] += any(
            one.statistic is Statistic.SHIFT and one.value is not None
            for publication in publications
            for one in publication.results.figures
        )
        tally["attacks"] += ATTACKS_EACH
        if len(attacker.rows):
            tally["revealed"] += attacker.revealed(attacker.random_combinations(generator, ATTACKS_EACH))
            tally["revealed"] += attacker.revealed(attacker.all_pairs())
    return tally


def test_ten_thousand_random_attacks_reveal_no_ballot():
    tally = attack_many(publish, WORKSHOPS)
    assert tally["attacks"] >= 10_000
    assert tally["revealed"] == 0
    assert tally["again"] >= 10
    assert tally["by voice"] >= 100
    assert tally["shift"] >= 10


def test_the_same_attacker_reveals_ballots_of_a_naive_publisher():
    assert attack_many(publish_naively, 20)["revealed"] > 100
