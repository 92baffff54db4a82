# What one types in this folder. `make` alone lists the targets.

PYTHON ?= python3
SIZE ?= M
ARGS ?=

VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check
COMPILE := $(BIN)/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-emit-find-links --no-header

# The stamps say what the environment holds. They are older than what they depend on as soon as
# a lock or pyproject.toml changes, and so it is installed again.
RUNTIME := $(VENV)/.runtime
DEV := $(VENV)/.dev

.DEFAULT_GOAL := help
.PHONY: help demo test check mutants campaign neo4j bench tables lock clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z0-9]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: $(RUNTIME) ## Build a graph from the bundled data, answer the first questions, draw the views
	$(BIN)/netweave demo $(ARGS)

test: $(DEV) ## Run the whole test suite (ARGS="-k spells" for a part)
	$(BIN)/python -m pytest -n auto --dist loadscope $(ARGS)

check: $(DEV) ## Lint, formatting and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pyright

mutants: $(DEV) ## Break each promise by one line, and say which of them no test notices (ARGS=spells)
	$(BIN)/python -m tools.mutants $(ARGS)

campaign: $(DEV) ## Break netweave on purpose for an hour or so, and count what was lost (ARGS="kills --scale 0.1")
	$(BIN)/python -m campaign $(ARGS)

neo4j: $(RUNTIME) ## Run a Neo4j server with the Neo4j Browser until Ctrl-C; data and password in out/neo4j
	$(BIN)/python -m tools.neo4j_server

bench: $(RUNTIME) ## Time whole commands against their baselines (SIZE=S, M or L)
	$(BIN)/python -m benchmarks.connect $(SIZE)
	$(BIN)/python -m benchmarks.load $(SIZE)
	$(BIN)/python -m benchmarks.answers $(SIZE)

tables: $(RUNTIME) ## Write the tables of questions in the pages anew from the list of questions
	$(BIN)/python -m tools.question_tables

lock: $(DEV) ## Write the lock files anew from pyproject.toml (ARGS=--upgrade for newer versions)
	$(COMPILE) $(ARGS) --group build --output-file requirements.lock
	$(COMPILE) $(ARGS) --group build --group dev --constraint requirements.lock \
		--output-file requirements-dev.lock

clean: ## Remove the environment, the caches and out/
	rm -rf $(VENV) out build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -prune -exec rm -rf {} +

$(BIN)/python:
	@command -v $(PYTHON) >/dev/null || { \
		echo "There is no $(PYTHON) here; name one of version 3.11 or later: make PYTHON=python3.12 ..."; exit 1; }
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("netweave needs Python 3.11 or later, and $(PYTHON) is " + sys.version.split()[0] + "; name another: make PYTHON=python3.12 ...")'
	$(PYTHON) -m venv $(VENV)

$(RUNTIME): requirements.lock pyproject.toml | $(BIN)/python
	$(INSTALL) --require-hashes -r requirements.lock
	$(INSTALL) --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m compileall -q graph loaders queries netweave  # as pip does where it copies
	@touch $@

$(DEV): requirements-dev.lock $(RUNTIME)
	$(INSTALL) --require-hashes -r requirements-dev.lock
	@touch $@
