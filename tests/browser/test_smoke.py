from playwright.sync_api import Page


def test_front_page_opens_without_an_error(page: Page):
    answer = page.goto("/")

    assert answer is not None
    assert answer.status == 200
    assert page.title()


def test_admin_asks_to_log_in(page: Page):
    page.goto("/admin/")

    assert page.locator("input[name=username]").is_visible()
