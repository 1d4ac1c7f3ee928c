"""Serious incidents: considered, decided, notified, and told to whoever must know."""
