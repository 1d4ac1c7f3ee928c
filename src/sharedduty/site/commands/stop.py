"""Stop what `run` started here, and wait until it has stopped."""

import argparse
import os
import signal
import time

from sharedduty.site.refusals import Refusal
from sharedduty.site.supervisor import who_runs

PATIENCE_SECONDS = 60


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take no arguments."""


def run(args: argparse.Namespace) -> int:
    """Ask the running supervisor to stop. Raises `Refusal` if it is still there after a minute."""
    running = who_runs()
    if running is None or not running["pid"]:
        print("Shared Duty is not running here.")
        return 0
    os.kill(int(running["pid"]), signal.SIGTERM)
    deadline = time.monotonic() + PATIENCE_SECONDS
    while who_runs() is not None:
        if time.monotonic() > deadline:
            raise Refusal(f"process {running['pid']} did not stop within a minute")
        time.sleep(0.1)
    print("Stopped.")
    return 0
