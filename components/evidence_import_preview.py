"""What an import would add, leaves and loses, before it is confirmed; and what became of it after."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from markupsafe import Markup

from components.form_parts import button, form
from components.formatting import listed, plural
from components.labels import cell_label, label
from components.markup import for_eyes, joined, tag
from components.own_words import link_words, places_words
from components.source_words import source_name, wording_words
from components.stacked_table import stacked_table
from components.statement_card import KIND_MARKS, basis_words
from components.times import moment_of
from domain_model.coding_project import Loss
from domain_model.evidence import Link, Source, Statement
from domain_model.evidence_filter import evidence_years
from domain_model.evidence_import import ImportRow, ImportState
from domain_model.evidence_vocabulary import ImportFormat, RecordKind
from domain_model.use_cases.import_evidence import Undone
from domain_model.use_cases.plan_import import ImportPlan

Hidden = Callable[[], Markup]
FIRST_ROWS = 20
MOST_NAMED = 10
_CODERS = (
    "Where several coders coded the same piece, the statement sits in the cells that more than half of them named; "
    "other cells are kept as places where it could be filed as well, and it is marked as contested. Where no cell has "
    "more than half, all cells that most named are kept, marked as contested. The note of such a statement says that "
    "coders disagree; the coders' names are not kept."
)


def plan_page(row: ImportRow, plan: ImportPlan, sources: Mapping[str, Source], coders: int, hidden: Hidden) -> Markup:
    """The preview; `sources` are those that stand here, `coders` how many people coded the project."""
    known = {**sources, **{source.id: source for source in _contents(plan, Source)}}
    is_codebook = row.format is ImportFormat.QDC
    return joined(
        (
            tag("h2", "What would be added"),
            tag("p", _codebook_words() if is_codebook else counts_sentence(plan)),
            tag("p", _CODERS) if coders > 1 else None,
            _first_rows(plan, known),
            _years(_contents(plan, Source)),
            tag("h2", "What is here already") if plan.same or plan.differing else None,
            _already(plan),
            tag("h2", "What is not taken over"),
            loss_table(plan.losses, row.id),
            _actions(row, plan, hidden, is_codebook=is_codebook),
        )
    )


def _codebook_words() -> str:
    return (
        "A codebook holds no evidence. What you said of its codes is kept, and is filled in when a project with the "
        "same codes is brought."
    )


def _contents(plan: ImportPlan, kind: type[Source]) -> list[Source]:
    return [content for _kind, _record, content in plan.records if isinstance(content, kind)]


def counts_sentence(plan: ImportPlan) -> str:
    """How many records of each kind are new."""
    counts = [(kind, len(plan.of(kind))) for kind in (RecordKind.SOURCE, RecordKind.STATEMENT, RecordKind.LINK)]
    said = [plural(number, f"new {label(kind)}") for kind, number in counts if number]
    if not said:
        return "Nothing: this file holds no record that is new here."
    return f"{', '.join(said)}. All are added at once, in your name, and can be taken back together."


def _first_rows(plan: ImportPlan, sources: Mapping[str, Source]) -> Markup | None:
    if not plan.records:
        return None
    items: list[Markup] = []
    for _kind, _record, content in plan.records:
        if isinstance(content, Statement):
            items.append(tag("li", _statement(content, sources)))
        elif isinstance(content, Link):
            items.append(tag("li", f"Link: {link_words(content)}"))
        elif isinstance(content, Source):
            items.append(tag("li", f"Source: {source_name(content)}"))
    first, rest = items[:FIRST_ROWS], len(items) - FIRST_ROWS
    more = tag("p", f"And {plural(rest, 'more record')}.") if rest > 0 else None
    return joined((tag("h3", "The first of them"), tag("ul", *first, class_="import-records"), more))


def _statement(statement: Statement, sources: Mapping[str, Source]) -> Markup:
    """A statement that has no page of its own yet: what it says, where it would sit, and where the original stands."""
    source = sources.get(statement.source)
    mark = tag("span", for_eyes(KIND_MARKS[statement.kind]), " ", label(statement.kind), class_="import-kind")
    also = f"; also filed under {listed(map(cell_label, statement.also_in))}" if statement.also_in else ""
    return joined(
        (
            tag("p", mark, f": {statement.text}"),
            tag("p", f"{places_words(statement)} ({basis_words(statement)}{also})", class_="hint"),
            tag("p", f"{wording_words(statement.wording, source, statement.place)}.", class_="hint"),
            tag("p", f"Perspective: {label(statement.perspective)}.", class_="hint"),
        )
    )


def _years(sources: Sequence[Source]) -> Markup | None:
    """The years, kept as printed, that do not begin with four digits: as the form for sources takes them too."""
    odd = [
        one
        for one in sources
        if one.year and evidence_years(replace(one, evidence_from=None, evidence_to=None)) is None
    ]
    if not odd:
        return None
    named = listed(f"“{one.year}” ({source_name(one)})" for one in odd[:MOST_NAMED])
    more = f", and {len(odd) - MOST_NAMED:,} more" if len(odd) > MOST_NAMED else ""
    sentence = "They are kept as printed, but filters by year do not find them. If one is a slip, mend the file first."
    return joined((tag("h3", "Years that cannot be read as a year"), tag("p", f"{named}{more}. {sentence}")))


def _already(plan: ImportPlan) -> Markup | None:
    sentences: list[str] = []
    if plan.same:
        number = len(plan.same)
        stands = "stands" if number == 1 else "stand"
        sentences.append(f"{plural(number, 'record')} of the file {stands} here in the same words: nothing changes.")
    if plan.differing:
        number = len(plan.differing)
        stands = "stands here and says" if number == 1 else "stand here and say"
        sentences.append(
            f"{plural(number, 'record')} of the file {stands} something else by now. What stands here stays: change it "
            "by hand if the file is right."
        )
    return joined(tag("p", words) for words in sentences) if sentences else None


def undone_sentence(undone: Undone) -> str:
    """What taking an import back did, and what it left."""
    taken_back = f"{plural(undone.taken_back, 'record')} taken back"
    if not undone.left:
        return f"{taken_back}: everything that the file brought."
    names = ", ".join(f"{label(kind)} {record}" for kind, record in undone.left[:MOST_NAMED])
    more = ", and others" if len(undone.left) > MOST_NAMED else ""
    return f"{taken_back}; left, because somebody worked on them since: {names}{more}."


def loss_table(losses: Sequence[Loss], import_id: str) -> Markup:
    """The loss report, with the way to fetch it."""
    if not losses:
        return tag("p", "Everything that the file holds is taken over.")
    rows = [(loss.what, f"{loss.count:,}", loss.example or "–", loss.why) for loss in losses]
    file = f"/evidence/import/{import_id}/losses.csv"
    return joined(
        (
            stacked_table("Loss report", ("What", "How often", "An example", "Why"), rows),
            tag("p", tag("a", "Download the loss report as CSV", href=file, download=True)),
        )
    )


def _actions(row: ImportRow, plan: ImportPlan, hidden: Hidden, *, is_codebook: bool) -> Markup:
    base = f"/evidence/import/{row.id}"
    change = tag("p", tag("a", "Change what its codes and sources mean", href=base))
    words = "Keep the meanings of its codes" if is_codebook else f"Add {plural(len(plan.records), 'record')}"
    confirm = form(f"{base}/confirm", button(words), hidden=hidden()) if plan.records or is_codebook else None
    away = form(f"{base}/discard", button("Throw the file away", kind="secondary"), hidden=hidden())
    has_codes = row.format in {ImportFormat.QDC, ImportFormat.QDPX}
    return joined((change if has_codes else None, tag("div", confirm, away, class_="import-actions")))


def result_page(row: ImportRow, losses: Sequence[Loss], hidden: Hidden) -> Markup:
    """What became of a file that was taken in, and the way to take it back."""
    when = moment_of(row.applied_at) if row.applied_at else ""
    added = f"{plural(row.added, 'record')} {'was' if row.added == 1 else 'were'} added"
    undone = row.state is ImportState.UNDONE and row.undone_at
    undo = None
    if row.state is ImportState.APPLIED and row.added:
        undo = joined(
            (
                tag("h2", "Take it back"),
                tag(
                    "p",
                    "What nobody has worked on since is withdrawn; records that were changed, rated or agreed on "
                    "since stay, and so do sources on which other records rest.",
                ),
                form(f"/evidence/import/{row.id}/undo", button("Undo this import", kind="warning"), hidden=hidden()),
            )
        )
    return joined(
        (
            tag("p", tag("strong", row.file_name), f", {label(row.format)}: {added}, ", when, "."),
            tag("p", "It was taken back, ", moment_of(row.undone_at), ".") if undone and row.undone_at else None,
            tag("p", tag("a", "What was added here", href="/evidence")),
            undo,
            tag("h2", "What was not taken over"),
            loss_table(losses, row.id),
        )
    )
