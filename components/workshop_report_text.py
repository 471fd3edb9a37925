"""What a workshop's report and files say of method, privacy and source."""

from domain_model.workshop.plans import WorkshopPlan

REHEARSAL = "REHEARSAL: made to try things out, with simulated people or none. Not a judgement of anything."
IMPORTED = (
    "These results came from a file. Their figures are those of the file; they cannot be approved for the heat map."
)
PART = (
    "Published here is what an editor approved for the heat map. Other votes of this workshop are not published here."
)
LICENCE = "Own data of the workshop, collected with Parity Map (software under the MIT licence). No names, addresses or single ballots are in it."
SOURCE = "Source: judgements of the people who took part in this workshop, in Parity Map. Not an NHS or WHO product; endorsed by neither. A judgement is what people think, not a measurement."

METHOD = (
    "Ranking: each person puts up to a number of things in order; the first gets the most points, the last one point, and whatever is not ranked none. Points are added up. Ties are broken by how many people ranked a thing; whatever is still tied shares a rank, written with an equals sign.",
    "The range of a rank is its 95% bootstrap range: the ballots are drawn again with replacement 2,000 times, always from the same seed, and ranked each time. Ranges that overlap mean that the order could have come out otherwise.",
    "Each group counted once: each group that is published ranks everything, gives as many points as there are things to its first, down to one, and the points of all groups are added. It stands beside the plain sum, never in its place.",
    "Agreement is Kendall's W with correction for ties: 0 is no agreement, 1 is full agreement. Below 0.3 we call it weak, from 0.7 strong; these cuts are ours.",
    "Scores run from 1 to 9. The middle is the median. Percentiles are linear: between two ordered answers the value lies in proportion (the method of Hyndman and Fan that is numbered 7). People disagree where the range from the 30th to the 70th percentile is wider than its limit, 2.35 + 1.5 times the distance of its middle from 5 (RAND/UCLA, IPRAS).",
    "Consensus (Delphi): at least 70% of people score 7 to 9, and fewer than 15% score 1 to 3.",
    "The 95% interval of a median is exact: two of the ordered answers, chosen by the binomial distribution.",
    "Compared with physical health: five bands from much worse to much better. A median between two bands is the one nearer parity. 'Don't know' is counted, and stands outside the median.",
    "Between rounds that ask the same: stability is the weighted kappa (linear weights) of the people who answered both, and the shift is their mean change with a 95% interval. Above 0 means a higher score, or better for mental health.",
    "Since the workshop was held before: the change of the mean is split into what the people changed who came to both (known by their return codes), and the rest, which is that other people took part.",
)
"""How the figures are made, each a paragraph."""


def privacy_rules(plan: WorkshopPlan) -> tuple[str, ...]:
    """What is not shown, and why, each a paragraph."""
    return (
        f"No figure is about fewer than {plan.least} people. Groups smaller than that are counted among other voices, together with everybody who prefers not to say which group is theirs; if that is not enough, the smallest group joins them, or no figures by group are shown. This was decided before the results were.",
        "How answers lie apart (intervals, percentiles, counts of each answer, agreement) is shown from eight people up: in a smaller group it could show everybody's answer.",
        "Where a figure of one group could be found by taking others from the total, it is not shown for any group. [c] marks what is not shown, with the reason.",
        "A round that was opened again is published again only if enough people changed their ballot. Reports and files read the published figures and never a ballot.",
    )
