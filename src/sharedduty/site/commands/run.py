"""Open the partnership: database, web server and worker in the foreground, until Ctrl-C."""

import argparse
import os
from urllib.parse import urlsplit

from sharedduty.site.addresses import var_folder
from sharedduty.site.postgres import Server
from sharedduty.site.refusals import Refusal
from sharedduty.site.supervisor import LOOPBACK, Supervisor


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take where to listen; the environment's HOST and PORT are the defaults."""
    parser.add_argument("--host", default=os.environ.get("HOST", "127.0.0.1"), help="default 127.0.0.1, or HOST")
    parser.add_argument("--port", default=os.environ.get("PORT", "8000"), help="default 8000, or PORT")


def run(args: argparse.Namespace) -> int:
    """Supervise until told to stop. Raises `Refusal` when the port is taken or it runs here already."""
    if not args.port.isdigit() or not 0 < int(args.port) < 65536:
        raise Refusal(f"PORT must be a number from 1 to 65535, not {args.port!r}")
    demonstration = _demonstration(args.host)
    environment = os.environ | {
        "HOST": args.host,
        "PORT": args.port,
        "SHAREDDUTY_DEMONSTRATION": str(int(demonstration)),
        # Compiled once, not by each process at each start, also where the program's own folder may not be written.
        "PYTHONPYCACHEPREFIX": str(var_folder() / "bytecode"),
    }
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    server = None if os.environ.get("DATABASE_URL") else Server()
    return Supervisor(args.host, int(args.port), demonstration, server, environment).run()


def _demonstration(host: str) -> bool:
    """Whether to open with the demonstration's people: as was said, else where nobody but this machine is served.

    Raises `Refusal` where it was asked for and others could come. A BASE_URL elsewhere means a proxy that lets them.
    """
    base = os.environ.get("BASE_URL", "http://localhost/")
    served_as = urlsplit(base).hostname
    if not served_as:
        raise Refusal(f"BASE_URL must be like https://safeguarding.example.gov.uk, not {base!r}")
    here = host in LOOPBACK and served_as in LOOPBACK
    wanted = os.environ.get("SHAREDDUTY_DEMONSTRATION", str(int(here))).strip().lower() in {"1", "true", "yes", "on"}
    if wanted and not here:
        other = host if host not in LOOPBACK else served_as
        raise Refusal(f"the demonstration opens on a loopback address only, not on {other}")
    return wanted
