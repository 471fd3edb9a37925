"""The page that asks what the codes and sources of a project mean here, and what keeps the answers."""

from collections.abc import Mapping
from dataclasses import replace

from flask import Blueprint, Response, redirect, request
from flask.typing import ResponseReturnValue

from components.evidence_import_mapping import mapping_form, mapping_intro, meaning_groups, source_groups
from components.labels import label
from components.markup import tag
from data.current import current_evidence, unit_of_work, writing_unit_of_work
from domain_model.coding_project import Code, CodedSource, CodingProject
from domain_model.evidence_import import LEAVE_OUT, Choices, StagedImport, WordsKept
from domain_model.own_codebook import CodeRole, Meaning
from domain_model.people_vocabulary import Permission
from domain_model.use_cases.choose_meanings import foreign_codes, own_meanings
from domain_model.use_cases.import_evidence import OutOfTurnError, choose, staged_import
from domain_model.vocabulary import StatementKind
from pages.http.access import allow
from pages.http.forms import hidden_fields, say, take_form
from pages.http.own_evidence_parts import evidence_page
from pages.http.who import signed_in_person

evidence_import_mapping = Blueprint("evidence_import_mapping", __name__)
AT_ONCE = 50
"""How many codes and sources one page asks about."""

TO_ALL = tag("p", tag("a", "All files that were brought", href="/evidence/import"))


def mapping_page(staged: StagedImport, project: CodingProject) -> Response:
    """The part of the questions about a project that the address asks for."""
    evidence = current_evidence().evidence
    own = own_meanings(project, evidence, label)
    foreign = foreign_codes(project, own)
    items: list[Code | CodedSource] = [*project.sources, *foreign]
    pages = max(1, -(-len(items) // AT_ONCE))
    page = min(max(request.args.get("part", 1, type=int), 1), pages)
    shown = items[(page - 1) * AT_ONCE : page * AT_ONCE]
    unused = len(project.codes) - len(own) - len(foreign)
    content = mapping_form(
        staged.row.id,
        [one for one in shown if isinstance(one, CodedSource)],
        [one for one in shown if isinstance(one, Code)],
        staged.choices,
        (meaning_groups(evidence.subthemes), source_groups(evidence.sources)),
        project.used_codes,
        hidden_fields(),
        page=page,
        pages=pages,
        has_pieces=bool(project.sources),
    )
    intro = mapping_intro(len(own), len(foreign), unused)
    title = f"What “{staged.row.file_name}” means here"
    return evidence_page(
        f"{title}, part {page} of {pages}" if pages > 1 else title, intro, content, TO_ALL, help_page="evidence_import"
    )


@evidence_import_mapping.post("/evidence/import/<import_id>/choices")
@allow(Permission.EDIT_EVIDENCE)
def keep_choices(import_id: str) -> ResponseReturnValue:
    """Keep the answers of one page, and lead to the next or to the preview."""
    page = request.form.get("part", 1, type=int)
    with unit_of_work() as work:
        staged = staged_import(work, signed_in_person(), import_id)
    if not isinstance(staged.content, CodingProject):
        return redirect(f"/evidence/import/{import_id}", 303)
    evidence = current_evidence().evidence
    own = own_meanings(staged.content, evidence, label)
    codes = {code.guid for code in foreign_codes(staged.content, own)}
    sources = {source.guid for source in staged.content.sources}
    here = {source.id for source in evidence.sources} | {"", LEAVE_OUT}
    chosen = chosen_in(request.form, staged.choices, codes, sources, here)
    try:
        with writing_unit_of_work() as work:
            take_form(work)
            choose(work, signed_in_person(), import_id, chosen)
            work.commit()
    except OutOfTurnError as error:
        say(str(error))
        return redirect(f"/evidence/import/{import_id}", 303)
    if page * AT_ONCE >= len(codes) + len(sources) or request.form.get("then") == "preview":
        return redirect(f"/evidence/import/{import_id}/preview", 303)
    return redirect(f"/evidence/import/{import_id}?part={page + 1}", 303)


def chosen_in(sent: Mapping[str, str], before: Choices, codes: set[str], sources: set[str], here: set[str]) -> Choices:
    """The choices of a form on top of earlier ones; what no page of ours sends is passed over.

    `codes` and `sources` are those of the file by their guids, `here` the ids that a source may be.
    """
    meanings, chosen_sources = dict(before.meanings), dict(before.sources)
    for name, value in sent.items():
        field, _dash, guid = name.partition("-")
        if field == "code" and guid in codes:
            meanings[guid] = _meaning(value, sent.get(f"kind-{guid}", "")) or meanings[guid]
        elif field == "source" and guid in sources and value in here:
            chosen_sources[guid] = value
    words = sent.get("words", "")
    kept = WordsKept(words) if words in set(WordsKept) else before.words
    return replace(before, meanings=meanings, sources=chosen_sources, words=kept)


def _meaning(token: str, kind: str) -> Meaning | None:
    """The meaning that two fields say; None for one that is none."""
    try:
        meaning = Meaning.from_token(token)
        return replace(meaning, kind=StatementKind(kind)) if kind and meaning.role is CodeRole.CELL else meaning
    except ValueError:
        return None
