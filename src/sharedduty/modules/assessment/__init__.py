"""Assessments of children, and the child in need plans they lead to."""
