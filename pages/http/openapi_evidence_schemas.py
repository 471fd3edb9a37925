"""The JSON schema of the evidence, of its sources, and of what the API says about itself."""

from pages.http.api_units import GAP_UNITS
from pages.http.api_vocabularies import VOCABULARIES, tokens
from pages.http.openapi_parts import (
    BLOCK_AND_LEVEL_OR_NULL,
    CELL,
    CLAIM,
    DAY_OR_NULL,
    TEXT,
    TEXT_OR_NULL,
    Schema,
    count,
    count_or_null,
    described,
    many,
    number,
    number_or_null,
    record,
    ref,
    word,
    word_or_null,
    words_of,
)

EVIDENCE_SCHEMAS: dict[str, Schema] = {
    "Statement": record(
        "Something that a source says about parity, in our words.",
        id=TEXT, kind=word("kind"), cells=many(CELL), cell_names=many(TEXT), text=TEXT, source=TEXT,
        place=TEXT_OR_NULL, participant=TEXT_OR_NULL, voice=TEXT_OR_NULL, reading=word("reading"),
        in_table2=many(TEXT), also_in=many(CELL), contested=CLAIM, placement=TEXT_OR_NULL, note=TEXT_OR_NULL,
        subtheme=TEXT_OR_NULL, groups=many(word("population_group")), placement_basis=word("placement_basis"),
        perspective=word("perspective"), wording=word("wording"),
    ),
    "LinkEnd": record(
        "One end of a link; block or level is null where the source names all or none.",
        **BLOCK_AND_LEVEL_OR_NULL, words=TEXT_OR_NULL,
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
    "Cuts": record(
        "Where parity ends and where 'much' begins, towards worse for ratios and either way for the others.",
        parity=number("In `unit`."), much=number_or_null("In `unit`; null where nothing is judged."),
        unit={"type": "string", "enum": sorted(set(GAP_UNITS.values()))},
    ),
    "Meta": record(
        "What to know before asking for anything else.",
        dataset_version=TEXT,
        defaults=record("Used where not given.", vintage=word("vintage"), reading=word("reading")),
        first_period_end=DAY_OR_NULL, last_period_end=DAY_OR_NULL,
        counts=record(
            "How much there is.",
            areas=words_of("By vintage.", count("Areas.")), pairs=count("Pairs."), indicators=count("Indicators."),
            observations=count("Published figures."), statements=words_of("By reading.", count("Statements.")),
            links=count("Links."), sources=count("Documents and publications."),
        ),
        thresholds=record("By measure.", **{m: ref("Cuts") for m in tokens("measure")}),
        licence=record("Of the software, and of the figures.", software=TEXT, figures=many(TEXT)),
        tokens=record(
            "Words for every token.", **{n: words_of("Token to words.", TEXT) for n in VOCABULARIES}
        ),
    ),
    "Fault": record(
        "One thing that is wrong in a body.",
        index=count_or_null("Items before it in a list; null where the body is no list."),
        field=described(TEXT_OR_NULL, "Null: the whole object."), detail=TEXT,
    ),
    "OpenApi": {"type": "object", "description": "An OpenAPI 3.1 document."},
    "Problem": {
        "type": "object",
        "description": "Why there is no answer (RFC 9457).",
        "properties": {
            "type": TEXT, "title": TEXT, "status": described({"type": "integer"}, "HTTP status code."),
            "detail": TEXT, "parameter": TEXT, "value": TEXT, "allowed": many(TEXT),
            "problems": described(many(ref("Fault")), "What is wrong in a body, up to 100 things."),
        },
        "required": ["type", "title", "status", "detail"],
    },
}  # fmt: skip
"""The schemas of everything but figures, by name."""
