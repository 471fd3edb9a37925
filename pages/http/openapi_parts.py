"""What schemas are put together from: texts, days, tokens, and numbers that always say what they count in."""

from pages.http.api_vocabularies import tokens

Schema = dict[str, object]

TEXT: Schema = {"type": "string"}
TEXT_OR_NULL: Schema = {"type": ["string", "null"]}
CLAIM: Schema = {"type": "boolean"}
CLAIM_OR_NULL: Schema = {"type": ["boolean", "null"]}
DAY: Schema = {"type": "string", "format": "date"}
DAY_OR_NULL: Schema = {"type": ["string", "null"], "format": "date"}
MOMENT: Schema = {"type": "string", "format": "date-time", "description": "In UTC."}
CELL: Schema = {"type": "string", "description": "building_block/level", "examples": ["financing/meso"]}


def number(unit: str) -> Schema:
    """A number with its unit in words."""
    return {"type": "number", "description": unit}


def number_or_null(unit: str) -> Schema:
    """A number with its unit in words, or null."""
    return {"type": ["number", "null"], "description": unit}


def count(unit: str) -> Schema:
    """A whole number of such things."""
    return {"type": "integer", "minimum": 0, "description": unit}


def count_or_null(unit: str) -> Schema:
    """A whole number of such things, or null."""
    return {"type": ["integer", "null"], "minimum": 0, "description": unit}


def described(schema: Schema, description: str) -> Schema:
    """A schema with what it means here."""
    return {**schema, "description": description}


def word(name: str) -> Schema:
    """One token of a vocabulary."""
    return {"type": "string", "enum": tokens(name)}


def word_or_null(name: str) -> Schema:
    """One token of a vocabulary, or null."""
    return {"type": ["string", "null"], "enum": [*tokens(name), None]}


def many(item: Schema) -> Schema:
    """A list of such things."""
    return {"type": "array", "items": item}


def ref(name: str) -> Schema:
    """A named schema."""
    return {"$ref": f"#/components/schemas/{name}"}


def ref_or_null(name: str) -> Schema:
    """A named schema, or null."""
    return {"oneOf": [ref(name), {"type": "null"}]}


def record(description: str, **properties: Schema) -> Schema:
    """An object that always has exactly these properties."""
    return {
        "type": "object",
        "description": description,
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def words_of(description: str, values: Schema) -> Schema:
    """An object from names to such values."""
    return {"type": "object", "description": description, "additionalProperties": values}


def listing(item: str, **more: Schema) -> Schema:
    """A page of items with the path of the next one."""
    following = described(TEXT_OR_NULL, "Path of the next page with the same filters, or null.")
    return record("One page of a list.", **more, items=many(ref(item)), next=following)


BLOCK_AND_LEVEL: dict[str, Schema] = {
    "block": word("block"),
    "block_name": described(TEXT, "The words for the block."),
    "level": word("level"),
    "level_name": described(TEXT, "The words for the level."),
}
"""A cell as tokens and in words."""

BLOCK_AND_LEVEL_OR_NULL: dict[str, Schema] = {
    "block": word_or_null("block"),
    "block_name": TEXT_OR_NULL,
    "level": word_or_null("level"),
    "level_name": TEXT_OR_NULL,
}
"""A cell of which either half may not be named."""

PLACE: dict[str, Schema] = {
    "area": described(TEXT, "Code of the area."),
    "area_name": described(TEXT_OR_NULL, "Its name."),
    "region": described(TEXT_OR_NULL, "Code of the region that a board lies in, ENG for a region."),
    "region_name": described(TEXT_OR_NULL, "Its name."),
}
"""An area and the region it lies in, by code and name."""
