"""Prepare tables, sample content and static files before the first request."""

import hashlib
import subprocess
from collections.abc import Callable
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
    say("Preparing the database …")
    call_command("migrate", verbosity=0, interactive=False)
    load_into_new_magazine(say)
    point_site_at(url)
    collect_static_files(say)


def point_site_at(url: str) -> None:
    """Set host and port of the default site, unless it has been given a name of its own."""
    address = urlsplit(url)
    site = Site.objects.filter(is_default_site=True, hostname__in=LOCAL_HOSTS).first()
    if site and address.hostname in LOCAL_HOSTS:
        site.hostname, site.port = address.hostname, address.port or 80
        site.save()


def collect_static_files(say: Callable[[str], object]) -> None:
    """Collect and compress the static files if any of them changed since the last time."""
    mark = settings.DATA_DIR / "static-files"
    fingerprint = _fingerprint_of_static_files()
    if not mark.exists() or mark.read_text() != fingerprint:
        say("Collecting static files …")
        mark.unlink(missing_ok=True)
        # A process of its own ends at once when somebody asks to stop.
        subprocess.run(manage("collectstatic", "--verbosity=0", "--no-input", "--clear"), check=True)  # noqa: S603
        mark.write_text(fingerprint)


def _fingerprint_of_static_files() -> str:
    """Return a text that changes when a static file is added, removed or edited."""
    seen = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            stat = Path(storage.path(name)).stat()
            seen.update(f"{name} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return seen.hexdigest()
