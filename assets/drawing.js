/* Puts HTML that the server wrote into an element, without making Dash components of it.
 *
 * Dash's renderer tells every mounted component of every new one: 900 cells of four components each keep a browser
 * busy for half a minute. As plain HTML the same table takes milliseconds. What is there already is changed in place,
 * so focus, scroll position and screen reader position stay. See docs/adr/0005-large-tables-are-html.md.
 *
 *   clientside_callback(ClientsideFunction("drawing", "draw"),
 *                       Output(GRID, "data-drawn"), Input(GRID_HTML, "data"), State(GRID, "id"))
 */
(function () {
    "use strict";

    function changeAttributes(shown, wanted) {
        for (const {name} of Array.from(shown.attributes)) {
            if (!wanted.hasAttribute(name)) {
                shown.removeAttribute(name);
            }
        }
        for (const {name, value} of wanted.attributes) {
            if (shown.getAttribute(name) !== value) {
                shown.setAttribute(name, value);
            }
        }
    }

    function changeChildren(shown, wanted) {
        let old = shown.firstChild;
        let fresh = wanted.firstChild;
        while (fresh) {
            const nextFresh = fresh.nextSibling;
            if (!old) {
                shown.appendChild(fresh);
            } else {
                const nextOld = old.nextSibling;
                if (old.nodeName !== fresh.nodeName) {
                    shown.replaceChild(fresh, old);
                } else if (old.nodeType === Node.ELEMENT_NODE) {
                    changeAttributes(old, fresh);
                    changeChildren(old, fresh);
                } else if (old.nodeValue !== fresh.nodeValue) {
                    old.nodeValue = fresh.nodeValue;
                }
                old = nextOld;
            }
            fresh = nextFresh;
        }
        while (old) {
            const next = old.nextSibling;
            old.remove();
            old = next;
        }
    }

    /* Returns the time of drawing, so that the callback has an output and a test can wait for it. */
    function draw(html, id) {
        const host = document.getElementById(id);
        if (!host || typeof html !== "string") {
            return window.dash_clientside.no_update;
        }
        const focused = host.contains(document.activeElement) ? document.activeElement.id : "";
        const wanted = document.createElement("template");
        wanted.innerHTML = html;
        changeChildren(host, wanted.content);
        const again = focused && document.getElementById(focused);
        if (again && again !== document.activeElement) {
            again.focus({preventScroll: true});
        }
        return String(Math.round(performance.now()));
    }

    window.dash_clientside = Object.assign({}, window.dash_clientside, {drawing: {draw: draw}});
})();
