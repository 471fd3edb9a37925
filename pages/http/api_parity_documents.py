"""Areas, cells and gaps as plain documents: domain objects in, dictionaries ready for JSON out."""

from dataclasses import asdict

from domain_model.cell_summary import MeasuredCell
from domain_model.geography import Area, Geography, Succession
from domain_model.indicators import Publication
from domain_model.parity import ParityGap, SideValue
from domain_model.use_cases.compare_judgements import SingleView
from domain_model.use_cases.count_evidence import EvidenceCell
from pages.http.api_contribution_documents import judgement_layer, layers_disagree
from pages.http.api_gazetteer import Gazetteer, fields_of
from pages.http.api_units import GAP_UNITS, figure_unit, plain_difference
from pages.http.api_values import Document, counted, finite, known, period_document, token, tokens_in_order


def area_document(area: Area, geography: Geography, gazetteer: Gazetteer) -> Document:
    """An area with the boards it was made of and those it became."""
    return {
        "area": area.code,
        "name": area.name,
        "short_name": area.short_name,
        "area_kind": area.kind.value,
        "region": known(area.region),
        "region_name": gazetteer.name(area.region),
        "ons_code": known(area.ons_code),
        "population": area.population,
        "valid_from": area.valid_from.isoformat() if area.valid_from else None,
        "valid_to": area.valid_to.isoformat() if area.valid_to else None,
        "vintages": tokens_in_order(area.vintages),
        "predecessors": [_succession(s, s.predecessor, gazetteer) for s in geography.predecessors(area.code)],
        "successors": [_succession(s, s.successor, gazetteer) for s in geography.successors(area.code)],
    }


def _succession(succession: Succession, other: str, gazetteer: Gazetteer) -> Document:
    return {
        "area": other,
        "area_name": gazetteer.name(other),
        "date": succession.date.isoformat(),
        "share": succession.share,
        "population": succession.population,
    }


def cell_document(
    measured: MeasuredCell, evidence: EvidenceCell, views: tuple[SingleView, ...], place: Document
) -> Document:
    """The three layers of a cell in an area, side by side; null judgement means that nobody has judged it."""
    return {
        **place,
        **fields_of(measured.cell),
        "measured": measured_document(measured),
        "evidence": {
            "barriers": evidence.barriers.count,
            "enablers": evidence.enablers.count,
            "voices": evidence.voices,
            "barriers_emptiness": token(evidence.barriers.emptiness),
            "enablers_emptiness": token(evidence.enablers.emptiness),
        },
        "judgement": judgement_layer(views),
        "layers_disagree": layers_disagree(views),
    }


def measured_document(measured: MeasuredCell) -> Document:
    """The measured layer: the deciding pair's gap where there is one, and what the other pairs say."""
    gap = measured.deciding
    period = gap.period if gap else None
    return {
        "band": token(measured.band),
        "certainty": token(gap.certainty) if gap else None,
        "deciding_pair": gap.pair.id if gap else None,
        "deciding_pair_title": gap.pair.words.title if gap else None,
        "grade": gap.pair.grade.value if gap else None,
        "measure": gap.pair.measure.value if gap else None,
        "value": finite(gap.value) if gap else None,
        "low": finite(gap.low) if gap else None,
        "high": finite(gap.high) if gap else None,
        "value_unit": GAP_UNITS[gap.pair.measure] if gap else None,
        "distance": finite(measured.distance),
        "date": period.end.isoformat() if period else None,
        "period": period_document(period),
        "bands": {band.value: count for band, count in measured.bands.items()},
        "pairs": measured.registered,
        "comparable_pairs": measured.comparable,
        "framing_sensitive": gap.framing_sensitive if gap else None,
        "emptiness": token(measured.emptiness),
        "status": tokens_in_order(measured.status),
    }


def gap_document(gap: ParityGap, place: Document, gazetteer: Gazetteer) -> Document:
    """One pair in one area: the gap or the reason why there is none, and both sides with their sources."""
    framing = gap.other_framing
    difference, difference_unit = plain_difference(gap)
    return {
        **place,
        "value": finite(gap.value),
        "low": finite(gap.low),
        "high": finite(gap.high),
        "value_unit": GAP_UNITS[gap.pair.measure],
        "band": token(gap.band),
        "context_band": token(gap.context_band),
        "certainty": token(gap.certainty),
        "no_interval_reason": known(gap.no_interval_reason),
        "emptiness": token(gap.emptiness),
        "reason": known(gap.reason),
        "distance": finite(gap.distance),
        "difference": difference,
        "difference_unit": difference_unit,
        "other_framing": (None if framing is None else {"value": finite(framing.ratio), "band": framing.band.value}),
        "framing_sensitive": gap.framing_sensitive,
        "spread": asdict(gap.spread) if gap.spread else None,
        "status": tokens_in_order(gap.status),
        "notes": list(gap.notes),
        "months_apart": gap.months_apart,
        "mental": side_document(gap.mental, gazetteer),
        "comparator": side_document(gap.comparator, gazetteer),
    }


def side_document(side: SideValue | None, gazetteer: Gazetteer) -> Document | None:
    """One side as the pair reads it, with where its figure comes from; None where nothing is held for it."""
    if side is None:
        return None
    row = side.observation
    return {
        "indicator": side.indicator.id,
        "indicator_name": side.indicator.name,
        "value": finite(side.value),
        "low": finite(side.low),
        "high": finite(side.high),
        "value_unit": figure_unit(side.indicator),
        "count": counted(side.count),
        "denominator": counted(side.denominator),
        "period": period_document(side.period),
        "organisations": side.organisations,
        "organisations_expected": row.organisations_expected if row else None,
        "status": tokens_in_order(side.status),
        "note": known(row.note) if row else None,
        "predecessors": [
            {
                "area": one.area,
                "area_name": gazetteer.name(one.area, one.geography),
                "value": finite(one.value),
                "period": period_document(one.period),
            }
            for one in side.predecessors
        ],
        "source": provenance_document(side.publication),
    }


def provenance_document(publication: Publication) -> Document:
    """Where a figure comes from, with its licence and the credit that must be printed beside it."""
    return {
        "id": publication.id,
        "publisher": known(publication.publisher),
        "publication_title": known(publication.title),
        "publication_date": known(publication.publication_date),
        "obtained_via": known(publication.obtained_via),
        "copy_status": publication.copy_status.value,
        "licence": known(publication.licence),
        "credit": known(publication.credit),
    }
