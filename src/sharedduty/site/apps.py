"""Makes the composition root known to Django, for its own pages."""

import importlib

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """The first page, help, health and the words of errors."""

    name = "sharedduty.site"
    label = "site_pages"

    def ready(self) -> None:
        """Say what an area that is not set up yet asks of its administrators."""
        importlib.import_module(f"{self.name}.area").make_known()
