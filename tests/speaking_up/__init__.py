"""Speaking up, complaints, subject access and the two registers."""
