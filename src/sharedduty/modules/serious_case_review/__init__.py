"""The legacy serious case review: carried on or kept by the pack it was begun under, which takes no new cases."""
