"""How a workshop's report says a figure: its voice, its value, or why it has none."""

from collections.abc import Iterable
from datetime import datetime

from markupsafe import Markup

from components.exports.results_tables import LONDON
from components.formatting import day_words, in_utc
from components.labels import cell_label, label
from components.markup import tag
from domain_model.cells import Cell
from domain_model.vocabulary import Band
from domain_model.workshop.items import Item
from domain_model.workshop.published import PublishedFigure, VoiceToken
from domain_model.workshop.results_file import HIDDEN_TEXT
from domain_model.workshop_vocabulary import Group, Suppression, Voice

EVERYONE, EQUAL_VOICE = Voice.EVERYONE.value, Voice.EQUAL_VOICE.value
HIDDEN = "[c]"
"""What stands in place of a figure that is not shown."""

SAME = "about the same"
"""What people answer who mean the band of parity."""

_WHY = {
    Suppression.TOO_FEW: "[c] too few people",
    Suppression.SPREAD_OF_FEW: "[c] fewer than 8 people",
    Suppression.NO_ANSWER: "no answer",
}


def uk_day(at: datetime) -> str:
    """The day of a moment by the clocks of London: `12 November 2026`."""
    return day_words(at.astimezone(LONDON))


def uk_time(at: datetime) -> Markup:
    """A moment by the clocks of London: `12 November 2026, 10:05 UK time`; the files keep it in UTC too."""
    words = f"{uk_day(at)}, {at.astimezone(LONDON):%H:%M} UK time"
    return tag("time", words, datetime=in_utc(at).isoformat(timespec="seconds"))


def target_names(items: Iterable[Item], cells: Iterable[Cell], *, is_imported: bool = False) -> dict[str, str]:
    """What things to vote on and cells are called; what was hidden has no wording."""
    names = {cell.token: cell_label(cell) for cell in cells}
    for item in items:
        names[item.id] = HIDDEN_TEXT if item.is_hidden and not is_imported else item.text
    return names


def voice_words(voice: VoiceToken) -> str:
    """A voice or a group in words."""
    return label(Group(voice) if voice in set(Group) else Voice(voice))


def band_words(band: Band) -> str:
    """A band as people answered it."""
    return SAME if band is Band.PARITY else label(band)


def why_words(figure: PublishedFigure | None) -> str:
    """Why a figure has no value; `[c] not published` where there is none at all."""
    return _WHY.get(figure.suppression, "") if figure else "[c] not published"


def number_words(figure: PublishedFigure | None, places: int = 2) -> str:
    """A figure as a number without needless noughts, or why there is none."""
    if figure is None or figure.value is None:
        return why_words(figure)
    return f"{figure.value:.{places}f}".rstrip("0").rstrip(".") if figure.value % 1 else f"{figure.value:.0f}"


def range_words(low: PublishedFigure | None, high: PublishedFigure | None) -> str:
    """Two ends of a range as numbers, or why there is none."""
    if low is None or high is None or low.value is None or high.value is None:
        return why_words(low)
    return number_words(low) if low.value == high.value else f"{number_words(low)} to {number_words(high)}"
