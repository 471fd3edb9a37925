"""Pages of single records: a source with its statements, a link, and what can be done with them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from components.added_words import was_added
from components.author_names import author_name
from components.form_parts import button, form
from components.formatting import plural, sentence_case
from components.labels import label
from components.link_words import basis_name
from components.markup import joined, tag
from components.own_form_parts import Hidden
from components.own_history import changes_table, record_words
from components.own_words import NOT_ABOUT_CARE, Known, end_words, facts, link_words, original_words, record_address
from components.source_words import source_citation
from components.statement_card import statement_card
from components.times import moment_of
from domain_model.evidence import Link, Source, Statement
from domain_model.evidence_vocabulary import RecordKind, Wording
from domain_model.own_evidence import Content, Edit
from domain_model.use_cases.read_own_evidence import FieldChange

HISTORY_LINK = "every version"
"""What the way from a record to its history is called on its page."""

_OF_CATALOGUE = "This is of the published catalogue, which comes with the software: it cannot be changed here."


@dataclass(frozen=True, slots=True)
class RecordState:
    """What a record's page knows of it: its latest edit (None for one of the catalogue) and what the reader may do."""

    kind: RecordKind
    record: str
    latest: Edit | None
    names: Mapping[str, str]
    may_edit: bool

    @property
    def is_withdrawn(self) -> bool:
        """Whether it was added here and does not stand any more."""
        return self.latest is not None and self.latest.content is None

    @property
    def address(self) -> str:
        """Where it is shown."""
        return record_address(self.kind, self.record)


def record_standing(state: RecordState, hidden: Hidden) -> Markup:
    """Who wrote the version that stands and when, and what the reader can do with the record."""
    if state.latest is None:
        return tag("p", _OF_CATALOGUE, class_="note-by")
    latest = state.latest
    done = "Withdrawn" if state.is_withdrawn else "Added" if latest.version == 1 else "Changed"
    by = author_name(latest.author, state.names)
    history = tag("a", HISTORY_LINK, href=f"/evidence/history/{state.kind}/{state.record}")
    about = (f"{done} here by ", by, ", ", moment_of(latest.at), f" · version {latest.version} · ", history)
    return joined((tag("p", *about, class_="note-by"), _actions(state, hidden) if state.may_edit else None))


def _actions(state: RecordState, hidden: Hidden) -> Markup:
    name = label(state.kind)
    seen = tag("input", type="hidden", name="version", value=state.latest.version if state.latest else 0)
    if state.is_withdrawn:
        back = button(f"Put this {name} back", kind="secondary")
        notice = tag("p", f"This {name} was withdrawn and counts nowhere.")
        return tag("div", notice, form(f"{state.address}/restore", seen, back, hidden=hidden()), class_="notice")
    change = tag("a", f"Change this {name}", href=f"{state.address}/edit", class_="action secondary")
    send = button(f"Withdraw this {name}", kind="secondary")
    withdraw = form(f"{state.address}/withdraw", seen, send, hidden=hidden())
    return tag("div", change, withdraw, class_="buttons no-print")


def _is_web(address: str) -> bool:
    """Whether an address may become a link; what files bring along may be anything."""
    return address.startswith(("https://", "http://"))


def source_facts(source: Source) -> Markup:
    """What is known of a source."""
    span = [str(year) for year in (source.evidence_from, source.evidence_to) if year is not None]
    original = tag("a", source.url, href=source.url, rel="noreferrer") if _is_web(source.url) else source.url
    return facts(
        {
            "Citation": source_citation(source),
            "Authors": source.authors,
            "Year": source.year,
            "Publisher": source.publisher,
            "Kind": source.kind,
            "Evidence gathered": " to ".join(dict.fromkeys(span)),
            "Original": original,
            "Note": source.note,
            "Id": source.id,
        }
    )


def statements_of_source(
    statements: Sequence[Statement], sources: Mapping[str, Source], own: frozenset[str], start: int
) -> Markup:
    """A page of a source's statements; `start` is the number of the first."""
    cards = (tag("li", statement_card(one, sources, own=one.id in own)) for one in statements)
    return tag("ol", *cards, class_="statement-list", start=start)


def links_list(links: Sequence[Link], own: frozenset[str]) -> Markup:
    """Links as sentences, each leading to its page."""
    items = []
    for link in links:
        added = " · added here" if link.id in own else ""
        words = tag("a", link_words(link), href=record_address(RecordKind.LINK, link.id))
        items.append(tag("li", words, tag("p", link.text, tag("span", added, class_="note-by"))))
    return tag("ul", *items, class_="link-list")


def link_facts(link: Link, known: Known) -> Markup:
    """What a link says, and where."""
    source = known.sources.get(link.source)
    to_source = tag("a", known.source_words(link.source), href=record_address(RecordKind.SOURCE, link.source))
    return facts(
        {
            "From": end_words(link.from_block, link.from_level, link.from_words),
            "What it does to parity there": sentence_case(label(link.sign)),
            "To": end_words(link.to_block, link.to_level, link.to_words),
            "How": link.text,
            "Basis": basis_name(link),
            "Note on the basis": link.basis_note,
            "Source": to_source,
            "Place in the source": link.place,
            "Wording": original_words(Wording.OWN_WORDS, source, link.place, own=was_added(link.id)),
            "Id": link.id,
        }
    )


def withdraw_refused(
    records: Sequence[tuple[RecordKind, str]], contents: Mapping[str, Content], known: Known
) -> Markup:
    """Why a source cannot be withdrawn: the list of what rests on it."""
    why = (
        f"{plural(len(records), 'record')} that {'stands' if len(records) == 1 else 'stand'} here "
        f"{'was' if len(records) == 1 else 'were'} taken from it. Withdraw or change "
        f"{'it' if len(records) == 1 else 'them'} first. Nothing was withdrawn."
    )
    items = (
        tag(
            "li",
            f"{sentence_case(label(kind))}: ",
            tag("a", record_words(kind, contents.get(record), known), href=record_address(kind, record)),
        )
        for kind, record in records
    )
    return joined((tag("p", why), tag("ul", *items)))


def changed_meanwhile(theirs: Edit, changes: Sequence[FieldChange], known: Known, names: Mapping[str, str]) -> Markup:
    """What stands there by now beside what the person wrote, for somebody whose change came too late."""
    by = author_name(theirs.author, names)
    told = tag(
        "p", "It was changed after you opened this form. Nothing was overwritten, and nothing you typed is lost."
    )
    what = "If you save what stands in the form below, as it is or changed, it becomes the next version."
    head = tag("h2", f"Version {theirs.version}, by {by}, ", moment_of(theirs.at))
    if theirs.content is None:
        said = tag("p", "It was withdrawn. Saving the form puts it back with your words.")
    elif changes:
        said = changes_table(changes, known, first="It says now", second="You wrote")
    else:
        said = tag("p", "It says what you wrote.")
    return joined((told, head, said, tag("h2", "Your version"), tag("p", what)))


def stands_otherwise(state: RecordState, changes: Sequence[FieldChange] | None, known: Known, hidden: Hidden) -> Markup:
    """What changed of a record since the page on which somebody chose to withdraw it or to put it back.

    `changes` are between what they saw and what it says now, None where nobody knows what they saw; below stands what
    can be done with the version of now.
    """
    kept = "It was changed after you opened its page. Nothing was withdrawn, and nothing was put back."
    table = changes_table(changes, known, first="You saw", second="It says now") if changes else None
    same = tag("p", "It says what you saw.") if changes is not None and not changes else None
    care = tag("p", NOT_ABOUT_CARE) if state.kind is RecordKind.CONFIDENCE else None
    return joined((tag("p", kept), tag("h2", "As it stands now"), care, table, same, record_standing(state, hidden)))
