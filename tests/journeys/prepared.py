"""Cases brought to where a journey begins, in the running product, by the rooms' own actions and its own people.

A journey walks what it is about page by page; the road before it, which another journey walks, is made here in one go. The
work is done by a process beside the product, with the product's settings: it is asked one line at a time (see `Preparer`).
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.partnership import Partnership

ROOT = Path(__file__).resolve().parents[2]
BESIDE = "import django; django.setup(); from tests.journeys.scenes import serve; serve()"


class Preparer:
    """Asks the process beside one running product to make what a journey needs; started when it is first asked."""

    def __init__(self, partnership: Partnership) -> None:
        self._environment = partnership.environment
        self._process: subprocess.Popen[str] | None = None

    def __call__(self, what: str, **given: Any) -> Any:
        """Do one of `tests/journeys/scenes.py` and give what it answers. Raises AssertionError with why it could not."""
        if self._process is None:
            self._process = subprocess.Popen(
                [sys.executable, "-c", BESIDE], cwd=ROOT, text=True,
                env=self._environment | {"DJANGO_SETTINGS_MODULE": "sharedduty.site.settings"},
                stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            )  # fmt: skip
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write(json.dumps({"what": what, "given": given}) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        assert line, "the process that prepares cases ended; what it said is above"
        answer = json.loads(line)
        assert "wrong" not in answer, answer["wrong"]
        return answer["made"]

    def close(self) -> None:
        """End the process."""
        if self._process is not None and self._process.stdin:
            self._process.stdin.close()
            self._process.wait(20)
