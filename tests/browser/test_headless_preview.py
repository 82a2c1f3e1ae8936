"""An editor types, and the example of a front end shows it in the editor's panel, across origins."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import log_in_as
from tests.browser.front_end import serving_front_end
from tests.magazine import Magazine, free_port, serving
from tests.stack.test_killed_submission import in_shell

UNTOUCHED = """
from articles.models import ArticlePage
print(ArticlePage.objects.live().filter(has_unpublished_changes=False, locked=False).order_by("pk").first().pk)
"""


@pytest.fixture(scope="module")
def magazine_with_front_end(prepared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Magazine]:
    """A magazine and a front end on another port that know each other."""
    folder, port = tmp_path_factory.mktemp("front-end"), free_port()
    shutil.copytree(prepared_data, folder / "data")
    with (
        serving(folder / "data", FRONTEND_PREVIEW_URL=f"http://127.0.0.1:{port}/preview") as magazine,
        serving_front_end(port, api=magazine.url, log=folder / "front.log"),
    ):
        yield magazine


@pytest.fixture
def editor(browser: Browser, magazine_with_front_end: Magazine) -> Iterator[Page]:
    with browser.new_context(base_url=magazine_with_front_end.url) as context:
        page = context.new_page()
        page.set_viewport_size({"width": 1600, "height": 900})
        log_in_as(page, "editor")
        yield page


def test_what_is_typed_shows_before_it_is_saved(editor: Page, magazine_with_front_end: Magazine):
    number = in_shell(magazine_with_front_end, UNTOUCHED)
    editor.goto(f"/admin/pages/{number}/edit/")
    editor.get_by_role("button", name="Toggle preview").click()
    panel = editor.frame_locator("#w-preview-iframe")
    # Wagtail ignores a change of the mode while the first preview is loading.
    expect(panel.locator("h1")).to_be_visible()
    editor.get_by_label("Preview mode").select_option("front-end")
    shown = panel.frame_locator("iframe").locator("h1")
    expect(shown).to_be_visible()
    title = editor.locator("textarea[name=title], input[name=title]")
    for words in ("Nobody has saved this", "Nor has anybody saved this"):
        title.fill(words)
        expect(shown).to_have_text(words)
