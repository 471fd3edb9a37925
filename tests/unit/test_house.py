"""The rules of the house that no linter holds: sizes, licences, bundled files, locks and the README."""

import csv
import hashlib
import re
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
from plotly.offline import get_plotlyjs_version

ROOT = Path(__file__).parents[2]
PACKAGES = ("pages", "components", "data", "domain_model")
MODULES = [
    ROOT / "app.py",
    *(path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))),
]
PERMISSIVE = re.compile(
    r"\b(MIT|MIT-0|BSD|BSD-[23]-Clause|0BSD|Apache|Apache-2\.0|Apache 2|PSF-2\.0|ISC|Zlib|CC0-1\.0"
    r"|Python Software Foundation License)\b",
    re.IGNORECASE,
)
# Copyleft of a file or library, used unchanged and not bundled: each named, so that a new one is a decision.
NAMED_EXCEPTIONS = {
    "certifi": "MPL-2.0",
    "orjson": "MPL-2.0 AND (Apache-2.0 OR MIT)",
    "psycopg": "LGPL-3.0-only",
    "psycopg-binary": "LGPL-3.0-only",
}


def public_paths() -> list[str]:
    """The address of every page, as its file registers it; the page for unknown addresses has none of its own."""
    sources = [file.read_text() for file in sorted((ROOT / "pages").glob("*.py"))]
    calls = [re.search(r"register_page\(.*?path(?:_template)?=\"([^\"]+)\"", text, re.DOTALL) for text in sources]
    found = [call.group(1) for call in calls if call]
    return [path for path in found if path != "/404"]


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def locked_packages(lock: str) -> set[str]:
    return set(re.findall(r"^([a-z0-9][a-z0-9._-]*)==", (ROOT / lock).read_text(), re.MULTILINE))


def licence_of(package: str) -> str:
    described = metadata.metadata(package)
    classifiers = [
        text.removeprefix("License :: OSI Approved :: ")
        for text in described.get_all("Classifier") or []
        if text.startswith("License ::")
    ]
    first_line = (described.get("License") or "").strip().split("\n")[0]
    return described.get("License-Expression") or " AND ".join(classifiers) or first_line


@pytest.mark.parametrize("module", MODULES, ids=named)
def test_a_module_has_at_most_300_lines(module: Path):
    generated = "versions" in module.parts
    assert generated or len(module.read_text().splitlines()) <= 300


@pytest.mark.parametrize("module", MODULES, ids=named)
def test_only_pages_are_registered_as_pages(module: Path):
    """Dash runs every file under pages/ that has the word in it as a page: so no other file may have it."""
    text = module.read_text()
    if "register_page" in text:
        assert module.parent == ROOT / "pages"
        assert re.search(r"^(dash\.)?register_page\(", text, re.MULTILINE)


def test_every_installed_runtime_package_has_a_permissive_licence_or_is_a_named_exception():
    installed = {re.sub(r"[-_.]+", "-", distribution.name).lower() for distribution in metadata.distributions()}
    refused = {}
    for package in locked_packages("requirements.txt") & installed:
        licence = licence_of(package)
        copyleft = re.search(r"GPL|MPL|Mozilla|EUPL|AGPL", licence)
        if package in NAMED_EXCEPTIONS:
            continue
        if copyleft or not PERMISSIVE.search(licence):
            refused[package] = licence
    assert refused == {}


def test_the_named_exceptions_are_still_needed_and_say_what_they_are():
    assert set(NAMED_EXCEPTIONS) <= locked_packages("requirements.txt")
    assert metadata.metadata("psycopg")["License-Expression"] == NAMED_EXCEPTIONS["psycopg"]


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-dev.txt"])
def test_a_lock_file_has_hashes_and_names_no_host(lock: str):
    text = (ROOT / lock).read_text()
    pinned = re.findall(r"^[a-z0-9][^ \n]*==.*\\$", text, re.MULTILINE)
    assert len(pinned) == len(re.findall(r"^[a-z0-9]", text, re.MULTILINE))
    assert "--hash=sha256:" in text
    assert not re.search(r"://|index-url|find-links|@ file", text)


def test_every_bundled_file_is_the_one_that_was_recorded():
    with (ROOT / "assets/vendor/VERSIONS.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    recorded = {row["file"]: row["sha256"] for row in rows}
    bundled = [
        path
        for folder in ("assets/vendor", "tests/browser/vendor")
        for path in (ROOT / folder).iterdir()
        if path.suffix in {".js", ".css"}
    ]
    assert recorded == {named(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in bundled}
    assert all(row["version"] in row["file"] for row in rows)


def test_the_bundled_plotly_is_the_version_that_plotly_py_was_made_for():
    assert (ROOT / f"assets/vendor/plotly-cartesian-{get_plotlyjs_version()}.min.js").is_file()


@pytest.mark.parametrize("path", public_paths())
def test_the_readme_lists_every_public_page(path: str):
    assert f"`{path}`" in (ROOT / "README.md").read_text()


def test_every_page_is_in_the_contract_that_keeps_pages_apart():
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    apart = next(contract["modules"] for contract in contracts if contract["type"] == "independence")
    pages = {f"pages.{path.stem}" for path in (ROOT / "pages").glob("*.py") if "register_page(" in path.read_text()}
    assert set(apart) == pages
