"""Every write of a chronology: opening and running the whole, writing a part, following a discrepancy."""
