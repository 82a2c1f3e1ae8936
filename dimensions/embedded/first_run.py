"""Prepare tables, sample content and static files before the first request."""

import hashlib
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from wagtail.models import Site

from dimensions.embedded.entrypoint import manage
from dimensions.installation.new_magazine import LOCAL_HOSTS
from sample.first_run import load_into_new_magazine


def prepare(url: str, say: Callable[[str], object]) -> None:
    """Bring tables, content and static files up to date; quick when they are."""
    with static_files_up_to_date(say):
        say("Preparing the database …")
        call_command("migrate", verbosity=0, interactive=False)
        load_into_new_magazine(say)
        point_site_at(url)


def point_site_at(url: str) -> None:
    """Set host and port of the default site, unless it has been given another name."""
    address = urlsplit(url)
    site = Site.objects.filter(is_default_site=True, hostname__in=LOCAL_HOSTS).first()
    if site and address.hostname in LOCAL_HOSTS:
        site.hostname, site.port = address.hostname, address.port or 80
        site.save()


@contextmanager
def static_files_up_to_date(say: Callable[[str], object]) -> Iterator[None]:
    """Collect and compress the static files while the context runs, if any of them changed since the last time."""
    mark = settings.DATA_DIR / "static-files"
    fingerprint = _fingerprint_of_static_files()
    if mark.exists() and mark.read_text() == fingerprint:
        yield
        return
    mark.unlink(missing_ok=True)
    command = manage("collectstatic", "--verbosity=0", "--no-input", "--clear")
    collecting = subprocess.Popen(command)  # noqa: S603 - our own command
    with ended_at_the_latest(collecting):
        yield
        say("Collecting static files …")
        if collecting.wait():
            raise subprocess.CalledProcessError(collecting.returncode, collecting.args)
    mark.write_text(fingerprint)


@contextmanager
def ended_at_the_latest(process: subprocess.Popen[bytes]) -> Iterator[None]:
    """End a process that is no longer needed, because of a stop request or an error."""
    with process:
        try:
            yield
        finally:
            process.terminate()


def _fingerprint_of_static_files() -> str:
    """Return a text that changes when a static file is added, removed or edited."""
    seen = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            stat = Path(storage.path(name)).stat()
            seen.update(f"{name} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return seen.hexdigest()
