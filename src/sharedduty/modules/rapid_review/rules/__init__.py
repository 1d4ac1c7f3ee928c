"""What each step of a rapid review asks: gathering, deciding, sending, and what stands on the record."""
