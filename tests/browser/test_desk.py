"""The desk's own pages of pieces: no barriers, light and dark, and a calendar in which pieces are dragged."""

from datetime import date

from playwright.sync_api import Page, expect

from tests.browser.conftest import NewPage
from tests.browser.test_submission import expect_no_barrier
from tests.magazine import Magazine

PIECES = """
from datetime import date, timedelta
from desk.models import Piece, Stage
from members.models import User
author = User.objects.get(email="author@dimensions.example")
later = date.today() + timedelta(days=40)
titled = "A headline that goes on for as long as ninety characters let it, and then a little further on"
for number, stage in enumerate([Stage.PITCH, Stage.WRITING, Stage.REVIEW]):
    Piece.objects.create(title=f"{titled} {number}", owner=author, stage=stage, due_on=date(2026, 1, 2))
dragged = Piece.objects.create(title="Dragged along", stage=Stage.WRITING, planned_for=later.replace(day=12))
print(dragged.pk, later.year, later.month)
"""


def day_cell(page: Page, day: date):
    return page.locator(f"[data-day='{day}']")


def test_the_pages_of_pieces_have_no_barrier_and_a_piece_is_dragged(new_page: NewPage, magazine: Magazine):
    pk, year, month = map(int, magazine.manage("shell", "--no-imports", "-c", PIECES).split()[-3:])
    editor = new_page("editor")
    calendar = f"/admin/pieces/calendar/{year}/{month}/"
    for path in ("/admin/pieces/", f"/admin/pieces/{pk}/", calendar, "/admin/"):
        editor.goto(path)
        expect_no_barrier(editor, tags_of_the_desk=True)

    editor.goto(calendar)
    card = editor.locator(".calendar__card", has_text="Dragged along")
    card.drag_to(day_cell(editor, date(year, month, 14)))
    expect(editor.locator(".messages")).to_contain_text("“Dragged along” is planned for")
    expect(day_cell(editor, date(year, month, 14))).to_contain_text("Dragged along")
    expect(day_cell(editor, date(year, month, 12))).not_to_contain_text("Dragged along")

    # The same by keyboard.
    card.locator("summary").focus()
    editor.keyboard.press("Enter")
    card.locator("input[type=date]").fill(f"{date(year, month, 20)}")
    card.get_by_role("button", name="Save").press("Enter")
    expect(day_cell(editor, date(year, month, 20))).to_contain_text("Dragged along")


def test_the_words_of_the_mails_have_no_barrier(new_page: NewPage):
    managing = new_page("managing editor")
    for path in ("/admin/pieces/mails/", "/admin/pieces/mails/sent_back/"):
        managing.goto(path)
        expect_no_barrier(managing, tags_of_the_desk=True)
    guest = new_page("author")
    guest.goto("/submit/mails/")
    expect_no_barrier(guest)


def test_a_trend_that_is_found_in_the_text_is_taken_with_one_press(new_page: NewPage):
    author = new_page("author", tolerate=r"400 \(Bad Request\)")
    author.goto("/admin/")
    author.get_by_role("link", name="Features", exact=True).click()
    author.get_by_role("textbox", name="Headline").fill("What citizen science left on the shelf")
    found = author.locator(".dimensions-suggested").get_by_role("button", name="Community science")
    found.click()
    expect(author.locator("[data-trends-chosen]")).to_contain_text("Community science")
    expect(found).to_have_count(0)
