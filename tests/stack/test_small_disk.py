"""A disk that fills up or turns read-only, under the images and under the database."""

import io
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from base.models import MagazineImage
from tests.factories import make_article, make_image, make_user
from tests.magazine import manage

pytestmark = pytest.mark.django_db
MEGABYTES = 3
MEGABYTES_OF_DATABASE = 10
# A program hands in drafts until there is no room; then there is some.
FILL_UP = """
import itertools
from pathlib import Path
from django.conf import settings
from django.db import connection
from django.test import Client
from articles.models import ArticlePage
from tests.api.test_editing import article
from tests.factories import make_key, make_section, make_user
settings.STAFF_NEEDS_SECOND_FACTOR = False
make_section()
client = Client(raise_request_exception=False, HTTP_HOST="localhost")
client.defaults["HTTP_AUTHORIZATION"] = "Bearer " + make_key(make_user("root@magazine.example", is_superuser=True))
long = [dict(type="text", value="<p>" + "Low water. " * 2_000 + "</p>")]
numbers = itertools.count()
def save():
    sent = article(title=f"Tides {{next(numbers)}}", body=long)
    return client.post("/api/v3/pages/", sent, content_type="application/json")
answers = [save()]
while answers[-1].status_code == 201 and len(answers) < 500:
    answers.append(save())
print(len(answers) - 1)
print(answers[-1].status_code)
print(answers[-1].json()["detail"])
print(ArticlePage.objects.count())
with connection.cursor() as cursor:
    print(cursor.execute("PRAGMA integrity_check").fetchone()[0])
print(Client(HTTP_HOST="localhost").get("/").status_code)
Path("{left}").unlink()
print(save().status_code)
"""
NO_MOUNT = "no file system can be mounted here (it takes root)."


def mount(*options: str) -> None:
    subprocess.run(["mount", *options], check=True, capture_output=True)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A folder with a capacity of a few megabytes."""
    folder = tmp_path / "small"
    folder.mkdir()
    try:
        mount("-t", "tmpfs", "-o", f"size={MEGABYTES}m", "tmpfs", str(folder))
    except (OSError, subprocess.CalledProcessError):
        (pytest.fail if os.environ.get("CI") == "true" and os.geteuid() == 0 else pytest.skip)(NO_MOUNT)
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


@pytest.fixture
def editor(disk: Path, settings: LazySettings) -> Client:
    """A client of the desk of a magazine whose images are on that disk."""
    settings.MEDIA_ROOT = disk
    make_article("Tides")
    client = Client(raise_request_exception=False)
    client.force_login(make_user("root@magazine.example", is_superuser=True))
    return client


def picture(number: int) -> bytes:
    """Return noise, which does not become smaller by compression: about 750 kB."""
    out = io.BytesIO()
    Image.frombytes("RGB", (500, 500), os.urandom(750_000)).save(out, "PNG")
    return out.getvalue() + bytes([number])


def upload(client: Client, number: int):
    file = SimpleUploadedFile(f"noise-{number}.png", picture(number), "image/png")
    return client.post("/admin/images/add/", {"title": f"Noise {number}", "file": file, "collection": 1})


def files_of(folder: Path) -> set[str]:
    return {path.name for path in folder.rglob("*") if path.is_file()}


def originals(disk: Path) -> set[str]:
    return files_of(disk / "original_images")


def test_a_disk_that_fills_up_keeps_what_was_acknowledged_and_no_half_file(editor: Client, disk: Path):
    answers = [upload(editor, number) for number in range(6)]
    kept = [answer.status_code for answer in answers].count(302)
    refused = [answer for answer in answers if answer.status_code == 507]
    assert 1 <= kept < 6
    assert kept + len(refused) == 6
    for answer in refused:
        assert "nothing of what you just sent was saved" in answer.content.decode()
    images = MagazineImage.objects.all()
    assert len(images) == kept
    assert originals(disk) == {Path(image.file.name).name for image in images}
    for image in images:
        with image.file.open("rb") as file:
            Image.open(file).load()
    assert Client().get("/features/tides/").status_code == 200


def test_a_disk_that_turns_read_only_is_named_and_pages_are_served(editor: Client, disk: Path):
    make_image("Before")
    before = files_of(disk)
    mount("-o", "remount,ro", str(disk))
    answer = upload(editor, 1)
    assert answer.status_code == 503
    assert "cannot write its files" in answer.content.decode()
    assert MagazineImage.objects.get().title == "Before"
    assert files_of(disk) == before
    assert Client().get("/features/tides/").status_code == 200
    mount("-o", "remount,rw", str(disk))
    assert upload(editor, 2).status_code == 302


def test_a_full_disk_below_the_database_refuses_and_keeps_what_it_acknowledged(disk: Path, migrated: Path):
    mount("-o", f"remount,size={MEGABYTES_OF_DATABASE}m", str(disk))
    shutil.copy(migrated, disk / "dimensions.sqlite3")
    left = disk / "left"
    left.write_bytes(bytes(500_000))
    kept, refused, sentence, drafts, integrity, front, after = manage(
        "shell",
        "-v",
        "0",
        "--no-imports",
        "-c",
        FILL_UP.format(left=str(left)),
        data=disk,
        settings="tests.benchmarks.settings",
    ).stdout.splitlines()[-7:]
    assert (int(kept) >= 1, refused, integrity, front, after) == (True, "507", "ok", "200", "201")
    assert "nothing of what was sent was saved" in sentence
    assert drafts == kept
