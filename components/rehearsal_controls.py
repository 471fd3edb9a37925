"""What the console offers in a rehearsal: simulated people who join, give FICTITIOUS ideas and vote."""

from collections.abc import Callable

from markupsafe import Markup

from components.form_parts import button, form
from components.markup import tag
from domain_model.use_cases.simulate_people import MOST_SIMULATED, USUAL_NUMBER


def rehearsal_controls(workshop_id: str, hidden: Callable[[], Markup]) -> Markup:
    """The part of the console for a rehearsal; `hidden` makes the hidden fields of a form.

    Both forms lead back to the part `#rehearsal`.
    """
    base = f"/workshops/{workshop_id}/rehearsal"
    number = tag(
        "input",
        type="number",
        id="rehearsal-number",
        name="number",
        value=USUAL_NUMBER,
        min=1,
        max=MOST_SIMULATED,
        class_="form-control",
    )
    named = tag("label", f"How many, at most {MOST_SIMULATED} in all", for_="rehearsal-number")
    labelled = tag(
        "div",
        named,
        number,
        class_="field",
    )
    adding = form(
        f"{base}/people",
        labelled,
        button("Add simulated people", kind="secondary", id="rehearsal-add"),
        hidden=hidden(),
        id="rehearsal-people",
        class_="console-form",
    )
    acting = form(
        f"{base}/act",
        button("Let them act now", kind="secondary", id="rehearsal-act"),
        hidden=hidden(),
        id="rehearsal-act-form",
        class_="one-button",
    )
    words = (
        "In the ideas stage each gives one FICTITIOUS idea; in an open vote each votes at random, groups agreeing a "
        "little. Join with your own phone as well."
    )
    return tag(
        "section",
        tag("h2", "Rehearse with simulated people", id="rehearsal-title"),
        adding,
        tag("p", words, class_="hint"),
        acting,
        id="rehearsal",
        aria_labelledby="rehearsal-title",
        class_="console-part",
    )
