# Needs Python 3.11 or newer and make; everything else is installed into .venv.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet

.PHONY: pictures score test lint format types unit bench campaign peers kit readme clean

## score the five reports of seeds/
score: $(VENV)/.installed
	$(BIN)/score seeds/

## everything that must hold before a change lands
test: lint types unit

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.installed-dev
	$(BIN)/mypy

unit: $(VENV)/.installed-dev
	$(BIN)/python -m pytest --numprocesses auto --dist worksteal

format: $(VENV)/.installed-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

## processor time beside an empty Python and beside peers that are installed; the table of the READMEs anew
bench: $(VENV)/.installed
	$(BIN)/python -m bench.run
	$(BIN)/python tests/readme_blocks.py

## the peers of pip and npm that `make bench` measures; ripgrep comes with the system
peers: $(VENV)/.installed
	$(PIP) -r bench/peers/requirements.txt
	npm install --prefix bench/peers --silent --no-audit --no-fund --no-package-lock

## a folder in dist/ with which machines without internet are set up; needs the internet here
kit: $(VENV)/.installed
	$(BIN)/python -m kit.build

## rough handling for ten minutes on two processors: mutated files, changed texts, doubled lengths, killed runs
campaign: $(VENV)/.installed-dev
	$(BIN)/python tests/campaign/run.py $(CAMPAIGN)

## the outputs that the READMEs show, written anew
readme: $(VENV)/.installed
	$(BIN)/python tests/readme_blocks.py

## the pictures that the READMEs show, made anew; needs LibreOffice, poppler-utils and Chromium
pictures: $(VENV)/.installed
	$(BIN)/python docs/pictures.py

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache

$(VENV)/.created:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed")'
	$(PYTHON) -m venv $(VENV)
	touch $@

$(VENV)/.installed: requirements.txt pyproject.toml $(VENV)/.created
	$(PIP) -r requirements.txt
	$(PIP) --no-deps --no-build-isolation -e .
	$(BIN)/python -m compileall -q rubric scorer tui  # an editable install has no byte code, and some set-ups never write any
	touch $@

$(VENV)/.installed-dev: requirements-dev.txt $(VENV)/.installed
	$(PIP) -r requirements-dev.txt
	touch $@
