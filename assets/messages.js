/* Says on a page that Dash draws what the page before it wanted to be said: once, at the top of the main part.
 *
 * The cookie parity-map-said tells that there is something, so that nothing is asked where there is nothing; the
 * answer of /messages takes it away again. Pages of plain HTML say it themselves.
 */
(function () {
    "use strict";

    const MARK = "parity-map-said=1";
    const SOON = 100;           /* milliseconds: a live region speaks of what comes into it, not of what came with it */
    const path = window.location.pathname;
    let box = null;

    function say(main, messages) {
        box = document.createElement("div");
        box.className = "notice said";
        box.setAttribute("role", "status");
        main.prepend(box);
        window.setTimeout(() => {
            box.append(...messages.map((words) => Object.assign(document.createElement("p"), {textContent: words})));
        }, SOON);
    }

    /* Dash draws the main part a moment after the page is loaded. */
    function whenDrawn(act) {
        const main = () => document.querySelector("#main h1") && document.getElementById("main");
        if (main()) {
            act(main());
            return;
        }
        const waiting = new MutationObserver(() => {
            if (main()) {
                waiting.disconnect();
                act(main());
            }
        });
        waiting.observe(document.documentElement, {childList: true, subtree: true});
    }

    /* What was said about one page is not said about the next, to which Dash's router leads without loading it. */
    function leave() {
        if (box && window.location.pathname !== path) {
            box.remove();
            box = null;
        }
    }

    if (!document.cookie.split("; ").includes(MARK)) {
        return;
    }
    fetch("/messages", {headers: {Accept: "application/json"}, cache: "no-store"})
        .then((answer) => answer.ok ? answer.json() : {messages: []})
        .then((body) => {
            if (body.messages.length) {
                whenDrawn((main) => say(main, body.messages));
            }
        })
        .catch(() => {});       /* the network is away: a page of plain HTML says it later */
    window.addEventListener("popstate", leave);
    window.addEventListener("_dashprivate_pushstate", leave);
})();
