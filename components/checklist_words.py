"""Words about checklists: who fills one in, how many entries have which answer, who said it, and its last change."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from markupsafe import Markup

from components.author_names import author_name
from components.form_parts import button, form
from components.formatting import plural
from components.framework_entries import NOT_ANSWERED
from components.framework_words import checklist_address
from components.judgement_words import no_hidden_fields
from components.labels import label
from components.markup import joined, tag
from components.times import moment_of
from domain_model.checklists import ChecklistMark
from domain_model.people import Person
from domain_model.people_vocabulary import Permission
from domain_model.use_cases.fill_checklist import Checklist


@dataclass(frozen=True, slots=True)
class Filler:
    """Who looks at a checklist; `names` are empty for visitors, `hidden` makes the hidden fields of a form."""

    person: Person | None = None
    names: Mapping[str, str] = field(default_factory=dict[str, str])
    hidden: Callable[[], Markup] = no_hidden_fields

    @property
    def may_fill(self) -> bool:
        """Whether they may fill it in."""
        return self.person is not None and self.person.may(Permission.FILL_CHECKLISTS)

    def name_of(self, author: str) -> str:
        """What they may know of who answered."""
        is_own = self.person is not None and author == self.person.id
        return author_name(author, self.names if self.person else {}, is_own=is_own)

    def name_in_files(self, author: str) -> str:
        """The same for a file, which is passed on: their own name too, since 'you' would be whoever opens it."""
        return author_name(author, self.names if self.person else {})


def counts_words(checklist: Checklist) -> str:
    """`Of 9 entries: 2 in place, 1 partly in place, 0 not in place, 1 does not apply here, 5 not answered`."""
    counted = ", ".join(
        f"{number} {label(state) if state else NOT_ANSWERED}" for state, number in checklist.counts.items()
    )
    return f"Of {plural(len(checklist.rows), 'entry', 'entries')}: {counted}."


def said_words(mark: ChecklistMark | None, filler: Filler) -> Markup:
    """Who said it and when; nothing where nobody did."""
    if mark is None:
        return Markup("")
    return joined(
        (f", {'taken back ' if mark.state is None else ''}by {filler.name_of(mark.author)}, ", moment_of(mark.at))
    )


def last_change_part(checklist: Checklist, filler: Filler) -> Markup | None:
    """The last change with its undo; None where nobody has answered anything."""
    last = checklist.last_change
    if not last:
        return None
    who = filler.name_of(last[0].author)
    words = joined((f"Last change: {plural(len(last), 'answer')}, by {who}, ", moment_of(last[0].at), "."))
    if not filler.may_fill:
        return tag("p", words)
    seen = [tag("input", type="hidden", name=f"seen-{mark.entry}", value=mark.version) for mark in last]
    undo = button("Undo the last change", kind="secondary")
    address = f"{checklist_address(checklist.area, checklist.kind)}/undo"
    return form(address, tag("p", words), *seen, undo, hidden=filler.hidden(), class_="checklist-undo no-print")
