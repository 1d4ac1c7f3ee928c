"""Pure Python that every floor may use: working days, clocks, references, words for dates. No Django here."""
