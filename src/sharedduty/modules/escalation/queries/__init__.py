"""Everything this room reads."""
