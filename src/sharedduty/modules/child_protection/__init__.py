"""Child protection."""
