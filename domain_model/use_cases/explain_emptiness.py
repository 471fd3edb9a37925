"""Say why a cell has no comparison: the reason that most of its pairs give."""

from collections import Counter

from domain_model.cell_summary import MeasuredCell

GRADE_NOT_ASKED_FOR = "what can be compared is of a grade that was not asked for"
NO_PAIR_REGISTERED = "no pair of measures is registered"
CONTEXT_ONLY = "only figures of need are held, which are context and not judged"


def why_not_compared(measured: MeasuredCell) -> str:
    """The chief reason why a cell has no deciding pair, '' where it has one; ties go to the first pair."""
    if measured.deciding is not None:
        return ""
    judged = [gap for gap in measured.gaps if not gap.pair.is_context]
    if not measured.gaps:
        return NO_PAIR_REGISTERED
    if not judged and any(gap.context_band is not None for gap in measured.gaps):
        return CONTEXT_ONLY
    if any(gap.is_comparable for gap in judged):
        return GRADE_NOT_ASKED_FOR
    telling = [gap for gap in judged if gap.emptiness is measured.emptiness]
    return Counter(gap.reason for gap in telling or judged or measured.gaps).most_common(1)[0][0]


def kind_of_reason(reason: str) -> str:
    """A reason without what is particular to its pair: `no fair comparison: ...` is `no fair comparison`."""
    return reason.partition(":")[0]
