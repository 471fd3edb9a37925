"""What the pages of plain HTML say under 'Help with this page', in the four parts of all help."""

from components.help_text import PageHelp

_FORM_KEYS = "Tab leads from field to field and to the button; Enter in a field sends the form. If something is wrong, the list at the top has the focus, and its links lead to the fields."

_READING_KEYS_OF_TABLES = (
    "Headings lead from vote to vote. Wide tables scroll with the arrow keys once they have the focus."
)

PLAIN_HELP: dict[str, PageHelp] = {
    "search": PageHelp(
        "Everything in the evidence that holds your words: statements, sources, links between cells and entries of frameworks.",
        "Yellow shows where the words stand. A word counts in every form, so that services finds service. Where nearly everything holds the words, nothing is ranked.",
        "Tab leads to the field; Enter searches. Then come the kinds, the ways to the matrix and to files, and each hit. Headings lead past the field.",
        "Type words, or a phrase in quotation marks. Choose a kind to see it alone, open a hit, or see all statements that were found in the matrix.",
    ),
    "take_away": PageHelp(
        "The view that you had open, as files, a citation and a methods paragraph.",
        "The filters are printed as they stand in every file, with the evidence version, so that somebody else can open the same view.",
        "Tab leads from file to file, then to the two texts; in each, Control and A chooses all of it for copying.",
        "Choose a table for counting, a document for programs, references for a reading list, or a figure for slides. Copy the citation and the methods paragraph into your paper.",
    ),
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
    "checklists": PageHelp(
        "The checklists that the frameworks make, and the areas for which somebody has answered.",
        "Answers are what editors say of an area. They are counted by state, never turned into a score.",
        "Tab leads to the two lists and the button, then through the links of each area.",
        "Choose an area and a list, and open the checklist. Everybody can read it; editors fill it in.",
    ),
    "checklist": PageHelp(
        "One list of a framework for one area: each entry with its answer, and beside it what is measured in its cells.",
        "The figures are published ones and know nothing of the answers. 'Not answered' is not 'not in place'.",
        "Tab leads from field to field; arrow keys choose an answer. Headings lead from entry to entry.",
        "Answer what you know and save one answer or all of them. Every version is kept with its author; the last change can be undone, and the history brings any version back.",
    ),
    "evidence": PageHelp(
        "What people of this copy added to the evidence: sources, statements, links and how much confidence findings deserve, each with its author and every version.",
        "The published catalogue comes with the software and is never changed. The matrix counts what was added under 'with what was added here' only; other pages mark it, and can leave it out.",
        "Headings lead from source to source. Tab leads through the links and buttons of each record.",
        "Add a source first, then its statements and links; or bring in a file. Change, withdraw or put back what was added, whoever added it: nothing is lost.",
    ),
    "evidence_form": PageHelp(
        "The form for one record: a source, a statement that it makes, or a link between two cells.",
        "Say in your own words what the source says, and where it stands there, so that others find it. A statement counts once in each cell that is ticked.",
        _FORM_KEYS,
        "Choose the source, write, tick the cells and save. 'Save and add another' keeps the source and the place in it. If somebody was faster you see both versions.",
    ),
    "evidence_import": PageHelp(
        "Bringing evidence in from a file: a table (CSV, XLSX), or a codebook or project of a coding program (REFI-QDA: QDC, QDPX).",
        "Reading a file adds nothing. The loss report names what of it Parity Map has no place for. What is here already is met again and stays as it is.",
        "Tab leads from question to question; arrow keys choose in a list. Enter on the button below goes on.",
        "Fill in a template, or export from your coding program. Say what its codes mean, look at the preview and confirm. An import can be undone as a whole.",
    ),
    "evidence_history": PageHelp(
        "Every edit to the evidence, the latest first, with what it changed field by field.",
        "An undoing is an edit too and can be undone. Of several edits to one record the last is undone first.",
        "Headings lead from edit to edit. Enter opens what an edit changed.",
        "Choose what and whose edits to see. 'Undo this edit' puts back what stood before; editors and above have it.",
    ),
    "confidence": PageHelp(
        "How much confidence the evidence for one finding deserves, by the four components of GRADE-CERQual.",
        "It is about the evidence, never about the care: low confidence does not mean poor care. No colours, no score: four concerns with reasons, and the whole.",
        _FORM_KEYS,
        "Read the statement and its source, say how much concern there is about each component and why, then how much confidence is left.",
    ),
    "coding": PageHelp(
        "Rounds in which several people place the same statements: those that are open, and those that are closed.",
        "A closed round shows how far its coders agree beyond chance, and where they do not. An open one tells nobody anything of that.",
        "Tab leads through the links. Headings let a screen reader jump from the open rounds to the closed ones.",
        "Editors make a round, or take part in one that is open. Everybody who may read here can look at a closed one and fetch its files.",
    ),
    "coding_new": PageHelp(
        "The form that makes a coding round: a title, and which statements it has.",
        "The choices together say which statements fit. From a view of the matrix the round takes what that view shows. A random sample saves coders' time.",
        _FORM_KEYS,
        "Make the round and give its address to two or more people. You see how far they are, never what they chose, until you close it.",
    ),
    "coding_round": PageHelp(
        "A round that is still open: who takes part, how many statements each has placed, and who says they are finished.",
        "Nobody sees what anybody else chose until the round is closed. Coders are numbered in the order of joining.",
        "Tab leads to 'Take part' or 'Go on placing', then to the list of your own placements.",
        "Take part if you code. Whoever made the round closes it when everybody is finished; that is for good.",
    ),
    "coding_own": PageHelp(
        "All statements of the round in an order of your own, each with what you said of it.",
        "The order is random and differs for everybody, so that it gives nothing away. 'Left open' is what you have not placed.",
        "Tab leads from statement to statement; Enter opens one.",
        "Go on placing, look again at what you doubted, and say that you are finished. Until the round is closed you can change everything.",
    ),
    "coding_statement": PageHelp(
        "One statement with three questions: what it says, where it belongs, and a note if you like.",
        "Rows are building blocks, columns are levels. Choose the one cell that fits best, or that it fits no single cell. What each cell is about stands below the form.",
        "Tab leads to each question, arrow keys choose within it, Enter saves and goes on to the next open statement.",
        "Decide by yourself: agreement means nothing if coders talk meanwhile. Every version is kept, and you can undo or take back what you said.",
    ),
    "coding_results": PageHelp(
        "How far the coders of a closed round agree: in short, then the statements they are divided about, then all figures, cell by cell in parts that unfold.",
        "Coefficients leave out the agreement that chance gives. Brackets hold 95% intervals: with few statements they are wide, and the figure says little.",
        "Headings lead from part to part. Tab leads to the choices of what counts and of coders to leave out, and to 'Agree on it' beside each statement.",
        "Leave out a coder who placed little, if the table shows that they hold the numbers down: page, files and methods paragraph then say so. Read what divides the coders, agree, and keep the agreed coding.",
    ),
    "coding_agreed": PageHelp(
        "One statement, what each coder said of it, what was agreed in the end, and all earlier versions of that.",
        "An agreed coding takes the place of the statement's own one wherever additions count. The catalogue as published stays as it is.",
        _FORM_KEYS,
        "Tick the cells and the kind that were agreed, and say why: you keep it in the name of all coders. The latest version can be undone; nothing is lost by it.",
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
