# make report · make test · make bench · make help: what the README names, and nothing clever.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.DEFAULT_GOAL := help
.PHONY: help report test bench check readme describe lint lock clean

help:  ## say what each target does
	@awk -F':.*## ' '/^[a-z]+:.*## / {printf "make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

report: $(STAMP)  ## build _site/index.html and _site/fact-check.pdf
	@$(BIN)/factcheck build

test: $(STAMP)  ## run all tests
	@$(BIN)/python -m pytest -n 2

bench: $(STAMP)  ## measure ingest, attribution, figures and the build
	@$(BIN)/python benchmarks/bench.py

check: $(STAMP)  ## look for mistakes in config and report
	@$(BIN)/factcheck check

readme: $(STAMP)  ## write the numbers and the picture of README.md anew
	@$(BIN)/python -m analysis.readme

describe: $(STAMP)  ## write data/datapackage.json and data/croissant.json anew
	@$(BIN)/python -m analysis.datapackage

lint: $(STAMP)  ## check style
	@$(BIN)/ruff check .

lock: $(STAMP)  ## renew requirements.lock from pyproject.toml
	@$(BIN)/python -m pip install --quiet uv
	@$(BIN)/uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes --no-header --no-annotate -o requirements.lock

clean:  ## remove what make has made
	rm -rf $(VENV) _site _variables.yml report/_generated .cache

$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Python 3.11 or later is needed; name one with make PYTHON=python3.12 …")'
	@echo "setting up $(VENV) (once)"
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@
