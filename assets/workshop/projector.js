/* The projector's screen: draws itself anew when the workshop moves on, keeps counts and clock in place, turns slides. */
"use strict";

(() => {
    const base = window.location.pathname.replace(/\/+$/, "");
    const MOST_DOTS = 60;
    const QUIET = 10000; // after so long without a word, ask whether the server is still there
    const PATIENCE = 4000; // a stream that ends is opened again within a second: no reason to alarm a room
    const IDLE = 4000;
    const READING = 12000; // so long a page of a list is seen while people vote, unless somebody turned it by hand
    const wide = window.matchMedia("(min-width: 62.01rem)"); // below, the document is as long as it has to be

    const screen = document.getElementById("screen");
    const part = (name) => document.getElementById(name);
    const view = () => screen.querySelector(".view");

    let left = null; // milliseconds on the clock at the moment `read`
    let read = 0;
    let refreshed = 0;
    let heard = performance.now();
    let lostAt = 0;
    let polling = 0;

    /* The clock. */

    function takeClock() {
        const clock = screen.querySelector(".clock");
        left = clock ? Number(clock.dataset.left) : null;
        read = performance.now();
        tick();
    }

    function digits(milliseconds) {
        const seconds = Math.ceil(milliseconds / 1000);
        const two = (number) => String(number).padStart(2, "0");
        const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
        return hours ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
    }

    function tick() {
        const clock = screen.querySelector(".clock");
        if (!clock || left === null) { return; }
        const stands = clock.dataset.paused === "yes";
        const now = Math.max(0, stands ? left : left - (performance.now() - read));
        put(clock.querySelector(".clock-digits"), digits(now));
        if (stands) { return; }
        put(clock.querySelector(".clock-words"), now ? "Time left" : "Time is up");
        if (!now && view().dataset.voting === "yes" && performance.now() - refreshed > 1000) { refresh(); }
    }

    function put(place, words) {
        if (place && place.textContent !== words) { place.textContent = words; }
    }

    /* Counts. */

    function count(pulse) {
        for (const name of ["joined", "done"]) {
            for (const place of screen.querySelectorAll(`[data-number=${name}]`)) { put(place, String(pulse[name])); }
        }
        const noun = screen.querySelector("[data-one]");
        if (noun) { put(noun, pulse.joined === 1 ? noun.dataset.one : noun.dataset.many); }
        const progress = screen.querySelector("[data-progress]");
        if (progress) { drawProgress(progress, pulse.joined, Math.min(pulse.done, pulse.joined)); }
    }

    function drawProgress(progress, joined, done) {
        const drawn = `${joined} ${done}`;
        if (progress.dataset.drawn === drawn) { return; }
        progress.dataset.drawn = drawn;
        const bar = progress.querySelector(".done-bar i");
        if (bar && joined > MOST_DOTS) {
            bar.style.width = `${100 * done / joined}%`;
            return;
        }
        const box = document.createElement("span");
        box.className = joined > MOST_DOTS ? "done-bar" : "dots";
        for (let at = 0; at < (joined > MOST_DOTS ? 1 : joined); at += 1) {
            const mark = document.createElement("i");
            if (joined > MOST_DOTS) { mark.style.width = `${100 * done / joined}%`; }
            else { mark.className = at < done ? "dot done" : "dot"; }
            box.append(mark);
        }
        progress.replaceChildren(box);
    }

    /* Slides. */

    const slides = () => [...screen.querySelectorAll("[data-slide]")];
    const shown = () => Math.max(0, slides().findIndex((slide) => !slide.hidden));

    const pagedList = () => (slides()[shown()] || screen).querySelector("[data-pages]");
    const nameOf = (list) => (list ? list.dataset.pages : "");

    let starts = [0]; // the first row of each page of the list that is seen
    let page = 0;
    let first = 0; // the first row of the page that was turned to last, whatever the window's size became since
    let turnedAt = 0;
    let turnedByHand = ""; // the name of the list that somebody turned

    function turn(to, toPage = 0) {
        const all = slides();
        const at = Math.min(Math.max(to, 0), all.length - 1);
        all.forEach((slide, place) => { slide.hidden = place !== at; });
        divide();
        turnPage(toPage);
    }

    function turnPage(to) {
        const list = pagedList();
        page = Math.min(Math.max(to, 0), starts.length - 1);
        first = starts[page];
        turnedAt = performance.now();
        if (list) { showRows(list, starts[page], starts[page + 1]); }
        const all = slides();
        const several = all.length > 1;
        part("slide-back").hidden = part("slide-next").hidden = !several && starts.length === 1;
        const words = [pageWords(list), several ? `${shown() + 1} of ${all.length}` : ""];
        put(part("slide-place"), words.filter(Boolean).join(" · "));
    }

    function step(by) {
        turnedByHand = nameOf(pagedList());
        if (starts[page + by] !== undefined) { turnPage(page + by); }
        else if (slides()[shown() + by]) { turn(shown() + by, by < 0 ? Infinity : 0); }
    }

    function showRows(list, from, to) {
        [...list.children].forEach((row, at) => { row.hidden = at < from || (to !== undefined && at >= to); });
    }

    function fits(list) {
        const block = list.closest("[data-slide]") || list.closest("main > *");
        const foot = view().querySelector(".foot");
        const below = foot ? foot.offsetHeight + parseFloat(getComputedStyle(foot).marginTop) : 0;
        const limit = window.innerHeight - parseFloat(getComputedStyle(view()).paddingBottom) - below;
        return block.lastElementChild.getBoundingClientRect().bottom + window.scrollY <= limit + 1;
    }

    /* As many rows on each page as there is room for; what cells mean goes first where there is none. */
    function divide() {
        const list = pagedList();
        starts = [0];
        if (!list) { return; }
        showRows(list, 0);
        list.classList.remove("brief");
        if (!wide.matches || fits(list)) { return; }
        list.classList.add("brief");
        if (fits(list)) { return; }
        const number = list.children.length;
        const isRoomFor = (from, rows) => {
            showRows(list, from, from + rows);
            return fits(list);
        };
        for (let from = 0; from < number;) {
            let least = 1;
            let most = number - from;
            while (least < most) {
                const tried = Math.ceil((least + most) / 2);
                if (isRoomFor(from, tried)) { least = tried; } else { most = tried - 1; }
            }
            from += least;
            if (from < number) { starts.push(from); }
        }
        const each = Math.ceil(number / starts.length);
        const even = starts.map((_start, at) => at * each);
        if (even.every((from) => from < number && isRoomFor(from, each))) { starts = even; }
    }

    function pageWords(list) {
        if (starts.length === 1) { return ""; }
        const rows = [...list.children];
        const [first, last] = [starts[page], (starts[page + 1] || rows.length) - 1];
        const letters = [first, last].map((at) => rows[at].querySelector(".letter"));
        const isLettered = "lettered" in list.dataset && letters.every(Boolean);
        const [from, to] = isLettered ? letters.map((letter) => letter.textContent) : [first + 1, last + 1];
        const range = first === last ? from : `${from} to ${to}`;
        return `${range} of ${rows.length}, page ${page + 1} of ${starts.length}`;
    }

    function turnByItself() {
        const isVoting = view() && view().dataset.voting === "yes";
        if (!isVoting || starts.length === 1 || performance.now() - turnedAt < READING) { return; }
        if (turnedByHand !== nameOf(pagedList())) { turnPage((page + 1) % starts.length); }
    }

    /* Drawing anew. */

    let fetching = false;
    let again = false;

    async function refresh() {
        if (fetching) { again = true; return; }
        fetching = true;
        refreshed = performance.now();
        try {
            const answer = await fetch(`${base}/screen`, { cache: "no-store" });
            if (answer.status === 404) { window.location.reload(); return; }
            if (!answer.ok) { throw new Error(String(answer.status)); }
            draw(await answer.text());
            found();
        } catch (_problem) {
            lose();
            window.setTimeout(refresh, 1000);
        } finally {
            fetching = false;
            if (again) { again = false; refresh(); }
        }
    }

    function draw(text) {
        const before = view();
        const kept = slides().find((slide) => !slide.hidden);
        const [keptList, keptPage, keptSince] = [nameOf(pagedList()), page, turnedAt];
        const fresh = new DOMParser().parseFromString(text, "text/html").body;
        screen.replaceChildren(...fresh.childNodes);
        const place = slides().findIndex((slide) => kept && slide.dataset.slide === kept.dataset.slide);
        const compares = slides().findIndex((slide) => "compares" in slide.dataset);
        const isSame = before.dataset.latest === view().dataset.latest;
        const factsCame = before.dataset.facts === "no" && view().dataset.facts === "yes";
        turn(factsCame && compares >= 0 ? compares : isSame && place > 0 ? place : 0);
        if (keptList && nameOf(pagedList()) === keptList) {
            turnPage(keptPage);
            turnedAt = keptSince;
        }
        takeClock();
        const heading = slides()[shown()] ? slides()[shown()].querySelector("h1") : screen.querySelector("h1");
        put(part("told"), heading ? heading.textContent : "");
    }

    function take(pulse) {
        heard = performance.now();
        found();
        count(pulse);
        const clock = screen.querySelector(".clock");
        if (clock && pulse.deadline !== null && !pulse.paused && clock.dataset.paused === "no") {
            left = pulse.deadline - pulse.now;
            read = performance.now();
        }
        tick();
        if (pulse.version !== Number(view().dataset.version)) { refresh(); }
    }

    /* The connection. */

    function lose() { lostAt = lostAt || performance.now(); }

    function found() {
        lostAt = 0;
        part("lost").hidden = true;
    }

    async function ask() {
        try {
            const answer = await fetch(`${base}/pulse`, { cache: "no-store" });
            if (answer.status === 404) { window.location.reload(); return; }
            if (!answer.ok) { throw new Error(String(answer.status)); }
            take(await answer.json());
        } catch (_problem) {
            lose();
        }
    }

    function listen() {
        const source = new EventSource(`${base}/stream`);
        source.onmessage = (event) => {
            window.clearInterval(polling);
            polling = 0;
            take(JSON.parse(event.data));
        };
        source.onerror = () => {
            lose();
            if (source.readyState !== EventSource.CLOSED) { return; } // the browser opens it again by itself
            if (!polling) {
                ask();
                polling = window.setInterval(ask, 1000);
            }
            window.setTimeout(listen, 30000);
        };
    }

    window.setInterval(() => {
        tick();
        turnByItself();
        if (lostAt && performance.now() - lostAt > PATIENCE) { part("lost").hidden = false; }
        if (performance.now() - heard > QUIET && !polling) {
            heard = performance.now();
            ask();
        }
    }, 250);

    /* Keys and buttons. */

    let keyIsOn = true;

    function fullScreen() {
        if (document.fullscreenElement) { document.exitFullscreen(); }
        else { document.documentElement.requestFullscreen().catch(() => undefined); }
    }

    document.addEventListener("keydown", (event) => {
        wake();
        if (event.ctrlKey || event.altKey || event.metaKey) { return; }
        const steps = { ArrowRight: 1, PageDown: 1, ArrowLeft: -1, PageUp: -1 };
        if (event.key in steps && (slides().length > 1 || starts.length > 1)) {
            event.preventDefault();
            step(steps[event.key]);
        } else if (event.key.toLowerCase() === "f" && keyIsOn) {
            fullScreen();
        }
    });
    part("slide-back").addEventListener("click", () => step(-1));
    part("slide-next").addEventListener("click", () => step(1));
    part("full-screen").addEventListener("click", fullScreen);
    part("key-switch").addEventListener("click", (event) => {
        keyIsOn = !keyIsOn;
        event.target.setAttribute("aria-pressed", String(keyIsOn));
        put(event.target, `Key F is ${keyIsOn ? "on" : "off"}`);
    });

    let idle = 0;

    function wake() {
        document.body.dataset.idle = "no";
        window.clearTimeout(idle);
        idle = window.setTimeout(() => {
            const isUsed = part("controls").contains(document.activeElement);
            document.body.dataset.idle = isUsed ? "no" : "yes";
        }, IDLE);
    }

    window.addEventListener("resize", () => {
        const kept = first;
        divide();
        turnPage(starts.filter((start) => start <= kept).length - 1);
        first = kept;
    });
    document.addEventListener("pointermove", wake);
    document.addEventListener("pointerdown", wake);

    wake();
    turn(0);
    takeClock();
    listen();
})();
