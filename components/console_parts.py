"""What the parts of the facilitator's console share: what is drawn, and its small forms."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from markupsafe import Markup

from components.form_parts import Options, button, form
from components.labels import cell_label
from components.markup import Attribute, for_ears, joined, tag
from domain_model.use_cases.describe_workshop import ConsoleView
from domain_model.workshop_vocabulary import Stage

NO_CELL = ("", "no single topic")


@dataclass(frozen=True, slots=True)
class Sight:
    """What of the console is looked at: `ideas` are the `waiting` or the `hidden` ones, '' for their number only."""

    ideas: str = ""
    page: int = 1
    whole_record: bool = False

    @property
    def query(self) -> str:
        """The query string that shows the same again, with its question mark; '' for the usual sight."""
        asked = {"ideas": self.ideas, "page": str(self.page) if self.ideas and self.page > 1 else ""}
        asked["record"] = "all" if self.whole_record else ""
        told = urlencode({name: value for name, value in asked.items() if value})
        return f"?{told}" if told else ""


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody typed into the form `key` that could not be taken, and why; `name` is the field to look at."""

    key: str
    name: str
    typed: Mapping[str, str]
    problem: str


@dataclass(frozen=True, slots=True)
class Console:
    """What is drawn: `hidden` makes the hidden fields of a form; `address` is where people join, without the code.

    `is_unreachable` says that phones cannot open that address.
    """

    view: ConsoleView
    area: str
    address: str
    hidden: Callable[[], Markup]
    is_unreachable: bool = False
    sight: Sight = field(default_factory=Sight)
    draft: Draft | None = None
    messages: tuple[str, ...] = ()

    @property
    def base(self) -> str:
        """The address of the console."""
        return f"/workshops/{self.view.workshop.id}"

    def to(self, action: str) -> str:
        """Where a form sends what is to be done."""
        return f"{self.base}/{action}{self.sight.query}"

    def problem(self, key: str) -> str:
        """What is wrong with what was typed into the form `key`, '' for nothing."""
        return self.draft.problem if self.draft and self.draft.key == key else ""

    def typed(self, key: str, name: str, otherwise: str = "") -> str:
        """What was typed into a field of the form `key`; without that, what stands there otherwise."""
        return self.draft.typed.get(name, otherwise) if self.draft and self.draft.key == key else otherwise

    @property
    def cells(self) -> Options:
        """The workshop's cells to choose from, none of them first."""
        return (NO_CELL, *((cell.token, cell_label(cell)) for cell in self.view.state.plan.cells))


def action(
    console: Console,
    to: str,
    words: str,
    key: str,
    *,
    kind: str = "secondary",
    about: str = "",
    leaves: bool = False,
    **fields: str | int,
) -> Markup:
    """A form of one button, which does one thing; `about` says to ears what it is about, where its words do not.

    `leaves` marks what leads to another page.
    """
    more = (tag("input", type="hidden", name=name.rstrip("_"), value=value) for name, value in fields.items())
    said = joined((words, for_ears(f" {about}"))) if about else words
    return form(
        console.to(to),
        *more,
        button(said, kind=kind, id=key),
        hidden=console.hidden(),
        id=f"{key}-form",
        class_="one-button",
        data_leaves=leaves,
    )


def change_set_up(console: Console, key: str, look: str = "") -> Markup | None:
    """The way to the set-up, while it can be changed and for whoever may: a link opens the console only."""
    view = console.view
    has_begun = view.state.stage is not Stage.SET_UP or view.state.rounds
    if has_begun or view.workshop.is_imported or view.is_by_link:
        return None
    return tag("a", "Change the set-up", href=f"{console.base}/plan", id=key, class_=look or None)


def typed_form(console: Console, key: str, to: str, *parts: Markup | None, **attributes: Attribute) -> Markup:
    """A form that somebody types into; what could not be taken stands in it again, with the reason above."""
    problem = console.problem(key)
    said = tag("p", for_ears("Error: "), problem, id=f"{key}-problem", class_="problem")
    return form(
        console.to(to),
        said if problem else None,
        *parts,
        hidden=console.hidden(),
        id=key,
        class_="console-form has-problem" if problem else "console-form",
        **attributes,
    )


def line(console: Console, key: str, name: str, label: str, value: str = "", **attributes: Attribute) -> Markup:
    """One line of text of the form `key`."""
    return _field(console, key, name, label, "input", value, type="text", **attributes)


def lines(console: Console, key: str, name: str, label: str, value: str = "", **attributes: Attribute) -> Markup:
    """Several lines of text of the form `key`."""
    return _field(console, key, name, label, "textarea", value, rows=3, **attributes)


def choice(console: Console, key: str, name: str, label: str, options: Options, value: str = "") -> Markup:
    """One of several choices in the form `key`."""
    chosen, own_id = console.typed(key, name, value), f"{key}-{name}"
    listed = (tag("option", words, value=token, selected=token == chosen) for token, words in options)
    select = tag("select", *listed, id=own_id, name=name, class_="form-select")
    return tag("div", tag("label", label, for_=own_id), select, class_="field")


def _field(
    console: Console, key: str, name: str, label: str, element: str, value: str, **attributes: Attribute
) -> Markup:
    own_id, written, problem = f"{key}-{name}", console.typed(key, name, value), console.problem(key)
    content = {"value": written} if element == "input" else {}
    typed = tag(
        element,
        *(() if content else (written,)),
        id=own_id,
        name=name,
        class_="form-control",
        autocomplete="off",
        aria_describedby=f"{key}-problem" if problem else None,
        aria_invalid="true" if problem else None,
        **content,
        **attributes,
    )
    return tag("div", tag("label", label, for_=own_id), typed, class_="field")


def folded(own_id: str, words: str | Markup, *content: str | None, is_open: bool = False) -> Markup:
    """Something that opens under its name."""
    return tag("details", tag("summary", words), *content, id=own_id, open=is_open, class_="console-folded")


def part(own_id: str, title: str, *content: str | None, class_name: str = "") -> Markup:
    """A part of the console under its heading."""
    heading = tag("h2", title, id=f"{own_id}-title")
    return tag(
        "section",
        heading,
        *content,
        id=own_id,
        aria_labelledby=f"{own_id}-title",
        class_=f"console-part {class_name}".strip(),
    )
