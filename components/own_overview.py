"""What was added to the evidence here: sources with their statements and links, and the ways to add more."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from components.author_names import author_name
from components.formatting import plural, sentence_case
from components.labels import label
from components.markup import for_ears, joined, tag
from components.own_words import Known, link_words, record_address
from components.statement_card import statement_card
from components.times import day_of
from domain_model.evidence import Link, Statement
from domain_model.evidence_vocabulary import RecordKind
from domain_model.own_evidence import Judged, OwnEvidence
from domain_model.use_cases.read_own_evidence import AddedSource

SHOWN_OF_A_SOURCE = 5
TO_CHECKLISTS = tag("a", "Checklists of areas", href="/checklists")
_WAYS = (
    ("/evidence/sources/new", "Add a source", "a study, a report, interviews of your own"),
    ("/evidence/statements/new", "Add a statement", "what a source says helps or hinders parity, and in which cells"),
    ("/evidence/links/new", "Add a link", "how one cell acts on another, with its sign"),
    ("/evidence/import", "Bring in a file", "a table (CSV, XLSX) or a coding project (REFI-QDA), with a preview"),
)


@dataclass(frozen=True, slots=True)
class Overview:
    """A page of what was added: `total` counts all sources on which something rests or that were added."""

    own: OwnEvidence
    sources: Sequence[AddedSource]
    total: int
    version: str
    names: Mapping[str, str]


def introduction(*, may_edit: bool, is_signed_in: bool) -> Markup:
    """What this page is for, and how whoever reads it can add something."""
    lists = tag("p", "Is what the frameworks ask for in place in an area? ", TO_CHECKLISTS, " hold the answers.")
    words = (
        "Here stands what people of this copy added to the published catalogue; it never changes what was published. "
        "The matrix counts it under 'with what was added here'; other pages mark it, and can leave it out."
    )
    if may_edit:
        ways = (tag("li", tag("a", name, href=path), f": {about}") for path, name, about in _WAYS)
        shared = (
            "Every editor may change what was added, whoever added it. Each version is kept with the name of its "
            "author, and every edit can be undone."
        )
        return joined(
            (tag("p", words), tag("h2", "Add something"), tag("ul", *ways, class_="ways"), tag("p", shared), lists)
        )
    if is_signed_in:
        return joined((tag("p", words), tag("p", "Your role is to read. Editors add evidence."), lists))
    sign_in = tag("a", "Sign in", href="/sign-in?next=/evidence")
    return joined((tag("p", words), tag("p", sign_in, " with the role of editor or above to add evidence."), lists))


def added_evidence(overview: Overview, known: Known) -> Markup:
    """What was added, source by source."""
    own = overview.own
    if not overview.total and not own.judged:
        empty = tag(
            "p",
            "Nothing was added here yet: everything that the matrix shows is of the published catalogue. ",
            tag("a", "Open the matrix", href="/matrix"),
        )
        return tag("section", tag("h2", "Added here"), empty)
    counts = (
        plural(len(own.sources), "source"),
        plural(len(own.statements), "statement"),
        plural(len(own.links), "link"),
        plural(len(own.confidence.keys() & known.statements), "rating of confidence", "ratings of confidence"),
        plural(len(own.placements.keys() & known.statements), "agreed coding"),
    )
    history = tag("a", "every edit, with undo", href="/evidence/history")
    total = tag("p", f"{', '.join(counts)} · version {overview.version} · ", history)
    sections = (_source(one, overview, known) for one in overview.sources)
    return tag("section", tag("h2", "Added here"), total, *sections, _rated(own, known), _set_aside(own, known))


def _source(added: AddedSource, overview: Overview, known: Known) -> Markup:
    own = overview.own
    edit = own.sources.get(added.source)
    name = tag("a", known.source_words(added.source), href=record_address(RecordKind.SOURCE, added.source))
    by = ("of the published catalogue",)
    if edit is not None:
        by = ("added by ", author_name(edit.author, overview.names), ", ", day_of(edit.at))
    counts = f" · {plural(len(added.statements), 'statement')}, {plural(len(added.links), 'link')} added here"
    cards = []
    for record in added.statements[:SHOWN_OF_A_SOURCE]:
        statement = own.statements[record]
        if isinstance(statement.content, Statement):
            who = tag(
                "p", "By ", author_name(statement.author, overview.names), ", ", day_of(statement.at), class_="note-by"
            )
            cards.append(tag("li", statement_card(statement.content, known.sources, own=True), who))
    links = [own.links[record].content for record in added.links[:SHOWN_OF_A_SOURCE]]
    items = [
        tag("li", "Link: ", tag("a", link_words(link), href=record_address(RecordKind.LINK, link.id)))
        for link in links
        if isinstance(link, Link)
    ]
    left = len(added.statements) + len(added.links) - len(cards) - len(items)
    more = tag("a", f"{left} more of this source", href=record_address(RecordKind.SOURCE, added.source))
    return tag(
        "section",
        tag("h3", name),
        tag("p", *by, counts, class_="note-by"),
        tag("ul", *cards, *items, class_="statement-list") if cards or items else None,
        tag("p", more) if left else None,
        class_="added-source",
    )


def _rated(own: OwnEvidence, known: Known) -> Markup | None:
    items = [
        tag("li", tag("a", known.statements[record].text, href=record_address(RecordKind.CONFIDENCE, record)))
        for record in own.confidence
        if record in known.statements
    ]
    return joined((tag("h3", "Findings whose confidence was rated"), tag("ul", *items))) if items else None


def _set_aside(own: OwnEvidence, known: Known) -> Markup | None:
    """What was judged of statements that do not stand, or say something else by now: it counts nowhere."""
    items = [
        _item_set_aside(kind, record, judged, known)
        for (kind, record), judged in own.judged.items()
        if (kind, record) in own.set_aside or record not in known.statements
    ]
    return joined((tag("h3", "Set aside, and counted nowhere"), tag("ul", *items))) if items else None


def _item_set_aside(kind: RecordKind, record: str, judged: Judged, known: Known) -> Markup:
    said = judged.statement.text if judged.statement else f"statement {record}"
    why = (
        "the statement was changed since"
        if record in known.statements
        else "the statement was withdrawn"
        if judged.statement
        else "the statement does not stand any more"
    )
    history = tag("a", "its history", for_ears(f", {said}"), href=f"/evidence/history/{kind}/{record}")
    return tag("li", f"{sentence_case(label(kind))}, {said}: {why} · ", history)
