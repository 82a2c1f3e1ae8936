import pytest
from playwright.sync_api import Page

from sample.logins import LOGINS
from tests.browser.conftest import NewPage


def test_front_page_opens_without_an_error(page: Page):
    answer = page.goto("/")

    assert answer is not None
    assert answer.status == 200
    assert page.title()


def test_admin_asks_to_log_in(page: Page):
    page.goto("/admin/")

    assert page.locator("input[name=login]").is_visible()


@pytest.mark.parametrize("role", [login.role for login in LOGINS if login.group])
def test_everybody_on_the_staff_reaches_the_dashboard(new_page: NewPage, role: str):
    page = new_page(role)
    page.goto("/admin/")

    assert page.get_by_role("heading", level=1).first.is_visible()
    assert "/login/" not in page.url
