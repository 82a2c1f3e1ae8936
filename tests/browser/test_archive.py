"""Leafing through the pages of an issue in a browser."""

import re
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import NewPage
from tests.browser.test_accessibility import HIDE_USER_BAR, OPTIONS, barriers
from tests.magazine import Magazine

# Makes an issue of eight pages, whose pages 2 and 3 belong to an open article.
MAKE = """
from tests.factories import *
issue = make_issue("The Leafing Issue", year=1999, months=3, pages=8, slug="leafing")
make_archived_article("An Open Story", issue=issue, access="open", first_page=2, last_page=3)
make_archived_article("A Kept Story", issue=issue, first_page=5, last_page=6)
"""
ISSUE = "/archive/leafing/"


@pytest.fixture(scope="module")
def leafing(magazine: Magazine) -> str:
    """The address of that issue in the running magazine."""
    magazine.manage("shell", "--no-imports", "-c", MAKE)
    return ISSUE


def sheets(page: Page) -> list[int]:
    return [
        int(number) for number in page.eval_on_selector_all(".viewer__sheet", "all => all.map(i => i.dataset.folio)")
    ]


def width_of_a_sheet(page: Page) -> float:
    return page.eval_on_selector(".viewer__sheet", "sheet => sheet.getBoundingClientRect().width")


def test_arrow_keys_turn_the_pages_and_the_address_follows(new_page: NewPage, leafing: str):
    page = new_page("editor", width=800)
    page.goto(f"{leafing}pages/4/")
    page.keyboard.press("ArrowRight")
    expect(page).to_have_url(re.compile(r"/pages/5/$"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Page 5")
    expect(page).to_have_title(re.compile("Page 5"))
    expect(page.get_by_role("link", name="A Kept Story")).to_be_visible()
    assert sheets(page) == [5]
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Page 3")
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Page 4")
    assert sheets(page) == [4]


def test_keys_and_buttons_enlarge_the_page(new_page: NewPage, leafing: str):
    page = new_page("editor", width=800)
    page.goto(f"{leafing}pages/4/")
    whole = width_of_a_sheet(page)
    page.keyboard.press("+")
    page.get_by_role("button", name="Larger").click()
    expect(page.locator(".viewer__zoom")).to_have_text("150 %")
    assert width_of_a_sheet(page) == pytest.approx(1.5 * whole, abs=2)
    page.keyboard.press("-")
    expect(page.locator(".viewer__zoom")).to_have_text("125 %")
    page.keyboard.press("0")
    expect(page.locator(".viewer__zoom")).to_have_text("100 %")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_wide_screen_shows_pages_that_lie_open_together(new_page: NewPage, leafing: str):
    page = new_page("editor", width=1440)
    page.goto(f"{leafing}pages/5/")
    expect(page.locator(".viewer__sheet")).to_have_count(2)
    assert sheets(page) == [4, 5]
    expect(page.get_by_role("heading", level=1)).to_contain_text("Pages 4–5")
    expect(page.locator(".scan-text summary")).to_have_text(["Text of page 4", "Text of page 5"])
    page.get_by_role("link", name="Next").click()
    expect(page).to_have_url(re.compile(r"/pages/6/$"))
    assert sheets(page) == [6, 7]
    page.get_by_role("button", name="Two pages side by side").click()
    assert sheets(page) == [6]
    expect(page.get_by_role("heading", level=1)).to_contain_text("Page 6")
    expect(page.locator(".scan-text summary")).to_have_text(["Text of page 6"])
    page.goto(f"{leafing}pages/1/")
    assert sheets(page) == [1]


def test_a_search_field_keeps_its_keys(new_page: NewPage, leafing: str):
    page = new_page("editor", width=800)
    page.goto(f"{leafing}pages/4/")
    page.get_by_label("Search the magazine").press_sequentially("+0")
    page.keyboard.press("ArrowLeft")
    expect(page).to_have_url(re.compile(r"/pages/4/$"))
    expect(page.get_by_label("Search the magazine")).to_have_value("+0")


def test_a_guest_leafs_through_an_open_article_and_meets_the_gate_after_it(page: Page, leafing: str):
    page.goto(f"{leafing}pages/3/")
    expect(page.locator(".viewer__sheet").first).to_be_visible()
    page.get_by_role("link", name="Next").click()
    expect(page).to_have_url(re.compile(r"/pages/4/$"))
    expect(page.locator(".gate")).to_be_visible()
    expect(page.locator(".viewer__sheet")).to_have_count(0)


def test_without_a_script_every_page_leads_to_the_next(browser: Browser, magazine: Magazine, log_in, leafing: str):
    cookies: Path = log_in("editor")
    with browser.new_context(base_url=magazine.url, java_script_enabled=False, storage_state=cookies) as context:
        page = context.new_page()
        page.goto(f"{leafing}pages/4/")
        picture = page.get_by_role("img", name="Page 4 as it was printed")
        expect(picture).to_be_visible()
        assert picture.evaluate("picture => picture.getBoundingClientRect().width") > 500
        with page.expect_event("load"):
            page.get_by_role("link", name="Next").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Page 5")
        with page.expect_event("load"):
            page.get_by_role("navigation", name="All pages").get_by_role("link", name="8").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Page 8")
        page.get_by_text("Text of page 8").click()
        expect(page.get_by_text("Words of page 8")).to_be_visible()


@pytest.mark.parametrize("color_scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("role", [None, "editor"])
@pytest.mark.parametrize("path", ["/archive/", "/archive/themes/", ISSUE, f"{ISSUE}pages/5/", f"{ISSUE}a-kept-story/"])
def test_no_barrier_and_nothing_scrolls_sideways(
    path: str,
    role: str | None,
    width: int,
    color_scheme: Literal["light", "dark"],
    new_page: NewPage,
    leafing: str,
):
    page = new_page(role, width=width, color_scheme=color_scheme)
    page.goto(path)
    page.evaluate(HIDE_USER_BAR)
    assert barriers(Axe().run(page, options=OPTIONS).response) == ""
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
