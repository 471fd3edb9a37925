"""The parts of a form: each field with its label, hint and problem, tied together for screen readers."""

from collections.abc import Sequence

from markupsafe import Markup

from components.markup import Attribute, joined, tag

Options = Sequence[tuple[str, str]]
"""Value and words of each choice."""


def form(action: str, *parts: Markup | None, hidden: Markup, **attributes: Attribute) -> Markup:
    """A form that is sent by POST; `hidden` is `hidden_fields()`. Checked on the server, in words of ours."""
    return tag("form", hidden, *parts, method="post", action=action, novalidate=True, **attributes)


def text_field(
    name: str,
    label: str,
    value: str = "",
    *,
    hint: str = "",
    problem: str = "",
    type: str = "text",
    autocomplete: str | None = None,
    required: bool = False,
    **attributes: Attribute,
) -> Markup:
    """One line of text; its id is its name."""
    field = tag(
        "input",
        type=type,
        id=name,
        name=name,
        value=None if type == "password" else value,
        autocomplete=autocomplete,
        required=required,
        class_="form-control",
        aria_describedby=_described_by(name, hint, problem),
        aria_invalid="true" if problem else None,
        **attributes,
    )
    return _labelled(name, label, field, hint, problem)


def text_area(
    name: str,
    label: str,
    value: str = "",
    *,
    hint: str = "",
    problem: str = "",
    rows: int = 4,
    **attributes: Attribute,
) -> Markup:
    """Several lines of text."""
    field = tag(
        "textarea",
        value,
        id=name,
        name=name,
        rows=rows,
        class_="form-control",
        aria_describedby=_described_by(name, hint, problem),
        aria_invalid="true" if problem else None,
        **attributes,
    )
    return _labelled(name, label, field, hint, problem)


def select_field(
    name: str,
    label: str,
    options: Options,
    value: str = "",
    *,
    hint: str = "",
    problem: str = "",
    **attributes: Attribute,
) -> Markup:
    """One of several choices in a list that opens."""
    choices = (tag("option", words, value=token, selected=token == value) for token, words in options)
    field = tag(
        "select",
        *choices,
        id=name,
        name=name,
        class_="form-select",
        aria_describedby=_described_by(name, hint, problem),
        aria_invalid="true" if problem else None,
        **attributes,
    )
    return _labelled(name, label, field, hint, problem)


def radio_field(
    name: str, legend: str, options: Options, value: str = "", *, hint: str = "", problem: str = ""
) -> Markup:
    """One of a few choices, all of them visible; the first has the id `name`, where a summary of problems leads."""
    choices = []
    for place, (token, words) in enumerate(options):
        own_id = name if place == 0 else f"{name}-{place + 1}"
        radio = tag("input", type="radio", id=own_id, name=name, value=token, checked=token == value)
        choices.append(tag("div", radio, tag("label", words, for_=own_id), class_="choice"))
    return tag(
        "fieldset",
        tag("legend", legend),
        _hint(name, hint),
        _problem(name, problem),
        tag("div", *choices, class_="choices"),
        class_="field has-problem" if problem else "field",
        aria_describedby=_described_by(name, hint, problem),
    )


def check_field(name: str, label: str, *, checked: bool = False, hint: str = "", problem: str = "") -> Markup:
    """Something that is so or is not so."""
    box = tag(
        "input",
        type="checkbox",
        id=name,
        name=name,
        value="yes",
        checked=checked,
        aria_describedby=_described_by(name, hint, problem),
    )
    choice = tag("div", box, tag("label", label, for_=name), class_="choice")
    return tag("div", _problem(name, problem), choice, _hint(name, hint), class_="field")


def button(
    words: str, *, kind: str = "primary", name: str | None = None, value: str | None = None, **more: Attribute
) -> Markup:
    """A button that sends the form: `primary`, `secondary` or `warning`."""
    return tag("button", words, type="submit", name=name, value=value, class_=f"action {kind}", **more)


def error_summary(title: str, problems: Sequence[tuple[str, str]]) -> Markup:
    """What is wrong in a form, each problem a link to its field; '' for nothing wrong. It takes the focus."""
    if not problems:
        return Markup("")
    items = (tag("li", tag("a", words, href=f"#{field}")) for field, words in problems)
    return tag(
        "div",
        tag("h2", title),
        tag("ul", *items),
        class_="notice error",
        role="alert",
        tabindex="-1",
        data_takes_focus="",
    )


def _labelled(name: str, label: str, field: Markup, hint: str, problem: str) -> Markup:
    return tag(
        "div",
        tag("label", label, for_=name),
        _hint(name, hint),
        _problem(name, problem),
        field,
        class_="field has-problem" if problem else "field",
    )


def _hint(name: str, hint: str) -> Markup | None:
    return tag("p", hint, id=f"{name}-hint", class_="hint") if hint else None


def _problem(name: str, problem: str) -> Markup | None:
    words = joined((tag("span", "Error: ", class_="for-ears"), problem))
    return tag("p", words, id=f"{name}-problem", class_="problem") if problem else None


def _described_by(name: str, hint: str, problem: str) -> str | None:
    ids = [f"{name}-{part}" for part, words in (("hint", hint), ("problem", problem)) if words]
    return " ".join(ids) or None
