"""The view of the perspectives page: its address, its fields, how to read it, and of what nobody speaks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from markupsafe import Markup

from components.added_words import added_note, added_words, was_added
from components.filters import Choice, select
from components.formatting import listed, plural
from components.framework_words import counted_choices
from components.labels import cell_label, label
from components.markup import joined, tag
from components.perspective_cells import things_said, voices_by_block, voices_table
from components.query_view import QueryView
from components.source_words import source_name
from domain_model.evidence import Source, StudyFact
from domain_model.use_cases.compare_perspectives import PERSPECTIVES, PerspectiveComparison, PerspectiveFilter
from domain_model.vocabulary import BuildingBlock, Level

_OF_VOICES = ("not tied to roles", "no patients or carers")
"""What of the facts of the study bears on how its voices may be read."""


@dataclass(frozen=True, slots=True)
class PerspectivesView(QueryView):
    """Which rows are shown, by building block and level, and of which source.

    `catalogue_only` leaves out what was added in this copy.
    """

    block: BuildingBlock | None = None
    level: Level | None = None
    source: str = ""
    catalogue_only: bool = False

    def filter(self) -> PerspectiveFilter:
        """What the use case is asked for."""
        return PerspectiveFilter(self.block, self.level, self.source)


def perspectives_filters(view: PerspectivesView, found: PerspectiveComparison, sources: Mapping[str, Source]) -> Markup:
    """The bar of fields; a source stands in it with how many things its voices say."""
    blocks: list[Choice] = [("", "all six"), *((block.value, label(block)) for block in BuildingBlock)]
    levels: list[Choice] = [("", "all three"), *((level.value, label(level)) for level in Level)]
    named = [(source.id, source_name(source)) for source in sources.values()]
    fields = (
        select("block", "Building block", blocks, view.block or ""),
        select("level", "Level", levels, view.level or ""),
        select("source", "Source", counted_choices("all sources", named, found.sources, view.source), view.source),
    )
    reset = tag("a", "Reset all", href="?", class_="reset", data_key="reset")
    return tag("div", *fields, reset, class_="filters", role="group", aria_label="Choose what is shown")


def added_among_voices(view: PerspectivesView, everything: PerspectiveComparison) -> Markup | None:
    """How many of the things said were added here, with the way to the same without them; None where none was.

    `everything` is the comparison of what the view asks for, with what was added.
    """
    said = things_said(everything)
    words = added_words(sum(map(was_added, said)), len(said), "thing said", "things said", left_out=view.catalogue_only)
    return added_note(words, view.with_(catalogue_only=not view.catalogue_only).to_search() or "?")


def perspectives_part(
    view: PerspectivesView, found: PerspectiveComparison, sources: Mapping[str, Source], facts: Sequence[StudyFact]
) -> Markup:
    """How to read it, how many things are said, the cells with their perspectives, and what stands in none of them."""
    return joined(
        (
            _reading(found, facts),
            joined((voices_table(found), voices_by_block(found, sources))) if found.rows else _nothing(found),
            _silent(found),
            _unplaced(view, found),
        )
    )


def _reading(found: PerspectiveComparison, facts: Sequence[StudyFact]) -> Markup:
    """What the numbers are not, and what the study says of its own voices, in the words of its data."""
    absent = [label(one).lower() for one in PERSPECTIVES if one not in found.voices]
    clauses = [(clause, fact.place) for fact in facts for clause in fact.note.split("; ")]
    told = [f"{clause} ({place})" for clause, place in clauses if any(words in clause for words in _OF_VOICES)]
    of_study = (
        f"The study behind the published table says of its own voices: {'; '.join(told)}. Its statements therefore "
        "stand here only where its text names the perspective."
    )
    return joined(
        (
            tag(
                "p",
                "How many things a perspective says is a matter of whom the sources asked and how long they are. "
                "It is never its weight, and an empty place is not agreement.",
                class_="note",
            ),
            tag("p", f"These sources have no voice of: {listed(absent)}.", class_="note") if absent else None,
            tag("p", of_study, class_="note") if told else None,
        )
    )


def _nothing(found: PerspectiveComparison) -> Markup:
    words = "No voice that can be placed says anything here." if found.sources else (
        "The catalogue of this copy holds nothing yet of which it is known who says it."
    )  # fmt: skip
    return tag("p", words, " ", tag("a", "Reset all", href="?"), class_="perspective-none")


def _silent(found: PerspectiveComparison) -> Markup | None:
    if not found.silent:
        return None
    items = (tag("li", cell_label(cell)) for cell in found.silent)
    words = f"{plural(len(found.silent), 'cell')} of which none of these voices says anything"
    return tag(
        "section",
        tag("h2", "Where nobody speaks"),
        tag("p", f"{words}. These sources asked for what matters most, not cell by cell: that is not agreement."),
        tag("ul", *items, class_="perspective-silent"),
    )


def _unplaced(view: PerspectivesView, found: PerspectiveComparison) -> Markup | None:
    if not found.unplaced:
        return None
    of_source = f"&sources={quote(view.source)}" if view.source else ""
    link = tag("a", "They are in the matrix", href=f"/matrix?reading=extended&perspectives=unknown{of_source}")
    many = plural(found.unplaced, "statement")
    words = f"{many} of these sources {'is' if found.unplaced == 1 else 'are'} by voices whose perspective is not said"
    return tag("p", f"{words}, and so in no column. ", link, ".")
