"""Bringing evidence in: the form for a file with its templates, and the list of what was brought."""

from collections.abc import Callable, Mapping, Sequence

from markupsafe import Markup

from components.author_names import author_name
from components.exports.evidence_template import NEEDED, WORDS_SHEET, explained_columns
from components.form_parts import button, error_summary, form
from components.formatting import plural, sentence_case
from components.labels import label
from components.markup import for_ears, joined, tag
from components.stacked_table import stacked_table
from components.times import moment_of
from domain_model.evidence_import import WAITS_FOR, ImportRow, ImportState
from domain_model.use_cases.read_evidence_rows import MOST_ROWS

Hidden = Callable[[], Markup]
ACCEPTED = (".csv", ".xlsx", ".qdc", ".qdpx")
STATE_WORDS: dict[ImportState, str] = {
    ImportState.WAITING: "waits for you",
    ImportState.APPLIED: "taken in",
    ImportState.UNDONE: "taken back",
}


def upload_form(hidden: Markup, largest: int, problems: Sequence[str] = ()) -> Markup:
    """The form for a file; `problems` are sentences about the one that was sent."""
    first = problems[0] if problems else ""
    if len(problems) > 1:
        first = f"{len(problems)} things in this file cannot be taken: they are listed above."
    size = f"At most {largest // 1024**2} MB; a table has at most {MOST_ROWS:,} rows."
    field = tag(
        "div",
        tag("label", "File of evidence", for_="file"),
        tag(
            "p", f"A table (.csv, .xlsx), a codebook (.qdc) or a project (.qdpx). {size}", id="file-hint", class_="hint"
        ),
        tag("p", for_ears("Error: "), first, id="file-problem", class_="problem") if problems else None,
        tag(
            "input",
            type="file",
            id="file",
            name="file",
            accept=",".join(ACCEPTED),
            class_="form-control",
            aria_describedby="file-hint file-problem" if problems else "file-hint",
            aria_invalid="true" if problems else None,
        ),
        class_="field has-problem" if problems else "field",
    )
    sent = form(
        "/evidence/import",
        field,
        tag(
            "p",
            "Reading a large project takes some seconds. Nothing is added yet: you see first what would be.",
        ),
        button("Read the file"),
        hidden=hidden,
        enctype="multipart/form-data",
        class_="narrow-form",
    )
    return joined((error_summary("The file was not taken", [("file", words) for words in problems]), sent))


def introduction() -> Markup:
    """What can be brought."""
    return tag(
        "p",
        "Bring sources, statements and links from a table, or a coded project from NVivo, MAXQDA, ATLAS.ti, "
        "QualCoder or another program that writes the REFI-QDA exchange format.",
    )


def steps_and_templates() -> Markup:
    """In what steps a file is brought, and where the templates are."""
    return joined(
        (
            tag("h2", "How it goes"),
            tag(
                "ol",
                tag(
                    "li",
                    "The file is read. Whatever is wrong in it is told row by row, all at once. Then nothing is taken.",
                ),
                tag("li", "For a project, you say what its codes mean here and which of its sources are here already."),
                tag("li", "You see what would be added, what is here already and what is not taken over."),
                tag("li", "You confirm. All of it is added at once, in your name, and can be taken back at once."),
            ),
            tag("h2", "Templates"),
            tag(
                "ul",
                tag(
                    "li",
                    tag("a", "Workbook to fill in (XLSX)", href="/evidence/import/template.xlsx", download=True),
                    f": its sheet “{WORDS_SHEET}” says what every column means and which words it takes.",
                ),
                tag(
                    "li",
                    tag("a", "Table to fill in (CSV)", href="/evidence/import/template.csv", download=True),
                    ", one for all kinds of rows, separated by commas, semicolons or tabs. What its columns mean "
                    f"stands on the sheet “{WORDS_SHEET}” of the workbook, ",
                    tag("a", "in a file of words (CSV)", href="/evidence/import/words.csv", download=True),
                    " and below.",
                ),
                tag(
                    "li",
                    tag(
                        "a",
                        "Our codebook for your coding program (QDC)",
                        href="/evidence/refi/codebook.qdc",
                        download=True,
                    ),
                    ": what you code with it is recognised when you bring the project here.",
                ),
                tag(
                    "li",
                    tag(
                        "a", "All coded evidence as a project (QDPX)", href="/evidence/refi/project.qdpx", download=True
                    ),
                ),
            ),
            tag(
                "p",
                "Each template has a FICTITIOUS example of every kind of row. As long as nothing in it is changed, it "
                "is left out. Wherever a column takes words of a list, you may also write what the screen says, such "
                "as “Barrier” or “Service delivery, meso”.",
            ),
            _columns_table(),
        )
    )


def _columns_table() -> Markup:
    """Every column with its meaning, folded away; from the same list as the sheet of words."""
    rows = [
        (
            column,
            of.removeprefix("sheet "),
            "yes" if meaning.startswith(NEEDED) else "no",
            sentence_case(meaning.removeprefix(NEEDED)),
        )
        for of, column, meaning in explained_columns()
    ]
    table = stacked_table("Columns of the templates", ("Column", "Of", "Needed", "What it means"), rows)
    return tag(
        "details",
        tag("summary", "What every column means, and which are needed"),
        tag("div", tag("p", f"The lists stand on the sheet “{WORDS_SHEET}”, and in the file of words."), table),
        class_="more-fields",
    )


def imports_list(rows: Sequence[ImportRow], names: Mapping[str, str], person: str) -> Markup:
    """What was brought, the latest first; files that wait are shown to whoever brought them only."""
    shown = [row for row in rows if row.state is not ImportState.WAITING or row.owner == person]
    if not shown:
        return tag("p", "Nothing was brought in yet.", class_="empty")
    table = [
        (
            tag("a", row.file_name, href=f"/evidence/import/{row.id}"),
            label(row.format),
            STATE_WORDS[row.state],
            plural(row.added, "record") if row.state is not ImportState.WAITING else "none yet",
            author_name(row.owner, names) if row.owner != person else "you",
            moment_of(row.created_at),
        )
        for row in shown
    ]
    about = f"A file that is not taken in is removed after {WAITS_FOR.days} days. Only you see yours while it waits."
    return joined(
        (tag("p", about), stacked_table("Files of evidence", ("File", "Format", "State", "Added", "By", "Read"), table))
    )
