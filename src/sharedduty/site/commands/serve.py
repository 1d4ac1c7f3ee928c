"""Serve web pages only (production runs this and `worker` under the machine's own supervisor)."""

import argparse
import os
import sys

APPLICATION = "sharedduty.site.entrance:application"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take where to listen and with how many processes; HOST, PORT and WEB_WORKERS are the defaults."""
    cores = os.cpu_count() or 2
    parser.add_argument("--host", default=os.environ.get("HOST", "127.0.0.1"), help="default 127.0.0.1, or HOST")
    parser.add_argument("--port", default=os.environ.get("PORT", "8000"), help="default 8000, or PORT")
    parser.add_argument("--workers", default=os.environ.get("WEB_WORKERS", str(max(2, min(4, cores)))), help="2 to 4")


def run(args: argparse.Namespace) -> int:
    """Become the web server: this process is replaced and does not return."""
    words = [
        *(sys.executable, "-m", "granian", "--interface", "asginl", "--loop", "asyncio", "--no-ws"),
        *("--host", args.host, "--port", args.port, "--workers", args.workers),
        *("--backlog", "4096", "--http1-header-read-timeout", "30000", "--workers-kill-timeout", "8"),
        *("--respawn-failed-workers", "--respawn-interval", "0.3", "--log-level", "warning", APPLICATION),
    ]
    os.execv(sys.executable, words)  # noqa: S606 - our own program, fixed words, no shell
