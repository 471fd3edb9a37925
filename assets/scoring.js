/* Scoring: keys, drafts that survive, and saving in the panel without losing one's place.
 *
 *   <form data-score="cell|all|undo" data-draft="<person>:<area>">   forms of scoring; the first two keep drafts
 *   <fieldset data-score-cell="financing/meso">                      the fields of one cell, named "...-<part>"
 *   <div data-saved-area data-saved-person data-saved-cells>         what was saved, so that its draft is forgotten
 *
 * Without this script every form works by itself; with it, what is typed stays in this browser until it is saved,
 * also where the session has ended meanwhile. The draft of a cell names the version that it is based on.
 */
(function () {
    "use strict";

    const PREFIX = "parity-score-draft ";
    const FORMS = 'form[data-score="cell"], form[data-score="all"]';
    const CELL = "[data-score-cell]";
    const NOT_REACHED = "The server could not be reached. What you typed is kept in this browser; try again.";
    const SIGNED_OUT = "You are not signed in any more. What you typed is kept in this browser. ";

    /* ---- What is kept in this browser ---- */
    function kept(name) {
        try {
            return JSON.parse(window.localStorage.getItem(PREFIX + name) || "null") || {};
        } catch (problem) {
            return {};
        }
    }

    function keep(name, cells) {
        try {
            if (Object.keys(cells).length) {
                window.localStorage.setItem(PREFIX + name, JSON.stringify(cells));
            } else {
                window.localStorage.removeItem(PREFIX + name);
            }
        } catch (problem) {
            /* A browser that keeps nothing loses the draft with the page. */
        }
    }

    function forget(name, tokens) {
        const cells = kept(name);
        tokens.forEach((token) => delete cells[token]);
        keep(name, cells);
    }

    /* ---- Fields ---- */
    function fields(cell) {
        return [...cell.querySelectorAll("input[name], select[name], textarea[name]")]
            .filter((field) => !field.matches("[data-version]"));
    }

    function version(cell) {
        return cell.querySelector("[data-version]");
    }

    function isChanged(field) {
        if (field.type === "radio") {
            return field.checked !== field.defaultChecked;
        }
        if (field.tagName === "SELECT") {
            const usual = [...field.options].find((option) => option.defaultSelected) || field.options[0];
            return field.value !== usual.value;
        }
        return field.value !== field.defaultValue;
    }

    function values(cell) {
        const found = {};
        fields(cell).forEach((field) => {
            if (field.type !== "radio") {
                found[field.name] = field.value;
            } else if (field.checked) {
                found[field.name] = field.value;
            }
        });
        return found;
    }

    function fill(cell, draft) {
        fields(cell).forEach((field) => {
            const value = draft.values[field.name];
            if (field.type === "radio") {
                field.checked = field.value === value;
            } else if (value !== undefined) {
                field.value = value;
            }
        });
        if (draft.version !== undefined && version(cell)) {
            version(cell).value = draft.version;
        }
        const words = cell.querySelector("details");
        if (words && [...words.querySelectorAll("input, textarea")].some((field) => field.value)) {
            words.open = true;
        }
    }

    function cellsOf(form) {
        return [...form.querySelectorAll(CELL)];
    }

    function isUnsaved(cell) {
        return fields(cell).some(isChanged);
    }

    /* ---- Drafts, and how far one is ---- */
    function note(form) {
        const cells = kept(form.dataset.draft);
        cellsOf(form).forEach((cell) => {
            const token = cell.dataset.scoreCell;
            if (isUnsaved(cell)) {
                cells[token] = {values: values(cell), version: version(cell) ? version(cell).value : undefined};
            } else {
                delete cells[token];
            }
        });
        keep(form.dataset.draft, cells);
        count(form);
    }

    function count(form) {
        const cells = cellsOf(form);
        const unsaved = cells.filter(isUnsaved);
        cells.forEach((cell) => {
            const mark = cell.querySelector("[data-unsaved]");
            if (mark) {
                mark.textContent = unsaved.includes(cell) ? " · not saved yet" : "";
            }
        });
        const answered = form.querySelector("[data-answered]");
        if (answered) {
            answered.textContent = String(cells.filter((cell) => cell.querySelector('input[type="radio"]:checked')).length);
        }
        const words = form.querySelector("[data-unsaved-words]");
        if (words) {
            words.textContent = unsaved.length ? ` · ${unsaved.length} not saved yet` : "";
        }
        const drop = form.querySelector("[data-drop-draft]");
        if (drop) {
            drop.hidden = unsaved.length === 0;
        }
    }

    function bringBack(form) {
        form.dataset.ready = "";
        const drafts = kept(form.dataset.draft);
        let number = 0;
        cellsOf(form).forEach((cell) => {
            const draft = drafts[cell.dataset.scoreCell];
            if (draft && draft.values && !isUnsaved(cell)) {
                fill(cell, draft);
                number += isUnsaved(cell) ? 1 : 0;
            }
        });
        count(form);
        if (number) {
            const details = form.closest("details");
            if (details) {
                details.open = true;
            }
            tell(form, "What you had not saved is back. It is kept in this browser only until you save it.");
        }
    }

    function drop(form) {
        keep(form.dataset.draft, {});
        form.reset();
        count(form);
        tell(form, "Dropped. The form shows what is saved.");
        const first = form.querySelector('input[type="radio"]');
        if (first) {
            first.focus();
        }
    }

    /* ---- Saying something ---- */
    function tell(form, words, link) {
        const place = form.querySelector(".score-status");
        if (place) {
            place.textContent = words;
            if (link) {
                place.append(link);
            }
        }
    }

    function announce(words) {
        if (window.parityGrid) {
            window.parityGrid.announce("");
            window.setTimeout(() => window.parityGrid.announce(words), 50);
        }
    }

    function signInLink() {
        const link = document.createElement("a");
        const here = window.location.pathname + window.location.search;
        link.href = "/sign-in?next=" + encodeURIComponent(here);
        link.textContent = "Sign in again";
        return link;
    }

    /* ---- Keys: 1 to 6 choose, Enter goes on ---- */
    function onKeyDown(event) {
        const form = event.target.closest && event.target.closest(FORMS);
        const cell = form && event.target.closest(CELL);
        if (!cell || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) {
            return;
        }
        const isRadio = event.target.matches('input[type="radio"]');
        if (isRadio && /^[1-6]$/.test(event.key)) {
            const radio = cell.querySelectorAll('input[type="radio"]')[Number(event.key) - 1];
            event.preventDefault();
            radio.checked = true;
            radio.focus();
            radio.dispatchEvent(new Event("input", {bubbles: true}));
        } else if (event.key === "Enter" && form.dataset.score === "all" && event.target.matches("input, select")) {
            event.preventDefault();             /* Enter would send the whole form */
            const cells = cellsOf(form);
            const next = cells[cells.indexOf(cell) + 1];
            const target = next
                ? next.querySelector('input[type="radio"]:checked') || next.querySelector('input[type="radio"]')
                : form.querySelector('button[type="submit"]');
            target.focus();
            if (next) {
                next.scrollIntoView({block: "nearest"});
            }
        }
    }

    /* ---- Sending ---- */
    function session() {
        return fetch("/session", {headers: {Accept: "application/json"}, cache: "no-store"}).then((answer) => answer.json());
    }

    function token(form, value) {
        const field = form.querySelector('input[name="csrf_token"]');
        if (field && value) {
            field.value = value;
        }
    }

    /* A form is sent in the name of the person for whom it was drawn, or not at all. */
    function isOfAnother(form, now) {
        const whose = form.querySelector('input[name="form_person"]');
        return now.person !== null && whose !== null && whose.value !== now.person;
    }

    function ofAnother(now) {
        return `Nothing was sent: this browser is signed in as ${now.name} now, and this form is somebody else's. `
            + "What was typed is kept in this browser for whoever typed it. Load this page again.";
    }

    /* The whole page's form is sent by the browser, once it is known that somebody is still signed in. */
    function sendPage(form) {
        if (form.dataset.sending) {
            return;
        }
        form.dataset.sending = "";
        const stop = (words, link) => {
            delete form.dataset.sending;
            tell(form, words, link);
        };
        tell(form, "Saving …");
        session().then((now) => {
            if (now.person === null) {
                stop(SIGNED_OUT, signInLink());
                return;
            }
            if (isOfAnother(form, now)) {
                stop(ofAnother(now));
                return;
            }
            token(form, now.csrf_token);
            form.submit();
        }).catch(() => stop(NOT_REACHED));
    }

    function post(form) {
        return fetch(form.action, {
            method: "POST",
            body: new URLSearchParams(new FormData(form)),
            headers: {Accept: "application/json"},
        });
    }

    /* The panel's forms are sent in the background; the answer is the section as it now stands. */
    function sendPanel(form, isSecond) {
        const button = form.querySelector('button[type="submit"]');
        button.setAttribute("aria-disabled", "true");
        tell(form, "Saving …");
        post(form).then((answer) => {
            if (answer.status === 401) {
                tell(form, SIGNED_OUT, signInLink());
            } else if (answer.status === 403 && !isSecond) {
                return session().then((now) => {
                    if (isOfAnother(form, now)) {
                        tell(form, ofAnother(now));
                        return;
                    }
                    token(form, now.csrf_token);
                    sendPanel(form, true);
                });
            } else if ((answer.headers.get("Content-Type") || "").includes("json")) {
                return answer.json().then((body) => show(form, body, answer.ok));
            } else if (answer.status === 409) {     /* a page: the form was taken before, or is somebody else's */
                return session().then((now) => {
                    tell(form, isOfAnother(form, now) ? ofAnother(now) : "This was saved already.");
                });
            } else {
                tell(form, "That could not be saved. What you typed is kept in this browser; reload the page and try again.");
            }
            return null;
        }).catch(() => {
            tell(form, NOT_REACHED);
        }).finally(() => button.removeAttribute("aria-disabled"));
    }

    function show(form, body, isDone) {
        const section = document.getElementById("panel-judgement");
        if (isDone && form.dataset.draft) {
            forget(form.dataset.draft, cellsOf(form).map((cell) => cell.dataset.scoreCell));
        }
        if (body.section && section) {
            section.outerHTML = body.section;
            const again = document.getElementById("panel-judgement");
            const target = again.querySelector("[data-takes-focus]") || again.querySelector(".score-told") || again;
            target.tabIndex = -1;
            target.focus({preventScroll: true});
            target.scrollIntoView({block: "nearest"});
        } else {
            tell(form, body.said || "");
        }
        if (body.cell) {
            mark(body);
        }
        announce(body.said || "");
    }

    /* The mark in the grid follows without a redraw of the table. */
    function mark(body) {
        const where = `[data-grid] button[data-area="${CSS.escape(body.area)}"][data-cell="${CSS.escape(body.cell)}"]`;
        document.querySelectorAll(where).forEach((button) => {
            const old = button.querySelector(".score-mark");
            if (old) {
                old.remove();
            }
            button.insertAdjacentHTML("beforeend", body.mark);
        });
    }

    function onSubmit(event) {
        const form = event.target.closest("form[data-score]");
        if (!form || event.defaultPrevented) {
            return;
        }
        const isInPanel = form.closest("#panel-judgement");
        if (form.dataset.score === "all") {
            event.preventDefault();
            note(form);
            sendPage(form);
        } else if (isInPanel) {
            event.preventDefault();
            const button = form.querySelector('button[type="submit"]');
            if (button.getAttribute("aria-disabled") !== "true") {
                sendPanel(form, false);
            }
        }
    }

    /* ---- The page ---- */
    function prepare() {
        document.querySelectorAll("[data-saved-area]:not([data-ready])").forEach((done) => {
            done.dataset.ready = "";
            const name = `${done.dataset.savedPerson}:${done.dataset.savedArea}`;
            forget(name, done.dataset.savedCells.split(" "));
        });
        document.querySelectorAll("select[data-own-board]:not([data-ready])").forEach((choice) => {
            choice.dataset.ready = "";
            try {
                const board = JSON.parse(window.localStorage.getItem("my-board") || "null");
                if (board && !choice.value && [...choice.options].some((option) => option.value === board.code)) {
                    choice.value = board.code;
                }
            } catch (problem) {
                /* Nothing is remembered: the reader chooses. */
            }
        });
        document.querySelectorAll('form[data-draft]:not([data-ready])').forEach(bringBack);
    }

    document.addEventListener("input", (event) => {
        const form = event.target.closest(FORMS);
        if (form) {
            note(form);
        }
    });
    document.addEventListener("change", (event) => {
        const form = event.target.closest(FORMS);
        if (form) {
            note(form);
        }
    });
    document.addEventListener("click", (event) => {
        const button = event.target.closest("[data-drop-draft]");
        if (button) {
            drop(button.form);
        }
    });
    window.addEventListener("pageshow", () => {
        document.querySelectorAll("form[data-sending]").forEach((form) => delete form.dataset.sending);
    });
    document.addEventListener("keydown", onKeyDown);
    document.addEventListener("submit", onSubmit);
    new MutationObserver(prepare).observe(document.documentElement, {childList: true, subtree: true});
    prepare();
})();
