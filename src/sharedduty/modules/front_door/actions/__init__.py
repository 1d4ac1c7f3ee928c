"""Every change at the front door: raising a concern, and the desk's work on it."""
