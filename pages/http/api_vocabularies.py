"""The closed lists of words by the names that the API gives them."""

from enum import StrEnum

from domain_model import evidence_vocabulary as evidence_words
from domain_model import vocabulary as words

VOCABULARIES: dict[str, type[StrEnum]] = {
    "block": words.BuildingBlock,
    "level": words.Level,
    "kind": words.StatementKind,
    "reading": words.Reading,
    "sign": words.LinkSign,
    "basis": words.LinkBasis,
    "area_kind": words.AreaKind,
    "vintage": words.Vintage,
    "pair_kind": words.PairKind,
    "side": words.Side,
    "polarity": words.Polarity,
    "scale": words.Scale,
    "measure": words.Measure,
    "grade": words.Grade,
    "band": words.Band,
    "context_band": words.ContextBand,
    "certainty": words.Certainty,
    "emptiness": words.Emptiness,
    "status": words.StatusCode,
    "side_reading": words.SideReading,
    "copy_status": words.CopyStatus,
    "cell_state": words.CellState,
    "perception": words.Perception,
    "confidence": words.Confidence,
    "placement_basis": evidence_words.PlacementBasis,
    "perspective": evidence_words.Perspective,
    "population_group": evidence_words.PopulationGroup,
    "wording": evidence_words.Wording,
}
"""Every vocabulary of figures and judgements, and those of statements; a test proves that none is left out."""


def tokens(name: str) -> list[str]:
    """The tokens of a vocabulary, in their own order."""
    return [member.value for member in VOCABULARIES[name]]
