/* The matrix: opening a cell does not redraw the table, another cell begins at its first page, and folded groups of
 * filters stay as the reader left them.
 */
(function () {
    "use strict";

    const OPENED = ["cell", "page"];
    const folded = new Map();

    window.dash_clientside = window.dash_clientside || {};
    window.dash_clientside.parityMatrix = {
        /* What the table shows: everything but the open cell and its page. Unchanged parts are not sent on. */
        table_part: function (search, known) {
            const query = new URLSearchParams(search || "");
            OPENED.forEach((name) => query.delete(name));
            const text = query.toString();
            const part = text ? "?" + text : "";
            return part === known ? window.dash_clientside.no_update : part;
        }
    };

    document.addEventListener("parity:open-cell", (event) => {
        const isPaged = new URLSearchParams(window.location.search).has("page");
        if (isPaged && event.target.closest(".matrix")) {
            event.preventDefault();
            window.parityView.set({cell: event.detail.cell, page: null});
        }
    });

    /* A closed panel has no page. */
    document.addEventListener("parity:view", (event) => {
        const query = new URLSearchParams(event.detail.search);
        if (document.querySelector(".matrix") && query.has("page") && !query.has("cell")) {
            window.parityView.set({page: null}, true);
        }
    });

    document.addEventListener("toggle", (event) => {
        if (event.target.matches("details[data-fold]")) {
            folded.set(event.target.dataset.fold, event.target.open);
        }
    }, true);

    new MutationObserver(() => {
        for (const group of document.querySelectorAll("details[data-fold]:not([data-seen])")) {
            group.dataset.seen = "";
            if (folded.has(group.dataset.fold)) {
                group.open = folded.get(group.dataset.fold);
            }
        }
    }).observe(document.documentElement, {childList: true, subtree: true});
})();
