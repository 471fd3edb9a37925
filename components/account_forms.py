"""The forms of accounts: to sign in, to make an account, to choose a password."""

from markupsafe import Markup

from components.form_parts import button, error_summary, form, text_field
from components.formatting import listed
from components.labels import label
from components.markup import joined, tag
from domain_model.people import PERMISSIONS, SHORTEST_PASSWORD, Person
from domain_model.people_vocabulary import LinkPurpose, Permission, Role

PASSWORD_HINT = f"At least {SHORTEST_PASSWORD} characters. Three or four unrelated words are good, and spaces are fine."

PERMISSION_WORDS: dict[Permission, tuple[str, ...]] = {
    Permission.VIEW: ("look at everything (also where viewing is closed to visitors)",),
    Permission.OWN_ACCOUNT: ("keep an account",),
    Permission.SCORE: ("score cells", "approve the scores of workshops"),
    Permission.WRITE_NOTES: ("write notes",),
    Permission.SAVE_VIEWS: ("save views",),
    Permission.USE_API_TOKENS: ("use the data interface with tokens",),
    Permission.EDIT_EVIDENCE: ("add, change or withdraw evidence", "rate the confidence in findings"),
    Permission.CODE_STATEMENTS: ("code statements",),
    Permission.FILL_CHECKLISTS: ("fill in checklists",),
    Permission.RUN_WORKSHOPS: ("run workshops",),
    Permission.MANAGE_PEOPLE: ("invite or manage people",),
    Permission.READ_AUDIT: ("read the audit log",),
}
"""What each permission allows, after 'may'."""


def _what_roles_do() -> dict[Role, str]:
    """For each role what it may do: all of it for the first two, for a later one what it has beyond the one before."""
    said: dict[Role, str] = {}
    before: Role | None = None
    for role in Role:
        known = PERMISSIONS[before] if before else frozenset[Permission]()
        more = [words for one in Permission if one in PERMISSIONS[role] - known for words in PERMISSION_WORDS[one]]
        said[role] = listed(more if before in (None, Role.VIEWER) else [f"do what {label(before)}s do", *more])
        before = role
    return said


WHAT_ROLES_DO = _what_roles_do()
"""What each role may do, as its permissions say, after 'As an editor you may ...'."""


def sign_in_form(hidden: Markup, then: str, *, email: str = "", problem: str = "") -> Markup:
    """Email address and password; `then` is where it leads on to."""
    return joined(
        (
            error_summary("You could not be signed in", [("email", problem)] if problem else []),
            form(
                "/sign-in",
                tag("input", type="hidden", name="next", value=then),
                text_field("email", "Email address", email, type="email", autocomplete="username", required=True),
                text_field("password", "Password", type="password", autocomplete="current-password", required=True),
                button("Sign in"),
                hidden=hidden,
                class_="narrow-form",
            ),
            tag("p", "No account? Accounts are made by invitation: ask an administrator of this copy.", class_="hint"),
            tag(
                "p", "Forgotten your password? An administrator can make you a link to choose a new one.", class_="hint"
            ),
        )
    )


def account_form(
    hidden: Markup, action: str, role: Role | None, *, name: str = "", email: str = "", problem: str = ""
) -> Markup:
    """Name, email address and password of a new account."""
    field = _field_of(problem)
    introduction = as_role_may(role) if role else ""
    return joined(
        (
            error_summary("Your account could not be made", [(field, problem)] if problem else []),
            tag("p", introduction),
            form(
                action,
                text_field(
                    "name",
                    "Your name",
                    name,
                    hint="Shown beside what you write, to people who are signed in.",
                    problem=problem if field == "name" else "",
                    autocomplete="name",
                    required=True,
                ),
                text_field(
                    "email",
                    "Email address",
                    email,
                    hint="What you sign in with. Nothing is sent to it.",
                    problem=problem if field == "email" else "",
                    type="email",
                    autocomplete="username",
                    required=True,
                ),
                password_field(problem if field == "password" else ""),
                button("Make the account"),
                hidden=hidden,
                class_="narrow-form",
            ),
        )
    )


def new_password_form(hidden: Markup, action: str, *, problem: str = "") -> Markup:
    """A new password."""
    return joined(
        (
            error_summary("The password could not be taken", [("password", problem)] if problem else []),
            form(action, password_field(problem), button("Set the password"), hidden=hidden, class_="narrow-form"),
        )
    )


def password_field(problem: str = "", *, name: str = "password", label: str = "Choose a password") -> Markup:
    """A field for a new password."""
    return text_field(
        name, label, hint=PASSWORD_HINT, problem=problem, type="password", autocomplete="new-password", required=True
    )


def first_words(person: Person, purpose: LinkPurpose) -> str:
    """What somebody is told once they are in."""
    if purpose is LinkPurpose.NEW_PASSWORD:
        return "Your password is changed, and you are signed in here only."
    return f"Welcome, {person.name}. Your account is made, and you are signed in as {a_role(person.role)}."


def as_role_may(role: Role) -> str:
    """What somebody with that role is told that they may do."""
    return f"As {a_role(role)} you may {WHAT_ROLES_DO[role]}."


def a_role(role: Role) -> str:
    """A role with its article: `an editor`."""
    words = label(role)
    return f"an {words}" if words[0] in "aeiou" else f"a {words}"


def _field_of(problem: str) -> str:
    """The field that a problem of the domain is about: each names its own."""
    if "email" in problem:
        return "email"
    return "password" if "password" in problem else "name"
