"""Help: one page for each screen, found from that screen and from the list."""

from dataclasses import dataclass


@dataclass(frozen=True)
class HelpPage:
    """A page of help: its address, its title, for whom, and the screens (URL names) that lead to it."""

    slug: str
    title: str
    audience: str
    screens: tuple[str, ...]


PAGES: tuple[HelpPage, ...] = ()


def page(slug: str) -> HelpPage | None:
    """The page of help called `slug`."""
    return next((one for one in PAGES if one.slug == slug), None)


def for_screen(url_name: str) -> HelpPage | None:
    """The page of help for the screen with this URL name."""
    return next((one for one in PAGES if url_name in one.screens), None)
