"""Feeds in Chromium and Firefox: who opens one sees a page, and the desk shows how they are doing."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewPage
from tests.browser.firefox import NO_FIREFOX, find_firefox, running_firefox
from tests.magazine import Magazine
from tests.requirements import skip_without

WIDTHS = (360, 768, 1280, 1920)


def is_as_wide_as_the_screen(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))


@pytest.mark.parametrize("path", ["/feeds/rss.xml", "/feeds/sections/features/atom.xml", "/corrections/feed.json"])
def test_a_feed_opens_as_a_page_about_it(new_page: NewPage, path: str):
    page = new_page(width=360)
    page.goto(path)
    assert page.url.endswith("/feeds/page/?of=" + path.rpartition("/")[0] + "/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator("code").first).to_contain_text(path.rpartition("/")[0] + "/rss.xml")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert is_as_wide_as_the_screen(page), width


def test_what_is_said_of_an_address_stands_below_it(new_page: NewPage):
    page = new_page()
    page.goto("/feeds/page/?of=/feeds/issues/")
    address, aside = (page.locator(f".shelf > {part}").first.bounding_box() for part in (".facts", ".aside"))
    assert address
    assert aside
    assert aside["x"] == address["x"]


def test_a_feed_opens_as_a_page_in_firefox_too(magazine: Magazine, tmp_path: Path):
    program = find_firefox()
    if not program:
        skip_without(NO_FIREFOX)
    with running_firefox(program, tmp_path) as firefox:
        address = firefox.open(f"{magazine.url}/feeds/sections/features/atom.xml")
        assert address == f"{magazine.url}/feeds/page/?of=/feeds/sections/features/"
        assert "Features" in firefox.text_of("h1")
        assert f"{magazine.url}/feeds/sections/features/rss.xml" in firefox.text_of("main")


def test_a_link_to_a_feed_leads_there_too(new_page: NewPage):
    page = new_page()
    page.goto("/features/")
    page.get_by_role("link", name="by feed").first.click()
    expect(page.get_by_role("heading", name="In it now")).to_be_visible()
    assert page.locator("main a[href*='/features/']").count() > 0


def test_managing_editors_see_how_the_feeds_are_doing(new_page: NewPage):
    page = new_page("managing editor")
    page.goto("/admin/reports/feed-health/")
    expect(page.get_by_text("nobody has said where that is")).to_be_visible()
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert is_as_wide_as_the_screen(page), width
