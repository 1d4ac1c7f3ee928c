"""The front door's forms."""
