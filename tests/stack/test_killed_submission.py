"""Web server and worker are killed after each step of a piece: acknowledged steps are saved, once and completely."""

import io
import os
import re
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from PIL import Image

from sample.logins import LOGINS
from tests.benchmarks.memory import command_of, family_of
from tests.magazine import CHECKOUT, Magazine, clean_environment, free_port, wait_until
from tests.postgres.browser import Browser, Page, token_of
from tests.stack.program import end

EMAIL = "vera@vale.example"
INVITE = f"""
from desk.invitations.services import invite
from members.models import User
editor = User.objects.get(email="editor@dimensions.example")
print(invite(email="{EMAIL}", name="Vera Vale", title="The pier by night", by=editor).address)
"""
STATE = """
from desk.models import Piece
from wagtail.models import TaskState
piece = Piece.objects.get(title="The pier by night")
task = TaskState.objects.filter(revision__object_id=str(piece.article_id)).order_by("-pk").first()
print(piece.article_id, task.pk)
"""
FACTS = f"""
from articles.models import ArticlePage
from base.mail.models import OutgoingMail
from desk.models import Piece
from wagtail.models import Revision, WorkflowState
piece = Piece.objects.get(title="The pier by night")
page = piece.article
state = WorkflowState.objects.get(object_id=str(page.pk))
print(piece.stage, page.live, page.has_unpublished_changes, state.status, piece.proof_signed_at is not None)
print(page.deck, "|", page.full_text, "|", piece.sources, "|", page.credits.get().contributor.biography)
print(piece.pictures.count(), piece.pictures.get().image.credit, page.lead_image == piece.pictures.get().image)
print(Revision.objects.filter(object_id=str(page.pk), approved_go_live_at__isnull=False).count())
print(OutgoingMail.objects.filter(sent_at=None).count(), OutgoingMail.objects.filter(recipient="{EMAIL}").count())
"""


@contextmanager
def served(data: Path) -> Iterator[Magazine]:
    """Serve a prepared magazine whose processes restart at once."""
    port, log = free_port(), data.parent / "impatient.log"
    url = f"http://127.0.0.1:{port}"
    settings = {"DJANGO_SETTINGS_MODULE": "dimensions.settings.embedded", "DIMENSIONS_DATA": str(data), "SITE_URL": url}
    command = [sys.executable, "-m", "tests.stack.impatient", "127.0.0.1", str(port)]
    with log.open("wb") as said:
        process = subprocess.Popen(
            command, cwd=CHECKOUT, env=clean_environment(**settings), stdout=said, stderr=subprocess.STDOUT
        )
    magazine = Magazine(url, data, process, log, {"SITE_URL": url})
    try:
        wait_until(magazine.answers, seconds=120, what="The start of the magazine")
        yield magazine
    finally:
        end(process)


def kill(magazine: Magazine) -> None:
    """Kill web server and worker, and wait until others have replaced them."""
    killed = [pid for pid in family_of(magazine.process.pid)[1:] if re.search("granian|background", command_of(pid))]
    for pid in killed:
        with suppress(ProcessLookupError):  # a worker of the web server ends with it
            os.kill(pid, signal.SIGKILL)
    wait_until(lambda: not magazine.answers(), seconds=20, what="The end of the web server")
    wait_until(magazine.answers, seconds=60, what="The return of the web server")


def in_shell(magazine: Magazine, script: str) -> str:
    return magazine.manage("shell", "--no-imports", "-c", script).strip()


def log_in(magazine: Magazine, role: str) -> Browser:
    login, browser = next(one for one in LOGINS if one.role == role), Browser(magazine.url)
    browser.fill_in("/admin/login/", login=login.email, password=login.password)
    return browser


def version_of(page: Page) -> str:
    found = re.search(r'name="version" value="([^"]+)"', page.text)
    assert found, page
    return found[1]


def send_step(author: Browser, address: str, **fields: str) -> Page:
    """Submit a step with its form."""
    page = author.ask(address)
    return author.ask(address, csrfmiddlewaretoken=token_of(page), version=version_of(page), **fields)


def send_picture(author: Browser, address: str) -> None:
    page, out = author.ask(address), io.BytesIO()
    Image.new("RGB", (900, 600), "#2f6f73").save(out, "PNG")
    parts = {"csrfmiddlewaretoken": token_of(page), "version": version_of(page), "stay": "1"}
    lines = [
        f'--x\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n' for name, value in parts.items()
    ]
    head = '--x\r\nContent-Disposition: form-data; name="more"; filename="pier.png"\r\nContent-Type: image/png\r\n\r\n'
    body = "".join(lines).encode() + head.encode() + out.getvalue() + b"\r\n--x--\r\n"
    headers = {"Content-Type": "multipart/form-data; boundary=x", "Referer": author.url + address}
    author.opener.open(urllib.request.Request(author.url + address, body, headers), timeout=60).close()


def describe_picture(author: Browser, address: str) -> None:
    found = re.search(r'name="(p\d+)_alt"', author.ask(address).text)
    assert found
    said = {"alt": "A pier", "credit": "Vera Vale", "permission": "Mine", "people": "nobody", "is_lead": "on"}
    send_step(author, address, **{f"{found[1]}_{name}": value for name, value in said.items()})


def review(magazine: Magazine, editor: Browser, action: str, comment: str = "") -> None:
    page, task = in_shell(magazine, STATE).split()[-2:]
    address = f"/admin/pages/workflow/action/{page}/{action}/{task}/"
    token = editor.form_token("/admin/account/")
    assert editor.ask(address, csrfmiddlewaretoken=token, comment=comment).status == 200


def test_nothing_is_lost_or_done_twice_however_often_the_processes_are_killed(prepared_copy: Path):
    with served(prepared_copy) as magazine:
        link, author = in_shell(magazine, INVITE).split()[-1], Browser(magazine.url)
        found = re.search(r"/submit/(\d+)/", author.fill_in(link, name="Vera Vale").url)
        assert found
        kill(magazine)
        for step in steps(magazine, author, found[1]):
            step()
            kill(magazine)
        wait_until(magazine.is_idle, seconds=60, what="The end of the mails")
        expect_all_of_it(magazine)


def steps(magazine: Magazine, author: Browser, piece: str) -> list[Callable[[], object]]:
    """Every step of a piece after its invitation is accepted, up to publication."""
    editor, managing = log_in(magazine, "editor"), log_in(magazine, "managing editor")
    start, about = f"/submit/{piece}", {"title": "The pier by night", "kind": "analysis", "go": "on"}
    return [
        lambda: send_step(author, f"{start}/about/", deck="What a pier learned.", **about),
        lambda: send_step(author, f"{start}/text/", text="Lamps, and chairs."),
        lambda: send_picture(author, f"{start}/pictures/"),
        lambda: describe_picture(author, f"{start}/pictures/"),
        lambda: send_step(author, f"{start}/people/", byline="Vera Vale", biography="Vera keeps a pier."),
        lambda: send_step(author, f"{start}/check/", sources="A logbook.", send="1"),
        lambda: review(magazine, editor, "reject", "Which pier?"),
        lambda: send_step(author, f"{start}/about/", deck="What the pier of Vale learned.", **about),
        lambda: send_step(author, f"{start}/check/", sources="A logbook of 1911.", send="1"),
        lambda: review(magazine, editor, "approve"),
        lambda: send_proof(editor, piece),
        lambda: sign_off(author, piece),
        lambda: review(magazine, managing, "approve"),
    ]


def send_proof(editor: Browser, piece: str) -> None:
    token = editor.form_token(f"/admin/pieces/{piece}/")
    editor.ask(f"/admin/pieces/{piece}/proof/", csrfmiddlewaretoken=token)


def sign_off(author: Browser, piece: str) -> None:
    found = re.search(r'href="(/submit/proof/[^"]+)"', author.ask(f"/submit/{piece}/").text)
    assert found
    author.fill_in(found[1], right="1", remark="")


def expect_all_of_it(magazine: Magazine) -> None:
    facts = in_shell(magazine, FACTS).splitlines()[-5:]
    assert facts[0] == "published True False approved True"
    assert facts[1] == "What the pier of Vale learned. | Lamps, and chairs. | A logbook of 1911. | Vera keeps a pier."
    assert facts[2] == "1 Vera Vale True"
    assert facts[3] == "0"
    assert facts[4] == "0 4"
    subjects = [
        re.findall(r"^Subject: (.*)$", path.read_text(), re.MULTILINE)
        for path in (magazine.data / "mail").iterdir()
        if f"To: {EMAIL}" in path.read_text()
    ]
    told = sorted(subject for found in subjects for subject in found)
    assert len(told) == len(set(told)) == 4
