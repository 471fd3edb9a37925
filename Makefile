# Parity Map. `make run` serves it, `make test` runs everything that CI runs; both need only git, make and Python 3.11.
SHELL := /bin/bash
.DEFAULT_GOAL := run
.PHONY: run test check lint unit bench load reset lock browser administrator access backup restore

PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3; do command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
BIN := .venv/bin
# A lock names everything that is needed. Without --no-deps, pip looks at newer releases of what is asked for with an extra and stops.
PIP := $(BIN)/python -m pip --disable-pip-version-check install -qq --no-deps

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Parity Map needs Python 3.11 or newer, and found none (looked for python3.11, 3.12, 3.13 and python3)." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "Python's venv module is missing: install it (on Debian: apt-get install python3-venv)." >&2; exit 1; }
	@echo "Making .venv with $$($(PYTHON) --version)"
	@$(PYTHON) -m venv .venv

.venv/.runs: requirements.txt | $(BIN)/python
	@echo "Installing the pinned packages"
	@$(PIP) --require-hashes -r requirements.txt
	@touch $@

# After .venv/.runs, so that the versions that the test tools need are the ones that stay.
.venv/.tests: requirements-dev.txt .venv/.runs
	@echo "Installing the pinned test tools"
	@$(PIP) --require-hashes -r requirements-dev.txt
	@touch $@

run: .venv/.runs
	@$(BIN)/gunicorn --config gunicorn.conf.py 'app:create_server()'

test: .venv/.tests browser lint unit

lint: .venv/.tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/pyright
	$(BIN)/lint-imports
	$(BIN)/codespell

# Everything on SQLite, then on a real PostgreSQL what uses a database (not what looks at drawing alone); one report of both.
COVERED = $(BIN)/pytest -n 2 --cov --cov-branch --cov-report= --cov-fail-under=0
unit: .venv/.tests
	@rm -f .coverage .coverage.*
	$(COVERED)
	$(COVERED) --cov-append --database=postgresql tests/integration tests/browser
	$(BIN)/coverage report --include='domain_model/*' --fail-under=100
	$(BIN)/coverage report

# Real browser tests need Chromium, and the fonts that widths and printed pages are tested with; they are skipped, and say
# so, only where it cannot be installed.
browser:
	@{ command -v chromium && fc-list | grep -qi liberation; } >/dev/null 2>&1 || { \
	  if command -v apt-get >/dev/null 2>&1 && [ "$$(id -u)" = 0 ]; then as=""; \
	  elif command -v apt-get >/dev/null 2>&1 && command -v sudo >/dev/null 2>&1; then as=sudo; \
	  elif command -v chromium >/dev/null 2>&1; then exit 0; \
	  else echo "No Chromium, and no way to install it (apt-get as root or with sudo): browser tests will be skipped." >&2; exit 0; fi; \
	  echo "Installing Chromium and its fonts"; $$as apt-get update -qq && $$as apt-get install -y -qq --no-install-recommends chromium chromium-driver fontconfig fonts-liberation >/dev/null; }

bench: .venv/.tests
	$(BIN)/python -m tests.benchmarks

# Hundreds of phones on real servers, which are killed meanwhile; it takes about 20 minutes. docs/load.md has its options.
load: .venv/.tests
	$(BIN)/python -m tests.load

# Renews the table of addresses and roles in docs/.
access: .venv/.tests
	@$(BIN)/python -m tests.access_table

# Prints a link that makes a further administrator: for whoever runs the server and has lost the others.
administrator: .venv/.runs
	@$(BIN)/python -c 'import os; from app import further_administrator; print((os.environ.get("PUBLIC_URL") or "http://127.0.0.1:8050").rstrip("/") + "/welcome/" + further_administrator())'

# TO= names the file (or a folder); by default it goes to var/backups. docs/operations.md says what it holds.
backup: .venv/.runs
	@$(BIN)/python -m data.backup_commands backup --to "$$TO"

# FROM= names a backup; it takes the place of everything in the database, FORCE=1 even of what people made.
restore: .venv/.runs
	@$(BIN)/python -m data.backup_commands restore --from "$$FROM" --force "$$FORCE"

# Starts again from an empty database; only the default one under var/ is touched.
reset:
	rm -f var/parity-map.db var/parity-map.db-wal var/parity-map.db-shm

COMPILE = $(BIN)/uv pip compile --generate-hashes --no-emit-index-url --no-emit-find-links --python-version 3.11 --universal -q --no-header
lock: .venv/.tests
	$(COMPILE) requirements.in -o requirements.txt
	$(COMPILE) requirements.in requirements-dev.in -o requirements-dev.txt
