"""Shared Duty: the statutory work of a local safeguarding partnership, on one set of facts."""
