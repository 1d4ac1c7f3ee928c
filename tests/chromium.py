"""Chromium as installed on this machine, for every test that needs a browser."""

import os
import shutil

from playwright.sync_api import Browser, Playwright

# The shell without windows comes first: the same engine, and a new window takes a third of the time.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--no-first-run",
]  # fmt: skip


def chromium() -> str | None:
    """Give the path of Chromium (`CHROMIUM`, else the first found on PATH), None where there is none."""
    names = (os.environ.get("CHROMIUM", ""), *NAMES)
    return next((path for name in names if name and (path := shutil.which(name))), None)


def launch(playwright: Playwright) -> Browser:
    """Open it. Raises LookupError where there is none."""
    path = chromium()
    if path is None:
        raise LookupError("Chromium is not installed")
    return playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
