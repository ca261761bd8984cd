# make report · make test · make bench · make help: what the README names, and nothing clever.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
STANDARDS := .venv-standards
# the newest folder of releases/, looked up only where a target needs it
LAST = $(or $(shell ls releases 2>/dev/null | sort -V | tail -n 1),$(error there is no release yet; make one with: factcheck release VERSION))

.DEFAULT_GOAL := help
.PHONY: help report site test bench check verify diff validate readme describe lint lock clean

help:  ## say what each target does
	@awk -F':.*## ' '/^[a-z]+:.*## / {printf "make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

report: $(STAMP)  ## build _site/index.html and _site/fact-check.pdf
	@$(BIN)/factcheck build

site: $(STAMP)  ## build _site with Quarto, as it is published; FACTCHECK_URL says where
	@$(BIN)/factcheck build --engine quarto

test: $(STAMP)  ## run all tests
	@$(BIN)/python -m pytest -n 2

bench: $(STAMP)  ## measure ingest, attribution, figures and the build
	@$(BIN)/python benchmarks/bench.py

check: $(STAMP)  ## look for mistakes in config and report
	@$(BIN)/factcheck check

verify: $(STAMP)  ## recompute the last release and compare, figure by figure
	@$(BIN)/factcheck verify $(LAST)

diff: $(STAMP)  ## what changed since the last release, as Markdown; OUT=FILE writes it
	@$(BIN)/factcheck diff $(LAST) work --format md $(if $(OUT),> $(OUT))

validate: $(STANDARDS)/.installed  ## check citation, descriptions of data and workflows against their standards
	@$(STANDARDS)/bin/cffconvert --validate
	@$(STANDARDS)/bin/frictionless validate data/datapackage.json
	@$(STANDARDS)/bin/mlcroissant validate --jsonld data/croissant.json
	@$(STANDARDS)/bin/check-jsonschema --builtin-schema vendor.github-workflows .github/workflows/*.yml
	@$(STANDARDS)/bin/zizmor --offline --quiet .github/workflows

readme: $(STAMP)  ## write the numbers and the picture of README.md anew
	@$(BIN)/python -m analysis.readme

describe: $(STAMP)  ## write data/datapackage.json and data/croissant.json anew
	@$(BIN)/python -m analysis.datapackage

lint: $(STAMP)  ## check style
	@$(BIN)/ruff check .

lock: $(STAMP)  ## renew both lock files from pyproject.toml
	@$(BIN)/python -m pip install --quiet uv
	@$(BIN)/uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes --no-header --no-annotate -o requirements.lock
	@$(BIN)/uv pip compile --group standards --universal --python-version 3.11 --generate-hashes --no-header --no-annotate -o requirements-standards.lock

clean:  ## remove what make has made
	rm -rf $(VENV) $(STANDARDS) _site _variables.yml report/_generated .cache

PYTHON_IS_NEW := $(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Python 3.11 or later is needed; name one with make PYTHON=python3.12 …")'

$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON_IS_NEW)
	@echo "setting up $(VENV) (once)"
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

# The lock holds everything these tools need; --no-deps, since one of them forbids a version that it works with (see pyproject.toml).
$(STANDARDS)/.installed: requirements-standards.lock
	@$(PYTHON_IS_NEW)
	@echo "setting up $(STANDARDS) (once)"
	@$(PYTHON) -m venv $(STANDARDS)
	@$(STANDARDS)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-standards.lock
	@touch $@
