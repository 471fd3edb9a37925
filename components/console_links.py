"""How people get in, on the facilitator's console: the code to join, links for screens and facilitators, the record."""

from dataclasses import replace

from markupsafe import Markup

from components.console_parts import Console, action, change_set_up, folded, line, part, typed_form
from components.console_words import actor_words, entry_words
from components.form_parts import button
from components.formatting import day_words, in_utc
from components.labels import label
from components.markup import for_ears, joined, tag
from components.secret_link import only_now, shown_once
from domain_model.workshop.codes import spaced_code
from domain_model.workshop.log import LogEntry
from domain_model.workshop_vocabulary import LinkKind

RECENT = 12
"""Entries of the record that are shown first."""

LINK_FORM = "link-facilitator"
START_FOR_PHONES = "HOST=0.0.0.0 PUBLIC_URL=http://<this computer's address>:8050 make run"
"""How the server is started so that phones in the same network reach it: one line to copy."""


def join_part(console: Console) -> Markup:
    """The code and address to join, and what is put on screen and paper."""
    workshop = console.view.workshop
    warning = tag(
        "p",
        tag("strong", "Phones cannot open this address."),
        " Start the server with ",
        tag("code", START_FOR_PHONES),
        class_="notice warning",
    )
    code = (
        joined(
            (
                tag("p", for_ears("Code "), spaced_code(workshop.join_code), class_="console-code"),
                tag("p", f"at {console.address}/join", class_="console-address"),
                warning if console.is_unreachable else None,
            )
        )
        if workshop.join_code
        else tag("p", "Nobody can join any more. Make a new code to let people in.")
    )
    projector = action(console, "links/make", "Open the projector page", "projector", leaves=True, kind_="projector")
    screens = [link for link in console.view.links if link.kind is LinkKind.PROJECTOR and not link.revoked_at]
    set_up = change_set_up(console, "change-set-up-too")
    known = f"{len(screens)} in use. Each press makes another link; the address is shown once." if screens else ""
    return part(
        "join",
        "Join",
        None if console.view.state.is_closed else code,
        projector,
        tag("p", known, class_="hint") if known else None,
        tag(
            "ul",
            tag("li", tag("a", "Join poster", href=f"{console.base}/poster")),
            tag("li", tag("a", "Paper ballots to print", href=f"{console.base}/ballot-papers")),
            tag("li", tag("a", "Type in paper ballots", href=f"{console.base}/paper")),
            tag("li", set_up) if set_up else None,
            class_="console-links",
        ),
    )


def people_part(console: Console) -> Markup:
    """Links and the code: made, withdrawn, changed; and where everything is erased."""
    open_links = [link for link in console.view.links if not link.revoked_at]
    rows = (
        tag(
            "li",
            tag("p", _link_words(link.kind, link.note), tag("span", f", made {day_words(in_utc(link.made_at))}"),
                class_="console-words"),
            action(console, "links/withdraw", "Withdraw", f"withdraw-{link.id}",
                   about=_link_words(link.kind, link.note), link=link.id),
            id=f"link-{link.id}",
        )
        for link in open_links
    )  # fmt: skip
    making = typed_form(
        console,
        LINK_FORM,
        "links/make",
        tag("p", "Whoever has it can run this workshop without an account.", class_="hint"),
        tag("input", type="hidden", name="kind", value="facilitator"),
        line(console, LINK_FORM, "note", "For whom", maxlength=80),
        button("Make a facilitator's link", kind="secondary", id=f"{LINK_FORM}-send"),
        data_leaves=True,
    )
    has_code = bool(console.view.workshop.join_code)
    codes = tag(
        "div",
        action(console, "join-code", "New code to join", "new-code", what="new"),
        action(console, "join-code", "Stop joining", "stop-joining", what="none") if has_code else None,
        class_="buttons",
    )
    content = joined(
        (
            tag("ul", *rows, class_="console-list") if open_links else tag("p", "No link is open."),
            None
            if console.view.is_by_link
            else folded("links-fold", "A second facilitator", making, is_open=bool(console.problem(LINK_FORM))),
            tag("h3", "Code to join"),
            tag("p", "Whoever has joined stays; the old code then lets nobody in.", class_="hint"),
            codes,
            None if console.view.is_by_link else _erasing(console),
        )
    )
    return tag(
        "section",
        folded("people-fold", tag("h2", "People and links"), content, is_open=bool(console.problem(LINK_FORM))),
        id="people",
        class_="console-part",
    )


def _erasing(console: Console) -> Markup:
    to_erase = tag("a", "Erase ballots, ideas and participants now", href=f"{console.base}/erase")
    return joined((tag("h3", "Erase"), tag("p", to_erase, class_="buttons")))


def _link_words(kind: LinkKind, note: str) -> str:
    return f"{label(kind)} for {note}" if note else label(kind)


def record_part(console: Console) -> Markup:
    """What was done, the latest first."""
    view, sight = console.view, console.sight
    entries = view.log if sight.whole_record else view.log[-RECENT:]
    all_of_it = f"{console.base}{replace(sight, whole_record=True).query}#record"
    more = len(view.log) > len(entries)
    content = joined(
        (
            tag("ol", *(_entry(console, one) for one in reversed(entries)), class_="console-record", reversed=True)
            if view.log
            else tag("p", "Nothing was done yet."),
            tag("p", tag("a", f"All {len(view.log)} entries", href=all_of_it, id="whole-record", data_sight=""))
            if more
            else None,
        )
    )
    fold = folded("record-fold", tag("h2", f"Record ({len(view.log)})"), content, is_open=sight.whole_record)
    return tag("section", fold, id="record", class_="console-part")


def _entry(console: Console, entry: LogEntry) -> Markup:
    at = in_utc(entry.at)
    when = tag("time", f"{day_words(at)}, {at:%H:%M:%S} UTC", datetime=at.isoformat(timespec="seconds"))
    words = entry_words(entry, console.view.state, console.view.log)
    return tag("li", when, f" · {words} · {actor_words(entry.actor, console.view)}", value=entry.number)


LINK_TITLES = {LinkKind.PROJECTOR: "The projector page", LinkKind.FACILITATOR: "A link for a second facilitator"}
"""The title of the page on which a new link is shown."""


def link_page(kind: LinkKind, address: str, back: str) -> Markup:
    """The page on which a new link is shown, once."""
    is_screen = kind is LinkKind.PROJECTOR
    what = (
        "Open it at the computer whose screen the room sees. It shows what the room may see, and can change nothing."
        if is_screen
        else "Send it to the person it is for. It opens this console without an account; withdraw it afterwards."
    )
    opened = tag("a", "Open it now", href=address, class_="action primary", target="_blank", rel="noopener")
    return joined(
        (
            tag("p", what),
            tag("p", opened, class_="buttons") if is_screen else None,
            only_now("link"),
            shown_once("made-link", "Projector's link" if is_screen else "Facilitator's link", address),
            tag("p", tag("a", "Back to the console", href=back), class_="buttons"),
        )
    )
