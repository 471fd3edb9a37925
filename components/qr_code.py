"""An address as a QR code, drawn as inline SVG."""

import segno
from markupsafe import Markup

from components.markup import tag

QUIET_ZONE = 4
"""Empty modules around the code, as ISO/IEC 18004 asks for."""


def qr_code(address: str, label: str) -> Markup:
    """The code of an address; it takes the size of its box, and `label` says to ears what it is.

    It is drawn in the colour of the text, one path for each row of dark modules, and bears damage to 15% (level M).
    """
    matrix = segno.make(address, error="m", micro=False).matrix
    size = len(matrix) + 2 * QUIET_ZONE
    runs = "".join(
        f"M{start + QUIET_ZONE} {row + QUIET_ZONE}h{length}v1h-{length}z"
        for row, modules in enumerate(matrix)
        for start, length in _dark_runs(modules)
    )
    return tag(
        "svg",
        tag("path", d=runs),
        viewBox=f"0 0 {size} {size}",
        role="img",
        aria_label=label,
        class_="qr-code",
        fill="currentColor",
        shape_rendering="crispEdges",
    )


def _dark_runs(modules: bytearray) -> list[tuple[int, int]]:
    """Where dark modules follow one another in a row: start and length."""
    runs: list[tuple[int, int]] = []
    for at, module in enumerate(modules):
        if module and runs and sum(runs[-1]) == at:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        elif module:
            runs.append((at, 1))
    return runs
