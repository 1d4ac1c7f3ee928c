"""The one error a command raises to stop with a sentence instead of a traceback. Imports nothing."""


class Refusal(Exception):
    """A command cannot go on. The message is one line for the person at the terminal; `code` is the exit code."""

    def __init__(self, message: str, code: int = 1) -> None:
        super().__init__(message)
        self.code = code
