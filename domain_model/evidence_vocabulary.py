"""The closed lists of words about evidence: who speaks, about whom, how firmly it is placed, what to do about it."""

from enum import StrEnum


class MatrixReading(StrEnum):
    """What the matrix counts: the published table, all that we coded, or also what people added here."""

    PUBLISHED = "published"
    CODED = "coded"
    EXTENDED = "extended"


class MatrixMeasure(StrEnum):
    """What the large number of a cell says: how many, what share of all placements, or which side outweighs."""

    COUNT = "count"
    SHARE = "share"
    BALANCE = "balance"


class EvidencePart(StrEnum):
    """Where a statement stands towards the published table: printed in it, repeating it, beyond it, or added here."""

    ENTRY = "entry"
    REPEATS = "repeats"
    BEYOND = "beyond"
    ADDED = "added"


class PlacementBasis(StrEnum):
    """How firmly a statement sits in its cells: the certainty of its coding, firmest first."""

    PRINTED = "printed"
    STATED = "stated"
    AGREED = "agreed"
    INFERRED = "inferred"
    CONTESTED = "contested"


class Dispute(StrEnum):
    """Who disagrees on where a statement belongs; `unsaid` where what brought it here does not say."""

    TEXT_AND_TABLE = "text_and_table"
    CODERS = "coders"
    UNSAID = "unsaid"


class Perspective(StrEnum):
    """From where a voice speaks: as the three groups that METHODS sets side by side, and those beside them."""

    POLICY = "policy"
    PRACTICE = "practice"
    LIVED_EXPERIENCE = "lived_experience"
    RESEARCH = "research"
    UNKNOWN = "unknown"


class PopulationGroup(StrEnum):
    """A group of people a statement is about.

    The nine protected characteristics of the Equality Act 2010, the other eight groups of Advancing Mental Health
    Equality (2019), and `intersections` for the combined effect of several.
    """

    AGE = "age"
    DISABILITY = "disability"
    GENDER_REASSIGNMENT = "gender_reassignment"
    MARRIAGE_CIVIL_PARTNERSHIP = "marriage_civil_partnership"
    PREGNANCY_MATERNITY = "pregnancy_maternity"
    RACE = "race"
    RELIGION_BELIEF = "religion_belief"
    SEX = "sex"
    SEXUAL_ORIENTATION = "sexual_orientation"
    SOCIOECONOMIC_STATUS = "socioeconomic_status"
    REFUGEES_ASYLUM_SEEKERS = "refugees_asylum_seekers"
    MIGRANTS = "migrants"
    LOOKED_AFTER_CHILDREN = "looked_after_children"
    HOMELESS_PEOPLE = "homeless_people"
    PRISONERS_YOUNG_OFFENDERS = "prisoners_young_offenders"
    TRAVELLER_COMMUNITIES = "traveller_communities"
    VETERANS = "veterans"
    INTERSECTIONS = "intersections"


PROTECTED_CHARACTERISTICS = tuple(PopulationGroup)[:9]
OTHER_GROUPS = tuple(PopulationGroup)[9:17]


class Wording(StrEnum):
    """Whose words a statement is in: ours or its coder's, or the source's own."""

    OWN_WORDS = "own_words"
    QUOTATION = "quotation"


class FrameworkKind(StrEnum):
    """What sort of thing an entry of a framework is; each kind is a list that can be used as a checklist."""

    PRINCIPLE = "principle"
    PARITY_COMPONENT = "parity_component"
    INTEGRATION_AREA = "integration_area"
    LEVER = "lever"
    STEP = "step"
    KEY_PRINCIPLE = "key_principle"
    QUESTION = "question"
    METHOD = "method"
    COPRODUCTION_TIP = "coproduction_tip"
    INTERVENTION = "intervention"
    FACILITATOR = "facilitator"
    POSITIVE_PRACTICE = "positive_practice"
    DUTY = "duty"
    DATA_SOURCE = "data_source"
    COMMISSIONING_PROMPT = "commissioning_prompt"
    DATA_CHALLENGE = "data_challenge"
    REPORTED_INEQUALITY = "reported_inequality"
    EVALUATION_DATA = "evaluation_data"


class StrategyStrength(StrEnum):
    """How strongly a source says that something addresses a barrier, strongest first."""

    STATED = "stated"
    SAME_SOURCE = "same_source"
    INFERRED = "inferred"


class RecordKind(StrEnum):
    """What an edit to one's own evidence is about."""

    SOURCE = "source"
    STATEMENT = "statement"
    LINK = "link"
    CONFIDENCE = "confidence"
    PLACEMENT = "placement"


class Concern(StrEnum):
    """How much concern there is about one component of confidence (GRADE-CERQual, Lewin and others 2018)."""

    NONE_OR_VERY_MINOR = "none_or_very_minor"
    MINOR = "minor"
    MODERATE = "moderate"
    SERIOUS = "serious"


class FindingConfidence(StrEnum):
    """How much confidence a finding of qualitative evidence deserves (GRADE-CERQual)."""

    HIGH = "high"
    MODERATE = "moderate"
    LOW = "low"
    VERY_LOW = "very_low"


class ChecklistState(StrEnum):
    """What an editor says of an entry of a checklist for an area."""

    IN_PLACE = "in_place"
    PARTLY = "partly"
    NOT_IN_PLACE = "not_in_place"
    DOES_NOT_APPLY = "does_not_apply"


class SearchKind(StrEnum):
    """What kind of record a search finds."""

    STATEMENT = "statement"
    SOURCE = "source"
    LINK = "link"
    FRAMEWORK_ENTRY = "framework_entry"


class CodingAspect(StrEnum):
    """What of coders' placements is compared: where they put a statement, or of what kind they took it to be."""

    CELL = "cell"
    BLOCK = "block"
    LEVEL = "level"
    KIND = "kind"


class CodingCounting(StrEnum):
    """What counts when coders are compared: what all placed in a cell, or also that something fits no single cell."""

    CODED_ONLY = "coded_only"
    WITH_NOWHERE = "with_nowhere"


class ImportFormat(StrEnum):
    """The kind of file that evidence is brought in from."""

    CSV = "csv"
    XLSX = "xlsx"
    QDC = "qdc"
    QDPX = "qdpx"


class LinkOrigin(StrEnum):
    """Whether a link stands in the catalogue or was added by people of this copy."""

    CATALOGUE = "catalogue"
    ADDED = "added"


class Firmness(StrEnum):
    """How firmly a link, or the least certain step of a path, is said; firmest first."""

    STATED = "stated"
    STATED_WITH_NOTE = "stated_with_note"
    NOT_STATED = "not_stated"


class LoopPolarity(StrEnum):
    """What the steps of a feedback loop have in common; never a product of their signs."""

    EACH_WORSENS = "each_worsens"
    EACH_IMPROVES = "each_improves"
    MIXED = "mixed"
