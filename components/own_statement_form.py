"""The form for a statement: what a source says, where it stands there, and where it belongs here."""

from collections.abc import Iterable

from markupsafe import Markup

from components.form_parts import form, radio_field, select_field, text_area, text_field
from components.formatting import sentence_case
from components.labels import label
from components.markup import joined, tag
from components.own_form_parts import (
    FormState,
    Hidden,
    cell_choice,
    form_end,
    repeat_notice,
    source_fields,
    token_options,
)
from components.own_words import Known
from components.statement_card import KIND_MARKS
from domain_model.draft_reading import LONGEST_TEXT
from domain_model.evidence_drafts import StatementDraft
from domain_model.evidence_vocabulary import (
    OTHER_GROUPS,
    PROTECTED_CHARACTERISTICS,
    Perspective,
    PlacementBasis,
    PopulationGroup,
    Wording,
)
from domain_model.vocabulary import BuildingBlock, StatementKind

_TEXT_HINT = (
    f"In your own words, in a sentence or two, up to {LONGEST_TEXT:,} characters; say below if it is a quotation. "
    "Everybody who may read Parity Map can read it. Name no patients."
)
_MORE = ("participant", "voice", "perspective", "subtheme", "groups", "note")
"""What may be left out; it stands behind a disclosure, which is open where something of it is filled in or wrong."""


def statement_form(
    draft: StatementDraft, state: FormState, known: Known, voices: Iterable[str], hidden: Hidden
) -> Markup:
    """All fields of a statement; `voices` are those that other statements name, as suggestions."""
    wrong = state.problems
    return form(
        state.action,
        repeat_notice(state.repeats),
        source_fields(draft.source, draft.place, known, wrong),
        text_area("text", "What the source says", draft.text, hint=_TEXT_HINT, problem=wrong.get("text", ""), rows=4),
        radio_field("wording", "Whose words are these?", _wordings(), draft.wording, problem=wrong.get("wording", "")),
        radio_field("kind", "What does the source say it is?", _kinds(), draft.kind, problem=wrong.get("kind", "")),
        cell_choice(draft.cells, wrong.get("cells", "")),
        radio_field(
            "basis",
            "How firmly does it sit there?",
            _bases(draft.basis),
            draft.basis,
            problem=wrong.get("basis", ""),
        ),
        _more(draft, state, known, voices),
        form_end(state, again="Save and add another"),
        hidden=hidden(),
        class_="statement-form",
    )


def _more(draft: StatementDraft, state: FormState, known: Known, voices: Iterable[str]) -> Markup:
    blank, wrong = StatementDraft(), state.problems
    is_open = any(name in wrong or getattr(draft, name) != getattr(blank, name) for name in _MORE)
    subthemes = [("", "None"), *((one.id, _subtheme(one.block, one.label)) for one in known.subthemes.values())]
    parts = (
        text_field(
            "participant",
            "Participant",
            draft.participant,
            hint="As the source refers to them, P7; never a name.",
            problem=wrong.get("participant", ""),
            autocomplete="off",
        ),
        text_field(
            "voice",
            "Who says it",
            draft.voice,
            hint="The authors, participants, or a role such as nurse.",
            problem=wrong.get("voice", ""),
            autocomplete="off",
            list="voices",
        ),
        tag("datalist", *(tag("option", value=voice) for voice in voices), id="voices"),
        select_field(
            "perspective",
            "Perspective",
            token_options(Perspective),
            draft.perspective,
            problem=wrong.get("perspective", ""),
        ),
        select_field("subtheme", "Sub-theme", subthemes, draft.subtheme, problem=wrong.get("subtheme", "")),
        _groups(draft.groups, wrong.get("groups", "")),
        text_area("note", "Note", draft.note, problem=wrong.get("note", ""), rows=3),
    )
    summary = tag("summary", "More: who says it, about whom, sub-theme, note")
    return tag("details", summary, tag("div", *parts), class_="more-fields", open=is_open)


def _groups(ticked: tuple[str, ...], problem: str) -> Markup:
    sets = (
        ("Protected characteristics (Equality Act 2010)", PROTECTED_CHARACTERISTICS),
        ("Other groups (Advancing Mental Health Equality, 2019)", OTHER_GROUPS),
        ("Combined", (PopulationGroup.INTERSECTIONS,)),
    )
    said = tag("p", problem, id="groups-problem", class_="problem") if problem else None
    return joined((said, *(_group_set(words, groups, ticked) for words, groups in sets)))


def _group_set(words: str, groups: tuple[PopulationGroup, ...], ticked: tuple[str, ...]) -> Markup:
    choices = []
    for group in groups:
        own_id = "groups" if group is PopulationGroup.AGE else f"groups-{group.value.replace('_', '-')}"
        box = tag("input", type="checkbox", id=own_id, name="groups", value=group.value, checked=group.value in ticked)
        choices.append(tag("div", box, tag("label", label(group), for_=own_id), class_="choice"))
    legend = tag("legend", f"Whom it is about: {words}")
    return tag("fieldset", legend, tag("div", *choices, class_="choices"), class_="field")


def _subtheme(block: BuildingBlock, words: str) -> str:
    return f"{label(block)}: {words}"


def _wordings() -> list[tuple[str, str]]:
    words = {Wording.OWN_WORDS: "My own words", Wording.QUOTATION: "A quotation from the source"}
    return [(wording.value, words[wording]) for wording in Wording]


def _kinds() -> list[tuple[str, str]]:
    return [(kind.value, f"{KIND_MARKS[kind]} {sentence_case(label(kind))}") for kind in StatementKind]


def _bases(current: str) -> list[tuple[str, str]]:
    """The bases that somebody can say, and the one that it has; agreement comes from coding rounds only."""
    offered = (PlacementBasis.PRINTED, PlacementBasis.STATED, PlacementBasis.INFERRED)
    words = {PlacementBasis.INFERRED: "Placed by whoever coded it"}
    shown = [basis for basis in PlacementBasis if basis in offered or basis.value == current]
    return [(basis.value, words.get(basis) or sentence_case(label(basis))) for basis in shown]
