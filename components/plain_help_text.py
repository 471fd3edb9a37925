"""What the pages of plain HTML say under 'Help with this page', in the four parts of all help."""

from components.help_text import PageHelp

_FORM_KEYS = "Tab leads from field to field and to the button; Enter in a field sends the form. If something is wrong, the list at the top has the focus, and its links lead to the fields."

_READING_KEYS_OF_TABLES = (
    "Headings lead from vote to vote. Wide tables scroll with the arrow keys once they have the focus."
)

PLAIN_HELP: dict[str, PageHelp] = {
    "sign_in": PageHelp(
        "The form for people who have an account. Reading needs none, unless this copy is closed to visitors.",
        "An account is made by invitation: an administrator gives you a link that works once. After several wrong passwords you have to wait some minutes.",
        _FORM_KEYS,
        "Sign in to score cells, write notes and save views, as your role allows. If you forgot your password, ask an administrator for a link to choose a new one.",
    ),
    "score": PageHelp(
        "The list of areas that can be scored, those that you have begun, and your views as files.",
        "A score is what you think of a cell: one person's view (n = 1). It stands beside the figures and is never averaged with anybody else's.",
        "Tab leads to the list; arrow keys or the first letters of a name choose an area. Enter on 'Score its cells' goes on.",
        "Choose your board and score its cells in one go, or open a cell on the heat map and score it there. A file brings back views that you fetched before.",
    ),
    "score_area": PageHelp(
        "All 18 cells of one area, each with the same question, two scales, how sure you are, and room for a reason and a source.",
        "What is measured stands above each question; hide the figures to score without them. Severity runs from 1 (slight) to 9 (most severe), feasibility from 1 (hardest) to 9 (easiest). Both only put things in order.",
        "In an answer, the keys 1 to 6 choose and Enter goes on to the next cell. Tab leads through the fields.",
        "Answer what you can and save. What you typed stays in this browser until then. Each save can be undone, and the history keeps every version.",
    ),
    "views": PageHelp(
        "Views of pages that you saved under a name, in your own order, and those that others share.",
        "A view is an address with its filters, not a copy: the figures that it opens are today's, unless its date is part of it.",
        "Tab leads through the links and buttons of each view. 'Move up' and 'Move down' change its place in the list.",
        "Open a page, set its filters and choose 'Save this view' there. Share a view to let everybody open it who may read here; a removal can be undone.",
    ),
    "notes": PageHelp(
        "All notes that you wrote and have not withdrawn, each under the cell that it is about.",
        "Others read your notes with your name if they are signed in, and without it otherwise. Earlier versions of a note stay readable for everybody until it is withdrawn.",
        "Headings let a screen reader jump from note to note. Tab leads to the links and buttons of each.",
        "Change or withdraw a note here, or open its cell. Write a new one in the panel of a cell; name no patients. The file holds all of them.",
    ),
    "workshops": PageHelp(
        "The workshops that you have made, the latest first, with where each stands and how many people have joined.",
        "'Being set up' means that nobody has begun. A closed workshop keeps its results; its ballots are erased 30 days later.",
        "Tab leads to 'New workshop', then through the buttons of each workshop. Headings let a screen reader jump from one to the next.",
        "Make a new one, or open one to run it. 'Duplicate' takes over the plan, 'Rehearse' does so for a trial run, and 'Run again' asks the same things months later.",
    ),
    "workshop_new": PageHelp(
        "The form that sets up a workshop: an area, a title, and a plan to begin with.",
        "Every field has a value that works. The study's barriers are national; the cells of 'Where does it hurt?' follow this area's figures.",
        "Tab leads from field to field, arrow keys choose a plan, and Enter in the title makes the workshop. Space opens 'More choices'.",
        "Choose the area and press 'Create the workshop': the next page shows the code for joining. Until people begin, you can change everything.",
    ),
    "workshop_console": PageHelp(
        "One workshop as you run it: the stage, the clock, who joined, and the one button that is meant now.",
        "You see how many have voted, never what. When a vote is over its results wait, sealed, until you reveal them. Groups with few people are pooled.",
        "The big button comes first. Tab leads to the clock, to 'Undo', then to ideas, votes and links. What you are typing stays when the room changes.",
        "Open the projector page on the big screen, let people scan the code, and press the big button. For a second facilitator make a link under 'People and links'. If the Wi-Fi fails, print paper ballots and type them in.",
    ),
    "workshop_paper": PageHelp(
        "The form for ballots that were filled in on paper, or that somebody casts for another person.",
        "A paper ballot counts like any other, once. It can be typed in until the vote is counted: leave the vote open, or give it more time, until all are in.",
        _FORM_KEYS,
        "Type one ballot and save it; the form for the next one keeps the way and the group. The last one can be taken back. Ballots and a poster to print are linked from the console.",
    ),
    "workshop_report": PageHelp(
        "What a workshop has published: rankings, scores, and what groups said, as tables and files. Its facilitators see all of it, others what an editor approved.",
        "A figure that is about too few people is not shown and says so. Before a vote is revealed you see how many voted, nothing else.",
        _READING_KEYS_OF_TABLES,
        "Take the results away as CSV, XLSX or JSON. Scores of cells can become part of the heat map once an editor approves them.",
    ),
    "workshop_approvals": PageHelp(
        "Votes of workshops that could be shown on the heat map, and those that are.",
        "Only revealed scores of cells are offered, never those of a rehearsal or of an imported file. On the heat map they stand by themselves, with the number of people.",
        "Tab leads from vote to vote. A link shows first what the heat map would show.",
        "Look at a vote, then approve it. You can take it off the heat map again at any time.",
    ),
    "account": PageHelp(
        "What is kept about you: name, address, role, the browsers where you are signed in, and your API tokens.",
        "Signed-in people see your name beside what you write; administrators see your address as well. A token lets a program write in your name, and is shown once only.",
        _FORM_KEYS,
        "Sign out everywhere else if you used a shared computer. Fetch all your data as a file, or delete the account: you choose whether your scores and notes stay without a name.",
    ),
    "people": PageHelp(
        "Everybody with an account, the form for an invitation, and the links of the last 90 days.",
        "A link makes one account or sets one new password, once. It is shown only once: hand it on yourself, no email is sent. Once used or withdrawn, it does not say any more for whom it was.",
        _FORM_KEYS,
        "Give people the lowest role that is enough. Open a person to change the role, make a link or delete the account. The audit log holds all of it.",
    ),
    "audit": PageHelp(
        "What people did and what was refused, the latest first, a page at a time.",
        "The log says who did what and where, never what somebody said in a score or a note. Network addresses are kept with refusals only, and everything is removed after 12 months.",
        "Tab leads through the filters to 'Show', then to the files and the table. Below it, links lead to further pages.",
        "Filter by person, action or days. Many refusals from one network address may be an attack: tell whoever runs the server. Fetching the log is itself recorded.",
    ),
}  # fmt: skip
"""The help of each of these pages, by the name that its view gives to `answer_page`."""
