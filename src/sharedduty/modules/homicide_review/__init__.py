"""Domestic homicide reviews and domestic abuse learning reviews of the community safety partnership."""
