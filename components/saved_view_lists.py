"""Saved views: the way to save one, the form, the lists, and the name that is proposed."""

from collections.abc import Callable, Mapping, Sequence
from urllib.parse import parse_qsl, unquote, urlencode

from markupsafe import Markup

from components.author_names import author_name
from components.form_parts import button, check_field, form, text_field
from components.formatting import sentence_case
from components.labels import cell_label, label
from components.markup import for_ears, joined, tag
from components.times import day_of
from domain_model.cells import Cell
from domain_model.dataset import Dataset
from domain_model.people import Person
from domain_model.people_vocabulary import Permission
from domain_model.saved_views import LONGEST_NAME, SavedView
from domain_model.vocabulary import BuildingBlock, Level, Reading, Vintage

Hidden = Callable[[], Markup]
InWords = Callable[[str], str]
"""Says what an address shows."""

_SHARED_HINT = "Everybody who may read Parity Map can then open it by its link, and finds it among the shared views."


def save_view_link(address: str, person: Person | None = None) -> Markup | None:
    """The way to save what a page shows, but for people whose role cannot; others are asked to sign in first.

    `assets/saved_views.js` keeps its address that of the page.
    """
    if person is not None and not person.may(Permission.SAVE_VIEWS):
        return None
    target = f"/views/new?{urlencode({'address': address})}"
    look = "btn btn-outline-primary btn-sm"
    return tag("a", "Save this view", href=target, class_=look, data_save_view=True, data_key="save-view")


def suggested_name(address: str, dataset: Dataset) -> str:
    """A name for an address in words: `Heat map: North West, Workforce, as at 2024-09-30`."""
    path, _mark, query = address.partition("?")
    areas = {area.code: area.short_name for area in dataset.geography.areas}
    kind, _slash, thing = path.strip("/").partition("/")
    thing = unquote(thing)
    titles = {pair.id: pair.words.title for pair in dataset.pairs}
    names = {"area": areas, "pair": titles, "indicator": {one.id: one.name for one in dataset.indicators.values()}}
    page = names.get(kind, {}).get(thing) or sentence_case(kind.replace("-", " ")) or "Home"
    said = [words for name, text in parse_qsl(query) if (words := _filter_words(name, text, areas, titles))]
    words = f"{page}: {', '.join(said)}" if said else page
    return words if len(words) <= LONGEST_NAME else f"{words[: LONGEST_NAME - 2].rsplit(' ', 1)[0]} …"


def _filter_words(name: str, text: str, areas: Mapping[str, str], pairs: Mapping[str, str]) -> str:
    """A part of an address in words; '' for what nobody would miss in a name, or cannot be read."""
    try:
        match name:
            case "region" | "board" | "area":
                return areas.get(text, "")
            case "block":
                return label(BuildingBlock(text))
            case "level":
                return f"{label(Level(text))} level"
            case "show" if text in pairs:
                return pairs[text]
            case "cell" | "show":
                return cell_label(Cell.from_token(text))
            case "sort":
                return f"sorted by {cell_label(Cell.from_token(text))}"
            case "vintage":
                return label(Vintage(text))
            case "reading":
                return label(Reading(text))
            case "as_at":
                return f"as at {text}"
            case "grades":
                return f"grades {text.replace(',', ', ')}"
    except ValueError:
        return ""
    return ""


def view_form(
    action: str,
    hidden: Hidden,
    *,
    address: str,
    name: str,
    is_shared: bool,
    problem: str = "",
    back: str = "/views",
) -> Markup:
    """Name and sharing of a view, new or known; `address` is what it shows."""
    return form(
        action,
        tag("input", type="hidden", name="address", value=address),
        text_field("name", "Name", name, problem=problem, required=True, maxlength=LONGEST_NAME, autocomplete="off"),
        check_field("shared", "Share it", checked=is_shared, hint=_SHARED_HINT),
        tag("p", "It opens ", tag("code", address), class_="view-address"),
        tag("div", button("Save"), tag("a", "Cancel", href=back), class_="view-actions"),
        hidden=hidden(),
        class_="narrow-form",
    )


def own_views_list(views: Sequence[SavedView], hidden: Hidden, site: str, in_words: InWords) -> Markup:
    """A person's views in their order, each with what can be done with it; `site` begins the links to hand on."""
    if not views:
        return joined(
            (
                tag("p", "You keep no views yet."),
                tag(
                    "p",
                    "Open the ",
                    tag("a", "heat map", href="/heat-map"),
                    ", a board or a pair, choose what it shows, then 'Save this view'.",
                ),
            )
        )
    items = (_own_view(view, place, len(views), hidden, site, in_words) for place, view in enumerate(views))
    return tag("ol", *items, class_="saved-views")


def _own_view(view: SavedView, place: int, number: int, hidden: Hidden, site: str, in_words: InWords) -> Markup:
    about = tag(
        "p",
        "Shared" if view.is_shared else "Only you",
        " · ",
        tag("code", view.address),
        " · saved ",
        day_of(view.created_at),
        class_="view-address",
    )
    link = tag(
        "input", type="text", id=f"link-{view.id}", value=f"{site}/views/{view.id}", readonly=True, hidden=True,
        aria_label=f"Link to {view.name}", class_="form-control",
    )  # fmt: skip
    base = f"/views/{view.id}"
    ears = for_ears(f" {view.name}")

    def act(words: str, path: str, name: str = "", value: str = "", *, disabled: bool = False) -> Markup:
        more = {"name": name or None, "value": value or None, "formaction": base + path, "disabled": disabled}
        return button(joined((words, ears)), kind="secondary", **more)

    whom = ears if view.is_shared else joined((ears, " (opens for you only)"))
    copy = tag("button", "Copy link", whom, type="button", class_="action secondary", data_copy=f"link-{view.id}")
    actions = form(
        f"{base}/move",
        tag(
            "div",
            act("Move up", "/move", "places", "-1", disabled=place == 0),
            act("Move down", "/move", "places", "1", disabled=place == number - 1),
            act("Stop sharing", "/share", "shared", "no")
            if view.is_shared
            else act("Share", "/share", "shared", "yes"),
            tag("span", copy, link, class_="copy-link"),
            tag("a", "Rename", ears, href=f"{base}/edit", class_="action secondary"),
            act("Remove", "/remove"),
            class_="view-actions",
        ),
        hidden=hidden(),
    )
    head = tag("h3", tag("a", view.name, href=base))
    return tag("li", head, tag("p", in_words(view.address)), about, actions, id=f"view-{view.id}", tabindex="-1")


def shared_views_list(views: Sequence[SavedView], names: Mapping[str, str], in_words: InWords) -> Markup:
    """Views that other people share; without names for readers who are not signed in."""
    if not views:
        return tag("p", "Nobody else shares a view at the moment.")
    items = (
        tag(
            "li",
            tag("h3", tag("a", view.name, href=f"/views/{view.id}")),
            tag("p", in_words(view.address)),
            tag("p", f"By {author_name(view.owner, names)} · ", tag("code", view.address), class_="view-address"),
        )
        for view in views
    )
    return tag("ul", *items, class_="saved-views")


def removed_notice(name: str, hidden: Hidden) -> Markup:
    """What is said after a view was removed, with the way back."""
    undo = form("/views/restore", button("Undo"), hidden=hidden())
    return tag("div", tag("p", f"“{name}” is no longer in your list."), undo, class_="notice", role="status")


def way_to_own_views(person: Person | None) -> Markup | None:
    """How somebody gets a list of their own; None for those who have one."""
    if person is None:
        way = tag("a", "Sign in", href=f"/sign-in?{urlencode({'next': '/views'})}")
        return tag("p", way, " with the role of editor or above to keep views of your own.")
    if not person.may(Permission.SAVE_VIEWS):
        return tag("p", "Your role is to read. People with the role of editor or above keep views of their own.")
    return None
