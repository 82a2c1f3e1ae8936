"""All powers of staff require the second factor, wherever they are used; the lists are derived from the URLs."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from wagtail.models import APIToken

from dimensions.api.description import description
from members.models import Invitation, User
from members.permissions import ACCESS_ADMIN, READ_GATED
from tests.accounts.conftest import at_work, logged_in, manager, person
from tests.factories import make_institution
from tests.gating.walk.rules import RULES, every_address, routes
from tests.gating.walk.world import make_world

SET_UP = "/account/second-factor/?next="
# They allow entry, and identify the reader; other permissions allow actions.
NO_ACTS = {ACCESS_ADMIN, READ_GATED}
OUTSIDE_THE_DESK = {
    "account/colleagues/<slug:slug>/",
    "account/colleagues/<slug:slug>/people/<int:pk>/remove/",
    "account/colleagues/<slug:slug>/people/<int:pk>/coordinator/",
    "account/colleagues/<slug:slug>/invitations/<int:pk>/resend/",
    "account/colleagues/<slug:slug>/invitations/<int:pk>/revoke/",
    "account/colleagues/<slug:slug>/invitations/tidy/",
}


@pytest.fixture(autouse=True)
def _required(settings):
    settings.STAFF_NEEDS_SECOND_FACTOR = True


@pytest.fixture
def root(db) -> User:
    """A superuser with a password only."""
    user = person("root@magazine.example", is_superuser=True)
    user.mark_email_verified()
    return user


@pytest.fixture
def asked(monkeypatch) -> set[str]:
    """The permissions checked since this was last cleared."""
    asked, has_perm = set(), User.has_perm

    def noting(user, permission, obj=None):
        asked.add(permission)
        return has_perm(user, permission, obj)

    monkeypatch.setattr(User, "has_perm", noting)
    return asked


def account_addresses() -> Iterator[tuple[str, str]]:
    """Yield every URL of the account, filled in for an institution."""
    house = make_institution("Far Museum")
    affiliation = at_work(house, "ana@far.example")
    invitation = Invitation.objects.create(institution=house, email="bo@far.example", invited_by=affiliation.user)
    for route in dict.fromkeys(route for route, _name in routes() if route.startswith("account/")):
        key = invitation.pk if "/invitations/" in route else affiliation.pk
        yield route, "/" + filled(route, {"slug": house.slug, "pk": key, "token": "x"})


def filled(route: str, values: dict) -> str:
    return re.sub(r"<(?:\w+:)?(\w+)>", lambda found: str(values.get(found[1], 1)), route)


def plain(url: str) -> str:
    return re.sub(r"\(\?P<\w+>[^)]*\)", "1", url).replace("^", "").replace("$", "").replace("\\", "")


def both_ways(client: Client, url: str) -> list:
    return [client.get(url), client.post(url)]


def test_every_view_of_the_account_that_asks_for_a_permission_needs_the_factor(root, asked):
    found = set()
    for route, url in account_addresses():
        client = logged_in(root)  # one of the URLs ends the session
        asked.clear()
        answers = both_ways(client, plain(url))
        if asked - NO_ACTS:
            found.add(route)
            assert all(
                answer.headers.get("Location", "").startswith(SET_UP) or answer.status_code == 405 for answer in answers
            ), (route, answers)
    assert found == OUTSIDE_THE_DESK


def test_no_other_address_of_the_site_asks_for_a_permission_to_act(root, asked):
    world, client, wrong = make_world(), logged_in(root), {}
    asked.clear()
    for address in every_address(world):
        for answer in both_ways(client, address.url):
            answer.close()
        if asked - NO_ACTS:
            wrong[address.url] = asked - NO_ACTS
        asked.clear()
    assert RULES
    assert wrong == {}


@pytest.mark.parametrize("method", ["get", "post"])
def test_whoever_may_view_as_others_is_led_to_set_up_the_factor(root, method):
    answer = getattr(logged_in(root), method)("/view-as/", {"part": "guest"})
    assert answer.headers["Location"].startswith(f"{SET_UP}%2Fview-as%2F")
    assert "view_as" not in answer.wsgi_request.session


def desk_routes() -> list[str]:
    return sorted(
        {route for route, _name in routes() if route.startswith("admin/")} - {"admin/login/", "admin/logout/"}
    )


OF_THE_ACCOUNT = ("admin/password_reset/",)  # redirects to the account’s own


def test_every_address_of_the_desk_needs_the_factor(root):
    client, wrong = logged_in(root), []
    for route in [route for route in desk_routes() if not route.startswith(OF_THE_ACCOUNT)]:
        url = plain("/" + re.sub(r"<uuid:\w+>", "7e5b3c4a-0000-4000-8000-000000000000", route))
        url = re.sub(r"<(?:\w+:)?\w+>", "1", url).replace(".*", "x")
        wrong += [
            (url, answer.status_code)
            for answer in both_ways(client, url)
            if not answer.headers.get("Location", "").startswith(SET_UP)
        ]
    assert {"admin/people/", "admin/operation/", "admin/api-tokens/"} <= set(desk_routes())
    assert wrong == []


def token_operations() -> Iterator[tuple[str, str]]:
    """Yield the method and path of every operation of the API that requires a token."""
    for path, operations in description()["paths"].items():
        for method, operation in operations.items():
            if operation["security"] and {} not in operation["security"]:
                yield method, re.sub(r"{type(_name)?}", "articles.trend", re.sub(r"{\w*(id|pk)}", "1", path))


def test_the_api_does_nothing_by_the_token_of_staff_without_the_factor(client, root):
    _token, key = APIToken.create_token(user=root, name="Program")
    wrong, seen = [], 0
    for method, url in token_operations():
        headers = {"authorization": f"Bearer {key}"}
        answer = client.generic(method.upper(), url, "{}", content_type="application/json", headers=headers)
        seen += 1
        if answer.status_code != 403 or "second factor" not in answer.content.decode():
            wrong.append((method, url, answer.status_code))
    assert seen > 40
    assert wrong == []


def test_a_membership_manager_without_a_factor_invites_nobody_to_a_house_of_others(museum):
    client = logged_in(manager())
    answer = client.post(f"/account/colleagues/{museum.slug}/", {"addresses": "out@side.example"})
    assert answer.headers["Location"].startswith(SET_UP)
    assert not Invitation.objects.exists()


def test_staff_who_coordinate_their_own_house_need_no_factor_for_it(museum):
    noor = manager()
    at_work(museum, noor.email, is_coordinator=True)
    client = logged_in(noor)
    client.post(f"/account/colleagues/{museum.slug}/", {"addresses": "new@tidal.example"})
    assert Invitation.objects.get().email == "new@tidal.example"
    assert (
        client.get(f"/account/colleagues/{make_institution('Far Museum').slug}/").headers["Location"].startswith(SET_UP)
    )
