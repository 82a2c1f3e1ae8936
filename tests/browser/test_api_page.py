from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

from tests.magazine import Magazine


def test_page_of_the_api_asks_nobody_else(page: Page, magazine: Magazine):
    asked = []
    page.on("request", lambda request: asked.append(request.url))

    page.goto("/api/v3/docs/")

    expect(page.get_by_text("List articles, newest first")).to_be_visible()
    page.get_by_text("Article at an address").click()
    expect(page.get_by_text("The article at a path of the site")).to_be_visible()
    addresses = {urlsplit(url).netloc for url in asked if not url.startswith("data:")}
    assert addresses == {urlsplit(magazine.url).netloc}
