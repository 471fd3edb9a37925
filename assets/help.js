/* Helps a reader: definitions beside marked words, the help of a page, the guide for a first visit, and copying.
 *
 *   <a role="button" data-term="Interval">      with an empty .term-definition beside it: components/glossary_terms.py
 *   #page-help                                  the disclosure that the key ? opens: components/page_help.py
 *   [data-guide="home|grid"]                    the card of three steps: components/first_run.py
 *   [data-copy=""] or [data-copy="<field id>"]  copies the address, or what stands in a field: components/page_actions.py
 *   [data-mail="<field id>"]                    a mail link whose body is what stands in a field when it is followed
 *
 * What is remembered stays in this browser: `guide-done` (declined), `guide-seen` (a grid was opened), `help-key` (off).
 * Loaded before view_parts.js: Escape closes a definition first, and only the next one the panel behind it.
 */
(function () {
    "use strict";

    const LEAVING = 300;        /* milliseconds in which the pointer can cross from a word to its definition */
    const SAID = 4000;

    function announce(words) {
        if (window.parityGrid) {
            window.parityGrid.announce("");
            window.setTimeout(() => window.parityGrid.announce(words), 50);
        }
    }

    function remembered(name) {
        try {
            return window.localStorage.getItem(name);
        } catch (_blocked) {
            return null;
        }
    }

    function remember(name, value) {
        try {
            window.localStorage.setItem(name, value);
        } catch (_blocked) {
            /* a browser that keeps nothing shows the guide again */
        }
    }

    /* ---- Definitions beside marked words ---- */
    let shown = null;           /* {word, box, pinned}: one at a time */
    let leaving = 0;
    let wasPinned = false;
    let isReturning = false;

    function definitionOf(entry) {
        const place = document.getElementById("term-definitions");
        const terms = place && place.dataset.terms ? JSON.parse(place.dataset.terms) : {};
        return terms[entry] || "";
    }

    function place(box, word) {
        const at = word.getClientRects()[0] || word.getBoundingClientRect();
        const edge = 8;
        box.style.left = Math.max(edge, Math.min(at.left, document.documentElement.clientWidth - box.offsetWidth - edge)) + "px";
        const below = at.bottom + box.offsetHeight + edge < window.innerHeight;
        box.style.top = (below ? at.bottom : Math.max(edge, at.top - box.offsetHeight)) + "px";
    }

    function showDefinition(word, pinned) {
        window.clearTimeout(leaving);
        if (shown && shown.word === word) {
            shown.pinned = shown.pinned || pinned;
            return;
        }
        hideDefinition();
        const meaning = definitionOf(word.dataset.term);
        const box = word.parentElement.querySelector(".term-definition");
        if (!meaning || !box) {
            return;
        }
        const text = document.createElement("span");
        text.id = "term-meaning";
        text.textContent = meaning;
        const link = document.createElement("a");
        link.href = word.getAttribute("href");
        link.textContent = word.dataset.term + " in the glossary";
        box.replaceChildren(text, " ", link);
        box.hidden = false;
        word.setAttribute("aria-expanded", "true");
        word.setAttribute("aria-describedby", text.id);
        shown = {word: word, box: box, pinned: pinned};
        place(box, word);
    }

    function hideDefinition() {
        window.clearTimeout(leaving);
        const was = shown;
        if (was) {
            shown = null;       /* before the box goes, which takes the focus out of it */
            was.box.hidden = true;
            was.box.replaceChildren();
            was.word.setAttribute("aria-expanded", "false");
            was.word.removeAttribute("aria-describedby");
        }
    }

    /* Closed by hand: whoever stood on the link inside stands on the word again. */
    function dismiss() {
        const word = shown.word;
        const stoodInside = shown.box.contains(document.activeElement);
        hideDefinition();
        if (stoodInside) {
            isReturning = true;
            word.focus({preventScroll: true});
            isReturning = false;
        }
    }

    function isInside(node) {
        return Boolean(shown && node instanceof Node && shown.word.parentElement.contains(node));
    }

    document.addEventListener("pointerover", (event) => {
        const word = event.pointerType === "mouse" && event.target.closest("[data-term]");
        if (word) {
            showDefinition(word, false);
        } else if (isInside(event.target)) {
            window.clearTimeout(leaving);
        }
    });

    document.addEventListener("pointerout", (event) => {
        if (shown && isInside(event.target) && !isInside(event.relatedTarget)) {
            window.clearTimeout(leaving);
            leaving = window.setTimeout(() => {
                if (shown && !shown.pinned && !isInside(document.activeElement)) {
                    hideDefinition();
                }
            }, LEAVING);
        }
    });

    document.addEventListener("focusin", (event) => {
        const word = event.target.closest("[data-term]");
        if (word && !isReturning) {
            showDefinition(word, false);
        } else if (shown && !isInside(event.target)) {
            hideDefinition();
        }
    });

    document.addEventListener("focusout", (event) => {
        if (isInside(event.target) && !isInside(event.relatedTarget)) {
            hideDefinition();
        }
    });

    document.addEventListener("pointerdown", (event) => {
        const word = event.target.closest("[data-term]");
        wasPinned = Boolean(word && shown && shown.word === word && shown.pinned);
        if (shown && !isInside(event.target)) {
            hideDefinition();
        }
    }, true);

    function press(event, word) {
        if (event.metaKey || event.ctrlKey || event.shiftKey) {
            return;             /* the entry itself, in a new tab or window */
        }
        event.preventDefault();
        const byHand = event.type === "click" && event.detail > 0;
        if (byHand ? wasPinned : shown && shown.word === word) {
            hideDefinition();
        } else {
            showDefinition(word, true);
        }
    }

    function follow() {
        if (shown && shown.word.isConnected) {
            place(shown.box, shown.word);
        }
    }

    window.addEventListener("scroll", follow, true);
    window.addEventListener("resize", follow);

    /* ---- Help with this page ---- */
    let helpOpenOn = "";

    function help() {
        return document.getElementById("page-help");
    }

    function isField(element) {
        return element instanceof HTMLElement
            && (element.isContentEditable || element.matches("input, textarea, select"));
    }

    function toggleHelp() {
        const details = help();
        if (!details) {
            return;
        }
        details.open = !details.open;
        announce(details.open ? "Help with this page is open." : "Help with this page is closed.");
        if (details.open) {
            details.querySelector("summary").focus();
            details.scrollIntoView({block: "nearest"});
        }
    }

    document.addEventListener("toggle", (event) => {
        if (event.target.id === "page-help") {
            helpOpenOn = event.target.open ? window.location.pathname : "";
        }
    }, true);

    function nameKey() {
        for (const button of document.querySelectorAll("[data-help-key]")) {
            const words = remembered("help-key") === "off" ? "Switch the key on" : "Switch the key off";
            if (button.textContent !== words) {
                button.textContent = words;
            }
        }
    }

    function switchKey() {
        const off = remembered("help-key") !== "off";
        remember("help-key", off ? "off" : "on");
        nameKey();
        announce(off ? "The key ? does nothing now." : "The key ? opens this help again.");
    }

    /* A page that is drawn again keeps its help open. */
    function keepHelpOpen() {
        const details = help();
        if (details && !details.open && helpOpenOn === window.location.pathname && !details.dataset.kept) {
            details.open = true;
        }
        if (details) {
            details.dataset.kept = "yes";
        }
    }

    document.addEventListener("keydown", (event) => {
        if (event.key === "Escape" && shown) {
            event.preventDefault();
            dismiss();
        } else if (event.key === " " && event.target.matches("[data-term]")) {
            press(event, event.target);
        } else if (event.key === "?" && !event.defaultPrevented && !(event.ctrlKey || event.metaKey || event.altKey)
            && !isField(event.target) && remembered("help-key") !== "off") {
            event.preventDefault();
            toggleHelp();
        }
    }, true);

    /* ---- The guide for a first visit ---- */
    function steps(card) {
        return [...card.querySelectorAll("[data-guide-step]")];
    }

    function button(card, move) {
        return card.querySelector(`[data-guide-move="${move}"]`);
    }

    function showStep(card, at) {
        const all = steps(card);
        all.forEach((step, number) => { step.hidden = number !== at; });
        button(card, "back").hidden = at === 0;
        button(card, "next").textContent = at === all.length - 1 ? "Finish" : "Next";
        return all[at].textContent;
    }

    function moveGuide(card, move) {
        const at = steps(card).findIndex((step) => !step.hidden);
        const to = at + (move === "back" ? -1 : 1);
        if (move === "never" || to === steps(card).length) {
            remember("guide-done", "yes");
            card.hidden = true;
            const details = help();
            if (details) {
                details.querySelector("summary").focus();
            }
            announce("The guide is closed. You find it again under Help with this page.");
            return;
        }
        announce(`Step ${showStep(card, to)}`);
        if (to === 0) {
            button(card, "next").focus();
        }
    }

    function offerGuide() {
        for (const card of document.querySelectorAll("[data-guide]:not([data-ready])")) {
            const isHome = card.dataset.guide === "home";
            card.dataset.ready = "yes";
            if (remembered("guide-done") !== "yes" && (isHome || remembered("guide-seen") !== "yes")) {
                card.hidden = false;
                if (!isHome) {
                    remember("guide-seen", "yes");
                }
            }
        }
    }

    function showGuide() {
        const card = document.querySelector("[data-guide]");
        if (card) {
            showStep(card, 0);
            card.hidden = false;
            card.querySelector("h2").focus();
        }
    }

    /* ---- Copying ---- */
    function say(pressed, words) {
        const before = pressed.dataset.words || pressed.textContent;
        pressed.dataset.words = before;
        pressed.textContent = words;
        announce(words);
        window.setTimeout(() => { pressed.textContent = before; }, SAID);
    }

    function selectInstead(pressed, field, text) {
        if (field) {
            field.hidden = false;
            if (field.matches("[data-copy-field]")) {
                field.value = text;
            }
            field.focus();
            field.select();
        }
        announce("This browser does not let pages copy. The text is selected: copy it with your keyboard.");
    }

    async function copy(pressed) {
        const source = pressed.dataset.copy && document.getElementById(pressed.dataset.copy);
        // An address within this site is copied with the site as the browser knows it.
        const text = source ? source.value.replace(/^\/(?!\/)/, `${window.location.origin}/`) : window.location.href;
        try {
            await window.navigator.clipboard.writeText(text);
            say(pressed, "Copied");
        } catch (_refused) {
            selectInstead(pressed, source || pressed.parentElement.querySelector("[data-copy-field]"), text);
        }
    }

    document.addEventListener("click", (event) => {
        const one = (selector) => event.target.closest(selector);
        if (one("[data-term]")) {
            press(event, one("[data-term]"));
        } else if (one("[data-guide-move]")) {
            moveGuide(one("[data-guide]"), one("[data-guide-move]").dataset.guideMove);
        } else if (one("[data-guide-show]")) {
            showGuide();
        } else if (one("[data-help-key]")) {
            switchKey();
        } else if (one("[data-copy]")) {
            copy(one("[data-copy]"));
        } else if (one("[data-mail]")) {
            const link = one("[data-mail]");
            const mail = new URL(link.href);
            const written = document.getElementById(link.dataset.mail).value;
            link.href = `${mail.protocol}${mail.pathname}?subject=${encodeURIComponent(mail.searchParams.get("subject"))}`
                + `&body=${encodeURIComponent(written.replaceAll("\n", "\r\n"))}`;
        }
    });

    function prepare() {
        if (shown && !shown.word.isConnected) {
            shown = null;
        }
        keepHelpOpen();
        nameKey();
        offerGuide();
    }

    prepare();                  /* a page of plain HTML is there already */
    new MutationObserver(prepare).observe(document.documentElement, {childList: true, subtree: true});
})();
