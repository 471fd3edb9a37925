"""The JSON schema of everything that the API answers; the CSV columns follow it."""

from pages.http.api_vocabularies import VOCABULARIES, tokens

Schema = dict[str, object]

TEXT: Schema = {"type": "string"}
TEXT_OR_NULL: Schema = {"type": ["string", "null"]}
NUMBER: Schema = {"type": "number"}
NUMBER_OR_NULL: Schema = {"type": ["number", "null"]}
COUNT: Schema = {"type": "integer", "minimum": 0}
COUNT_OR_NULL: Schema = {"type": ["integer", "null"], "minimum": 0}
CLAIM: Schema = {"type": "boolean"}
CLAIM_OR_NULL: Schema = {"type": ["boolean", "null"]}
DAY: Schema = {"type": "string", "format": "date"}
DAY_OR_NULL: Schema = {"type": ["string", "null"], "format": "date"}
CELL: Schema = {"type": "string", "description": "building_block/level", "examples": ["financing/meso"]}


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
    following: Schema = {
        **TEXT_OR_NULL,
        "description": "Path of the next page with the same filters, or null.",
    }
    return record("One page of a list.", **more, items=many(ref(item)), next=following)


_EVIDENCE_EMPTY = "Why there are none: asked_nothing_reported or not_asked."

SCHEMAS: dict[str, Schema] = {
    "Period": record("A stretch of time, first and last day included.", label=TEXT, start=DAY, end=DAY),
    "Succession": record(
        "A share of a board's population that moved on a date.",
        area=TEXT, date=DAY, share=NUMBER, population=COUNT
    ),
    "Area": record(
        "A place that figures are published for.",
        area=TEXT, name=TEXT, short_name=TEXT, area_kind=word("area_kind"), region=TEXT_OR_NULL,
        ons_code=TEXT_OR_NULL,
        population=COUNT, valid_from=DAY_OR_NULL, valid_to=DAY_OR_NULL, vintages=many(word("vintage")),
        predecessors=many(ref("Succession")), successors=many(ref("Succession")),
    ),
    "Bands": record("How many comparable pairs are in each band.", **{b: COUNT for b in tokens("band")}),
    "Measured": record(
        "What the pairs of a cell say. `value` is the deciding pair's: R (mental over comparator, below 1 is "
        "worse for mental health) for per_100 and ratio, standard deviations for standardised, percentage "
        "points for points. `low` and `high` are its 95% limits of counting variation only. `distance` is "
        "signed, in units of the 'much' threshold; null for a ratio of zero, which is the worst there is, and, "
        "as `value` is then, for a ratio to a comparator of zero, which is the best.",
        band=word_or_null("band"), certainty=word_or_null("certainty"), deciding_pair=TEXT_OR_NULL,
        grade=word_or_null("grade"), measure=word_or_null("measure"), value=NUMBER_OR_NULL,
        low=NUMBER_OR_NULL,
        high=NUMBER_OR_NULL, distance=NUMBER_OR_NULL, date=DAY_OR_NULL, period=ref_or_null("Period"),
        bands=ref("Bands"), pairs=COUNT, comparable_pairs=COUNT, framing_sensitive=CLAIM_OR_NULL,
        emptiness=word_or_null("emptiness"), status=many(word("status")),
    ),
    "EvidenceLayer": record(
        "Barriers and enablers, national unless a source says otherwise; voices null: not known.",
        barriers=COUNT, enablers=COUNT, voices=COUNT_OR_NULL,
        barriers_emptiness={**word_or_null("emptiness"), "description": _EVIDENCE_EMPTY},
        enablers_emptiness={**word_or_null("emptiness"), "description": _EVIDENCE_EMPTY},
    ),
    "Cell": record(
        "The three layers of a cell in an area, never averaged into one number.",
        area=TEXT, block=word("block"), level=word("level"), measured=ref("Measured"),
        evidence=ref("EvidenceLayer"),
        judgement={"type": "null", "description": "Nobody has judged yet: not known."},
        layers_disagree={**CLAIM_OR_NULL, "description": "Null while measured or judgement is not known."},
    ),
    "SideSource": record(
        "What a side is read from, and how.",
        indicator=TEXT, side_reading=word("side_reading"), breakdown=TEXT_OR_NULL
    ),
    "Pair": record(
        "One mental-health measure joined to one comparator in one cell.",
        id=TEXT, title=TEXT, block=word("block"), level=word("level"), pair_kind=word("pair_kind"),
        mental_measure=TEXT, comparator_measure=TEXT, mental_label=TEXT, comparator_label=TEXT, sentence=TEXT,
        measure=word("measure"), mental_polarity=word("polarity"), comparator_polarity=word("polarity"),
        unit=TEXT_OR_NULL, grade=word("grade"), grade_reason=TEXT, known_bias=TEXT,
        decides={**CLAIM, "description": "Eligible to decide its cell once both sides are there."},
        superseded_by=TEXT_OR_NULL, sides_overlap=CLAIM, source=TEXT_OR_NULL, fingertips_id=TEXT_OR_NULL,
        mental=ref_or_null("SideSource"), comparator=ref_or_null("SideSource"),
        unpublished=TEXT_OR_NULL, who_could_publish=TEXT_OR_NULL, nearest_proxy=TEXT_OR_NULL,
    ),
    "Indicator": record(
        "One published measure with its metadata.",
        id=TEXT, name=TEXT, definition=TEXT_OR_NULL, scale=word("scale"), polarity=word("polarity"),
        constant={**NUMBER_OR_NULL, "description": "A value that is fixed by definition."}, publication=TEXT,
        unit=TEXT_OR_NULL, numerator=TEXT_OR_NULL, denominator=TEXT_OR_NULL, basis=TEXT_OR_NULL,
        frequency=TEXT_OR_NULL, fingertips_id=TEXT_OR_NULL, caveats=TEXT_OR_NULL,
    ),
    "Provenance": record(
        "Where a figure comes from; print `credit` beside it. Unknown dates are null, never guessed.",
        id=TEXT, publisher=TEXT_OR_NULL, publication_title=TEXT_OR_NULL, publication_date=TEXT_OR_NULL,
        obtained_via=TEXT_OR_NULL, copy_status=word("copy_status"), licence=TEXT_OR_NULL, credit=TEXT_OR_NULL,
    ),
    "PredecessorFigure": record(
        "The last figure by the date asked for of a board before its merger, never added or averaged.",
        area=TEXT, value=NUMBER_OR_NULL, period=ref("Period"),
    ),
    "SideValue": record(
        "One side in one area, as the pair reads it: after its complement, where it takes one. Where it has "
        "no value, `predecessors` holds the figures as published of the boards that today's was made of.",
        indicator=TEXT, value=NUMBER_OR_NULL, low=NUMBER_OR_NULL, high=NUMBER_OR_NULL, count=NUMBER_OR_NULL,
        denominator=NUMBER_OR_NULL, period=ref_or_null("Period"), organisations=COUNT_OR_NULL,
        organisations_expected=COUNT_OR_NULL, status=many(word("status")), note=TEXT_OR_NULL,
        predecessors=many(ref("PredecessorFigure")), source=ref("Provenance"),
    ),
    "OtherFraming": record(
        "The share who got the bad outcome instead, still below 1 when worse for mental health.",
        value=NUMBER_OR_NULL, band=word("band"),
    ),
    "Spread": record(
        "The standard deviation of the named set that a standardised gap is measured in.",
        pair=TEXT, period_end=TEXT, set_name=TEXT, areas=COUNT, standard_deviation=NUMBER, note=TEXT,
    ),
    "PairInArea": record(
        "One pair in one area: the gap with its certainty, or `emptiness` and `reason` why there is none.",
        area=TEXT, value=NUMBER_OR_NULL, low=NUMBER_OR_NULL, high=NUMBER_OR_NULL, band=word_or_null("band"),
        context_band=word_or_null("context_band"), certainty=word_or_null("certainty"),
        no_interval_reason=TEXT_OR_NULL, emptiness=word_or_null("emptiness"), reason=TEXT_OR_NULL,
        distance=NUMBER_OR_NULL,
        difference={**NUMBER_OR_NULL, "description": "Mental minus comparator, in points or natural units."},
        other_framing=ref_or_null("OtherFraming"), framing_sensitive=CLAIM, spread=ref_or_null("Spread"),
        status=many(word("status")), notes=many(TEXT), months_apart=COUNT_OR_NULL,
        mental=ref_or_null("SideValue"), comparator=ref_or_null("SideValue"),
    ),
    "Statement": record(
        "Something that a source says about parity, in our words.",
        id=TEXT, kind=word("kind"), cells=many(CELL), text=TEXT, source=TEXT, place=TEXT_OR_NULL,
        participant=TEXT_OR_NULL, voice=TEXT_OR_NULL, reading=word("reading"), in_table2=many(TEXT),
        also_in=many(CELL), contested=CLAIM, placement=TEXT_OR_NULL, note=TEXT_OR_NULL,
    ),
    "LinkEnd": record(
        "One end of a link; block or level is null where the source names all or none.",
        block=word_or_null("block"), level=word_or_null("level"), words=TEXT_OR_NULL,
    ),
    "Link": record(
        "One cell acting on another.",
        **{"id": TEXT, "from": ref("LinkEnd"), "to": ref("LinkEnd")}, sign=word("sign"), text=TEXT,
        basis=word("basis"), basis_note=TEXT_OR_NULL, source=TEXT, place=TEXT_OR_NULL,
    ),
    "Source": record(
        "A document behind the evidence or a publication behind the figures; `holds` says which.",
        id=TEXT, holds={"type": "string", "enum": ["evidence", "figures"]}, title=TEXT_OR_NULL,
        authors=TEXT_OR_NULL,
        year=TEXT_OR_NULL, publisher=TEXT_OR_NULL, kind=TEXT_OR_NULL, citation=TEXT_OR_NULL,
        publication_date=TEXT_OR_NULL, licence=TEXT_OR_NULL, obtained_via=TEXT_OR_NULL,
        copy_status=word_or_null("copy_status"), retrieved=TEXT_OR_NULL, credit=TEXT_OR_NULL,
        note=TEXT_OR_NULL,
    ),
    "Cuts": record("Where parity ends and where 'much' begins.", parity=NUMBER, much=NUMBER_OR_NULL),
    "Meta": record(
        "What to know before asking for anything else.",
        dataset_version=TEXT,
        defaults=record("Used where not given.", vintage=word("vintage"), reading=word("reading")),
        first_period_end=DAY_OR_NULL, last_period_end=DAY_OR_NULL,
        counts=record(
            "How much there is.",
            areas=words_of("By vintage.", COUNT), pairs=COUNT, indicators=COUNT, observations=COUNT,
            statements=words_of("By reading.", COUNT), links=COUNT, sources=COUNT,
        ),
        thresholds=record("By measure.", **{m: ref("Cuts") for m in tokens("measure")}),
        licence=record("Of the software, and of the figures.", software=TEXT, figures=many(TEXT)),
        tokens=record(
            "Words for every token.", **{n: words_of("Token to words.", TEXT) for n in VOCABULARIES}
        ),
    ),
    "OpenApi": {"type": "object", "description": "An OpenAPI 3.1 document."},
    "Problem": {
        "type": "object",
        "description": "Why there is no answer (RFC 9457).",
        "properties": {
            "type": TEXT, "title": TEXT, "status": {"type": "integer"}, "detail": TEXT,
            "parameter": TEXT, "value": TEXT, "allowed": many(TEXT),
        },
        "required": ["type", "title", "status", "detail"],
    },
    "AreaList": listing("Area"),
    "CellList": listing("Cell"),
    "PairList": listing("Pair"),
    "PairInAreas": listing(
        "PairInArea",
        pair=ref("Pair"),
        indicators=record(
            "Of both sides.", mental=ref_or_null("Indicator"), comparator=ref_or_null("Indicator")
        ),
    ),
    "StatementList": listing("Statement"),
    "LinkList": listing("Link"),
    "SourceList": listing("Source"),
}  # fmt: skip
"""Every schema by name."""
