"""A first-time author writes by keyboard and without a script, on any screen, and no page has a barrier."""

from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, Route, expect

from tests.browser.conftest import NewPage
from tests.browser.test_accessibility import OPTIONS, barriers
from tests.magazine import Magazine

WIDTHS = (320, 1280)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
INVITE = """
from desk.invitations.services import invite
from members.models import User
editor = User.objects.get(email="editor@dimensions.example")
print(invite(email="{email}", name="Ines Vale", title="When the river fell", by=editor).address)
"""


def invited(magazine: Magazine, email: str) -> str:
    """The link in an invitation."""
    return magazine.manage("shell", "--no-imports", "-c", INVITE.format(email=email)).split()[-1]


# Wagtail's own markup around our pages is not ours to fix.
OF_WAGTAIL = [[".sidebar"], [".w-slim-header"], ["[data-wagtail-userbar]"], ["#wagtail-sidebar"], ["wagtail-userbar"]]


def expect_no_barrier(page: Page, *, tags_of_the_desk: bool = False) -> None:
    context = {"include": [["main"]], "exclude": OF_WAGTAIL} if tags_of_the_desk else None
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            assert barriers(Axe().run(page, context=context, options=OPTIONS).response) == "", (page.url, width, scheme)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), (page.url, width)
    page.set_viewport_size({"width": 1280, "height": 900})


def press(page: Page, name: str) -> None:
    """Tab to a button and press it, as without a mouse."""
    button = page.get_by_role("button", name=name, exact=True)
    button.focus()
    page.keyboard.press("Enter")


def test_from_the_invitation_to_sent_without_a_script(browser: Browser, magazine: Magazine):
    link = invited(magazine, "ines@vale.example")
    context = browser.new_context(base_url=magazine.url, java_script_enabled=False)
    page = context.new_page()
    page.goto(link)
    press(page, "Accept and begin")
    page.get_by_label("In one or two sentences").fill("What a museum learned when the river fell.")
    press(page, "Save and go on")
    page.get_by_label("Your text").fill("## Low water\n\nThe river fell.")
    press(page, "Save and go on")
    press(page, "Save and go on")
    page.get_by_label("About you").fill("Ines Vale keeps the boats of a museum.")
    press(page, "Save and go on")
    page.get_by_label("Your sources").fill("The logbook of 1911.")
    press(page, "Send to the editors")
    expect(page.get_by_text("Your piece is with the editors.")).to_be_visible()
    expect(page.get_by_text("You get a mail when they have questions")).to_be_visible()
    context.close()


@pytest.fixture
def author(new_page: NewPage, magazine: Magazine, request: pytest.FixtureRequest) -> Page:
    """The page of an author who has just accepted."""
    page = new_page(tolerate="401|409")
    page.goto(invited(magazine, f"author-{abs(hash(request.node.name))}@vale.example"))
    press(page, "Accept and begin")
    page.wait_for_url("**/about/")
    return page


def test_no_page_has_a_barrier(author: Page, new_page: NewPage, magazine: Magazine):
    start = author.url.removesuffix("about/")
    guest = new_page()
    for path in ("/submit/", invited(magazine, "guest@vale.example")):
        guest.goto(path)
        expect_no_barrier(guest)
    for path in ("/submit/", "/submit/pitch/", start, f"{start}withdraw/"):
        author.goto(path)
        expect_no_barrier(author)
    for step in ("about", "text", "pictures", "people", "check"):
        author.goto(f"{start}{step}/")
        expect_no_barrier(author)


def test_words_are_saved_while_they_are_typed(author: Page):
    author.get_by_label("In one or two sentences").fill("Typed and never sent.")
    expect(author.locator("[data-state]")).to_contain_text("Saved at")
    author.reload()
    expect(author.get_by_label("In one or two sentences")).to_have_value("Typed and never sent.")


def test_a_session_that_ends_while_typing_costs_no_word(author: Page):
    author.context.clear_cookies(name="sessionid")
    author.get_by_label("In one or two sentences").fill("Typed after the session.")
    expect(author.get_by_role("dialog")).to_be_visible()
    expect(author.frame_locator("dialog iframe").get_by_role("heading", name="Log in", exact=True)).to_be_visible()
    author.get_by_role("button", name="Later").click()
    expect(author.get_by_label("In one or two sentences")).to_have_value("Typed after the session.")
    assert "Typed after the session." in author.evaluate("Object.values(localStorage).join()")


def test_two_windows_are_told_of_each_other(author: Page):
    other = author.context.new_page()
    other.goto(author.url)
    other.get_by_label("In one or two sentences").fill("From the other window.")
    expect(other.locator("[data-state]")).to_contain_text("Saved at")
    author.get_by_label("In one or two sentences").fill("From this window.")
    expect(author.locator("[data-state]")).to_contain_text("nothing is lost")
    press(author, "Save")
    expect(author.get_by_label("In one or two sentences", exact=True)).to_have_value("From this window.")
    expect(author.get_by_text("From the other window.")).to_be_visible()
    expect_no_barrier(author)


PASTE = """(field, html) => {
  const clipboard = new DataTransfer();
  clipboard.setData("text/html", html);
  clipboard.setData("text/plain", "plain");
  field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: clipboard, bubbles: true, cancelable: true }));
}"""


def test_buttons_and_keys_write_headings_lists_and_links(author: Page):
    author.goto(author.url.replace("about", "text"))
    field = author.get_by_label("Your text")
    field.fill("The river fell.")
    field.select_text()
    author.keyboard.press("Control+b")
    expect(field).to_have_value("**The river fell.**")
    author.keyboard.press("Control+z")
    expect(field).to_have_value("The river fell.")
    author.keyboard.press("Control+End")
    press(author, "List")
    expect(field).to_have_value("- The river fell.")
    author.keyboard.press("Control+End")
    press(author, "Footnote")
    author.keyboard.type("Logbook, page 7.")
    expect(field).to_have_value("- The river fell.^[Logbook, page 7.]")
    expect(author.locator("[data-state]")).to_contain_text("Saved at")


def test_what_is_pasted_keeps_its_headings_lists_and_links(author: Page):
    author.goto(author.url.replace("about", "text"))
    field = author.get_by_label("Your text")
    field.focus()
    html = '<h2>Low water</h2><p>The <b>river</b> <a href="https://vale.example/">fell</a>.</p><table><tr><th>Year<th>Visits<tr><td>1<td>2</table>'
    field.evaluate(PASTE, html)
    expect(field).to_have_value("## Low water\n\nThe **river** [fell](<https://vale.example/>).")
    expect(author.get_by_text("Pictures and tables are not taken from the clipboard")).to_be_visible()


OFFER = "This browser holds words of yours"


def text_step(page: Page) -> Locator:
    page.goto(page.url.rstrip("/").rpartition("/")[0] + "/text/")
    return page.get_by_label("Your text", exact=True)


def refuse_to_save(route: Route) -> None:
    if route.request.method == "POST":
        route.fulfill(status=409, json={"problem": "Not now."})
    else:
        route.continue_()


def save_elsewhere(page: Page, words: str) -> None:
    other = page.context.new_page()
    other.goto(page.url)
    other.get_by_label("Your text").fill(words)
    expect(other.locator("[data-state]")).to_contain_text("Saved at")
    other.close()


def test_nothing_is_saved_by_itself_until_the_button_decides(author: Page):
    field = text_step(author)
    save_elsewhere(author, "From the other window.")
    field.fill("From this window.")
    press(author, "Save")
    expect(author.get_by_text("This was changed elsewhere since you opened it")).to_be_visible()
    sent: list[str] = []
    author.on("request", lambda request: sent.append(request.method))
    field.press_sequentially("!")
    author.wait_for_timeout(2500)  # longer than the pause after which typed words are saved
    assert "POST" not in sent
    press(author, "Save")
    expect(author.get_by_text("Saved.", exact=True)).to_be_visible()
    expect(author.get_by_text(OFFER)).to_have_count(0)


def test_words_that_were_saved_are_not_offered_again(author: Page):
    field = text_step(author)
    field.fill("* one  ")
    press(author, "Save and go on")
    author.wait_for_url("**/pictures/")
    expect(text_step(author)).to_have_value("- one")
    expect(author.get_by_text(OFFER)).to_have_count(0)
    assert author.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('submission'))") == []


def test_kept_words_never_overwrite_newer_ones_unseen(author: Page):
    field = text_step(author)
    save_elsewhere(author, "Newer, from another device.")
    author.route("**/text/", refuse_to_save)
    field.fill("Kept in this browser.")
    expect(author.locator("[data-state]")).to_contain_text("Not now.")
    author.unroute("**/text/")
    author.reload()
    press(author, "Put them back")
    expect(author.get_by_text("This was changed elsewhere since you opened it")).to_be_visible()
    expect(author.get_by_text("Newer, from another device.")).to_be_visible()
    expect(field).to_have_value("Kept in this browser.")
