"""What the pages of coding rounds say at greater length, in words that need no statistics."""

from domain_model.use_cases.compare_coders import FEW_STATEMENTS

WHAT_IT_IS = "In a coding round several people place the same statements, each in an order of their own and none of them knowing what another chose, or where the catalogue has the statement. Once the round is closed everybody sees how far they agree beyond chance, where they do not, and what was agreed in the end."

BLIND = "Until the round is closed nobody, its maker included, sees anybody else's placements or how far people agree; only how many statements each coder has placed."

CLOSING = "Closing is for good: nobody can place or change anything afterwards, and everybody who may read Parity Map then sees what was placed and how far coders agree."

HOW_TO_READ = (
    "Coefficients are 1 for full agreement and 0 for what chance alone would give. Brackets hold the 95% interval, n is the number of statements it rests on.",
    "Cohen's kappa is for two coders, over what both placed. Fleiss's kappa is for any number, over what all of them placed. Krippendorff's alpha is over what any two of them placed, so that gaps are allowed; for levels as steps, two steps apart counts as more than one.",
    "There is no law for what is good enough. Landis and Koch (1977) gave words to ranges of kappa and called their cuts arbitrary themselves; Krippendorff asks for 0.80, and 0.67 for tentative conclusions, as custom. None is applied here.",
    "A rare category gives high agreement by chance, so that its coefficient can be low though most pairs of coders agree: read it beside the share of pairs that agree and the share of placements.",
)

SMALL_NUMBERS = f"Small numbers: fewer than {FEW_STATEMENTS} statements were placed by two coders. The intervals are rough, and a few statements more could change every figure here."

AGAINST_CATALOGUE = "Against the placements before anything was agreed. Left out of the kappa for cells: statements for which the catalogue names several cells. The catalogue is one more opinion, not the right answer."
