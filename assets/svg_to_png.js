/* Draws a figure that is offered as SVG into a PNG, in the browser: pages ask no server for it.
 *
 *   [data-svg="<address>"][data-png="<file name>"]  the button; its list item is hidden until this script is here
 */
(function () {
    "use strict";

    const SCALE = 2;

    function say(words) {
        window.parityGrid.announce(words);
    }

    function drawn(address) {
        return new Promise((resolve, reject) => {
            const image = new Image();
            image.addEventListener("load", () => resolve(image));
            image.addEventListener("error", () => reject(new Error("the figure cannot be drawn")));
            image.src = address;
        });
    }

    function kept(canvas) {
        return new Promise((resolve, reject) => {
            canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("the figure is too large"))), "image/png");
        });
    }

    async function save(button) {
        const answer = await fetch(button.dataset.svg);
        if (!answer.ok) {
            throw new Error(`the figure cannot be fetched (${answer.status})`);
        }
        const figure = URL.createObjectURL(new Blob([await answer.text()], {type: "image/svg+xml"}));
        try {
            const image = await drawn(figure);
            const canvas = document.createElement("canvas");
            canvas.width = image.naturalWidth * SCALE;
            canvas.height = image.naturalHeight * SCALE;
            canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
            const made = URL.createObjectURL(await kept(canvas));
            const link = document.createElement("a");
            Object.assign(link, {href: made, download: button.dataset.png});
            link.click();
            /* The browser reads it after the click. */
            window.setTimeout(() => URL.revokeObjectURL(made), 60000);
        } finally {
            URL.revokeObjectURL(figure);
        }
    }

    document.querySelectorAll("[data-png-item]").forEach((item) => {
        item.hidden = false;
    });

    document.addEventListener("click", async (event) => {
        const button = event.target.closest("[data-svg]");
        if (!button) {
            return;
        }
        button.disabled = true;
        say("The picture is being drawn.");
        try {
            await save(button);
            say("The picture is saved.");
        } catch (problem) {
            say(`No picture: ${problem.message}. Take the SVG.`);
        } finally {
            button.disabled = false;
            button.focus();
        }
    });
}());
