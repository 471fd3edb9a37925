"""What the Method page says of the room's judgement: how a workshop's votes are counted, and what is never shown."""

from dash import html

from domain_model.workshop.plans import LEAST_PEOPLE
from domain_model.workshop.voices import LEAST_FOR_SPREAD

_STEPS = (
    ("Ranking (Nominal Group Technique)", "Everybody ranks the five things that matter most, or as many as the workshop says. The first gets 5 points, the fifth 1, everything else none. Points are added up. If two have the same sum, the one that more people ranked comes first; if that is the same too, they share the rank."),
    ("The range of a rank", "The vote is drawn again 2,000 times from the same ballots. The range holds 95% of the ranks that come out. Ranges that overlap are read as bands, not as places."),
    ("Each group counts once", "Within each group everything is ranked by the group's own points. Of n things the group's first gets n points and its last 1; those that share a rank share the points. The groups' points are added up, so that a group of 5 weighs as much as one of 20."),
    ("Agreement", "Kendall's W, corrected for ties: 0 is none and 1 is full agreement. Below 0.3 we call it weak, from 0.7 strong; these cuts are ours."),
    ("Scores from 1 to 9", "The median, and the middle 40% of answers, from the 30th to the 70th percentile (linear interpolation). People disagree where that spread is larger than 2.35 + 1.5 × the distance of its middle from 5 (RAND/UCLA; Fitch and others 2001). A group's median may stand far from another's though the rule says 'no disagreement': both are shown."),
    ("Better or worse than physical health", "The median answer is the room's band; between two bands it is the one nearer parity. 'Don't know' is counted and has no band. The interval is that of the median by order statistics."),
    ("Rounds", "A question that is asked again shows its mean shift with a 95% interval, of those who answered both times, and how stable answers are (weighted kappa). Consensus as Delphi studies have it: at least 70% score 7 to 9 and fewer than 15% score 1 to 3."),
)  # fmt: skip

_NEVER = (
    f"No figure about fewer than {LEAST_PEOPLE} people, unless the facilitator set another least number; never fewer than 3.",
    "No group's figures where they, or the total less the other groups, would be about fewer. Small groups are put together as 'other voices'; where that is not enough, there are no figures by group.",
    f"No spread, no counts of single answers and no range of ranks for fewer than {LEAST_FOR_SPREAD} people: a unanimous five would show everybody's vote.",
    "Nothing at all before the vote is over, and then everything at once. A vote that was opened again is published a second time only if enough ballots changed.",
)  # fmt: skip


def workshop_section() -> html.Section:
    """How the room's judgement comes about."""
    return html.Section(
        [
            html.H2("The room's judgement", id="workshops"),
            html.P(
                "In a workshop people write ideas, discuss them and vote by phone, each for a group they choose. An editor decides whether the scores "
                "become part of the heat map for that area and date. They are never averaged with figures, evidence or single views."
            ),
            html.Dl([part for name, text in _STEPS for part in (html.Dt(name), html.Dd(text))]),
            html.H3("What is never shown"),
            html.Ul([html.Li(words) for words in _NEVER]),
        ]
    )
