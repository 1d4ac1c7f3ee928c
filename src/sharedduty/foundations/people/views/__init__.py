"""The pages about people on record."""
