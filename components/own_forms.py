"""The forms for a source, for a link between cells, and for the confidence in a finding."""

from markupsafe import Markup

from components.form_parts import form, radio_field, select_field, text_area, text_field
from components.labels import label
from components.markup import joined, tag
from components.own_form_parts import FormState, Hidden, form_end, source_fields, token_options
from components.own_words import COMPONENT_WORDS, NOT_ABOUT_CARE, Known
from domain_model.evidence_drafts import COMPONENTS, CROSS_CUTTING, EVERY, ConfidenceDraft, LinkDraft, SourceDraft
from domain_model.evidence_vocabulary import Concern, FindingConfidence
from domain_model.vocabulary import BuildingBlock, Level, LinkBasis, LinkSign


def source_form(draft: SourceDraft, state: FormState, hidden: Hidden) -> Markup:
    """Everything that is known of a document."""
    wrong = state.problems

    def line(name: str, words: str, hint: str = "", *, required: bool = False, **more: str) -> Markup:
        value, problem = getattr(draft, name), wrong.get(name, "")
        return text_field(name, words, value, hint=hint, problem=problem, required=required, autocomplete="off", **more)

    years = tag(
        "div",
        line("evidence_from", "Evidence gathered from", "A year in four digits, if it says so.", inputmode="numeric"),
        line("evidence_to", "Evidence gathered until", "A year in four digits, if it says so.", inputmode="numeric"),
        class_="field-row",
    )
    return form(
        state.action,
        line("title", "Title", required=True),
        line("authors", "Authors", "As they are cited: Poe A, Doe B."),
        line("year", "Year", "As printed; leave it empty where none is printed."),
        line("publisher", "Publisher"),
        line("kind", "Kind", "Journal article, report, guidance, web page, slides, interviews ..."),
        years,
        line("url", "Address of the original", "Where others can read it: https://...", inputmode="url"),
        text_area(
            "citation",
            "Citation",
            draft.citation,
            hint="A DOI, a journal, volume and pages go here: no other field holds them. Leave it empty to have it "
            "made of the fields above.",
            problem=wrong.get("citation", ""),
            rows=2,
        ),
        text_area("note", "Note", draft.note, problem=wrong.get("note", ""), rows=3),
        form_end(state, again="Save and add a statement"),
        hidden=hidden(),
        class_="narrow-form",
    )


def link_form(draft: LinkDraft, state: FormState, known: Known, hidden: Hidden) -> Markup:
    """From where to where, with which sign, how firmly, and where that stands."""
    wrong = state.problems
    return form(
        state.action,
        _end("from", "From", draft.from_block, draft.from_level, state),
        radio_field(
            "sign",
            "What it does to parity there",
            token_options(LinkSign),
            draft.sign,
            hint="For parity in the cell that the link reaches.",
            problem=wrong.get("sign", ""),
        ),
        _end("to", "To", draft.to_block, draft.to_level, state),
        text_area(
            "text",
            "How the one acts on the other",
            draft.text,
            hint="In your own words, in a sentence or two.",
            problem=wrong.get("text", ""),
            rows=3,
        ),
        radio_field("basis", "How firmly the source says it", _bases(), draft.basis, problem=wrong.get("basis", "")),
        text_area("basis_note", "Note on that", draft.basis_note, problem=wrong.get("basis_note", ""), rows=2),
        source_fields(draft.source, draft.place, known, wrong),
        form_end(state, again="Save and add another"),
        hidden=hidden(),
        class_="narrow-form",
    )


def _bases() -> list[tuple[str, str]]:
    words = {LinkBasis.INFERRED: "The coder's inference"}
    return [(basis.value, words.get(basis) or label(basis).capitalize()) for basis in LinkBasis]


def _end(end: str, words: str, block: str, level: str, state: FormState) -> Markup:
    wide = [(EVERY, "Every building block"), (CROSS_CUTTING, "Across the building blocks")]
    blocks = [*token_options(BuildingBlock, "Choose a building block"), *wide]
    levels = [*token_options(Level, "Choose a level"), (EVERY, "Every level")]
    fields = (
        select_field(f"{end}_block", "Building block", blocks, block, problem=state.problems.get(f"{end}_block", "")),
        select_field(f"{end}_level", "Level", levels, level, problem=state.problems.get(f"{end}_level", "")),
    )
    return tag("fieldset", tag("legend", words), tag("div", *fields, class_="field-row"), class_="field link-end")


def confidence_form(draft: ConfidenceDraft, state: FormState, hidden: Hidden) -> Markup:
    """A concern and a reason for each of the four components, then the whole."""
    wrong = state.problems
    parts: list[Markup] = []
    for name in COMPONENTS:
        words, question = COMPONENT_WORDS[name]
        reason = f"{name}_reason"
        parts.append(
            joined(
                (
                    tag("h2", words),
                    radio_field(
                        name,
                        question,
                        token_options(Concern),
                        getattr(draft, name),
                        problem=wrong.get(name, ""),
                    ),
                    text_area(
                        reason,
                        f"Why: {words.lower()}",
                        getattr(draft, reason),
                        problem=wrong.get(reason, ""),
                        rows=2,
                    ),
                )
            )
        )
    return form(
        state.action,
        tag("p", "The rating follows GRADE-CERQual (Lewin and others 2018): four components, then the whole."),
        *parts,
        tag("h2", "Overall"),
        radio_field(
            "overall",
            "How much confidence does the evidence for this finding deserve?",
            token_options(FindingConfidence),
            draft.overall,
            hint=NOT_ABOUT_CARE,
            problem=wrong.get("overall", ""),
        ),
        text_area("reason", "Why, overall", draft.reason, problem=wrong.get("reason", ""), rows=3),
        form_end(state),
        hidden=hidden(),
        class_="narrow-form",
    )
