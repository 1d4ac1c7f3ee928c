"""A synthetic partnership: invented families, the contacts about them and what was done, as a year of real work leaves it."""
