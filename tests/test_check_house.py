"""`sharedduty check-house` says nothing of an installation in order, and names each thing that is not."""

from pathlib import Path

import pytest
from django.test import override_settings

from sharedduty.site import roles
from sharedduty.site.addresses import Addresses
from sharedduty.site.commands import check_house


@pytest.mark.django_db(databases=["owner"])
@pytest.mark.parametrize("look", [check_house.migration_faults, check_house.role_faults, check_house.guard_faults])
def test_a_new_installation_is_in_order(look) -> None:
    assert list(look()) == []


def test_a_table_whose_guard_is_taken_away_is_named(
    django_db_setup: None, django_db_blocker, test_addresses: Addresses
) -> None:
    table = "front_door_contact"
    with roles.session(test_addresses.logins["owner"]) as owner:
        owner.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
    try:
        with django_db_blocker.unblock():
            assert [fault for fault in check_house.guard_faults() if table in fault]
    finally:
        with roles.session(test_addresses.logins["owner"]) as owner:
            owner.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")


def test_a_secret_that_others_can_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "secret_key").write_text("an-invented-key")
    (tmp_path / "secret_key").chmod(0o644)
    with override_settings(SECRETS=tmp_path):
        assert any("secret_key" in fault for fault in check_house.secret_faults())
