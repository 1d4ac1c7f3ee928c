"""Reading pages that cross rooms: my work, today, search. No facts of their own."""
