"""The Content Security Policy of each page; the browser tests fail on a violation."""

import pytest
from django.test import Client

from tests.factories import make_article, make_section, make_user

pytestmark = pytest.mark.django_db
INLINE = "'unsafe-inline'"


def policy(response):
    rules = (rule.split(" ") for rule in response["Content-Security-Policy"].split("; "))
    return {name: sources for name, *sources in rules}


@pytest.mark.parametrize(
    "path", ["/", "/features/", "/nowhere/", "/feeds/", "/account/login/", "/account/", "/search/?q=a"]
)
def test_public_and_account_pages_run_no_script_but_ours(client, path):
    make_article()
    found = policy(client.get(path))
    assert found["default-src"] == ["'none'"]
    assert found["script-src"] == found["style-src"] == ["'self'"]
    assert found["frame-ancestors"] == ["'self'"]


def test_the_desk_gets_what_wagtail_needs_and_pages_with_its_bar_too(admin_client):
    make_article()
    for path in ("/admin/", "/features/"):
        assert INLINE in policy(admin_client.get(path, follow=True))["script-src"]


def test_a_member_has_the_policy_of_everybody(client):
    make_article()
    client.force_login(make_user())
    assert INLINE not in policy(client.get("/features/"))["script-src"]


@pytest.mark.parametrize("path", ["/", "/features/", "/account/login/", "/nowhere/", "/api/v3/articles/", "/admin/"])
def test_nothing_here_uses_the_camera_and_only_the_passport_the_position(client, path):
    make_section()
    features = dict(rule.split("=") for rule in client.get(path)["Permissions-Policy"].split(", "))
    assert features["camera"] == features["microphone"] == features["payment"] == "()"
    assert features["geolocation"] == "(self)"


def test_single_sign_on_may_take_the_form_of_the_log_in_page(settings):
    settings.OIDC_SERVER_URL = "https://login.association.example/realms/members"
    assert policy(Client().get("/account/login/"))["form-action"] == ["'self'", "https://login.association.example"]


def test_a_page_of_last_resort_brings_its_style(client):
    found = policy(client.get("/"))
    assert found == {"default-src": ["'none'"], "style-src": [INLINE]}
