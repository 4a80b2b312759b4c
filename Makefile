# Every command a person or CI runs. Nothing is needed beforehand but Python 3.11 to
# 3.13, make and a package index.

SHELL := /bin/sh
.SHELLFLAGS := -eu -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
# Some hundred processes import the same libraries: compiled once, whatever a shell says.
unexport PYTHONDONTWRITEBYTECODE
.PHONY: help setup demo load check build test test-warehouses test-bigquery \
	lint fmt docs bench clean

BIN := .venv/bin
READY := .venv/.installed
# The emulator of BigQuery has pins of its own, and so an environment.
BIGQUERY := .venv-bigquery
BIGQUERY_READY := $(BIGQUERY)/.installed

# The newest Python that the pinned versions run on; PYTHON=... decides otherwise.
PYTHON ?= $(shell for candidate in python3.13 python3.12 python3.11 python3 python; do \
	$$candidate -c '$(CAN_HOST_US)' 2>/dev/null && echo $$candidate && break; done)
CAN_HOST_US := import ensurepip, sys, venv; sys.exit(not (3, 11) <= sys.version_info < (3, 14))

NO_PYTHON := Countinghouse needs Python 3.11, 3.12 or 3.13 with its venv module \
	(Debian: apt install python3-venv). Not on the PATH? make setup PYTHON=path/to/python3.12

PIP := .venv/bin/python -m pip --disable-pip-version-check --quiet

# uv does not read pip's configuration; where that names an index, so shall uv.
UV := index=$${PIP_INDEX_URL:-$$($(PIP) config get global.index-url 2>/dev/null || :)}; \
	[ -z "$$index" ] || export UV_DEFAULT_INDEX="$${UV_DEFAULT_INDEX:-$$index}"; \
	$(BIN)/uv --quiet

# Settings from .env, for those who keep one; what the shell already exports wins.
WITH_ENV := if [ -f .env ]; then exported=$$(export -p); set -a; . ./.env; \
	eval "$$exported"; set +a; fi;

# The demo never leaves its own DuckDB file, whatever the shell is set up for.
DEMO := WAREHOUSE=duckdb DUCKDB_PATH=warehouse.duckdb WAREHOUSE_SCHEMA_PREFIX=

# Linters open, touch and lock no warehouse, and dbt's files of theirs are their own: the
# demo may be built meanwhile. BigQuery's adapter is the strictest parser.
OFFLINE := WAREHOUSE=duckdb DUCKDB_PATH=:memory: DBT_TARGET_PATH=target/sqlfluff
STRICT_PARSE := WAREHOUSE=bigquery $(BIN)/dbt --quiet parse --no-partial-parse \
	--show-all-deprecations --warn-error-options '{"error": ["Deprecations"]}' \
	--target-path target/lint

help: ## Show this list
	@awk -F':.*## ' '/^[a-z-]+:.*## /{printf "  %-15s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(READY) ## Install everything into .venv, once per change of the lock
	@echo "Ready. To use it by hand: . .venv/bin/activate"

$(READY): requirements.lock
	@$(or $(PYTHON),false) -c '$(CAN_HOST_US)' 2>/dev/null || { echo "$(NO_PYTHON)" >&2; exit 1; }
	@test -x $(BIN)/pip || $(PYTHON) -m venv .venv
	@echo "Installing the pinned versions into .venv ($$($(BIN)/python -V))"
	@$(PIP) install uv && ( $(UV) pip sync --require-hashes --python $(BIN)/python $< ) \
		|| $(PIP) install --no-deps --require-hashes -r $<
	@touch $@

demo: $(READY) ## Load the sandbox and build every model on DuckDB
	@$(DEMO) $(BIN)/python -m loaders --sandbox
	@$(DEMO) $(BIN)/dbt build
	@$(DEMO) $(BIN)/python -m sandbox.summary

load: $(READY) ## Load your sources: make load, or make load SOURCE=xero ARGS="--since 2026-01-01"
	@$(WITH_ENV) $(BIN)/python -m loaders $(SOURCE) $(ARGS)

check: $(READY) ## Verify credentials, scopes and rights; load nothing
	@$(WITH_ENV) $(BIN)/python -m loaders $(SOURCE) --check $(ARGS)

build: $(READY) ## Build and test every model in your warehouse
	@$(WITH_ENV) $(BIN)/dbt build $(ARGS)

test: $(READY) ## Run every test, on DuckDB and on a Postgres of their own
	@$(BIN)/python -m pytest --numprocesses auto --dist loadfile \
		--no-loadscope-reorder --max-worker-restart 0 $(ARGS)

test-warehouses: $(READY) ## Compare what readers see, cell by cell, on all three
	@$(BIN)/python -m tests.warehouses.three

test-bigquery: $(READY) $(BIGQUERY_READY) ## Load and build for BigQuery, without BigQuery
	@$(BIN)/python -m tests.warehouses.bigquery

$(BIGQUERY_READY): tests/warehouses/bigquery/requirements.lock | $(READY)
	@$(BIN)/uv --quiet venv --clear --python $(BIN)/python $(BIGQUERY)
	@( $(UV) pip sync --require-hashes --python $(BIGQUERY)/bin/python $< )
	@HOME=$(CURDIR)/$(BIGQUERY) $(BIGQUERY)/bin/python -c \
		'from duckdb_extensions import import_extension as it; it("spatial")'
	@touch $@

lint: $(READY) ## Check style, types, names and walls
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/yamllint --strict .
	$(BIN)/mypy
	$(BIN)/python -m pytest tests/test_house.py
	$(STRICT_PARSE)
	$(BIN)/dbt-bouncer run
	$(OFFLINE) $(BIN)/sqlfluff lint --disable-progress-bar models tests/dbt

fmt: $(READY) ## Let the formatters settle the style
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(OFFLINE) $(BIN)/sqlfluff format --disable-progress-bar models tests/dbt

docs: $(READY) ## Write lineage and every description into one page, site/index.html
	@$(WITH_ENV) $(BIN)/dbt docs generate --static
	@mkdir -p site && cp target/static_index.html site/index.html
	@echo "Open site/index.html"

bench: $(READY) ## Measure speed and memory; writes benchmarks/README.md
	@$(BIN)/python -m benchmarks

clean: ## Remove what was built; the warehouse, tokens and secrets stay: they are data
	rm -rf target logs site .mypy_cache .pytest_cache .ruff_cache
	find .dlt -mindepth 1 -maxdepth 1 ! -name tokens ! -name '*.toml' -exec rm -rf {} +
