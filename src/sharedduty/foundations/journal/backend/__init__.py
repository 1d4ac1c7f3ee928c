"""The database connection that lets no block of work end before its journal rows are written; Django wants it in `base`."""
