"""What may be read of child protection."""
