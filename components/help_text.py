"""What each page says under 'Help with this page': what is seen, how to read it, keys, and what to do next."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PageHelp:
    """The help of one page in four short texts; `has_guide` where the three-step guide can be shown too."""

    seen: str
    reading: str
    keys: str
    next: str
    has_guide: bool = False

    @property
    def parts(self) -> tuple[tuple[str, str], ...]:
        """Each text under what it answers, in the order in which they are read."""
        return (
            ("What you see", self.seen),
            ("How to read it", self.reading),
            ("By keyboard", self.keys),
            ("What to do next", self.next),
        )


_READING_KEYS = "Tab moves through the links. Headings let a screen reader jump from part to part."
_LISTS_KEYS = "Tab moves through the links; Enter or Space opens a folded entry. Wide tables scroll with the arrow keys once they have the focus."
_FIELD_KEYS = "Tab leads to the two fields at the top; arrow keys change them at once. Enter or Space opens 'Every area as a table', which holds all that the chart shows."

HELP: dict[str, PageHelp] = {
    "home": PageHelp(
        "The list of Integrated Care Boards, three ways in for three kinds of reader, and how much the product holds.",
        "Choose your board and open it; this browser remembers it as yours. Nothing else about you is kept by reading.",
        "Tab leads to the list; arrow keys or the first letters of a name choose a board. Tab again reaches 'Open this board'.",
        "Open your board, or go to the heat map to compare all boards. The glossary explains every term.",
        has_guide=True,
    ),
    "my_board": PageHelp(
        "This page leads on to your own board, once you have chosen one in this browser.",
        "If you see it, no board is remembered here. The choice stays in this browser and is not sent to anybody.",
        "Tab to 'Choose your board' and press Enter.",
        "Choose your board on the first page, or press 'Make this my board' on the page of any board.",
    ),
    "area": PageHelp(
        "One area: three sentences for a meeting, then a grid of six building blocks by three levels.",
        "An arrow down means that mental health is worse. The number is mental health for every 100 in physical health. A plain fill is sure, a white cell is not, and a hatched cell cannot be compared.",
        "Tab into the grid, move with the arrow keys, and press Enter to open a cell; Escape closes it again.",
        "Open the worst cell to see its pairs of figures, their dates and what lies behind them. Print this page for a meeting: it fits one sheet.",
        has_guide=True,
    ),
    "heat_map": PageHelp(
        "Every area in a row, every cell of the framework in a column; England and the regions come first.",
        "An arrow down means that mental health is worse, and the number is for every 100 in physical health. A plain fill is sure, a white cell is not, and a hatched cell cannot be compared.",
        "Tab through the filters into the map. Arrow keys move from cell to cell, Home and End along a row; Enter opens a cell and Escape closes it.",
        "Set your board, sort by a column, then open a cell. Copy the link to show others the same view, or download its figures.",
        has_guide=True,
    ),
    "tile_map": PageHelp(
        "One tile for every board, placed as on a map, for one cell or one pair at a time; a table holds the same values.",
        "All tiles are of one size. An arrow down means that mental health is worse; a plain fill is sure, a white tile is not, and a hatched one cannot be compared.",
        "Tab through the fields to the tiles and move with the arrow keys. Enter opens a tile and Escape closes it; the table holds every board in a row.",
        "Choose another cell or pair, or under Layer one person's views of the cell; open a tile to see what lies behind it, or copy the link to show others the same view.",
    ),
    "pair": PageHelp(
        "One mental health measure beside one comparator: every area on a line, levels through time, and how fair the comparison is.",
        "Each dot is an area and its bar the 95% interval. Filled dots are sure. Dots whose bars overlap should not be ranked.",
        _FIELD_KEYS,
        "Mark your area, then read the grade and the known bias before you quote a number. Follow a side to its indicator for the definition.",
    ),
    "indicator": PageHelp(
        "One published figure: its definition, its value in every area, its course through time and its source.",
        "Each dot is an area and its bar the 95% interval, where one can be had. Codes in brackets say what is special about a value.",
        _FIELD_KEYS,
        "Mark your area, read the caveats, and check the figure in the publication before you cite it. The pairs that use it are listed below.",
    ),
    "links": PageHelp(
        "How sources tie one cell to another: a path on the grid, a table from every cell to every cell, and all links in words.",
        "Rows act on columns. A minus worsens parity in the cell it reaches, a plus improves it, and signs are never added up or multiplied. A path is a line of argument to test, not a proven effect.",
        "Tab leads through the fields to the path and the matrix, which arrow keys scroll and 'Skip the matrix' skips. Enter on a pair of cells lists its links.",
        "Choose two ends and read the path with what speaks against it. Look at feedback loops, or at what acts on a cell. Take away what is open.",
    ),
    "frameworks": PageHelp(
        "Every entry of the frameworks in the sources, in our words: principles, levers, questions, duties, practice that worked.",
        "The table says how many entries bear on each cell; most were placed there by us, and say so. Numbers count entries, not their weight.",
        "Tab leads through the fields, then through the table, whose links choose a cell. Enter opens a folded list; headings lead from entry to entry.",
        "Choose a list, a cell or a group. Choose an area to see its checklists. A list on its own prints with boxes to tick.",
    ),
    "strategies": PageHelp(
        "Barriers, what the sources say addresses each of them, and the published pairs of figures that should move.",
        "Three dots mean that the source says so, two that it names both in one place, one that it is our inference. That a pair should move is an expectation, never a forecast.",
        "Tab leads through the fields, the table and the folded lists; Enter opens a list or a barrier. Back returns to the list.",
        "Choose a cell, then a barrier. Choose an area to see its figures. Barriers without an answer or a pair show what nobody has written or published.",
    ),
    "perspectives": PageHelp(
        "What voices of policy, practice and lived experience emphasise in each cell, side by side, and apart from them what the authors of the documents say.",
        "How many things stand in a place depends on whom the sources asked: it is no weight. 'No voice of this kind' is another thing than 'not asked'.",
        "Tab leads through the fields, the building blocks and the cells; Enter opens or folds a cell. Cells of which only authors speak start folded, on a phone all do.",
        "Read the sentence of each cell, open what is folded, follow the links to its statements, figures and barriers; or narrow to a building block, level or source.",
    ),
    "matrix": PageHelp(
        "Barriers ■ and enablers □ by building block and level, as published in Table 2, as coded by us, or with what was added here.",
        "The large number is of the reading chosen, the small one of the other. Dashed is asked but none reported, crossed is not asked, hatched has no comparison published, and none of these means that all is well. A statement that names two cells counts in both.",
        "Tab leads through the filters into the table. Arrow keys move from number to number; Enter opens one and Escape closes it.",
        "Open a number to read its statements, narrow by source, voice or group, follow the links, or take the table away.",
    ),
    "method": PageHelp(
        "How two published figures become a gap, how sure it is, and which pair speaks for a cell.",
        "Start with the parity pair and the worked example, which is computed from the figures as they stand. Formulas come last and can be left out.",
        _READING_KEYS,
        "Open the heat map and try the rules on a cell, or look a word up in the glossary.",
    ),
    "glossary": PageHelp(
        "Every term and acronym of these pages in plain English, in the order of the alphabet.",
        "The first sentence says what a term means; the second adds what to beware of. Words with a dotted line on other pages show the same text.",
        "Tab through the letters and press Enter to jump to one. Your browser's own search finds a word anywhere on the page.",
        "Go back to where you came from: your view is kept in its address. The method says how the terms work together.",
    ),
    "sources": PageHelp(
        "All publications and documents behind the figures and the evidence, with their licences and what to beware of.",
        "An entry says who published it, when, and whether we read the publisher's own file or somebody's copy. Copies must be checked before citing.",
        _LISTS_KEYS,
        "Open a publication to see which indicators were read from it. Cite the publisher, not this product.",
    ),
    "accessibility": PageHelp(
        "What works with which aid, what was tested, and what does not work yet.",
        "What is not listed as tested has not been tested. No outside body has audited these pages.",
        _READING_KEYS,
        "If something stops you, tell whoever runs this copy what you were doing and on which page.",
    ),
    "report_error": PageHelp(
        "A message that is filled in for you: the view you came from, the figure, its publication and the version of the data.",
        "Nothing is sent or kept by this page. You can change every word before you send the message yourself.",
        "Tab into the message and write at its top; Tab again leads to the buttons that copy it or open your mail program.",
        "Say what is wrong and what you expected. Send mistakes of the publication itself to its publisher.",
    ),
}  # fmt: skip
"""The help of every page, by the name of its module under pages/."""
