/* Owns the tile map: arrow keys lead to the nearest board in their direction, and a tile opens its panel.
 *
 * The open tile is `area` in the address, which parityView (assets/state.js) writes; the server draws the panel.
 * A tile is a button with data-tile, data-row and data-column; one of them is the stop of the Tab key.
 */
(function () {
    "use strict";

    const TILE = "[data-tile]";
    const STEPS = {ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1]};
    let opener = "";

    const tiles = () => [...document.querySelectorAll(TILE)];
    const tileOf = (code) => document.querySelector(`[data-tile="${CSS.escape(code)}"]`);
    const opened = () => new URLSearchParams(window.location.search).get("area") || "";
    const at = (tile) => [Number(tile.dataset.column), Number(tile.dataset.row)];

    /* The nearest tile ahead: a step to the side costs twice a step ahead, and what lies steeply aside is not ahead. */
    function ahead(from, step) {
        const [column, row] = at(from);
        let found = null;
        let least = Infinity;
        for (const tile of tiles()) {
            const [x, y] = at(tile);
            const forward = (x - column) * step[0] + (y - row) * step[1];
            const aside = Math.abs((x - column) * step[1]) + Math.abs((y - row) * step[0]);
            const cost = forward + 2 * aside;
            if (forward > 0 && aside <= 2 * forward && cost < least) {
                found = tile;
                least = cost;
            }
        }
        return found;
    }

    /* Home and End: the ends of the row from west to east; with Control, of the whole map from north to south. */
    function end(from, isLast, isWhole) {
        const row = tiles()
            .filter((tile) => isWhole || tile.dataset.row === from.dataset.row)
            .sort((one, two) => at(one)[1] - at(two)[1] || at(one)[0] - at(two)[0]);
        return isLast ? row[row.length - 1] : row[0];
    }

    function onKeyDown(event) {
        if (event.key === "Escape" && !event.defaultPrevented) {
            close();
            return;
        }
        const tile = event.target.closest(TILE);
        if (!tile || event.altKey || event.shiftKey) {
            return;
        }
        const isEnd = event.key === "End";
        const target = STEPS[event.key] ? ahead(tile, STEPS[event.key])
            : isEnd || event.key === "Home" ? end(tile, isEnd, event.ctrlKey || event.metaKey) : undefined;
        if (target === undefined) {
            return;
        }
        event.preventDefault();
        if (target) {
            target.focus();
            target.scrollIntoView({block: "nearest", inline: "nearest"});
        }
    }

    function onFocus(event) {
        const tile = event.target.closest(TILE);
        if (tile) {
            for (const other of tiles()) {
                other.tabIndex = other === tile ? 0 : -1;
            }
        }
    }

    function onClick(event) {
        const tile = event.target.closest(TILE);
        if (tile) {
            opener = tile.dataset.tile;
            window.parityView.set({area: opener});
            tellHeading();      /* its panel may be open already */
        } else if (event.target.closest(".tile-close")) {
            event.preventDefault();
            event.stopPropagation();
            close();
        }
    }

    function close() {
        const code = opened();
        if (!code || !document.querySelector(TILE)) {
            return;
        }
        opener = "";
        window.parityView.set({area: ""});
        const tile = tileOf(code);
        if (tile) {
            tile.focus();
        }
    }

    /* The open tile is marked at once, also on Back, without a redraw of the map. */
    function markOpen() {
        const code = opened();
        for (const tile of tiles()) {
            if (tile.dataset.tile === code) {
                tile.setAttribute("aria-current", "true");
            } else if (tile.hasAttribute("aria-current")) {
                tile.removeAttribute("aria-current");
            }
        }
    }

    /* After a tile was opened by hand the heading of its panel takes the focus, once. */
    function tellHeading() {
        const panel = opener && document.querySelector(`[data-tile-panel="${CSS.escape(opener)}"]`);
        if (panel) {
            opener = "";
            panel.querySelector("h2").focus({preventScroll: true});
            panel.scrollIntoView({block: "nearest"});
        }
    }

    document.addEventListener("keydown", onKeyDown);
    document.addEventListener("focusin", onFocus);
    document.addEventListener("click", onClick, true);
    document.addEventListener("parity:view", markOpen);
    new MutationObserver(tellHeading).observe(document.documentElement, {childList: true, subtree: true});
})();
