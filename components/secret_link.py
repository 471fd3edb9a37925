"""What is shown once and never again: a link to hand on or a token, each with a button that copies it."""

from markupsafe import Markup

from components.markup import joined, tag


def shown_once(field_id: str, label: str, value: str, *, rows: int = 0) -> Markup:
    """A field that can only be read, with the button that copies it (`assets/help.js`); `rows` for several lines."""
    described: dict[str, str | bool] = {"id": field_id, "class_": "form-control", "readonly": True}
    field = (
        tag("textarea", value, rows=rows, **described)
        if rows
        else tag("input", type="text", value=value, autocomplete="off", spellcheck="false", **described)
    )
    copy = tag("button", "Copy", type="button", class_="action secondary", data_copy=field_id)
    named = tag("label", label, for_=field_id)
    return tag("div", named, tag("div", field, copy, class_="with-button"), class_="field")


def only_now(what: str) -> Markup:
    """The sentence that says so."""
    return tag("p", joined((tag("strong", f"This {what} is shown only now."), " Nobody can read it again later.")))
