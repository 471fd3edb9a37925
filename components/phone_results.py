"""What the room said, as a phone shows it: the room's figures beside one's own answers."""

from collections.abc import Mapping
from typing import Any

from components.labels import label
from domain_model.use_cases.take_part import RevealedRound
from domain_model.workshop.ballots import BANDS_IN_ORDER, band_of
from domain_model.workshop.published import PublishedFigure, RoundResults, VoiceToken
from domain_model.workshop_vocabulary import Group, RoundKind, Scale, Statistic, Suppression, Voice

WEAK, STRONG = 0.3, 0.7
"""Below and from which Kendall's W agreement is called weak and strong; the cuts are ours."""

SUPPRESSED = "[c]"
Names = Mapping[str, tuple[str, str, str]]


def agreement_words(agreement: float | None) -> str:
    """Kendall's W in a word, '' for none."""
    if agreement is None:
        return ""
    return "weak" if agreement < WEAK else "moderate" if agreement < STRONG else "strong"


def result_document(one: RevealedRound, names: Names, group: Group) -> dict[str, Any]:
    """A revealed round as plain values."""
    paper, results = one.round.paper, one.results
    is_ranking = paper.kind is RoundKind.RANK
    rows = _ranking(one, names) if is_ranking else _scores(one, names, group)
    return {
        "round": one.round.number,
        "kind": paper.kind.value,
        "question": one.round.question,
        "people": results.people,
        "rows": rows,
        "agreement": agreement_words(results.value(Statistic.AGREEMENT)) if is_ranking else "",
        "note": _note(results),
    }


def _ranking(one: RevealedRound, names: Names) -> list[dict[str, Any]]:
    results = one.results
    own = {target: place for place, target in enumerate(one.own.ranking, 1)} if one.own else {}
    rows: list[dict[str, Any]] = []
    for target in one.round.paper.targets:
        letter, words, _cell = names.get(target, ("", target, ""))
        rows.append(
            {
                "letter": letter,
                "text": words,
                "room": _place(results.value(Statistic.RANK, target)),
                "equal": _place(results.value(Statistic.RANK, target, voice=Voice.EQUAL_VOICE.value)),
                "yours": own.get(target),
            }
        )
    return sorted(rows, key=lambda row: (row["room"] is None, row["room"] or 0))


def _place(rank: float | None) -> int | None:
    return None if rank is None else int(rank)


def _scores(one: RevealedRound, names: Names, group: Group) -> list[dict[str, Any]]:
    results = one.results
    voice = results.voices.get(group, "")
    rows: list[dict[str, Any]] = []
    for target in one.round.paper.targets:
        _letter, words, _cell = names.get(target, ("", target, ""))
        for scale in one.round.paper.scales:
            own = one.own.scores.get(target, {}).get(scale) if one.own else None
            everyone = results.figure(Statistic.MEDIAN, target, scale.value)
            of_group = results.figure(Statistic.MEDIAN, target, scale.value, voice) if voice else None
            rows.append(
                {
                    "target": target,
                    "text": words,
                    "scale": scale.value,
                    "scale_name": label(scale),
                    "everyone": answer_words(scale, everyone),
                    "group": answer_words(scale, of_group) if voice else SUPPRESSED,
                    "group_name": _voice_name(voice, group),
                    "yours": _number_words(scale, own) if own is not None else "",
                    "words": "" if voice else "Too few people of your group, or no figures by group: not shown.",
                }
            )
    return rows


def _voice_name(voice: VoiceToken, group: Group) -> str:
    return label(Voice.OTHER_VOICES) if voice == Voice.OTHER_VOICES.value else label(group)


def answer_words(scale: Scale, figure: PublishedFigure | None) -> str:
    """A published middle in words: `7`, `6.5`, `worse`; `[c]` where it is not shown."""
    if figure is None:
        return SUPPRESSED
    if figure.value is None:
        return "no answer" if figure.suppression is Suppression.NO_ANSWER else SUPPRESSED
    return _number_words(scale, figure.value)


def _number_words(scale: Scale, number: float) -> str:
    if scale is not Scale.PERCEPTION:
        return f"{number:g}"
    band = band_of(number) if number else None
    if band is None:
        return "don't know"
    return "about the same" if band is BANDS_IN_ORDER[2] else label(band)


def _note(results: RoundResults) -> str:
    people = results.people
    agreement = agreement_words(results.value(Statistic.AGREEMENT))
    said = f"{people} people voted." if people != 1 else "One person voted."
    return f"{said} Agreement is {agreement}: close ranks may swap." if agreement == "weak" else said
