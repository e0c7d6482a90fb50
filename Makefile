# Each target makes the environment it needs; nothing is installed outside .venv.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: run test lint bench install clean

run: .venv
	$(BIN)/bot run

install: .venv

.venv: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable .
	touch .venv

.venv/tests: .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[test]'
	touch .venv/tests

test: .venv/tests
	$(BIN)/python -m pytest -m ''

lint: .venv/tests
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
