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
                        html.Li("The grid, the tile map, the cell panel and the filters with the keyboard alone."),
                        html.Li(
                            "Making an account, signing in, scoring 18 cells and writing a note with the keyboard alone."
                        ),
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
                html.H2("Other keys"),
                html.Ul(
                    [
                        html.Li(
                            "The key ? opens and closes 'Help with this page', except where you type. A button in the help switches the key off, and on again; this browser remembers it."
                        ),
                        html.Li(
                            "On the tile map, arrow keys lead to the nearest board in their direction, Home and End to the ends of a row, with Control to those of the map. A table holds the same values."
                        ),
                        html.Li(
                            "In the answers of a score, the keys 1 to 6 choose, and so do the arrow keys; Enter goes on to the next cell where all cells are on one page. Elsewhere these keys do nothing of the kind."
                        ),
                    ]
                ),
                html.H2("Definitions beside words"),
                html.P(
                    "A word with a dotted line shows what it means when it gets the focus, when the pointer rests on it, or when it is pressed. "
                    "The pointer can move over the definition, which stays until you leave it; Escape closes it. Each definition links to the glossary."
                ),
                html.H2("Forms, messages and the end of a session"),
                html.Ul(
                    [
                        html.Li(
                            "If something in a form is wrong, a list at its top gets the focus; its links lead to the fields, and what you typed is kept, but for passwords."
                        ),
                        html.Li(
                            "What was done is said at the top of the next page, in words that screen readers announce."
                        ),
                        html.Li(
                            "Before a session ends because nothing happened, a warning says how long is left, is announced, and has a button to go on. It comes five minutes before the end; where sessions are shorter than 20 minutes, in their last quarter. After 12 hours, or what this copy has set, a session ends in any case; a warning says that too."
                        ),
                        html.Li(
                            "What you typed stays on the page when a session ends. Scores that were not saved come back when you open their form again in this browser, notes in the same tab."
                        ),
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
                        html.Li(
                            "Without JavaScript the maps, boards and charts are not drawn. The data interface can be read, and the pages with forms for accounts, scores, notes and saved views work."
                        ),
                        html.Li("Charts are drawings; the table behind each chart holds the same figures."),
                        html.Li("It has not been tested with any screen reader, nor by a person who uses one."),
                        html.Li(
                            "It has not been tested with voice control, switches, eye tracking or a screen magnifier, nor on a real phone or tablet: only in windows of their widths."
                        ),
                        html.Li(
                            "It has been tested in one browser, Chromium, and not by people with a learning disability or dyslexia."
                        ),
                    ]
                ),
            ]
        )
    ]
