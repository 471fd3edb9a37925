"""`python -m data.backup_commands backup|restore`, which `make backup` and `make restore` call."""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from data.backup import back_up
from data.backup_files import Manifest
from data.engine import DEFAULT_DATABASE_URL
from data.errors import StoreError
from data.restore import restore
from data.unit_of_work import on_stderr


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what was asked on the database of the environment; answer 0, or 1 after one line that says why not."""
    parser = argparse.ArgumentParser(prog="python -m data.backup_commands", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    backing = commands.add_parser("backup", help="write a backup")
    backing.add_argument("--to", default="", help="a file or folder, else var/backups")
    restoring = commands.add_parser("restore", help="put a backup in the place of what the database holds")
    restoring.add_argument("--from", dest="file", default="", help="the file of the backup")
    restoring.add_argument("--force", default="", help="1 to overwrite accounts and what people wrote")
    asked = parser.parse_args(arguments)
    os.umask(0o077)
    database_url = os.environ.get("DATABASE_URL") or DEFAULT_DATABASE_URL
    try:
        if asked.command == "backup":
            _back_up(database_url, asked.to)
        else:
            _restore(database_url, asked.file, asked.force)
    except StoreError as problem:
        on_stderr(f"{'Nothing was backed up' if asked.command == 'backup' else 'Nothing was restored'}: {problem}")
        return 1
    return 0


def _back_up(database_url: str, to: str) -> None:
    path, manifest = back_up(database_url, Path(to) if to else None, progress=on_stderr)
    on_stderr(f"Backed up {_contents(manifest)}: {path.stat().st_size:,} bytes.")
    print(path)


def _restore(database_url: str, file: str, force: str) -> None:
    if not file:
        raise StoreError("say which backup: make restore FROM=path/to/backup.zip")
    if force not in {"", "0", "1"}:
        raise StoreError(f"FORCE is {force!r}: say FORCE=1 to overwrite what people made, or leave it out")
    restored = restore(database_url, Path(file), force=force == "1", progress=on_stderr)
    on_stderr(f"Restored {_contents(restored.manifest)}. Everybody has to sign in again.")
    if restored.back_again:
        on_stderr(f"Deleted since the backup, and back again: {', '.join(restored.back_again)}. Delete them again.")
    if restored.open_links or restored.open_tokens:
        on_stderr(
            f"As at the moment of the backup, {restored.open_links} one-time links open and {restored.open_tokens} "
            "API tokens are accepted: withdraw those that were used or withdrawn since."
        )


def _contents(manifest: Manifest) -> str:
    named = {"observations": "figures", "people": "people", "judgements": "versions of judgements"}
    counts = [f"{manifest.tables[name].rows:,} {words}" for name, words in named.items() if name in manifest.tables]
    rows = sum(table.rows for table in manifest.tables.values())
    return f"dataset {manifest.dataset_version} ({', '.join(counts)}; {rows:,} rows in all)"


if __name__ == "__main__":
    sys.exit(main())
