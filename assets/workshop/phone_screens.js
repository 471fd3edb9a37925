/* What the phone page of a workshop shows: from the state of the workshop to elements, and into the page.
 *
 *   phoneScreens.draw(view)        the heading, content and footer of a view, which phone.js makes
 *   phoneScreens.put(place, made)  changes only what differs, so that focus, scrolling and typing stay as they are
 *
 * Nothing here keeps, sends or asks. Buttons say what they do in data-do; phone.js does it. What people wrote becomes
 * text and never markup. Tabs, because the weight of the page is limited.
 */
const CHANGES = "This page changes by itself.";
const IDLE = "There is nothing to do on your phone.";
const NUMBERS = ["none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

function h(name, attributes, ...children) {
	const made = document.createElement(name);
	const isPlain = attributes && Object.getPrototypeOf(attributes) === Object.prototype;
	Object.entries(isPlain ? attributes : {}).forEach(([key, value]) => {
		if (key === "value" || key === "checked") {
			made[key] = value;
		} else if (value !== false && value !== null && value !== undefined) {
			made.setAttribute(key, value === true ? "" : value);
		}
	});
	made.append(...(isPlain ? children : [attributes, ...children]).flat().filter(Boolean));
	return made;
}

const ears = (words) => h("span", {class: "for-ears"}, words);
const eyes = (sign) => h("span", {"aria-hidden": "true"}, sign);
const p = (words, kind) => h("p", {class: kind}, words);
const row = (id, ...parts) => h("li", {id: `row-${id}`, class: "row"}, ...parts);
const rows = (id, ...parts) => h(id === "chosen-rows" ? "ol" : "ul", {id, class: "rows", role: "list"}, ...parts);

function button(does, kind, item, ...words) {
	return h("button", {id: item ? `${does}-${item}` : does, type: "button", class: kind, "data-do": does, "data-item": item}, ...words);
}

/* ---- Into the page, changing only what differs ---- */
function put(place, wanted) {
	const known = new Map([...place.children].filter((one) => one.id).map((one) => [one.id, one]));
	let at = place.firstChild;
	wanted.forEach((fresh) => {
		const match = fresh.id ? known.get(fresh.id) : at;
		if (!match || match.nodeName !== fresh.nodeName || (match.id || "") !== (fresh.id || "")) {
			place.insertBefore(fresh, at);
			return;
		}
		if (match === at) {
			at = at.nextSibling;
		} else {
			place.insertBefore(match, at);
		}
		if (fresh.nodeType === Node.TEXT_NODE) {
			match.data = fresh.data;
		} else if (!match.isEqualNode(fresh) || fresh.querySelector("input") || fresh.nodeName === "INPUT") {
			change(match, fresh);
		}
	});
	while (at) {
		const next = at.nextSibling;
		at.remove();
		at = next;
	}
}

function change(old, fresh) {
	[...fresh.attributes].forEach(({name, value}) => {
		if (name !== "open" && old.getAttribute(name) !== value) {
			old.setAttribute(name, value);
		}
	});
	[...old.attributes].forEach(({name}) => {
		if (name !== "open" && !fresh.hasAttribute(name)) {
			old.removeAttribute(name);
		}
	});
	if (old.type === "radio" && old.checked !== fresh.checked) {
		old.checked = fresh.checked;
	}
	if (old.nodeName !== "TEXTAREA") {
		put(old, [...fresh.childNodes]);
	}
}

/* ---- Things to vote on, and what is known about them ---- */
function facts(view, one) {
	if (!view.open.has(one.id)) {
		return null;
	}
	const found = view.facts && view.facts[one.cell];
	const told = (list, title) => list.length ? [h("h3", title), h("ul", list.map((said) =>
		h("li", said.text, h("small", [said.voice, said.source].filter(Boolean).join(", ")))))] : [];
	return h("div", {id: `known-${one.id}`, class: "facts"}, !view.facts ? p("One moment") : !found ? p("Nothing is known about this yet.") : [
		found.measured && p(found.measured), found.region && p(found.region),
		told(found.barriers, "What gets in the way"), told(found.enablers, "What helps"),
		found.sources.length && p(`Sources: ${found.sources.join("; ")}`, "quiet"),
	].flat());
}

function known(view, one, ...words) {
	if (!one.cell || !view.state.may_see_facts) {
		return words.length ? h("span", {class: "words"}, ...words) : null;
	}
	const isOpen = view.open.has(one.id);
	const made = button("facts", "known", one.id, ...words,
		h("small", "What is known", words.length ? ears(" about this") : " about this", eyes(isOpen ? " ▴" : " ▾")));
	made.setAttribute("aria-expanded", isOpen);
	return made;
}

function cellOf(view, token) {
	return view.state.cells.find((cell) => cell.id === token);
}

function list(view, items) {
	return rows("list", items.map((one) => {
		const cell = cellOf(view, one.cell);
		return row(one.id, h("b", {class: "place"}, one.letter), h("span", {class: "words"}, one.text,
			one.new && h("em", " new"), cell && h("small", cell.name)));
	}));
}

/* ---- Ballots ---- */
const place = (position) => ["", "1st", "2nd", "3rd"][position] || `${position}th`;

function scoreWords(scale, score) {
	const between = ([value]) => value === Math.floor(score) || value === Math.ceil(score);
	return scale.choices ? scale.choices.filter((one) => score === 0 ? one[0] === 0 : one[0] && between(one)).map((one) => one[1]).join(" to ") : score;
}

function before(view, target, scale) {
	const earlier = view.state.before;
	if (!earlier) {
		return null;
	}
	const yours = earlier.yours || {};
	if (!scale) {
		const at = (yours.ranking || []).indexOf(target.id);
		return at >= 0 && h("small", `You put this ${place(at + 1)} last time`);
	}
	const mine = yours.scores?.[target.id]?.[scale.id];
	const group = earlier.group?.[target.id]?.[scale.id];
	const said = [
		mine === undefined ? "You gave no answer last time" : `You said ${scoreWords(scale, mine)} last time`,
		...(group === undefined ? [] : [`your group's middle was ${scoreWords(scale, group)}`]),
	];
	return mine === undefined && group === undefined ? null : p(`${said.join(", ")}.`, "before");
}

/* By its letter the room speaks of it, as on the big screen. */
const lettered = (target) => `${target.letter} ${target.text}`.trim();

function ranking(view) {
	const round = view.state.round;
	const targets = new Map(round.targets.map((one) => [one.id, one]));
	const chosen = view.answers.ranking || [];
	const rest = round.targets.filter((one) => !chosen.includes(one.id));
	const free = round.ranks - chosen.length;
	const control = (does, id, isOff, ...words) => {
		const made = button(does, does === "add" ? "add" : "square", id, ...words);
		made.disabled = isOff;
		return made;
	};
	const ranked = chosen.map((id, at) => {
		const one = targets.get(id);
		const where = `now ${at + 1} of ${round.ranks}`;
		return row(id, h("b", {class: "place"}, `${at + 1}`), known(view, one, lettered(one), before(view, one)),
			h("span", {class: "controls"},
				control("up", id, at === 0, eyes("▲"), ears(`Move ${one.text} up, ${where}`)),
				control("down", id, at === chosen.length - 1, eyes("▼"), ears(`Move ${one.text} down, ${where}`)),
				control("out", id, false, eyes("×"), ears(`Take ${one.text} out, ${where}`))),
			facts(view, one));
	});
	for (let at = chosen.length; at < round.ranks; at += 1) {
		ranked.push(h("li", {class: "row free"}, h("b", {class: "place"}, `${at + 1}`), h("span", {class: "words"}, "choose one below")));
	}
	const title = free === 0 ? "Not chosen" : chosen.length ? `Add ${NUMBERS[free]} more` : `Choose ${NUMBERS[free]}`;
	return [
		p(`Rank ${NUMBERS[round.ranks]}, strongest first. ${chosen.length} of ${round.ranks} chosen.`),
		h("h2", {id: "chosen", class: "for-ears", tabindex: "-1"}, "Your ranking"),
		rows("chosen-rows", ranked),
		rest.length && h("h2", {id: "rest", tabindex: "-1"}, title),
		rest.length && free === 0 && p("To add another, first take one out.", "quiet"),
		rows("rest-rows", rest.map((one) =>
			row(one.id, known(view, one, lettered(one), before(view, one)), control("add", one.id, free === 0, "Add", ears(` ${one.text}`)), facts(view, one)))),
	];
}

function tile(target, scale, value, isGiven, ...words) {
	const radio = h("input", {type: "radio", id: `${target.id}-${scale.id}-${value}`, name: `${target.id}-${scale.id}`, value: `${value}`,
		checked: isGiven, "data-target": target.id, "data-scale": scale.id});
	return h("label", {class: value === "" ? "tile leave" : "tile"}, radio, h("span", ...words));
}

function scoring(view) {
	const {round} = view.state;
	const scores = view.answers.scores || {};
	const answered = round.targets.filter((one) => Object.keys(scores[one.id] || {}).length).length;
	return [
		p(`${answered} of ${round.targets.length} answered. You may leave any out.`),
		...round.targets.map((one) => {
			const cell = cellOf(view, one.id);
			const about = {...one, cell: one.cell || (cell ? cell.id : "")};
			return h("section", {id: `target-${one.id}`, class: "target", "aria-labelledby": `name-${one.id}`},
				h("h2", {id: `name-${one.id}`}, one.text),
				cell && p(cell.meaning, "quiet"),
				known(view, about), facts(view, about),
				round.scales.map((scale) => {
					const given = scores[one.id]?.[scale.id];
					const {low, high, choices} = scale;
					const ends = {[low]: scale.low_words, [high]: scale.high_words};
					const steps = choices || [...Array(high - low + 1).keys()].map((step) => [low + step, `${low + step}`]);
					return h("fieldset", {id: `scale-${one.id}-${scale.id}`},
						h("legend", scale.name, ears(` for ${one.text}`)), choices ? null : p(`${low} is ${ends[low]}, ${high} is ${ends[high]}.`, "quiet"),
						before(view, one, scale),
						h("div", {class: choices ? "tiles wide" : "tiles"},
							steps.map(([value, words]) => tile(one, scale, value, given === value, words, ends[value] && ears(` ${ends[value]}`))),
							tile(one, scale, "", given === undefined, "Leave out")));
				}));
		}),
	];
}

/* A ballot that is half filled counts, and says so. */
function partly(view) {
	const {round} = view.state;
	const isRank = round.kind === "rank";
	const done = isRank ? (view.answers.ranking || []).length : Object.keys(view.answers.scores || {}).length;
	const all = isRank ? round.ranks : round.targets.length;
	return done < all ? `: ${done} of ${all} ${isRank ? "chosen" : "answered"}` : "";
}

function ballot(view) {
	const {state} = view;
	const earlier = state.before && state.before.yours;
	const canCopy = earlier && !view.hasAnswers && ((earlier.ranking || []).length || Object.keys(earlier.scores || {}).length);
	return [
		!state.may_see_facts && p("You will see what is known about this after you have voted.", "quiet"),
		canCopy && button("copy", "plain", null, "Start from my last answers"),
		...(state.round.kind === "rank" ? ranking(view) : scoring(view)),
		state.results.length && button("results", "plain", null, "See what the room said"),
	];
}

function answersRead(view, answers) {
	const {round} = view.state;
	const text = (id) => round.targets.find((one) => one.id === id)?.text;
	if (round.kind === "rank") {
		return h("ol", (answers.ranking || []).map((id) => h("li", text(id))));
	}
	return h("ul", Object.entries(answers.scores || {}).map(([id, given]) => h("li", `${text(id)}: `,
		round.scales.filter((scale) => given[scale.id] !== undefined).map((scale) => `${scale.name} ${scoreWords(scale, given[scale.id])}`).join("; "))));
}

function closedBallot(view) {
	const {mine} = view;
	const [name, were] = view.state.round.kind === "rank" ? ["ranking", "was"] : ["scores", "were"];
	const lost = view.isChanged && view.hasAnswers && !view.isUnderWay;
	return [
		view.isUnderWay ? p("The time is up. What you chose last is not counted yet.")
			: mine.saved ? h("p", h("b", eyes("✓ "), `Your ${name} ${were} counted.`)) : p(lost ? "" : `You sent no ${name}.`),
		(view.isUnderWay || mine.saved) && answersRead(view, view.isUnderWay ? view.answers : mine.saved.answers),
		lost && h("div", {class: "has-problem"}, p(`Not counted. ${mine.late || "This was not sent before the vote closed."}`, "problem"), answersRead(view, view.answers)),
		p(`Results are shown when the facilitator reveals them. ${CHANGES}`),
	];
}

/* ---- Results ---- */
function rankResults(result) {
	const hasEqual = result.rows.some((row) => row.equal !== null);
	const number = (value, none) => value === null ? [eyes("–"), ears(none)] : `${value}`;
	return h("table", h("caption", {class: "for-ears"}, `Ranks: ${result.question}`),
		h("thead", h("tr", h("th", {scope: "col"}, "Room"), h("th", {scope: "col"}, ears("What was ranked")),
			hasEqual && h("th", {scope: "col"}, "Groups equal"), h("th", {scope: "col"}, "You"))),
		h("tbody", result.rows.map((row) => h("tr", h("td", number(row.room, "no rank")), h("th", {scope: "row"}, row.text),
			hasEqual && h("td", number(row.equal, "no rank")), h("td", number(row.yours, "not among yours"))))));
}

function figure(value, words) {
	return value ? h("div", h("dt", value === "[c]" ? `${words}: not shown` : words), h("dd", {class: value.length > 4 && "long"}, value)) : null;
}

function scoreResults(result, own) {
	return [
		...result.rows.map((row, at) => h("section",
			at && result.rows[at - 1].target === row.target ? null : h("h3", row.text),
			p(row.scale_name, "quiet"),
			h("dl", figure(row.everyone, "everyone"), figure(row.group, row.group_name === own ? "your group" : `your group, in ${row.group_name}`),
				figure(row.yours, "you")))),
		...[...new Set(result.rows.map((row) => row.words))].filter(Boolean).map((words) => p(`[c] ${words}`)),
	];
}

function results(view) {
	return view.state.results.map((result) => h("section", {id: `result-${result.round}`, class: "result"},
		h("h2", result.question),
		result.rows.some((row) => row.yours) && h("p", h("b", eyes("✓ "), `Your ${result.kind === "rank" ? "ranking was" : "scores were"} counted.`), " Only you see yours."),
		view.lost(result.round) && p("What you chose last did not come in time. It was not counted.", "problem"),
		...(result.kind === "rank" ? [rankResults(result)] : scoreResults(result, ownGroup(view))),
		p(result.note || `${result.people} people.`)));
}

function ownGroup({state}) {
	return state.groups.find(([token]) => token === state.group)?.[1];
}

/* ---- Ideas ---- */
const TAKES_IDEAS = ["ideas", "share", "clarify"];

function ideaForm(view) {
	const {ideas} = view;
	return h("form", {id: "idea-form", "data-do": "idea"},
		h("label", {for: "idea"}, "Your idea"),
		p(`At most 200 characters. ${200 - ideas.text.length} left.`, "quiet"),
		h("textarea", {id: "idea", rows: "3", maxlength: "200", value: ideas.text}),
		h("label", {for: "idea-cell"}, "What is it about? You may leave this out."),
		h("select", {id: "idea-cell"}, [["", "Not sure, or something else"], ...view.state.cells.map((cell) => [cell.id, cell.name])]
			.map(([value, words]) => h("option", {value, selected: value === ideas.cell}, words))),
		h("button", {id: "idea-send", type: "submit", class: "main"}, "Give this idea"));
}

function ownIdeas(view) {
	const waiting = view.ideas.waiting.map((idea) => ({...idea, isWaiting: true}));
	const given = view.state.ideas.filter((idea) => !view.ideas.removing.includes(idea.id));
	const all = [...given, ...waiting.filter((idea) => !given.some((one) => one.id === idea.id))];
	return all.length ? [
		h("h2", {id: "own", tabindex: "-1"}, `Your ideas: ${all.length}`),
		rows("own-rows", all.map((idea) => row(idea.id,
			h("span", {class: "words"}, idea.text, h("small", {class: idea.problem && "problem"},
				idea.problem ? `Not sent. ${idea.problem}` : idea.isWaiting ? "◌ Kept on this phone, not yet sent" : "✓ Given")),
			button("unidea", "square", idea.id, eyes("×"), ears(`Remove your idea: ${idea.text}`))))),
	] : [];
}

function listening(view, words) {
	return [
		p(`${words} ${IDLE}`),
		list(view, view.state.items),
		view.state.may_give_ideas && h("details", {id: "late-idea", open: Boolean(view.ideas.text)}, h("summary", "Add one more idea"), ideaForm(view)),
		...ownIdeas(view),
	];
}

/* ---- Oneself: group, code to come back with, erasure ---- */
function oneself(view) {
	const {state, ui} = view;
	return [
		state.stage !== "closed" && h("details", {id: "own-group"}, h("summary", `You speak for: ${ownGroup(view)}`),
			h("form", {id: "group-form", "data-do": "group"}, h("fieldset", h("legend", "For which group do you speak?"),
				state.groups.map(([token, words]) => h("label", {class: "choice"},
					h("input", {type: "radio", id: `group-${token}`, name: "group", value: token, checked: token === (ui.group || state.group)}), words))),
			p("What you sent before stays with the group you had then, until you send it again.", "quiet"),
			h("button", {id: "group-send", type: "submit", class: "plain"}, "Change my group"))),
		state.takes_return_code && h("details", state.stage === "closed" ? {id: "end-code", open: true} : {id: "own-code"}, h("summary", "A code to come back with"),
			p("This workshop may be held again. With a code, your new answers can be compared with today's, which are kept until then. Without one they are erased after 30 days."),
			ui.code ? [h("p", {id: "code-words", class: "code", tabindex: "-1"}, ui.code), p("Write it down or take a picture. It is shown only now.")]
				: [state.has_return_code && p("You have a code. A new one takes its place."), button("takeCode", "plain", null, "Keep a code to come back with")]),
		h("details", {id: "own-erase"}, h("summary", "Erase my answers"),
			p("This erases your answers and ideas, and you leave the workshop. Results that were shown stay. They name nobody."),
			ui.isLeaving ? [h("p", {id: "sure", tabindex: "-1"}, h("b", "Erase everything you sent? This cannot be undone.")),
				h("p", {class: "pair"}, button("leaveYes", "main alarm", null, "Yes, erase it"), button("leaveNo", "plain", null, "No, keep it"))]
				: button("leave", "plain", null, "Erase my answers")),
	];
}

/* ---- Which screen, and its footer ---- */
const SCREENS = {
	set_up: ({state: {title, area, aim, rules}}) => [title, [
		p(area, "quiet"),
		p(`You are in. The facilitator will begin soon. ${CHANGES}`),
		...(aim ? [h("h2", "What it is about"), p(aim)] : []),
		...(rules.length ? [h("h2", "How we work"), h("ul", rules.map((rule) => h("li", rule)))] : []),
	]],
	ideas: (view) => ["Write down your ideas", [
		view.state.aim && p(view.state.aim),
		p("One idea at a time, as many as you like. Nobody else sees them yet."),
		view.state.may_give_ideas ? ideaForm(view) : p("Ideas are not taken now."), ...ownIdeas(view),
	]],
	share: (view) => ["Listen to the ideas", listening(view, "They are read out one by one.")],
	clarify: (view) => ["Is every idea clear?", listening(view, "Ask aloud if one is not.")],
	wait: (view) => ["The vote begins soon", [p(`Look at the list. ${CHANGES}`), list(view, view.state.items)]],
	ballot: (view) => [view.state.round.question, ballot(view)],
	over: (view) => ["The vote has closed", closedBallot(view)],
	results: (view) => ["What the room said", results(view)],
	discuss: () => ["Talk about it", [p(`${IDLE} ${CHANGES}`)]],
	closed: (view) => ["Thank you for taking part", [p("The workshop is over."), ...(view.state.results.length ? [h("details", {id: "all-results"},
		h("summary", "What the room said"), ...results(view))] : [])]],
};

function screenOf(view) {
	const {stage, round} = view.state;
	if (stage === "closed") {
		return "closed";
	}
	const found = view.state.results;
	if (view.isVoting) {
		return found.length && view.ui[round.number] || "ballot";
	}
	if (stage !== "vote" && stage !== "discuss") {
		return stage;
	}
	if (round && !found.some((one) => one.round === round.number)) {
		return "over";
	}
	return found.length ? "results" : stage === "vote" ? "wait" : "discuss";
}

function footer(view, screen) {
	const {mine, state} = view;
	if (screen === "results" && view.isVoting) {
		return {words: "A new vote is open.", button: state.round.again ? "Change my view: vote again" : "Vote now", does: "ballot"};
	}
	if (screen === "over" && view.isUnderWay) {
		return {sign: "◌", words: view.isSending ? "Sending" : "Kept on this phone, not yet sent"};
	}
	if (screen !== "ballot") {
		const waiting = view.ideas.waiting.filter((idea) => !idea.problem).length;
		return waiting ? {sign: "◌", words: `${waiting === 1 ? "1 idea is" : `${waiting} ideas are`} kept on this phone, not yet sent`} : null;
	}
	const name = state.round.kind === "rank" ? "my ranking" : "my scores";
	const atEnd = view.left ? " What you have chosen is sent when the time is up." : "";
	const made = {button: `Send ${name}`, does: "send"};
	if (mine.problem) {
		return {...made, sign: "!", words: mine.problem, isProblem: true};
	}
	if (view.isUnderWay) {
		return view.isSending ? {sign: "◌", words: "Sending", button: "Sending", does: "send", isOff: true}
			: {...made, sign: "◌", words: "Kept on this phone, not yet sent. It goes by itself as soon as there is a connection."};
	}
	if (mine.saved && !view.isChanged) {
		const open = view.left ? "until the vote closes" : "while the vote is open";
		return {sign: "✓", words: `Saved at ${view.clock(mine.saved.at)}${partly(view)}. You can change it ${open}.`, button: "Saved", does: "send", isOff: true};
	}
	if (mine.saved) {
		return {...made, sign: "◌", words: `Changed, not yet sent.${view.hasAnswers ? atEnd : ""}`, button: "Send my changes"};
	}
	return view.hasAnswers ? {...made, sign: "◌", words: `Kept on this phone, not yet sent.${atEnd}`}
		: {...made, words: "Nothing chosen yet.", isOff: true};
}

function step(view) {
	const stages = view.state.stages.filter(([token]) => token !== "closed");
	const at = stages.findIndex(([token]) => token === view.state.stage);
	return at < 0 ? "" : `Step ${at + 1} of ${stages.length}: ${stages[at][1]}`;
}

function draw(view) {
	if (view.ui.receipt) {
		const {receipt, ballots, ideas, at} = view.ui.receipt;
		return {key: "erased", step: "", heading: "Your answers are erased", footer: null, content: [
			p(`Erased at ${view.clock(at)}: ${ballots} ${ballots === 1 ? "ballot" : "ballots"} and ${ideas} ${ideas === 1 ? "idea" : "ideas"}.`),
			p("Your receipt, if you want to ask about it:"), p(receipt, "code"), h("p", h("a", {href: "/join"}, "Join again"))]};
	}
	if (view.isGone) {
		return {key: "gone", step: "", heading: "Please join again", footer: null, content: [
			p("This phone does not belong to the workshop any more. What you chose is still kept on this phone."),
			h("p", h("a", {href: "/join", class: "main"}, "Join again"))]};
	}
	const screen = screenOf(view);
	const [heading, content] = SCREENS[screen](view);
	return {key: `${screen} ${view.state.stage} ${view.state.round ? view.state.round.number : ""}`, step: step(view), heading,
		content: [...content, ...(TAKES_IDEAS.includes(screen) || !view.ideas.waiting.length ? [] : ownIdeas(view)), h("div", {id: "oneself"}, oneself(view))].flat().filter(Boolean), footer: footer(view, screen)};
}

window.phoneScreens = {draw, put};
