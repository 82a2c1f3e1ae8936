"""Chromium and its pages; an error in a page fails the test that opened it."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Literal, Protocol

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, expect, sync_playwright

from sample.logins import LOGINS
from tests.browser.chromium import NO_CHROMIUM, find_chromium
from tests.magazine import Magazine, wait_until
from tests.requirements import skip_without

# A browser aborts requests when the page is left: not an error.
HARMLESS = r"net::ERR_ABORTED"
# Slowness of a busy machine is not a failure.
expect.set_options(timeout=60_000)


class NewPage(Protocol):
    """Opens a page as a user, with a screen size; `tolerate` is a pattern of expected problems."""

    def __call__(
        self,
        role: str | None = None,
        *,
        width: int = 1280,
        height: int = 900,
        color_scheme: Literal["light", "dark"] = "light",
        tolerate: str = HARMLESS,
    ) -> Page: ...


@dataclass
class Problems:
    """The problems in a page: errors in the console, exceptions, failed requests."""

    tolerate: str
    found: list[str] = field(default_factory=list)

    def watch(self, page: Page) -> None:
        page.on("console", self._note_console)
        page.on("pageerror", lambda error: self._note(f"exception: {error}"))
        page.on("requestfailed", self._note_request)

    def _note(self, problem: str) -> None:
        if not re.search(f"{HARMLESS}|{self.tolerate}", problem):
            self.found.append(problem)

    def _note_console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self._note(f"console: {message.text} ({message.location.get('url', '')})")

    def _note_request(self, request: Request) -> None:
        self._note(f"request: {request.url} {request.failure}")


@dataclass(frozen=True)
class Mailbox:
    """The mails of the magazine, each written to a file."""

    folder: Path

    def find(self, address: str, pattern: str) -> str:
        """Return the first group of a pattern in the newest matching mail to an address; waits for the worker."""
        found: list[str] = []

        def has_come() -> bool:
            found.extend(match[1] for mail in self._mails_to(address) if (match := re.search(pattern, mail)))
            return bool(found)

        wait_until(has_come, seconds=30, what=f"A mail to {address} with “{pattern}”")
        return found[0]

    def code_for(self, address: str) -> str:
        """Return the last mailed code."""
        return self.find(address, r"\n {4}(\S+)\n")

    def _mails_to(self, address: str) -> list[str]:
        files = sorted(self.folder.glob("*"), key=lambda path: path.stat().st_mtime_ns, reverse=True)
        mails = [message_from_bytes(path.read_bytes(), policy=default) for path in files]
        return [mail.get_content() for mail in mails if mail["to"] == address]


@pytest.fixture
def mailbox(magazine: Magazine) -> Mailbox:
    """The mails to everybody."""
    return Mailbox(magazine.data / "mail")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The installed Chromium."""
    path = find_chromium()
    if not path:
        skip_without(NO_CHROMIUM)
    with sync_playwright() as playwright:
        # A container has no user namespaces for the sandbox, and a small /dev/shm.
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-dev-shm-usage"])
        yield browser
        browser.close()


def is_saving_by_itself(request: Request) -> bool:
    """Return whether a request is an automatic save of the desk."""
    is_save = request.method == "POST" and request.url.endswith("/edit/")
    return is_save and "json" in request.headers.get("accept", "")


def log_in_as(page: Page, role: str) -> None:
    """Log in as a role of the sample magazine."""
    login = next(login for login in LOGINS if login.role == role)
    page.goto("/admin/login/")
    page.fill("input[name=login]", login.email)
    page.fill("input[name=password]", login.password)
    page.get_by_role("main").get_by_role("button", name="Log in", exact=True).click()
    page.wait_for_url(lambda url: "/login/" not in url)


@pytest.fixture(scope="session")
def log_in(browser: Browser, magazine: Magazine, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Log in as a role of the sample magazine, once; return the file with its cookies."""
    folder = tmp_path_factory.mktemp("log-ins")

    def cookies_of(role: str) -> Path:
        path = folder / f"{role}.json"
        if not path.exists():
            with browser.new_context(base_url=magazine.url) as context:
                page = context.new_page()
                log_in_as(page, role)
                context.storage_state(path=path)
        return path

    return cookies_of


@pytest.fixture
def new_page(browser: Browser, magazine: Magazine, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[NewPage]:
    """A page factory; every page has a context (cookies, screen) of its own."""
    opened: list[tuple[Page, Problems]] = []

    def make(
        role: str | None = None,
        *,
        width: int = 1280,
        height: int = 900,
        color_scheme: Literal["light", "dark"] = "light",
        tolerate: str = HARMLESS,
    ) -> Page:
        context = browser.new_context(
            base_url=magazine.url,
            viewport={"width": width, "height": height},
            color_scheme=color_scheme,
            reduced_motion="reduce",
            storage_state=request.getfixturevalue("log_in")(role) if role else None,
        )
        problems = Problems(tolerate)
        page = context.new_page()
        problems.watch(page)
        opened.append((page, problems))
        return page

    yield make
    problems = [problem for _, page_problems in opened for problem in page_problems.found]
    for number, (page, _) in enumerate(opened):
        if problems and not page.is_closed():
            page.screenshot(path=tmp_path / f"page-{number}.png")
        page.context.close()
    assert not problems, "\n".join(problems)


@pytest.fixture
def page(new_page: NewPage) -> Page:
    """A guest's page on a laptop."""
    return new_page()
