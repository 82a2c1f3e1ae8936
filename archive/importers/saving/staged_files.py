"""Storing imported files without leaving any behind.

A file is named after its content and stored before the rows that name it. So an interrupted run leaves files
without a row, which the next run uses or removes.
"""

import hashlib
import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import default_storage
from wagtail.models import Revision

from archive.models import ArchivedArticlePage, IssuePage, PageScan
from base.media.storage import gated_storage
from base.models import MagazineImage

ROOT = "archive"
STAGING = ".import"  # beside the lock of imports, so that the holder of the lock may clear it
COVER = re.compile(r"cover-[0-9a-f]{32}\.\w+\.jpg")
COVERS = "original_images"


@contextmanager
def staging() -> Iterator[Path]:
    """Return an empty folder for temporary files, after removing what a killed run left in it."""
    folder = Path(settings.GATED_ROOT) / STAGING
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, mode=0o700)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


class StagedFile(File):
    """A file that a storage on the same disk may move instead of copying it."""

    def __init__(self, path: Path) -> None:
        super().__init__(path.open("rb"), name=path.name)
        self.path = path

    def temporary_file_path(self) -> str:
        """The current path."""
        return str(self.path)


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def store(path: Path, public_id: UUID, kind: str, *, move: bool = True) -> str:
    """Store a file with those of its issue, unless it is already there; return its name."""
    storage = gated_storage()
    name = f"{ROOT}/{public_id}/{kind}-{digest_of(path)[:20]}{path.suffix}"
    if storage.exists(name):
        if storage.size(name) == path.stat().st_size:
            return name
        storage.delete(name)  # half of it, left by an interrupted run
    with StagedFile(path) if move else File(path.open("rb")) as file:
        return storage.save(name, file)


def sweep_issue(issue: IssuePage) -> None:
    """Remove the files of an issue that neither a row nor a revision names; revisions may be published again."""
    articles = ArchivedArticlePage.objects.child_of(issue)
    named = {issue.pdf.name, *PageScan.objects.filter(issue=issue).values_list("image", flat=True)}
    named |= set(articles.values_list("pdf", flat=True))
    pages = [str(pk) for pk in (issue.pk, *articles.values_list("pk", flat=True))]
    revisions = Revision.page_revisions.filter(object_id__in=pages)
    named |= set(revisions.values_list("content__pdf", flat=True))
    _remove(gated_storage(), _folder(issue), named)


def _folder(issue: IssuePage) -> str:
    return f"{ROOT}/{issue.public_id}"


def sweep() -> None:
    """Remove leftovers of an interrupted run: folders without an issue, covers without an image."""
    storage = gated_storage()
    kept = {str(public_id) for public_id in IssuePage.objects.values_list("public_id", flat=True)}
    for name in set(_listed(storage, ROOT)[0]) - kept:
        _remove(storage, f"{ROOT}/{name}", ())
    covers = [name for name in _listed(default_storage, COVERS)[1] if COVER.fullmatch(name)]
    known = set(MagazineImage.objects.filter(file__contains="cover-").values_list("file", flat=True))
    for name in covers:
        if f"{COVERS}/{name}" not in known:
            default_storage.delete(f"{COVERS}/{name}")


def _listed(storage: Any, folder: str) -> tuple[list[str], list[str]]:
    try:
        return storage.listdir(folder)
    except FileNotFoundError:
        return [], []


def _remove(storage: Any, folder: str, kept: Iterable[str]) -> None:
    _folders, names = _listed(storage, folder)
    gone = [name for name in names if f"{folder}/{name}" not in kept]
    for name in gone:
        storage.delete(f"{folder}/{name}")
    if len(gone) == len(names):
        storage.delete(folder)  # an empty folder, where storages have folders
