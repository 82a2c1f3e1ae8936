"""Single sign-on against a real OpenID Connect provider on this machine."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import oidc_provider_mock
import pytest
import requests
from allauth.account.models import EmailAddress
from django.test import Client

from members.models import Affiliation, User
from tests.accounts.conftest import person, state_of, text_of
from tests.factories import make_institution, make_membership

# The provider runs in this process, and its libraries emit deprecation warnings.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")

START = "/account/oidc/sign-on/login/"
State = Affiliation.State


@pytest.fixture
def garden():
    institution = make_institution("Fern Garden", number="4711")
    make_membership(institution)
    return institution


@contextmanager
def provider(settings, **claims) -> Iterator[None]:
    """The association's sign-on, with claims about Ana."""
    known = {
        "email": "ana@home.example",
        "email_verified": True,
        "given_name": "Ana",
        "family_name": "Duarte",
    }
    user = oidc_provider_mock.User(sub="ana", claims=known | claims)
    with oidc_provider_mock.run_server_in_thread(user_claims=[user]) as server:
        app = {
            "provider_id": "sign-on",
            "name": "Log in at the association",
            "client_id": "dimensions",
            "secret": "tide",
            "settings": {"server_url": f"http://localhost:{server.server_port}"},
        }
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}
        yield


def sign_on(client: Client, after: str = "/trends/"):
    """Go to the provider, log in there, and come back."""
    at_provider = client.post(f"{START}?next={after}").headers["location"]
    back = requests.post(at_provider, {"sub": "ana"}, allow_redirects=False, timeout=10).headers["location"]
    return client.get(re.sub(r"^http://[^/]+", "", back))


def test_the_claim_of_an_institution_makes_a_member_and_leads_back(client, settings, garden):
    with provider(settings, institution="4711"):
        assert "Log in at the association" in text_of(client.get("/account/login/"))
        assert sign_on(client).url == "/trends/"
    user = User.objects.get(email="ana@home.example")
    assert str(user) == "Ana Duarte"
    assert user.affiliations.get().source == Affiliation.Source.SIGN_ON
    assert "Fern Garden is a member until" in text_of(client.get("/account/"))


def test_without_the_claim_at_the_next_sign_on_the_affiliation_ends(client, settings, garden):
    with provider(settings, institution=["4711"]):
        sign_on(client)
    with provider(settings):
        sign_on(Client())
    assert state_of(User.objects.get(), garden) == State.ENDED


def test_the_claim_has_the_name_that_the_settings_give_it(client, settings, garden):
    settings.OIDC_INSTITUTION_CLAIM = "member_number"
    with provider(settings, member_number=4711):
        sign_on(client)
    assert state_of(User.objects.get(), garden) == State.ACTIVE


def test_a_verified_address_finds_the_account_that_is_there(client, settings, garden):
    user = person()
    with provider(settings, institution="4711"):
        sign_on(client)
    assert state_of(user, garden) == State.ACTIVE


def test_an_address_that_nobody_verified_takes_over_no_account(client, settings, garden):
    user = person()
    with provider(settings, institution="4711", email_verified=False):
        sign_on(client)
    assert client.get("/account/").status_code == 302
    assert state_of(user, garden) is None
    assert EmailAddress.objects.filter(email="ana@home.example", verified=True).get().user == user
