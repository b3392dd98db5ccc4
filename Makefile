# Everything runs in .venv; what is set up already is not set up again.

PORT ?= 8000
WORKERS ?= 2
CASES ?= tests/cases/scr-cases.json
WITHOUT ?=
SUITE ?=
ARGS ?=

BIN := .venv/bin
SERVED := .venv/.ready-to-serve
TESTED := .venv/.ready-to-test
# The first Python that is new enough and can make a virtual environment.
PYTHON ?= $(shell for python in python3 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null \
	&& echo $$python && break; done)
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.DEFAULT_GOAL := help
.PHONY: help setup run test check cases conformance bench soak lock

help: ## list what can be made
	@awk 'BEGIN {FS = ":.*## "} /^[a-z]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(firstword $(MAKEFILE_LIST))

setup: $(TESTED) ## install everything for development

run: $(SERVED) ## serve on localhost with demo accounts (PORT=8000, the database is duecourse.db)
	$(BIN)/duecourse db upgrade
	DUECOURSE_DEMO=true $(BIN)/duecourse deploy $(sort $(wildcard processes/*/))
	DUECOURSE_DEMO=true $(BIN)/duecourse serve --port $(PORT)

test: $(TESTED) ## run all tests on SQLite and PostgreSQL (ARGS=... for pytest, WORKERS=2 at once)
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile $(ARGS)

check: $(TESTED) ## check format, lint, types, imports, and that the migrations equal the models
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	rm -f .venv/check.db
	DUECOURSE_DATABASE_URL=sqlite:///.venv/check.db $(BIN)/alembic upgrade head
	DUECOURSE_DATABASE_URL=sqlite:///.venv/check.db $(BIN)/alembic check

cases: $(TESTED) ## run acceptance cases (CASES=<file>, WITHOUT=deadlines leaves a part out)
	$(BIN)/python -m tests.cases.run $(CASES) $(addprefix without=,$(WITHOUT))

conformance: $(TESTED) ## run the conformance suites (SUITE=<name> for one)
	$(BIN)/python -m tests.conformance.run $(SUITE)

bench: $(TESTED) ## measure, and print the tables
	$(BIN)/python -m tests.benchmarks.run $(ARGS)

soak: $(TESTED) ## run the long tests at full size
	$(BIN)/python -m pytest -m soak $(ARGS)

lock: ## renew the locked dependencies (needs uv)
	uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--custom-compile-command "make lock" --extra build --output-file requirements.txt pyproject.toml
	uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--custom-compile-command "make lock" --extra build --extra dev --constraint requirements.txt \
		--output-file requirements-dev.txt pyproject.toml

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11, 3.12 or 3.13 with its venv module is needed" >&2; exit 1; }
	$(PYTHON) -m venv .venv

$(SERVED): requirements.txt pyproject.toml hatch_build.py | $(BIN)/python
	$(INSTALL) --require-hashes --only-binary :all: --requirement requirements.txt
	$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

$(TESTED): requirements-dev.txt $(SERVED)
	$(INSTALL) --require-hashes --only-binary :all: --requirement requirements-dev.txt
	@touch $@
