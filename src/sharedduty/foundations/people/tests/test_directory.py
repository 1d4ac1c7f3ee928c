"""Bodies keep their own past, partners are equal, groups have seats that people or posts fill, and every body has a lead."""

import datetime

import pytest
from django.db import models
from django.utils import timezone

from sharedduty.foundations.access.api import declared_permissions, seen_by
from sharedduty.foundations.directory import actions, queries
from sharedduty.foundations.directory import models as directory
from sharedduty.foundations.directory.marks import mark
from sharedduty.foundations.directory.models import Group, LeadRepresentative, Organisation, Post, Seat, Team
from sharedduty.foundations.people import api as people
from sharedduty.foundations.people.pages import whom
from sharedduty.foundations.people.tests.conftest import Place, make_place, post_holder
from sharedduty.foundations.people.tests.test_pages import browser, page, words

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


def days_ago(many: int) -> datetime.date:
    return TODAY() - datetime.timedelta(days=many)


def box(name: str, day: datetime.date) -> dict[str, object]:
    return {f"{name}-day": day.day, f"{name}-month": day.month, f"{name}-year": day.year}


@pytest.fixture
def place(db: None):
    made = make_place("testshire")
    with seen_by(made.worker):
        yield made


@pytest.fixture
def keeper(place: Place):
    """The business manager."""
    unit = Team.objects.create(
        organisation=place.front_door.organisation, key="unit", name="Business unit", purpose="business_unit"
    )
    return post_holder("keeper-testshire", "business_manager", unit)


@pytest.mark.rows("GL-PA-01")
def test_no_safeguarding_partner_outranks_another_in_what_it_may_do_or_in_the_model(place: Place) -> None:
    held = {}
    for sector, name in (("local_authority", "County"), ("health", "Health Board"), ("police", "Constabulary")):
        body = Organisation.objects.create(
            area=place.area, key=f"p-{sector.replace('_', '-')}", name=name, sector=sector,
            duties=["safeguarding_partner"],
        )  # fmt: skip
        team = Team.objects.create(organisation=body, key="t", name="Leaders", purpose="other")
        viewer = post_holder(f"partner-{sector}", "partner", team)
        held[sector] = frozenset(one.key for one, _ in declared_permissions() if viewer.may(one.key))
    assert held["local_authority"] and len(set(held.values())) == 1
    fields = {
        field.name
        for model in vars(directory).values()
        if isinstance(model, type) and issubclass(model, models.Model)
        for field in model._meta.fields
    }
    assert not {name for name in fields if "rank" in name or "lead_partner" in name or "principal" in name}
    # A kind with no body is told, whichever it is.
    assert queries.partner_kinds_without_a_body(place.area.pk) == []
    for sector, body_words in queries.PARTNER_KINDS.items():
        partner = Organisation.objects.get(area=place.area, sector=sector, duties__contains="safeguarding_partner")
        Organisation.objects.filter(pk=partner.pk).update(exists_until=days_ago(1))
        assert queries.partner_kinds_without_a_body(place.area.pk) == [body_words]
        Organisation.objects.filter(pk=partner.pk).update(exists_until=None)


@pytest.mark.rows("GL-PA-03", "D9")
def test_a_record_shows_the_name_its_body_bore_at_the_time_and_a_merger_leaves_the_past_where_it_was(
    place: Place, keeper
) -> None:
    body = place.social_work.organisation
    child = place.child()
    closed, opened = (
        people.add_involvement(
            by=place.worker, person=child, kind=kind, opened_on=days_ago(400), team_id=place.social_work.pk,
            closed_on=ended,
        )
        for kind, ended in (("child in need", days_ago(200)), ("early help", None))
    )  # fmt: skip
    actions.rename(by=keeper, organisation=body, name="Renamed Council", from_on=days_ago(100))
    with pytest.raises(actions.CannotKeep):
        actions.rename(by=keeper, organisation=body, name="Again", from_on=days_ago(150))
    body.refresh_from_db()
    assert queries.name_at(body, days_ago(200)) == "Invented Council"
    assert queries.name_at(body, days_ago(100)) == "Renamed Council" == queries.name_at(body, TODAY())
    for one in (closed, opened):
        one.refresh_from_db()
    assert whom(closed) == "Assessment team, Invented Council" and whom(opened) == "Assessment team, Renamed Council"
    said = words(browser(place.worker), page(child))
    assert "Invented Council" in said and "Renamed Council" in said
    later = actions.add_organisation(by=keeper, area_id=place.area.pk, name="Merged Council", sector="local_authority")
    actions.succeed(by=keeper, predecessor=body, successor=later, took_effect_on=days_ago(10))
    assert queries.body_at(body, days_ago(11)) == body and queries.body_at(body, TODAY()) == later
    place.social_work.refresh_from_db()
    assert place.social_work.organisation == body, "what the body did stays with it"


@pytest.mark.rows("GL-PA-06")
def test_lay_members_and_representatives_fill_seats_and_a_seat_is_never_filled_twice(place: Place, keeper) -> None:
    group = Group.objects.create(area=place.area, key="board", name="Invented Board", era="2023")
    client = browser(keeper)
    address = f"/groups/{mark('group', group.pk)}/"
    assert "no seats yet" in words(client, address)
    seat = {"role_title": "Lay member", "body": "independent", "membership": "lay member"}
    assert client.post(address + "seats/add/", {**seat, "role_title": ""}).status_code == 422
    assert client.post(address + "seats/add/", seat).status_code == 302
    made = Seat.objects.get()
    assert "Vacant" in words(client, address)
    fill = f"{address}seats/{mark('seat', made.pk)}/fill/"
    for wrong in ({}, {"person": "L. M.", "post": mark("post", Post.objects.first().pk)}):
        assert client.post(fill, {**wrong, **box("held_from", days_ago(30))}).status_code == 422
    assert client.post(fill, {"person": "Lay member A", **box("held_from", days_ago(30))}).status_code == 302
    assert "Lay member A" in words(client, address) and "Vacant" not in words(client, address)
    assert client.post(fill, {"person": "Lay member B", **box("held_from", days_ago(30))}).status_code == 422
    assert client.post(fill, {"person": "Lay member B", **box("held_from", days_ago(5))}).status_code == 302
    (held,) = queries.seats(group)
    assert str(held.holder) == "Lay member B" and [str(one) for one in held.before] == ["Lay member A"]
    assert held.before[0].held_until == days_ago(6)
    end = f"{address}seats/{mark('seat', made.pk)}/{mark('holding', held.holder.pk)}/end/"
    assert client.post(end, box("on", TODAY() + datetime.timedelta(days=3))).status_code == 422
    assert client.post(end, box("on", days_ago(1))).status_code == 302
    assert "Vacant" in words(client, address) and "Who filled them before" in words(client, address)


def test_a_deputy_is_named_beside_the_holder_of_a_seat(place: Place, keeper) -> None:
    group = Group.objects.create(area=place.area, key="board", name="Invented Board", era="2023")
    seat = actions.add_seat(by=keeper, group=group, role_title="Partner lead", body="Council")
    actions.fill_seat(by=keeper, seat=seat, held_from=days_ago(9), person="The director")
    actions.fill_seat(by=keeper, seat=seat, held_from=days_ago(9), person="The deputy director", deputy=True)
    said = words(browser(keeper), f"/groups/{mark('group', group.pk)}/")
    assert "The director" in said and "The deputy director" in said and "None named" not in said


@pytest.mark.rows("GL-PA-08")
def test_every_agency_names_its_lead_with_dates_and_a_vacant_one_is_told(place: Place, keeper) -> None:
    client = browser(keeper)
    school = place.area.organisations.get(key="school")
    assert "2 of 2 organisations have no lead today" in words(client, "/lead-representatives/")
    post = Post.objects.filter(team__organisation=school).first()
    other = Post.objects.exclude(team__organisation=school).first()
    address = "/organisations/school/leads/add/"
    given = {"post": mark("post", post.pk), "role": "Designated lead", **box("held_from", days_ago(20))}
    assert client.post(address, {**given, "post": mark("post", other.pk)}).status_code == 422
    assert client.post(address, given).status_code == 302
    assert "1 of 2 organisations has no lead today" in words(client, "/lead-representatives/")
    assert "Designated lead" in words(client, "/organisations/school/")
    lead = LeadRepresentative.objects.get()
    end = f"/organisations/school/leads/{mark('lead', lead.pk)}/end/"
    assert client.post(end, box("on", days_ago(30))).status_code == 422
    # A post that is closed leads no longer, though nobody has ended it.
    actions.close_post(by=keeper, post=post, on=TODAY())
    assert "2 of 2 organisations have no lead today" in words(client, "/lead-representatives/")
    assert "Vacant" in words(client, "/organisations/school/")


@pytest.mark.rows("GL-PA-09")
def test_the_partnership_itself_employs_nobody_and_holds_no_record(place: Place, keeper) -> None:
    client = browser(keeper)
    given = {"name": "Testshire Partnership", "sector": "other"}
    assert client.post("/organisations/add/", given).status_code == 422, "whether it is a body in law is asked"
    assert client.post("/organisations/add/", {**given, "is_legal_body": "no"}).status_code == 302
    answer = client.post(
        "/organisations/testshire-partnership/teams/add/", {"name": "Business unit", "purpose": "business_unit"}
    )
    assert answer.status_code == 422 and "not a body in law" in answer.content.decode()
    # A file belongs to a team, and a team to a body.
    assert place.contact().team_id is not None
    assert not Team._meta.get_field("organisation").null


def test_who_may_only_see_the_directory_changes_nothing(place: Place) -> None:
    group = Group.objects.create(area=place.area, key="board", name="Invented Board", era="2023")
    client = browser(place.worker)
    assert client.get("/groups/").status_code == 200 and client.get("/lead-representatives/").status_code == 200
    assert "Add a seat" not in words(client, f"/groups/{mark('group', group.pk)}/")
    assert client.post(f"/groups/{mark('group', group.pk)}/seats/add/", {}).status_code in (403, 404)
    assert client.get(f"/groups/{mark('group', group.pk + 1)}/").status_code == 404


@pytest.mark.rows("GL-PA-03")
def test_any_body_of_the_list_can_be_said_to_have_taken_over_and_only_once(place: Place, keeper) -> None:
    """The form once met the first body of the list alone, and failed for every other."""
    client, body = browser(keeper), place.social_work.organisation
    others = [one for one in queries.organisations(place.area.pk) if one.pk != body.pk]
    last = actions.add_organisation(by=keeper, area_id=place.area.pk, name="Zeal Council", sector="local_authority")
    assert others, "the one chosen is not the first of the list"
    address = f"/organisations/{body.key}/successor/"
    sent = {"successor": last.key, **box("took_effect_on", days_ago(3))}
    assert client.post(address, sent).status_code == 302
    again = client.post(address, sent)
    assert again.status_code == 422 and "Zeal Council took over already" in again.content.decode()
    assert body.succeeded_by.count() == 1


@pytest.mark.rows("GL-PA-03")
def test_a_body_is_not_called_by_a_name_it_does_not_yet_bear(place: Place, keeper) -> None:
    client, body = browser(keeper), place.social_work.organisation
    ahead = client.post(
        f"/organisations/{body.key}/rename/", {"name": "Tomorrow Council", **box("from_on", days_ago(-1))}
    )
    said = ahead.content.decode()
    assert ahead.status_code == 422 and "That day is ahead" in said and 'href="#id_from_on' in said
    body.refresh_from_db()
    assert body.name == "Invented Council"
    assert client.post(
        f"/organisations/{body.key}/rename/", {"name": "Today Council", **box("from_on", TODAY())}
    ).status_code == 302  # fmt: skip


def test_long_lists_of_bodies_and_leads_come_a_page_at_a_time_with_their_true_number(place: Place, keeper) -> None:
    Organisation.objects.bulk_create(
        Organisation(area=place.area, key=f"body-{number}", name=f"Body {number:03}", sector="education")
        for number in range(60)
    )
    client = browser(keeper)
    first, second = (client.get(f"/organisations/?page={page}").content.decode() for page in (1, 2))
    assert "62 organisations" in first and "62 organisations" in second
    assert "Body 010" in first and "Body 010" not in second
    assert "Body 059" not in first and "Body 059" in second
    leads = client.get("/lead-representatives/?page=2").content.decode()
    assert "62 of 62 organisations" in leads and "Body 059" in leads and "Body 010" not in leads
    assert "1 organisation<" in client.get("/organisations/?words=Body+059").content.decode().replace("\n", "")
