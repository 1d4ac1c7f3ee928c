"""What a chronology must hold, and what in the accounts does not fit."""
