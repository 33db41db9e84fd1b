# One file of set-up for people and for CI. `make` alone lists what there is.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
SOURCES := bot handlers migrations tests scripts
PORT ?=
TIMES ?= 20

.DEFAULT_GOAL := help
.PHONY: help setup dev demo test check messages bench soak pictures lock clean

help:
	@echo "make demo      try the bot in a browser: no token, no Telegram (PORT=8080)"
	@echo "make setup     install what the bot needs; then: .venv/bin/trzecie-miejsce setup"
	@echo "make test      every check and every test"
	@echo "make check     ruff, mypy, import-linter, locales"
	@echo "make messages  bring locales/ up to the code"
	@echo "make bench     figures"
	@echo "make soak      end the bot with SIGKILL, TIMES=20 times over"
	@echo "make pictures  take the guide's pictures anew"
	@echo "make lock      pin dependencies anew (needs uv)"
	@echo "make clean     remove what the others made"

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Potrzebny jest Python 3.11 lub nowszy (make PYTHON=python3.12)."; exit 2; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo "Brakuje modułu venv. Zainstaluj go: apt install python3-venv"; exit 2; }
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.setup: requirements.txt pyproject.toml | $(BIN)/python
	@echo "Instaluję to, czego potrzebuje bot…"
	@$(PIP) install --require-hashes -r requirements.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.setup
	@echo "Instaluję narzędzia do sprawdzania…"
	@$(PIP) install --require-hashes -r requirements-dev.txt
	@touch $@

setup: $(VENV)/.setup

dev: $(VENV)/.dev

demo: setup
	@$(BIN)/trzecie-miejsce demo $(if $(PORT),--port $(PORT))

test: check
	@$(BIN)/pytest --numprocesses auto --dist worksteal

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
	@for round in $$(seq $(TIMES)); do echo "$$round/$(TIMES)"; SOAK=1 $(BIN)/pytest -q -m kill || exit 1; done

pictures: dev
	@$(BIN)/python -m scripts.pictures

lock:
	@scripts/lock

clean:
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
