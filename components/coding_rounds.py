"""Coding rounds: the list of them, the form that makes one, an open round, and what is asked before it is closed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from components.author_names import author_name
from components.coding_text import BLIND, CLOSING, WHAT_IT_IS
from components.coding_words import Names, coder_name
from components.form_parts import Options, button, error_summary, form, select_field, text_field
from components.formatting import plural, sentence_case
from components.labels import label
from components.markup import joined, tag
from components.source_words import source_name
from components.stacked_table import stacked_table
from components.times import day_of
from domain_model.cells import CELLS
from domain_model.coding import LONGEST_TITLE, MOST_STATEMENTS, CodingRound
from domain_model.evidence import Source
from domain_model.evidence_filter import EVERYWHERE, NOWHERE
from domain_model.evidence_vocabulary import MatrixReading
from domain_model.people import Person
from domain_model.people_vocabulary import Permission
from domain_model.use_cases.code_statements import Progress
from domain_model.vocabulary import BuildingBlock, Level, StatementKind

Hidden = Callable[[], Markup]
"""Makes the hidden fields of one form; each form needs its own."""

SAMPLES = (10, 20, 50, 100, 200)
"""How many statements may be drawn at random where there are more."""


@dataclass(frozen=True, slots=True)
class RoundFields:
    """What stands in the form of a new round; `view` is a query string of the matrix, '' where the fields choose."""

    title: str = ""
    source: str = ""
    place: str = EVERYWHERE
    kind: str = ""
    most: str = str(MOST_STATEMENTS)
    view: str = ""


@dataclass(frozen=True, slots=True)
class InView:
    """A view of the matrix: by which reading, how many statements it `counts`, and how many it `lists` to be coded.

    A passage of a text that repeats an entry of Table 2 is listed, and counts with the entry as one statement; the
    reading of the published table counts its entries only, and lists what was coded from texts beside them.
    """

    reading: MatrixReading
    counts: int
    lists: int


def rounds_list(
    rounds: Sequence[CodingRound], joined_in: frozenset[str], reader: Person | None, names: Names
) -> Markup:
    """All rounds that this reader may look at: closed ones, and those still open for whoever may take part."""
    may_code = reader is not None and reader.may(Permission.CODE_STATEMENTS)
    still_open = [one for one in rounds if not one.is_closed]
    closed = [one for one in rounds if one.is_closed]
    parts: list[Markup | None] = [tag("p", WHAT_IT_IS)]
    if may_code:
        parts.append(tag("p", tag("a", "New coding round", href="/coding/new", class_="action")))
    parts.append(tag("h2", "Open rounds"))
    if not still_open:
        parts.append(tag("p", "No round is open."))
    elif not may_code:
        ask = "People with the role of editor or above take part in them."
        parts.append(tag("p", f"{plural(len(still_open), 'round is', 'rounds are')} open. {ask}"))
    else:
        parts.append(
            stacked_table(
                "Open rounds, the latest first",
                ("Round", "Statements", "Made by", "Made on", "You"),
                (
                    (*_facts(one, reader, names), "take part" if one.id in joined_in else "do not take part")
                    for one in still_open
                ),
            )
        )
    parts.append(tag("h2", "Closed rounds"))
    if closed:
        heads = ("Round", "Statements", "Made by", "Made on")
        parts.append(
            stacked_table("Closed rounds, the latest first", heads, (_facts(one, reader, names) for one in closed))
        )
    else:
        parts.append(tag("p", "No round has been closed yet, so there is no agreement to show."))
    return joined(parts)


def _facts(one: CodingRound, reader: Person | None, names: Names) -> tuple[Markup | str, ...]:
    is_own = reader is not None and reader.id == one.owner
    link = tag("a", one.title, href=f"/coding/{one.id}")
    return (link, str(len(one.statements)), author_name(one.owner, names, is_own=is_own), day_of(one.created_at))


def new_round_form(
    fields: RoundFields,
    sources: Sequence[Source],
    hidden: Hidden,
    *,
    in_view: InView | None,
    problems: Mapping[str, str],
) -> Markup:
    """The form that makes a round; `in_view` is the view of the matrix that it takes, None without one."""
    if in_view is None:
        choice = joined(_choice_fields(fields, sources, problems.get("place", "")))
    else:
        words = f"{_view_words(in_view)} "
        other = tag("a", "Choose statements in another way", href="/coding/new")
        view = tag("input", type="hidden", name="view", value=fields.view)
        choice = joined((view, tag("p", words, other, id="place")))
    most = [(str(MOST_STATEMENTS), f"all of them, at most {MOST_STATEMENTS}")]
    most += [(str(number), f"{number} drawn at random") for number in SAMPLES]
    return joined(
        (
            error_summary("The round was not made", list(problems.items())),
            tag("p", BLIND),
            form(
                "/coding/new",
                text_field(
                    "title",
                    "Title",
                    fields.title,
                    hint="What the round is about, so that coders know it again.",
                    problem=problems.get("title", ""),
                    maxlength=LONGEST_TITLE,
                    required=True,
                    autocomplete="off",
                ),
                choice,
                select_field("most", "How many", most, fields.most, hint="Where there are fewer, all of them."),
                tag("div", button("Make the round"), tag("a", "Cancel", href="/coding"), class_="buttons"),
                hidden=hidden(),
                class_="narrow-form",
            ),
        )
    )  # fmt: skip


def _view_words(in_view: InView) -> str:
    """How many statements the round takes, and why the matrix counts fewer where it does."""
    more = in_view.lists - in_view.counts
    if not more:
        return f"The view of the matrix that you came from has {plural(in_view.lists, 'statement')}."
    first = (
        f"The round takes {plural(in_view.lists, 'statement')} from the view of the matrix that you came from, which "
        f"counts {in_view.counts:,}: "
    )
    if in_view.reading is MatrixReading.PUBLISHED:
        return (
            f"{first}by '{label(in_view.reading)}' it counts entries of Table 2 only, and lists beside them the "
            f"{more:,} that were coded from texts. Coders place each of them."
        )
    repeats = "1 passage of a text repeats" if more == 1 else f"{more:,} passages of texts repeat"
    return (
        f"{first}{repeats} what another statement says, which the matrix counts once with it. Coders place each "
        "wording by itself."
    )


def _choice_fields(fields: RoundFields, sources: Sequence[Source], problem: str) -> tuple[Markup, ...]:
    blocks = [(f"{block.value}/{EVERYWHERE}", sentence_case(label(block))) for block in BuildingBlock]
    levels = [(level.value, f"{sentence_case(label(level))} level") for level in Level]
    cells = [(cell.token, f"{sentence_case(label(cell.block))}, {label(cell.level)}") for cell in CELLS]
    places: Options = [(EVERYWHERE, "Anywhere"), *blocks, *levels, *cells, (NOWHERE, "No single cell")]
    kinds = [("", "Any kind"), *((kind.value, sentence_case(label(kind))) for kind in StatementKind)]
    from_sources = [("", "Any source"), *((source.id, source_name(source)) for source in sources)]
    where = (
        "Where the catalogue has them. Coders are not told, but a choice of one cell gives it away to whoever knows."
    )
    return (
        select_field("source", "Source", from_sources, fields.source),
        select_field("place", "Place", places, fields.place, hint=where, problem=problem),
        select_field("kind", "Kind", kinds, fields.kind),
    )


def open_round(
    coding_round: CodingRound,
    progress: Sequence[Progress],
    reader: Person | None,
    names: Names,
    hidden: Hidden,
    *,
    may_close: bool,
) -> Markup:
    """A round that is still open: who takes part and how far they are, and what this reader may do."""
    may_code = reader is not None and reader.may(Permission.CODE_STATEMENTS)
    is_own = reader is not None and reader.id == coding_round.owner
    maker = author_name(coding_round.owner, names, is_own=is_own)
    facts = f"{plural(len(coding_round.statements), 'statement')}; made by {maker} on "
    parts: list[Markup | None] = [tag("p", facts, day_of(coding_round.created_at), "."), tag("p", BLIND)]
    takes_part = reader is not None and any(one.coder.person == reader.id for one in progress)
    if not may_code:
        parts.append(tag("p", "The round is open. Its results are shown here once it is closed."))
        return joined(parts)
    if takes_part:
        base = f"/coding/{coding_round.id}/statements"
        parts.append(tag("p", tag("a", "Go on placing", href=f"{base}/next", class_="action")))
        parts.append(tag("p", tag("a", "All statements and what you said", href=base)))
    else:
        join = button("Take part")
        parts.append(form(f"/coding/{coding_round.id}/join", join, hidden=hidden()))
    parts.append(_progress_table(coding_round, progress, reader, names))
    if may_close:
        parts.append(tag("p", tag("a", "Close the round", href=f"/coding/{coding_round.id}/close")))
    return joined(parts)


def _progress_table(
    coding_round: CodingRound, progress: Sequence[Progress], reader: Person | None, names: Names
) -> Markup:
    if not progress:
        return tag("p", "Nobody takes part yet. Give the address of this page to those who should.")
    total = len(coding_round.statements)
    rows = (
        (
            coder_name(number, one.coder.person, names, reader.id if reader else ""),
            f"{one.placed} of {total}",
            "yes" if one.coder.finished_at else "not yet",
        )
        for number, one in enumerate(progress, start=1)
    )
    return stacked_table("Who takes part, in the order of joining", ("Coder", "Placed", "Finished"), rows)


def closing_form(coding_round: CodingRound, progress: Sequence[Progress], hidden: Hidden) -> Markup:
    """What closing means, how far everybody is, and the button."""
    unfinished = [one for one in progress if one.coder.finished_at is None]
    not_done = _not_said(unfinished, len(coding_round.statements))
    alone = len([one for one in progress if one.placed]) < 2
    warned = "Fewer than two coders have placed anything: there will be no agreement to show. " if alone else ""
    return form(
        f"/coding/{coding_round.id}/close",
        tag("p", CLOSING),
        tag("p", f"{not_done}{warned}") if unfinished or alone else None,
        tag(
            "div",
            button("Close the round", kind="warning"),
            tag("a", "Leave it open", href=f"/coding/{coding_round.id}"),
            class_="buttons",
        ),
        hidden=hidden(),
    )


def _not_said(unfinished: Sequence[Progress], total: int) -> str:
    """How many coders have not said that they are finished, and how many of them placed everything; '' for none."""
    if not unfinished:
        return ""
    number, done = len(unfinished), sum(one.placed >= total for one in unfinished)
    said = f"{plural(number, 'coder has', 'coders have')} not said yet that they are finished"
    everything = f"all {total} statements" if total > 1 else "the only statement"
    if done == number:
        who = {1: "this coder has", 2: "both of them have"}.get(number, "all of them have")
        return f"{said}, though {who} placed {everything}. "
    if not done:
        who = "this coder has" if number == 1 else "none of them has"
        return f"{said}, and {who} {'not ' if number == 1 else ''}placed {everything}. "
    return f"{said}: {done} of them {'has' if done == 1 else 'have'} placed {everything}, {number - done} fewer. "
