"""Why a file is not taken, in words for the person who sent it."""


class Refused(ValueError):
    """A file that is not taken. The message says why and what to do, and never repeats what was inside."""
