"""The accessibility statement in words."""

from dash import html


def accessibility_sections() -> list[html.Section]:
    """What we aim for, how it was tested, what works how, and what does not yet."""
    return [
        html.Section(
            [
                html.P(
                    "Parity Map aims at the Web Content Accessibility Guidelines 2.2, level AA, on every page. "
                    "This statement was written by its makers from automated checks and their own walks with the "
                    "keyboard; no outside body has audited it.",
                    className="lead",
                ),
                html.H2("What was tested"),
                html.Ul(
                    [
                        html.Li(
                            "Every page with the axe rules for levels A and AA: no violations. The rules could not decide on the contrast of some hatched and outlined cells."
                        ),
                        html.Li("The grid, the cell panel and the filters with the keyboard alone."),
                        html.Li(
                            "A window 320 pixels wide, which is what 400% zoom leaves of 1280: the page never scrolls sideways; wide tables scroll inside their own frame."
                        ),
                        html.Li(
                            "The printed board fits one A4 page, and forced colours keep the outlines and the words of the cells."
                        ),
                    ]
                ),
                html.H2("How the grid works with the keyboard"),
                html.Ul(
                    [
                        html.Li("Tab moves into the grid and out of it again; arrow keys move from cell to cell."),
                        html.Li("Home and End go to the first and last cell of a row; with Control, of the grid."),
                        html.Li("Enter or Space opens the panel of a cell; Escape closes it and returns to the cell."),
                    ]
                ),
                html.H2("How colour is used"),
                html.P(
                    "Nothing is told by colour alone. Every cell says its direction by an arrow, its value in figures "
                    "and its certainty in its outline and in words; cells without a comparison are hatched and carry a code."
                ),
                html.H2("What does not work yet"),
                html.Ul(
                    [
                        html.Li(
                            "The colours of the five bands were chosen for all three kinds of colour vision; that choice was not measured again here."
                        ),
                        html.Li("Without JavaScript only the data interface can be read."),
                        html.Li("Charts are drawings; the table behind each chart holds the same figures."),
                        html.Li("It has not been tested with any screen reader, nor by a person who uses one."),
                    ]
                ),
            ]
        )
    ]
