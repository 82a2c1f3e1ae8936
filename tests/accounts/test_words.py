"""The texts of account pages and mails: in the magazine's own words, and helpful."""

import pytest
from django.test import Client
from django.utils import timezone

from members.accounts.allauth_adapters import AccountAdapter
from members.templatetags.devices import device
from tests.accounts.conftest import PASSWORD, logged_in, person, text_of

NOTICES = {
    "account/email/email_changed": "Its address is new@home.example now, and no longer ana@home.example.",
    "account/email/email_deleted": "The address ana@home.example was removed from it.",
    "account/email/email_confirm": "An address was confirmed.",
    "account/email/password_changed": "It has a new password.",
    "account/email/password_set": "It has a password now.",
    "mfa/email/recovery_codes_generated": "It has new recovery codes; the former ones work no more.",
    "mfa/email/totp_activated": "The codes of an authenticator app are asked for at log-in.",
    "mfa/email/totp_deactivated": "The codes of the authenticator app are not asked for any more.",
    "mfa/email/webauthn_added": "A passkey was added.",
    "mfa/email/webauthn_removed": "A passkey was removed.",
}
SAFARI = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Version/18.0 Safari/604.1"
EDGE = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36 Edg/130.0"


@pytest.mark.parametrize("template", NOTICES)
def test_a_notice_says_what_has_changed_and_what_to_do(template, rf):
    facts = {
        "from_email": "ana@home.example",
        "to_email": "new@home.example",
        "deleted_email": "ana@home.example",
        "timestamp": timezone.now(),
        "ip": "192.0.2.7",
    }
    request = rf.get("/")
    mail = AccountAdapter(request).render_mail(template, "ana@home.example", facts | {"request": request})
    assert "\n" not in mail.subject
    assert f"has changed:\n{NOTICES[template]}\n" in mail.body
    assert "change your password now" in mail.body
    assert "192.0.2.7" in mail.body


def test_a_wrong_password_is_answered_with_a_way_on(client):
    person()
    answer = client.post("/account/login/", {"login": "ana@home.example", "password": "wrong"})
    assert "No account has this address and this password." in text_of(answer)
    assert 'value="ana@home.example"' in text_of(answer)


def test_a_code_page_has_a_heading_and_says_once_where_the_code_is(client):
    names = {"first_name": "Ana", "last_name": "Duarte"}
    page = text_of(client.post("/account/signup/", {"email": "ana@home.example"} | names, follow=True))
    assert '<h1 class="page-head__title">Confirm your address</h1>' in page
    assert page.count("ana@home.example") == 1


def test_a_refusal_gives_its_reason_and_a_way_on():
    answer = logged_in(person()).get("/view-as/")
    assert answer.status_code == 403
    assert "Only the people who make the magazine can view it as other readers." in text_of(answer)
    assert 'href="/account/"' in text_of(answer)


def test_a_form_that_is_too_old_is_explained():
    client = Client(enforce_csrf_checks=True)
    answer = client.post("/account/login/", {"login": "ana@home.example", "password": PASSWORD})
    assert answer.status_code == 403
    assert "load the page again and send it once more" in text_of(answer)


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        (SAFARI, "Safari on iPhone"),
        (EDGE, "Edge on Windows"),
        ("curl/8.5.0", "curl/8.5.0"),
        ("", "Unknown browser"),
    ],
)
def test_a_session_is_called_by_its_browser_and_system(sent, said):
    assert device(sent) == said


def test_the_menu_of_the_account_leads_to_the_gift_links():
    page = text_of(logged_in(person()).get("/gifts/"))
    assert '<a href="/gifts/" aria-current="page">Gift links</a>' in page
