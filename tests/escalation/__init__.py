"""Tests of professional disagreements: here because the files disagreed about belong to higher rooms."""
