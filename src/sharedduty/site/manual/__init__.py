"""The parts of `docs/` that are made from the product itself, so that they cannot say what is no longer so."""
