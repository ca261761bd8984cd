# make report · make test · make bench · make help: what the README names, and nothing clever.
# For make 3.81 (macOS) and later, with POSIX tools only.

# What Python compiled once is kept, whatever the user's shell says: tests start it many times.
unexport PYTHONDONTWRITEBYTECODE

# the first Python that is new enough; name another with make PYTHON=…
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
  $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && { echo $$p; exit; }; done; echo python3)
VENV := .venv
BIN := $(VENV)/bin
# what the report needs, what tests need besides, what the standards' own tools need
REPORT := $(VENV)/.report
DEV := $(VENV)/.dev
STANDARDS := .venv-standards
# a folder of wheels that `make wheels` filled: set up from it and ask no index
WHEELS ?=
# the newest folder of releases/, looked up only where a target needs it
LAST = $(or $(shell ls releases 2>/dev/null | sort -t . -k 1,1n -k 2,2n | tail -n 1),$(error there is no release yet; make one with: factcheck release VERSION))

# Only what a lock names is installed, by hash and as a wheel, and no index is asked what else there is: --no-deps.
# What a user's own settings of pip could add to it is set aside; which index to ask is not.
PIP := env PYTHONPATH= PIP_CONSTRAINT= PIP_REQUIREMENT= PIP_USER= PIP_TARGET= PIP_PREFIX= PIP_ROOT= PIP_DISABLE_PIP_VERSION_CHECK=1
INSTALL := -m pip install --quiet --no-deps $(if $(WHEELS),--no-index --find-links $(WHEELS))
LOCKED := $(INSTALL) --require-hashes --only-binary :all: -r
COMPILE := --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate -o
# An environment whose Python is gone, or that was made in another folder, is made anew.
$(shell test "`cat $(REPORT) 2>/dev/null`" = "$(CURDIR)" && $(BIN)/python -c '' 2>/dev/null || rm -f $(REPORT) $(DEV))

.DEFAULT_GOAL := help
.PHONY: help report preview site checksums test test-all bench check verify diff validate readme describe docs lint lock wheels clean

help:  ## say what each target does
	@awk -F':.*## ' '/^[a-z-]+:.*## / {printf "make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

report: $(REPORT)  ## build _site/index.html and _site/fact-check.pdf
	@$(BIN)/factcheck build

preview: $(REPORT)  ## show the report while you write it, on 127.0.0.1; PORT says where
	@$(BIN)/factcheck preview $(if $(PORT),--port $(PORT))

site: $(REPORT)  ## build _site with Quarto, as it is published; FACTCHECK_URL says where
	@$(BIN)/factcheck build --engine quarto

checksums:  ## write _site/checksums.txt, the SHA-256 of every file of the site, for `shasum -a 256 -c`
	@cd _site && find . -type f ! -name checksums.txt ! -name '.*' | LC_ALL=C sort | tr '\n' '\0' | xargs -0 shasum -a 256 > checksums.txt

test: $(DEV)  ## run the tests, in two minutes
	@$(BIN)/python -m pytest -n 2

test-all: $(DEV)  ## run all tests, those with Quarto and other long ones too
	@$(BIN)/python -m pytest -n 2 -m "" --cov --cov-report=term:skip-covered

bench: $(DEV)  ## measure ingest, attribution, figures and the build
	@$(BIN)/python -m benchmarks.bench

check: $(REPORT)  ## look for mistakes in config and report
	@$(BIN)/factcheck check

verify: $(REPORT)  ## recompute the last release and compare every file
	@$(BIN)/factcheck verify $(LAST)

diff: $(REPORT)  ## what changed since the last release, as Markdown; OUT=FILE writes it
	@$(BIN)/factcheck diff $(LAST) work --format md $(if $(OUT),> $(OUT))

validate: $(STANDARDS)/.installed  ## check citation, descriptions of data and workflows against their standards
	@$(STANDARDS)/bin/check-jsonschema --builtin-schema vendor.citation-file-format CITATION.cff
	@$(STANDARDS)/bin/frictionless validate data/datapackage.json
	@$(STANDARDS)/bin/mlcroissant validate --jsonld data/croissant.json
	@$(STANDARDS)/bin/python tests/support/croissant_reader.py data/croissant.json
	@$(STANDARDS)/bin/check-jsonschema --builtin-schema vendor.github-workflows .github/workflows/*.yml
	@$(STANDARDS)/bin/zizmor --offline --quiet .github/workflows

readme: $(REPORT)  ## write the numbers and the picture of README.md anew
	@$(BIN)/python -m analysis.publish.readme

describe: $(REPORT)  ## after an edit by hand: write the descriptions and checksums of data/ and tests/gold/ anew
	@$(BIN)/python -m analysis.facts.describe
	@$(BIN)/python -m analysis.publish.checksums

lint: $(DEV)  ## check style, types, and that rooms import from earlier rooms only
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/python -m pytest -n 0 tests/test_house.py

docs: $(DEV)  ## write what the guides show of the code anew, and the schema of config.yaml
	@$(BIN)/python -m docs.architecture
	@$(BIN)/python -m docs.drift
	@$(BIN)/python -m analysis.cli.reference
	@$(BIN)/python -m analysis.settings.schema

lock: $(DEV)  ## renew the lock files from pyproject.toml
	@$(BIN)/uv pip compile $(COMPILE) requirements.lock pyproject.toml --group install
	@$(BIN)/uv pip compile $(COMPILE) requirements-dev.lock -c requirements.lock --group dev
	@$(BIN)/uv pip compile $(COMPILE) requirements-standards.lock --group standards

wheels: $(REPORT)  ## fill the folder wheels/ for a machine without a network, which sets up with: make report WHEELS=wheels
	@$(PIP) $(BIN)/python -m pip download --quiet --no-deps --require-hashes --only-binary :all: -d $(or $(OUT),wheels) -r requirements.lock
	@$(PIP) $(BIN)/python -m pip download --quiet --no-deps --require-hashes --only-binary :all: -d $(or $(OUT),wheels) -r requirements-dev.lock

clean:  ## remove what make has made
	rm -rf $(VENV) $(STANDARDS) _site _variables.yml report/_generated .cache

PYTHON_IS_NEW = $(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Python 3.11 or later is needed; name one with make PYTHON=python3.12 …")'

$(REPORT): requirements.lock pyproject.toml
	@$(PYTHON_IS_NEW)
	@echo "setting up $(VENV) for the report (once)"
	@$(PYTHON) -m venv --clear $(VENV)
	@$(PIP) $(BIN)/python $(LOCKED) requirements.lock
	@$(PIP) $(BIN)/python $(INSTALL) --no-build-isolation -e .
	@echo "$(CURDIR)" > $@

$(DEV): $(REPORT) requirements-dev.lock
	@echo "setting up $(VENV) for tests (once)"
	@$(PIP) $(BIN)/python $(LOCKED) requirements-dev.lock
	@touch $@

# apart, since it is large and nothing else needs it; jsonpath-rw is published as source only
$(STANDARDS)/.installed: requirements-standards.lock
	@$(PYTHON_IS_NEW)
	@echo "setting up $(STANDARDS) (once)"
	@$(PYTHON) -m venv --clear $(STANDARDS)
	@$(PIP) $(STANDARDS)/bin/python $(INSTALL) --require-hashes --only-binary :all: --no-binary jsonpath-rw -r requirements-standards.lock
	@touch $@
