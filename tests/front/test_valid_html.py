"""Every page that a reader can open is valid HTML, by the Nu HTML checker."""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.accounts.conftest import logged_in, person
from tests.factories import make_article, make_contributor, make_image, make_trend
from tests.gating.walk.rules import every_address
from tests.gating.walk.world import ASKERS, make_world
from tests.javascript.programs import NO_JAVA, find_html_checker
from tests.requirements import skip_without

pytestmark = pytest.mark.django_db
ACCOUNT = ["", "following/", "email/", "mails/", "name/", "login/", "signup/", "institutions/", "2fa/"]
FURTHER = ["/feeds/page/?of=/feeds/", "/search/?q=canary", "/search/?q=nothing-at-all", "/no/such/page/"]
# What the checker reports of recent additions to HTML.
NOT_YET = ("CSS: ",)


def answers(client: Any, addresses: list[str]) -> Iterator[tuple[str, bytes]]:
    """Yield the HTML pages of some URLs."""
    for address in addresses:
        answer = client(address)
        if answer.get("Content-Type", "").startswith("text/html") and not answer.streaming and answer.content:
            yield address, answer.content
        answer.close()


def pages() -> dict[str, bytes]:
    """Return every kind of page, as guests and as readers with an account see it."""
    world = make_world()
    make_article(
        "A picture, two trends", lead_image=make_image(), authors=[make_contributor("Ana Duarte")],
        trends=[make_trend("Play"), make_trend("R&D <labs>")],
    )  # fmt: skip
    addresses = [address.url for address in every_address(world) if not address.url.startswith(("/admin/", "/api/"))]
    found: dict[str, bytes] = {}
    for name in ("guest", "member"):
        asker = ASKERS[name](world)
        found |= {f"{name} {url}": content for url, content in answers(asker.ask, [*addresses, *FURTHER])}
    reader = logged_in(person())
    for name, client in (("guest", Client()), ("reader", reader)):
        account = [f"/account/{page}" for page in ACCOUNT]
        found |= {f"{name} {url}": content for url, content in answers(client.get, account)}
    return found


def findings(folder: Path, found: dict[str, bytes]) -> list[str]:
    """Return the errors of the checker, with their pages."""
    command = find_html_checker()
    if command is None:
        skip_without(NO_JAVA)
    names = {}
    for number, (name, content) in enumerate(sorted(found.items())):
        (folder / f"{number}.html").write_bytes(content)
        names[f"{number}.html"] = name
    checked = subprocess.run(
        [*command, "--format", "json", "--errors-only", "--exit-zero-always", "--skip-non-html", str(folder)],
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    messages = json.loads(checked.stderr or checked.stdout)["messages"]
    return sorted(
        f"{names[Path(message['url']).name]}, line {message.get('lastLine')}: {message['message']}"
        f" {message.get('extract', '')!r}"
        for message in messages
        if not message["message"].startswith(NOT_YET)
    )


def test_every_page_is_valid(tmp_path):
    found = pages()
    assert len(found) > 60
    wrong = findings(tmp_path, found)
    assert not wrong, "\n".join(wrong)


def test_the_checker_finds_something(tmp_path):
    broken = b'<!doctype html><html lang="en"><title>x</title><a href="/"><button>no</button></a><img src="x">'
    said = findings(tmp_path, {"broken": broken})
    assert len(said) == 2
    assert "button" in said[1]
