"""What a workshop publishes of a round: a table of figures, from which screens, files and heat map are drawn."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from domain_model.workshop_vocabulary import Group, Statistic, Suppression, Voice

WHOLE_ROUND = ""
"""In place of a target or a scale: the figure is about all of them."""

VoiceToken = str
"""A `Voice` or a `Group` by its value."""

VOICE_ORDER: tuple[VoiceToken, ...] = (
    Voice.EVERYONE.value,
    *(group.value for group in Group),
    Voice.OTHER_VOICES.value,
    Voice.EQUAL_VOICE.value,
)
"""In which order voices are shown."""


@dataclass(frozen=True, slots=True)
class PublishedFigure:
    """One figure.

    `target` is the id of an item or a cell's token and `scale` a `Scale` by its value, both '' for the whole round;
    `value` is None where `suppression` says why; `people` is how many people's answers it sums up.
    """

    target: str
    scale: str
    voice: VoiceToken
    statistic: Statistic
    value: float | None
    people: int
    suppression: Suppression = Suppression.SHOWN

    def __post_init__(self) -> None:
        if (self.value is None) is (self.suppression is Suppression.SHOWN):
            raise ValueError(f"a figure has either a value or a reason why not: {self}")

    @property
    def key(self) -> tuple[str, str, VoiceToken, Statistic]:
        """What tells it from the other figures of its round."""
        return (self.target, self.scale, self.voice, self.statistic)


@dataclass(frozen=True)
class RoundResults:
    """All figures of one publication of a round; `publication` counts from 1, a further one after a reopening.

    `voices` says for each group of people that answered under whose voice it is published: its own, or other
    voices; it is empty where no figures by group are published.
    """

    round_number: int
    publication: int
    figures: tuple[PublishedFigure, ...]
    voices: Mapping[Group, VoiceToken] = field(default_factory=dict[Group, VoiceToken])

    @cached_property
    def _by_key(self) -> dict[tuple[str, str, VoiceToken, Statistic], PublishedFigure]:
        return {figure.key: figure for figure in self.figures}

    def figure(
        self,
        statistic: Statistic,
        target: str = WHOLE_ROUND,
        scale: str = WHOLE_ROUND,
        voice: VoiceToken = Voice.EVERYONE.value,
    ) -> PublishedFigure | None:
        """The figure asked for; None where none was published."""
        return self._by_key.get((target, scale, voice, statistic))

    def value(
        self,
        statistic: Statistic,
        target: str = WHOLE_ROUND,
        scale: str = WHOLE_ROUND,
        voice: VoiceToken = Voice.EVERYONE.value,
    ) -> float | None:
        """The value asked for; None where none was published or it is suppressed."""
        figure = self.figure(statistic, target, scale, voice)
        return figure.value if figure else None

    @property
    def people(self) -> int:
        """How many people voted."""
        figure = self.figure(Statistic.PEOPLE)
        return int(figure.value or 0) if figure else 0

    @cached_property
    def published_voices(self) -> tuple[VoiceToken, ...]:
        """The voices that figures were published for, in the order in which they are shown."""
        found = {figure.voice for figure in self.figures}
        return tuple(voice for voice in VOICE_ORDER if voice in found)
