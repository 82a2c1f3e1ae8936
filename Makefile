# The two commands: `make run` and `make test`. `make help` lists the others.

PORT ?= 8000
HOST ?= 127.0.0.1
DATA ?=
PYTHON ?=

# A Python that is named gets a virtual environment of its own.
VENV := $(if $(PYTHON),.venv-$(notdir $(PYTHON)),.venv)
BIN := $(VENV)/bin
LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header
# uv installs in parallel; its own version and hash stand in requirements-uv.txt.
INSTALL := $(BIN)/uv pip install --quiet --require-hashes --python $(BIN)/python --requirement
# Nothing is written outside the checkout, caches included.
export PIP_NO_CACHE_DIR := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export UV_NO_CACHE := 1
export UV_NO_CONFIG := 1

.DEFAULT_GOAL := help
.PHONY: help run test test-fast check bench bench-quick pictures lint format lock clean

help:  ## List what can be made
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | awk -F'\t' '{ printf "  make %-12s %s\n", $$1, $$2 }'
	@echo "Variables: PORT=8000 HOST=127.0.0.1 DATA=folder (run); PYTHON=python3.12 (all)"

run: $(VENV)/.runs  ## Serve the magazine with sample content on http://127.0.0.1:8000
	@exec $(BIN)/python manage.py serve --host "$(HOST)" --port "$(PORT)" $(if $(DATA),--data "$(DATA)")

test: $(VENV)/.develops  ## Check and test everything, browser tests included
	@$(BIN)/python .ci/steps.py check test

test-fast: $(VENV)/.develops  ## Run the tests of what readers see, of the docs and of the structure: no browser, no servers
	@$(BIN)/python .ci/steps.py test-fast

check: $(VENV)/.develops  ## Check everything that needs no test run
	@$(BIN)/python .ci/steps.py check

bench: $(VENV)/.develops  ## Measure speed and memory at 2,000 and 50,000 articles, in about a quarter of an hour
	@$(BIN)/python -m tests.benchmarks

bench-quick: $(VENV)/.develops  ## Measure speed and memory at 2,000 articles, in under two minutes
	@$(BIN)/python -m tests.benchmarks --quick

pictures: $(VENV)/.develops  ## Take the pictures in the documentation anew, with an installed Chromium
	@$(BIN)/python -m tests.docs.pictures

lint: $(VENV)/.develops  ## Look for mistakes in Python and templates
	@$(BIN)/python .ci/steps.py lint

format: $(VENV)/.develops  ## Correct what can be corrected by itself
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: $(VENV)/.develops  ## Pin the newest allowed versions of all dependencies
	$(LOCK) --upgrade pyproject.toml --all-extras --group dev --output-file requirements-dev.txt >/dev/null
	$(LOCK) --upgrade pyproject.toml --extra redis --constraints requirements-dev.txt --output-file requirements.txt >/dev/null
	$(LOCK) --upgrade pyproject.toml --extra sample --constraints requirements-dev.txt --output-file requirements-sample.txt >/dev/null
	echo uv | $(LOCK) --upgrade - --constraints requirements-dev.txt --output-file requirements-uv.txt >/dev/null

clean:  ## Remove virtual environments and caches; the data stay
	rm -rf .venv .venv-* .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -not -path './var/*' -prune -exec rm -rf {} +

# The stamps stand for what is installed; a changed lock file installs again.
$(VENV)/.runs: requirements-sample.txt | $(BIN)/uv
	@echo "Installing what the magazine needs …"
	@$(INSTALL) requirements-sample.txt
	@touch $@

$(VENV)/.develops: requirements-dev.txt | $(BIN)/uv
	@echo "Installing what the tests need …"
	@$(INSTALL) requirements-dev.txt
	@touch $@ $(VENV)/.runs

$(BIN)/uv: requirements-uv.txt | $(BIN)/python
	@$(BIN)/pip install --quiet --require-hashes --requirement requirements-uv.txt
	@touch $@

$(BIN)/python:
	@.ci/make-venv $(VENV) $(PYTHON)
