"""What each step asks: opening and considering, reviewing, ending, writing lists and notes, an agency's own review."""
