"""Slow tests of the whole product under bad conditions: `make test-deep`."""
