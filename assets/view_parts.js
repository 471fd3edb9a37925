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

    function address(board) {
        if (!board || !board.code) {
            return null;
        }
        const search = board.vintage && board.vintage !== "icb2026" ? "?vintage=" + board.vintage : "";
        return "/area/" + encodeURIComponent(board.code) + search;
    }

    window.dash_clientside = window.dash_clientside || {};
    window.dash_clientside.parity = {
        /* What the grid shows: everything but the open cell. Unchanged parts are not sent on. */
        grid_part: function (search, known) {
            const part = without(search, OPENED);
            return part === known ? window.dash_clientside.no_update : part;
        },
        /* Where 'My board' leads: the remembered board, else the page that says where to choose one. */
        board_address: function (board) {
            return address(board) || "/area";
        },
        /* Whoever opens /area itself is led on to the remembered board. */
        go_to_board: function (board) {
            const target = address(board);
            if (target && window.location.pathname === "/area") {
                window.location.replace(target);
            }
            return window.dash_clientside.no_update;
        },
        /* The choice on the first page starts with the remembered board, if it is among those offered. */
        remembered_board: function (options, board) {
            const offered = (options || []).some((option) => board && option.value === board.code);
            return offered ? board.code : window.dash_clientside.no_update;
        },
        /* The link beside the choice leads to the board chosen, and remembers it when it is followed. */
        chosen_address: function (code) {
            if (code) {
                sayUnchosen("");
            }
            return code ? ["/area/" + encodeURIComponent(code), code] : ["#choose", null];
        }
    };

    /* Beside the choice on the first page: what is missing before a board can be opened. */
    function sayUnchosen(words) {
        const place = document.getElementById("home-unchosen");
        if (place) {
            place.textContent = words;
        }
    }

    document.addEventListener("click", (event) => {
        const link = event.target.closest("#home-open");
        if (link && link.getAttribute("href") === "#choose") {
            event.preventDefault();
            const choice = document.getElementById("home-board");
            choice.setAttribute("aria-describedby", "home-unchosen");
            choice.focus();
            sayUnchosen("");
            window.setTimeout(() => sayUnchosen("Choose your board first."), 50);
        }
    });

    let opener = null;

    function openCell() {
        const query = new URLSearchParams(window.location.search);
        return {cell: query.get("cell"), area: query.get("area")};
    }

    document.addEventListener("click", (event) => {
        const button = event.target.closest("[data-grid] button[data-cell]");
        if (button) {
            opener = {cell: button.dataset.cell, area: button.dataset.area};
            window.setTimeout(tellHeading, 0);      /* its panel may be open already */
        }
    }, true);

    function closePanel() {
        if (!openCell().cell || !window.parityView) {
            return;
        }
        const was = opener || openCell();
        window.parityView.set({cell: null, area: null});
        const back = was.area
            ? document.querySelector(`[data-grid] button[data-cell="${CSS.escape(was.cell)}"][data-area="${CSS.escape(was.area)}"]`)
            : document.querySelector(`[data-grid] button[data-cell="${CSS.escape(was.cell)}"]`);
        if (back) {
            back.focus();
            if (isBelow()) {
                back.scrollIntoView({block: "center", inline: "nearest"});
            }
        }
        opener = null;
    }

    document.addEventListener("keydown", (event) => {
        if (event.key === "Escape" && !event.defaultPrevented) {
            closePanel();
        }
    });

    document.addEventListener("click", (event) => {
        if (event.target.closest("[data-close-panel], .panel-close")) {
            event.preventDefault();
            event.stopPropagation();
            closePanel();
        }
    }, true);

    /* Large pieces of plain HTML come as text in an attribute, escaped by the server: see components/component_markup.py. */
    function showMarkup() {
        document.querySelectorAll("[data-markup]").forEach((place) => {
            if (place.shownMarkup !== place.dataset.markup) {
                place.shownMarkup = place.dataset.markup;
                place.innerHTML = place.dataset.markup;
            }
        });
    }

    /* A place on the page that the address names (#through-time) is drawn after the page has loaded: go there then, once. */
    let placeShown = "";

    function showPlace() {
        const place = window.location.hash;
        if (!place || place === placeShown) {
            return;
        }
        const target = document.getElementById(decodeURIComponent(place.slice(1)));
        if (target) {
            placeShown = place;
            target.scrollIntoView();
        }
    }

    window.addEventListener("hashchange", () => {
        placeShown = window.location.hash;      /* a link within the page: the browser has gone there itself */
    });

    /* The place in the navigation that the page belongs to. */
    function markPlace() {
        const path = window.location.pathname;
        document.querySelectorAll(".site-header nav a").forEach((link) => {
            const target = new URL(link.href).pathname;
            const is = target === path || (link.id === "nav-board" && path.startsWith("/area"));
            const isPart = link.id === "nav-matrix" && document.querySelector(".evidence-tabs") !== null;
            const current = is ? "page" : "true";
            if ((is || isPart) && link.getAttribute("aria-current") !== current) {
                link.setAttribute("aria-current", current);
            } else if (!is && !isPart && link.hasAttribute("aria-current")) {
                link.removeAttribute("aria-current");
            }
        });
    }

    document.addEventListener("click", (event) => {
        const remembering = event.target.closest("[data-remember-board]");
        if (remembering) {
            const board = {code: remembering.dataset.rememberBoard, vintage: remembering.dataset.rememberVintage || ""};
            window.localStorage.setItem("my-board", JSON.stringify(board));
            window.dash_clientside.set_props("my-board", {data: board});
            if (window.parityGrid && remembering.tagName === "BUTTON") {
                window.parityGrid.announce("Remembered as your board in this browser.");
                remembering.textContent = "This is your board";
            }
        }
        if (event.target.closest("[data-print]")) {
            window.print();
        }
    });

    /* On a narrow screen the panel stands below the grid, far from the cell that opens it. */
    function isBelow() {
        return window.matchMedia("(max-width: 70rem)").matches;
    }

    /* After a cell was opened by hand its heading takes the focus, so that it is read out and the next Tab is inside. */
    function tellHeading() {
        const heading = opener && !opener.isTold && document.querySelector("[data-panel] h2");
        const key = heading && heading.closest("[data-panel]").dataset.panel;
        if (heading && key === `${opener.area || ""} ${opener.cell}`) {
            opener.isTold = true;       /* a later redraw of the panel leaves the focus where the hand is */
            heading.focus({preventScroll: true});
            if (isBelow()) {
                heading.closest("[data-panel]").scrollIntoView({block: "start"});
            }
        }
    }

    /* Whoever opens the address of a cell on a narrow screen is shown that cell, once, unless they scroll themselves. */
    let isCellShown = false;

    function showCell() {
        if (isCellShown || opener || window.location.hash || !openCell().cell || !isBelow()) {
            return;
        }
        const panel = document.querySelector("[data-panel]");
        if (panel) {
            isCellShown = true;
            if (window.scrollY < 40) {
                panel.scrollIntoView({block: "start"});
            }
        }
    }

    new MutationObserver(() => {
        showMarkup();
        markPlace();
        showPlace();
        tellHeading();
        showCell();
    }).observe(document.documentElement, {childList: true, subtree: true, attributeFilter: ["data-markup"]});
})();
