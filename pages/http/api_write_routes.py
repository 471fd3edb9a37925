"""The list of what programs may write: method, path, who may, what is sent and what is answered."""

from dataclasses import dataclass
from http import HTTPStatus

from domain_model.people_vocabulary import Permission
from pages.http.api_routes import rule_of

VIEW_PATH = "/judgements/{area}/{block}/{level}"


@dataclass(frozen=True, slots=True)
class WriteRoute:
    """One thing that a program may do in the name of whoever made its token.

    `body` and `answer` name schemas, `body` is '' where nothing is sent. `made` is the status where something new
    came of it; `refusals` are the ways in which this one is refused, besides those that all have in common.
    """

    name: str
    method: str
    path: str
    summary: str
    permission: Permission
    answer: str
    body: str = ""
    made: HTTPStatus | None = None
    refusals: tuple[HTTPStatus, ...] = ()

    @property
    def rule(self) -> str:
        """The path as Flask writes it."""
        return rule_of(self.path)

    @property
    def takes_key(self) -> bool:
        """Whether it can be sent with a key under which it is taken once only."""
        return self.method == "POST"

    @property
    def takes_version(self) -> bool:
        """Whether it can be made to depend on the version that stands."""
        return self.path.startswith(VIEW_PATH)


WRITE_ROUTES: tuple[WriteRoute, ...] = (
    WriteRoute(
        "put_judgement",
        "PUT",
        VIEW_PATH,
        "Say what you think of a cell; the same again writes no version",
        Permission.SCORE,
        "KeptJudgement",
        body="Opinion",
        made=HTTPStatus.CREATED,
        refusals=(HTTPStatus.NOT_FOUND,),
    ),
    WriteRoute(
        "withdraw_judgement",
        "DELETE",
        VIEW_PATH,
        "Withdraw your view of a cell; its versions stay, and undo brings it back",
        Permission.SCORE,
        "KeptJudgement",
        refusals=(HTTPStatus.NOT_FOUND,),
    ),
    WriteRoute(
        "undo_judgement",
        "POST",
        f"{VIEW_PATH}/undo",
        "Bring back what you said of a cell before; again, and it goes one step further back",
        Permission.SCORE,
        "KeptJudgement",
        refusals=(HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT),
    ),
    WriteRoute(
        "import_judgements",
        "POST",
        "/judgements",
        "Say what you think of many cells at once, all of it or none",
        Permission.SCORE,
        "KeptJudgements",
        body="PlacedOpinions",
        refusals=(HTTPStatus.CONFLICT,),
    ),
    WriteRoute(
        "write_note",
        "POST",
        "/notes",
        "Write a note on a cell",
        Permission.WRITE_NOTES,
        "Note",
        body="NewNote",
        made=HTTPStatus.CREATED,
        refusals=(HTTPStatus.CONFLICT,),
    ),
    WriteRoute(
        "withdraw_note",
        "DELETE",
        "/notes/{id}",
        "Withdraw a note of yours; its versions stay, and you can put it back on its page",
        Permission.WRITE_NOTES,
        "Note",
        refusals=(HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT),
    ),
)
"""Everything that can be written."""
