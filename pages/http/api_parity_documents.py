"""Areas, cells, pairs and gaps as plain documents: domain objects in, dictionaries ready for JSON out."""

from dataclasses import asdict
from enum import StrEnum
from math import isfinite

from domain_model.cell_summary import MeasuredCell
from domain_model.geography import Area, Geography, Succession
from domain_model.indicators import Indicator, Period, Publication
from domain_model.parity import ParityGap, ParityPair, SideSource, SideValue
from domain_model.use_cases.count_evidence import EvidenceCell

Document = dict[str, object]


def token(word: StrEnum | None) -> str | None:
    """A word of a vocabulary as its token."""
    return None if word is None else word.value


def tokens_in_order(words: frozenset[StrEnum]) -> list[str]:
    """A set of tokens in alphabetical order."""
    return sorted(word.value for word in words)


def known(text: str) -> str | None:
    """A text, or None where it is empty: not known."""
    return text or None


def finite(number: float | None) -> float | None:
    """A number that JSON can hold; None for a ratio to nothing and for where it or a ratio of zero lies."""
    return number if number is not None and isfinite(number) else None


def counted(number: float | None) -> float | int | None:
    """A count, whole where it is whole; shares of a split board are not."""
    return int(number) if number is not None and number == int(number) else number


def period_document(period: Period | None) -> Document | None:
    """A period with its first and last day."""
    if period is None:
        return None
    return {"label": period.label, "start": period.start.isoformat(), "end": period.end.isoformat()}


def area_document(area: Area, geography: Geography) -> Document:
    """An area with the boards it was made of and those it became."""
    return {
        "area": area.code,
        "name": area.name,
        "short_name": area.short_name,
        "area_kind": area.kind.value,
        "region": known(area.region),
        "ons_code": known(area.ons_code),
        "population": area.population,
        "valid_from": area.valid_from.isoformat() if area.valid_from else None,
        "valid_to": area.valid_to.isoformat() if area.valid_to else None,
        "vintages": tokens_in_order(area.vintages),
        "predecessors": [_succession(s, s.predecessor) for s in geography.predecessors(area.code)],
        "successors": [_succession(s, s.successor) for s in geography.successors(area.code)],
    }


def _succession(succession: Succession, other: str) -> Document:
    return {
        "area": other,
        "date": succession.date.isoformat(),
        "share": succession.share,
        "population": succession.population,
    }


def cell_document(measured: MeasuredCell, evidence: EvidenceCell) -> Document:
    """The three layers of a cell in an area, side by side; null judgement means that nobody has judged it."""
    return {
        "area": measured.area,
        "block": measured.cell.block.value,
        "level": measured.cell.level.value,
        "measured": measured_document(measured),
        "evidence": {
            "barriers": evidence.barriers.count,
            "enablers": evidence.enablers.count,
            "voices": evidence.voices,
            "barriers_emptiness": token(evidence.barriers.emptiness),
            "enablers_emptiness": token(evidence.enablers.emptiness),
        },
        "judgement": None,
        "layers_disagree": None,
    }


def measured_document(measured: MeasuredCell) -> Document:
    """The measured layer: the deciding pair's gap where there is one, and what the other pairs say."""
    gap = measured.deciding
    period = gap.period if gap else None
    return {
        "band": token(measured.band),
        "certainty": token(gap.certainty) if gap else None,
        "deciding_pair": gap.pair.id if gap else None,
        "grade": gap.pair.grade.value if gap else None,
        "measure": gap.pair.measure.value if gap else None,
        "value": finite(gap.value) if gap else None,
        "low": finite(gap.low) if gap else None,
        "high": finite(gap.high) if gap else None,
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


def pair_document(pair: ParityPair) -> Document:
    """A pair of the register with its words."""
    return {
        "id": pair.id,
        "title": pair.words.title,
        "block": pair.cell.block.value,
        "level": pair.cell.level.value,
        "pair_kind": pair.pair_kind.value,
        "mental_measure": pair.mental_measure,
        "comparator_measure": pair.comparator_measure,
        "mental_label": pair.words.mental_label,
        "comparator_label": pair.words.comparator_label,
        "sentence": pair.words.sentence,
        "measure": pair.measure.value,
        "mental_polarity": pair.mental_polarity.value,
        "comparator_polarity": pair.comparator_polarity.value,
        "unit": known(pair.unit),
        "grade": pair.grade.value,
        "grade_reason": pair.grade_reason,
        "known_bias": pair.known_bias,
        "decides": pair.decides,
        "superseded_by": known(pair.superseded_by),
        "sides_overlap": pair.sides_overlap,
        "source": known(pair.source),
        "fingertips_id": known(pair.fingertips_id),
        "mental": _side_source(pair.mental),
        "comparator": _side_source(pair.comparator),
        "unpublished": known(pair.words.unpublished),
        "who_could_publish": known(pair.words.who_could_publish),
        "nearest_proxy": known(pair.words.nearest_proxy),
    }


def _side_source(side: SideSource | None) -> Document | None:
    if side is None:
        return None
    return {
        "indicator": side.indicator,
        "side_reading": side.reading.value,
        "breakdown": known(side.breakdown),
    }


def indicator_document(indicator: Indicator | None) -> Document | None:
    """An indicator with its full metadata."""
    if indicator is None:
        return None
    words = {
        name: known(getattr(indicator, name))
        for name in ("unit", "numerator", "denominator", "basis", "frequency", "fingertips_id", "caveats")
    }
    return {
        "id": indicator.id,
        "name": indicator.name,
        "definition": known(indicator.definition),
        "scale": indicator.scale.value,
        "polarity": indicator.polarity.value,
        "constant": indicator.constant,
        "publication": indicator.publication,
        **words,
    }


def gap_document(gap: ParityGap) -> Document:
    """One pair in one area: the gap or the reason why there is none, and both sides with their sources."""
    framing = gap.other_framing
    return {
        "area": gap.area,
        "value": finite(gap.value),
        "low": finite(gap.low),
        "high": finite(gap.high),
        "band": token(gap.band),
        "context_band": token(gap.context_band),
        "certainty": token(gap.certainty),
        "no_interval_reason": known(gap.no_interval_reason),
        "emptiness": token(gap.emptiness),
        "reason": known(gap.reason),
        "distance": finite(gap.distance),
        "difference": finite(gap.difference),
        "other_framing": (None if framing is None else {"value": finite(framing.ratio), "band": framing.band.value}),
        "framing_sensitive": gap.framing_sensitive,
        "spread": asdict(gap.spread) if gap.spread else None,
        "status": tokens_in_order(gap.status),
        "notes": list(gap.notes),
        "months_apart": gap.months_apart,
        "mental": side_document(gap.mental),
        "comparator": side_document(gap.comparator),
    }


def side_document(side: SideValue | None) -> Document | None:
    """One side as the pair reads it, with where its figure comes from; None where nothing is held for it."""
    if side is None:
        return None
    row = side.observation
    return {
        "indicator": side.indicator.id,
        "value": finite(side.value),
        "low": finite(side.low),
        "high": finite(side.high),
        "count": counted(side.count),
        "denominator": counted(side.denominator),
        "period": period_document(side.period),
        "organisations": side.organisations,
        "organisations_expected": row.organisations_expected if row else None,
        "status": tokens_in_order(side.status),
        "note": known(row.note) if row else None,
        "predecessors": [
            {"area": one.area, "value": finite(one.value), "period": period_document(one.period)}
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
