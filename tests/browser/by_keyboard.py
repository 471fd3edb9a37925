"""A person without a mouse: where the keys lead, and whether the focus is seen, within the window and never lost."""

import re
from typing import Literal

from playwright.sync_api import Page

from tests.browser.harness import settle

Role = Literal["button", "checkbox", "combobox", "link", "radio", "searchbox", "textbox"]
Name = str | re.Pattern[str]
"""The whole accessible name, or a pattern of which some of it is."""

WATCH = """(() => {
    const STOPS = "a[href], button, input, select, summary, textarea, [tabindex]";
    const resting = new WeakMap();
    const look = (element) => [element, element.closest("label"), element.nextElementSibling].filter(Boolean)
        .map((each) => getComputedStyle(each))
        .map((style) => [style.outlineStyle, style.outlineWidth, style.outlineColor, style.boxShadow].join(" "));
    const isSeen = (one) => !(one.startsWith("none") && one.endsWith("none"));
    // Of a field of several lines browsers bring the line with the caret into the window, not the whole field.
    const LINE = 24;
    const isWithin = (element, box) => box.left >= -1 && box.right <= innerWidth + 1
        && (box.height > innerHeight ? box.bottom > 0 && box.top < innerHeight
            : box.top >= -1 && (element.matches("textarea") ? box.top + LINE : box.bottom) <= innerHeight + 1);
    const cover = (element, box) => {
        const there = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
        const whole = element.closest("label") || element;
        return !there || box.height > innerHeight || whole.contains(there) || there.contains(whole) ? null : there;
    };
    addEventListener("keydown", () => {
        for (const element of document.querySelectorAll(STOPS)) {
            if (element !== document.activeElement && !resting.has(element)) {
                resting.set(element, look(element));
            }
        }
    }, true);
    window.standing = () => {
        const element = document.activeElement;
        if (!element || element === document.body || element === document.documentElement) {
            return {at: "the body of the page", wrong: "the focus is lost"};
        }
        const words = (element.getAttribute("aria-label") || element.innerText || element.name || "").slice(0, 60);
        const at = `<${element.tagName.toLowerCase()} id="${element.id}"> ${words}`.replace(/\\s+/g, " ");
        const focused = look(element), before = resting.get(element) || [];
        const isMarked = focused.some((one, place) => one !== before[place] && isSeen(one));
        const box = element.getBoundingClientRect();
        const over = cover(element, element.getClientRects()[0] || box);
        const wrong = !isWithin(element, box) ? `it lies outside the window: ${JSON.stringify(box)}`
            : over ? `it is covered by ${over.outerHTML.slice(0, 80)}`
            : !isMarked && element.id !== "main" ? `nothing shows that it has the focus: ${focused}` : "";
        return {at, wrong};
    };
})();"""
"""What is put into every page: how everything looks before it has the focus, and what is to be said of what has it."""

LAST = "Accessibility statement"
"""What the Tab key reaches last on every page; after it the page begins anew."""


def watched(page: Page) -> Page:
    """The page, on which every press of a key is watched from its next document on."""
    page.add_init_script(WATCH)
    return page


def stand(page: Page) -> str:
    """What has the focus, in words; fails unless that is seen and lies within the window."""
    found = page.evaluate("window.standing()")
    assert not found["wrong"], f"{page.url}: {found['at']}: {found['wrong']}"
    return found["at"]


def has_focus(page: Page, role: Role, name: Name) -> bool:
    """Whether what has the focus is of this role and name."""
    wanted = page.get_by_role(role, name=name, exact=isinstance(name, str))
    return wanted.and_(page.locator(":focus")).count() == 1


def tab_to(page: Page, role: Role, name: Name, most: int = 60, key: str = "Tab") -> int:
    """Press Tab until what has the focus is of this role and name; answer how often."""
    passed: list[str] = []
    for presses in range(1, most + 1):
        page.keyboard.press(key)
        if key == "Tab" and passed and passed[-1].endswith(LAST):  # the browser's own buttons come next
            page.keyboard.press(key)
        passed.append(stand(page))
        if has_focus(page, role, name):
            return presses
    raise AssertionError(f"{most} times {key} did not reach the {role} {name!r}, but: {'; '.join(passed)}")


def tab_into(page: Page, selector: str, most: int = 60) -> int:
    """The same until what has the focus fits a selector, for what readers know by its place rather than by its name."""
    passed: list[str] = []
    for presses in range(1, most + 1):
        page.keyboard.press("Tab")
        passed.append(stand(page))
        if page.locator(":focus").and_(page.locator(selector)).count():
            return presses
    raise AssertionError(f"{most} times Tab did not reach {selector}, but: {'; '.join(passed)}")


def back_to(page: Page, role: Role, name: Name, most: int = 60) -> int:
    """`tab_to` backwards."""
    return tab_to(page, role, name, most, "Shift+Tab")


def move_to(page: Page, role: Role, name: Name, key: str = "ArrowDown", most: int = 20) -> None:
    """From one choice of a group to another of this name, which the arrows take."""
    for _press in range(most):
        if has_focus(page, role, name):
            return
        page.keyboard.press(key)
    raise AssertionError(f"{most} times {key} did not reach the {role} {name!r}, but {stand(page)}")


def write(page: Page, role: Role, name: Name, words: str, most: int = 60) -> None:
    """Go to a field, and type over what stands in it."""
    tab_to(page, role, name, most)
    page.keyboard.press("Control+a")
    page.keyboard.type(words)


def act(page: Page, *keys: str) -> str:
    """Press keys on a page that draws itself anew, and wait for that: the focus is still somewhere, in words."""
    for key in keys:
        page.keyboard.press(key)
    settle(page)
    return stand(page)


def follow(page: Page) -> Page:
    """Enter, which leads to another document."""
    with page.expect_navigation():
        page.keyboard.press("Enter")
    return page
