"""What early help reads."""
