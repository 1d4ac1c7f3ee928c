"""The room of domestic homicide reviews."""
