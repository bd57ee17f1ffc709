# The only door. `make` lists what there is; every target installs what it needs.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.NOTPARALLEL:

HOST ?= 127.0.0.1
PORT ?= 8000
FUZZ_EXAMPLES ?= 2000
WORKERS ?= auto
PEOPLE ?= 1e6

BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-header --no-annotate

.PHONY: help
help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: install
install: .venv/.installed .venv/.testable ## what running and testing need, into .venv, each file held against its hash

.venv/.locked: requirements.lock requirements-build.lock
	.ci/bootstrap venv
	@touch $@

.venv/.installed: .venv/.locked pyproject.toml
	$(PIP) --no-build-isolation --no-deps --editable .
	$(BIN)/python -m compileall -q app  # pip does this to all but editable packages; else the first start does
	@touch $@

.venv/.testable: .venv/.locked requirements-dev.lock
	$(PIP) --require-hashes -r requirements-dev.lock
	@touch $@

.PHONY: tools
tools:
	@.ci/bootstrap tools

.PHONY: run
run: .venv/.installed ## the service (HOST=127.0.0.1 PORT=8000)
	@exec $(BIN)/canbao serve --host $(HOST) --port $(PORT)

.PHONY: test
test: tools lint types imports docker-lint ## everything that must hold before a commit
	@rm -f .coverage
	$(BIN)/python -m pytest --numprocesses $(WORKERS) --dist loadgroup --cov --cov-report=
	@echo 'Every branch of the core is tried:'
	@$(BIN)/coverage report --fail-under 100

.PHONY: lint
lint: install ## ruff: rules and format
	$(BIN)/ruff check
	$(BIN)/ruff format --check

.PHONY: format
format: install ## ruff: put right what can be
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

.PHONY: types
types: install ## mypy, strict
	$(BIN)/mypy

.PHONY: imports
imports: install ## imports go one way
	$(BIN)/lint-imports --no-cache

.PHONY: docker-lint
docker-lint: install ## hadolint
	$(BIN)/hadolint Dockerfile

.PHONY: fuzz
fuzz: install ## the long search for a request that breaks a promise (FUZZ_EXAMPLES=2000)
	CANBAO_FUZZ_EXAMPLES=$(FUZZ_EXAMPLES) $(BIN)/python -m pytest tests/contract -m fuzz

.PHONY: bench
bench: install ## how fast
	@.ci/bootstrap load
	$(BIN)/python -m benchmarks

.PHONY: bench-batch
bench-batch: install ## a population (PEOPLE=1e6) answered, beside DuckDB copying it, into docs/performance.md
	$(BIN)/python -m benchmarks.batch $(PEOPLE)

.venv-peers/.installed: benchmarks/peers/requirements.lock .venv/.locked
	$(BIN)/python -m venv --clear .venv-peers
	.venv-peers/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

.PHONY: bench-peers
bench-peers: install .venv-peers/.installed ## us beside OpenFisca and zen-engine, into docs/performance.md
	$(BIN)/python -m benchmarks.peers

.PHONY: bench-growth
bench-growth: install ## the cost of more people and of longer histories, into docs/growth.svg
	$(BIN)/python -m benchmarks.growth

.PHONY: mutants
mutants: install ## does a test notice every small change to a rule?
	$(BIN)/mutmut run
	$(BIN)/mutmut results | sed -n '/: timeout$$/!s/^ *\(.*\): .*/\1/p' | sort > mutants/unnoticed
	sed -n 's/^\([^ #]*\): .*/\1/p' tests/rules/equivalent-mutants.txt | sort > mutants/explained
	! comm -23 mutants/unnoticed mutants/explained | grep .

.PHONY: snapshots
snapshots: install ## tests/snapshots: what every area answers to twelve people; then read the diff
	$(BIN)/python -m tests.snapshots

.PHONY: openapi
openapi: install ## openapi/openapi.json, from the code
	@mkdir -p openapi
	$(BIN)/canbao openapi > openapi/.openapi.json
	mv openapi/.openapi.json openapi/openapi.json

.PHONY: codes
codes: install ## docs/codes.md: its tables in the words of the catalogue; then read the diff
	$(BIN)/python -m tests.architecture.codes_page

.PHONY: lock
lock: install ## the lock files, from pyproject.toml (LOCK_FLAGS=--upgrade)
	$(LOCK) $(LOCK_FLAGS) --output-file requirements.lock pyproject.toml
	$(LOCK) $(LOCK_FLAGS) --output-file requirements-dev.lock --extra dev --constraint requirements.lock pyproject.toml
	$(LOCK) $(LOCK_FLAGS) --output-file requirements-build.lock --group build
	$(LOCK) $(LOCK_FLAGS) --output-file benchmarks/peers/requirements.lock benchmarks/peers/requirements.in

.PHONY: clean
clean: ## as after a clone
	rm -rf .venv .venv-peers .hypothesis .schemathesis .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
	rm -rf .coverage .coverage.* build dist mutants
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
