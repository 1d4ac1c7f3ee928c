"""Write the skeleton of a room: `make new-room NAME=child_death`. Says what is left to do by hand, in order.

A room holds a closed list of files (docs/adr/0002) and a file only where there is something to put in it, so this
writes the few that every room has: the duty, the process, the permissions, one page, one test.
"""

import re
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
ROOMS = PROJECT / "src" / "sharedduty" / "modules"

README = """# {title}

**Duty.** (One paragraph: the statutory function this room serves, and where the law or guidance asks for it: document,
edition, paragraph.)

**Who.** (The posts that work here, by the names the field gives them.)

**Stages.** (In order, as the process in `process.py` declares them.)

**What it never does.** (The judgements it leaves to people.)
"""
APPS = '''"""Makes this room known to the house."""

from django.apps import AppConfig


class {camel}Config(AppConfig):
    """{title}."""

    name = "sharedduty.modules.{name}"
    label = "{name}"
'''
POLICY = '''"""Who may do what in this room, and which files each role reaches by standing."""

from sharedduty.foundations.access.api import Permission, declare

declare({{Permission("{name}_read", "Open this room."): ("business_manager",)}})
'''
PROCESS = '''"""The process of this room: its stages and the moves between them, each with the paragraph that asks for it."""

from sharedduty.foundations.process.api import Process, Stage, Transition

PROCESS = Process(
    code="{name}",
    title="{title}",
    duty="(The duty in one sentence, cited.)",
    first="opened",
    stages=(Stage("opened", "Opened"), Stage("closed", "Closed", ends=True)),
    transitions=(Transition("close", ("opened",), "closed", "{name}_read", "closed", citation="(citation)"),),
)
'''
VIEWS = '''"""The pages of this room."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from sharedduty.foundations.access.api import requires


@requires("{name}_read")
def index(request: HttpRequest) -> HttpResponse:
    """The room's first page."""
    return render(request, "{name}/index.html")
'''
URLS = '''"""This room's addresses: nouns a person can read out."""

from django.urls import path

from sharedduty.modules.{name} import views

app_name = "{name}"
urlpatterns = [path("", views.index, name="index")]
'''
INDEX = """{{% extends "design/page.html" %}}
{{% set heading = "{title}" %}}
{{% block main %}}
<p class="govuk-body">(What a person does here first.)</p>
{{% endblock %}}
"""
TEST = '''"""The room opens for those who work in it and for nobody else."""

from sharedduty.modules.{name}.process import PROCESS


def test_the_process_begins_where_it_says() -> None:
    assert PROCESS.first in {{stage.code for stage in PROCESS.stages}}
'''
FILES = {
    "README.md": README,
    "__init__.py": '"""{title}."""\n',
    "apps.py": APPS,
    "policy.py": POLICY,
    "process.py": PROCESS,
    "views.py": VIEWS,
    "urls.py": URLS,
    "templates/{name}/index.html": INDEX,
    "tests/__init__.py": '"""Tests of this room."""\n',
    "tests/test_{name}.py": TEST,
}
NEXT = """Wrote src/sharedduty/modules/{name}/. Left to do, in this order:
1. README.md: the duty, cited.
2. .importlinter: place the room in the order of rooms. It may call only lower ones.
3. src/sharedduty/site/settings.py: add "sharedduty.modules.{name}" to INSTALLED_APPS.
4. src/sharedduty/site/urls.py: path("{address}/", include("sharedduty.modules.{name}.urls")).
5. process.py: the stages and moves, each with its citation; policy.py: who may make them.
6. models.py where there is something to keep: subclass Confidential, protect the table in the migration that makes it.
7. make check"""


def main(name: str) -> int:
    """Write the room called `name`; gives 0, or 2 with a line on stderr for a name that will not do."""
    if not re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", name):
        print("give the room a name of the field in small letters: make new-room NAME=child_death", file=sys.stderr)
        return 2
    room = ROOMS / name
    if room.exists():
        print(f"there is a room called {name} already", file=sys.stderr)
        return 2
    words = {
        "name": name,
        "title": name.replace("_", " ").capitalize(),
        "camel": "".join(part.capitalize() for part in name.split("_")),
        "address": name.replace("_", "-"),
    }
    for path, content in FILES.items():
        target = room / path.format(**words)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(content.format(**words))
    print(NEXT.format(**words))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else ""))
