"""Take the screenshots of the documentation: `python -m tests.docs.pictures [--data FOLDER] [NAME …]`.

They show the sample magazine, loaded for this purpose, or a copy of the one in a data folder, which is faster.

Each screenshot is a function that brings a browser page to the state to show. They are taken in the order of their
definition, on one magazine: later ones see the changes of earlier ones.
"""

import argparse
import io
import re
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, sync_playwright

from sample.logins import LOGINS
from tests.browser.chromium import NO_CHROMIUM, find_chromium
from tests.magazine import CHECKOUT, Magazine, serving, wait_until

FOLDER = CHECKOUT / "docs" / "pictures"
SCREEN: ViewportSize = {"width": 1280, "height": 860}
MOST_BYTES = 120_000
# Nobody waits for these screenshots, so timeouts are long.
PATIENCE = 900
# Panels slide and images fade in after the page has loaded.
SETTLING_MILLISECONDS = 1200
DRAFT, PUBLISHED = "What the coat check knows", "What a flood teaches a ticket desk"


class Picture(NamedTuple):
    name: str
    role: str | None
    prepare: Callable[[Page], None]


PICTURES: list[Picture] = []


def picture(name: str, *, role: str | None = None) -> Callable[[Callable[[Page], None]], Callable[[Page], None]]:
    """Register a function as the preparation of the screenshot of that name, as a role of the sample."""

    def register(prepare: Callable[[Page], None]) -> Callable[[Page], None]:
        PICTURES.append(Picture(name, role, prepare))
        return prepare

    return register


@picture("site")
def front_page(page: Page) -> None:
    page.goto("/")


@picture("author-dashboard", role="author")
def dashboard_of_an_author(page: Page) -> None:
    page.goto("/admin/")


@picture("author-article", role="author")
def new_article(page: Page) -> None:
    page.goto("/admin/")
    page.get_by_role("link", name="Features", exact=True).click()
    page.get_by_role("textbox", name="Headline").fill("The loading dock is our best classroom")
    page.get_by_role("textbox", name="Deck").fill("Every Thursday nine pupils meet where the crates arrive.")


@picture("author-blocks", role="author")
def kinds_of_block(page: Page) -> None:
    new_article(page)
    bring_to_top(page, "Body")
    page.locator("#panel-child-content-body-section").get_by_role("button", name="Insert a block").first.click()


@picture("author-hand-in", role="author")
def hand_in(page: Page) -> None:
    new_article(page)
    open_actions(page)


@picture("editor", role="editor")
def preview_on_a_telephone(page: Page) -> None:
    open_article(page, PUBLISHED)
    page.get_by_role("button", name="Toggle preview").click()


@picture("editor-dashboard", role="editor")
def dashboard_of_an_editor(page: Page) -> None:
    page.goto("/admin/")


@picture("editor-review", role="editor")
def review(page: Page) -> None:
    open_article(page, DRAFT)
    comment_on(page, "deck", "Six weeks in which season?")
    open_actions(page)


@picture("managing-editor-schedule", role="managing editor")
def schedule(page: Page) -> None:
    open_article(page, DRAFT)
    page.get_by_role("button", name="Toggle status").click()
    page.get_by_role("button", name="Set schedule").click()


@picture("managing-editor-vocabulary", role="managing editor")
def vocabulary(page: Page) -> None:
    page.goto("/admin/snippets/articles/trend/?q=tinkering")
    page.get_by_role("link", name="Making & tinkering").first.click()


@picture("archivist-issue", role="archivist")
def contents_of_an_issue(page: Page) -> None:
    page.goto("/admin/issues/")
    page.get_by_role("link", name="Breaking Down Silos").first.click()
    bring_to_top(page, "Overview")


@picture("coordinator-colleagues", role="coordinator")
def colleagues(page: Page) -> None:
    page.goto("/account/")
    page.get_by_role("link", name=re.compile("^Colleagues")).click()
    page.get_by_label("E-mail addresses").fill("ana@vientoclaro.example, luis@vientoclaro.example")
    page.get_by_role("button", name="Send invitations").click()
    page.get_by_role("button", name="Send again").first.wait_for()
    bring_to_top(page, "Invite")


@picture("membership-manager-institution", role="membership manager")
def memberships(page: Page) -> None:
    page.goto("/admin/snippets/members/institution/?q=Wharfside")
    page.get_by_role("link", name="Wharfside").first.click()
    bring_to_top(page, "Memberships")


@picture("membership-manager-requests", role="membership manager")
def requests(page: Page) -> None:
    page.goto("/admin/requests/")


@picture("gate")
def gate(page: Page) -> None:
    page.goto("/archive/")
    page.get_by_role("main").get_by_role("link", name="Breaking Down Silos").first.click()
    page.get_by_role("main").get_by_role("link", name="Two museums, one square and a box of bulbs").first.click()


def open_article(page: Page, headline: str) -> None:
    page.goto(f"/admin/articles/?q={headline.replace(' ', '+')}")
    page.get_by_role("link", name=headline).first.click()


def bring_to_top(page: Page, heading: str) -> None:
    page.get_by_role("heading", name=heading, exact=True).first.evaluate(
        "heading => { heading.style.scrollMarginTop = '90px'; heading.scrollIntoView({ behavior: 'instant' }) }"
    )


def open_actions(page: Page) -> None:
    page.locator("footer").get_by_role("button", name="More actions").click()


def comment_on(page: Page, field: str, words: str) -> None:
    place = page.locator(f"[data-contentpath={field}]")
    place.hover()
    place.locator("[data-comment-add]").click()
    page.get_by_placeholder("Enter your comments").fill(words)
    page.get_by_role("button", name="Comment", exact=True).click()
    page.locator(".w-autosave-indicator__state--saved").wait_for()


def ask_to_be_added(browser: Browser, magazine: Magazine) -> None:
    """Send a membership request as the lapsed member, so that one is pending."""
    with browser.new_context(base_url=magazine.url) as context:
        page = log_in(context, "lapsed member")
        page.goto("/account/institutions/mtoni-hill/ask/")
        page.get_by_role("main").locator("textarea").fill("I moved to the rose house in May; ask Wanjirũ Kamotho.")
        page.get_by_role("button", name="Ask to be added").click()


def log_in(context: BrowserContext, role: str) -> Page:
    login = next(login for login in LOGINS if login.role == role)
    page = context.new_page()
    page.goto("/admin/login/")
    page.fill("input[name=login]", login.email)
    page.fill("input[name=password]", login.password)
    page.get_by_role("main").get_by_role("button", name="Log in", exact=True).click()
    page.wait_for_url(lambda url: "/login/" not in url)
    return page


def take(browser: Browser, magazine: Magazine, wanted: Picture) -> int:
    """Save a screenshot; return its size in bytes."""
    with browser.new_context(base_url=magazine.url, viewport=SCREEN, reduced_motion="reduce") as context:
        page = log_in(context, wanted.role) if wanted.role else context.new_page()
        wanted.prepare(page)
        page.wait_for_timeout(SETTLING_MILLISECONDS)
        return write_webp(page.screenshot(), FOLDER / f"{wanted.name}.webp")


def write_webp(png: bytes, path: Path) -> int:
    Image.open(io.BytesIO(png)).convert("RGB").save(path, "WEBP", quality=78, method=6)
    size = path.stat().st_size
    if size > MOST_BYTES:
        sys.exit(f"{path.name} has {size} bytes, but the limit is {MOST_BYTES}: show less in it.")
    return size


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="data folder of a sample magazine that does not run")
    parser.add_argument("names", nargs="*", help="the pictures to take; all when none is named")
    return parser.parse_args()


def main(names: list[str], data: Path | None) -> None:
    """Take the screenshots of these names, or all of them."""
    path = find_chromium() or sys.exit(NO_CHROMIUM)
    if unknown := set(names) - {wanted.name for wanted in PICTURES}:
        sys.exit(f"No picture is called {', '.join(sorted(unknown))}.")
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "data"
        if data:
            shutil.copytree(data, place, symlinks=True)
        with serving(place, seconds=PATIENCE) as magazine, sync_playwright() as playwright:
            wait_until(magazine.is_idle, seconds=PATIENCE, what="The end of the worker’s first tasks")
            browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-dev-shm-usage"])
            ask_to_be_added(browser, magazine)
            for wanted in PICTURES:
                if not names or wanted.name in names:
                    sys.stdout.write(f"{take(browser, magazine, wanted):7}  {wanted.name}\n")
                    sys.stdout.flush()


if __name__ == "__main__":
    arguments = read_arguments()
    main(arguments.names, arguments.data)
