"""The address of the gallery. The guard is handed in from above, since access stands on a higher floor than design."""

from collections.abc import Callable
from typing import Any

from django.urls import URLPattern, path

from .views import gallery, gallery_page


def patterns(guard: Callable[[Any], Any]) -> list[URLPattern]:
    """The gallery's URLs, each view wrapped in `guard` (the site gives `access.api.public_page`)."""
    return [
        path("design/gallery/", guard(gallery), name="design_gallery"),
        path("design/gallery/<slug:name>/", guard(gallery_page), name="design_gallery_page"),
    ]
