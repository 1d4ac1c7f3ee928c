"""The address and view of the peer of `page`, its table and its template, both made from the product's own page."""

import re
from html import unescape
from pathlib import Path

from django.contrib.auth.decorators import login_required
from django.db import models
from django.shortcuts import render
from django.urls import path


class Line(models.Model):
    """One line of the list: every piece of text the product's page shows in it."""

    number = models.IntegerField(primary_key=True)
    pieces = models.JSONField()

    class Meta:
        app_label = "bare"
        managed = False
        db_table = "bench_line"

    def __str__(self) -> str:
        return str(self.number)


@login_required
def page(request):
    """The list, from one query."""
    return render(request, "page.html", {"lines": Line.objects.order_by("number")})


TEXT = re.compile(r">([^<>]*[^<>\s][^<>]*)<|\b(?:href|datetime|value|id|aria-labelledby|action|width)=\"([^\"]+)\"")


def make(owner, folder: Path, html: str) -> int:
    """Make the peer's table and template from the product's page, so that both give the same bytes; gives how many lines.

    Every text and every changing attribute of a line of the list is a value of that line, put in and escaped by the
    template; the rest of the line, and of the page, stands in the template as it is.
    """
    head, body, foot = re.match(r"(.*?<tbody>\n?)(.*)(</tbody>.*)", html, re.DOTALL).groups()
    owner.execute("CREATE TABLE bench_line (number int PRIMARY KEY, pieces jsonb NOT NULL)")
    owner.execute("GRANT SELECT ON bench_line TO PUBLIC")
    shapes: dict[
        str, int
    ] = {}  # lines of one shape differ in their values only; each shape is a branch of the template
    rows = re.findall(r"<tr>.*?</tr>\n?", body, re.DOTALL)
    for number, row in enumerate(rows):
        shape, values = _parted(row)
        kind = shapes.setdefault(shape, len(shapes))
        owner.execute(
            "INSERT INTO bench_line VALUES (%s, jsonb_build_object('kind', %s::int, 'values', to_jsonb(%s::text[])))",
            [number, kind, values],
        )
    branches = "".join(f"{{% {'elif' if n else 'if'} kind == {n} %}}{shape}" for shape, n in shapes.items())
    loop = "{% for line in lines %}{% set kind = line.pieces['kind'] %}{% set values = line.pieces['values'] %}"
    folder.mkdir(exist_ok=True)
    (folder / "page.html").write_text(f"{_as_it_is(head)}{loop}{branches}{{% endif %}}{{% endfor %}}{_as_it_is(foot)}")
    owner.commit()
    return len(rows)


def _parted(row: str) -> tuple[str, list[str]]:
    """A line's template and its values."""
    shape, values, at = [], [], 0
    for found in TEXT.finditer(row):
        group = 1 if found.group(1) is not None else 2
        shape += [_as_it_is(row[at : found.start(group)]), f"{{{{ values[{len(values)}] }}}}"]
        values.append(unescape(found.group(group)))
        at = found.end(group)
    return "".join([*shape, _as_it_is(row[at:])]), values


def _as_it_is(html: str) -> str:
    return f"{{% raw %}}{html}{{% endraw %}}" if html else ""


urlpatterns = [path("", page)]
