"""What each step of an allegation asks: referring, judging, managing, ending, and what stands on the record."""
