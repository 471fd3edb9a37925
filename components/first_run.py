"""The guide for the first visit: three steps on a card that blocks nothing and is shown until it is declined."""

from dash import html

from components.attributes import attributes
from components.markup import joined, tag

GUIDE_STEPS: tuple[tuple[str, str], ...] = (
    (
        "Pick your board.",
        "Choose it on the first page. Every page then marks it, and 'My board' leads straight to it.",
    ),
    (
        "Read a cell: value, arrow, certainty.",
        "▼ 82 means that mental health is worse: 82 for every 100 in physical health. A plain fill is sure, a white "
        "cell is not, and a hatched cell has no comparison.",
    ),
    (
        "Open what lies behind it.",
        "Press a cell for its pairs of figures, their dates, sources and what people say. Reading needs no account; "
        "scoring and saving do.",
    ),
)
"""What to do and what it means, in the order in which it is done."""

_TITLE = "guide-title"


def first_run(place: str) -> html.Div:
    """The card, hidden until assets/help.js finds that this browser has not declined it.

    `place` is `home`, or `grid` for the pages of which only the first one opened shows it.
    """
    steps = (
        tag("p", tag("strong", f"{number}. {title}"), f" {words}", data_guide_step=number, hidden=number > 1)
        for number, (title, words) in enumerate(GUIDE_STEPS, start=1)
    )
    buttons = joined(
        (
            _button("Back", "back", "btn btn-outline-primary btn-sm", hidden=True),
            _button("Next", "next", "btn btn-primary btn-sm"),
            _button("Do not show again", "never", "link-button"),
        )
    )
    card = tag(
        "section",
        tag("h2", "Three steps to start", id=_TITLE, tabindex="-1"),
        *steps,
        tag("div", buttons, class_="guide-buttons"),
        class_="guide no-print",
        data_guide=place,
        aria_labelledby=_TITLE,
        hidden=True,
    )
    return html.Div(**attributes(data_markup=str(card)))


def _button(words: str, move: str, look: str, *, hidden: bool = False) -> str:
    return tag("button", words, type="button", data_guide_move=move, class_=look, hidden=hidden)
