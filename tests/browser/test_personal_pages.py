"""Personal pages have no accessibility problems, and none scrolls sideways, for any user."""

from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewPage
from tests.browser.test_accessibility import HIDE_USER_BAR, OPTIONS, barriers
from tests.magazine import Magazine

WIDTHS = (320, 1280)
LONG = "The Honourable Society for Natural Knowledge, Navigation, Tides and the Museum at Longshore"
GIVEN = "Given Away, With a Headline That Goes On and On and On Until It Has Ninety Characters or More"
PASSWORD = "sesame 42"  # the factories' password for every user
HEAD = "head@longshore.example"

# Somebody who coordinates an institution with a long name, has invited people and given a piece away.
MAKE = f"""
from members.affiliations import invitations
from members.models import GiftLink
from tests.factories import *

place = make_institution("{LONG}", slug="longshore")
head = make_member("{HEAD}", institution=place, is_coordinator=True)
head.mark_email_verified()
make_member("wilhelmina.featherstonehaugh-cholmondeley@longshore.example", institution=place)
invitations.invite(institution=place, text="somebody-new@longshore.example", by=head)
piece = make_article("{GIVEN}", slug="given-away", access="members")
GiftLink.objects.create(page_id=piece.pk, giver=head)
print(piece.pk)
"""


@pytest.fixture(scope="module")
def given(magazine: Magazine) -> str:
    """The number of the piece that was given away."""
    return magazine.manage("shell", "--no-imports", "-c", MAKE).split()[-1]


def expect_no_barrier(page: Page) -> None:
    page.evaluate(HIDE_USER_BAR)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert barriers(Axe().run(page, options=OPTIONS).response) == ""
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), width


@pytest.mark.parametrize("color_scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("role", "path"),
    [
        ("member", "/account/"),
        ("member", "/account/name/"),
        ("member", "/account/email/"),
        ("member", "/account/password/change/"),
        ("member", "/account/2fa/"),
        ("member", "/account/2fa/totp/activate/"),
        ("member", "/account/sessions/"),
        ("member", "/account/tokens/"),
        ("editor", "/account/tokens/"),
        ("member", "/account/institutions/?q=light"),
        ("member", "/account/institutions/?q=zzyzx"),
        ("member", "/account/institutions/harbor-light/ask/"),
        ("member", "/account/institutions/kumohara-planetarium/leave/"),
        ("member", "/account/logout/"),
        ("member", "/gifts/"),
        ("editor", "/view-as/"),
        (None, "/passport/?position=abc"),
    ],
)
def test_personal_pages(role: str | None, path: str, color_scheme: Literal["light", "dark"], new_page: NewPage):
    page = new_page(role, color_scheme=color_scheme)
    page.goto(path)
    expect_no_barrier(page)


def test_links_below_a_table_keep_off_its_rule(new_page: NewPage):
    page = new_page("member")
    page.goto("/account/")
    table, links = (page.locator(f"[aria-labelledby=you] > {part}").bounding_box() for part in (".facts", ".actions"))
    assert table
    assert links
    assert links["y"] >= table["y"] + table["height"] + 8


@pytest.mark.parametrize("color_scheme", ["light", "dark"])
def test_long_names(color_scheme: Literal["light", "dark"], new_page: NewPage, given: str):
    page = new_page(color_scheme=color_scheme)
    page.goto("/features/given-away/")
    expect(page.locator(".gate")).to_be_visible()
    expect_no_barrier(page)
    page.goto("/account/")
    page.get_by_label("E-mail address").fill(HEAD)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Log in", exact=True).click()
    page.wait_for_url("**/account/")
    for path in ("/account/", "/account/colleagues/longshore/", "/gifts/", f"/gifts/new/{given}/"):
        page.goto(path)
        expect_no_barrier(page)
