"""Attributes whose names hold a hyphen, which Python cannot write as keywords: aria-label, data-area."""

from typing import Any


def attributes(**named: str | None) -> dict[str, Any]:
    """`html.Nav(..., **attributes(aria_label="Main"))`: underscores become hyphens, None leaves one out.

    The values are typed loosely because Dash declares no parameter for such names.
    """
    return {name.replace("_", "-"): value for name, value in named.items() if value is not None}
