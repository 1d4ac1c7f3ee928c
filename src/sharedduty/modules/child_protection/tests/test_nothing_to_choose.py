"""A page that has nothing to choose from says so, and what is refused there links to where it says so."""

import re

import pytest

from sharedduty.modules.child_protection.tests.scenes import Case

pytestmark = pytest.mark.django_db


def test_what_is_refused_links_to_what_is_on_the_page(case: Case) -> None:
    record = case.opened()
    client = case.house.client(case.worker)
    addresses = [
        f"/protection/records/{record.reference}/discussion/",
        f"/protection/records/{record.reference}/share-report/",
    ]
    for address in addresses:
        page = client.post(address, {"version": str(record.version)}).content.decode()
        summary = page.partition("govuk-error-summary__body")[2].partition("</ul>")[0]
        assert summary
        for place in re.findall(r'href="#([^"]+)"', summary):
            assert page.count(f'id="{place}"') == 1, (address, place)
    assert "There is nothing to choose from yet." in page
