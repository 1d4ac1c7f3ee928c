"""What each step of an incident asks: deciding, telling, and what stands on the record."""
