"""What is made ready before the first request: tables, sample content, static files."""

import hashlib
import subprocess
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from wagtail.models import Site

from dimensions.demo.issues import load
from dimensions.embedded.stack import manage
from dimensions.tasks import load_sample_issues

LOCAL_HOSTS = {"localhost", "127.0.0.1", ""}


def prepare(url: str, say: Callable[[str], object]) -> None:
    """Bring tables, content and static files up to date; quick when they are."""
    say("Preparing the database …")
    call_command("migrate", verbosity=0, interactive=False)
    load_sample_magazine(say)
    load_sample_archive(say)
    point_site_at(url)
    collect_static_files(say)


def load_sample_magazine(say: Callable[[str], object]) -> None:
    """Load it into an empty database; a loading that was interrupted left it empty."""
    if not get_user_model().objects.exists():
        say("Loading the sample magazine …")
        load.begin()
        call_command("demo")


def load_sample_archive(say: Callable[[str], object]) -> None:
    """Load the first issues of the sample and leave the others, new or interrupted, to the worker."""
    if load.is_unfinished():
        say("Loading issues into the archive …")
        load.load_first()
        load_sample_issues.enqueue()


def point_site_at(url: str) -> None:
    """Let links carry the port in use, unless somebody gave the site a name of its own."""
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
    """Give a text that changes when a static file is added, removed or edited."""
    seen = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            stat = Path(storage.path(name)).stat()
            seen.update(f"{name} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return seen.hexdigest()
