"""Which checklists there are, of one area and of all, and every version of one answer."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from components.checklist_words import Filler, counts_words
from components.filters import Choice
from components.form_parts import button, form, select_field
from components.formatting import plural
from components.framework_entries import state_chip
from components.framework_words import checklist_address, entry_address
from components.labels import label
from components.markup import joined, tag
from components.stacked_table import stacked_table
from components.times import moment_of
from domain_model.checklists import ChecklistMark
from domain_model.evidence import FrameworkEntry
from domain_model.evidence_vocabulary import FrameworkKind
from domain_model.geography import Area
from domain_model.use_cases.fill_checklist import Checklist


def checklists_part(
    begun: Mapping[str, tuple[Checklist, ...]],
    names: Mapping[str, str],
    areas: Sequence[Choice],
    kinds: Sequence[FrameworkKind],
    problem: str,
) -> Markup:
    """Where an area and a list are chosen, and the areas that have answers."""
    if not kinds:
        return tag("p", "The catalogue of this copy holds no frameworks yet, and so there is nothing to check.")
    chooser = tag(
        "form",
        select_field("area", "Area", areas, problem=problem, data_own_board=True),
        select_field("kind", "List", [("", "all lists"), *((kind.value, label(kind)) for kind in kinds)]),
        tag("div", button("Open the checklist")),
        method="get",
        action="/checklists",
        class_="filter-form",
    )
    ordered = sorted(begun, key=lambda code: (names.get(code, code).casefold(), code))
    listed = (_begun(code, names.get(code, code), begun[code]) for code in ordered)
    return joined(
        (
            tag(
                "p",
                "Each list of the frameworks as a checklist for an area: what is in place there, as its editors say, "
                "beside what is measured.",
                class_="lead",
            ),
            chooser,
            tag("h2", "Areas with answers"),
            tag("ul", *listed) if begun else tag("p", "Nobody has answered anything yet."),
            tag("p", tag("a", "All entries of the frameworks", href="/frameworks")),
        )
    )


def _begun(code: str, name: str, lists: tuple[Checklist, ...]) -> Markup:
    parts = (f"{label(one.kind)} ({one.answered} of {len(one.rows)} answered)" for one in lists)
    return tag("li", tag("a", name, href=f"/checklists/{code}"), f": {'; '.join(parts)}")


def area_checklists_part(area: Area, lists: Sequence[Checklist]) -> Markup:
    """All checklists of an area with how many entries have which answer."""
    rows = [
        (tag("a", label(one.kind), href=checklist_address(area.code, one.kind)), counts_words(one)) for one in lists
    ]
    return joined(
        (
            stacked_table(f"Checklists of {area.short_name}", ("List", "Answers"), rows)
            if rows
            else tag("p", "The catalogue of this copy holds no frameworks yet."),
            tag(
                "p",
                tag("a", "The area's page", href=f"/area/{area.code}"),
                " · ",
                tag("a", "Checklists of other areas", href="/checklists"),
            ),
        )
    )


def mark_history_part(area: Area, entry: FrameworkEntry, versions: Sequence[ChecklistMark], filler: Filler) -> Markup:
    """Every version of an answer, the latest first; an earlier one can be brought back by those who may."""
    back = f"{checklist_address(area.code, entry.kind)}#entry-{entry.id}"
    latest = versions[-1].version if versions else 0
    headings = ("Version", "Answer", "Note", "Who", "When", *(("Bring back",) if filler.may_fill else ()))
    rows = [
        (
            str(mark.version),
            state_chip(mark.state),
            mark.note,
            filler.name_of(mark.author),
            moment_of(mark.at),
            *((_bring_back(area, entry, mark, latest, filler),) if filler.may_fill else ()),
        )
        for mark in reversed(versions)
    ]
    return joined(
        (
            tag("p", f"{area.short_name}: ", tag("a", entry.title, href=entry_address(entry.id)), class_="lead"),
            tag("p", "Nothing that was said is lost: every change is a new version."),
            stacked_table(f"{plural(len(rows), 'version')} of this answer, the latest first", headings, rows)
            if rows
            else tag("p", "Nobody has answered this yet."),
            tag("p", tag("a", "Back to the checklist", href=back)),
        )
    )


def _bring_back(area: Area, entry: FrameworkEntry, mark: ChecklistMark, latest: int, filler: Filler) -> Markup:
    if mark.version == latest:
        return tag("span", "stands")
    address = f"{checklist_address(area.code, entry.kind)}/{entry.id}/bring-back"
    fields = (
        tag("input", type="hidden", name=name, value=value)
        for name, value in (("version", mark.version), ("seen", latest))
    )
    return form(address, *fields, button(f"Version {mark.version}", kind="secondary"), hidden=filler.hidden())
