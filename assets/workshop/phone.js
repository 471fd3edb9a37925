/* The phone page of a workshop: asks how it stands, keeps what is chosen on this phone, and sends it.
 *
 * Everything that somebody chooses or writes is kept in localStorage at once, under one key for each workshop that all
 * tabs share: for each round the draft, what is to be sent (with its sequence number, and sent again with the same
 * until it is answered) and what the server has saved. phone_screens.js draws it.
 */
const page = document.querySelector("[data-workshop]");
const KEY = `parity-phone ${page.dataset.workshop}`;
const BASE = `/w/${page.dataset.workshop}/`;
const LONGEST_WAIT = 10000;
const GRACE = 2500;
const GONE = [401, 410];
const byId = (id) => document.getElementById(id);
const main = byId("content");

let state = null;
let isGone = false;
let failures = 0;
let sendFailures = 0;
let isSending = false;
let isAsking = false;
let pollTimer = 0;
let sendTimer = 0;
let offset = 0;
let bestTrip = Infinity;
let shown = "";
let announced = 0;
let sentAtEnd = "";
let facts = null;
let unkept = "{}";
const early = Math.random() * 800;
const open = new Set();
const ui = {};
const requests = new Map();

/* ---- What is kept on this phone ---- */
function kept() {
	let found = unkept;
	try {
		found = window.localStorage.getItem(KEY) || unkept;
	} catch { /* Without storage the page itself keeps it. */ }
	const all = JSON.parse(found);
	return {rounds: {}, ...all, ideas: {text: "", cell: "", waiting: [], removing: [], ...all.ideas}};
}

function keep(change) {
	const all = kept();
	change(all);
	unkept = JSON.stringify(all);
	try {
		window.localStorage.setItem(KEY, unkept);
	} catch { /* As above. */ }
}

function forget() {
	unkept = "{}";
	try {
		window.localStorage.removeItem(KEY);
	} catch { /* Nothing was kept. */ }
}

function keepRound(number, change) {
	keep((all) => change(all.rounds[number] = all.rounds[number] || {}));
}

function plain(answers) {
	const {ranking = [], scores = {}} = answers || {};
	const sorted = (one) => Object.keys(one).sort().map((key) => [key, one[key]]);
	return JSON.stringify([ranking, sorted(scores).map(([key, given]) => [key, sorted(given)]).filter(([, given]) => given.length)]);
}

const isSame = (one, other) => plain(one) === plain(other);
const isBlank = (answers) => isSame(answers, {});
const answersOf = (mine) => mine.draft || mine.saved?.answers || {};
const number = () => state.round.number;
const mineNow = () => kept().rounds[number()] || {};

function draft(change) {
	keepRound(number(), (mine) => {
		mine.draft = JSON.parse(JSON.stringify(answersOf(mine)));
		change(mine.draft);
		mine.problem = mine.late = "";
	});
}

/* ---- Time, on the server's clock ---- */
const now = () => Date.now() + offset;

function setClock(data, begun) {
	const trip = Date.now() - begun;
	if (data.now && trip <= bestTrip) {
		bestTrip = trip;
		offset = data.now - begun - trip / 2;
	}
}

const isVoting = () => Boolean(state.round && state.round.state === "open" && (!state.round.deadline || state.round.deadline > now()));
const clock = (at) => new Date(at).toLocaleTimeString("en-GB", {hour: "2-digit", minute: "2-digit"});

function tick() {
	if (!state || isGone) {
		return;
	}
	const {deadline, paused, stage} = state;
	const time = paused ? state.left : deadline && deadline - now();
	const seconds = Math.max(0, Math.ceil(time / 1000));
	const isTimed = time !== null && stage !== "closed";
	const words = isTimed ? `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}` : "";
	if (byId("time-left").textContent !== words) {
		byId("time-left").textContent = words;
	}
	byId("time-name").textContent = isTimed ? paused ? "Paused " : "Time left " : "";
	const mark = [60, 10].find((one) => seconds <= one && seconds > one - 3);
	if (isTimed && !paused && mark && announced !== deadline + mark) {
		announced = deadline + mark;
		say(mark === 60 ? "1 minute left" : "10 seconds left");
	}
	fit();
	sendAtEnd();
	if (isVoting() !== tick.wasVoting) {
		redraw();
	}
}

function sendAtEnd() {
	const {round} = state;
	if (!round || round.state === "closed" || !round.deadline) {
		return;
	}
	const time = round.deadline - now();
	const mine = mineNow();
	const key = `${round.deadline} ${plain(mine.draft)}`;
	if (time < early && time > -GRACE && sentAtEnd !== key && mine.draft && !isBlank(mine.draft)) {
		sentAtEnd = key;
		send();
	}
}

/* ---- Asking the server ---- */
async function ask(path, body) {
	if (navigator.onLine === false) {
		throw new Error("no connection");
	}
	const control = new AbortController();
	const timer = setTimeout(() => control.abort(), LONGEST_WAIT);
	requests.set(control, Date.now());
	try {
		const sent = body ? {method: "POST", headers: {"Content-Type": "application/json"}, body: JSON.stringify(body)} : {};
		const answer = await fetch(BASE + path, {credentials: "same-origin", cache: "no-store", signal: control.signal, ...sent});
		if (answer.status >= 500 || answer.status === 429) {
			throw new Error(String(answer.status));
		}
		const data = await answer.json(); /* A page of the venue's Wi-Fi is no JSON, and so no answer. */
		if (GONE.includes(answer.status)) {
			isGone = true;
			redraw();
		}
		return {isDone: answer.ok, status: answer.status, data};
	} finally {
		clearTimeout(timer);
		requests.delete(control);
	}
}

const jitter = (pause) => pause * (0.8 + 0.4 * Math.random());
const wait = (times) => jitter(Math.min(LONGEST_WAIT, 500 * 2 ** times));

async function poll() {
	if (isAsking || isGone) {
		return;
	}
	isAsking = true;
	clearTimeout(pollTimer);
	try {
		const begun = Date.now();
		const {isDone, data} = await ask(state ? "version" : "state");
		if (isDone) {
			setClock(data, begun);
			if (!state) {
				take(data, begun);
			} else if (data.version !== state.version) {
				await refresh();
			} else {
				state.poll = data.poll;
			}
		}
		connection(0);
	} catch {
		connection(failures + 1);
	}
	isAsking = false;
	const pause = failures ? wait(failures) : jitter(state?.poll || 2000);
	pollTimer = setTimeout(poll, document.hidden ? pause * 5 : pause);
}

async function refresh() {
	const begun = Date.now();
	const {isDone, data} = await ask("state");
	if (isDone) {
		setClock(data, begun);
		take(data, begun);
	}
}

function connection(times) {
	const wasLost = failures > 0;
	failures = times;
	byId("offline").hidden = !times;
	byId("connection").dataset.lost = times ? "yes" : "no";
	byId("connection-words").textContent = times ? "No connection" : "Connected";
	if (wasLost !== times > 0) {
		say(times ? "No connection. What you do is kept on this phone." : "Connected again");
		if (!times) {
			sendFailures = 0;
			deliver();
		}
	}
}

function wake() {
	if (document.hidden) {
		return;
	}
	bestTrip = Infinity;
	sendFailures = 0;
	requests.forEach((begun, one) => Date.now() - begun > 2000 && one.abort()); /* They fell asleep with the phone. */
	setTimeout(() => {
		poll();
		deliver();
	}, 30);
}

function take(fresh, begun) {
	state = fresh;
	if (state.round) {
		keepRound(number(), (mine) => {
			const theirs = state.ballot && state.ballot.round === number() ? state.ballot : null;
			const isNewer = mine.saved && mine.saved.sequence > (theirs ? theirs.sequence : 0) && mine.saved.heard >= begun;
			if (!isNewer) {
				if (!theirs && mine.saved && !mine.draft) {
					mine.draft = mine.saved.answers;
				}
				mine.saved = theirs && {answers: theirs.answers, sequence: theirs.sequence, at: theirs.saved_at, heard: begun};
			}
			mine.late = isVoting() ? "" : mine.late;
		});
	}
	redraw();
	deliver();
}

/* ---- Sending what is kept: ballots, ideas, and ideas taken back ---- */
function send() {
	const mine = mineNow();
	const answers = answersOf(mine);
	if (mine.saved && isSame(mine.saved.answers, answers) || !mine.saved && isBlank(answers)) {
		return;
	}
	keepRound(number(), (one) => {
		if (!one.outbox || !isSame(one.outbox.answers, answers)) {
			one.sequence = Math.max(one.sequence || 0, one.saved ? one.saved.sequence : 0) + 1;
			one.outbox = {sequence: one.sequence, answers};
		}
		one.problem = one.late = "";
	});
	sendFailures = 0;
	deliver();
}

function nextToSend() {
	const all = kept();
	const voted = Object.entries(all.rounds).find(([, mine]) => mine.outbox);
	if (voted) {
		const body = {round: Number(voted[0]), ...voted[1].outbox};
		return {path: "ballots", body, done: (answer) => ballotAnswered(body, answer)};
	}
	const idea = all.ideas.waiting.find((one) => !one.problem);
	if (idea) {
		return {path: "ideas", body: {id: idea.id, text: idea.text, cell: idea.cell}, done: (answer) => ideaAnswered(idea, answer)};
	}
	const id = all.ideas.removing[0];
	return id ? {path: "ideas/remove", body: {id}, done: (answer) => removalAnswered(id, answer)} : null;
}

async function deliver() {
	if (isSending || isGone) {
		return;
	}
	clearTimeout(sendTimer);
	isSending = true;
	try {
		for (let next = nextToSend(); next && !isGone; next = nextToSend()) {
			redraw();
			const answer = await ask(next.path, next.body);
			if (!isGone) {
				next.done(answer);
			}
			sendFailures = 0;
		}
	} catch {
		sendFailures += 1;
		sendTimer = setTimeout(deliver, wait(sendFailures));
	}
	isSending = false;
	redraw();
}

function ballotAnswered(sent, {isDone, data}) {
	const words = data.words || "This could not be saved. Load the page again.";
	keepRound(sent.round, (mine) => {
		const isLatest = mine.outbox && mine.outbox.sequence === sent.sequence;
		if (isLatest) {
			delete mine.outbox;
		}
		if (isDone && data.kept) {
			mine.saved = {answers: data.answers, sequence: data.sequence, at: data.saved_at, heard: Date.now()};
			mine.sequence = Math.max(mine.sequence || 0, data.sequence);
			if (mine.draft && isSame(mine.draft, data.answers)) {
				delete mine.draft;
			}
		} else if (data.reason === "too_late") {
			mine.late = words;
		} else if (isLatest) {
			mine.problem = words;
		}
	});
	say(isDone ? "Saved" : words);
	if (isDone && !state.may_see_facts || data.reason === "too_late") {
		facts = null;
		refresh().catch(() => {});
	}
}

function ideaAnswered(idea, {isDone, data}) {
	keep(({ideas}) => {
		const at = ideas.waiting.findIndex((one) => one.id === idea.id);
		if (at >= 0 && isDone) {
			ideas.waiting.splice(at, 1);
		} else if (at >= 0) {
			ideas.waiting[at].problem = data.words || "Write it again.";
		}
	});
	if (isDone && !state.ideas.some((one) => one.id === idea.id)) {
		state.ideas.push(data);
	}
	say(isDone ? "Your idea is given" : data.words);
}

function removalAnswered(id, {isDone, data}) {
	keep(({ideas}) => {
		ideas.removing = ideas.removing.filter((one) => one !== id);
	});
	if (isDone) {
		state.ideas = state.ideas.filter((idea) => idea.id !== id);
	} else if (state.ideas.some((idea) => idea.id === id)) {
		tell(data.words);
	}
}

/* ---- Drawing ---- */
function redraw(...focus) {
	if (!state && !isGone) {
		return;
	}
	const all = kept();
	const mine = (state?.round && all.rounds[number()]) || {};
	const answers = answersOf(mine);
	const voting = state && isVoting();
	tick.wasVoting = voting;
	const made = window.phoneScreens.draw({
		state, ui, open, facts, clock, mine, answers, ideas: all.ideas, isGone, isSending: isSending && !sendFailures, isVoting: voting,
		lost: (round) => all.rounds[round]?.late, isUnderWay: Boolean(mine.outbox), isChanged: !isSame(answers, mine.saved?.answers), hasAnswers: !isBlank(answers),
		left: state?.round?.deadline,
	});
	const had = document.activeElement.id;
	byId("step").textContent = made.step;
	byId("heading").textContent = made.heading;
	window.phoneScreens.put(main, made.content);
	drawFooter(made.footer);
	if (shown && shown !== made.key) {
		byId("told").hidden = true;
		window.scrollTo(0, 0);
		say(made.heading);
	}
	shown = made.key;
	const wanted = [...focus, had].map((id) => id && byId(id)).find((one) => one && !one.disabled);
	if (wanted && wanted !== document.activeElement) {
		wanted.focus({preventScroll: !focus.length});
	}
}

function drawFooter(footer) {
	const button = byId("send");
	byId("footer").hidden = !footer;
	if (footer) {
		byId("kept").className = footer.isProblem ? "problem" : "";
		byId("kept-sign").textContent = footer.sign ? `${footer.sign} ` : "";
		byId("kept-words").textContent = footer.words;
		button.hidden = !footer.button;
		button.textContent = footer.button || "";
		button.dataset.do = footer.does || "";
		button.setAttribute("aria-disabled", Boolean(footer.isOff));
	}
}

function fit() {
	const fixed = byId("footer").offsetHeight + page.querySelector("header").offsetHeight;
	document.documentElement.classList.toggle("tall", fixed > window.innerHeight / 2);
}

function say(words) {
	const live = byId("live");
	live.textContent = live.textContent === words ? `${words}\u00a0` : words;
}

function tell(words) {
	byId("told").textContent = words || "That did not work. Try again.";
	byId("told").hidden = false;
}

/* ---- What people do ---- */
function move(id, by) {
	draft((answers) => {
		const at = answers.ranking.indexOf(id);
		answers.ranking.splice(at + by, 0, ...answers.ranking.splice(at, 1));
	});
	const names = by < 0 ? ["up", "down"] : ["down", "up"];
	redraw(...names.map((name) => `${name}-${id}`));
	sayPlace(id);
}

function sayPlace(id) {
	const {text} = state.round.targets.find((one) => one.id === id);
	say(`${text}, now ${mineNow().draft.ranking.indexOf(id) + 1} of ${state.round.ranks}`);
}

async function request(path, body, done) {
	byId("told").hidden = true;
	try {
		const {isDone, data} = await ask(path, body);
		if (isDone) {
			done(data);
		} else if (!isGone) {
			tell(data.words);
		}
	} catch {
		tell("There is no connection. Try again in a moment.");
	}
}

const DO = {
	up: (id) => move(id, -1),
	down: (id) => move(id, 1),
	add(id) {
		const rest = state.round.targets.map((one) => one.id).filter((one) => one === id || !(answersOf(mineNow()).ranking || []).includes(one));
		const at = rest.indexOf(id);
		draft((answers) => {
			answers.ranking = [...(answers.ranking || []), id];
		});
		redraw(`add-${rest[at + 1]}`, `add-${rest[at - 1]}`, "chosen");
		sayPlace(id);
	},
	out(id) {
		const chosen = answersOf(mineNow()).ranking;
		const at = chosen.indexOf(id);
		draft((answers) => {
			answers.ranking.splice(at, 1);
		});
		redraw(`out-${chosen[at + 1]}`, `out-${chosen[at - 1]}`, "rest");
		say(`${state.round.targets.find((one) => one.id === id).text} taken out`);
	},
	copy() {
		draft((answers) => Object.assign(answers, state.before.yours));
		redraw("chosen");
	},
	send,
	async facts(id) {
		if (!open.delete(id)) {
			open.add(id);
			if (!facts) {
				redraw();
				await request("facts", null, (data) => {
					facts = Object.fromEntries(data.cells.map((cell) => [cell.id, cell]));
				});
				if (!facts) {
					open.delete(id);
				}
			}
		}
		redraw();
	},
	idea() {
		const field = byId("idea");
		const text = field.value.trim();
		if (text) {
			const id = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
			keep(({ideas}) => {
				ideas.waiting.push({id, text, cell: ideas.cell});
				ideas.text = ideas.cell = "";
			});
			field.value = byId("idea-cell").value = "";
			say("Your idea is kept on this phone");
			deliver();
		}
		redraw("idea");
	},
	unidea(id) {
		keep(({ideas}) => {
			ideas.waiting = ideas.waiting.filter((one) => one.id !== id);
			ideas.removing.push(id);
		});
		deliver();
		redraw("own", "idea");
		say("Your idea is removed");
	},
	results() {
		ui[number()] = "results";
		redraw();
	},
	ballot() {
		ui[number()] = "ballot";
		redraw();
	},
	group: () => request("group", {group: ui.group || state.group}, (data) => {
		state.group = data.group;
		byId("own-group").open = false;
		redraw();
		say("Your group is changed");
	}),
	takeCode: () => request("return-code", {}, (data) => {
		ui.code = data.code;
		redraw("code-words");
	}),
	leave() {
		ui.isLeaving = true;
		redraw("sure");
	},
	leaveNo() {
		ui.isLeaving = false;
		redraw("leave");
	},
	leaveYes: () => request("leave", {}, (data) => {
		ui.receipt = data;
		isGone = true;
		forget();
		byId("time").hidden = true;
		redraw("heading");
	}),
};

page.addEventListener("click", (event) => {
	const button = event.target.closest("button[data-do]");
	if (button && button.getAttribute("aria-disabled") !== "true") {
		DO[button.dataset.do](button.dataset.item);
	}
});

page.addEventListener("submit", (event) => {
	event.preventDefault();
	DO[event.target.dataset.do]();
});

page.addEventListener("input", ({target}) => {
	if (target.id === "idea" || target.id === "idea-cell") {
		keep(({ideas}) => {
			ideas[target.id === "idea" ? "text" : "cell"] = target.value;
		});
	} else if (target.name === "group") {
		ui.group = target.value;
	} else if (target.dataset.scale) {
		const {target: about, scale} = target.dataset;
		draft((answers) => {
			const scores = answers.scores = answers.scores || {};
			scores[about] = {...scores[about], [scale]: Number(target.value)};
			if (target.value === "") {
				delete scores[about][scale];
			}
		});
	}
	redraw();
});

window.addEventListener("storage", (event) => {
	if (event.key === KEY) {
		const waiting = (value) => JSON.stringify({...JSON.parse(value || "{}").ideas, text: "", cell: ""});
		if (waiting(event.oldValue) !== waiting(event.newValue)) {
			refresh().catch(() => {});
		}
		redraw();
	}
});
document.addEventListener("visibilitychange", wake);
window.addEventListener("online", wake);
window.addEventListener("offline", () => connection(Math.max(1, failures)));
window.addEventListener("pageshow", (event) => event.persisted && wake());
setInterval(tick, 250);
poll();
