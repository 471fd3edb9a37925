"""What the Method page says of coders' agreement: which coefficient is for what, and how sure it is."""

from dash import html

from domain_model.statistics.agreement_intervals import RESAMPLES
from domain_model.use_cases.compare_coders import FEW_PLACEMENTS, FEW_STATEMENTS

_COEFFICIENTS = (
    ("Cohen's kappa", "Two coders, what both placed: (agreement − agreement by chance) / (1 − agreement by chance), chance from each coder's own shares (Cohen 1960). Interval: ± 1.96 standard errors (Fleiss, Cohen and Everitt 1969)."),
    ("Fleiss's kappa", "Any number of coders, what all of them placed; chance from the shares of all placements (Fleiss 1971). Interval: variance over statements, linearised, with Student's t (Gwet 2021). The variance of Fleiss, Nee and Landis (1979) supposes that there is no agreement and is not used."),
    ("Krippendorff's alpha", f"Any number of coders, with gaps: 1 − observed / expected disagreement over what any two of them placed (Krippendorff 2011). For levels as steps, disagreement grows with their distance in the order of placements (ordinal alpha). Interval: the middle 95% of {RESAMPLES:,} resamples of the statements with a fixed seed (Zapf and others 2016)."),
    ("Where they differ", "The sentences of the results rest on Krippendorff's alpha and its interval, and say where a kappa says otherwise. They can differ because of missing placements (alpha counts what any two coders placed), because of the marginals (Cohen's kappa takes chance from each coder's own shares, the others from all placements together), and because each interval is worked out by another method."),
    ("One cell against all others", "The same coefficients where only 'this cell' and 'not this cell' are told apart; so for levels, building blocks and kinds."),
    ("One cell each", "A coder places a statement in one cell, or says that it fits no single cell; the catalogue, whoever added a statement, and the agreed coding may name several. Two coders can both be right about a statement of several cells and still count as disagreeing, which makes agreement look lower than it is; the results mark such disagreements."),
    ("What counts", "Either all placements, with 'fits no single cell' as a place of its own; or only statements that every coder placed in a cell."),
    ("Who is compared", "All coders who placed anything, unless whoever reads the results leaves some out. One coder who placed little leaves few statements that all placed; the results say how many each placed, and page, files and methods paragraph say who is left out. To leave somebody out because they disagree would make agreement look higher than it is."),
)  # fmt: skip


def agreement_section() -> html.Section:
    """How far coders agree, and how that is worked out."""
    return html.Section(
        [
            html.H2("How far coders agree", id="agreement"),
            html.P(
                "In a coding round people place the same statements in the framework, blind of one another and of the catalogue. Each coefficient is 1 for full "
                "agreement and 0 for what chance alone would give. Nothing of it is shown, to anybody, before the round is closed."
            ),
            html.Dl([part for name, text in _COEFFICIENTS for part in (html.Dt(name), html.Dd(text))]),
            html.P(
                f"No cut divides good from bad agreement here: those in use are custom. Fewer than {FEW_STATEMENTS} statements, or fewer than {FEW_PLACEMENTS} placements in a "
                "category, are marked as small numbers. Where all placements are one category a coefficient is not defined; where everybody agrees it has no interval."
            ),
        ]
    )
