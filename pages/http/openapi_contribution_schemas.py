"""The JSON schema of what people think and write, as it is answered and as it is sent."""

from domain_model.judgements import LEAST, LONGEST_REASON, LONGEST_SOURCE, MOST
from domain_model.notes import LONGEST_NOTE
from pages.http.api_contribution_documents import ONE_PERSON
from pages.http.api_vocabularies import tokens
from pages.http.api_write_bodies import MOST_ITEMS
from pages.http.openapi_parts import (
    BLOCK_AND_LEVEL,
    CLAIM,
    CLAIM_OR_NULL,
    MOMENT,
    PLACE,
    TEXT,
    TEXT_OR_NULL,
    Schema,
    count,
    described,
    many,
    record,
    ref,
    word,
    word_or_null,
)

_SCALE = {"type": ["integer", "null"], "minimum": LEAST, "maximum": MOST}
_PERCEPTION = described(
    word_or_null("perception"), "Compared with physical health, mental health here is ...; null: not answered."
)
_ANSWERS: dict[str, Schema] = {
    "perception": _PERCEPTION,
    "severity": described(_SCALE, "1 (slight) to 9 (most severe); null: not answered."),
    "feasibility": described(_SCALE, "Of change: 1 (hardest) to 9 (easiest); null: not answered."),
    "confidence": described(word_or_null("confidence"), "How sure they are; null: not answered."),
}
_TEXTS: dict[str, Schema] = {
    "reason": described(TEXT_OR_NULL, "Why, in their own words."),
    "source": described(TEXT_OR_NULL, "What it rests on."),
}
_N: Schema = {"type": "integer", "const": ONE_PERSON, "description": "People: a view is one person's, never averaged."}
_VERSION = count("Versions of this view so far, this one included.")
_WHOSE: dict[str, Schema] = {
    "author": described(
        TEXT_OR_NULL, "Name of its author; null for who asks without a token, and for a former member."
    ),
    "own": described(CLAIM, "Whether the asker wrote it."),
}
_DISAGREES = described(
    CLAIM_OR_NULL,
    "Whether it contradicts the measured band: opposite directions, or one at parity and the other much worse or "
    "much better. Null where one of the two is not known.",
)


def _sent(description: str, required: tuple[str, ...] = (), /, **properties: Schema) -> Schema:
    """An object that may be sent with these properties and no others."""
    return {
        "type": "object",
        "description": description,
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
        "minProperties": 1,
    }


_OPINION: dict[str, Schema] = {
    **_ANSWERS,
    "reason": {"type": ["string", "null"], "maxLength": LONGEST_REASON, "description": "Why."},
    "source": {"type": ["string", "null"], "maxLength": LONGEST_SOURCE, "description": "What it rests on."},
}
_CELL: dict[str, Schema] = {
    "area": described(TEXT, "Code of an area of any geography."),
    "block": word("block"),
    "level": word("level"),
}

CONTRIBUTION_SCHEMAS: dict[str, Schema] = {
    "Judgement": record(
        "What one person thinks of a cell, as it stands, beside the measured band of today's figures.",
        **PLACE, **BLOCK_AND_LEVEL, **_ANSWERS, **_TEXTS, n=_N,
        measured_band=described(
            {"type": ["string", "null"], "enum": [*tokens("band"), None]},
            "Of the cell in the newest geography that has the area; null: no comparable pair.",
        ),
        layers_disagree=_DISAGREES, **_WHOSE, version=_VERSION, at=MOMENT,
    ),
    "JudgementVersion": record(
        "One version of one person's view of a cell; a withdrawn one has null for everything that was said.",
        **PLACE, **BLOCK_AND_LEVEL, **_ANSWERS, **_TEXTS, n=_N, withdrawn=CLAIM,
        restores={
            "type": ["integer", "null"], "minimum": 0,
            "description": "Number of the version that an undo brought back, 0 for the time before the first; "
            "null for a version that somebody wrote.",
        },
        **_WHOSE, version=_VERSION, at=MOMENT,
    ),
    "SingleView": record(
        "One person's view of a cell, without its words and its author.",
        **_ANSWERS, n=_N, layers_disagree=_DISAGREES, version=_VERSION, at=MOMENT,
    ),
    "JudgementLayer": record(
        "What single people think of a cell, each view by itself; they are never averaged.",
        people=count("People who scored the cell."),
        disagreeing=count("People whose view contradicts the measured band."),
        views=many(ref("SingleView")),
    ),
    "Note": record(
        "A note on a cell; the text of a withdrawn one is null.",
        id=TEXT, **PLACE, **BLOCK_AND_LEVEL, text=TEXT_OR_NULL, withdrawn=CLAIM, **_WHOSE,
        version=count("Versions of this note so far, this one included."), at=MOMENT,
    ),
    "Opinion": _sent(
        "What you think of a cell. What is null or left out is 'not answered'; at least one thing has to be said.",
        **_OPINION,
    ),
    "PlacedOpinion": _sent(
        "What you think of a cell in an area.", ("area", "block", "level"), **_CELL, **_OPINION
    ),
    "PlacedOpinions": {
        "type": "array", "items": ref("PlacedOpinion"), "minItems": 1, "maxItems": MOST_ITEMS,
        "description": "What you think of many cells, each at most once.",
    },
    "NewNote": _sent(
        "A note on a cell in an area.", ("area", "block", "level", "text"), **_CELL,
        text={"type": "string", "minLength": 1, "maxLength": LONGEST_NOTE, "description": "Plain text, with lines."},
    ),
    "KeptJudgement": record(
        "Your view as it stands now.",
        written=described(CLAIM, "False: this is what stood already, and no version was written."),
        judgement=ref("JudgementVersion"),
    ),
    "KeptJudgements": record(
        "What came of a list.",
        written=count("Views written."), unchanged=count("Views that stood as sent already."),
        items=many(ref("JudgementVersion")),
    ),
}  # fmt: skip
"""The schemas of what people think and write, by name."""
