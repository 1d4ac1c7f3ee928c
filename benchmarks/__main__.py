"""`python -m benchmarks [names]`: run all or some, and print each figure beside its peer or limit."""

import argparse
import importlib
import subprocess
import sys

NAMES = ("due", "step", "sight", "page", "growth", "submit", "known", "journal", "start", "memory", "alike")


def main() -> int:
    """Run what was asked for. Speed is told and never asserted: 1 only when something could not be measured at all."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("names", nargs="*", help=f"which to run, of {', '.join(NAMES)}; all when left out")
    names = parser.parse_args().names or list(NAMES)
    if unknown := sorted(set(names) - set(NAMES)):
        parser.error(f"no benchmark is called {', '.join(unknown)}")
    if len(names) == 1:
        found = importlib.import_module(f"benchmarks.{names[0]}").main()
        for figure in found if isinstance(found, list) else [found]:
            print("\n".join(figure.lines()), flush=True)
        return 0
    # Each in a process of its own, because each makes a partnership of its own.
    failed = [name for name in names if subprocess.run([sys.executable, "-m", "benchmarks", name]).returncode]
    for name in failed:
        print(f"{name}: could not be measured; what it said is above")
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
