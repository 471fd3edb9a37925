/* Splits the view so that opening a cell does not redraw the grid, and keeps focus where a person expects it. */
(function () {
    "use strict";

    const OPENED = ["cell", "area"];

    function without(search, names) {
        const query = new URLSearchParams(search || "");
        names.forEach((name) => query.delete(name));
        const text = query.toString();
        return text ? "?" + text : "";
    }

    window.dash_clientside = window.dash_clientside || {};
    window.dash_clientside.parity = {
        /* What the grid shows: everything but the open cell. Unchanged parts are not sent on. */
        grid_part: function (search, known) {
            const part = without(search, OPENED);
            return part === known ? window.dash_clientside.no_update : part;
        },
        /* Where 'My board' leads: the remembered board, else the page on which to choose one. */
        board_address: function (board) {
            return board ? "/area/" + encodeURIComponent(board) : "/#choose";
        },
        /* The board chosen on the first page is remembered in this browser only. */
        remember: function (board) {
            return board || window.dash_clientside.no_update;
        },
        /* The link beside the choice leads to the board chosen. */
        chosen_address: function (board) {
            return board ? "/area/" + encodeURIComponent(board) : "#choose";
        }
    };

    let opener = null;

    function openCell() {
        const query = new URLSearchParams(window.location.search);
        return {cell: query.get("cell"), area: query.get("area")};
    }

    /* Mark the open cell in whatever grid stands on the page. */
    function markOpenCell() {
        const open = openCell();
        document.querySelectorAll("[data-grid] button[data-cell]").forEach((button) => {
            const is = open.cell === button.dataset.cell && (!open.area || open.area === button.dataset.area);
            if ((button.getAttribute("aria-pressed") === "true") !== is) {
                button.setAttribute("aria-pressed", is ? "true" : "false");
            }
        });
    }

    document.addEventListener("click", (event) => {
        const button = event.target.closest("[data-grid] button[data-cell]");
        if (button) {
            opener = {cell: button.dataset.cell, area: button.dataset.area};
        }
    }, true);

    function closePanel() {
        if (!openCell().cell || !window.parityView) {
            return;
        }
        const was = opener || openCell();
        window.parityView.set({cell: null, area: null});
        const back = was.area
            ? document.querySelector(`[data-grid] button[data-cell="${was.cell}"][data-area="${was.area}"]`)
            : document.querySelector(`[data-grid] button[data-cell="${was.cell}"]`);
        if (back) {
            back.focus();
        }
        opener = null;
    }

    document.addEventListener("keydown", (event) => {
        if (event.key === "Escape" && !event.defaultPrevented) {
            closePanel();
        }
    });

    document.addEventListener("click", (event) => {
        if (event.target.closest("[data-close-panel]")) {
            event.preventDefault();
            event.stopPropagation();
            closePanel();
        }
    }, true);

    /* After a cell was opened by hand its heading takes the focus, so that it is read out and the next Tab is inside. */
    new MutationObserver(() => {
        markOpenCell();
        const heading = opener && document.querySelector("[data-panel] h2");
        const key = heading && heading.closest("[data-panel]").dataset.panel;
        if (heading && key === `${opener.area || ""} ${opener.cell}` && heading.dataset.announced !== key) {
            heading.dataset.announced = key;
            heading.focus({preventScroll: window.innerWidth > 1000});
        }
    }).observe(document.documentElement, {childList: true, subtree: true});
})();
