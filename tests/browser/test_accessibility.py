"""Public pages have no accessibility problems that axe-core detects (WCAG 2.2 A and AA, and best practices)."""

import re
from collections.abc import Callable
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.browser.conftest import NewPage
from tests.magazine import Magazine

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
NOT_SECTIONS = (
    r"(?!trends|contributors|institutions|passport|archive|kinds|feeds|search|about|account|join|admin|assets|static|media|api"
    r"|\d{4}/)"
)


FIXED = {
    "front": "/",
    "trends": "/trends/",
    "contributors": "/contributors/",
    "events": "/kinds/events/",
    "search": "/search/?q=museum",
    "search without result": "/search/?q=zzyzx",
    "feeds": "/feeds/",
    "about": "/about/",
    "log-in": "/account/login/",
    "sign-up": "/account/signup/",
    "log-in by code": "/account/login/code/",
    "forgotten password": "/account/password/reset/",
    "join": "/join/",
    "institutions": "/institutions/",
    "no institution": "/institutions/?q=zzyzx",
    "institution": "/institutions/kumohara-planetarium/",
    "passport": "/passport/",
    "missing": "/no-such-page/",
}
# Where to look for a link, and its pattern.
LINKED = {
    "section": ("/", rf"/{NOT_SECTIONS}[\w-]+/"),
    "article": ("/", rf"/{NOT_SECTIONS}[\w-]+/[\w-]+/"),
    "trend": ("/trends/", r"/trends/[\w-]+/"),
    "contributor": ("/contributors/", r"/contributors/[\w-]+/"),
}


@pytest.fixture(scope="session")
def address_of(browser: Browser, magazine: Magazine) -> Callable[[str], str]:
    """Return a function that finds a page of a kind by following links, as a reader would."""
    found = dict(FIXED)

    def find(kind: str) -> str:
        if kind not in found:
            start, pattern = LINKED[kind]
            page = browser.new_page(base_url=magazine.url)
            page.goto(start)
            hrefs = page.eval_on_selector_all("a[href]", "links => links.map(a => new URL(a.href).pathname)")
            page.close()
            found[kind] = next((href for href in hrefs if re.fullmatch(pattern, href)), "")
        assert found[kind], f"{LINKED[kind][0]} links to no {kind}"
        return found[kind]

    return find


# A style sheet of a script is not the page's own, so the policy allows it.
HIDE_USER_BAR = """() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("wagtail-userbar { display: none !important }");
    document.adoptedStyleSheets.push(sheet);
}"""


def barriers(results: dict) -> str:
    """Return the violations with their elements, as text."""
    return "\n".join(
        f"{rule['id']} ({rule['impact']}): {rule['help']}\n"
        + "\n".join(f"    {node['html'][:160]}\n      {node['failureSummary']}" for node in rule["nodes"][:5])
        for rule in results["violations"]
    )


@pytest.mark.parametrize("color_scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("kind", [*FIXED, *LINKED])
def test_no_barrier(kind: str, width: int, color_scheme: Literal["light", "dark"], address_of, new_page: NewPage):
    page = new_page(width=width, color_scheme=color_scheme, tolerate="404" if kind == "missing" else r"^$")
    page.goto(address_of(kind))

    assert barriers(Axe().run(page, options=OPTIONS).response) == ""


@pytest.mark.parametrize("kind", [*FIXED, *LINKED])
def test_nothing_scrolls_sideways_on_a_narrow_screen(kind: str, address_of, new_page: NewPage):
    page = new_page(width=320, tolerate="404" if kind == "missing" else r"^$")
    page.goto(address_of(kind))

    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
