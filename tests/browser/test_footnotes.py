"""Footnotes as readers see them, and as editors type them; and a text that is pasted as a whole."""

import re

from playwright.sync_api import FloatRect, Page, expect

from tests.browser.conftest import NewPage
from tests.browser.test_saving_by_itself import open_a_published_article
from tests.magazine import Magazine

PASTE = """html => {
  const data = new DataTransfer();
  data.setData("text/html", html);
  data.setData("text/plain", "words");
  const area = document.querySelector("[data-pasted-text]");
  area.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true }));
}"""


def box(page: Page, selector: str) -> FloatRect:
    found = page.locator(selector).bounding_box()
    assert found
    return found


def find_notes(page: Page) -> None:
    page.goto("/search/?q=workshop+table+instrument")
    page.locator("main").get_by_role("link", name=re.compile("workshop table", re.IGNORECASE)).first.click()


def test_notes_stand_beside_the_text_where_there_is_room(new_page: NewPage):
    page = new_page(width=1280)
    find_notes(page)
    expect(page.locator(".notes--beside")).to_have_count(1)
    reference, note = box(page, "#note-reference-1"), box(page, "#note-1")
    assert note["x"] > reference["x"]
    assert abs(note["y"] - reference["y"]) < 60
    assert note["x"] + note["width"] <= 1280


def test_notes_stand_at_the_end_of_a_narrow_page_and_lead_back(new_page: NewPage):
    page = new_page(width=360)
    find_notes(page)
    assert box(page, "#note-1")["y"] > box(page, "#note-reference-2")["y"]
    page.get_by_role("link", name="Note 1", exact=True).click()
    expect(page).to_have_url(re.compile("#note-1$"))
    page.get_by_role("link", name="Back to note 1 in the text").click()
    expect(page).to_have_url(re.compile("#note-reference-1$"))


def test_an_editor_types_a_note_and_changes_it(new_page: NewPage, magazine: Magazine):
    editor = new_page("editor")
    open_a_published_article(editor, magazine)
    editor.locator(".public-DraftEditor-content span[data-text]").first.dblclick(position={"x": 30, "y": 10})
    editor.locator("button[name=FOOTNOTE]:visible").click()
    editor.get_by_role("textbox", name="Footnote").fill("See *Okafor*.")
    editor.keyboard.press("Enter")
    mark = editor.locator(".footnote-mark")
    expect(mark).to_have_attribute("title", "See *Okafor*.")
    mark.click()
    editor.get_by_role("textbox", name="Footnote").fill("See *Okafor*, page 3.")
    editor.get_by_role("button", name="Save note").click()
    expect(mark).to_have_attribute("title", "See *Okafor*, page 3.")
    # The editor updates its form after a pause of a quarter of a second.
    expect(editor.locator("[name=body-0-value]")).to_have_value(re.compile("page 3"))
    editor.locator("footer").get_by_role("button", name="Save draft", exact=True).click()
    expect(editor.locator(".messages")).to_contain_text("updated")
    expect(editor.locator(".footnote-mark")).to_have_attribute("title", "See *Okafor*, page 3.")


def test_a_pasted_text_comes_in_whole_and_with_a_report(new_page: NewPage, magazine: Magazine):
    editor = new_page("editor")
    open_a_published_article(editor, magazine)
    editor.goto(editor.url.replace("/edit/", "/import-text/"))
    editor.evaluate(PASTE, "<h1>A pasted heading</h1><ul><li>one</li></ul><p>Words <s>struck</s>.</p>")
    editor.get_by_role("button", name="Import", exact=True).click()
    expect(editor.locator("main")).to_contain_text("Struck-out words were kept")
    editor.get_by_role("link", name="Go on writing").click()
    expect(editor.locator("main")).to_contain_text("A pasted heading")
