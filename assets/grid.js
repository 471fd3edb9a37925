/* Owns the large tables: puts their markup in place, moves the focus in them, and tells who clicked what.
 *
 *   parityGrid.paint(markup, host)   a Dash clientside function: shows the markup and keeps the focus where it was
 *   parityGrid.announce(words)       says something through the live region of the shell
 *   parity:open-cell                 event on a cell, detail {area, cell}; unless its default is prevented, the cell
 *                                    is written into the address by parityView (assets/state.js)
 *
 * `data-grid` on a table names the parts of the address that a click writes: "area cell", or "cell" on a board's page.
 */
(function () {
    "use strict";

    const CELL = "[data-grid] [data-cell]";
    const STOPS = "[data-cell], tbody th a[data-key]";
    const WORD = 1000;          /* milliseconds in which browsers take letters typed in a list for one word */
    const waiting = new Map();
    let typedAt = -WORD;

    /* What an element is, in terms that survive a redraw. */
    function nameOf(element) {
        if (element.dataset.cell) {
            return `[data-area="${CSS.escape(element.dataset.area)}"][data-cell="${CSS.escape(element.dataset.cell)}"]`;
        }
        return element.dataset.key ? `[data-key="${CSS.escape(element.dataset.key)}"]` : null;
    }

    /* Where the focus may go once the host is redrawn, the best first: the same element; where it is gone, the heading
       of the panel, what followed it, or what stood before it. Empty where the focus is elsewhere. */
    function placesOf(host) {
        const focused = document.activeElement;
        if (!focused || focused === host || !host.contains(focused)) {
            return [];
        }
        const after = [];
        const before = [];
        for (const element of host.querySelectorAll("[data-cell], [data-key]")) {
            const isBefore = element.compareDocumentPosition(focused) & Node.DOCUMENT_POSITION_FOLLOWING;
            (isBefore ? before : after).push(nameOf(element));
        }
        return [nameOf(focused), "[data-panel] h2[tabindex]", ...after, ...before.reverse()];
    }

    function focusFirst(host, places) {
        for (const place of places) {
            const found = place && host.querySelector(place);
            if (found) {
                found.focus({preventScroll: place === places[0]});      /* elsewhere it has to come into view */
                if (found === document.activeElement) {
                    return found;
                }
            }
        }
        host.tabIndex = host.hasAttribute("tabindex") ? host.tabIndex : -1;
        host.focus();
        return host;
    }

    function show(markup, host) {
        const places = placesOf(host);
        host.innerHTML = markup;
        if (places.length) {
            const again = focusFirst(host, places);
            if (again.matches(CELL)) {
                makeStop(again);
            }
        }
        markOpen();
        const caption = host.querySelector("caption");
        if (caption && host.dataset.said && host.dataset.said !== caption.textContent) {
            announce(caption.textContent);
        }
        host.dataset.said = caption ? caption.textContent : "";
    }

    function paint(markup, id) {
        const host = document.getElementById(id);
        if (!host || typeof markup !== "string") {
            return window.dash_clientside.no_update;
        }
        const field = document.activeElement;
        if (host.contains(field) && (field.matches("input[type=date]") || isTyping(field))) {
            waiting.set(host, markup);      /* what is being typed is not taken from under the fingers */
            showAfterWord(host);
        } else {
            waiting.delete(host);
            show(markup, host);
        }
        return String(markup.length);
    }

    function isTyping(field) {
        return field.matches("select") && performance.now() - typedAt < WORD;
    }

    /* A list that was chosen from by its first letters is drawn anew once the word is complete. */
    function showAfterWord(host) {
        if (!waiting.has(host) || !document.activeElement?.matches("select")) {
            return;
        }
        if (isTyping(document.activeElement)) {
            window.setTimeout(() => showAfterWord(host), WORD / 4);
            return;
        }
        const markup = waiting.get(host);
        waiting.delete(host);
        show(markup, host);
    }

    function onFocusOut() {
        for (const [host, markup] of waiting) {
            waiting.delete(host);
            window.setTimeout(() => show(markup, host), 0);
        }
    }

    function announce(words) {
        const region = document.getElementById("announcements");
        if (region) {
            region.textContent = words;
        }
    }

    /* One stop for the Tab key in a table. */
    function makeStop(target) {
        for (const other of target.closest("[data-grid]").querySelectorAll('[data-cell][tabindex="0"]')) {
            other.tabIndex = -1;
        }
        if (target.matches("[data-cell]")) {
            target.tabIndex = 0;
        }
    }

    function rowsOf(grid) {
        return [...grid.querySelectorAll("tbody tr")]
            .map((row) => [...row.querySelectorAll(STOPS)])
            .filter((row) => row.length);
    }

    /* The same column in another row; where it is folded into one cell or missing, the nearest in line. A column of
       the heat map is a cell, one of a board's grid a level. */
    function inColumn(rows, from, step, current) {
        const isMap = current.closest("[data-grid]").dataset.grid.split(" ").includes("area");
        const column = (one) => isMap ? one.dataset.cell || "" : (one.dataset.cell || "").split("/").pop();
        const same = (one) => column(one) === column(current);
        for (let at = from + step; at >= 0 && at < rows.length; at += step) {
            const found = rows[at].find(same);
            if (found) {
                return found;
            }
        }
        return null;
    }

    function destination(event, grid, current) {
        const rows = rowsOf(grid);
        const at = rows.findIndex((row) => row.includes(current));
        const row = rows[at];
        const place = row.indexOf(current);
        const whole = event.ctrlKey || event.metaKey;
        switch (event.key) {
        case "ArrowRight":
            return row[place + 1];
        case "ArrowLeft":
            return row[place - 1];
        case "ArrowDown":
            return inColumn(rows, at, 1, current);
        case "ArrowUp":
            return inColumn(rows, at, -1, current);
        case "Home":
            return whole ? rows[0][0] : row[0];
        case "End":
            return whole ? rows[rows.length - 1].slice(-1)[0] : row.slice(-1)[0];
        default:
            return undefined;
        }
    }

    function onKeyDown(event) {
        if (event.key?.length === 1 && event.target.matches("select")) {
            typedAt = performance.now();
        }
        const grid = event.target.closest("[data-grid]");
        if (!grid || event.altKey || event.shiftKey || !event.target.matches(STOPS)) {
            return;
        }
        if (event.key === " " && event.target.matches("a")) {
            event.preventDefault();
            event.target.click();
            return;
        }
        const target = destination(event, grid, event.target);
        if (target === undefined && !["ArrowRight", "ArrowLeft"].includes(event.key)) {
            return;
        }
        event.preventDefault();
        if (target) {
            target.focus();
            if (target.matches("[data-cell]")) {
                makeStop(target);
            }
            target.scrollIntoView({block: "nearest", inline: "nearest"});
        }
    }

    /* A link of the table names everything but the open cell, which it leaves open. */
    function follow(event, link) {
        if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || !window.parityView) {
            return;
        }
        event.preventDefault();
        const kept = link.closest("[data-grid]").dataset.grid.split(" ");
        const asked = new URLSearchParams(link.getAttribute("href"));
        const names = new Set([...new URLSearchParams(window.location.search).keys(), ...asked.keys()]);
        const changed = [...names].filter((name) => !kept.includes(name));
        window.parityView.set(Object.fromEntries(changed.map((name) => [name, asked.get(name)])));
    }

    function onClick(event) {
        const link = event.target.closest("[data-grid] a[href^='?']");
        if (link) {
            follow(event, link);
            return;
        }
        const cell = event.target.closest(CELL);
        if (!cell) {
            return;
        }
        makeStop(cell);
        const detail = {area: cell.dataset.area, cell: cell.dataset.cell};
        const open = new CustomEvent("parity:open-cell", {bubbles: true, cancelable: true, detail: detail});
        if (cell.dispatchEvent(open) && window.parityView) {
            const names = cell.closest("[data-grid]").dataset.grid.split(" ");
            window.parityView.set(Object.fromEntries(names.map((name) => [name, detail[name]])));
            markOpen();
        }
    }

    /* The open cell is marked at once, also on Back and when the panel closes, without a redraw of the table. */
    function markOpen() {
        const query = new URLSearchParams(window.location.search);
        for (const grid of document.querySelectorAll("[data-grid]")) {
            const named = grid.dataset.grid.split(" ");
            for (const cell of grid.querySelectorAll("[data-cell]")) {
                const isOpen = named.every((name) => query.get(name) === cell.dataset[name]);
                if (isOpen) {
                    cell.setAttribute("aria-current", "true");
                } else if (cell.hasAttribute("aria-current")) {
                    cell.removeAttribute("aria-current");
                }
            }
        }
    }

    /* Long explanations start closed on a phone. */
    function closeOnPhone() {
        if (window.matchMedia("(max-width: 40rem)").matches) {
            for (const details of document.querySelectorAll("details[data-close-on-phone][open]:not([data-seen])")) {
                details.open = false;
            }
        }
        for (const details of document.querySelectorAll("details[data-close-on-phone]:not([data-seen])")) {
            details.dataset.seen = "";
        }
    }

    document.addEventListener("keydown", onKeyDown);
    document.addEventListener("click", onClick);
    document.addEventListener("focusout", onFocusOut);
    document.addEventListener("parity:view", markOpen);
    new MutationObserver(closeOnPhone).observe(document.documentElement, {childList: true, subtree: true});

    window.dash_clientside = window.dash_clientside || {};
    window.dash_clientside.parityGrid = {paint: paint};
    window.parityGrid = {paint: paint, announce: announce, markOpen: markOpen};
})();
