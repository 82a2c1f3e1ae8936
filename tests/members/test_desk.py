"""Institutions in the admin: who keeps memberships, and who may only describe."""

import pytest
from django.contrib.auth.models import Group
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from members.models import Institution, InstitutionType, MembershipCategory, Network
from tests.factories import make_institution, make_membership, make_user

pytestmark = pytest.mark.django_db


def work_as(client, group: str):
    user = make_user(f"{group.split()[0].lower()}@dimensions.example")
    user.groups.add(Group.objects.get(name=group))
    client.force_login(user)
    return client


@pytest.fixture
def keeper(client):
    return work_as(client, "Membership manager")


def form(place: Institution, **changes):
    data = {
        "name": place.name,
        "slug": place.slug,
        "type": place.type_id,
        "number": "",
        "city": "",
        "country": "",
        "latitude": "",
        "longitude": "",
        "website": "",
        "about": "",
        "logo": "",
        "memberships": inline_formset([]),
        "mail_domains": inline_formset([]),
        "networks": inline_formset([]),
    }
    return nested_form_data(data | changes)


def address(place: Institution) -> str:
    return f"/admin/snippets/members/institution/edit/{place.pk}/"


def a_year() -> dict[str, object]:
    category = MembershipCategory.objects.get(slug="allied")
    return {"category": category.pk, "starts_on": "2026-01-01", "ends_on": "2026-12-31", "grace_days": "14"}


def test_the_keeper_enters_a_membership_a_domain_and_a_network(keeper):
    place = make_institution()
    keeper.post(
        address(place),
        form(
            place,
            memberships=inline_formset([a_year()]),
            mail_domains=inline_formset([{"domain": "Tidal.Example", "verified_at": "2026-01-01 00:00"}]),
            networks=inline_formset([{"cidr": "203.0.113.0/24"}]),
        ),
    )
    assert place.memberships.get().grace_days == 14
    assert place.mail_domains.get().domain == "tidal.example"
    assert Network.objects.get().first.endswith("cb007100")


@pytest.mark.parametrize(
    ("part", "row", "sentence"),
    [
        ("networks", {"cidr": "203.0.113.7/24"}, "with zeros after the prefix"),
        ("networks", {"cidr": "::/64"}, "contains IPv4 addresses within IPv6"),
        ("networks", {"cidr": "192.168.1.0/24"}, "contains private addresses"),
        ("networks", {"cidr": "100.64.0.0/16"}, "addresses that providers share"),
        ("mail_domains", {"domain": "gmail.com"}, "Anybody gets an address at gmail.com"),
        ("mail_domains", {"domain": "Yahoo.co.uk"}, "Anybody gets an address at yahoo.co.uk"),
        ("mail_domains", {"domain": "no domain"}, "is no domain: write what follows the @"),
        ("memberships", {"ends_on": "9999-12-31"}, "is not between 1900-01-01 and 2199-12-31"),
        ("memberships", {"grace_days": "9999"}, "less than or equal to 3650"),
        ("memberships", {"starts_on": "2026-05-01", "ends_on": "2026-04-01"}, "before the first day"),
    ],
)
def test_what_makes_no_sense_is_said_and_what_was_typed_is_kept(keeper, part, row, sentence):
    place = make_institution()
    row = (a_year() if part == "memberships" else {}) | row
    html = keeper.post(
        address(place), form(place, about="By the river.", **{part: inline_formset([row])})
    ).content.decode()
    assert sentence in html
    assert "By the river." in html
    place.refresh_from_db()
    assert place.about == ""


def test_a_website_without_scheme_and_a_name_with_control_characters_are_mended(keeper):
    place = make_institution()
    keeper.post(address(place), form(place, name="Tide\x0bHall", website="museum.example"))
    place.refresh_from_db()
    assert (place.name, place.website) == ("Tide Hall", "https://museum.example")


def test_the_keeper_overrules_the_lists_for_one_domain(keeper):
    place = make_institution()
    row = {"domain": "live.nl", "is_exclusive": "on"}
    keeper.post(address(place), form(place, mail_domains=inline_formset([row])))
    assert place.mail_domains.get().domain == "live.nl"


def test_a_domain_that_is_typed_twice_is_said_and_breaks_nothing(keeper):
    place = make_institution()
    rows = [{"domain": "müller.example"}, {"domain": "xn--mller-kva.example"}]
    answer = keeper.post(address(place), form(place, mail_domains=inline_formset(rows)))
    assert "Please correct the duplicate" in answer.content.decode()
    assert not place.mail_domains.exists()


def test_networks_in_one_field_each_get_their_own(keeper):
    place = make_institution()
    row = {"cidr": "203.0.113.4-9, 2001:db8::/48"}
    keeper.post(address(place), form(place, networks=inline_formset([row])))
    assert set(place.networks.values_list("cidr", flat=True)) == {"203.0.113.4/30", "203.0.113.8/31", "2001:db8::/48"}


def test_an_editor_describes_an_institution_but_does_not_decide_who_reads(client):
    editor = work_as(client, "Editor")
    place = make_institution()
    make_membership(place)
    assert "days of grace" not in editor.get(address(place)).content.decode().lower()
    editor.post(
        address(place),
        form(place, about="By the river.", networks=inline_formset([{"cidr": "203.0.113.0/24"}])),
    )
    place.refresh_from_db()
    assert place.about == "By the river."
    assert place.memberships.count() == 1
    assert not Network.objects.exists()


def test_a_new_institution_comes_with_everything(keeper):
    new = Institution(name="New House", slug="new-house", type=InstitutionType.objects.first())
    keeper.post("/admin/snippets/members/institution/add/", form(new, memberships=inline_formset([a_year()])))
    assert Institution.objects.get(slug="new-house").memberships.count() == 1


def test_types_and_categories_are_the_associations_own(keeper):
    keeper.post(
        "/admin/snippets/members/membershipcategory/add/",
        {"name": "Friend", "slug": "friend", "sort_order": "9"},
    )
    assert MembershipCategory.objects.filter(slug="friend").exists()


def test_the_list_finds_by_number(keeper):
    make_institution("Attic", number="A1")
    make_institution("Tidal Museum", number="T1")
    html = keeper.get("/admin/snippets/members/institution/?q=A1").content.decode()
    assert "Attic" in html
    assert "Tidal Museum" not in html
