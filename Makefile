# Two commands are enough: `make run` opens a working partnership, `make test` proves it. Both make .venv themselves.
.DEFAULT_GOAL := help
.PHONY: help run setup setup-dev stop check test test-outside test-deep bench new-room lock assets coverage
BIN := .venv/bin
PYTEST := $(BIN)/pytest
WORKERS ?= 2

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

test: setup-dev  ## every test but the slow ones; installs Chromium where it may
	@scripts/chromium install >/dev/null || true
	@$(PYTEST) -q -n $(WORKERS) --dist loadfile
	@if [ -d tests/journeys ]; then $(PYTEST) -q tests/journeys; fi
	@$(MAKE) --no-print-directory test-outside

test-outside: setup-dev  ## the house, access and clock tests on a database server that was given
	@$(BIN)/python scripts/with_outside_database.py $(PYTEST) -q -n $(WORKERS) tests/house tests/test_database.py \
		src/sharedduty/foundations/access src/sharedduty/foundations/journal src/sharedduty/foundations/plain

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

coverage: setup-dev  ## write docs/coverage.md again from the tests' markers
	@$(BIN)/sharedduty coverage
