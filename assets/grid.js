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
    const waiting = new Map();

    /* What has the focus, in terms that survive a redraw. */
    function focusKey(host) {
        const focused = document.activeElement;
        if (!focused || !host.contains(focused)) {
            return null;
        }
        if (focused.dataset.cell) {
            return `[data-area="${focused.dataset.area}"][data-cell="${focused.dataset.cell}"]`;
        }
        return focused.dataset.key ? `[data-key="${focused.dataset.key}"]` : null;
    }

    function show(markup, host) {
        const key = focusKey(host);
        host.innerHTML = markup;
        const again = key && host.querySelector(key);
        if (again) {
            again.focus({preventScroll: true});
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
        if (field instanceof HTMLInputElement && field.type === "date" && host.contains(field)) {
            waiting.set(host, markup);      /* a date that is being typed is not taken from under the fingers */
        } else {
            show(markup, host);
        }
        return String(markup.length);
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
