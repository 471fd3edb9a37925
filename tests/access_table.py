"""The table of every address and role, written from the running application: `make access` renews docs/access.md."""

import sys
import tempfile
from pathlib import Path

from flask import Flask

from app import create_app
from domain_model.people_vocabulary import Role
from pages.http.access import AccessRow, access_rows

FILE = Path(__file__).parents[1] / "docs" / "access.md"
INTRODUCTION = """# Who may ask for what

Written by `make access` from the running application; a test asks for every line as nobody and as every role.
`nobody` is somebody who is not signed in, while viewing is open. Where it is closed (`VIEWING=closed`), what needs
`view` needs an account too. `HEAD` and `OPTIONS` are as `GET`. Which contribution a person may change (their own) is
decided behind this table.

"""


def table(server: Flask) -> str:
    """The whole document."""
    roles = list(Role)
    head = ["address", "method", "needs", "nobody", *(role.value for role in roles)]
    lines = [_line(head), _line(["---"] * len(head))]
    lines += [_line(_cells(row, roles)) for row in access_rows(server)]
    return INTRODUCTION + "\n".join(lines) + "\n"


def _cells(row: AccessRow, roles: list[Role]) -> list[str]:
    may = ["yes" if row.anonymous else "-", *("yes" if role in row.roles else "-" for role in roles)]
    return [f"`{row.rule}`", row.method, row.needs, *may]


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def main() -> int:
    """Write the document."""
    with tempfile.TemporaryDirectory() as folder:
        FILE.write_text(table(create_app(f"sqlite:///{folder}/access.db").server), encoding="utf-8")
    print(f"Wrote {FILE.name}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
