"""The example of a front end, on another origin than the magazine: each screen takes one request."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from sample.logins import LOGINS
from tests.browser.conftest import NewPage
from tests.browser.front_end import serving_front_end
from tests.magazine import Magazine, free_port

GATED = "/at-a-glance/where-the-explainers-went/"
SCREENS = {
    "/": "Ideas, evidence and arguments",
    "/features/": "Features",
    "/features/slow-water/": "Slow Water",
    "/search/?q=water": "Search for “water”",
    "/trends/": "Trends",
    "/trends/climate-change/": "Climate change",
}


@pytest.fixture(scope="module")
def front(magazine: Magazine, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of the front end."""
    log = tmp_path_factory.mktemp("front") / "front.log"
    with serving_front_end(free_port(), api=magazine.url, log=log) as url:
        yield url


@pytest.fixture
def page(new_page: NewPage) -> Page:
    return new_page(tolerate="401|404|422")


def heading(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_contain_text(words)


def asked_of(page: Page) -> list[str]:
    """Return the list of the page's API requests from now on, except menu and footer."""
    asked: list[str] = []

    def note(request) -> None:
        parts = urlsplit(request.url)
        if parts.path.startswith("/api/") and parts.path != "/api/v3/navigation/" and request.method == "GET":
            asked.append(parts.path)

    page.on("request", note)
    return asked


@pytest.mark.parametrize("path", SCREENS)
def test_each_screen_is_one_request(front: str, page: Page, path: str):
    asked = asked_of(page)
    page.goto(front + path)
    heading(page, SCREENS[path])
    page.wait_for_load_state("networkidle")
    assert len(asked) == 1, asked
    for width in (360, 1920):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), width


def test_a_list_goes_on_and_back_leads_back(front: str, page: Page):
    page.goto(f"{front}/trends/climate-change/")
    heading(page, "Climate change")
    page.get_by_role("link", name="Trends", exact=True).first.click()
    heading(page, "Trends")
    page.go_back()
    heading(page, "Climate change")
    page.goto(f"{front}/features/")
    cards = page.locator("main .grid > *")
    expect(cards.first).to_be_visible()
    before = cards.count()
    more = page.get_by_role("button", name="More")
    if more.is_visible():
        more.click()
        expect(cards).not_to_have_count(before)


def test_a_facet_narrows_the_search(front: str, page: Page):
    page.goto(f"{front}/search/?q=museum")
    status = page.locator("main [role=status]").first
    expect(status).to_contain_text("results")
    before = status.inner_text()
    page.locator("aside details[open] a").first.click()
    expect(page.locator("aside a[aria-current=true]")).to_be_visible()
    expect(status).not_to_have_text(before)


def test_a_member_reads_a_gated_piece_with_a_token(front: str, page: Page, magazine: Magazine):
    member = next(login for login in LOGINS if login.role == "member")
    token = magazine.manage("api_tokens", "create", "--user", member.email, "--name", "Front end").split()[-1]
    page.goto(front + GATED)
    expect(page.get_by_role("heading", name="For members")).to_be_visible()
    page.get_by_role("link", name="Log in with a token").click()
    page.get_by_label("Token").fill("of-nobody")
    page.get_by_role("main").get_by_role("button", name="Log in").click()
    expect(page.get_by_role("alert")).to_contain_text("token")
    page.get_by_label("Token").fill(token)
    page.get_by_role("main").get_by_role("button", name="Log in").click()
    expect(page.get_by_role("button", name="Log out")).to_be_visible()
    page.goto(front + GATED)
    heading(page, "Where the explainers went")
    expect(page.get_by_role("heading", name="For members")).to_have_count(0)
    expect(page.locator(".text p").first).to_be_visible()


def test_nothing_there_is_said(front: str, page: Page):
    page.goto(f"{front}/features/never-written/")
    expect(page.locator("main")).to_contain_text("No such page")
