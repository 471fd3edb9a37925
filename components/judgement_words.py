"""What people think in words: whose view it is, what it says, how it stands to the measure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from markupsafe import Markup

from components.author_names import author_name
from components.formatting import sentence_case
from components.labels import ARROWS, label
from components.markup import for_eyes, joined, tag
from domain_model.cells import Cell
from domain_model.judgements import MOST, Judgement, Opinion
from domain_model.people import Person
from domain_model.people_vocabulary import Permission
from domain_model.vocabulary import Band, Perception

QUESTION = "Compared with physical health, mental health here is"
ONE_PERSON = "one person's view (n = 1)"
NOBODY = "Nobody has scored this cell for this area yet: that is not parity."

PENCIL = "✎"
"""The sign of a cell that people have scored."""

UNEQUAL = "≠"
"""The sign of two things that disagree."""


def no_hidden_fields() -> Markup:
    """What a reader's forms carry who has none."""
    return Markup("")


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads what people think.

    `names` are those of everybody who wrote something, by id, and empty for a visitor who is not signed in;
    `hidden` makes the hidden fields of a form; `sign_in` leads to signing in and back.
    """

    person: Person | None = None
    names: Mapping[str, str] = field(default_factory=dict[str, str])
    hidden: Callable[[], Markup] = no_hidden_fields
    sign_in: str = "/sign-in"

    @property
    def may_score(self) -> bool:
        """Whether the reader may give a view."""
        return self.person is not None and self.person.may(Permission.SCORE)

    def is_own(self, judgement: Judgement) -> bool:
        """Whether the view is the reader's."""
        return self.person is not None and judgement.author == self.person.id

    def name_of(self, author: str) -> str:
        """What the reader may know of whose view it is."""
        is_own = self.person is not None and author == self.person.id
        return author_name(author, self.names if self.person else {}, is_own=is_own)


def perception_sign(perception: Perception) -> str:
    """The direction of an answer in shape; a question mark for 'don't know'."""
    return ARROWS[perception.band] if perception.band else "?"


def band_chip(band: Band) -> Markup:
    """A band as sign, word and colour."""
    return tag("span", for_eyes(f"{ARROWS[band]} "), label(band), class_=f"panel-band band-{band}")


def perception_chip(perception: Perception | None) -> Markup:
    """An answer to the question as sign, word and colour; in words where there is none."""
    if perception is None:
        return tag("span", "no answer to the question", class_="panel-band")
    colour = f" band-{perception.band}" if perception.band else ""
    words = (for_eyes(f"{perception_sign(perception)} "), label(perception))
    return tag("span", *words, class_=f"panel-band{colour}")


def judgement_chip(judgement: Judgement | None) -> Markup:
    """A version as a chip: its answer, or that it was withdrawn, or that there is none."""
    if judgement is None:
        return tag("span", "not scored", class_="score-none")
    if judgement.opinion is None:
        return tag("span", "withdrawn", class_="score-none")
    return perception_chip(judgement.opinion.perception)


def priority_words(opinion: Opinion) -> str:
    """`Severity 7 of 9, feasibility 3 of 9, fairly sure.`; '' where none of it was answered."""
    parts = [f"{name} {value} of {MOST}" for name, value in _priorities(opinion) if value is not None]
    parts += [label(opinion.confidence)] if opinion.confidence else []
    return sentence_case(", ".join(parts)) + "." if parts else ""


def _priorities(opinion: Opinion) -> tuple[tuple[str, int | None], ...]:
    return (("severity", opinion.severity), ("feasibility", opinion.feasibility))


def reason_words(opinion: Opinion) -> Markup:
    """Reason and source, each a paragraph; nothing where they were not given."""
    return joined(
        (
            tag("p", opinion.reason, class_="score-reason") if opinion.reason else None,
            tag("p", f"Source: {opinion.source}", class_="score-source") if opinion.source else None,
        )
    )


def disagreement_words(measured: Band, judged: Band) -> str:
    """`Measured and judged disagree. Measured: worse. Judged: better.`."""
    return f"Measured and judged disagree. Measured: {label(measured)}. Judged: {label(judged)}."


def disagreement_mark(measured: Band, judged: Band) -> Markup:
    """The same as a paragraph with its sign."""
    return tag(
        "p", for_eyes(f"{UNEQUAL} "), tag("strong", disagreement_words(measured, judged)), class_="score-disagree"
    )


def history_address(area: str, cell: Cell) -> str:
    """The page with all versions of all views of a cell in an area."""
    return f"/score/{area}/{cell.block}/{cell.level}/history"
