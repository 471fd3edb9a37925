/* Owns the view state in the query string: writes it without Dash's page router, and tells the page's store.
 *
 * Dash's router lays the whole page out again whenever the search part of the address changes. A page that keeps its
 * view in the query string puts `data-view-store="<id of its dcc.Store>"` on an element; from then on every change of
 * the search on the same path goes to that store only, and the page's callbacks redraw what depends on it:
 *
 *   <button data-view="cell=financing.meso&area=QWO">   a click merges these values into the query; an empty value removes
 *   <select data-view-param="region">                   a change sets this one value; data-view-clears="page cell" removes
 *                                                       others with it that would not fit any more
 *   <a href="?region=Y58">                              a plain click replaces the whole query; `href="?"` is the reset
 *   parityView.set({region: "Y58"})                     the same from a clientside callback
 *
 * Scripts that follow the view listen to `parity:view` on the document: they never see `popstate` for the same path.
 * `data-view-replace` on any of them replaces the entry in the history instead of adding one.
 * Must be loaded before Dash draws: the listeners below have to run before those of Dash's own Location.
 */
(function () {
    "use strict";

    let shownPath = window.location.pathname;
    let shownSearch = window.location.search;

    function storeId() {
        const marked = document.querySelector("[data-view-store]");
        return marked ? marked.dataset.viewStore : null;
    }

    function tellStore() {
        const id = storeId();
        shownSearch = window.location.search;
        if (id) {
            window.dash_clientside.set_props(id, {data: shownSearch});
            document.dispatchEvent(new CustomEvent("parity:view", {detail: {search: shownSearch}}));
        }
    }

    function show(search, replace) {
        if (search === window.location.search) {
            return;
        }
        const address = window.location.pathname + search;
        window.history[replace ? "replaceState" : "pushState"]({}, "", address);
        tellStore();
    }

    function set(changes, replace) {
        const query = new URLSearchParams(window.location.search);
        for (const [name, value] of Object.entries(changes)) {
            if (value === null || value === undefined || value === "") {
                query.delete(name);
            } else {
                query.set(name, value);
            }
        }
        const text = query.toString();
        show(text ? "?" + text : "", replace);
    }

    /* Back, Forward, a Dash link or a fragment. Another path is the router's business; the same path is ours. */
    function onLocationChange(event) {
        if (window.location.pathname !== shownPath || !storeId()) {
            shownPath = window.location.pathname;
            shownSearch = window.location.search;
            return;
        }
        event.stopImmediatePropagation();
        if (window.location.search !== shownSearch) {
            tellStore();
        }
    }

    function onClick(event) {
        const plain = !event.defaultPrevented && event.button === 0
            && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
        const target = plain && event.target.closest("[data-view], a[href^='?']");
        if (!target || !storeId()) {
            return;
        }
        const replace = target.hasAttribute("data-view-replace");
        if (target.hasAttribute("data-view")) {
            set(Object.fromEntries(new URLSearchParams(target.dataset.view)), replace);
        } else {
            event.preventDefault();
            const search = target.getAttribute("href");
            show(search === "?" ? "" : search, replace);
        }
    }

    function onChange(event) {
        const target = event.target.closest("[data-view-param]");
        if (!target || !storeId()) {
            return;
        }
        const field = event.target;
        const value = field.type === "checkbox" && !field.checked ? "" : field.value;
        const cleared = (target.dataset.viewClears || "").split(" ").filter(Boolean).map((name) => [name, ""]);
        set({...Object.fromEntries(cleared), [target.dataset.viewParam]: value},
            target.hasAttribute("data-view-replace"));
    }

    window.addEventListener("popstate", onLocationChange, true);
    window.addEventListener("_dashprivate_pushstate", onLocationChange, true);
    document.addEventListener("click", onClick);
    document.addEventListener("change", onChange);
    window.parityView = {set: set};
})();
