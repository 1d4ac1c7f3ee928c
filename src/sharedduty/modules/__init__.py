"""The rooms: one per statutory function, named as the field names it."""
