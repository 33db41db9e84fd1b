# One file of set-up for people and for CI. `make` alone lists what there is.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
SOURCES := bot handlers migrations tests scripts

.DEFAULT_GOAL := help
.PHONY: help setup dev demo test check messages bench soak pictures lock clean

help:
	@echo "make demo    try the bot in a browser: no token, no Telegram"
	@echo "make test    every check and every test"
	@echo "make setup   install what the bot needs into .venv"
	@echo "make check   ruff, mypy, import-linter, locales"
	@echo "make bench   figures;  make soak  long runs;  make pictures  the guide's pictures"

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Potrzebny jest Python 3.11 lub nowszy (make PYTHON=python3.12)."; exit 2; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "Brakuje modułu venv: apt install python3-venv"; exit 2; }

$(VENV)/.setup: requirements.txt pyproject.toml | $(VENV)/bin/python
	@$(PIP) install --require-hashes -r requirements.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.setup
	@$(PIP) install --require-hashes -r requirements-dev.txt
	@touch $@

setup: $(VENV)/.setup

dev: $(VENV)/.dev

demo: setup
	@$(BIN)/trzecie-miejsce demo

test: check
	@$(BIN)/pytest

check: dev
	@$(BIN)/ruff check $(SOURCES)
	@$(BIN)/ruff format --check $(SOURCES)
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python -m scripts.messages check

messages: dev
	@$(BIN)/python -m scripts.messages update

bench: dev
	@$(BIN)/python -m tests.bench

soak: dev
	@$(BIN)/pytest -m soak tests/soak

pictures: dev
	@$(BIN)/python -m scripts.pictures

lock:
	@scripts/lock

clean:
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
