/* What pages of plain HTML do beyond what the browser does by itself; nothing here is needed to use them. */
(function () {
    "use strict";

    /* Scripts that are shared with Dash's pages speak through the live region of the shell. */
    window.parityGrid = window.parityGrid || {
        announce: (words) => { document.getElementById("announcements").textContent = words; },
    };

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

    /* A password can be looked at while it is typed; it is hidden again before it is sent. */
    function turn(field, button, isShown) {
        field.type = isShown ? "text" : "password";
        button.textContent = isShown ? "Hide" : "Show";
        button.setAttribute("aria-label", `${isShown ? "Hide" : "Show"} ${button.dataset.what}`);
    }

    document.querySelectorAll("input[type=password]").forEach((field) => {
        const button = document.createElement("button");
        const row = document.createElement("div");
        const label = document.querySelector(`label[for="${field.id}"]`);
        Object.assign(button, {type: "button", className: "action secondary"});
        button.dataset.what = label ? label.textContent.toLowerCase() : "password";
        button.setAttribute("aria-controls", field.id);
        row.className = "with-button";
        field.replaceWith(row);
        row.append(field, button);
        field.setAttribute("autocapitalize", "none");
        field.setAttribute("spellcheck", "false");
        turn(field, button, false);
        button.addEventListener("click", () => {
            const isShown = field.type === "password";
            turn(field, button, isShown);
            window.parityGrid.announce(isShown ? "What you typed is shown." : "What you typed is hidden.");
        });
        field.form.addEventListener("submit", () => turn(field, button, false));
    });

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
