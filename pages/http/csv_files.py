"""Files of comma-separated values that a spreadsheet opens as they are, and that read back as they were."""

import csv
import re
from collections.abc import Iterable
from io import StringIO

from flask import Response

_FORMULA = re.compile(r"'*[=+\-@\t\r]")
"""What a spreadsheet would run as a formula, or what was made safe from that before."""


def safe_cell(text: str) -> str:
    """A text with an apostrophe before what would be run: what people write, or ask for, is nobody's formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def plain_cell(text: str) -> str:
    """The text that was made safe."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


def csv_text(header: Iterable[str], rows: Iterable[Iterable[str | int | float]]) -> str:
    """A header and rows; texts are made safe, a negative number stays a number."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(header)
    writer.writerows([safe_cell(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)
    return out.getvalue()


def download(body: str | bytes, mimetype: str, name: str) -> Response:
    """A file of somebody's, under its name, which nothing between us and them keeps."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(body, mimetype=mimetype, headers=headers)
