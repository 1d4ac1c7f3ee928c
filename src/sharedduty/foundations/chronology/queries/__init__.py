"""Every read of a chronology."""
