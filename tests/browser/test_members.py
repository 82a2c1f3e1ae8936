"""Members gain and lose access, seen by themselves and by their colleagues."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Mailbox, NewPage
from tests.magazine import Magazine

# Slowness of a busy machine is not a failure.

TITLE = "The Lighthouse Ledger"
WORDS = "The keeper wrote down every ship that did not come."
PASSWORD = "sesame 42"  # the factories' password for every user
COORDINATOR = "ines@gullrock.example"
COLLEAGUE = "bo@elsewhere.example"
LAPSING = "ana@saltpans.example"

# A piece for members; a member whose domain is known, one with a coordinator, and one whose membership ends.
MAKE = f"""
from django.utils import timezone
from members.models import MailDomain
from tests.factories import *

coast = make_institution("Museum of the Quiet Coast")
make_membership(coast)
MailDomain.objects.create(institution=coast, domain="quietcoast.example", verified_at=timezone.now())
rock, pans = make_institution("Gull Rock Station"), make_institution("Salt Pans Museum")
make_member("{COORDINATOR}", institution=rock, is_coordinator=True).mark_email_verified()
make_member("{LAPSING}", institution=pans).mark_email_verified()
print(make_article("{TITLE}", text="<p>{WORDS}</p>", access="members").url)
"""
END = """
from datetime import timedelta
from members.models import Institution
from base.clock import today

running = Institution.objects.get(slug="salt-pans-museum").memberships
running.update(ends_on=today() - timedelta(days=1), grace_days=0)
"""

GONE = r"410 \(Gone\)"


@pytest.fixture(scope="module")
def piece(magazine: Magazine) -> str:
    """The path of the piece."""
    printed = magazine.manage("shell", "--no-imports", "-c", MAKE).split()[-1]
    return re.sub(r"^https?://[^/]+", "", printed)


def expect_open(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(page.get_by_role("main")).to_contain_text(WORDS)
    expect(page.locator(".gate")).to_have_count(0)


def expect_closed(page: Page, reason: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(page.get_by_role("complementary", name="For members")).to_contain_text(reason)
    assert WORDS not in page.content()


def log_in(page: Page, email: str) -> None:
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Log in", exact=True).click()
    page.wait_for_url(lambda url: "/login/" not in url)


def sign_up(page: Page, mailbox: Mailbox, email: str, *, is_known: bool = False) -> None:
    """Create an account; the address may be filled in already."""
    if is_known:
        expect(page.get_by_label("E-mail address")).to_have_value(email)
    else:
        page.get_by_label("E-mail address").fill(email)
    page.get_by_label("First name").fill("Bo")
    page.get_by_label("Last name").fill("Vik")
    page.get_by_role("button", name="Make an account").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Confirm your address")
    page.get_by_label("Code").fill(mailbox.code_for(email))
    page.get_by_role("button", name="Continue").click()


def test_a_guest_meets_the_gate_makes_an_account_at_work_and_reads_on(page: Page, piece: str, mailbox: Mailbox):
    page.goto(piece)
    expect_closed(page, "The staff of member institutions read this in full.")
    page.locator(".gate").get_by_role("link", name="Log in").click()
    page.get_by_role("link", name="Make one").click()
    sign_up(page, mailbox, "bo@quietcoast.example")
    page.wait_for_url(f"**{piece}")
    expect_open(page)
    page.get_by_role("link", name="Account").click()
    expect(page.get_by_role("main")).to_contain_text("Museum of the Quiet Coast is a member until")


def test_a_coordinator_invites_a_colleague_and_removes_them_again(new_page: NewPage, piece: str, mailbox: Mailbox):
    coordinator, colleague = new_page(), new_page()
    invite(coordinator, COLLEAGUE)

    colleague.goto(mailbox.find(COLLEAGUE, r"https?://[^/]+(/account/invitations/\S+)"))
    colleague.get_by_role("link", name="Make an account").click()
    sign_up(colleague, mailbox, COLLEAGUE, is_known=True)
    colleague.get_by_role("button", name="Accept the invitation").click()
    expect(colleague.locator("li[role=status]")).to_have_text("Welcome: you belong to Gull Rock Station now.")
    colleague.goto(piece)
    expect_open(colleague)

    remove(coordinator, COLLEAGUE)
    colleague.reload()
    expect_closed(colleague, "your account belongs to no institution")
    mailbox.find(COLLEAGUE, "(has removed you)")


def invite(coordinator: Page, email: str) -> None:
    coordinator.goto("/account/")
    log_in(coordinator, COORDINATOR)
    coordinator.get_by_role("link", name="Colleagues at Gull Rock Station").click()
    coordinator.get_by_label("E-mail addresses").fill(email)
    coordinator.get_by_role("button", name="Send invitations").click()
    expect(coordinator.locator("li[role=status]")).to_have_text(f"{email} is invited.")


def remove(coordinator: Page, email: str) -> None:
    coordinator.reload()
    coordinator.get_by_role("listitem").filter(has_text=email).get_by_role("link", name="Remove").click()
    expect(coordinator.get_by_role("main")).to_contain_text(email)
    coordinator.get_by_role("button", name="Remove").click()
    expect(coordinator.locator("li[role=status]")).to_have_text("Bo Vik is removed.")


def test_a_membership_that_has_ended_closes_what_was_open_at_once(page: Page, piece: str, magazine: Magazine):
    page.goto(piece)
    page.locator(".gate").get_by_role("link", name="Log in").click()
    log_in(page, LAPSING)
    expect_open(page)
    magazine.manage("shell", "--no-imports", "-c", END)
    page.reload()
    expect_closed(page, "the membership of Salt Pans Museum ended on")


def test_a_gift_link_opens_one_piece_until_it_is_taken_back(new_page: NewPage, piece: str):
    member, guest = new_page("member"), new_page(tolerate=GONE)
    link = give(member, piece)

    guest.goto(link)
    expect(guest.get_by_role("main")).to_contain_text("Mei Tanaka gives you a piece to read")
    guest.get_by_role("button", name="Open it").click()
    guest.wait_for_url(f"**{piece}")
    expect_open(guest)

    member.get_by_text("Take it back").click()
    member.get_by_role("button", name="Take this link back").click()
    expect(member.locator("li[role=status]")).to_contain_text("The link is closed")
    guest.reload()
    expect_closed(guest, "The staff of member institutions read this in full.")
    guest.goto(link)
    expect(guest.get_by_role("alert")).to_have_text("Whoever made this gift link has taken it back.")


def give(member: Page, piece: str) -> str:
    """Create a gift link, and return its URL."""
    member.goto(piece)
    member.get_by_role("link", name="Give this piece to somebody").click()
    member.get_by_role("button", name="Make the link").click()
    return member.get_by_label("The link to pass on").input_value()


def test_an_editor_sees_the_page_as_a_guest_does(new_page: NewPage, piece: str):
    editor = new_page("editor")
    editor.goto(piece)
    expect_open(editor)
    view_as(editor, "View as …", "As a guest")
    expect_closed(editor, "The staff of member institutions read this in full.")
    view_as(editor, "Viewing as a guest: change", "Yourself")
    expect_open(editor)


def view_as(editor: Page, item: str, part: str) -> None:
    """Choose a reader in the user bar, which editors see on every page."""
    editor.get_by_role("button", name="View Wagtail quick actions").click()
    editor.get_by_role("menuitem", name=item).click()
    editor.get_by_label(part).check()
    editor.get_by_role("button", name="Look").click()


def test_keys_alone_lead_through_the_gate_and_the_log_in(page: Page, piece: str):
    page.goto(piece)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the text")).to_be_focused()
    page.keyboard.press("Enter")
    tab_to(page, page.locator(".gate").get_by_role("link", name="Log in"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/account/login/**")
    expect(page.get_by_label("E-mail address")).to_be_focused()
    page.keyboard.type(COORDINATOR)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{piece}")
    expect_open(page)


def tab_to(page: Page, target: Locator) -> None:
    """Press Tab until the target has the focus, and check that it is visible."""
    for _ in range(40):
        page.keyboard.press("Tab")
        if target.evaluate("element => element === document.activeElement"):
            break
    expect(target).to_be_focused()
    assert target.evaluate("element => getComputedStyle(element).outlineStyle") != "none"
