"""How people join, how many have, how many are done, and the clock: what the projector's script keeps up to date."""

from dataclasses import dataclass

from markupsafe import Markup

from components.markup import joined, tag
from components.qr_code import qr_code
from domain_model.use_cases.watch_workshop import RoomView
from domain_model.workshop.codes import spaced_code
from domain_model.workshop_vocabulary import Stage

MOST_DOTS = 60
"""Up to so many people are drawn as a dot each, more as a bar."""

HAVE_JOINED = ("person has joined", "people have joined")
HAVE_VOTED = "have voted"


@dataclass(frozen=True, slots=True)
class JoinWords:
    """How people join: the address in the QR code, and the one to type, without `https://`."""

    address: str
    typed: str


def join_block(view: RoomView, join: JoinWords) -> Markup:
    """The QR code with the address and the code to type; or that nobody can join any more."""
    if not view.join_code:
        return tag("div", tag("p", "Joining is closed.", class_="join-words"), class_="join")
    scan = tag("p", tag("b", "Scan"), " or go to this address and type the code", class_="join-scan")
    address = tag("p", join.typed, class_="join-address")
    code = tag("p", spaced_code(view.join_code), class_="join-code")
    return tag("div", qr_code(join.address, f"QR code of {join.address}"), scan, address, code, class_="join")


def join_line(view: RoomView, join: JoinWords) -> Markup | None:
    """How latecomers join, on a line."""
    if not view.join_code:
        return None
    return tag(
        "p", "Join: ", tag("b", join.typed), ", code ", tag("b", spaced_code(view.join_code)), class_="join-line"
    )


def joined_block(view: RoomView) -> Markup:
    """How many people have joined."""
    return tag("p", _number(view.joined, "joined"), " ", _noun(view.joined, HAVE_JOINED), class_="count")


def done_block(view: RoomView) -> Markup:
    """How many of those who joined have voted, in figures and in a shape; nothing of what they said."""
    words = joined(("of ", _number(view.joined, "joined", "span"), f" {HAVE_VOTED}"))
    return joined(
        (
            tag("p", _number(view.done, "done"), " ", tag("span", words), class_="count"),
            tag("div", _progress(view), class_="progress", data_progress=True, aria_hidden="true"),
        )
    )


def _number(number: int, name: str, element: str = "b") -> Markup:
    return tag(element, str(number), data_number=name)


def _noun(number: int, words: tuple[str, str]) -> Markup:
    return tag("span", words[number != 1], data_one=words[0], data_many=words[1])


def _progress(view: RoomView) -> Markup:
    if view.joined <= MOST_DOTS:
        dots = (tag("i", class_="dot done" if at < view.done else "dot") for at in range(view.joined))
        return tag("span", *dots, class_="dots")
    width = round(100 * min(view.done, view.joined) / view.joined, 1)
    return tag("span", tag("i", style=f"width:{width}%"), class_="done-bar")


def clock(view: RoomView) -> Markup | None:
    """The timer that people watch; None where none runs."""
    if view.time_left is None or view.stage is Stage.CLOSED:
        return None
    seconds = int(view.time_left.total_seconds())
    is_over = seconds == 0 and not view.is_paused
    words = "Clock stopped" if view.is_paused else "Time is up" if is_over else "Time left"
    hours, rest = divmod(seconds, 3600)
    digits = f"{hours}:{rest // 60:02}:{rest % 60:02}" if hours else f"{rest // 60}:{rest % 60:02}"
    return tag(
        "p",
        tag("span", words, class_="clock-words"),
        tag("b", digits, class_="clock-digits"),
        class_="clock",
        role="timer",
        data_left=round(view.time_left.total_seconds() * 1000),
        data_paused="yes" if view.is_paused else "no",
    )
