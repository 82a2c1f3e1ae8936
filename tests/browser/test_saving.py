"""What the editor sends while Wagtail saves by itself."""

import re

from playwright.sync_api import Request, Route, expect

from tests.browser.conftest import NewPage
from tests.browser.test_editorial_journey import AUTOSAVE_PAUSED, choose_action

# A moment after the form is there, Wagtail begins to look for changes; what was typed before is none.
NOTE_WATCHING = "addEventListener('w-unsaved:watch-edits', () => (window.isWatching = true))"


def is_autosave(request: Request) -> bool:
    return request.method == "POST" and request.headers.get("accept") == "application/json"


def is_form(request: Request) -> bool:
    return request.method == "POST" and request.is_navigation_request()


def test_a_draft_is_sent_after_wagtail_has_saved_by_itself(new_page: NewPage):
    author = new_page("author", tolerate=AUTOSAVE_PAUSED)
    held: list[Route] = []
    sent: list[bool] = []
    author.add_init_script(NOTE_WATCHING)
    author.goto("/admin/")
    author.get_by_role("link", name="Features", exact=True).click()
    author.route(
        "**/admin/pages/**",
        lambda route: held.append(route) if is_autosave(route.request) else route.fallback(),
    )
    author.on("request", lambda request: sent.append(is_form(request)))
    author.wait_for_function("window.isWatching")
    with author.expect_request(is_autosave):
        author.get_by_role("textbox", name="Headline").fill("A tide table for the loading dock")

    choose_action(author, "Save draft")
    expect(author.locator("footer").get_by_role("button", name="Saving…")).to_be_disabled()
    assert not any(sent)

    held.pop().continue_()
    expect(author.locator(".messages")).to_contain_text(re.compile("created|updated"))
    assert sent.count(True) == 1
    choose_action(author, "Save draft")
    expect(author.locator(".messages")).to_contain_text("updated")
