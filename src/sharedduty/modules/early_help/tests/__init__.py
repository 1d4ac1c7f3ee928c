"""Tests of early help."""
