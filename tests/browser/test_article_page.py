"""The weight of an article in the browser, and its content without scripts."""

import re

from playwright.sync_api import Browser, Page, expect

from tests.magazine import Magazine

ARTICLE = "/at-a-glance/when-visitors-leave/"
# HTML, style and scripts together, compressed.
MOST_BYTES = 60_000
WEIGHT = """() => [
    ...performance.getEntriesByType("navigation"),
    ...performance.getEntriesByType("resource").filter((entry) => entry.initiatorType !== "img"),
].map((entry) => entry.transferSize).reduce((a, b) => a + b)"""


def test_an_article_is_light(page: Page):
    page.goto(ARTICLE, wait_until="load")
    assert 5_000 < page.evaluate(WEIGHT) < MOST_BYTES


def test_an_article_needs_no_script(browser: Browser, magazine: Magazine):
    with browser.new_context(base_url=magazine.url, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(ARTICLE)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        expect(page.get_by_role("img", name=re.compile("Share of visitors still in the building"))).to_be_visible()
        page.get_by_text("The numbers").first.click()
        expect(page.get_by_role("main").get_by_role("table").first).to_be_visible()
        page.get_by_role("link", name=re.compile("Download the data")).first.click(trial=True)


def test_a_reader_is_given_no_cookie(browser: Browser, magazine: Magazine):
    with browser.new_context(base_url=magazine.url) as context:
        page = context.new_page()
        for address in ("/", ARTICLE, "/search/?q=night", "/feeds/", "/trends/"):
            page.goto(address)
        assert context.cookies() == []
