"""All versions of all views of a cell in an area: who said what when, and what was taken back."""

from collections.abc import Sequence

from markupsafe import Markup

from components.form_parts import button, form
from components.judgement_words import NOBODY, Reader, judgement_chip, priority_words, reason_words
from components.labels import cell_label
from components.markup import joined, tag
from components.stacked_table import stacked_table
from components.times import moment_of
from domain_model.cells import Cell
from domain_model.geography import Area
from domain_model.judgements import Judgement, NothingToUndoError, undone


def history_page(area: Area, cell: Cell, versions: Sequence[Judgement], reader: Reader, back: str) -> Markup:
    """The page's content; `versions` are those of the cell, in the order in which they were committed."""
    own = tuple(version for version in versions if reader.is_own(version))
    others = tuple(version for version in versions if not reader.is_own(version))
    return joined(
        (
            tag(
                "p", f"{area.short_name}. Nothing that was said is lost: every change is a new version.", class_="lead"
            ),
            tag("p", tag("a", "Back to the cell", href=back), class_="score-links-line"),
            tag("h2", "Your view"),
            _own(area, cell, own, reader),
            tag("h2", "Views of others"),
            _table(f"Others: {cell_label(cell)} in {area.short_name}", others, reader)
            if others
            else tag("p", NOBODY if not own else "Nobody else has scored this cell for this area yet."),
        )
    )


def _own(area: Area, cell: Cell, own: tuple[Judgement, ...], reader: Reader) -> Markup:
    if not own:
        return tag("p", "You have not scored this cell for this area yet.")
    return joined(
        (_table(f"Your view: {cell_label(cell)} in {area.short_name}", own, reader), _acts(area, cell, own, reader))
    )


def _acts(area: Area, cell: Cell, own: tuple[Judgement, ...], reader: Reader) -> Markup | None:
    """Undo where there is something to undo, withdraw where a view stands."""
    if not reader.may_score:
        return None
    here = f"/score/{area.code}/{cell.block}/{cell.level}"
    try:
        undone(own)
    except NothingToUndoError:
        undo = None
    else:
        latest = own[-1].version
        undo = _act(f"{here}/undo", f"Undo version {latest}", reader, seen=latest)
    stands = own[-1].opinion is not None
    withdraw = _act(f"{here}/withdraw", "Withdraw your view", reader) if stands else None
    return tag("div", undo, withdraw, class_="score-actions") if undo or withdraw else None


def _act(address: str, words: str, reader: Reader, *, seen: int | None = None) -> Markup:
    """A button; with `seen` it names the version that the reader has before them."""
    version = tag("input", type="hidden", name="seen", value=seen) if seen is not None else None
    return form(address, version, button(words, kind="secondary"), hidden=reader.hidden())


def _table(caption: str, versions: tuple[Judgement, ...], reader: Reader) -> Markup:
    """The latest version first; the one that stands of each person is marked."""
    latest = {version.author: version for version in versions}
    rows = (
        (
            str(version.version),
            _whose(version, reader),
            moment_of(version.at),
            _said(version, stands=latest[version.author] is version, is_own=reader.is_own(version)),
        )
        for version in reversed(versions)
    )
    return stacked_table(caption, ("Version", "Who", "When", "What was said"), rows)


def _whose(version: Judgement, reader: Reader) -> str:
    return "You" if reader.is_own(version) else reader.name_of(version.author)


def _said(version: Judgement, *, stands: bool, is_own: bool) -> Markup:
    opinion = version.opinion
    mark = tag("strong", "stands", class_="score-marked" if is_own else None) if stands and opinion else None
    more = priority_words(opinion) if opinion else ""
    return joined(
        (
            tag("p", judgement_chip(version), " ", mark),
            tag("p", _restored(version.restores), class_="note") if version.restores is not None else None,
            tag("p", more) if more else None,
            reason_words(opinion) if opinion else None,
        )
    )


def _restored(version: int) -> str:
    """What an undo brought back."""
    return f"Undo: brought back version {version}." if version else "Undo: back to before the first version."
