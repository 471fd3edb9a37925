"""What the matrix can be narrowed by: each value with how many statements it would leave, and what is chosen now."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlencode

from markupsafe import Markup

from components.formatting import plural, sentence_case
from components.labels import label
from components.markup import for_ears, for_eyes, joined, tag
from components.matrix_table import CONTESTED, DUAL, PERSON
from components.matrix_view import MatrixView
from components.source_words import source_name
from components.statement_card import KIND_MARKS
from domain_model.dataset import Evidence
from domain_model.evidence_vocabulary import (
    OTHER_GROUPS,
    PROTECTED_CHARACTERISTICS,
    EvidencePart,
    MatrixReading,
    Perspective,
    PlacementBasis,
    PopulationGroup,
)
from domain_model.use_cases.explore_evidence import EvidenceMatrix
from domain_model.vocabulary import StatementKind

MOST = 40
"""At most this many values of a field are offered at once, those with most statements."""

_VOICES = {
    "authors": "authors of the source",
    "participant": "one participant",
    "participants": "several participants",
    "commenter": "a commenter",
    "unknown": "not said",
}
_MARK_WORDS = (
    ("only_thin", PERSON, "Thin voices"),
    ("only_contested", CONTESTED, "Contested level"),
    ("only_dual", DUAL, "Dual: both barrier and enabler"),
    ("only_own", "+", "Added here"),
)
_TITLES = {
    "kinds": "Kind",
    "parts": "Part of the reading",
    "bases": "Certainty of coding",
    "sources": "Source",
    "subthemes": "Sub-theme",
    "voices": "Voice",
    "participants": "Most heard",
    "perspectives": "Perspective",
    "groups": "People it is about",
}


_FIXED: Mapping[str, type[StrEnum]] = {
    "kinds": StatementKind,
    "bases": PlacementBasis,
    "perspectives": Perspective,
}
"""The fields all of whose values are known beforehand: each is shown with its number, none too."""


@dataclass(frozen=True, slots=True)
class Facet:
    """A value of a field with its words, as it is offered."""

    token: str
    words: str
    count: int
    sign: str = ""


def facets(matrix: EvidenceMatrix, view: MatrixView, evidence: Evidence) -> Markup:
    """The column of all that can be chosen; every button changes the address, and is pressed while it is chosen."""
    names = value_names(evidence)

    def offered(name: str, *, keep_order: bool = False) -> list[Facet]:
        chosen = {str(value) for value in getattr(view, name)}
        counts = matrix.facets[name]
        if name in _FIXED:  # what the evidence is silent on is shown too
            counts = {str(value): counts.get(value, 0) for value in _FIXED[name]}
        kept = [(token, number) for token, number in counts.items() if name in _FIXED or number or token in chosen]
        if name == "parts":  # what was added here stands once, among the marks
            kept = [pair for pair in kept if pair[0] != EvidencePart.ADDED or pair[0] in chosen]
        if not keep_order:
            kept.sort(key=lambda pair: -pair[1])
        shown = [pair for at, pair in enumerate(kept) if at < MOST or pair[0] in chosen]
        return [Facet(token, words_of(names, name, token), number) for token, number in shown]

    kinds = [
        Facet(f.token, f.words, f.count, KIND_MARKS[StatementKind(f.token)]) for f in offered("kinds", keep_order=True)
    ]
    return joined(
        (
            _group("kinds", view, kinds, is_open=True),
            _group("parts", view, offered("parts", keep_order=True), is_open=True),
            _marks(matrix, view),
            _group("bases", view, offered("bases", keep_order=True)),
            _group("sources", view, offered("sources")),
            _group("subthemes", view, offered("subthemes", keep_order=True)),
            _group("voices", view, offered("voices")),
            _group("participants", view, offered("participants")),
            _group("perspectives", view, offered("perspectives", keep_order=True), after=_unheard(matrix)),
            _population(matrix, view),
            _years(matrix, view),
            tag("p", "Numbers count passages under all other choices.", class_="note"),
        )
    )


def value_names(evidence: Evidence) -> Mapping[str, Mapping[str, str]]:
    """Words for values that are no tokens of ours: sources and sub-themes by their ids."""
    return {
        "sources": {source.id: source_name(source) for source in evidence.sources},
        "subthemes": {subtheme.id: subtheme.label for subtheme in evidence.subthemes},
    }


def words_of(names: Mapping[str, Mapping[str, str]], field: str, token: str) -> str:
    """The words for a value of a field."""
    kinds: dict[str, type[StrEnum]] = {
        "kinds": StatementKind,
        "parts": EvidencePart,
        "bases": PlacementBasis,
        "perspectives": Perspective,
        "groups": PopulationGroup,
    }
    if field in kinds:
        return sentence_case(label(kinds[field](token)))
    if field == "voices":
        return sentence_case(_VOICES.get(token, token))
    if field == "participants":
        return token.rpartition("/")[2]
    return names.get(field, {}).get(token, token)


def chips(view: MatrixView, evidence: Evidence) -> Markup | None:
    """Everything that narrows the statements now, each of which can be taken away; None for nothing."""
    names = value_names(evidence)
    found: list[Markup] = []
    if view.q.strip():
        found.append(_chip(f"Words: {view.q}", {"q": ""}))
    for field, title in _TITLES.items():
        chosen: tuple[str, ...] = getattr(view, field)
        for token in chosen:
            rest = ",".join(str(other) for other in chosen if other != token)
            found.append(_chip(f"{title}: {words_of(names, field, token)}", {field: rest}))
    if view.year_from is not None:
        found.append(_chip(f"From {view.year_from}", {"year_from": ""}))
    if view.year_to is not None:
        found.append(_chip(f"To {view.year_to}", {"year_to": ""}))
    if view.undated:
        found.append(_chip("Year not printed", {"undated": ""}))
    found += [_chip(words, {field: ""}) for field, _sign, words in _MARK_WORDS if getattr(view, field)]
    if not found:
        return None
    reset = tag("a", "Reset all", href="?", class_="reset", data_key="reset")
    return tag(
        "div",
        for_ears("Active filters: "),
        joined(found),
        reset,
        class_="chips",
        role="group",
        aria_label="Active filters",
    )


def _chip(words: str, change: Mapping[str, str]) -> Markup:
    content = (for_ears("Remove filter "), words, for_eyes(" ×"))
    key = f"chip-{words}"
    return tag("button", *content, type="button", class_="filter-chip", data_view=_changed(change), data_key=key)


def _changed(change: Mapping[str, str]) -> str:
    """What a press changes in the address; another choice begins at the first page again."""
    return urlencode({**change, "page": ""}, safe=",/")


def _unheard(matrix: EvidenceMatrix) -> Markup | None:
    """Where people with lived experience do speak, if no statement is known to be by them."""
    if matrix.facets["perspectives"].get(Perspective.LIVED_EXPERIENCE, 0):
        return None
    where = tag("a", "Perspectives", href="/perspectives")
    return tag(
        "p",
        "No statement shown is known to be said by people with lived experience. What the sources report of their "
        "voices in other ways is under ",
        where,
        ".",
        class_="note",
    )


def _group(
    name: str, view: MatrixView, offered: Sequence[Facet], *, is_open: bool = False, after: Markup | None = None
) -> Markup | None:
    if not offered:
        return None
    is_chosen = bool(getattr(view, name))
    return _folded(name, _TITLES[name], _list(name, view, offered), after, is_open=is_open or is_chosen)


def _folded(name: str, title: str, *content: Markup | None, is_open: bool) -> Markup:
    summary = tag("summary", title, data_key=f"fold-{name}")
    return tag("details", summary, *content, class_="facet-group", data_fold=name, open=is_open)


def _list(name: str, view: MatrixView, offered: Iterable[Facet]) -> Markup:
    chosen = [str(value) for value in getattr(view, name)]
    return tag("ul", joined(tag("li", _facet(name, facet, chosen)) for facet in offered))


def _facet(name: str, facet: Facet, chosen: list[str]) -> Markup:
    is_chosen = facet.token in chosen
    if not facet.count and not is_chosen:
        return tag("span", tag("span", facet.words), tag("span", "0", class_="facet-count"), class_="facet nobody")
    values = [token for token in chosen if token != facet.token] if is_chosen else [*chosen, facet.token]
    return _toggle(f"{name}-{facet.token}", facet, {name: ",".join(values)}, is_chosen=is_chosen)


def _toggle(key: str, facet: Facet, change: Mapping[str, str], *, is_chosen: bool) -> Markup:
    sign = tag("span", for_eyes(facet.sign), class_="facet-sign") if facet.sign else None
    count = tag(
        "span", f"{facet.count:,}", for_ears(" passage" if facet.count == 1 else " passages"), class_="facet-count"
    )
    return tag(
        "button", tag("span", class_="facet-box", aria_hidden="true"), sign, tag("span", facet.words), " ", count,
        type="button", class_="facet", aria_pressed="true" if is_chosen else "false",
        data_view=_changed(change), data_key=f"facet-{key}",
    )  # fmt: skip


def _marks(matrix: EvidenceMatrix, view: MatrixView) -> Markup:
    toggles: list[Markup] = []
    for field, sign, words in _MARK_WORDS:
        is_chosen = getattr(view, field)
        change = {field: "" if is_chosen else "yes"}
        if field == "only_own" and not is_chosen:
            change["reading"] = MatrixReading.EXTENDED.value
        facet = Facet(field, words, matrix.facets[field]["yes"], sign)
        toggles.append(tag("li", _toggle(field, facet, change, is_chosen=is_chosen)))
    return _folded("marks", "Marks", tag("ul", joined(toggles)), is_open=True)


def _population(matrix: EvidenceMatrix, view: MatrixView) -> Markup:
    """All groups, those nobody speaks of too: that is a finding in itself."""
    counts = matrix.facets["groups"]

    def part(title: str, groups: Iterable[PopulationGroup]) -> Markup:
        listed = [Facet(group.value, label(group), counts[group]) for group in groups]
        named = sum(bool(facet.count) for facet in listed)
        heading = f"{title}: {named} of {len(listed)} named"
        return joined((tag("p", heading, class_="facet-part"), _list("groups", view, listed)))

    parts = (
        part("Protected characteristics", PROTECTED_CHARACTERISTICS),
        part("Other groups", OTHER_GROUPS),
        part("Several at once", (PopulationGroup.INTERSECTIONS,)),
    )
    return _folded("groups", _TITLES["groups"], *parts, is_open=bool(view.groups))


def _years(matrix: EvidenceMatrix, view: MatrixView) -> Markup:
    """From which year to which the sources gathered their evidence; those that print none stand apart."""
    years = [(year, number) for year, number in matrix.facets["years"].items() if number]
    chosen = {str(year) for year in (view.year_from, view.year_to) if year is not None}
    offered = sorted({year for year, _number in years} | chosen)
    counts = dict(years)
    fields = [
        _year_field("year_from", "From", offered, counts, view.year_from),
        _year_field("year_to", "To", offered, counts, view.year_to),
    ]
    facet = Facet("undated", "Year not printed", matrix.facets["undated"]["yes"])
    apart = _toggle("undated", facet, {"undated": "" if view.undated else "yes"}, is_chosen=view.undated)
    is_open = view.undated or bool(chosen)
    return _folded("years", "Year of the evidence", tag("div", *fields, class_="facet-years"), apart, is_open=is_open)


def _year_field(name: str, words: str, years: Iterable[str], counts: Mapping[str, int], chosen: int | None) -> Markup:
    field = f"filter-{name}"
    options = [tag("option", "any year", value="", selected=chosen is None)]
    for year in years:
        text = f"{year} ({plural(counts.get(year, 0), 'passage')})"
        options.append(tag("option", text, value=year, selected=year == str(chosen)))
    return tag(
        "div",
        tag("label", words, for_=field),
        tag("select", joined(options), id=field, data_view_param=name, data_key=field, class_="form-select"),
    )
