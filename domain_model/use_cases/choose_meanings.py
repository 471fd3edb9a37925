"""Propose what the codes and sources of a foreign project mean here, from their identifiers and names."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from enum import StrEnum
from typing import TypeVar

from domain_model.cells import Cell
from domain_model.coding_project import Code, CodedSource, CodingProject
from domain_model.dataset import Evidence
from domain_model.evidence import Source
from domain_model.evidence_import import Choices
from domain_model.evidence_vocabulary import Perspective, PopulationGroup
from domain_model.own_codebook import NOTHING, CodeRole, Meaning, Words, guid_for, own_codes
from domain_model.vocabulary import BuildingBlock, Level, StatementKind

Token = TypeVar("Token", bound=StrEnum)
_NO_LETTERS = re.compile(r"[^a-z0-9]+")
_PLURALS = {"barriers": StatementKind.BARRIER, "enablers": StatementKind.ENABLER, "themes": StatementKind.THEME}


def foreign_codes(project: CodingProject, own: Mapping[str, Meaning]) -> tuple[Code, ...]:
    """The codes that somebody has to say the meaning of: given to something, and none of ours.

    Of a codebook alone, all codes that can be given.
    """
    used = project.used_codes
    is_codebook = not project.sources and not project.links
    return tuple(
        code
        for code in project.codes
        if code.guid not in own and (code.guid in used or (is_codebook and code.is_codable))
    )


def own_meanings(project: CodingProject, evidence: Evidence, words: Words) -> dict[str, Meaning]:
    """The codes of a project that are ours, by their identifiers, with their meanings.

    A code of ours that was given another name in the other program still means the same.
    """
    known = {code.guid: meaning for code, meaning in own_codes(evidence, words)}
    return {code.guid: known[code.guid] for code in project.codes if code.guid in known} | _written(project)


def _written(project: CodingProject) -> dict[str, Meaning]:
    """Codes of ours that this catalogue does not know: a place that names every level, by its name."""
    found: dict[str, Meaning] = {}
    for code in project.codes:
        for value, kind in [(code.name, None), *((code.path[-2], kind) for kind in StatementKind if code.parent)]:
            meaning = Meaning(CodeRole.PLACEMENT, value, kind)
            if "/" in value and code.guid == guid_for("code", meaning.token):
                found[code.guid] = meaning
    return found


def proposed_choices(project: CodingProject, evidence: Evidence, words: Words, known: Mapping[str, Meaning]) -> Choices:
    """What is proposed for a project: for each code of ours its meaning, for others what was chosen before or by names.

    `known` are earlier choices by the identifiers of codes.
    """
    own = own_meanings(project, evidence, words)
    foreign = {code.guid: known.get(code.guid) or _by_name(code, words) for code in foreign_codes(project, own)}
    return Choices(own | foreign, {source.guid: same_source(source, evidence.sources) for source in project.sources})


def complete(choices: Choices, project: CodingProject, evidence: Evidence, words: Words) -> Choices:
    """The same choices with what is ours put in: nobody is asked about that, and nobody can change it."""
    return replace(choices, meanings={**choices.meanings, **own_meanings(project, evidence, words)})


def same_source(coded: CodedSource, sources: Iterable[Source]) -> str:
    """The id of the source of ours that a source of a file is: by its identifier or its title; '' for none."""
    for source in sources:
        if coded.guid == guid_for("source", source.id):
            return source.id
    name = _plain(coded.name)
    return next((source.id for source in sources if name and _plain(source.title) == name), "")


def _by_name(code: Code, words: Words) -> Meaning:
    """What a code means by its own name and by the names of the codes above it; nothing where they say no cell."""
    names = [_plain(name) for name in code.path]
    block, level = _named(BuildingBlock, names, words), _named(Level, names, words)
    kind = _named(StatementKind, names, words) or next((_PLURALS[name] for name in names if name in _PLURALS), None)
    if block and level:
        return Meaning(CodeRole.CELL, Cell(block, level).token, kind)
    if kind and _plain(code.name) in {_plain(kind), _plain(words(kind)), f"{kind}s"}:
        return Meaning(CodeRole.KIND, kind.value)
    if group := _named(PopulationGroup, names[-1:], words):
        return Meaning(CodeRole.GROUP, group.value)
    if perspective := _named(Perspective, names[-1:], words):
        return Meaning(CodeRole.PERSPECTIVE, perspective.value)
    return NOTHING


def _named(tokens: type[Token], names: list[str], words: Words) -> Token | None:
    """The token that one of these names is, the deepest name first."""
    by_name = {_plain(written): token for token in tokens for written in (token.value, words(token))}
    return next((by_name[name] for name in reversed(names) if name in by_name), None)


def _plain(name: str) -> str:
    """A name without what people write in different ways: `Leadership & Governance` is `leadership governance`."""
    return _NO_LETTERS.sub(" ", name.casefold().replace(" level", "").replace("&", " ").replace(" and ", " ")).strip()
