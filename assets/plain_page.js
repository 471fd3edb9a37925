/* What pages of plain HTML do beyond what the browser does by itself; nothing here is needed to use them. */
(function () {
    "use strict";

    /* A summary of problems is read out and is where the keyboard goes on. */
    const summary = document.querySelector("[data-takes-focus]");
    if (summary) {
        summary.focus();
    }

    /* 'My board' leads to the board that this browser remembers. */
    const link = document.getElementById("nav-board");
    try {
        const board = JSON.parse(window.localStorage.getItem("my-board") || "null");
        if (link && board && board.code) {
            const vintage = board.vintage && board.vintage !== "icb2026" ? "?vintage=" + encodeURIComponent(board.vintage) : "";
            link.href = "/area/" + encodeURIComponent(board.code) + vintage;
        }
    } catch (problem) {
        window.localStorage.removeItem("my-board");
    }

    /* A form is sent once, however often the button is pressed. */
    document.addEventListener("submit", (event) => {
        if (event.target.dataset.sent) {
            event.preventDefault();
        }
        window.setTimeout(() => {
            if (!event.defaultPrevented) {
                event.target.dataset.sent = "yes";
            }
        }, 0);
    });
    window.addEventListener("pageshow", () => {
        document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent);
    });
})();
