"""What each step asks: sending, handling, answering a request for one's own information, and the registers."""
