# Two commands are enough: `make run` opens a working partnership, `make test` proves it. Both make .venv themselves.
.DEFAULT_GOAL := help
.PHONY: help run setup setup-dev stop check test test-deep bench new-room lock assets docs
BIN := .venv/bin
PYTEST := $(BIN)/pytest

help:  ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

run: setup  ## open a working partnership on http://localhost:8000 (PORT=...), stop with Ctrl-C
	@$(BIN)/sharedduty run

stop:  ## stop what `make run` started, from another terminal
	@if [ -x $(BIN)/sharedduty ]; then $(BIN)/sharedduty stop; fi

setup:  ## make .venv with what running needs
	@scripts/setup run

setup-dev:
	@scripts/setup dev

check: setup-dev  ## format, lint, types, contracts and the tests about the whole house
	@$(BIN)/ruff format --check --quiet . && $(BIN)/ruff check --quiet .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo
	@$(PYTEST) tests/house -q

test: setup-dev  ## every test but the slow ones; installs Chromium where it may (WORKERS=2)
	@scripts/test

test-deep: setup-dev  ## the slow tests: faults, floods, restores
	@scripts/chromium install >/dev/null || true
	@$(PYTEST) -q tests/deep -s

bench: setup-dev  ## measure against the targets and the peers (docs/performance.md)
	@$(BIN)/uv pip install -q --require-hashes -r requirements/bench.txt
	@$(BIN)/python -m benchmarks

new-room: setup  ## write the skeleton of a room: make new-room NAME=child_death
	@$(BIN)/python scripts/new_room.py "$(NAME)"

lock:  ## work out requirements/*.txt again from requirements/*.in (no host names)
	@cd requirements && for list in tools run dev bench; do \
		UV_PYTHON_DOWNLOADS=never ../$(BIN)/uv pip compile -q --universal --python-version 3.12 --generate-hashes \
			--no-header $(if $(UPGRADE),--upgrade) $$list.in -o $$list.txt || exit 1; done

assets:  ## build the style sheet and scripts again (needs Node; the results are kept in the repository)
	@cd assets && npm ci --silent && npm run --silent build

docs: setup-dev  ## write the generated pages of docs/ again (map, glossary, coverage, access matrix, ...)
	@$(BIN)/sharedduty docs
