/* Warns before a session ends, and lets it go on: on every page of somebody who is signed in. */
(function () {
    "use strict";

    const WARN_SECONDS = 5 * 60;
    const ASK_EVERY = 60;
    let box = null;
    let name = "";

    function isSignedIn() {
        return document.querySelector("[data-signed-in]") !== null;
    }

    function ask() {
        return fetch("/session", {headers: {Accept: "application/json"}, cache: "no-store"})
            .then((answer) => answer.ok ? answer.json() : Promise.reject(new Error(String(answer.status))));
    }

    function element(tag, words, more) {
        return Object.assign(document.createElement(tag), {textContent: words}, more || {});
    }

    function hide() {
        if (box) {
            box.remove();
            box = null;
        }
    }

    function show(...parts) {
        hide();
        box = element("div", "", {className: "session-warning"});
        box.setAttribute("role", "alert");
        document.body.append(box);
        box.append(...parts);
    }

    function goOn() {
        ask().then((session) => fetch("/session/longer", {
            method: "POST", headers: {"X-CSRFToken": session.csrf_token, Accept: "application/json"},
        })).then((answer) => {
            if (!answer.ok) {
                throw new Error(String(answer.status));
            }
            hide();
            if (window.parityGrid) {
                window.parityGrid.announce("You stay signed in.");
            }
        }).catch(check);
    }

    function warn(seconds) {
        const minutes = Math.max(1, Math.ceil(seconds / 60));
        const stay = element("button", "Stay signed in", {type: "button", className: "action primary"});
        stay.addEventListener("click", goOn);
        if (box && box.dataset.minutes === String(minutes)) {
            return;
        }
        show(element("p", `You will be signed out in ${minutes} minute${minutes === 1 ? "" : "s"}.`), stay);
        box.dataset.minutes = String(minutes);
    }

    function tellEnd() {
        if (box && box.dataset.minutes === "0") {
            return;
        }
        const again = window.location.pathname + window.location.search;
        const link = element("a", "Sign in again", {href: `/sign-in?next=${encodeURIComponent(again)}`});
        show(element("p", "You have been signed out. What you typed is still on this page."), link);
        box.dataset.minutes = "0";
    }

    function check() {
        if (!isSignedIn()) {
            return;
        }
        ask().then((session) => {
            if (session.name === null) {
                tellEnd();
                return;
            }
            name = session.name;
            if (session.seconds_left <= WARN_SECONDS) {
                warn(session.seconds_left);
            } else {
                hide();
            }
        }).catch(() => {});       /* the network is away: the next question tells */
    }

    window.setInterval(check, ASK_EVERY * 1000);
    document.addEventListener("visibilitychange", () => {
        if (document.visibilityState === "visible" && name) {
            check();
        }
    });
    window.paritySession = {check: check, ask: ask};
})();
