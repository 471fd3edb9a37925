"""The pages by which somebody joins a workshop on a phone: the code, the notice with consent and group, messages."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from components.form_parts import button, check_field, error_summary, form, radio_field, text_field
from components.labels import label
from components.markup import joined, tag
from components.phone_page import phone_document, phone_header, rehearsal_band
from domain_model.workshop.plans import WorkshopPlan
from domain_model.workshop.records import BALLOTS_KEPT_FOR

PROBLEMS_TITLE = "Something is missing"
CONSENT = "I have read this and I agree to take part"
_NO_FIELDS = Markup("")


def code_page(*, style: str, typed: str = "", problem: str = "", hidden: Markup = _NO_FIELDS) -> str:
    """Where the code on the screen is typed; sent to /join as `code`."""
    field = text_field(
        "code",
        "Code",
        typed,
        hint="Six letters and digits. You see it on the big screen. Spaces do not matter.",
        problem=problem,
        autocomplete="off",
        required=True,
        autocapitalize="characters",
        spellcheck="false",
        maxlength=20,
    )
    typing = form("/join", field, button("Go on"), hidden=hidden)
    return _page("Join a workshop", typing, style=style, problems={"code": problem} if problem else {})


def join_page(
    code: str,
    plan: WorkshopPlan,
    area: str,
    *,
    style: str,
    typed: Mapping[str, str] | None = None,
    problems: Mapping[str, str] | None = None,
    hidden: Markup = _NO_FIELDS,
) -> str:
    """What taking part means, and the form by which somebody agrees and chooses a group.

    `typed` is what was sent before and `problems` what does not do in it, both by field: `consent`, `group` and, where
    the workshop repeats an earlier one, `return_code`. The form is sent to /j/<code>.
    """
    sent, wrong = typed or {}, problems or {}
    groups = [(group.value, label(group)) for group in plan.groups]
    returning = text_field(
        "return_code",
        "Code to come back with",
        sent.get("return_code", ""),
        hint="Only if you kept one when this workshop was held before. You can leave it empty.",
        problem=wrong.get("return_code", ""),
        autocomplete="off",
        autocapitalize="characters",
        spellcheck="false",
    )
    joining = form(
        f"/j/{code}",
        radio_field(
            "group",
            "For which group do you speak?",
            groups,
            sent.get("group", ""),
            hint="You can change this later.",
            problem=wrong.get("group", ""),
        ),
        returning if plan.repeats else None,
        check_field("consent", CONSENT, checked=sent.get("consent") == "yes", problem=wrong.get("consent", "")),
        button("Join"),
        hidden=hidden,
    )
    content = (
        tag("p", area, class_="quiet"),
        tag("p", plan.aim) if plan.aim else None,
        _notice(plan),
        joining,
    )
    shown = {name: wrong[name] for name in ("group", "return_code", "consent") if wrong.get(name)}
    return _page(plan.title, *content, style=style, problems=shown, is_rehearsal=plan.is_rehearsal)


def message_page(title: str, words: str, *, style: str) -> str:
    """A page that says one thing, and how to type a code."""
    again = tag("p", tag("a", "Type a code", href="/join", class_="main"))
    return _page(title, tag("p", words), again, style=style)


def privacy_sentences(plan: WorkshopPlan) -> Sequence[str]:
    """What is kept, who sees it and for how long, in short sentences."""
    return (
        "We keep the group you choose, your answers and your ideas.",
        "We do not ask for your name or your e-mail. We do not keep the address of your phone.",
        "A cookie on this phone lets you take part. It is used for nothing else.",
        "Your ideas may be read out. Nobody is told who wrote them.",
        "Your answers are only shown added up with those of others, and only for groups "
        f"of at least {plan.least} people.",
        f"Your answers and ideas are erased {BALLOTS_KEPT_FOR.days} days after the end. The added-up results stay.",
        "If you keep a code to come back with, your answers are kept until the workshop is held again.",
        "You can erase your answers at any time, on this phone.",
    )


def _notice(plan: WorkshopPlan) -> Markup:
    sentences = (tag("li", words) for words in privacy_sentences(plan))
    return joined((tag("h2", "What happens with your answers"), tag("ul", *sentences)))


def _page(
    title: str,
    *content: Markup | None,
    style: str,
    problems: Mapping[str, str] | None = None,
    is_rehearsal: bool = False,
) -> str:
    summary = error_summary(PROBLEMS_TITLE, list((problems or {}).items()))
    main = tag("main", summary, tag("h1", title), *content)
    header = phone_header(below=rehearsal_band() if is_rehearsal else None)
    return phone_document(f"Error: {title}" if problems else title, header, main, style=style)
