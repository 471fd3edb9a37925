"""The page of one's own account, and the pages behind it: a new token, and the way to delete the account."""

from collections.abc import Callable, Mapping
from datetime import datetime

from markupsafe import Markup

from components.account_forms import as_role_may, password_field
from components.form_parts import button, check_field, error_summary, form, radio_field, select_field, text_field
from components.formatting import plural
from components.markup import for_ears, joined, tag
from components.secret_link import only_now, shown_once
from components.stacked_table import stacked_table
from components.times import day_of, moment_of
from domain_model.people import LONGEST_TOKEN_NAME, TOKEN_DAYS, ApiToken, Person, SignIn
from domain_model.people_vocabulary import Permission
from domain_model.use_cases.keep_accounts import MadeToken, OwnAccount

Hidden = Callable[[], Markup]
"""Makes the hidden fields of one form; each form needs its own."""

Problems = Mapping[str, str]
"""What is wrong, by the id of its field."""

END_TOKENS = "end_tokens"
"""The box that also withdraws one's API tokens with the earlier password."""

KEEP, REMOVE = "keep", "remove"
"""What becomes of scores and notes when an account is deleted."""

_SHARED_WORK = (
    "Evidence that was added or changed, codings in rounds that are closed and answers in checklists stay in any case, "
    "as those of ‘a former member’: the work of others rests on them. Codings in open rounds, and files that wait to "
    "be taken in, are removed."
)
LIFETIMES = tuple((str(days), "1 year" if days == 365 else f"{days} days") for days in TOKEN_DAYS)
_CURRENT_HINT = "So that nobody else does this at a browser that you left open."


def account_page(
    account: OwnAccount,
    current: SignIn | None,
    hidden: Hidden,
    *,
    typed: Mapping[str, str] | None = None,
    problems: Problems | None = None,
) -> Markup:
    """The whole page; `typed` are fields as they were sent, where something was wrong with them."""
    person, problems, typed = account.person, problems or {}, typed or {}
    may_use_tokens = person.may(Permission.USE_API_TOKENS)
    return joined(
        (
            error_summary("Nothing was changed", list(problems.items())),
            _who(person, hidden),
            _name_and_address(person, hidden, typed, problems),
            _password(account, hidden, typed, problems),
            _sign_ins(account, current, hidden),
            _tokens(account, hidden, typed, problems) if may_use_tokens or account.tokens else None,
            _own_data(),
        )
    )


def _who(person: Person, hidden: Hidden) -> Markup:
    manages = tag("p", tag("a", "People", href="/people"), " · ", tag("a", "Audit log", href="/audit"))
    return joined(
        (
            tag("p", "You are signed in as ", tag("strong", person.name), f". {as_role_may(person.role)}"),
            manages if person.may(Permission.MANAGE_PEOPLE) else None,
            form("/sign-out", button("Sign out", kind="secondary"), hidden=hidden()),
        )
    )


def _name_and_address(person: Person, hidden: Hidden, typed: Mapping[str, str], problems: Problems) -> Markup:
    fields = form(
        "/account/name",
        text_field(
            "name",
            "Your name",
            typed.get("name", person.name),
            hint="Shown beside what you write, to people who are signed in.",
            problem=problems.get("name", ""),
            autocomplete="name",
            required=True,
        ),
        text_field(
            "email",
            "Email address",
            typed.get("email", person.email),
            hint="What you sign in with. Administrators see it; nothing is sent to it.",
            problem=problems.get("email", ""),
            type="email",
            autocomplete="username",
            required=True,
        ),
        button("Save name and address"),
        hidden=hidden(),
        class_="narrow-form",
    )
    return joined((tag("h2", "Name and address"), fields))


def _password(account: OwnAccount, hidden: Hidden, typed: Mapping[str, str], problems: Problems) -> Markup:
    email = account.person.email
    whose = tag("input", type="text", name="username", value=email, autocomplete="username", hidden=True)
    was_sent = "new_password" in problems or "current_password" in problems
    also = check_field(
        END_TOKENS,
        "Also withdraw my API tokens",
        checked=END_TOKENS in typed or not was_sent,
        hint="If somebody else may know your password, they may have made one. Programs that use one need a new one.",
    )
    fields = form(
        "/account/password",
        whose,
        _current_password("current_password", problems),
        password_field(problems.get("new_password", ""), name="new_password", label="New password"),
        also if account.tokens else None,
        button("Change the password"),
        hidden=hidden(),
        class_="narrow-form",
    )
    about = "You stay signed in here. At all other browsers you are signed out, and links for a new password end."
    return joined((tag("h2", "Password"), tag("p", about), fields))


def _current_password(name: str, problems: Problems, hint: str = "") -> Markup:
    return text_field(
        name,
        "Current password",
        hint=hint,
        problem=problems.get(name, ""),
        type="password",
        autocomplete="current-password",
        required=True,
    )


def _sign_ins(account: OwnAccount, current: SignIn | None, hidden: Hidden) -> Markup:
    rows = (
        (
            joined((moment_of(one.created_at), tag("strong", " (this browser)") if current == one else None)),
            moment_of(one.expires_at),
        )
        for one in account.sign_ins
    )
    others = [one for one in account.sign_ins if one != current]
    end = form("/account/sign-ins/end", button("Sign out everywhere else", kind="secondary"), hidden=hidden())
    return joined(
        (
            tag("h2", "Where you are signed in", id="sign-ins"),
            stacked_table(plural(len(account.sign_ins), "browser"), ("Signed in", "Ends at the latest"), rows),
            end if others else tag("p", "You are signed in nowhere else."),
        )
    )


def _tokens(account: OwnAccount, hidden: Hidden, typed: Mapping[str, str], problems: Problems) -> Markup:
    make = form(
        "/account/tokens",
        text_field(
            "token_name",
            "What it is for",
            typed.get("token_name", ""),
            hint="For example the name of your program.",
            problem=problems.get("token_name", ""),
            autocomplete="off",
            required=True,
            maxlength=LONGEST_TOKEN_NAME,
        ),
        select_field(
            "days", "How long it lasts", LIFETIMES, typed.get("days", LIFETIMES[0][0]), problem=problems.get("days", "")
        ),
        button("Make a token"),
        hidden=hidden(),
        class_="narrow-form",
    )
    about = (
        "With a token, a program of yours writes scores and notes in your name through the ",
        tag("a", "data interface", href="/api/v1/openapi.json"),
        ". Whoever has it can do so too: keep it like a password.",
    )
    rows = [
        (token.name, day_of(token.created_at), day_of(token.expires_at), _withdraw(token, hidden))
        for token in account.tokens
    ]
    table = stacked_table("Tokens that are accepted", ("What for", "Made", "Lasts until", "Withdraw"), rows)
    return joined(
        (
            tag("h2", "API tokens", id="tokens"),
            tag("p", *about),
            table if rows else None,
            make if account.person.may(Permission.USE_API_TOKENS) else None,
        )
    )


def _withdraw(token: ApiToken, hidden: Hidden) -> Markup:
    words = joined(("Withdraw", for_ears(f" {token.name}")))
    return form(f"/account/tokens/{token.id}/withdraw", button(words, kind="secondary"), hidden=hidden())


def _own_data() -> Markup:
    download = tag("a", "Download my data", href="/account/data.json", download=True, class_="action secondary")
    delete = tag("a", "Delete my account", href="/account/delete", class_="action secondary")
    about = (
        "One file, in JSON, with everything kept about you: your account, your scores with their history, notes, saved "
        "views, sign-ins, tokens (without their secrets) and what the audit log says of you."
    )
    return joined((tag("h2", "Your data"), tag("p", about), tag("div", download, delete, class_="buttons")))


def token_page(made: MadeToken) -> Markup:
    """A new token, shown once."""
    until = tag("p", f"{made.token.name}: accepted until ", moment_of(made.token.expires_at), ".")
    how = tag("p", "Send it with each request: ", tag("code", "Authorization: Bearer <the token>"))
    field = shown_once("token", "Your new token", made.secret)
    return joined(
        (only_now("token"), field, until, how, tag("p", tag("a", "Back to your account", href="/account#tokens")))
    )


def deletion_form(hidden: Hidden, *, choice: str = "", problems: Problems | None = None) -> Markup:
    """The way to delete one's own account: what becomes of scores and notes, and the password."""
    problems = problems or {}
    return joined(
        (
            error_summary("Your account was not deleted", list(problems.items())),
            tag("p", "Your name, email address and password are removed, and you are signed out everywhere."),
            tag("p", "Saved views and API tokens are removed too. This cannot be undone."),
            form(
                "/account/delete",
                contributions_field(choice, problems.get("contributions", ""), "my"),
                _current_password("current_password", problems, _CURRENT_HINT),
                button_or_back(button("Delete my account", kind="warning"), "Keep my account", "/account"),
                hidden=hidden(),
                class_="narrow-form",
            ),
        )
    )


def button_or_back(press: Markup, back: str, href: str) -> Markup:
    """A button, and beside it the way back for those who would rather not."""
    return tag("div", press, tag("a", back, href=href), class_="buttons")


def contributions_field(choice: str, problem: str, whose: str) -> Markup:
    """What becomes of what somebody wrote."""
    options = (
        (KEEP, f"Keep {whose} scores, their reasons and {whose} notes, as those of ‘a former member’"),
        (REMOVE, f"Remove {whose} scores, their reasons and {whose} notes, with all earlier versions"),
    )
    return radio_field("contributions", "Scores and notes", options, choice, hint=_SHARED_WORK, problem=problem)


def only_administrator() -> Markup:
    """Why the last administrator cannot go."""
    return tag(
        "p",
        "You are the only administrator: without you nobody could invite people any more, so that you can neither ",
        "delete your account nor give up the role. ",
        tag("a", "Make somebody else an administrator", href="/people"),
        " first.",
    )


def expires_in(until: datetime, now: datetime) -> str:
    """How long something still opens, in words: `7 days`, `24 hours`, `20 minutes`."""
    minutes = max(0, round((until - now).total_seconds() / 60))
    if minutes >= 2 * 24 * 60:
        return plural(round(minutes / (24 * 60)), "day")
    return plural(round(minutes / 60), "hour") if minutes >= 2 * 60 else plural(minutes, "minute")
