/* 'Save this view' saves what the address names at that moment, with the open cell; the link comes with the rest. */
(function () {
    "use strict";

    function follow(event) {
        const link = event.target.closest && event.target.closest("a[data-save-view]");
        if (link) {
            const address = window.location.pathname + window.location.search;
            link.href = "/views/new?" + new URLSearchParams({address: address});
        }
    }

    for (const moment of ["pointerdown", "focusin", "click"]) {
        document.addEventListener(moment, follow, true);
    }
})();
