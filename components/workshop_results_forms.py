"""The forms around a workshop's results: import, approval for the heat map, erasure and its receipt."""

from collections.abc import Callable, Sequence

from markupsafe import Markup

from components.exports.results_tables import local_words
from components.form_parts import button, error_summary, form
from components.formatting import day_words, listed, moment_words, plural
from components.labels import cell_label
from components.markup import for_ears, joined, tag
from components.panel_workshops import judgement_sentence, voice_items
from components.stacked_table import stacked_table
from domain_model.use_cases.approve_results import ApprovableRound
from domain_model.use_cases.report_workshop import WorkshopReport
from domain_model.workshop.records import Receipt

Hidden = Callable[[], Markup]
"""Makes the hidden fields of a form, anew for each."""


def import_form(hidden: Markup, largest: int, problem: str = "") -> Markup:
    """The form for a file of results."""
    explained = (
        "Choose a file that was exported from the report of a workshop: JSON, CSV or Excel workbook. It becomes a "
        "closed workshop with the same published results. It has no people and no ballots, and cannot be approved for "
        "the heat map."
    )
    field = tag(
        "div",
        tag("label", "File of results", for_="file"),
        tag("p", f"At most {largest // 1024**2} MB.", id="file-hint", class_="hint"),
        tag("p", problem, id="file-problem", class_="problem") if problem else None,
        tag(
            "input",
            type="file",
            id="file",
            name="file",
            accept=".json,.csv,.xlsx",
            class_="form-control",
            aria_describedby="file-hint file-problem" if problem else "file-hint",
            aria_invalid="true" if problem else None,
        ),
        class_="field has-problem" if problem else "field",
    )
    sent = form(
        "/workshops/import",
        field,
        button("Import the results"),
        hidden=hidden,
        enctype="multipart/form-data",
        class_="narrow-form",
    )
    return joined(
        (error_summary("Nothing was imported", [("file", problem)] if problem else []), tag("p", explained), sent)
    )


def approval_lists_page(
    waiting: Sequence[ApprovableRound],
    shown: Sequence[ApprovableRound],
    hidden: Hidden,
    area_name: Callable[[str], str],
) -> Markup:
    """What waits for an editor, and what the heat map shows, each with what can be done with it."""
    nothing = "Nothing waits. Revealed scorings of cells appear here; rehearsals and imported results never do."
    standing = tag("ul", *(_shown(one, hidden(), area_name) for one in shown), class_="report-approvals")
    asked = tag("ul", *(_waiting(one, area_name) for one in waiting), class_="report-approvals")
    return joined(
        (
            tag("p", "Scores of a workshop are shown on the heat map only once an editor has approved them."),
            tag("h2", "Waiting"),
            asked if waiting else tag("p", nothing),
            tag("h2", "On the heat map"),
            standing if shown else tag("p", "None yet."),
        )
    )


def _title(one: ApprovableRound, area_name: Callable[[str], str]) -> str:
    held = f", {day_words(one.round.counted_at)}" if one.round.counted_at else ""
    return f"{one.workshop.title}, round {one.round.number} ({area_name(one.workshop.area)}{held})"


def _waiting(one: ApprovableRound, area_name: Callable[[str], str]) -> Markup:
    address = f"/workshops/{one.workshop.id}/approve/{one.round.number}"
    again = "It was counted again since it was approved." if one.approval else None
    link = tag("a", "Look and decide", for_ears(f" about {_title(one, area_name)}"), href=address)
    return tag("li", tag("strong", _title(one, area_name)), tag("p", again) if again else None, tag("p", link))


def _shown(one: ApprovableRound, hidden: Markup, area_name: Callable[[str], str]) -> Markup:
    assert one.approval is not None
    number = one.round.number
    undo = form(
        f"/workshops/{one.workshop.id}/withdraw/{number}",
        button(f"Take round {number} of “{one.workshop.title}” off the heat map", kind="secondary"),
        hidden=hidden,
    )
    report = tag("a", "Report", href=f"/workshops/{one.workshop.id}/report#round-{number}")
    since = f"Approved {moment_words(one.approval.approved_at)}. "
    return tag("li", tag("strong", _title(one, area_name)), tag("p", since, report), undo)


def approval_page(one: ApprovableRound, hidden: Markup, area_name: Callable[[str], str]) -> Markup:
    """What the heat map would show of a round, and the button that approves it, or the one that takes it back."""
    rows = [
        (
            cell_label(judgement.cell),
            judgement_sentence(judgement),
            tag("ul", *voice_items(judgement)) if judgement.voices else "no figures by group",
        )
        for judgement in one.judgements
    ]
    verb, words, kind = (
        ("withdraw", "Take it off the heat map", "secondary")
        if one.is_shown
        else ("approve", "Approve it for the heat map", "primary")
    )
    sent = form(f"/workshops/{one.workshop.id}/{verb}/{one.round.number}", button(words, kind=kind), hidden=hidden)
    report = f"/workshops/{one.workshop.id}/report#round-{one.round.number}"
    explained = (
        "The panel of each of these cells shows this beside what is measured and beside single views, averaged with "
        "neither. You can take it back at any time."
    )
    published = (
        f"Everybody who may see the heat map {'can read' if one.is_shown else 'will then also be able to read'} the "
        "report and the files of this vote: all its published figures, with the title, area, date and aim of the "
        "workshop and how many people took part. Other votes of the workshop are not published by this."
    )
    return joined(
        (
            tag("p", tag("strong", _title(one, area_name))),
            tag("p", "The heat map shows this." if one.is_shown else explained),
            tag("p", published),
            stacked_table("What people in this workshop think", ("Cell", "Everyone", "Groups"), rows),
            sent,
            tag(
                "p",
                joined((tag("a", "Read the report", href=report), " · ")) if one.is_shown else None,
                tag("a", "All approvals", href="/workshops/approvals"),
            ),
        )
    )


def receipt_lines(receipt: Receipt, title: str) -> tuple[str, ...]:
    """What a receipt says, line by line."""
    kept = f"{plural(receipt.kept, 'person', 'people')} with a return code"
    return (
        f"Erased from the workshop “{title}” ({receipt.workshop})",
        f"When: {moment_words(receipt.at)} ({local_words(receipt.at)})",
        f"Of whom: {receipt.what}",
        f"People: {receipt.participants}",
        f"Ballots: {receipt.ballots}",
        f"Ideas: {receipt.ideas}",
        f"Kept for the repeat, with their ballots: {kept if receipt.kept else 'nobody'}",
        "Published figures stay; results that were never revealed stay sealed.",
        f"Receipt {receipt.id}",
    )


def receipt_page(receipt: Receipt, title: str) -> Markup:
    """A receipt, to be read and to be kept."""
    address = f"/workshops/{receipt.workshop}"
    return joined(
        (
            tag("ul", *(tag("li", line) for line in receipt_lines(receipt, title))),
            tag(
                "p",
                tag("a", "Download this receipt as text", href=f"{address}/receipts/{receipt.id}.txt", download=True),
            ),
            tag("p", tag("a", "Back to the report", href=f"{address}/report")),
        )
    )


def erase_form(report: WorkshopReport, hidden: Markup, returning: int) -> Markup:
    """What an erasure removes and what it leaves, with the buttons that do it."""
    sealed = [str(one.round.number) for one in report.rounds if one.results is None]
    leaves = "What was published stays: the report and its files go on showing it."
    if sealed:
        leaves += f" Round {listed(sealed)} was never revealed: its results stay sealed for good."
    text = (
        "Ideas that were never read out go. Those that were read out have become things to vote on: their wordings "
        "stay in the workshop's history without their authors, also of those that were hidden, merged or taken back. "
        "The workshop is closed for good and cannot be opened again. This cannot be undone."
    )
    keep = f"{plural(returning, 'person', 'people')} took a return code. Their ballots can be kept for the repeat."
    address = f"/workshops/{report.workshop.id}/erase"
    confirm = tag(
        "div",
        tag("input", type="checkbox", id="sure", name="sure", value="yes"),
        tag("label", "Yes, erase it", for_="sure"),
        class_="choice",
    )
    buttons = (
        [button("Erase, but keep returning people", kind="warning", name="what", value="keep")] if returning else []
    )
    buttons.append(button("Erase everything", kind="warning", name="what", value="everything"))
    return joined(
        (
            tag("p", "Ballots, ideas and the list of people who took part are removed."),
            tag("p", leaves),
            tag("p", text),
            tag("p", keep) if returning else None,
            form(address, confirm, tag("div", *buttons, class_="buttons"), hidden=hidden),
            tag("p", tag("a", "Back to the report", href=f"/workshops/{report.workshop.id}/report")),
        )
    )
