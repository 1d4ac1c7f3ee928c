"""Child deaths: reviewing every death of a child, and learning from it."""
