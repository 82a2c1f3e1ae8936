"""Log-in as people do it: by a mailed code, and by a passkey of the device."""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import Mailbox, NewPage
from tests.magazine import Magazine

EMAIL, PASSWORD = "signe@ostervik.example", "sesame 42"
MAKE = f"""
from tests.factories import make_user
make_user("{EMAIL}", first_name="Signe", last_name="Ruud").mark_email_verified()
"""


def add_device(page: Page) -> None:
    """Add a virtual device with a fingerprint reader to the browser (https://www.w3.org/TR/webauthn-2/)."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    device = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": device})


def test_a_guest_makes_an_account_with_a_mailed_code(page: Page, mailbox: Mailbox):
    page.goto("/account/signup/?next=/trends/")
    page.get_by_label("E-mail address").fill("nora@fjord.example")
    page.get_by_label("First name").fill("Nora")
    page.get_by_label("Last name").fill("Vik")
    page.get_by_role("button", name="Make an account").click()
    page.get_by_label("Code").fill(mailbox.code_for("nora@fjord.example"))
    page.get_by_role("button", name="Continue").click()
    page.wait_for_url("**/trends/")
    page.get_by_role("link", name="Account").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Nora Vik")
    expect(page.get_by_role("main")).to_contain_text("your account belongs to no institution")


def test_a_passkey_logs_in_without_password(new_page: NewPage, magazine: Magazine):
    """A passkey belongs to a name, so the magazine is opened under one."""
    magazine.manage("shell", "--no-imports", "-c", MAKE)
    page = new_page()
    add_device(page)
    home = re.sub(r"127\.0\.0\.1", "localhost", magazine.url)
    page.goto(f"{home}/account/login/?next=/account/2fa/webauthn/add/")
    page.get_by_label("E-mail address").fill(EMAIL)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in", exact=True).click()
    page.get_by_label("Password").fill(PASSWORD)  # again: this is a sensitive action
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("Log in with it alone").check()
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Recovery codes")

    page.goto(f"{home}/account/logout/")
    page.get_by_role("main").get_by_role("button", name="Log out").click()
    page.goto(f"{home}/account/login/?next=/account/")
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url(f"{home}/account/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Signe Ruud")
