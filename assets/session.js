/* Warns before a session ends, and lets it go on: on every page of somebody who is signed in.
 *
 * The server says how long a session lasts (GET /session, which does not make it longer), so that all pages of a
 * browser agree. Nothing is lost at the end: the page stays as it is, and goes on once somebody signed in again in
 * another tab, with the forms on it given the token of the new session.
 */
(function () {
    "use strict";

    const ASK_EVERY = 60;           /* seconds between two questions while there is time */
    const ASK_NEAR_THE_END = 10;
    let box = null;
    let timer = 0;
    let asking = false;

    function isSignedIn() {
        return document.querySelector("[data-signed-in]") !== null;
    }

    function personOfPage() {
        const link = document.querySelector("[data-signed-in]");
        return link ? link.dataset.signedIn : null;
    }

    function ask() {
        return fetch("/session", {headers: {Accept: "application/json"}, cache: "no-store"})
            .then((answer) => answer.ok ? answer.json() : Promise.reject(new Error(String(answer.status))));
    }

    function element(tag, words, more) {
        return Object.assign(document.createElement(tag), {textContent: words}, more || {});
    }

    function hide(words) {
        if (!box) {
            return;
        }
        const hadFocus = box.contains(document.activeElement);
        box.remove();
        box = null;
        if (hadFocus) {
            document.getElementById("main").focus();
        }
        if (words && window.parityGrid) {
            window.parityGrid.announce(words);
        }
    }

    /* Of one kind there is one box: its words change, its button stays where the focus may be. */
    function show(kind, words, makeAction) {
        if (!box || box.dataset.kind !== kind) {
            hide();
            box = element("div", "", {className: "session-warning"});
            box.dataset.kind = kind;
            document.body.append(box);
            const said = element("p", "");
            said.setAttribute("role", "alert");
            box.append(said);
            if (makeAction) {
                box.append(makeAction());
            }
        }
        const said = box.querySelector("p");
        if (said.textContent !== words) {
            said.textContent = words;
        }
    }

    function goOn() {
        ask().then((session) => {
            if (session.person !== personOfPage()) {
                throw new Error("somebody else is signed in");     /* check() says so */
            }
            return fetch("/session/longer", {
                method: "POST", headers: {"X-CSRFToken": session.csrf_token, Accept: "application/json"},
            });
        }).then((answer) => {
            if (!answer.ok) {
                throw new Error(String(answer.status));
            }
            hide("You stay signed in.");
            check();
        }).catch(check);
    }

    function stayButton() {
        const stay = element("button", "Stay signed in", {type: "button", className: "action primary"});
        stay.addEventListener("click", goOn);
        return stay;
    }

    function signInLink() {
        const again = window.location.pathname + window.location.search;
        return element("a", "Sign in again (opens another tab)", {
            href: `/sign-in?next=${encodeURIComponent(again)}`, target: "_blank", rel: "noopener",
        });
    }

    function lasting(seconds) {
        if (seconds < 60) {
            return "less than a minute";
        }
        const minutes = Math.round(seconds / 60);
        return `${minutes} minute${minutes === 1 ? "" : "s"}`;
    }

    function tell(session) {
        const left = session.seconds_left;
        if (left > session.warning_seconds) {
            hide();
        } else if (session.seconds_left_at_most <= left) {
            show("last", `You will be signed out in ${lasting(left)}, as everybody is after some hours. `
                + "Save what you are writing, then sign in again.");
        } else {
            show("idle", `You will be signed out in ${lasting(left)}, because nothing happened for a while.`, stayButton);
        }
    }

    /* The forms that were drawn for this person; another's are never given a token with which they would be taken. */
    function renewForms(session) {
        document.querySelectorAll("input[name=csrf_token]").forEach((field) => {
            const whose = field.form && field.form.querySelector("input[name=form_person]");
            if (whose && whose.value === session.person) {
                field.value = session.csrf_token;
            }
        });
    }

    function check() {
        window.clearTimeout(timer);
        if (asking) {
            return;
        }
        if (!isSignedIn()) {
            checkAfter(ASK_EVERY);
            return;
        }
        asking = true;
        ask().then((session) => {
            asking = false;
            if (session.person === null) {
                show("ended", "You have been signed out. What you typed is still on this page.", signInLink);
                checkAfter(ASK_EVERY);
                return;
            }
            if (session.person !== personOfPage()) {
                show("other", `This browser is signed in as ${session.name} now. Load this page again before you send anything.`);
                checkAfter(ASK_EVERY);
                return;
            }
            renewForms(session);
            tell(session);
            const untilWarning = session.seconds_left - session.warning_seconds;
            checkAfter(untilWarning > 0
                ? Math.min(ASK_EVERY, untilWarning + 1)
                : Math.min(ASK_NEAR_THE_END, session.seconds_left + 1));
        }).catch(() => {            /* the network is away: the next question tells */
            asking = false;
            checkAfter(ASK_EVERY);
        });
    }

    function checkAfter(seconds) {
        timer = window.setTimeout(check, seconds * 1000);
    }

    document.addEventListener("visibilitychange", () => {
        if (document.visibilityState === "visible") {
            check();
        }
    });
    checkAfter(2);                  /* Dash draws the header of its pages a moment after they are loaded */
    window.paritySession = {check: check, ask: ask};
})();
