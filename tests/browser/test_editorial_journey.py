"""The main job, as three people do it: an author writes, editors review and publish, readers find it."""

import json
import re
import urllib.request
from pathlib import Path

import feedparser
import pytest
from jsonschema import Draft202012Validator
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewPage, is_saving_by_itself
from tests.magazine import CHECKOUT, Magazine, wait_until

# The editor saves by itself; while a credit has no contributor yet, it reports an error and waits.
AUTOSAVE_PAUSED = r"400 \(Bad Request\)"

HEADLINE = "The loading dock is our best classroom"
DECK = "Every Thursday a driver, a registrar and nine pupils meet where the crates arrive."
BODY = "The crate was taller than the teacher. Nobody had planned the lesson that followed."
REQUEST = "Please say in the deck who stands at the dock."
TRENDS = {"Youth, afterschool & camps", "Frontline staff & volunteers"}
FEED_SCHEMA = json.loads((CHECKOUT / "tests" / "feeds" / "json_feed_1_1.json").read_text())


@pytest.fixture
def photograph(tmp_path: Path) -> Path:
    """A photograph as a camera saves it: large, JPEG, with its orientation in the metadata."""
    picture = Image.effect_noise((2400, 1600), 60).convert("RGB")
    exif = picture.getexif()
    exif[0x0112] = 1
    path = tmp_path / "Loading dock (1).JPG"
    picture.save(path, "JPEG", quality=90, exif=exif)
    return path


def test_an_article_goes_from_the_authors_draft_to_the_readers_feed(
    new_page: NewPage, magazine: Magazine, photograph: Path
):
    author, editor, managing = (
        new_page(role, tolerate=AUTOSAVE_PAUSED) for role in ("author", "editor", "managing editor")
    )
    write_draft(author, photograph)
    hand_in(author)
    send_back(editor, REQUEST)
    mend_and_hand_in_again(author, DECK)
    approve(editor, "Approve")
    approve(managing, "Approve and publish")

    reader = new_page(width=390)
    find_by_reading(reader)
    find_by_searching(reader, magazine)
    find_in_feeds(magazine)


def write_draft(author: Page, photograph: Path) -> None:
    author.goto("/admin/")
    author.get_by_role("link", name="Features", exact=True).click()
    author.get_by_role("textbox", name="Headline").fill(HEADLINE)
    author.get_by_role("textbox", name="Deck").fill("Every Thursday nine pupils meet where the crates arrive.")
    add_co_author(author, "Samir Haddad")
    upload_lead_image(author, photograph)
    write_body(author, BODY)
    for typed in ("afterschool", "explainers"):
        choose_trend(author, typed)
    choose_action(author, "Save draft")
    expect(author.locator(".messages")).to_contain_text(re.compile("created|updated"))


def add_co_author(author: Page, name: str) -> None:
    author.get_by_role("button", name="Add Credit").click()
    author.get_by_role("button", name="Choose contributor").locator("visible=true").last.click()
    dialog = author.get_by_role("dialog")
    dialog.get_by_role("textbox", name="Search term").fill(name)
    dialog.get_by_role("link", name=name).click()
    expect(dialog).to_be_hidden()


def upload_lead_image(author: Page, photograph: Path) -> None:
    author.get_by_role("button", name="Choose an image").first.click()
    dialog = author.get_by_role("dialog")
    dialog.get_by_role("tab", name="Upload").click()
    dialog.locator("input[type=file]").set_input_files(photograph)
    dialog.locator("#id_image-chooser-upload-title").fill("The loading dock on a Thursday")
    dialog.locator("#id_image-chooser-upload-description").fill("A crate stands open on the dock, pupils around it")
    dialog.get_by_role("button", name="Upload").click()
    expect(dialog).to_be_hidden(timeout=20_000)


def write_body(author: Page, words: str) -> None:
    body = author.locator("#panel-child-content-body-section")
    body.get_by_role("button", name="Insert a block").first.click()
    author.get_by_role("option", name="Text", exact=True).click()
    text = body.locator("[contenteditable=true]").first
    text.press_sequentially(words)
    # The editor hands its text to the form a moment after the last key.
    expect(body.locator("input[name=body-0-value]")).to_have_value(re.compile(re.escape(words)))


def choose_trend(author: Page, typed: str) -> None:
    author.get_by_role("searchbox", name="Find a trend or a synonym").fill(typed)
    author.locator("[data-trends-option] input").locator("visible=true").check()


def choose_action(page: Page, label: str) -> None:
    """Press a button at the foot of the form; all but the default one are in the menu behind an arrow."""
    name = re.compile(rf"^{re.escape(label)}( \(\d+ comments? open\))?$")
    button = page.locator("footer").get_by_role("button", name=name)
    if not button.is_visible():
        page.locator("footer").get_by_role("button", name="More actions").click()
    button.click()


def hand_in(author: Page) -> None:
    choose_action(author, "Submit to Editorial review")
    expect(author.locator(".messages")).to_contain_text("has been submitted for moderation")


def comment_on(editor: Page, field: str, words: str) -> None:
    """Comment on a field, and wait: a form sent during an automatic save is saved twice."""
    editor.locator(f"[data-contentpath={field}]").hover()
    editor.locator(f"[data-contentpath={field}] [data-comment-add]").click()
    editor.get_by_placeholder("Enter your comments").fill(words)
    with editor.expect_response(lambda answer: is_saving_by_itself(answer.request), timeout=60_000) as saved:
        editor.get_by_role("button", name="Comment", exact=True).click()
    assert saved.value.ok, saved.value.text()
    expect(editor.locator(".w-autosave-indicator__state--saved")).to_be_visible()


def send_back(editor: Page, words: str) -> None:
    editor.goto("/admin/")
    waiting = editor.locator("#waiting-for-me-section")
    expect(waiting).to_contain_text("handed in by Amara Osei")
    waiting.get_by_role("link", name=HEADLINE).click()
    comment_on(editor, "deck", "Who stands there?")
    choose_action(editor, "Request changes")
    dialog = editor.get_by_role("dialog")
    dialog.get_by_role("textbox").fill(words)
    dialog.get_by_role("button", name="Request changes").click()
    expect(editor.locator(".messages")).to_contain_text("updated")


def mend_and_hand_in_again(author: Page, deck: str) -> None:
    author.goto("/admin/")
    waiting = author.locator("#waiting-for-me-section")
    expect(waiting).to_contain_text(REQUEST)
    waiting.get_by_role("link", name=HEADLINE).click()
    expect(author.get_by_text("Who stands there?")).to_be_visible()
    author.get_by_role("textbox", name="Deck").fill(deck)
    choose_action(author, "Resubmit to Editor’s review")
    expect(author.locator(".messages")).to_contain_text("has been submitted for moderation")


def approve(reviewer: Page, label: str) -> None:
    reviewer.goto("/admin/")
    reviewer.locator("#waiting-for-me-section").get_by_role("link", name=HEADLINE).click()
    choose_action(reviewer, label)
    expect(reviewer.locator(".messages")).to_contain_text(re.compile("updated|published"))


def find_by_reading(reader: Page) -> None:
    reader.goto("/")
    reader.get_by_role("link", name=HEADLINE).first.click()
    expect(reader.get_by_role("heading", level=1)).to_have_text(HEADLINE)
    for words in (DECK, BODY, "Amara Osei", "Samir Haddad"):
        expect(reader.get_by_role("main")).to_contain_text(words)
    picture = reader.get_by_role("img", name="A crate stands open")
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") > 0
    reader.get_by_role("link", name="Youth, afterschool & camps").first.click()
    expect(reader.get_by_role("link", name=HEADLINE).first).to_be_visible()


def find_by_searching(reader: Page, magazine: Magazine) -> None:
    """The search index is filled in the background."""

    def found() -> bool:
        reader.goto("/search/?q=registrar+crates")
        return reader.get_by_role("link", name=HEADLINE).count() > 0

    wait_until(found, seconds=20, what="The article in the search")


def find_in_feeds(magazine: Magazine) -> None:
    for name in ("rss.xml", "atom.xml"):
        feed = feedparser.parse(read(magazine, name), sanitize_html=False)
        assert not feed.bozo, feed.get("bozo_exception")
        entry = next(entry for entry in feed.entries if entry.title == HEADLINE)
        assert BODY in entry.content[0].value
        assert DECK in entry.summary
        assert [author.name for author in entry.authors] == ["Amara Osei", "Samir Haddad"]
        assert {tag.term for tag in entry.tags} == TRENDS
    feed = json.loads(read(magazine, "feed.json"))
    assert not [error.message for error in Draft202012Validator(FEED_SCHEMA).iter_errors(feed)]
    item = next(item for item in feed["items"] if item["title"] == HEADLINE)
    assert [author["name"] for author in item["authors"]] == ["Amara Osei", "Samir Haddad"]
    assert set(item["tags"]) == TRENDS


def read(magazine: Magazine, name: str) -> bytes:
    with urllib.request.urlopen(f"{magazine.url}/feeds/{name}", timeout=30) as response:
        return response.read()
