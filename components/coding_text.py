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

WHY_THEY_DIFFER = (
    "Missing placements: alpha counts what any two coders placed, the kappas only what all of those compared placed; n says on how many statements each rests.",
    "Marginals, which are how often each category was used: Cohen's kappa takes chance from each coder's own shares, alpha and Fleiss's kappa from the shares of all placements together. Where two coders use the categories unequally often, Cohen's kappa comes out higher than Fleiss's for the same placements; alpha also corrects for few statements.",
    "Interval method: alpha's comes from resamples of the statements, Cohen's from a formula for large samples, Fleiss's from the variance over statements. With few statements they can lie on different sides of 0 though the values are close.",
)

CHOOSE_ONE = "Choose the cell it belongs to most; each coder can choose one cell only. If it belongs in several, say in the note in which others. What is agreed in the end may name several."

ONE_CELL_EACH = "Each coder could choose one cell for a statement; the catalogue, whoever added a statement, and the agreed coding may name several. Two coders can both be right about such a statement and still differ."

SEVERAL_MAY_STAND = "Coders chose one cell each; what you agree on may name several."

IN_THE_NAME_OF_ALL = "You keep this in the name of all coders; they are not asked again. Your reason and the day stand with it for everybody, your name for whoever is signed in; any editor can change it or take it back."

TOO_FEW_PLACED = "Fewer than two coders placed anything, so that there is nothing to compare."

TOO_FEW_LEFT = "Fewer than two coders are left to compare, so that there are no figures. Leave fewer of them out."

LIST_FOLLOWS = "The list follows the choice of coders on this page: what those who are left out said is not in it, and decides nothing about its order. The page behind 'Agree on it' or 'Look at what was agreed' shows what everybody said."

NOT_KEPT = "It was changed meanwhile, by somebody else or in another window of yours. What you chose and wrote stands in the form as you left it. Compare it with what was kept meanwhile: keep yours, which then takes its place, or leave the page and let that stand."

CHOICE_FOLLOWS = "Figures, files, the comparison with the catalogue and the list of disagreements all follow this choice. It changes nothing that is kept: the address of the page holds it."

WHO_HOLDS_IT_BACK = "The last column shows who holds the number down: how many statements all those compared would have placed without a coder, or with one who is left out."

REPLACED = "The published data, the catalogue of statements among them, were replaced by another release after the round was made. Statements of the catalogue are shown as they read today; coders may have read other words."

NOT_KNOWN_WHICH = "With which evidence coders worked was not recorded, so that statements of the catalogue, which are shown as they read today, may have read differently for them."

SMALL_NUMBERS = f"Small numbers: fewer than {FEW_STATEMENTS} statements were placed by two coders. The intervals are rough, and a few statements more could change every figure here."

AGAINST_CATALOGUE = "Against the placements before anything was agreed. Left out of the kappa for cells: statements for which the catalogue names several cells. The catalogue is one more opinion, not the right answer."
