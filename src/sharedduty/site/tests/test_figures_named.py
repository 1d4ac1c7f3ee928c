"""The pages of figures are told apart by their words: in the menu, on the page, and in the list of help."""

import re

import pytest
from django.urls import reverse

from sharedduty.foundations.access.api import ROLES, who_may
from sharedduty.modules.front_door.tests.partnership import make_partnership
from sharedduty.site.help import PAGES
from sharedduty.site.navigation import ENTRIES

pytestmark = pytest.mark.django_db
FIGURES = [one for one in ENTRIES if one.url_name.endswith(":figures")]


def test_each_entry_says_whose_figures_and_the_page_it_leads_to_says_the_same() -> None:
    assert len(FIGURES) == 7 and len({one.text for one in FIGURES}) == len(FIGURES)
    house = make_partnership()
    for entry in FIGURES:
        role = next(one for one in sorted(ROLES) if one in who_may(entry.permission))
        page = house.client(house.post_holder(role)).get(reverse(entry.url_name)).content.decode()
        heading = re.search(r"<h1[^>]*>\s*([^<]*?)\s*</h1>", page)
        assert heading is not None and heading[1] == entry.text, "the words that were pressed stand on top of the page"
        assert entry.text.endswith(" figures") and entry.text != "Figures"


def test_no_page_of_help_about_figures_is_called_by_that_word_alone() -> None:
    about = [one for one in PAGES if any(screen.endswith(":figures") for screen in one.screens)]
    titles = [one.title for one in about]
    assert len(titles) == len(set(titles)) and "Figures" not in titles
    # A page of help that is about nothing else says whose figures they are.
    assert all(one.title.endswith(" figures") for one in about if all("figures" in screen for screen in one.screens))
