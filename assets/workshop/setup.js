/* The set-up of a workshop, smoother than the form is by itself; everything here works without it in two steps. */
(function () {
    "use strict";

    const OPENED = "workshop-more-choices";
    const form = document.querySelector("form[data-set-up]");
    if (!form) {
        return;
    }
    const field = (name) => form.elements.namedItem(name);
    const boxes = (name) => [...form.querySelectorAll(`input[name="${name}"]`)];
    const more = form.querySelector("[data-more]");
    let isTouched = form.hasAttribute("data-touched");
    let givenAim = isTouched || form.querySelector(".has-problem") ? null : field("aim").value;
    let asked = 0;

    function remember() {
        try {
            window.localStorage.setItem(OPENED, more.open ? "yes" : "no");
        } catch (problem) {
            /* Nothing is remembered: the reader opens it again. */
        }
    }

    function remembered(name) {
        try {
            return window.localStorage.getItem(name);
        } catch (problem) {
            return null;
        }
    }

    /* Only what belongs to a chosen cell can be voted on, and only that is in sight. */
    function showItems() {
        const chosen = new Set(boxes("cells").filter((box) => box.checked).map((box) => box.value));
        form.querySelectorAll("[data-items-of]").forEach((group) => {
            group.hidden = !chosen.has(group.dataset.itemsOf);
        });
    }

    function whole(text) {
        return /^\d{1,4}$/.test(text.trim()) ? Number(text) : 0;
    }

    function addUp() {
        const ticked = [...form.querySelectorAll("[data-item]:checked")].filter((box) => !box.closest("[hidden]"));
        const lines = field("own").value.split("\n").filter((line) => line.trim());
        const minutes = [...form.querySelectorAll("[data-minutes]")].reduce((sum, one) => sum + whole(one.value), 0);
        const sums = {cells: boxes("cells").filter((box) => box.checked).length, items: ticked.length + lines.length, minutes};
        Object.entries(sums).forEach(([name, number]) => {
            form.querySelector(`[data-sum="${name}"]`).textContent = String(number);
        });
    }

    function draw() {
        showItems();
        addUp();
    }

    function copyTicks(page, name) {
        const ticked = new Set([...page.querySelectorAll(`input[name="${name}"]`)].filter((box) => box.checked).map((box) => box.value));
        boxes(name).forEach((box) => { box.checked = ticked.has(box.value); });
    }

    /* Another template fills cells and items anew; another area does where nothing was changed by hand. */
    function fill(page, isOtherTemplate) {
        const given = (name) => page.querySelector(`[name="${name}"]`).value;
        if (field("title").value === field("drawn_title").value) {
            field("title").value = given("title");
        }
        if (givenAim !== null && field("aim").value === givenAim) {
            field("aim").value = givenAim = given("aim");
        }
        for (const name of ["drawn_template", "drawn_area", "drawn_block", "drawn_title"]) {
            field(name).value = given(name);
        }
        if (isOtherTemplate || !isTouched) {
            isTouched = false;
            ["cells", "items"].forEach((name) => copyTicks(page, name));
        }
        draw();
        const told = form.querySelector(".set-up-sum").textContent;
        window.parityGrid.announce(told);
    }

    function follow(isOtherTemplate) {
        const turn = ++asked;
        const choice = {area: field("area").value, template: field("template").value, block: field("block").value};
        fetch("/workshops/new?" + new URLSearchParams(choice), {credentials: "same-origin"})
            .then((answer) => (answer.ok ? answer.text() : Promise.reject(answer.status)))
            .then((text) => {
                if (turn === asked) {
                    fill(new DOMParser().parseFromString(text, "text/html"), isOtherTemplate);
                }
            })
            .catch(() => { /* The server fills it when the form is sent. */ });
    }

    form.addEventListener("change", (event) => {
        const name = event.target.name;
        if (name === "cells" || name === "items") {
            isTouched = true;
        }
        if (form.dataset.setUp === "new" && ["area", "template", "block"].includes(name)) {
            follow(name !== "area");
        }
        draw();
    });
    form.addEventListener("input", addUp);
    more.addEventListener("toggle", remember);
    form.querySelectorAll("[data-show]").forEach((button) => { button.hidden = true; });

    if (remembered(OPENED) === "yes") {
        more.open = true;
    }
    if (form.dataset.setUp === "new" && !field("area").value && !form.querySelector(".has-problem")) {
        try {
            const board = JSON.parse(remembered("my-board") || "null");
            if (board && [...field("area").options].some((option) => option.value === board.code)) {
                field("area").value = board.code;
                follow(false);
            }
        } catch (problem) {
            /* What is remembered cannot be read: the reader chooses. */
        }
    }
    draw();
})();
