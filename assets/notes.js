/* Notes: inserts sources into the text, keeps what was typed until it was sent, and leads to what the address names:
 * the note just kept, or the publication that a note names.
 *
 *   <div data-cite="note" hidden>     shown by this script; its button [data-insert] writes `@id ` at the caret of #note
 *   <textarea data-note-draft="key">  what is typed stays in this tab under that key, which names the person and the
 *                                     cell, until it stands among the notes of the page
 */
(function () {
    "use strict";

    const PREFIX = "note-draft ";

    function announce(words) {
        if (window.parityGrid) {
            window.parityGrid.announce("");
            window.setTimeout(() => window.parityGrid.announce(words), 50);
        }
    }

    /* ---- Sources ---- */
    function insert(box) {
        const field = document.getElementById(box.dataset.cite);
        const choice = box.querySelector("select");
        if (!field || !choice.value) {
            choice.focus();
            return;
        }
        const before = field.value.slice(0, field.selectionStart);
        const gap = before && !/\s$/.test(before) ? " " : "";
        field.setRangeText(`${gap}@${choice.value} `, field.selectionStart, field.selectionEnd, "end");
        field.dispatchEvent(new Event("input", {bubbles: true}));
        field.focus();
        announce(`@${choice.value} is inserted.`);
        choice.value = "";
    }

    document.addEventListener("click", (event) => {
        const button = event.target.closest("[data-cite] [data-insert]");
        if (button) {
            insert(button.closest("[data-cite]"));
        }
    });

    /* ---- Drafts ---- */
    function key(field) {
        return PREFIX + field.dataset.noteDraft;
    }

    function stored(action) {
        try {
            return action(window.sessionStorage);
        } catch (_blocked) {
            return null;        /* a browser that keeps nothing loses the draft with the page, as it always did */
        }
    }

    document.addEventListener("input", (event) => {
        const field = event.target.closest("[data-note-draft]");
        if (field) {
            stored((kept) => field.value.trim() ? kept.setItem(key(field), field.value) : kept.removeItem(key(field)));
        }
    });

    function isKept(text) {
        return [...document.querySelectorAll(".notes .note-text")].some((note) => note.textContent === text.trim());
    }

    function bringBack(field) {
        field.dataset.noteReady = "";
        const text = stored((kept) => kept.getItem(key(field)));
        if (!text || field.value) {
            return;
        }
        if (isKept(text)) {
            stored((kept) => kept.removeItem(key(field)));
            return;
        }
        field.value = text;
        const details = field.closest("details");
        if (details) {
            details.open = true;
        }
        announce("What you were writing is back.");
    }

    /* ---- What the address names, once: the focus goes to a note, so that it is read out; a publication opens ---- */
    let ledTo = "";

    function leadTo() {
        const name = window.location.hash;
        const place = /^#(note|publication)-/.test(name) && name !== ledTo && document.getElementById(name.slice(1));
        if (place && place.matches(".note-entry")) {
            ledTo = name;
            place.focus({preventScroll: true});
            place.scrollIntoView({block: "nearest"});
        } else if (place && place.matches("details")) {
            ledTo = name;
            place.open = true;
        }
    }

    function prepare() {
        document.querySelectorAll("[data-cite][hidden]").forEach((box) => { box.hidden = false; });
        document.querySelectorAll("[data-note-draft]:not([data-note-ready])").forEach(bringBack);
        leadTo();
    }

    new MutationObserver(prepare).observe(document.documentElement, {childList: true, subtree: true});
    prepare();
})();
