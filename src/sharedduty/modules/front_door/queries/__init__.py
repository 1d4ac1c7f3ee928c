"""What the front door reads across its records; the viewer always comes first."""
