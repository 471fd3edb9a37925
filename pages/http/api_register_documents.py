"""Pairs of the register and their indicators as plain documents ready for JSON."""

from collections.abc import Mapping

from domain_model.indicators import Indicator
from domain_model.parity import ParityPair, SideSource
from pages.http.api_gazetteer import fields_of
from pages.http.api_units import figure_unit
from pages.http.api_values import Document, known


def pair_document(pair: ParityPair, indicators: Mapping[str, Indicator]) -> Document:
    """A pair of the register with its words."""
    return {
        "id": pair.id,
        "title": pair.words.title,
        **fields_of(pair.cell),
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
        "mental": _side_source(pair.mental, indicators),
        "comparator": _side_source(pair.comparator, indicators),
        "unpublished": known(pair.words.unpublished),
        "who_could_publish": known(pair.words.who_could_publish),
        "nearest_proxy": known(pair.words.nearest_proxy),
    }


def _side_source(side: SideSource | None, indicators: Mapping[str, Indicator]) -> Document | None:
    if side is None:
        return None
    return {
        "indicator": side.indicator,
        "indicator_name": indicators[side.indicator].name,
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
        "value_unit": figure_unit(indicator),
        "polarity": indicator.polarity.value,
        "constant": indicator.constant,
        "publication": indicator.publication,
        **words,
    }
