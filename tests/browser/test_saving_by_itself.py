"""The desk saves by itself; a form sent in the meantime does not count as a conflict."""

import json
import urllib.request

from playwright.sync_api import APIResponse, Page, Route, expect

from sample.logins import LOGINS
from tests.browser.conftest import NewPage, is_saving_by_itself
from tests.magazine import Magazine


def open_a_published_article(editor: Page, magazine: Magazine) -> None:
    with urllib.request.urlopen(f"{magazine.url}/feeds/feed.json", timeout=30) as response:
        title = json.load(response)["items"][-1]["title"]
    editor.goto("/admin/")
    editor.get_by_role("link", name="Articles", exact=True).click()
    editor.get_by_role("textbox", name="Search term").fill(title)
    editor.locator("main").get_by_role("link", name=title, exact=True).click()


def test_what_is_sent_while_the_desk_saves_waits_for_it(new_page: NewPage, magazine: Magazine):
    editor = new_page("editor")
    open_a_published_article(editor, magazine)
    deck = editor.get_by_role("textbox", name="Deck")
    save = editor.locator("footer").get_by_role("button", name="Save draft", exact=True)
    held: list[tuple[Route, APIResponse]] = []
    sent: list[Route] = []
    is_released = False

    def hold_the_answer(route: Route) -> None:
        if is_released:  # input during a held response is saved after it
            route.fallback()
        elif is_saving_by_itself(route.request):
            held.append((route, route.fetch()))
        else:
            sent.append(route)
            route.fallback()

    deck.fill("Who opens the crate")
    editor.route("**/edit/", hold_the_answer)
    for _ in range(15):  # it begins to look for changes some seconds after it is open, and waits for a pause
        if not held:
            deck.press_sequentially("?", delay=2000)
    assert held, "The desk did not save by itself"
    save.click()
    assert not sent, "The form was sent before the desk knew that it had saved"
    is_released = True
    for route, response in held:
        route.fulfill(response=response)
    expect(editor.locator(".messages")).to_contain_text("updated")
    editor.unroute("**/edit/")

    for words in ("Who opens the next crate?", "Who opens the last crate?"):
        deck.fill(words)
        save.click()
        expect(editor.locator(".messages")).to_contain_text("updated")
        expect(deck).to_have_value(words)


def test_a_session_that_ends_loses_no_word(new_page: NewPage, magazine: Magazine):
    editor = new_page("editor", tolerate="status of 40[13]|ERR_FAILED")
    open_a_published_article(editor, magazine)
    deck = editor.get_by_role("textbox", name="Deck")
    dialog = editor.get_by_role("dialog", name="You are no longer logged in")
    deck.fill("Written while logged out")
    editor.context.clear_cookies(name="sessionid")
    for _ in range(15):
        if not dialog.is_visible():
            deck.press_sequentially("!", delay=2000)
    words = deck.input_value()

    with editor.context.expect_page() as opened:
        dialog.get_by_role("link", name="Log in").click()
    login = next(login for login in LOGINS if login.role == "editor")
    tab = opened.value
    tab.fill("input[name=login]", login.email)
    tab.fill("input[name=password]", login.password)
    tab.get_by_role("main").get_by_role("button", name="Log in", exact=True).click()
    tab.wait_for_url(lambda url: "/login/" not in url)
    tab.close()

    with editor.expect_response(lambda answer: is_saving_by_itself(answer.request) and answer.ok):
        editor.evaluate("dispatchEvent(new Event('focus'))")
    expect(dialog).to_be_hidden()
    editor.reload()
    expect(deck).to_have_value(words)
