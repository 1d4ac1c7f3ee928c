"""What each step of a practice review asks: commissioning, reviewing, publishing, and what stands on the record."""
