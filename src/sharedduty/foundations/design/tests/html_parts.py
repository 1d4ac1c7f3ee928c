"""Reads HTML into parts that can be compared: names, attributes in order of name, words with spaces collapsed."""

from html.parser import HTMLParser

VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[tuple] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        tidy = {
            name: " ".join(sorted((value or "").split())) if name == "class" else (value or "") for name, value in attrs
        }
        self.parts.append(("open", tag, tuple(sorted(tidy.items()))))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID and tag not in {"path", "circle", "rect", "line", "use"}:
            self.parts.append(("close", tag))

    def handle_data(self, data: str) -> None:
        words = " ".join(data.split())
        if words:
            self.parts.append(("words", words))


def parts_of(html: str) -> list[tuple]:
    """The parts of a piece of HTML, in order."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.parts


def tags_of(html: str, name: str) -> list[dict[str, str]]:
    """The attributes of every tag of one name, in order."""
    return [dict(part[2]) for part in parts_of(html) if part[0] == "open" and part[1] == name]


def words_of(html: str) -> str:
    """All the words, joined by single spaces."""
    return " ".join(part[1] for part in parts_of(html) if part[0] == "words")
