# Everything runs in .venv, which is made here from requirements.lock, and brought up to date when that or
# pyproject.toml changes. Another Python: make test PYTHON=python3.12

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

# Byte code is kept, whatever the environment says: without it every start takes seconds longer.
export PYTHONDONTWRITEBYTECODE =

.DEFAULT_GOAL := help
.PHONY: help install release test check score bench bench-pages bench-scale picture clean

help:
	@echo "make install   build the environment in .venv, and nothing else"
	@echo "make release   read the sample and publish a release under data/"
	@echo "make test      run the tests, on all cores"
	@echo "make check     ruff and mypy"
	@echo "make score     measure how well labelled documents are read (ERRORS=1 lists errors, WRITE=1 keeps the figures)"
	@echo "make bench     measure how fast pages are parsed and read and tables made, and how much memory it takes"
	@echo "make bench-pages   measure how fast the pages of 2,850 places × 10 years are made (some minutes)"
	@echo "make bench-scale   measure whole runs on 10,000 and 40,000 made reports (hours; REPORTS=\"500 2000\" for fewer)"
	@echo "make picture   take the README's pictures of the newest release (wants Chromium)"
	@echo "make clean     remove .venv and caches (data/ stays)"

install: $(STAMP)

release: $(STAMP)
	@$(BIN)/county-education release

# A process a core; a module stays in one of them, for what its tests share. In the order of the folders, so
# that the longest (a run of Prefect) is not left to the end.
test: $(STAMP)
	$(BIN)/python -m pytest --numprocesses auto --dist loadscope --no-loadscope-reorder

check: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

score: $(STAMP)
	@$(BIN)/python -m benchmarks.score $(if $(ERRORS),--errors) $(if $(WRITE),--write)

bench: $(STAMP)
	$(BIN)/python -m benchmarks.reading
	$(BIN)/python -m benchmarks.parsing
	$(BIN)/python -m benchmarks.tabulating

bench-pages: $(STAMP)
	$(BIN)/python -m benchmarks.pages

bench-scale: $(STAMP)
	$(BIN)/python -m benchmarks.scale $(if $(REPORTS),--reports $(REPORTS)) $(if $(RUNNER),--runner $(RUNNER))

picture: $(STAMP)
	$(BIN)/python -m deployments.picture data/releases/$$(cat data/releases/latest) docs

clean:
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(STAMP): requirements.lock pyproject.toml
	@{ $(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))'; } 2>/dev/null || { \
	  echo "make: $(PYTHON) is $$({ $(PYTHON) --version; } 2>/dev/null || echo not there);" \
	    "this project wants Python 3.11, 3.12 or 3.13. Name one: make PYTHON=python3.12 …" >&2; exit 1; }
	@if test -e $@; then echo "bringing $(VENV) up to date…" >&2; \
	  else echo "installing into $(VENV), about 4 minutes and 2 GB the first time…" >&2; fi
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@
