# Two commands matter: `make run` and `make test`. Both make .venv themselves.
# Another Python: make test PYTHON=python3.13 VENV=/tmp/venv313
PYTHON ?= python3
VENV ?= .venv
PORT ?= 8000
UPGRADE ?=
ARGS ?=

BIN := $(VENV)/bin
# Wheels only and every file checked against its hash: nothing runs code while it is installed. The lock names every
# package, so nothing is left to resolve; pip 23 stumbles over extras of hashed packages when it tries.
INSTALL := $(BIN)/python -m pip --disable-pip-version-check install --quiet --no-input
LOCKED := --only-binary :all: --no-deps --require-hashes --requirement
EDITABLE := --no-deps --no-build-isolation --editable .
# Properties are tried on more examples here than by pytest alone; see tests/domain/conftest.py.
THOROUGH := HYPOTHESIS_PROFILE=thorough
# Where `make lowest` installs, and what it runs: all but the browser, the parser and what measures.
LOWEST := $(VENV)-lowest
FAST := $(addprefix tests/,accounts answering authoring banks domain guards importers jobs memory platform privacy queue \
	quizzes security web)

.DEFAULT_GOAL := help
.PHONY: help run test coverage lint format lock lowest bench evaluate mutants clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile

run: $(VENV)/.runtime ## Install, migrate, load questions/ and serve on http://127.0.0.1:8000 (PORT=...)
	@exec $(BIN)/quizapp serve --port $(PORT) --upgrade --load questions

test: $(VENV)/.tests ## Run every test (ARGS="-k name" for some; REQUIRE_BROWSER=1, REQUIRE_POSTGRES=1)
	$(THOROUGH) $(BIN)/python -m pytest -n 2 $(ARGS)

coverage: $(VENV)/.tests ## Show which branches of the domain no test takes (95 % must be taken)
	$(BIN)/python -m pytest tests/domain tests/language -n 2 -q \
	--cov=quizapp.domain --cov-branch --cov-fail-under=95

lint: $(VENV)/.tests ## Check style and types without changing anything
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

format: $(VENV)/.tests ## Lay out the code and mend what can be mended
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

lock: $(VENV)/.tests ## Write requirements.lock anew from pyproject.toml (UPGRADE=1 takes the newest)
	$(BIN)/python .ci/lock.py $(if $(UPGRADE),--upgrade)

lowest: $(VENV)/.tests ## Run the fast tests with the lowest versions that pyproject.toml allows
	@echo "Making $(LOWEST) ..."
	@$(PYTHON) -m venv --clear $(LOWEST)
	@$(BIN)/uv pip install --quiet --python $(LOWEST)/bin/python --resolution lowest-direct --no-build \
	--requirements pyproject.toml --extra dev --extra postgres
	PYTHONPATH=$(CURDIR) $(LOWEST)/bin/python -m pytest -n 2 -m "not browser" $(FAST) $(ARGS)

bench: $(VENV)/.tests ## Print what the busiest paths cost, as ratios
	$(BIN)/python -m tests.benchmarks

evaluate: $(VENV)/.tests ## Measure the drafts made from the test articles (ARGS="--held-out --write")
	$(BIN)/python -m tests.evaluation $(ARGS)

mutants: $(VENV)/.tests ## Count which broken guards of generation the tests notice (ARGS="--sample 40 --seed 2")
	$(BIN)/python -m tests.mutants $(ARGS)

clean: ## Remove the environment and caches; your data in instance/ stays
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis htmlcov .coverage
	find quizapp tests migrations -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	{ echo "quizapp needs Python 3.11 or newer: make PYTHON=python3.11 ..." >&2; exit 1; }
	@echo "Making $(VENV) ..."
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.runtime: requirements.lock pyproject.toml | $(VENV)/.made
	@echo "Installing what quizapp needs ..."
	@sed '/^# ========/,$$d' requirements.lock > $(VENV)/runtime.lock
	@$(INSTALL) $(LOCKED) $(VENV)/runtime.lock
	@$(INSTALL) $(EDITABLE)
	@touch $@

$(VENV)/.tests: requirements.lock pyproject.toml | $(VENV)/.made
	@echo "Installing what the tests need ..."
	@$(INSTALL) $(LOCKED) requirements.lock
	@$(INSTALL) $(EDITABLE)
	@touch $(VENV)/.runtime $@
