"""The page that asks what the codes and sources of a foreign project mean here, some of them at a time."""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

from markupsafe import Markup

from components.form_parts import button, form, radio_field
from components.formatting import plural
from components.labels import cell_label, label
from components.markup import for_ears, joined, tag
from components.source_words import source_name
from domain_model.cells import CELLS
from domain_model.coding_project import Code, CodedSource
from domain_model.evidence import Source, Subtheme
from domain_model.evidence_import import LEAVE_OUT, Choices, WordsKept
from domain_model.evidence_vocabulary import Perspective, PopulationGroup
from domain_model.own_codebook import NOTHING, CodeRole, Meaning
from domain_model.vocabulary import StatementKind

Group = tuple[str, tuple[tuple[str, str], ...]]
"""The name of some choices that belong together, and each choice's value and words; '' for no name."""

WORDS_OPTIONS = (
    (WordsKept.DESCRIPTION.value, "Keep only what the coder wrote: description, note, or the names of the codes"),
    (WordsKept.QUOTATION.value, "Keep the coded words themselves, marked as a quotation of the source"),
)


def meaning_groups(subthemes: Sequence[Subtheme]) -> tuple[Group, ...]:
    """All that a foreign code can mean here, in groups."""
    return (
        ("", ((NOTHING.token, "leave out: it means nothing here"),)),
        ("A cell", tuple((Meaning(CodeRole.CELL, cell.token).token, cell_label(cell)) for cell in CELLS)),
        ("Only the kind of statement", _tokens(CodeRole.KIND, StatementKind)),
        ("A population group", _tokens(CodeRole.GROUP, PopulationGroup)),
        ("A perspective", _tokens(CodeRole.PERSPECTIVE, Perspective)),
        ("A sub-theme", tuple((Meaning(CodeRole.SUBTHEME, one.id).token, one.label) for one in subthemes)),
    )


def _tokens(role: CodeRole, tokens: type[StrEnum]) -> tuple[tuple[str, str], ...]:
    return tuple((Meaning(role, token.value).token, label(token)) for token in tokens)


def source_groups(sources: Iterable[Source]) -> tuple[Group, ...]:
    """What a source of a file can be here."""
    known = tuple((source.id, source_name(source)) for source in sources)
    return (
        ("", (("", "a new source"), (LEAVE_OUT, "leave out, with all that was coded in it"))),
        ("One that is here", known),
    )


def mapping_form(
    import_id: str,
    sources: Sequence[CodedSource],
    codes: Sequence[Code],
    choices: Choices,
    groups: tuple[tuple[Group, ...], tuple[Group, ...]],
    used: Mapping[str, int],
    hidden: Markup,
    *,
    page: int,
    pages: int,
    has_pieces: bool,
) -> Markup:
    """The form for some sources and codes; `groups` are what a code and what a source can be.

    The question whose words are kept is asked on the first of the `pages`.
    """
    meanings, here = groups
    last = page == pages
    return form(
        f"/evidence/import/{import_id}/choices",
        tag("input", type="hidden", name="part", value=page),
        _rights(choices) if page == 1 and has_pieces else None,
        tag("h2", "Its sources") if sources else None,
        tag("ul", *(_source(one, choices, here) for one in sources), class_="import-items") if sources else None,
        tag("h2", "Its codes") if codes else None,
        tag("p", _ABOUT_KIND, class_="hint") if codes else None,
        tag("ul", *(_code(one, choices, meanings, used) for one in codes), class_="import-items") if codes else None,
        tag(
            "div",
            button("Show what would be added" if last else f"Keep and go on to part {page + 1} of {pages}"),
            button("Show it with the rest as proposed", kind="secondary", name="then", value="preview")
            if not last
            else None,
            class_="import-actions",
        ),
        hidden=hidden,
        class_="import-mapping",
    )


_ABOUT_KIND = (
    "A kind that is not said is taken from other codes of the same piece, such as a code “Barriers”; "
    "where none says it, the statement becomes a theme."
)


def _rights(choices: Choices) -> Markup:
    return joined(
        (
            tag("h2", "Whose words may be kept?"),
            tag(
                "p",
                "Coded pieces are the words of your sources: of authors, or of people who were interviewed. Keep them "
                "here only if you may reproduce them and nobody can be recognised by them. Everybody who may read "
                "Parity Map will read what you keep. Whole texts are never kept.",
                class_="notice",
            ),
            radio_field("words", "What is kept of each coded piece", WORDS_OPTIONS, choices.words.value),
        )
    )


def _source(source: CodedSource, choices: Choices, groups: tuple[Group, ...]) -> Markup:
    name = f"source-{source.guid}"
    about = plural(len(source.selections), "coded piece")
    field = _select(name, f"“{source.name}” is", groups, choices.sources.get(source.guid, ""))
    return tag("li", field, tag("p", about, class_="hint"))


def _code(code: Code, choices: Choices, groups: tuple[Group, ...], used: Mapping[str, int]) -> Markup:
    meaning = choices.meanings.get(code.guid, NOTHING)
    whole = Meaning(meaning.role, meaning.value).token
    path = " / ".join(code.path)
    kinds: tuple[Group, ...] = (
        ("", (("", "as its other codes say"), *((kind.value, label(kind)) for kind in StatementKind))),
    )
    about = f"given to {plural(used[code.guid], 'piece')}" if code.guid in used else "not used in this file"
    return tag(
        "li",
        _select(f"code-{code.guid}", joined(("“", path, "” means")), groups, whole),
        _select(f"kind-{code.guid}", joined(("Kind", for_ears(f" of “{path}”"))), kinds, meaning.kind or ""),
        tag("p", about, f": {code.description[:160]}" if code.description else "", class_="hint"),
    )


def _select(name: str, words: Markup | str, groups: tuple[Group, ...], chosen: str) -> Markup:
    parts: list[Markup] = []
    for heading, options in groups:
        listed = joined(tag("option", said, value=value, selected=value == chosen) for value, said in options)
        parts.append(tag("optgroup", listed, label=heading) if heading else listed)
    field = tag("select", *parts, id=name, name=name, class_="form-select")
    return tag("div", tag("label", words, for_=name), field, class_="field")


def mapping_intro(recognised: int, foreign: int, unused: int) -> Markup:
    """What was recognised, what is asked, and what of the codebook nobody needs to say anything about."""
    are = {True: "is", False: "are"}
    sentences: list[str] = []
    if recognised:
        words = f"{plural(recognised, 'code')} of this file {are[recognised == 1]} of our own codebook and recognised."
        sentences.append(words)
    if foreign:
        words = (
            f"{plural(foreign, 'code')} of this file {are[foreign == 1]} not of our codebook: say what each means here."
        )
        sentences.append(f"{words} What is filled in was read from the names, or chosen for the same code before.")
    else:
        sentences.append("There is no other code to ask about.")
    if unused:
        sentences.append(f"{plural(unused, 'code')} that nothing was coded with {are[unused == 1]} not asked about.")
    return joined(tag("p", words) for words in sentences)
