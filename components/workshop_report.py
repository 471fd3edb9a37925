"""The report of a workshop: what the room said, then each round in full, set-up, method, privacy and source."""

from collections.abc import Mapping

from markupsafe import Markup

from components.formatting import listed, plural
from components.labels import cell_label, label
from components.markup import joined, tag
from components.report_findings import findings
from components.report_perception import Measured, perception_table
from components.report_rounds import round_tables
from components.report_words import target_names, uk_day, uk_time
from components.stacked_table import stacked_table
from components.workshop_report_text import IMPORTED, LICENCE, METHOD, PART, REHEARSAL, SOURCE, privacy_rules
from domain_model.cells import Cell
from domain_model.use_cases.report_workshop import RoundReport, WorkshopReport
from domain_model.workshop.judged_cells import judges_cells
from domain_model.workshop.rounds import Round
from domain_model.workshop_vocabulary import RoundState, Stage


def report_page(
    report: WorkshopReport, area_name: str, measured: Measured, dataset_version: str, actions: Markup | None = None
) -> Markup:
    """Everything below the heading; `actions` are what the reader may do with the workshop."""
    names = target_names(report.items, report.state.plan.cells, is_imported=report.workshop.is_imported)
    return joined(
        (
            marks(report),
            findings(report, names, measured),
            downloads(report),
            actions,
            *(_round(report, one, names, measured) for one in report.rounds),
            _set_up(report, area_name),
            _notes(report, dataset_version),
        )
    )


def marks(report: WorkshopReport) -> Markup:
    """What anybody has to know first: a rehearsal, an import, a workshop that goes on, or one that was erased."""
    state = report.state
    words = [] if report.is_whole else [PART]
    words += [REHEARSAL] if report.workshop.is_rehearsal else []
    words += [IMPORTED] if report.workshop.is_imported else []
    if not state.is_closed:
        words.append("This workshop is not closed: more may follow.")
    if state.erased_at is not None:
        words.append(f"Its ballots were erased on {uk_day(state.erased_at)}; the published figures stay.")
    return joined(tag("p", tag("strong", one), class_="notice") for one in words)


def downloads(report: WorkshopReport) -> Markup:
    """The same as files."""
    address = f"/workshops/{report.workshop.id}/export"
    links = [
        tag("a", words, href=f"{address}.{kind}", download=True)
        for kind, words in (("csv", "CSV"), ("xlsx", "Excel workbook"), ("json", "JSON"))
    ]
    return tag("p", "Download: ", joined((links[0], " · ", links[1], " · ", links[2])), class_="buttons no-print")


def _set_up(report: WorkshopReport, area_name: str) -> Markup:
    workshop = report.workshop
    facts = _facts(report, area_name) if report.is_whole else _facts_in_brief(report, area_name)
    rules = report.state.plan.ground_rules
    items = [
        (target_names([item], (), is_imported=workshop.is_imported)[item.id], _where(item.cell), label(item.origin))
        for item in report.items
    ]
    return folded(
        "Set-up and who took part",
        tag("dl", *(joined((tag("dt", name), tag("dd", words))) for name, words in facts), class_="report-facts"),
        joined((tag("h3", "Ground rules"), tag("ul", *(tag("li", rule) for rule in rules)))) if rules else None,
        stacked_table("What is voted on", ("Wording", "Cell", "Where it comes from"), items) if items else None,
        tag("h3", "Who took part"),
        tag("p", _people(report)),
    )


def _facts_in_brief(report: WorkshopReport, area_name: str) -> list[tuple[str, Markup | str]]:
    plan, held = report.state.plan, dict.fromkeys(uk_day(one.round.opened_at) for one in report.rounds)
    return [
        ("Area", area_name),
        ("Aim", plan.aim or "none written"),
        ("Held", listed(held)),
        ("Least number of people in a figure", str(plan.least)),
        ("Identifier", report.workshop.id),
    ]


def _facts(report: WorkshopReport, area_name: str) -> list[tuple[str, Markup | str]]:
    workshop, plan = report.workshop, report.state.plan
    times = [stage for stage in Stage if plan.minutes_of(stage)]
    facts: list[tuple[str, Markup | str]] = [
        ("Area", area_name),
        ("Aim", plan.aim or "none written"),
        ("Cells", listed(cell_label(cell) for cell in plan.cells)),
        ("Groups", listed(label(group) for group in plan.groups)),
        ("Scales", listed(label(scale) for scale in plan.scales)),
        ("Things ranked", f"up to {plan.ranks}"),
        ("Least number of people in a figure", str(plan.least)),
        ("Facts about the cells", label(plan.facts)),
        ("Times", listed(f"{label(one)} {plural(plan.minutes_of(one), 'minute')}" for one in times) or "no timers"),
        ("Made", uk_time(report.workshop.created_at)),
    ]
    if report.state.closed_at:
        facts.append(("Closed", uk_time(report.state.closed_at)))
    if plan.repeats:
        facts.append(("Repeats", f"workshop {plan.repeats}"))
    facts.append(("Identifier", workshop.id))
    if report.imported_from:
        facts.append(("Identifier in the file it came from", report.imported_from))
    return facts


def _where(cell: Cell | None) -> str:
    return cell_label(cell) if cell else "no single cell"


def _people(report: WorkshopReport) -> str:
    if report.joined is None:
        return "How many people took part in all is not known any more; each round says how many voted."
    parts = [f"{plural(report.joined, 'person', 'people')} took part."]
    if len(report.modes) > 1:
        parts.append(f"Ballots: {listed(f'{number} {label(mode)}' for mode, number in sorted(report.modes.items()))}.")
    elif report.modes:
        parts.append(f"All ballots {label(next(iter(report.modes)))}.")
    elif report.joined and report.is_whole:
        parts.append("By which way their ballots came in is not told, because one of the ways has too few people.")
    return " ".join(parts)


def _round(report: WorkshopReport, one: RoundReport, names: Mapping[str, str], measured: Measured) -> Markup:
    asked = one.round
    times = [joined(("Opened ", uk_time(asked.opened_at)))]
    if asked.counted_at:
        times.append(joined(("counted ", uk_time(asked.counted_at))))
    content: list[Markup | None] = [tag("p", f"“{asked.question}”"), tag("p", Markup("; ").join(times), ".")]
    if asked.publication > 1:
        content.append(tag("p", f"It was opened again; this is publication {asked.publication}."))
    if one.results is None:
        content.append(tag("p", _sealed(report, one)))
    else:
        content.append(round_tables(asked, one.results, names))
        content.append(perception_table(asked, one.results, names, measured) if judges_cells(asked) else None)
        content.append(_approval(report, asked))
    title = f"Round {asked.number}: {label(asked.paper.kind)}"
    return folded(title, *content, id_=f"round-{asked.number}")


def folded(title: str, *content: Markup | None, id_: str = "") -> Markup:
    """A section that stands closed below its heading, and open on paper.

    The id stands on what is folded, not around it: browsers open a fold by themselves for an address that names
    something inside.
    """
    inside = tag("div", *content, id=id_ or None, class_="report-folded")
    fold = tag("details", tag("summary", tag("h2", title)), inside, class_="report-fold")
    return tag("section", fold)


def _sealed(report: WorkshopReport, one: RoundReport) -> str:
    if one.round.state is RoundState.REVEALED:
        return "Its figures are not here."
    done = f"{plural(one.done, 'person', 'people')} sent a ballot. " if one.done is not None else ""
    if report.state.erased_at is not None:
        return f"{done}It was never revealed, and its ballots are erased: its results stay sealed."
    return f"{done}Its results are not revealed: nothing of them is in this report or in its files."


def _approval(report: WorkshopReport, one: Round) -> Markup | None:
    if one.number not in report.approved:
        return None
    return tag("p", "An editor approved this round for the heat map, as the judgement of people in this workshop.")


def _notes(report: WorkshopReport, dataset_version: str) -> Markup:
    method = tag("ul", *(tag("li", words) for words in METHOD))
    privacy = tag("ul", *(tag("li", words) for words in privacy_rules(report.state.plan)))
    where = f"Workshop {report.workshop.id}; measured figures of data version {dataset_version}."
    return folded(
        "How the figures are made, what is not shown, and the source",
        tag(
            "div",
            tag("h3", "How the figures are made"),
            method,
            tag("h3", "What is not shown, and why"),
            privacy,
            tag("h3", "Source"),
            tag("p", SOURCE),
            tag("p", f"{where} {LICENCE}"),
            class_="report-notes",
        ),
    )
