"""Whether a round that was reopened may be published again without giving away what few people changed."""

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence

from domain_model.workshop.ballots import CountedBallot
from domain_model.workshop.counting_shifts import EarlierRound
from domain_model.workshop.published import VoiceToken
from domain_model.workshop.voices import has_small_part, is_too_few, least_for_spread, voice_of
from domain_model.workshop_vocabulary import Group, Scale

Question = tuple[str, ...]
"""Empty for the whole ballot; a target of a ranking; or a target and its scale, `KNOWN` without 'don't know'."""

KNOWN = "known"
WHOLE_BALLOT: Question = ()

Said = Mapping[str, tuple[VoiceToken, Hashable]]
"""By participant who answered a question: under which voice the person is published, and what the answer is."""


def may_publish_again(
    before: Sequence[CountedBallot],
    after: Sequence[CountedBallot],
    voices: Mapping[Group, VoiceToken],
    least: int,
    *,
    still_before: Sequence[Sequence[CountedBallot]] = (),
    earlier: Sequence[EarlierRound] = (),
) -> bool:
    """Whether the ballots of `after` may be published, those of `before` having been published already.

    `voices` are those of the first publication and stay fixed; `still_before` are the ballots that each publication
    previous to `before` counted; `earlier` are the rounds that stability and shift compare with, as for `count_round`.

    Who has both publications can subtract one from the other. Of a voice that remains the same, what is left is about
    the people whose ballot was changed, added or withdrawn; of several voices it is about those of all of them. So
    overall at least `least` people must have changed, and in each voice nobody or at least `least`; and because
    figures are published by question, the same holds of each question: the ranking as a whole and the place of each
    target in it, each score, and each perception once more without 'don't know', as medians of bands are. Somebody
    who changed voice counts as changed in both.

    Three things more could give few people away, and stand against a further publication:

    * Figures by voice that only one of the two publications shows for a question, because in the other a voice had
      too few people: the total of the one less the voices of the other would be about those few.
    * Somebody's move from voice to voice, a third publication, and stability and shift: any of these ties sets of
      people together that were separate. Then all people who share one whole history of a question (their voice, or no
      answer, and which of their answers stood, in each publication and earlier round) must be nobody or at least
      `least`, so that whatever is added or subtracted is about whole histories.
    """
    publications = (*still_before, before, after)
    targets = tuple(dict.fromkeys(target for cast in publications for one in cast for target in one.answers.ranking))
    said = [_said(ballots, voices, targets) for ballots in publications]
    rounds = [_said(one.ballots, one.voices, ()) for one in earlier]
    if len(_changed(*(one.get(WHOLE_BALLOT, {}) for one in said[-2:]))) < least:
        return False
    questions = dict.fromkeys(question for one in said for question in one)
    return all(
        _is_safe(question, [one.get(question, {}) for one in said], [one.get(question, {}) for one in rounds], least)
        for question in questions
    )


def _said(
    ballots: Sequence[CountedBallot], voices: Mapping[Group, VoiceToken], targets: Sequence[str]
) -> dict[Question, Said]:
    """What everybody answers to each question; a target that somebody left out of a ranking has the place 0."""
    said: dict[Question, dict[str, tuple[VoiceToken, Hashable]]] = {}
    for ballot in ballots:
        if not ballot.answers.is_blank:
            for question, answer in _answers_of(ballot, targets).items():
                said.setdefault(question, {})[ballot.participant] = (voice_of(ballot.group, voices), answer)
    return dict(said)


def _answers_of(ballot: CountedBallot, targets: Sequence[str]) -> dict[Question, Hashable]:
    ranking = ballot.answers.ranking
    answers: dict[Question, Hashable] = {
        (target,): ranking.index(target) + 1 if target in ranking else 0 for target in targets
    }
    for target, by_scale in ballot.answers.scores.items():
        for scale, score in by_scale.items():
            answers[target, scale.value] = score
            if score and scale is Scale.PERCEPTION:
                answers[target, scale.value, KNOWN] = score
    return answers | {WHOLE_BALLOT: frozenset(answers.items())}


def _changed(before: Said, after: Said) -> list[str]:
    """The participants whose answer was changed, added or withdrawn, or who speak for another voice."""
    return [person for person in dict.fromkeys((*before, *after)) if before.get(person) != after.get(person)]


def _is_safe(question: Question, publications: Sequence[Said], rounds: Sequence[Said], least: int) -> bool:
    """Whether figures of a question may be published of the last publication, those before it being known."""
    before, after = publications[-2:]
    changed = _changed(before, after)
    by_voice = Counter(
        voice for person in changed for voice in {said[person][0] for said in (before, after) if person in said}
    )
    if any(is_too_few(people, least) for people in (len(changed), *by_voice.values())):
        return False
    levels = (least, least_for_spread(least)) if len(question) > 1 else (least,)
    if any(_show_unlike(known, after, level) for known in publications[:-1] for level in levels):
        return False
    has_moves = any(person in after and before[person][0] != after[person][0] for person in before)
    has_shift = bool(rounds) and len(question) > 1 and question[1:] != (Scale.PERCEPTION.value,)
    compared = rounds if has_shift else ()
    is_tied = len(publications) > 2 or has_moves or any(_shows_shift(compared, one, least) for one in publications)
    return not (is_tied and has_small_part(_histories(compared, publications), least))


def _show_unlike(known: Said, after: Said, level: int) -> bool:
    """Whether both publications have figures of everyone from `level` people up, but only one has them by voice."""
    by_voice = [Counter(voice for voice, _ in said.values()) for said in (known, after)]
    hidden = [any(is_too_few(people, level) for people in sizes.values()) for sizes in by_voice]
    return min(len(known), len(after)) >= level and hidden[0] is not hidden[1]


def _shows_shift(rounds: Sequence[Said], said: Said, least: int) -> bool:
    """Whether a publication has stability and shift of a question: as `shift_figures` decides it."""
    return bool(rounds) and not has_small_part(_histories(rounds, [said]), least)


def _histories(rounds: Sequence[Said], publications: Sequence[Said]) -> list[Hashable]:
    """For each person: the voice in each earlier round, and in each publication the voice and which answer stood."""

    def history(person: str) -> Hashable:
        voices = tuple(said[person][0] if person in said else None for said in rounds)
        standing = [said.get(person) for said in publications]
        answers = [one[1] if one else None for one in standing]
        return voices, tuple((one[0], answers.index(one[1])) if one else None for one in standing)

    return [history(person) for person in dict.fromkeys(person for said in (*rounds, *publications) for person in said)]
