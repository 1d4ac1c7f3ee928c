"""Every declared process of the house, found at start in the `process.py` of rooms, and of foundations laid out like one."""

from importlib import import_module
from importlib.util import find_spec

from django.apps import apps

from sharedduty.foundations.process.declared import Process

_declared: dict[str, Process] = {}


def gather() -> None:
    """Read `PROCESS`, or several `PROCESSES`, of every `process.py`. Raises ValueError where two have one code."""
    for app in apps.get_app_configs():
        if (
            not app.name.startswith(("sharedduty.modules.", "sharedduty.foundations."))
            or find_spec(f"{app.name}.process") is None
        ):
            continue
        declared = import_module(f"{app.name}.process")
        for process in getattr(declared, "PROCESSES", None) or (declared.PROCESS,):
            if _declared.setdefault(process.code, process) is not process:
                raise ValueError(f"two processes are called {process.code}")


def processes() -> list[Process]:
    """Every declared process, by title."""
    return sorted(_declared.values(), key=lambda process: process.title)


def process_called(code: str) -> Process | None:
    """The process with this code; None if there is none."""
    return _declared.get(code)
