"""Look after the journal: seal it now, verify it, or begin a new segment."""

import argparse
import json
import time

from sharedduty.foundations.journal.api import seal, verify_and_answer

NEEDS_DJANGO = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take what to do: seal, verify or new-segment."""
    words = parser.add_subparsers(dest="what", required=True, metavar="WHAT")
    words.add_parser("seal", help="seal now what was committed")
    verify = words.add_parser("verify", help="read every sealed row again; exit code 1 when one is not as it was")
    verify.add_argument("--json", action="store_true", help="print the verdict as JSON")
    fresh = words.add_parser("new-segment", help="begin a fresh segment of the chain")
    fresh.add_argument("--because", required=True, help="why, for the record")


def run(args: argparse.Namespace) -> int:
    """Do it. Gives 1 when the journal does not verify."""
    if args.what == "verify":
        return _verify(args.json)
    if args.what == "new-segment":
        sealed = seal(new_segment_because=args.because)
        print(f"A new segment has begun. Sealed {sealed:,} rows.")
        return 0
    print(f"Sealed {seal():,} rows.")
    return 0


def _verify(as_json: bool) -> int:
    began = time.perf_counter()
    verdict = verify_and_answer()
    seconds = time.perf_counter() - began
    if as_json:
        facts = {"sound": verdict.sound, "rows": verdict.rows, "faults": verdict.faults, "unsealed": verdict.unsealed}
        print(json.dumps(facts | {"seconds": round(seconds, 3)}))
    else:
        for fault in verdict.faults:
            print(f"FAULT: {fault}")
        state = "sound" if verdict.sound else "NOT sound"
        print(
            f"The journal is {state}: {verdict.rows:,} sealed rows read in {seconds:.1f} s, {verdict.unsealed:,} wait."
        )
    return 0 if verdict.sound else 1
