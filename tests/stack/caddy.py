"""Caddy in front of a running magazine, with the rules of `deploy/caddy`."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from tests.magazine import CHECKOUT, clean_environment, free_port
from tests.stack.program import running

NO_CADDY = "Caddy is not installed (Debian: apt-get install caddy)."
CADDYFILE = CHECKOUT / "deploy" / "caddy" / "Caddyfile"
FOR_A_TEST = "\n{\n\tadmin off\n\tauto_https off\n"


def find_caddy() -> str | None:
    """Return the program."""
    return shutil.which("caddy")


@contextmanager
def caddy(program: str, *, application: str, data: Path, folder: Path) -> Iterator[str]:
    """Run Caddy in front of an application that keeps its store in a data folder; yield the URL."""
    port, configuration, log = free_port(), folder / "Caddyfile", folder / "output.log"
    configuration.write_text(_rules(port, application, data))
    with running(
        [program, "run", "--config", configuration, "--adapter", "caddyfile"],
        output=log,
        is_up=lambda: "serving initial configuration" in log.read_text(),
        environment=clean_environment(HOME=str(folder)),
    ):
        yield f"http://127.0.0.1:{port}"


def _rules(port: int, application: str, data: Path) -> str:
    """Return the rules with the names and folders of a test, and without certificates.

    The application stores pages only under its own host, so Caddy requests that.
    """
    site = urlsplit(application).netloc
    named = {
        "https/magazine.example": f"http/{site}",
        "magazine.example {": f"http://127.0.0.1:{port} {{",
        "/srv/dimensions/var": str(data),
        "127.0.0.1:8000": f"{site} {{\nheader_up Host {site}\n}}",
    }
    text = CADDYFILE.read_text()
    for name, value in named.items():
        assert name in text
        text = text.replace(name, value)
    return text.replace("\n{\n", FOR_A_TEST, 1)
