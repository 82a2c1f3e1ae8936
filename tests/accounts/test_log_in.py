"""Log-in by all methods, and the page that follows it."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from allauth.usersessions.models import UserSession
from django.core.cache import cache
from django.test import Client

from members.models import User
from members.reading.access import AccessReason, reader_for_user
from tests.accounts.conftest import PASSWORD, code_for, logged_in, mails_to, manager, person, text_of
from tests.factories import make_article, make_user

LOG_IN = "/account/login/"


def log_in(client, email="ana@home.example", password=PASSWORD, **extra):
    return client.post(LOG_IN, {"login": email, "password": password} | extra)


def test_a_password_leads_back_to_where_the_reader_was(client):
    person()
    article = make_article("Tides")
    answer = log_in(client, next=article.url)
    assert (answer.status_code, answer.url) == (302, article.url)
    assert client.get("/account/").status_code == 200


def test_nobody_is_led_to_another_host(client):
    person()
    assert log_in(client, next="https://evil.example/").url == "/account/"


def test_a_mailed_code_logs_in_without_a_password(client):
    person()
    client.post("/account/login/code/", {"email": "ana@home.example", "next": "/trends/"})
    confirm = "/account/login/code/confirm/"
    assert 'name="next" value="/trends/"' in text_of(client.get(f"{confirm}?next=/trends/"))
    answer = client.post(confirm, {"code": code_for("ana@home.example"), "next": "/trends/"})
    assert answer.url == "/trends/"


def test_a_wrong_code_does_not_log_in(client):
    person()
    client.post("/account/login/code/", {"email": "ana@home.example"})
    assert client.post("/account/login/code/confirm/", {"code": "wrong"}).status_code == 200
    assert client.get("/account/").status_code == 302


def test_nobody_learns_who_has_an_account(client):
    person()
    answers = []
    for email in ("ana@home.example", "nobody@home.example"):
        browser = Client()
        first = browser.post("/account/signup/", {"email": email, "first_name": "A", "last_name": "B"})
        answers.append((first.status_code, first.url, text_of(browser.get(first.url)).replace(email, "")))
    same = [re.sub(r'value="\w{64}"', "", page) for _, _, page in answers]
    assert answers[0][:2] == answers[1][:2]
    assert same[0] == same[1]
    assert "one already" in mails_to("ana@home.example")[0].body


def test_an_institutions_address_makes_a_member_at_once_and_leads_back(client, museum):
    article = make_article("Tides")
    fields = {"email": "bo@tidal.example", "first_name": "Bo", "last_name": "Li", "next": article.url}
    client.post("/account/signup/", fields)
    user = User.objects.get(email="bo@tidal.example")
    assert reader_for_user(user).reason is AccessReason.NO_INSTITUTION
    answer = client.post("/account/confirm-email/", {"code": code_for("bo@tidal.example")})
    assert answer.url == article.url
    assert reader_for_user(user).reason is AccessReason.MEMBER
    assert str(user) == "Bo Li"


def test_an_address_counts_only_when_it_is_confirmed(client):
    make_user()
    answer = log_in(client, "reader@tidal.example")
    assert answer.url == "/account/confirm-email/"
    assert client.get("/account/").status_code == 302


def test_a_forgotten_password_is_replaced(client):
    person()
    client.post("/account/password/reset/", {"email": "ana@home.example"})
    link = re.search(r"http://testserver(/account/password/reset/key/\S+)", mails_to("ana@home.example")[0].body)
    form = client.get(link.group(1), follow=True).request["PATH_INFO"]
    client.post(form, {"password1": "a tide table", "password2": "a tide table"})
    assert log_in(Client(), password="a tide table").url == "/account/"


def test_too_many_wrong_passwords_stop_a_client_whatever_address_it_forges(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "3/m/ip", "login": "3/m/ip"}
    cache.clear()
    person()
    answers = [
        client.post(LOG_IN, {"login": "ana@home.example", "password": "no"}, headers={"x-forwarded-for": f"9.9.9.{n}"})
        for n in range(5)
    ]
    cache.clear()
    assert [answer.status_code for answer in answers[:3]] == [200, 200, 200]
    assert answers[4].status_code == 429
    assert "Wait a few minutes" in text_of(answers[4])


@pytest.mark.parametrize("path", ["/admin/login/?next=/admin/pages/", "/admin/pages/"])
def test_the_desks_door_leads_to_the_log_in_of_everybody(client, path):
    page = client.get(path, follow=True)
    assert page.request["PATH_INFO"] == LOG_IN
    assert 'name="next" value="/admin/pages/"' in text_of(page)


def test_whoever_logs_in_at_the_desks_door_arrives_there(client):
    page = client.get("/admin/login/", follow=True)
    assert page.request["PATH_INFO"] == LOG_IN
    assert 'name="next" value="/admin/"' in text_of(page)


def test_a_reader_at_the_desk_gets_a_sentence_and_not_a_loop():
    answer = logged_in(person()).get("/admin/", follow=True)
    assert answer.status_code == 403
    assert "has no key to it" in text_of(answer)


def test_staff_set_up_a_second_factor_before_the_desk_opens(settings):
    settings.STAFF_NEEDS_SECOND_FACTOR = True
    user = manager()
    client = logged_in(user)
    answer = client.get("/admin/requests/", follow=True)
    assert answer.request["PATH_INFO"] == "/account/second-factor/"
    assert "/admin/requests/" in text_of(answer)
    TOTP.activate(user, generate_totp_secret())
    assert client.get("/admin/requests/").status_code == 200


def test_recovery_codes_alone_are_no_second_factor(settings):
    settings.STAFF_NEEDS_SECOND_FACTOR = True
    user = manager()
    Authenticator.objects.create(user=user, type=Authenticator.Type.RECOVERY_CODES, data={})
    assert logged_in(user).get("/admin/").status_code == 302


def test_who_has_a_second_factor_is_asked_for_it(client):
    secret = generate_totp_secret()
    TOTP.activate(person(), secret)
    assert log_in(client).url == "/account/2fa/authenticate/"
    assert client.get("/account/").status_code == 302
    code = format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))
    assert client.post("/account/2fa/authenticate/", {"code": code}).url == "/account/"


def test_a_session_can_be_ended_from_another_device():
    person()
    here, there = Client(), Client()
    log_in(here), log_in(there)
    other = UserSession.objects.get(session_key=there.session.session_key)
    here.post(f"/account/sessions/{other.pk}/end/")
    assert there.get("/account/").status_code == 302
    assert here.get("/account/").status_code == 200


def test_nobody_ends_the_session_of_somebody_else():
    person()
    there = Client()
    log_in(there)
    session = UserSession.objects.get()
    assert logged_in(person("eve@home.example")).post(f"/account/sessions/{session.pk}/end/").status_code == 404
    assert there.get("/account/").status_code == 200


def test_account_pages_are_kept_by_nobody(client):
    for answer in (client.get(LOG_IN), logged_in(person()).get("/account/")):
        assert "no-store" in answer["Cache-Control"]
        assert "private" in answer["Cache-Control"]


def test_who_can_make_a_superuser_need_not_prove_the_address(client):
    User.objects.create_superuser("root@home.example", PASSWORD)
    assert log_in(client, "root@home.example").url == "/account/"


PAGES = [
    "/account/", "/account/name/", "/account/email/", "/account/password/change/", "/account/2fa/",
    "/account/sessions/", "/account/institutions/", "/account/institutions/?q=zzz", "/account/logout/",
    "/account/3rdparty/", "/account/2fa/webauthn/",
]  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
def test_every_page_of_the_account_opens_in_the_magazines_dress(path):
    page = logged_in(person()).get(path)
    assert page.status_code == 200
    assert 'class="masthead' in text_of(page)


def test_how_to_join_is_the_same_for_everybody(client, settings):
    settings.MEMBERSHIP_CONTACT = "join@association.example"
    page = client.get("/join/")
    assert "mailto:join@association.example" in text_of(page)
    assert logged_in(person()).get("/join/").content == page.content
    assert not page.cookies
