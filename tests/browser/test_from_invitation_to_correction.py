"""A first-time author with a document, editors with table and calendar, the scheduler, and four corrections."""

import json
import re
import urllib.request
from datetime import date, timedelta
from pathlib import Path

import feedparser
from playwright.sync_api import Page, expect

from tests.browser.conftest import Mailbox, NewPage
from tests.browser.test_editorial_journey import choose_action, comment_on, read
from tests.desk.documents import SPACES, docx, drawing, entry, p, picture, r, table
from tests.magazine import Magazine, wait_until

EMAIL, TITLE = "rosa@vale.example", "Four lamps at low tide"
MOST_CLICKS = 12
INVITE = f"""
from desk.invitations.services import invite
from members.models import User
editor = User.objects.get(email="editor@dimensions.example")
print(invite(email="{EMAIL}", name="Rosa Vale", title="{TITLE}", by=editor).address)
"""
SCHEDULE = """
from datetime import timedelta
from django.utils import timezone
from desk.models import Piece
from wagtail.models import Revision
article = Piece.objects.get(title="{title}").article.get_latest_revision_as_object()
article.go_live_at = timezone.now() + timedelta(seconds={seconds})
article.latest_revision.content = article.serializable_data()
article.latest_revision.save()
"""
SEVERITIES = ("correction", "clarification", "update", "retraction")


class Clicks:
    """Counts clicks and choices of a user; typing is free."""

    def __init__(self, page: Page) -> None:
        self.page, self.count = page, 0

    def press(self, name: str) -> None:
        self.count += 1
        self.page.get_by_role("button", name=name, exact=True).click()

    def choose_file(self, path: Path) -> None:
        self.count += 1
        self.page.locator("input[type=file]").set_input_files(path)

    def select(self, field: str, value: str) -> None:
        for one in self.page.locator(field).all():
            self.count += 1
            one.select_option(value)


def document(folder: Path) -> Path:
    """Headings, a list of two levels, a table, a footnote, two pictures, and tracked changes."""
    deleted = '<w:del w:id="1" w:author="A"><w:r><w:delText>seven</w:delText></w:r></w:del>'
    body = (
        p("Why lamps", style="Heading1")
        + p("We hung ", deleted, f'<w:ins w:id="2" w:author="A">{r("four")}</w:ins>', " lamps.")
        + p("Visitors stayed", '<w:r><w:footnoteReference w:id="2"/></w:r>', " for longer.")
        + p("What we did", style="Heading2")
        + "".join(entry(words, level) for words, level in (("Lamps", 0), ("two by two", 1), ("Chairs", 0)))
        + table(["Night", "Visitors"], ["First", "40"], ["Second", "90"])
        + p(drawing("rId1", "A lamp over water"))
        + p(drawing("rId2", "Chairs on the pier"))
    )
    note = f'<w:footnote w:id="2">{p("Okafor 2024, page 7.")}</w:footnote>'
    made = docx(
        body,
        links={
            "rId1": ("image", "media/a.png"),
            "rId2": ("image", "media/b.tiff"),
            "rId5": ("footnotes", "footnotes.xml"),
        },
        footnotes__xml=f"<w:footnotes {SPACES}>{note}</w:footnotes>",
        **{"media/a__png": picture("PNG", (900, 600)), "media/b__tiff": picture("TIFF", (900, 600), "CMYK")},
    )
    path = folder / "Lamps (final).docx"
    path.write_bytes(made)
    return path


def test_a_piece_from_its_invitation_to_its_last_correction(
    new_page: NewPage, magazine: Magazine, mailbox: Mailbox, tmp_path: Path
):
    author = new_page(tolerate="401|409")
    editor = new_page("editor", tolerate=r"400 \(Bad Request\)")
    managing = new_page("managing editor", tolerate=r"400 \(Bad Request\)")

    submit(author, magazine.manage("shell", "--no-imports", "-c", INVITE).split()[-1], document(tmp_path))
    send_back(editor)
    revise(author, mailbox)
    find_on_board(editor)
    plan_by_dragging(editor)
    approve_as(editor, "Approve")
    send_proof(editor)
    sign_off(author, mailbox)
    publish_on_time(managing, magazine)
    correct_four_times(managing)
    expect_corrections_everywhere(new_page(), magazine)


def submit(author: Page, link: str, file: Path) -> None:
    clicks = Clicks(author)
    author.goto(link)
    clicks.press("Accept and begin")
    author.get_by_label("In one or two sentences").fill("What a pier learned from four lamps.")
    clicks.press("Save and go on")
    clicks.choose_file(file)
    clicks.press("Save and go on")
    expect(author.get_by_text("Tracked changes: inserted words were kept.")).to_be_visible()
    clicks.press("Save and go on")
    expect(author.locator("[name$=_credit]")).to_have_count(2)
    for name, words in (("credit", "Rosa Vale"), ("permission", "I took it myself.")):
        for one in author.locator(f"[name$=_{name}]").all():
            one.fill(words)
    clicks.select("[name$=_people]", "nobody")
    clicks.press("Save and go on")
    author.get_by_label("About you").fill("Rosa Vale keeps the pier of a small museum.")
    clicks.press("Save and go on")
    author.get_by_label("Your sources").fill("The visitor book of the pier.")
    clicks.press("Send to the editors")
    expect(author.get_by_text("Your piece is with the editors.")).to_be_visible()
    assert clicks.count <= MOST_CLICKS


def open_waiting(page: Page) -> None:
    page.goto("/admin/")
    page.locator("#waiting-for-me-section").get_by_role("link", name=TITLE).click()


def send_back(editor: Page) -> None:
    open_waiting(editor)
    comment_on(editor, "deck", "Which pier?")
    choose_action(editor, "Request changes")
    dialog = editor.get_by_role("dialog")
    dialog.get_by_role("textbox").fill("Please name the pier.")
    dialog.get_by_role("button", name="Request changes").click()
    expect(editor.locator(".messages")).to_contain_text("updated")


def revise(author: Page, mailbox: Mailbox) -> None:
    author.goto(mailbox.find(EMAIL, r"Please name the pier\.[\s\S]*https?://[^/\s]+(/submit/\d+/)"))
    comment = author.locator(".entry", has_text="Which pier?")
    comment.get_by_label("Your answer").fill("The one in Vale.")
    comment.get_by_role("button", name="Answer").click()
    expect(author.get_by_text("The one in Vale.")).to_be_visible()
    author.get_by_role("link", name="Change it and send it again").click()
    author.get_by_label("In one or two sentences").fill("What the pier of Vale learned from four lamps.")
    author.get_by_role("button", name="Save and go on").click()
    author.get_by_role("link", name="Check and send").click()
    author.get_by_role("button", name="Send to the editors").click()
    expect(author.get_by_text("Your piece is with the editors.")).to_be_visible()


def find_on_board(editor: Page) -> None:
    editor.goto("/admin/pieces/")
    expect(editor.locator("tr", has_text=TITLE)).to_contain_text("Rosa Vale")
    expect(editor.locator("tbody", has_text=TITLE)).to_contain_text("With the editors")


def plan_by_dragging(editor: Page) -> None:
    target = date.today().replace(day=1) + timedelta(days=45)  # noqa: DTZ011 - the browser's date
    editor.goto(f"/admin/pieces/calendar/{target.year}/{target.month}/")
    card = editor.locator("section .calendar__card", has_text=TITLE)
    card.drag_to(editor.locator(f"[data-day='{target}']"))
    expect(editor.locator(f"[data-day='{target}']")).to_contain_text(TITLE)


def approve_as(page: Page, label: str) -> None:
    open_waiting(page)
    choose_action(page, label)
    expect(page.locator(".messages")).to_contain_text(re.compile("updated|published|scheduled"))


def send_proof(editor: Page) -> None:
    editor.goto("/admin/pieces/")
    editor.get_by_role("link", name=TITLE, exact=True).click()
    editor.get_by_role("button", name="Send the proof to the author").click()
    expect(editor.locator(".messages")).to_contain_text("The proof is on its way")


def sign_off(author: Page, mailbox: Mailbox) -> None:
    author.goto(mailbox.find(EMAIL, r"https?://[^/\s]+(/submit/proof/\S+)"))
    proof = author.frame_locator("iframe")
    for words in ("Why lamps", "We hung four lamps.", "two by two", "Okafor 2024, page 7."):
        expect(proof.get_by_text(words).first).to_be_visible()
    expect(proof.get_by_role("img", name="Chairs on the pier").first).to_be_attached()
    author.get_by_role("button", name="It is right: print it").click()
    expect(author.get_by_text("Signed off on")).to_be_visible()


def publish_on_time(managing: Page, magazine: Magazine) -> None:
    magazine.manage("shell", "--no-imports", "-c", SCHEDULE.format(title=TITLE, seconds=75))
    open_waiting(managing)
    button = managing.locator("footer").get_by_role("button", name=re.compile("^Approve and schedule for [^…]*$"))
    if not button.is_visible():
        managing.locator("footer").get_by_role("button", name="More actions").click()
    button.click()
    expect(managing.locator(".messages")).to_contain_text("updated")
    address = "/features/four-lamps-at-low-tide/"

    def is_public() -> bool:
        managing.goto("/admin/")
        return magazine.answers(address)

    wait_until(is_public, seconds=180, what="The scheduled piece")


def correct_four_times(managing: Page) -> None:
    managing.goto("/admin/pieces/?stage=published")
    managing.locator("tr", has_text=TITLE).get_by_role("link", name="Text").click()
    panel = managing.locator("#panel-child-content-corrections-section")
    managing.locator("[aria-controls=panel-child-content-corrections-content]").first.click()
    for number, severity in enumerate(SEVERITIES):
        panel.get_by_role("button", name="Add Correction").click()
        managing.locator(f"#id_corrections-{number}-severity").select_option(severity)
        managing.locator(f"#id_corrections-{number}-wrong").fill(f"Wrong in {severity}.")
        managing.locator(f"#id_corrections-{number}-right").fill(f"Right in {severity}.")
    choose_action(managing, "Publish")
    expect(managing.locator(".messages")).to_contain_text("published")


def expect_corrections_everywhere(reader: Page, magazine: Magazine) -> None:
    reader.goto("/features/four-lamps-at-low-tide/")
    described = " ".join(reader.locator("script[type='application/ld+json']").all_text_contents())
    article = reader.get_by_role("main").inner_text()
    reader.goto("/corrections/")
    page = reader.get_by_role("main").inner_text()
    atom = next(e for e in feedparser.parse(read(magazine, "atom.xml")).entries if TITLE in e.title)
    feed = urllib.request.urlopen(f"{magazine.url}/corrections/atom.xml", timeout=30).read().decode()
    url = f"{magazine.url}/api/v3/articles/by-path/?path=/features/four-lamps-at-low-tide/"
    api = urllib.request.urlopen(url, timeout=30).read().decode()
    for severity in SEVERITIES:
        for place in (article, page, described, atom.content[0].value, feed, api):
            assert f"Right in {severity}." in place
    assert atom.title == f"Retracted: {TITLE}"
    # Forms know minutes only, and all of this may happen within one.
    assert atom.updated_parsed >= atom.published_parsed
    assert json.loads(api)["corrected_at"]
    assert json.loads(api)["is_retracted"]
