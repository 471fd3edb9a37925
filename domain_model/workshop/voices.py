"""Under whose voice each group is published, and how few people are too few to publish anything about."""

from collections.abc import Hashable, Iterable, Mapping

from domain_model.workshop.plans import FLOOR, LEAST_PEOPLE
from domain_model.workshop.published import VoiceToken
from domain_model.workshop_vocabulary import Group, Voice

__all__ = [
    "FLOOR",
    "LEAST_FOR_SPREAD",
    "LEAST_PEOPLE",
    "checked_least",
    "has_small_part",
    "is_too_few",
    "least_for_spread",
    "voice_of",
    "voices_for",
]

LEAST_FOR_SPREAD = 8
"""How answers are spread is published from so many people up: a unanimous five would show everybody's vote."""


def checked_least(least: int) -> int:
    """The least number of people that a figure may be about.

    Raises:
        ValueError: if it is below the floor that no plan may go under.
    """
    if least < FLOOR:
        raise ValueError(f"figures are about at least {FLOOR} people, not {least}")
    return least


def least_for_spread(least: int) -> int:
    """From how many people up it is published how answers are spread."""
    return max(LEAST_FOR_SPREAD, least)


def is_too_few(people: int, least: int) -> bool:
    """Whether there is somebody, but so few people that a figure about them could give their answers away."""
    return 0 < people < least


def has_small_part(parts: Iterable[Hashable], least: int) -> bool:
    """Whether too few people share one of the parts; one part for each person is given."""
    sizes: dict[Hashable, int] = {}
    for part in parts:
        sizes[part] = sizes.get(part, 0) + 1
    return any(is_too_few(size, least) for size in sizes.values())


def voice_of(group: Group, voices: Mapping[Group, VoiceToken]) -> VoiceToken:
    """Under whose voice somebody of a group is published; a group that came later belongs to other voices.

    Where nothing is published by group there is one voice, everyone.
    """
    return voices.get(group, Voice.OTHER_VOICES.value) if voices else Voice.EVERYONE.value


def voices_for(people: Mapping[Group, int], least: int) -> dict[Group, VoiceToken]:
    """Under whose voice each group of people that answered is published: its own, or other voices.

    Whoever prefers not to say belongs to other voices, and so does a group of fewer than `least` people. While other
    voices has somebody but fewer than `least`, the smallest group that stands for itself (the first of them in the
    order of `Group`) joins it. So every voice has at least `least` people, and everybody is in exactly one voice:
    what is left when any voices are taken from the total is a sum of whole voices. The answer is empty where fewer
    than two voices are left: then nothing is published by group.

    Raises:
        ValueError: if `least` is below the floor.
    """
    checked_least(least)
    present = [group for group in Group if people.get(group, 0) > 0]
    pooled = {group for group in present if group is Group.PREFER_NOT_TO_SAY or people[group] < least}
    alone = sorted((group for group in present if group not in pooled), key=lambda group: people[group])
    while alone and is_too_few(sum(people[group] for group in pooled), least):
        pooled.add(alone.pop(0))
    if len(alone) + bool(pooled) < 2:
        return {}
    return {group: Voice.OTHER_VOICES.value if group in pooled else group.value for group in present}
