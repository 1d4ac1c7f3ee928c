"""Tests of the register of recommendations: here because the invented partnership belongs to a higher room."""
