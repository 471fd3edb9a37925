"""The list of workshops: where each stands, how many have joined, and what can be done with it."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from components.author_names import author_name
from components.form_parts import button, form
from components.formatting import plural
from components.labels import label
from components.markup import for_ears, joined, tag
from components.times import day_of, moment_of
from domain_model.workshop.records import Workshop
from domain_model.workshop.state import WorkshopState
from domain_model.workshop_vocabulary import Stage

NEW = "/workshops/new"


@dataclass(frozen=True, slots=True)
class WorkshopCard:
    """One workshop of the list: how it stands, how many people have joined, and its area by name.

    `owner` names whoever it belongs to, '' for the reader.
    """

    workshop: Workshop
    state: WorkshopState
    joined: int
    area: str
    owner: str = ""


def workshop_list(cards: Sequence[WorkshopCard], hidden: Callable[[], Markup], *, waiting: Markup | None) -> Markup:
    """The list with the way to a new workshop; `waiting` is what waits for approval, above the list."""
    if not cards:
        return joined(
            (
                tag(
                    "p",
                    "In a workshop you show a screen to a room, and people say on their phones where mental health "
                    "falls behind physical health and what holds it back: first each in silence, then together. "
                    "Results appear when you reveal them, and nobody's own answer can be told from them.",
                    class_="lead",
                ),
                tag("p", tag("a", "New workshop", href=NEW, class_="action")),
                waiting,
            )
        )
    times = Counter(card.workshop.title for card in cards)
    return joined(
        (
            tag("p", tag("a", "New workshop", href=NEW, class_="action")),
            waiting,
            tag(
                "ul", *(_card(card, hidden, times[card.workshop.title] > 1) for card in cards), class_="workshop-cards"
            ),
        )
    )


def further_links() -> Markup:
    """The ways to what waits for an approval, and to results from a file."""
    return tag(
        "p",
        tag("a", "Scores for the heat map", href="/workshops/approvals"),
        " · ",
        tag("a", "Import the results of a workshop", href="/workshops/import"),
        " · ",
        tag("a", "How votes are counted", href="/method#workshops"),
    )


def state_words(workshop: Workshop, state: WorkshopState) -> Markup:
    """Where a workshop stands, in words."""
    if workshop.is_imported:
        return joined(("imported from a file: results only",))
    if state.erased_at is not None:
        return joined(("closed; ballots erased on ", day_of(state.erased_at)))
    if state.closed_at is not None:
        return joined(("closed on ", day_of(state.closed_at)))
    if state.stage is Stage.SET_UP:
        return joined(("being set up",))
    return joined((f"running: {label(state.stage)}",))


def owners_name(owner: str, reader: str, names: Mapping[str, str]) -> str:
    """Whose workshop it is, for the list of somebody who sees those of others; '' for one's own."""
    return "" if owner == reader else author_name(owner, names)


def _card(card: WorkshopCard, hidden: Callable[[], Markup], is_namesake: bool) -> Markup:
    """One workshop; a namesake of another is told from it by the time it was made."""
    workshop, state = card.workshop, card.state
    base = f"/workshops/{workshop.id}"
    ears = for_ears(f" {workshop.title}")
    rehearsal = tag("span", "Rehearsal", class_="workshop-mark") if workshop.is_rehearsal else None
    about = tag(
        "p",
        f"{card.area} · ",
        state_words(workshop, state),
        f" · {plural(card.joined, 'person', 'people')} joined"
        if not (workshop.is_imported or state.erased_at)
        else None,
        f" · {card.owner}" if card.owner else None,
        " · made ",
        moment_of(workshop.created_at) if is_namesake else day_of(workshop.created_at),
        class_="note-by",
    )

    def act(words: str, path: str, **more: str) -> Markup:
        return button(joined((words, ears)), kind="secondary", formaction=base + path, **more)

    links = tag(
        "p",
        tag("a", "Open", ears, href=base, class_="action") if not workshop.is_imported else None,
        tag("a", "Report", ears, href=f"{base}/report", class_="action secondary"),
        class_="buttons",
    )
    again = form(
        f"{base}/duplicate",
        act("Duplicate", "/duplicate"),
        act("Rehearse", "/duplicate", name="as", value="rehearsal") if not workshop.is_rehearsal else None,
        act("Run again", "/repeat") if state.is_closed else None,
        hidden=hidden(),
        class_="buttons",
    )
    return tag(
        "li",
        tag("h2", workshop.title, rehearsal),
        about,
        tag("div", links, None if workshop.is_imported else again, class_="workshop-actions"),
        id=f"workshop-{workshop.id}",
        tabindex="-1",
    )
