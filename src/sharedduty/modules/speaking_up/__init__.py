"""Speaking up: concerns about organisations, complaints, subject access, and what agencies can show of safe recruitment."""
