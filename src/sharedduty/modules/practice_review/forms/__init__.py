"""What each step asks: `review` of the whole course, `leaving` of what goes out to the public."""
