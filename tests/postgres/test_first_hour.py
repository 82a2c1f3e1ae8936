"""The first hour of an operator, by the commands of the page on operations alone, on an empty PostgreSQL."""

import http.client
import os
import re
import secrets
import shlex
import signal
import subprocess
import sys
from collections.abc import Iterator
from configparser import ConfigParser
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time

from tests.magazine import CHECKOUT, clean_environment, free_port, wait_until
from tests.postgres.browser import Browser, OverTLS, token_of
from tests.postgres.cluster import NO_POSTGRESQL, cluster, find_postgresql
from tests.requirements import skip_without
from tests.stack.nginx import NO_NGINX, RULES, find_nginx
from tests.stack.program import running

PAGE = (CHECKOUT / "docs" / "operations.md").read_text()
UNITS = sorted((CHECKOUT / "deploy" / "systemd").glob("*.service"))
# All of 127.0.0.0/8 is this machine, so a test can come from a proxy and from elsewhere.
PROXY, ELSEWHERE = "127.0.0.2", "127.0.0.3"
PASSWORD = "stars-and-moons-1987"
PUBLISH = """
from articles.models import ArticlePage, SectionPage
article = ArticlePage(title="First of all", live=False)
SectionPage.objects.get(slug="features").add_child(instance=article)
article.save_revision().publish()
print(article.full_url)
"""


def settings_of_the_page(**changed: str) -> dict[str, str]:
    (block,) = re.findall(r"```ini\n(.*?)```", PAGE, re.DOTALL)
    lines = (line.strip().partition("=") for line in block.splitlines() if line.strip())
    return {name: value.strip('"') for name, _, value in lines} | changed


def commands_of_the_page() -> list[str]:
    return [line.strip() for line in PAGE.splitlines() if line.strip().startswith(".venv/bin/python manage.py")]


class Answer(NamedTuple):
    status: int
    location: str
    text: str


@dataclass
class Server:
    port: int
    data: Path
    environment: dict[str, str]

    def run(self, command: str) -> str:
        """Run a command of the page; return its output."""
        words = [sys.executable if word == ".venv/bin/python" else word for word in shlex.split(command)]
        done = subprocess.run(words, cwd=CHECKOUT, env=self.environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"
        return done.stdout

    def ask(self, path: str, *, peer: str = PROXY, scheme: str = "https") -> Answer:
        headers = {"Host": "magazine.example", "X-Forwarded-Proto": scheme}
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=120, source_address=(peer, 0))) as wire:
            wire.request("GET", path, headers=headers)
            answer = wire.getresponse()
            return Answer(answer.status, answer.getheader("Location", ""), answer.read().decode())

    def answers(self, path: str = "/health/") -> bool:
        """Return whether it answers with 200; a connection that a dead worker had accepted is reset."""
        try:
            return self.ask(path).status == 200
        except OSError:
            return False

    def command_of(self, unit: Path) -> list[str]:
        parser = ConfigParser(interpolation=None)
        parser.read(unit)
        command = parser["Service"]["ExecStart"].replace("--port 8000", f"--port {self.port}")
        return shlex.split(command.replace("/srv/dimensions/.venv/bin", str(Path(sys.executable).parent)))


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """An empty database, an empty data folder, and the settings of the page."""
    programs = find_postgresql()
    if not programs:
        skip_without(NO_POSTGRESQL)
    data = tmp_path / "var"
    data.mkdir()
    with cluster(programs) as url:
        settings = settings_of_the_page(
            SECRET_KEY=secrets.token_urlsafe(48),
            DATABASE_URL=url,
            CACHE_URL=f"filecache://{data}/cache",
            TRUSTED_PROXY_ADDRESSES=PROXY,
        )
        yield Server(free_port(), data, clean_environment(DIMENSIONS_DATA=str(data), **settings))


def test_the_page_leads_to_a_magazine(server: Server, tmp_path: Path):
    said = [server.run(command) for command in commands_of_the_page()][-1]
    assert "https://magazine.example/account/password/reset/key/" in said
    with ExitStack() as processes:
        for unit in UNITS:
            command, log = server.command_of(unit), tmp_path / f"{unit.stem}.log"
            is_up = server.answers if unit.stem == "dimensions-web" else log.exists
            processes.enter_context(running(command, output=log, is_up=is_up, environment=server.environment))
        readers_find_a_magazine(server)
        administrator_sets_up_a_factor(said, processes.enter_context(behind_tls(server, tmp_path)))
        strangers_are_not_believed(server)
        an_article_appears(server)
        one_dead_worker_is_replaced(server)
        wait_until(lambda: server.answers("/ready/"), seconds=60, what="Being ready")
        assert server.ask("/metrics/", peer="127.0.0.1").status == 200
        assert server.ask("/metrics/", peer=ELSEWHERE).status == 404
        assert "Nothing was changed" in server.run(commands_of_the_page()[-1])


MAIN = """
{user}
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 256; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    proxy_bind {proxy};
    include {folder}/magazine.conf;
}}
"""


@contextmanager
def behind_tls(server: Server, tmp_path: Path) -> Iterator[Browser]:
    """Run nginx with the example of the page, on other ports and with a certificate made for the test."""
    program, folder, port = find_nginx(), tmp_path / "nginx", free_port()
    if program is None:
        skip_without(NO_NGINX)
    folder.mkdir()
    lay_out_with_tls(folder, server, port)
    command = [program, "-p", folder, "-c", folder / "nginx.conf"]
    with running(command, output=folder / "output.log", is_up=(folder / "nginx.pid").exists):
        yield Browser("https://magazine.example/", OverTLS(port, folder / "magazine.example.pem"))


def lay_out_with_tls(folder: Path, server: Server, port: int) -> None:
    certificate = ("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=magazine.example")
    files = ("-keyout", folder / "magazine.example.key", "-out", folder / "magazine.example.pem")
    names = ("-addext", "subjectAltName=DNS:magazine.example")
    subprocess.run(["openssl", *certificate, *names, *files], check=True, capture_output=True)
    changes = {
        "/srv/dimensions/deploy/nginx": str(folder),
        "/srv/dimensions/var": str(server.data),
        "/etc/ssl": str(folder),
        "/var/log/nginx": str(folder),
        "127.0.0.1:8000": f"127.0.0.1:{server.port}",
        "listen 443": f"listen 127.0.0.1:{port}",
        "listen 80;": f"listen 127.0.0.1:{free_port()};",
    }
    for rules in RULES.glob("*.conf"):
        text = rules.read_text()
        for there, here in changes.items():
            text = text.replace(there, here)
        (folder / rules.name).write_text(text)
    user = "user root;" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(MAIN.format(user=user, folder=folder, proxy=PROXY))


def administrator_sets_up_a_factor(said: str, browser: Browser) -> None:
    """Step 8 of the page: open the link, set a password, log in, and be asked for a second factor before the desk."""
    (link,) = re.findall(r"https://magazine\.example/account/password/reset/key/\S+", said)
    browser.fill_in(link, password1=PASSWORD, password2=PASSWORD)
    browser.fill_in("/account/login/", login="you@museum.example", password=PASSWORD)
    asked = browser.ask("/admin/")
    assert "/account/second-factor/" in asked.url, asked
    page = browser.fill_in("/account/2fa/totp/activate/", password=PASSWORD)
    key = re.search(r'<code class="account__key">(\w+)</code>', page.text)
    assert key, page
    code = format_hotp_value(hotp_value(key[1], next(iter(yield_hotp_counters_from_time()))))
    assert "Recovery codes" in browser.ask(page.url, csrfmiddlewaretoken=token_of(page), code=code).text
    desk = browser.ask("/admin/")
    assert (desk.status, desk.url) == (200, "https://magazine.example/admin/")


def readers_find_a_magazine(server: Server) -> None:
    for path in ("/", "/features/", "/trends/", "/search/", "/feeds/atom.xml"):
        answer = server.ask(path)
        assert answer.status == 200, path
        assert "localhost" not in answer.text, path
    assert server.ask("/admin/").location.startswith("/account/login/")


def strangers_are_not_believed(server: Server) -> None:
    assert server.ask("/", peer=ELSEWHERE).location == "https://magazine.example/"
    assert server.ask("/", scheme="http").location == "https://magazine.example/"
    assert [path.name for path in (server.data / "store" / "current").glob("http*/*")] == ["magazine.example"]


def one_dead_worker_is_replaced(server: Server) -> None:
    """All of them carry the port in their command lines; the one that was started first starts the others."""
    pids = subprocess.run(
        ["pgrep", "-f", f"granian .*--port {server.port} "], capture_output=True, text=True, check=True
    )
    first, *workers = map(int, pids.stdout.split())
    os.kill(workers[0], signal.SIGKILL)
    wait_until(server.answers, seconds=30, what="An answer of the other worker")
    Path(f"/proc/{first}").stat()


def an_article_appears(server: Server) -> None:
    url = server.run(f"{sys.executable} manage.py shell --verbosity 0 --command {shlex.quote(PUBLISH)}").strip()
    assert url == "https://magazine.example/features/first-of-all/"
    path = url.removeprefix("https://magazine.example")
    wait_until(lambda: server.ask(path).status == 200, seconds=30, what="The publication")
    wait_until(lambda: path in server.ask("/search/?q=first+of+all").text, seconds=60, what="The work of the worker")
