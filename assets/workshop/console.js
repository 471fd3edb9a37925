/* The facilitator's console keeps up with the room, and does each thing without loading the page again.
 *
 * Everything works without this script: each button is a form. With it, a stream of events (or, where that is refused,
 * a question every second) tells the version of the workshop, how many joined and voted, and the clock. Where something
 * changed, the panel is fetched and put in place of the old one: what somebody is typing, what is unfolded and where
 * the keyboard is stay as they are.
 */
(function () {
    "use strict";

    const PULSE_EVERY = 1000;
    const JOINED_EVERY = 4000;      /* the numbers by group are fetched no more often than this */
    const IDEAS_EVERY = 8000;       /* ideas change no version: their number is asked for */
    const SAY_EVERY = 10000;
    const CHOOSING = 15000;         /* a list that is open is left alone for so long */
    const DOUBLE_PRESS = 700;       /* a second press of the same button within this time is not meant */
    const HELD = 2000;              /* a panel waits no longer than this for a finger to be lifted */
    const TOLD = 5000;
    let skew = 0;                   /* the server's clock minus this one */
    let known = null;               /* the latest pulse */
    let isFetching = false;
    let wantsAgain = false;
    let isComposing = false;
    const queue = [];               /* what was pressed while something else was being sent */
    let isSending = "";             /* the key of what is being sent, and of what was pressed last */
    let latest = "";
    const pressedAt = new Map();    /* when each button was pressed last, and when its words changed last */
    const changedAt = new Map();
    let heldSince = 0;              /* since when a finger, the mouse or the space bar is down, 0: none is */
    let fetchedAt = Date.now();
    let saidAt = Date.now();
    let said = "";
    let overFor = 0;
    let focusedAt = 0;

    const panel = () => document.getElementById("console-panel");
    const at = (name) => panel().dataset[name];

    function announce(words) {
        if (window.parityGrid) {
            window.parityGrid.announce("");
            window.setTimeout(() => window.parityGrid.announce(words), 50);
        }
    }

    /* ---- What somebody typed, unfolded or stands on outlasts a new panel ---- */
    /* A form that was refused is drawn with what was typed, which is nowhere else. */
    function wasRefused(field) {
        return Boolean(field.form && field.form.classList.contains("has-problem")) && field.type !== "hidden";
    }

    function isDirty(field) {
        if (field.type === "hidden" || field.type === "submit") {
            return false;
        }
        if (field.type === "checkbox" || field.type === "radio") {
            return field.checked !== field.defaultChecked;
        }
        if (field.tagName === "SELECT") {
            const first = [...field.options].findIndex((one) => one.defaultSelected);
            return field.selectedIndex !== Math.max(0, first);
        }
        return field.value !== field.defaultValue;
    }

    function fieldsOf(root) {
        return [...root.querySelectorAll("input, select, textarea")].filter((field) => field.id);
    }

    function keep() {
        const focus = document.activeElement;
        const isInside = focus && panel().contains(focus);
        return {
            typed: fieldsOf(panel()).filter((field) => isDirty(field) || wasRefused(field)).map((field) => ({
                id: field.id, name: field.name, value: field.value, checked: field.checked,
                form: field.form && field.form.id,
            })),
            folds: [...panel().querySelectorAll("details[id]")].map((one) => [one.id, one.open]),
            focus: isInside ? focus.id || (focus.closest("details[id]") || {}).id : "",
            onSummary: isInside && focus.tagName === "SUMMARY" ? focus.parentElement.id : "",
            selection: isInside && typeof focus.selectionStart === "number"
                ? [focus.selectionStart, focus.selectionEnd] : null,
            wasInside: isInside,
        };
    }

    /* `sent` is the form that was just taken, and which of its fields (all without a name): those are not put back. */
    function putBack(kept, sent, hasMoved) {
        const lost = [];
        for (const one of kept.typed) {
            const field = document.getElementById(one.id);
            if (sent && one.form === sent.form && (!sent.takes || sent.takes === one.name)) {
                continue;
            }
            if (field) {
                field.value = one.value;
                field.checked = one.checked;
            } else if (one.value && one.checked !== true) {
                lost.push(one.value);
            }
        }
        for (const [id, isOpen] of kept.folds) {
            const fold = document.getElementById(id);
            const isDone = sent && fold && fold.querySelector(`form[id="${CSS.escape(sent.form)}"]`);
            if (fold && !isDone && !fold.querySelector(".problem")) {
                fold.open = isOpen;
            }
        }
        if (lost.length) {
            tell("What you were typing has no place any more. You typed: " + lost.join(" / "));
        }
        const fold = kept.onSummary && document.getElementById(kept.onSummary);
        const same = fold ? fold.querySelector("summary") : kept.focus && document.getElementById(kept.focus);
        if (hasMoved || (kept.wasInside && !same)) {
            document.getElementById("console-now").focus();
        } else if (same && kept.wasInside) {
            same.focus({preventScroll: true});
            if (kept.selection && typeof same.selectionStart === "number") {
                same.setSelectionRange(...kept.selection);
            }
        }
    }

    /* `sent` says which form of ours is behind the change, if one is. */
    function replace(fresh, sent) {
        const before = document.getElementById("console-now").textContent + (document.getElementById("next-step") || {}).textContent;
        const kept = keep();
        const buttons = new Map([...panel().querySelectorAll("button[id]")].map((one) => [one.id, one.textContent]));
        if (!sent) {            /* what was said stays until something else is done */
            const box = panel().querySelector(":scope > .said, :scope > .error");
            if (box && !fresh.querySelector(":scope > .said")) {
                box.removeAttribute("data-takes-focus");
                fresh.prepend(box);
            }
        }
        panel().replaceWith(fresh);
        const after = document.getElementById("console-now").textContent + (document.getElementById("next-step") || {}).textContent;
        for (const button of fresh.querySelectorAll("button[id]")) {
            if (buttons.has(button.id) && buttons.get(button.id) !== button.textContent) {
                changedAt.set(button.id, performance.now());
            }
        }
        fetchedAt = Date.now();
        skew = Number(at("now")) - Date.now();
        const summary = fresh.querySelector("[data-takes-focus]");
        putBack(kept, sent, Boolean(sent) && before !== after && !summary);
        if (summary) {
            summary.focus();
        }
        const message = document.getElementById("console-said");
        if (message && sent) {
            announce(message.textContent);
        }
        if (sent && queue.length && (message || summary)) {     /* the next panel takes its place at once */
            mention((message || summary).textContent);
        }
        if (known && known.version <= Number(at("version"))) {
            show(known);
        } else {
            draw();
        }
    }

    function parsed(text) {
        return new DOMParser().parseFromString(text, "text/html").getElementById("console-panel");
    }

    function fetchPanel(sent) {
        const isChoosing = document.activeElement.tagName === "SELECT" && Date.now() - focusedAt < CHOOSING;
        if (!sent && (isComposing || isFetching || isChoosing)) {
            wantsAgain = true;
            if (isChoosing) {
                window.setTimeout(() => wantsAgain && fetchPanel(null), 1000);
            }
            return Promise.resolve();
        }
        isFetching = true;
        wantsAgain = false;
        return fetch(at("base") + "/panel" + window.location.search, {cache: "no-store"}).then((answer) => {
            if (!answer.ok) {
                throw new Error(String(answer.status));
            }
            return answer.text();
        }).then((text) => whenReleased().then(() => text)).then((text) => {
            const fresh = parsed(text);
            if (fresh && (sent || Number(fresh.dataset.version) >= Number(at("version")))) {
                replace(fresh, sent);
            }
        }).catch((problem) => {
            if (problem.message === "404") {
                tell("This workshop cannot be opened any more: the link was withdrawn, or you were signed out.");
            }
            fetchedAt = Date.now();
        }).finally(() => {
            isFetching = false;
            if (wantsAgain && !isComposing) {
                window.setTimeout(() => fetchPanel(null), 250);
            }
        });
    }

    /* ---- Doing something ---- */
    function tell(words) {
        let box = document.getElementById("console-problem");
        if (!box) {
            box = document.createElement("p");
            box.id = "console-problem";
            box.className = "notice error";
            panel().before(box);
        }
        box.textContent = words;
        announce(words);
    }

    function untell() {
        const box = document.getElementById("console-problem");
        if (box) {
            box.remove();
        }
    }

    /* Words that pass by without moving any button: they stand over the page, and go by themselves. */
    function mention(words) {
        const earlier = document.getElementById("console-mention");
        if (earlier) {
            earlier.remove();
        }
        const box = document.createElement("p");
        box.id = "console-mention";
        box.className = "console-mention";
        box.setAttribute("aria-hidden", "true");
        box.textContent = words;
        document.body.append(box);
        window.setTimeout(() => box.remove(), TOLD);
        announce(words);
    }

    /* A button that is replaced between pressing and letting go is never clicked: the new panel waits so long. */
    function whenReleased() {
        return new Promise((go) => {
            const look = () => {
                if (heldSince && performance.now() - heldSince < HELD) {
                    window.setTimeout(look, 30);
                } else {
                    go();
                }
            };
            look();
        });
    }

    function hold(event) {
        if (event.type === "pointerdown" || event.key === " ") {
            heldSince = performance.now();
        }
    }

    function release() {
        const since = heldSince;
        window.setTimeout(() => {       /* the click comes after the finger was lifted */
            if (heldSince === since) {
                heldSince = 0;
            }
        }, 60);
    }

    /* ---- Presses: each is done, in order; only what must be a slip is not, and that is said ---- */
    function keyOf(form, button) {
        return (button && button.id) || form.id;
    }

    function isSlip(key) {
        const at = performance.now();
        const hasJustChanged = at - (changedAt.get(key) ?? -Infinity) < DOUBLE_PRESS;
        return at - (pressedAt.get(key) ?? -Infinity) < DOUBLE_PRESS
            || hasJustChanged && (key === latest || key === "next-step");
    }

    function press(form, button) {
        const key = keyOf(form, button);
        if (isSending && isSending === key || queue.some((one) => one.key === key)) {
            mention("That is being sent already.");
        } else if (key && isSlip(key)) {
            mention("That was pressed just now, or has just changed. Press again if you mean it.");
        } else {
            latest = key;
            pressedAt.set(key, performance.now());
            if (isSending) {
                queue.push({key: key, form: form, button: button, words: button ? button.textContent : ""});
            } else {
                send(form, button);
            }
        }
    }

    /* What waited is done with the form that stands in the panel now, if its button still says the same. What Undo
       takes back is the last thing done, which its words follow. */
    function sendNext() {
        const next = queue.shift();
        if (!next) {
            return;
        }
        const button = next.button && next.button.id ? document.getElementById(next.button.id) : next.button;
        const form = button && button.form || document.getElementById(next.form.id);
        if (form && (!next.button || button && (button.id === "undo" || button.textContent === next.words))) {
            send(form, button);
        } else {
            mention(`“${next.words}” was not done: what was done before it has changed this.`);
            sendNext();
        }
    }

    function send(form, button) {
        isSending = keyOf(form, button) || "a form";
        const body = new URLSearchParams(new FormData(form));
        const sent = {form: form.id, takes: button ? button.dataset.takes : ""};
        const address = button && button.hasAttribute("formaction") ? button.formAction : form.action;
        if (button) {
            button.setAttribute("aria-disabled", "true");
        }
        fetch(address, {method: "POST", body: body, redirect: "manual", cache: "no-store"}).then((answer) => {
            if (answer.type === "opaqueredirect" || answer.status === 409) {    /* 409: it was taken the first time */
                untell();
                return fetchPanel(sent);
            }
            return answer.text().then((text) => whenReleased().then(() => text)).then((text) => {
                const page = new DOMParser().parseFromString(text, "text/html");
                const fresh = page.getElementById("console-panel");
                if (fresh) {
                    untell();
                    replace(fresh, sent);
                    return;
                }
                const words = page.querySelector("main p");
                tell("This was not done. " + (words ? words.textContent : "Load the page again."));
            });
        }).catch(() => {
            const more = queue.splice(0).length ? " Neither was what you pressed after it." : "";
            tell("This was not sent: the network is away. Press the button again." + more);
        }).finally(() => {
            isSending = "";
            if (button) {
                button.removeAttribute("aria-disabled");
            }
            sendNext();
        });
    }

    document.addEventListener("submit", (event) => {
        const form = event.target;
        if (!panel().contains(form) || form.dataset.leaves !== undefined) {
            return;
        }
        event.preventDefault();
        press(form, event.submitter);
    });

    document.addEventListener("input", () => pressedAt.clear());    /* whoever has typed since means the next press */
    document.addEventListener("pointerdown", hold);
    document.addEventListener("keydown", hold);
    for (const end of ["pointerup", "pointercancel", "keyup"]) {
        document.addEventListener(end, release);
    }

    /* Other sights of the console (the ideas, the whole record) are fetched too, under an address of their own. */
    document.addEventListener("click", (event) => {
        const link = event.target.closest("a[data-sight]");
        if (!link || event.ctrlKey || event.metaKey || event.shiftKey) {
            return;
        }
        event.preventDefault();
        window.history.replaceState(null, "", link.getAttribute("href"));
        fetchPanel(null).then(() => {
            const title = document.getElementById(window.location.hash.slice(1));
            if (title && document.activeElement === document.getElementById("console-now")) {
                const goal = title.querySelector("a[data-sight], summary");
                if (goal) {
                    goal.focus();
                }
            }
        });
    });

    document.addEventListener("focusin", () => { focusedAt = Date.now(); });
    document.addEventListener("compositionstart", () => { isComposing = true; });
    document.addEventListener("compositionend", () => {
        isComposing = false;
        if (wantsAgain) {
            fetchPanel(null);
        }
    });

    /* ---- Clock and counts ---- */
    function leftWords(milliseconds) {
        const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
        return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    }

    function draw() {
        const clock = document.querySelector("strong[data-clock]");
        const rest = document.querySelector(".console-clock-at");
        const deadline = Number(at("deadline"));
        if (!clock || !deadline || at("paused")) {
            return;
        }
        const left = deadline - Date.now() - skew;
        clock.textContent = leftWords(left);
        clock.parentElement.classList.toggle("is-over", left <= 0);
        if (rest) {
            rest.textContent = left <= 0 ? " the time is over" : " left";
        }
        if (left <= 0 && overFor !== deadline) {        /* what is open is ending: the panel says so */
            overFor = deadline;
            fetchPanel(null);
        }
    }

    function show(pulse) {
        const joined = document.querySelector("[data-joined].console-joined");
        const voted = document.querySelector("[data-voted]");
        if (joined) {
            joined.textContent = `${pulse.joined.toLocaleString("en-GB")} joined`;
        }
        if (voted) {
            voted.textContent = `${pulse.done.toLocaleString("en-GB")} of ${pulse.joined.toLocaleString("en-GB")} have voted`;
        }
        const words = [joined, voted].filter(Boolean).map((one) => one.textContent).join(", ");
        if (words !== said && Date.now() - saidAt > SAY_EVERY) {
            said = words;
            saidAt = Date.now();
            announce(words);
        }
        draw();
    }

    function take(pulse) {
        known = pulse;
        skew = pulse.now - Date.now();
        if (pulse.version > Number(at("version"))) {
            fetchPanel(null);
        } else {
            show(pulse);
        }
    }

    /* ---- The stream, or the question that stands in for it ---- */
    let isAsking = false;

    function ask() {
        fetch(at("base") + "/pulse", {cache: "no-store"}).then((answer) => answer.ok ? answer.json() : Promise.reject())
            .then(take).catch(() => undefined).finally(() => window.setTimeout(ask, PULSE_EVERY));
    }

    function askInstead() {
        if (!isAsking) {
            isAsking = true;
            ask();
        }
    }

    function listen() {
        const stream = new EventSource(at("base") + "/stream");
        stream.onmessage = (event) => take(JSON.parse(event.data));
        stream.onerror = () => {
            if (stream.readyState === EventSource.CLOSED) {     /* refused; a stream that ended is opened again */
                askInstead();
            }
        };
        window.addEventListener("pagehide", () => stream.close());
    }

    skew = Number(at("now")) - Date.now();
    window.setInterval(draw, 250);
    window.setInterval(() => {
        const since = Date.now() - fetchedAt;
        const isIdle = document.visibilityState !== "visible";
        const hasMore = known && known.joined !== Number(at("joined"));
        if (!isIdle && (hasMore && since > JOINED_EVERY || at("ideas") && since > IDEAS_EVERY)) {
            fetchPanel(null);
        }
    }, 1000);
    draw();
    if (window.EventSource) {
        listen();
    } else {
        askInstead();
    }
})();
