# Each target makes the environment it needs; nothing is installed outside .venv
# (but for Chromium, which `make test` takes from Debian's packages where it may).
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip -qq --disable-pip-version-check
NEEDS := --constraint constraints.txt --editable

.PHONY: run install .venv test lint bench browser constraints

run: .venv
	@$(BIN)/bot run

install: .venv

.venv: $(BIN)/bot

$(BIN)/bot: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo 'Python 3.11 or later is needed; name yours: make run PYTHON=python3.12'; exit 1; }
	@echo 'Installing into .venv; this takes a minute.'
	@$(PYTHON) -m venv .venv
	@$(PIP) install $(NEEDS) .
	@$(BIN)/python -m compileall -q bot summaries seeds
	@touch $@

$(BIN)/pytest: $(BIN)/bot
	@echo 'Installing what the tests need into .venv.'
	@$(PIP) install $(NEEDS) '.[test]'
	@touch $@

test: $(BIN)/pytest browser
	$(BIN)/python -m pytest -m ''

lint: $(BIN)/pytest
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy

# Time of summaries beside sumy, on the texts in the repository; docs/ name the other benches.
bench: $(BIN)/pytest
	$(BIN)/python -m bench.speed --out .venv/bench

# Where Chromium cannot be installed, the tests of the page say that they are skipped.
browser:
	@command -v chromium >/dev/null || command -v google-chrome >/dev/null || \
		if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
			echo 'Installing Chromium for the tests of the page.'; \
			apt-get update -qq && DEBIAN_FRONTEND=noninteractive \
				apt-get install -qqy --no-install-recommends chromium >/dev/null; \
		fi || true

# Writes constraints.txt anew, from a fresh environment: names and versions only.
constraints:
	rm -rf .venv/fresh && $(PYTHON) -m venv .venv/fresh
	.venv/fresh/bin/python -m pip --quiet install --editable '.[test]'
	.venv/fresh/bin/python -m pip freeze --exclude-editable > constraints.txt
	rm -rf .venv/fresh
