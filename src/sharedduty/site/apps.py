"""Makes the composition root known to Django, for its own pages."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """The first page, help, health and the words of errors."""

    name = "sharedduty.site"
    label = "site_pages"
